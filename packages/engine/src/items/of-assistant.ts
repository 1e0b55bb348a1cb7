import type { Conversation, Unit } from '../conversation.js'
import type { UnitAnnotation, UnitKind } from '../types.js'
import { mayHaveFiniteVerb } from './finite-verbs.js'
import { bareDefiniteSubject } from './reads-alone-english.js'
import type { Told } from './statement.js'

/** A longer message of an assistant explains, advises or drafts: what it tells as true is knowledge, not a finding. */
const MAX_UNITS_OF_ANSWER = 12
/** "I've moved the job to Thursday": what the assistant did is told in a long report too. */
const DEED =
  /^(?:[-*•\d.)]+\s+)?(?:(?:done|ok|okay|yes)[:,.!] )?(?:i|we)(?:['’]ve| have)? (?:now |also |just |already |then )?(?:\p{L}{3,}ed|found|made|sent|put|wrote|set|built|ran|got|took|cut|left|saw|kept|did|read)\b/iu
const PERSON_SERVED = '(?:user|customer|client|caller|patient|student|guest|member)'
/** What a system message says of the person who is served; the rest of it is how to serve. */
const TELLS_OF_USER = new RegExp(`\\b(?:the|this|our|your) ${PERSON_SERVED}\\b`, 'i')
const OPENS_WITH_USER = new RegExp(`^the ${PERSON_SERVED}\\b`, 'i')
const CALENDAR_NAME =
  /^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|january|february|march|april|may|june|july|august|september|october|november|december)$/i

const TENTATIVE =
  /\b(?:some others|i think|likely|possible|possibly|probably|perhaps|maybe|let['’]s|we should|if there)\b/i
/** What was seen, and is told of something that has a name in code. */
const SEEMING = /\b(?:seems?|appears?|looks like)\b/i
export const CODE = /```|[{};]\s*$|^[^`]*`[^`]*$/

/**
 * What every decision and finding of an assistant has: a name, or the form of a finding. Most of its sentences have neither, and need
 * not be told.
 */
export function mayBeOfAssistant({ annotation }: Unit): boolean {
  const { names, numbers, identifiers } = annotation
  return names.length > 0 || (numbers.length + identifiers.length > 0 && mayBeFinding(annotation))
}

/** What shows before a unit is told: the wording of its sentence has its own. */
const mayBeFinding = ({ act, kind, wording, identifiers }: UnitAnnotation): boolean =>
  act === 'statement' &&
  !isAdviceOfList(kind, identifiers) &&
  !NOT_FOUND_BUT_SAID.some((cue) => wording.includes(cue))

/** What an assistant found or did: it names something, and is neither advice, knowledge nor an announcement. */
export function isFindingOfAssistant(unit: Unit, told: Told): boolean {
  const { names, numbers, identifiers } = unit.annotation
  if (!isPlainlySaid(unit.annotation, told)) return false
  // "The second change does …": which one, only the talk before tells.
  if (!told.hasContext && isOfSomethingBefore(told.said, identifiers)) return false
  // A bare name or an address says nothing of it.
  const namedTerms = names.reduce((sum, name) => sum + name.split(/\s+/).length, 0)
  if (names.length > 0 && unit.annotation.terms.length <= namedTerms) return false
  // "Ten minutes on Sunday are enough" names no more than a day.
  const ownNames = names.filter((name) => !CALENDAR_NAME.test(name)).length
  const isDated = names.length > ownNames && numbers.length > 0
  return ownNames + identifiers.length > 0 || isDated || (numbers.length > 0 && told.hasContext)
}

/** Of the matter in hand: no knowledge out of a long answer, no instruction to the assistant. */
export function isToldOfTheCase(
  { entries }: Conversation,
  { messageIndex, annotation }: Unit,
  { said }: Told,
): boolean {
  const entry = entries[messageIndex]
  if (entry?.message.role === 'system') return annotation.kind === 'prose' && TELLS_OF_USER.test(said)
  return (entry?.annotation.units.length ?? 0) <= MAX_UNITS_OF_ANSWER || DEED.test(said)
}

/** So many units before and after a unit can stand in what is told of it: eight of its sentence, and the sentence before. */
const MAX_TOLD_BEFORE = 17
const MAX_TOLD_AFTER = 8

/** Whether `isToldOfTheCase` may hold, before the unit is told: most sentences of long answers have no "I" anywhere near. */
export function mayBeToldOfTheCase(
  { entries, units, unitStarts }: Conversation,
  { index, messageIndex, annotation: { kind } }: Unit,
): boolean {
  const entry = entries[messageIndex]
  if (entry?.message.role === 'system') return kind === 'prose'
  if (entry === undefined || entry.annotation.language !== 'en') return true
  if (entry.annotation.units.length <= MAX_UNITS_OF_ANSWER) return true
  const last = Math.min((unitStarts[messageIndex + 1] as number) - 1, index + MAX_TOLD_AFTER)
  for (let at = Math.max(unitStarts[messageIndex] as number, index - MAX_TOLD_BEFORE); at <= last; at++)
    if (units[at]?.annotation.firstPerson === true) return true
  return false
}

function isPlainlySaid(annotation: UnitAnnotation, { said, wording, cues }: Told): boolean {
  const { identifiers, act } = annotation
  if (act !== 'statement' || cues.has('condition') || CODE.test(said)) return false
  if (isAdvice(annotation, said, identifiers)) return false
  if (TENTATIVE.test(said) || (SEEMING.test(said) && identifiers.length === 0)) return false
  if (cues.has('phatic') || NOW.test(said) || EXPLAINS.test(said)) return false
  if (!mayHaveFiniteVerb(said.replace(ACKNOWLEDGES, ''))) return false
  return !NOT_FOUND_BUT_SAID.some((cue) => wording.has(cue))
}

/** "The call runs for every row, so an index can't help": how things work. */
const EXPLAINS =
  /^the \p{Ll}+ (?:is|are|gets?|runs?|has|does)\b.*, so (?:an?|the|your?|it) .*\b(?:can(?:not|['’]t)?|will|won['’]t)\b/iu
/** "Noted: pine, so no varnish": what follows has to be a sentence. */
const ACKNOWLEDGES = /^(?:noted|understood|got it|saved|remembered|ok|okay|right)\s*[:,.–—-]\s*/i

/** A row of a table, "**Use**: …", "Put 150 on the account", "on the whole night": what an assistant advises or teaches. */
const ROW_OR_HEADING = /^\s*\||\s\|\s|^[\s\-*•\d.)]*\*\*|^\s*(?:>|#{1,6}\s)|:\s*$|→/
const IMPERATIVE =
  /(?:^|[.:;] )(?:[-*•]\s+|\d{1,2}[.)]\s+)?(?:put|run|use|take|write|add|set|keep|check|go|start|ask|prefer|choose|pick|make|try|buy|call|leave|avoid|open|click|look|report|tell|bring|give|send|pay|do|don['’]t|never|always|replace|watch|limit|enjoy|mind|bear|note|consider|see|plan|wear|eat|drink|store|wash|cook|heat|mix|place|turn|press|hold|apply|install|remove|save|switch|move|change|let|expect|allow|skip|sort|filter|test|measure|draw|repeat|read|count|cut|wait|suggested|example|rule)\b/i

function isAdvice(annotation: UnitAnnotation, said: string, identifiers: readonly string[]): boolean {
  if (isAdviceOfList(annotation.kind, identifiers)) return true
  return ROW_OR_HEADING.test(said) || IMPERATIVE.test(said)
}

/** Findings are sentences; items of a list are advice, knowledge or options, where they name no file. */
const isAdviceOfList = (kind: UnitKind, identifiers: readonly string[]): boolean =>
  kind === 'list' && !identifiers.some((identifier) => PATH.test(identifier))

const PATH = /[/\\]|\.\p{L}/u

/** What the assistant is doing right now. */
const NOW = /^(?:we|i)(?:['’](?:re|m)| are| am) (?:now )?(?:looking|going|trying|about)\b/i

/** "The hall manager is Amira Novak." */
const IDENTIFIES = /^[Tt]he (?:[\p{Ll}-]+ ){2,4}(?:is|are|was|were) \p{Lu}/u

/** A definite subject without a name or a code word in it, and nothing else in the sentence that tells which. */
function isOfSomethingBefore(said: string, identifiers: readonly string[]): boolean {
  const subject = bareDefiniteSubject(said)
  if (subject === undefined || IDENTIFIES.test(said) || OPENS_WITH_USER.test(said)) return false
  return (
    identifiers.length === 0 ||
    /^(?:first|second|third|other|next|last|previous|current|following)\b/i.test(subject)
  )
}

const NOT_FOUND_BUT_SAID = [
  'second',
  'obligation',
  'future',
  'possibility',
  'asksMark',
  'confirming',
] as const
