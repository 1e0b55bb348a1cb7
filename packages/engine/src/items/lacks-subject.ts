import { readWords } from '../annotate/words.js'
import { type Conversation, textOf, type Unit } from '../conversation.js'
import { isEnglishVerb, mayHaveFiniteVerb } from './finite-verbs.js'
import { oneLine, type Passage } from './passage.js'

/**
 * English sentences of chats that leave out what they speak of, since it was just named: by how they open. Under the label of
 * the speaker a missing "I" is no loss ("got the job"); a missing "it" is.
 */

const TIME =
  '(?:today|tonight|tomorrow|yesterday|now|already|again|since|on|at|from|till|until|in|for|by|last|next|this|(?:mon|tues|wednes|thurs|fri|satur|sun)day|\\d)'
/** "Ordered, comes Wednesday", "diagnosed two weeks ago": a participle without what it is of. */
const PARTICIPLE_ALONE = new RegExp(
  `^\\p{L}{3,}ed(?:\\s*(?:[,;.!–—]|$)|\\s+(?:${TIME}\\b|(?:one|two|three|four|five|six|a|an|some) (?:days?|weeks?|months?|years?|hours?)\\b))`,
  'iu',
)
/** "I" is what is left out before a verb that takes nothing: "finished yesterday", "moved last week". */
const OF_THE_SPEAKER =
  /^(?:moved|finished|started|arrived|landed|returned|retired|worked|studied|walked|stayed|graduated|played|talked|listened|cried|failed|passed|waited|signed|joined|decided|voted)\b/i
/** "378, delivered to me", "5 is tricky", "44 × 12 vs 49 × 12": a number of what? */
const BARE_NUMBER =
  /^[€$£]?\d[\d.,:]*\s?(?:%|[€$£]|euros?|eur|dollars?|pounds?|kg|km|cm|am|pm|h|min)?\s*(?:[,;.!:+*×x=/-]|vs\b|is\b|are\b|was\b|were\b|in\b|for\b|from\b|then\b|each\b|with\b|without\b|or\b|plus\b|more\b|less\b|$)/i
/** "20 August – 3 September: Anneke", "16 July, dentist": a day is clear. */
const OPENS_WITH_DAY =
  /^\d{1,2}(?:st|nd|rd|th)?(?:[.–-]\s?\d{1,2})?\.?\s(?:of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/i
/** "15 choir, 16 quartet, 17 tango": a list says what. */
const MIN_PARTS_OF_LIST = 4
/** "Mrs Vogt: yes can be added", "yes, fits": answers what was asked. */
const ANSWERS = /^(?:[^:.!?]{1,30}: )?(?:yes|yep|yeah|no|nope|ok|okay)\b[ ,!.]*(?:\p{Ll}|$)/u

/** "I've got: a dinner for two, three haircuts": for what, the question before told. */
const LISTS_FOR_WHAT =
  /^(?:i['’]ve got|we['’]ve got|i have|we have|we need|we lack|still missing|missing)\s*:/i

/**
 * Whether an English sentence leaves out its subject or object; among named people also what a number is of, which an
 * assistant and its user have before them. Cost: a look at its first words.
 */
export function lacksSubject(text: string, isAmongPeople: boolean): boolean {
  const code = text.charCodeAt(0)
  if ((code >= ZERO && code <= NINE) || CURRENCY.has(text[0] ?? ''))
    return isAmongPeople && !OPENS_WITH_DAY.test(text) && isNumberOfWhat(text)
  if (isAmongPeople && (ANSWERS.test(text) || LISTS_FOR_WHAT.test(text))) return true
  if (PARTICIPLE_ALONE.test(text)) return !OF_THE_SPEAKER.test(text)
  return opensWithThirdPerson(text)
}
const ZERO = 48
const NINE = 57
const CURRENCY: ReadonlySet<string> = new Set(['€', '$', '£'])

function isNumberOfWhat(text: string): boolean {
  if (text.split(', ').length >= MIN_PARTS_OF_LIST) return false
  return BARE_NUMBER.test(text) || !(mayHaveFiniteVerb(text) || /[=:]/.test(text))
}

/** "Comes on Wednesday", "fits in the van": what does? Not "Works of Bach", where the verb is a noun. */
function opensWithThirdPerson(text: string): boolean {
  const [first, second] = readWords(text).lower
  if (
    first === undefined ||
    second === undefined ||
    !first.endsWith('s') ||
    first.length < MIN_LETTERS ||
    /['’]/.test(first)
  )
    return false
  return isEnglishVerb(first) && !isEnglishVerb(second) && !NOT_OF_VERB.has(second)
}
const MIN_LETTERS = 4
const NOT_OF_VERB: ReadonlySet<string> = new Set(['of', 'and'])

/** Whether its message has a name, which holds whatever conversation it is read in. */
export const isOfNamed = ({ entries }: Conversation, { messageIndex }: Unit): boolean =>
  Boolean(entries[messageIndex]?.message.name)

const MAX_WORDS_OF_HEADING = 3

/** "Quilt details. Squares of 30 cm": two or three words without a verb that say what the rest of the message is about. */
export function headingOf(conversation: Conversation, { units }: Passage): Unit | undefined {
  const [first] = units
  const before = first === undefined ? undefined : conversation.units[first.index - 1]
  if (before === undefined || before.messageIndex !== first?.messageIndex) return undefined
  if (!isOfNamed(conversation, before)) return undefined
  const { kind, act, wordCount, wording } = before.annotation
  const isShort = kind === 'prose' && wordCount > 0 && wordCount <= MAX_WORDS_OF_HEADING
  if (!isShort || act !== 'statement' || before.terms.length === 0) return undefined
  if (wording.includes('asksMark') || wording.includes('praise') || wording.includes('courtesy'))
    return undefined
  // What stands before the heading would be what it belongs to.
  if (before.index !== conversation.unitStarts[before.messageIndex]) return undefined
  const text = oneLine(textOf(conversation, before))
  return /[.:]$/.test(text) && !mayHaveFiniteVerb(text) && !NO_HEADING.test(text) ? before : undefined
}
/** "Great stuff.", "Me too.", "Hi all." */
const NO_HEADING =
  /^(?:hi|hey|hello|dear|oh|ah|eh|hm+|wow|lol|haha|ok|okay|yes|yeah|no|nope|same|me|us|i|you|so|true|exactly|right|sure|well|good|great|nice|cool|perfect|lovely|amazing|awesome|fine|sorry|please|pls|thanks|thx|not|never|also|ps|pps|btw|anyway|update|note|noted|question|done|agreed|decided|welcome|congrats|cheers|bye)\b/i
