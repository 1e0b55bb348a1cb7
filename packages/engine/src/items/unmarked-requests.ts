import { mayHave, SIGN } from '../annotate/signs.js'
import { readWords } from '../annotate/words.js'
import { mayHaveFiniteVerb } from './finite-verbs.js'

/**
 * English requests and questions that people type to an assistant without a question mark or a verb of asking: "how do I
 * poach an egg", "packing list for three days". By word order and by the missing verb; no subject matter.
 */

const LEAD = '(?:(?:so|and|but|ok|okay|also|next|then|now|hm+|hi|hello)[, ]+)*'
const PERSON = '(?:i|you|we|he|she|it|they|one|people)'
const HELPER = "(?:do|does|did|can|could|should|shall|don['’]?t|doesn['’]?t|didn['’]?t|can['’]?t)"
/** Each has a word that asks: `SIGN.asksByWord`. */
const ASKS_WITH_WORD = [
  // "How is the …": at the start only, since "Rosa, who is the …" goes on.
  `^${LEAD}(?:what|when|where|why|how|who|whose|which) (?:${HELPER}|is|are|was|were|will|would|has|have|had) (?:${PERSON}|the|my|your|our|his|her|this|these|there|an?)\\b`,
  // "What's the weather like on the 9th"
  `^${LEAD}(?:what|when|where|how|who)['’](?:s|re) (?:the|my|your|our|his|her|that|this|there|an?)\\b`,
  // "How many eggs do I need"
  `^${LEAD}(?:what|which|how) (?!${PERSON}\\b|the\\b|my\\b|our\\b|th)[\\p{L}'’]+ (?:\\p{L}+ )?(?:${HELPER}|is|are|was|were) ${PERSON}\\b`,
  `\\b(?:what|when|where|why|how|who|which) ${HELPER} ${PERSON}\\b`,
].map((source) => new RegExp(source, 'iu'))
/** "Next: should I …"; "could you" asks to do something. */
const ASKS_BY_ORDER = new RegExp(
  `(?:^|[,:;.–—-] )${LEAD}(?:${HELPER}|may|is|are) (?!(?:you|one|people)\\b)${PERSON}\\b`,
  'iu',
)

/** Whether an English sentence without a question mark asks by its word order. */
export const asksByWordOrder = (text: string): boolean =>
  (mayHave(readWords(text).signs, SIGN.asksByWord) && ASKS_WITH_WORD.some((form) => form.test(text))) ||
  ASKS_BY_ORDER.test(text)

/** "Something I can pick up at five": names what is wanted by what it has to be. */
const SOMETHING_WANTED =
  /^(?:(?:ok|okay|no|yes|well|maybe|preferably)[, ]+)*(?:some|any)(?:thing|one|body|where|place) (?:\p{Ll}+ (?=that\b|which\b|i\b|we\b))?(?:else|i|we|you|that|which|who|with|for|to|in|near|like|on|at|\p{Ll}{3,}er)\b/iu
export const wantsSomethingSuch = (text: string): boolean => SOMETHING_WANTED.test(text)

/** What is asked for stands before what it is for: "price list for my pottery", "mail to the gallery asking for …". */
const THING_FOR =
  /^([^,;:.!?]{3,60}?) (?:for|to(?! (?:begin|start) with\b)|about|asking|explaining|saying)\b/i
const PLEASE_AT_END = /\b(?:pls|plz|please)[.! ]*$/i
/** "My bread", "we", "she": whose subject is named is told, not asked for. */
const OPENS_WITH_SUBJECT =
  /^(?:i|we|he|she|it|they|you|my|our|his|her|their|this|that|these|those|there|the|no|not|yes|yeah|ok|okay|thanks|all|both|some|every\w*|\d+)\b|^\p{L}+ed\b|^\p{L}+ing (?!\p{Ll}+ (?:for|to|about)\b)/iu
const MAX_HEAD_WORDS = 6

/**
 * Whether an English text that opens a message to an assistant asks for a thing by naming it: a head without a finite verb,
 * then what the thing is for. "Pictures of my friends always blurry" has no such part.
 */
export function namesWhatIsWanted(text: string): boolean {
  if (PLEASE_AT_END.test(text)) return true
  const head = THING_FOR.exec(text)?.[1]
  if (head === undefined || OPENS_WITH_SUBJECT.test(text) || /\p{Ll} \p{Lu}/u.test(head)) return false
  return head.split(/\s+/).length <= MAX_HEAD_WORDS && !mayHaveFiniteVerb(head)
}

/** "People tell me things", "he put 45 on the parcel": somebody does it, and is not asked to. */
const OTHERS_DO =
  /^(?:(?:but|and|so|because|since|well|oh|actually)[, ]+)*(?:he|she|they|people|everybody|everyone|nobody|my \p{Ll}+|our \p{Ll}+) (?!(?:can|could|will|would|should|may) you\b)\p{Ll}+/iu
const ASKS_LISTENER = /\b(?:please|pls|plz|you|your|let['’]?s)\b/i
/** "Three days a week to begin with", "Tabitha, by the 24th": opens as what answers a question. */
const OPENS_AS_ANSWER =
  /^(?:(?:about|around|only|just|maybe|yes|no),? )*(?:\d|(?:one|two|three|four|five|six|seven|eight|nine|ten|half|both|all)\b|\p{Lu}\p{Ll}+,? (?:by|on|at|for|from|with|and)\b)/iu

/** "Cake 20, book 25": a list of what each is worth. */
const LISTS_VALUES = /^\p{L}+ [€$£]?\d[\d.]*, (?:and )?\p{L}+ [€$£]?\d/iu

/** Whether an English sentence with a word of asking only tells what somebody does, or answers a question with a number or a name. */
export const isToldNotAsked = (text: string, isAnswer: boolean): boolean =>
  !ASKS_LISTENER.test(text) &&
  (OTHERS_DO.test(text) || LISTS_VALUES.test(text) || (isAnswer && OPENS_AS_ANSWER.test(text)))
