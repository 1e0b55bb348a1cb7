import { type Conversation, hasFlag, textOf, type Unit } from '../conversation.js'
import { unitsOf } from '../protect.js'
import { FLAG } from '../unit-flags.js'
import { hasBareSubject } from './bare-subject.js'
import { mayHaveFiniteVerb } from './finite-verbs.js'
import { type Passage, sentenceOf, toldPlainly } from './passage.js'
import { readsAlone } from './reads-alone.js'
import { type Statement, spanOf } from './statement.js'

/**
 * What an English user tells an assistant beside what he asks for: told with the sentence that opens the message where its subject has
 * no article and belongs to that matter ("race is on 26 May"), and no fact where the whole message is what goes wrong at the moment.
 */

const LABEL_ENDS = ': '
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
  const hangs = hasBareSubject(said, unit.annotation.names)
    ? openingOf
    : CONCLUDES.test(raw)
      ? before
      : undefined
  if (hangs === undefined) return statement
  const context = hangs(conversation, unit)
  if (context === undefined) return undefined
  const text = toldPlainly(context.text, 'en')
  const told = /[.!?…。！？]$/.test(text) ? text : `${text}.`
  return {
    content: `${content.slice(0, content.length - said.length)}${told} ${said}`,
    evidence: [...context.units.map((one) => spanOf(conversation, one)), ...evidence],
  }
}

const WEEKDAY = /\b(?:mon|tue|wed|thu|fri|sat|sun)(?:\p{Ll}{0,3}day)?s?\b/iu

/** "Sunday lunch, seven people, not boring": two clauses without a verb that open a list of what is wanted. */
function namesOnly(said: string): boolean {
  const [first, second, ...more] = said.split(/, | \+ /)
  if (first === undefined || second === undefined || more.length === 0) return false
  if (/^\p{Lu}/u.test(second) || /^\p{Lu}\p{Ll}+ \p{Lu}/u.test(first)) return false
  if (/\d|:/.test(first) || /\b(?:i|we|my|our|he|she|they)\b/i.test(first)) return false
  // "Lectures mon-thu, lab tue 2-6, i work at a cafe fri": a timetable tells.
  if ([first, second, ...more].filter((part) => WEEKDAY.test(part)).length > 1) return false
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
