import { type Conversation, hasFlag, textOf, type Unit } from '../conversation.js'
import { unitsOf } from '../protect.js'
import { FLAG } from '../unit-flags.js'
import { mayHaveFiniteVerb } from './finite-verbs.js'
import { type Passage, sentenceOf, toldPlainly } from './passage.js'
import { readsAlone } from './reads-alone.js'
import { type Statement, spanOf } from './statement.js'

/**
 * What an English user tells an assistant beside what he asks for: told with the sentence that opens the message where its subject has
 * no article and belongs to that matter ("race is on 26 May"), and no fact where the whole message is what goes wrong at the moment.
 */

const LABEL_ENDS = ': '
/** Words that open a sentence and are no noun without its article. */
const NO_NOUN =
  /^(?:i|we|he|she|it|they|you|who|what|which|when|where|why|how|if|this|that|these|those|there|here|the|an?|my|our|your|his|her|its|their|some|any|no|not|all|both|each|every\w*|some\w+|any\w+|no(?:body|thing|ne)|most|many|much|more|few|half|one|two|three|four|five|six|seven|eight|nine|ten|another|other|others|people|folks|today|yesterday|tomorrow|tonight|now|then|so|and|but|or|also|only|just|still|maybe|perhaps|thanks|sorry|yes|never|always|often|sometimes|usually|recently|last|next|since|for|in|on|at|by|with|from|as|to|of|after|before|during|until|because|while|everything|was|is|are|were|has|had|will|can|got|been|did|went|came|said|\p{L}+(?:ly|ing|ed)|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|\w*['’]\w*|\d.*)$/iu
/** Kin, pets, the home and whom one goes to: everybody's own. */
const OWN =
  /^(?:wife|husband|partner|girlfriend|boyfriend|spouse|fianc\p{L}+|m[uo]m|mother|dad|father|parents|son|daughter|kids?|children|baby|toddler|brother|sister|siblings?|aunt|uncle|grand\p{L}+|cousins?|niece|nephew|family|boss|landlord|landlady|neighbou?rs?|roommate|flatmate|colleagues?|doctor|doc|gp|dentist|vet|therapist|teacher|cats?|dogs?|car|bike|flat|house|apartment|home|job|school|uni|phone|laptop|weight|height|birthday|winters?|summers?|life|work)$/iu
const BARE_SUBJECT =
  /^(\p{L}[\p{L}-]*)(?: (?!is\b|was\b|are\b|were\b|have\b)\p{Ll}+(?<!s))? (?:is|was|has|had|opens?|opened|starts?|started|ends?|ended|closes?|closed|comes?|came|costs?|wants?|wanted|says?|said|asks?|asked|goes|went|leaves|left|arrives?|arrived|quotes?|quoted|takes?|took|accepts?|accepted)\b/iu
/** "So ten a day is the most": follows from the sentence before. "So far", "so many" open one. */
const CONCLUDES = /^so,? (?!far\b|much\b|many\b|is\b|are\b|do\b|does\b|did\b)/i
/** "You were right, only the fuse": answers what the assistant said. */
const ANSWERS =
  /^(?:(?:ok|okay|yes|oh|haha|well)[,.! ]+)*(?:you (?:were|are) right|you['’]re right|as you (?:said|suggested|told|thought)|like you said|you said)\b/i
const MAX_WORDS_OF_OPENING = 30
const MIN_TERMS_OF_OPENING = 2

/** "Burned my finger", "my bread comes out flat": the whole message says what went wrong, and asks for help by that. */
const WENT_WRONG =
  /^(?:i(?:['’]ve| have)? )?(?:just |accidentally )?(?:burn(?:ed|t)|cut|hurt|twisted|sprained|bruised|broke|dropped|spilled|spilt|forgot|stained|scratched|dented|locked)\b/i
/** "My sister", "my car is a Golf": who or what somebody has holds on. */
const THING_GOES =
  /^(?:my|our|the) (?:\p{Ll}+ ){1,4}?(?!is (?:an?|called|named|from|in|on)\b|has\b|was born\b)(?:\p{Ll}{2,}s|always|keeps?|looks?|smells?|feels?|won['’]?t|doesn['’]?t|don['’]?t|isn['’]?t)\b/iu
const OF_PERSON =
  /^(?:my|our) (?:\p{Ll}+[- ]){0,2}(?:wife|husband|partner|girlfriend|boyfriend|m[uo]m|mother|dad|father|parents|son|daughter|kids?|child|children|brother|sister|aunt|uncle|grand\p{Ll}+|cousin|niece|nephew|family|boss|manager|landlord|neighbou?r|friend|colleague|roommate|doctor|name|\p{Ll}+-in-law)\b/iu

/** The fact as it is told, or undefined where it is none. Cost: a few patterns; the message's first sentence where that is needed. */
export function asFactOfUser(
  conversation: Conversation,
  unit: Unit,
  statement: Statement,
): Statement | undefined {
  const { content, evidence } = statement
  if (content.includes(`”)${LABEL_ENDS}`)) return statement
  const said = content.slice(content.indexOf(LABEL_ENDS) + LABEL_ENDS.length)
  if (ANSWERS.test(said) || namesOnly(said) || isWhatGoesWrong(conversation, unit, said)) return undefined
  if (evidence.length > sentenceOf(conversation, unit).units.length) return statement
  const raw = textOf(conversation, sentenceOf(conversation, unit).units[0] ?? unit)
  const hangs = hasBareSubject(said, unit) ? openingOf : CONCLUDES.test(raw) ? before : undefined
  if (hangs === undefined) return statement
  const context = hangs(conversation, unit)
  if (context === undefined) return undefined
  const text = toldPlainly(context.text, 'en')
  const told = /[.!?…]$/.test(text) ? text : `${text}.`
  return {
    content: `${content.slice(0, content.length - said.length)}${told} ${said}`,
    evidence: [...context.units.map((one) => spanOf(conversation, one)), ...evidence],
  }
}

function hasBareSubject(said: string, { annotation }: Unit): boolean {
  const first = BARE_SUBJECT.exec(said)?.[1]
  if (first === undefined || NO_NOUN.test(first) || OWN.test(first)) return false
  // "Oona is at school": what begins in capitals may be a name.
  return /^\p{Ll}/u.test(first) && !annotation.names.some((name) => name.startsWith(first))
}

/** "Sunday lunch, seven people, not boring": two clauses without a verb that open a list of what is wanted. */
function namesOnly(said: string): boolean {
  const [first, second, ...more] = said.split(/, | \+ /)
  if (first === undefined || second === undefined || more.length === 0) return false
  if (/^\p{Lu}/u.test(second) || /^\p{Lu}\p{Ll}+ \p{Lu}/u.test(first)) return false
  if (/\d|:/.test(first) || /\b(?:i|we|my|our|he|she|they)\b/i.test(first)) return false
  return !mayHaveFiniteVerb(first) && !mayHaveFiniteVerb(second)
}

function isWhatGoesWrong(conversation: Conversation, unit: Unit, said: string): boolean {
  const spoken = unitsOf(conversation, unit.messageIndex).filter((one) =>
    hasFlag(conversation, one.index, FLAG.spoken),
  )
  const own = sentenceOf(conversation, unit).units
  if (spoken.length > own.length) return false
  return WENT_WRONG.test(said) || (THING_GOES.test(said) && !OF_PERSON.test(said))
}

/** The first sentence of the message, where it is another one and clear by itself. */
function openingOf(conversation: Conversation, unit: Unit): Passage | undefined {
  const [first] = unitsOf(conversation, unit.messageIndex)
  return first === undefined ? undefined : contextAt(conversation, first, unit)
}

function before(conversation: Conversation, unit: Unit): Passage | undefined {
  const [first] = sentenceOf(conversation, unit).units
  const one = first === undefined ? undefined : conversation.units[first.index - 1]
  return one === undefined || one.messageIndex !== unit.messageIndex
    ? undefined
    : contextAt(conversation, one, unit)
}

function contextAt(conversation: Conversation, at: Unit, unit: Unit): Passage | undefined {
  const passage = sentenceOf(conversation, at)
  if (passage.isClause || passage.units.some(({ index }) => index === unit.index)) return undefined
  if (passage.wordCount > MAX_WORDS_OF_OPENING || at.annotation.kind !== 'prose') return undefined
  const terms = passage.units.reduce((sum, one) => sum + one.terms.length, 0)
  return terms >= MIN_TERMS_OF_OPENING && readsAlone(passage.text, 'en') ? passage : undefined
}
