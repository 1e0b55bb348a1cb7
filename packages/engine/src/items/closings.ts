import { type Conversation, hasFlag, textOf, type Unit } from '../conversation.js'
import { SETTLING, type SettlingForms } from '../lexicon/settling.js'
import { unitsOf } from '../protect.js'
import { FLAG } from '../unit-flags.js'
import { mayConclude, wordsConcluded } from './conclusions.js'
import { mayHaveFiniteVerb } from './finite-verbs.js'
import { oneLine } from './passage.js'
import { pointsAway } from './reads-alone.js'
import { remembered } from './remembered.js'

/** "Thursdays 15:30 it is": what stands before has to be the thing, not a clause ("I think it is"). */
const IT_IS = /^(.{1,60}?) it is\b(?= ?[^\p{L}\p{N} '’]|\s*$| then\b)/iu
const CLAUSE_BEFORE =
  /\b(?:i|you|we|he|she|they|that|this|think|know|what|how|who|where|when|why|believe|sure|because|if|whether|as|is|was|not|like|than|whatever|however|so much|such)\b/i
/** "DECIDED.", "that's settled": says that the sentence before is. */
const SETTLED =
  /^(?:(?:ok|okay|so|right|then|and)[, ]+)*(?:(?:that|it)['’]?s )?(?:decided|settled|agreed|a deal|deal|done deal|done!+)(?: then)?[.! ]*$/i
/** "Settled, I call Teodora": what follows is. */
const SETTLES = /^(?:(?:ok|okay|so|right)[, ]+)*(?:settled|decided)(?: then)?\s?[,:–—-] ?./i
/** "4.45 at the station, deal", "Ordered: two motors, 71 euros". */
const DEAL_AT_END = /[,–—-] ?(?:deal|agreed|decided|settled)[.!]*$/i
const CARRIED_OUT = /^(?:ordered|booked|reserved|bought|paid)\s?: ./i

/** "Liners are compulsory from this season": how it is done from a day on. */
const FROM_NOW_ON =
  /\bfrom (?:now on|today on|this (?:week|month|year|season|term|spring|summer|autumn|winter)|next (?:week|month|year|season|term|time) on)\b/i
/** "Fine, so the opening stays on Saturday at five", "okay, then the export moves to April": after a talk about it. */
const SO_IT_IS =
  /^(?:(?:ok|okay|fine|good|great|right|alright|all right|perfect|agreed|lovely)[,.!]? (?:so |then )+|so then,? )(?:the|our) (?:\p{L}+ ){1,5}?(?:stays?|remains?|moves?|goes|takes place|will (?:stay|be|move|start|take place)|is moved|starts|is (?:on|at|in))\b/iu
/** What is told, wished or asked of that time is not laid down. */
const NO_SETTING =
  /\b(?:i|you|he|she|they)\b|\b(?:was|were|had|did|would|could|should|might|may|hope|think|want|if|ago|last|until|up)\b/i
const SUPPOSED = /\b(?:if|unless|would|could|should|might|maybe|perhaps|i (?:think|guess|suppose))\b/i
const MAX_WORDS_OF_SETTING = 14
const CLAUSES = /[,;] /

/** Signs that any of the above can match: most sentences have none. */
const MAY_CLOSE =
  /\bit\s+is\b|deal|agreed|settled|decided|ordered|booked|reserved|bought|paid|done!|\bfrom (?:now|this|today|next)\b|\b(?:so|then),? (?:the|our)\b/i
const declares = (text: string, language: string): boolean =>
  language === 'en' ? MAY_CLOSE.test(text) : closesElsewhere(text, SETTLING[language])

/** Whether a text may declare something to be settled, or conclude it. */
export const mayClose = (text: string, language: string): boolean =>
  declares(text, language) || (language === 'en' && mayConclude(text))

/**
 * Whether a unit does, as far as its message alone tells. What reads as English may stand in a talk of another language, whose words
 * decide there.
 */
export function closesAlone(conversation: Conversation, unit: Unit, language: string): boolean {
  const text = textOf(conversation, unit)
  if (!mayClose(text, language)) return false
  return (
    declares(text, language) ||
    wordsConcluded(conversation, unit) !== undefined ||
    Object.values(SETTLING).some((forms) => closesElsewhere(text, forms))
  )
}

/** Draws the conclusion of a talk and says by a name, a number or a day what it is: the talk before tells of what. */
export function concludesWhat(text: string, { annotation }: Unit, language: string): boolean {
  const { names, numbers, wording } = annotation
  const saysWhat = names.length + numbers.length > 0 || wording.includes('time')
  return saysWhat && SETTLING[language]?.concludes.test(text) === true
}

const closesElsewhere = (text: string, forms: SettlingForms | undefined): boolean =>
  forms !== undefined && (forms.settlesAtEnd.test(text) || forms.concludes.test(text))

/**
 * The units of what a person among others declares to be settled, or none. By the form of the sentence.
 * Shapes: in the order of the message; with the sentence before or after where the closing only points at that.
 */
export const closingAt = (conversation: Conversation, unit: Unit): readonly Unit[] =>
  hasFlag(conversation, unit.index, FLAG.mayClose) ? (closingOf(conversation, unit.index) ?? []) : []

const closingOf = remembered((conversation: Conversation, index: number): readonly Unit[] => {
  const unit = conversation.units[index] as Unit
  const { kind, wording, stances, names, numbers } = unit.annotation
  if (kind === 'code' || kind === 'output' || stances.includes('hypothetical')) return []
  const text = oneLine(textOf(conversation, unit))
  const language = conversation.entries[0]?.annotation.language ?? 'en'
  if (!declares(text, language) || wording.includes('asksMark')) return []
  if (language !== 'en')
    return isDefinite(unit) && (unit.terms.length > 1 || SETTLING[language]?.concludes.test(text))
      ? [unit]
      : []
  if (SETTLED.test(text)) return withNeighbour(conversation, unit)
  const thing = IT_IS.exec(text)?.[1]
  if (thing !== undefined) return CLAUSE_BEFORE.test(thing) ? [] : [unit]
  const setting = text.split(CLAUSES).find((clause) => FROM_NOW_ON.test(clause))
  if (setting !== undefined && !NO_SETTING.test(setting))
    return unit.annotation.wordCount <= MAX_WORDS_OF_SETTING && unit.terms.length > 2 ? [unit] : []
  if (SO_IT_IS.test(text) && !SUPPOSED.test(text) && isDefinite(unit) && unit.terms.length > 2) return [unit]
  const saysWhat = names.length + numbers.length > 0 || wording.includes('time')
  if (CARRIED_OUT.test(text) && unit.terms.length > 2) return [unit]
  return saysWhat && (DEAL_AT_END.test(text) || CARRIED_OUT.test(text) || SETTLES.test(text)) ? [unit] : []
})

/** With the sentence before of the same message, else with the one after it, where that states something definite. */
function withNeighbour(conversation: Conversation, unit: Unit): readonly Unit[] {
  const [before, after] = [unit.index - 1, unit.index + 1].map((at) => conversation.units[at])
  const isTold = (one: Unit | undefined): one is Unit =>
    one !== undefined && one.messageIndex === unit.messageIndex && isDefinite(one)
  // "Agreed. I print them at work": to what another said, and then goes on.
  const isOwnDeed = after !== undefined && /^i\b/i.test(textOf(conversation, after))
  const goesOn = after !== undefined && (isOwnDeed || MOVES_ON.test(textOf(conversation, after)))
  if (isTold(before)) return [before, unit]
  if (isTold(after) && !goesOn) return [unit, after]
  // "We take the cat." – "Oh lovely. Settled then."
  const said = unitsOf(conversation, unit.messageIndex - 1).at(-1)
  const isOfOther =
    said !== undefined && said.speaker !== unit.speaker && isDefinite(said) && statesPlan(conversation, said)
  return isOfOther && (isOwnDeed || after?.messageIndex !== unit.messageIndex)
    ? [...wholeIfShort(conversation, said), unit]
    : []
}

/** "Train. Nobody sings after nine hours of bus." – "Agreed": its last sentence may only say why. */
export function wholeIfShort(conversation: Conversation, said: Unit): readonly Unit[] {
  const units = unitsOf(conversation, said.messageIndex).filter(
    (unit) => unit.index === said.index || saysSomething(oneLine(textOf(conversation, unit))),
  )
  const words = units.reduce((sum, { annotation }) => sum + annotation.wordCount, 0)
  const isPlain = units.every(
    ({ annotation: { kind, wording } }) => kind === 'prose' && !wording.includes('asksMark'),
  )
  return isPlain && words <= MAX_WORDS_OF_SHORT ? units : [said]
}
const saysSomething = (text: string): boolean => !SAYS_YES.test(text) && !pointsAway(text, 'en')
/** "Lol ok.", "hm, right.": before what is said. */
const SAYS_YES =
  /^(?:(?:ok|okay|lol|haha|hm+|yes|yeah|yep|right|well|oh|ah|good|fine|great|nice|cool|so|thanks?)[,.! ]*)+$/i
const MAX_WORDS_OF_SHORT = 20

/** "Decided. Next: the newsletter." */
const MOVES_ON = /^(?:next|now|then|so|and|let['’]s|moving on|on to|last|one more)\b/i

/** A day, a sum, what "we" do, or a word or two: not what somebody tells of himself. */
const statesPlan = (conversation: Conversation, unit: Unit): boolean => {
  const { numbers, wording } = unit.annotation
  const text = oneLine(textOf(conversation, unit))
  if (text.endsWith('!')) return false
  return numbers.length > 0 || wording.includes('time') || /\bwe\b/i.test(text) || !mayHaveFiniteVerb(text)
}

/** Whether it names something, a day or a sum, or speaks of several things. */
export function isDefinite({ annotation: { wording, kind, names, numbers }, terms }: Unit): boolean {
  if (kind !== 'prose' || wording.includes('asksMark')) return false
  return names.length + numbers.length > 0 || wording.includes('time') || terms.length > 2
}
