import { type Conversation, hasFlag, type Unit } from '../conversation.js'
import type { Wording } from '../lexicon/types.js'
import { once } from '../once.js'
import { unitsOf } from '../protect.js'
import { isRule } from '../rules-in-force.js'
import { FLAG } from '../unit-flags.js'
import { hasBareSubject } from './bare-subject.js'
import { confidenceOf } from './confidence.js'
import { dayOf } from './day-of-unit.js'
import type { Draft } from './draft.js'
import { ordersOrWants } from './item-type.js'
import { lacksSubject } from './lacks-subject.js'
import { toldPlainly } from './passage.js'
import { bareDefiniteSubject, isBroken, pointsOutside } from './reads-alone-english.js'
import { spanOf, speakerLabel } from './statement.js'
import { isPlainTalk, joined, type Sentence, sentencesOf } from './turn-sentences.js'
import { asksByWordOrder, namesWhatIsWanted } from './unmarked-requests.js'
import { isRemark } from './user-remarks.js'
import { isTalkOfUser, isWithoutVerb } from './user-talk.js'
import { answeredBy } from './whole-turn.js'

/**
 * What a user tells in one short message is one matter as often as not: "Petra's pregnant!! due in November. she and Lorcan are over the
 * moon." Told sentence by sentence its parts hang in the air or are lost ("25 an hour, says 12 hours"), so where the first sentence that
 * tells can be understood alone, the ones behind it are told with it, without the questions and requests at the ends. English.
 */

/** Words of a message that tells one matter; longer ones have several. */
const MAX_WORDS = 40
/** "Five past is okay", "second hand.", "the 9th!": answers and reactions open no telling. In words. */
const MIN_WORDS_OF_OPENING = 4
const MIN_SENTENCES = 2
/** A sentence that goes on with the one before may open so. */
const GOES_ON = /^(?:and|but|or|so|then|from|with|of|by)\b/i
const BETWEEN_SENTENCES = /(?<=[.!?])\s+/g
/** "Wait, let me clean the glass", "I don't want another surprise": of the moment, or wanted. */
const OF_THE_MOMENT =
  /^(?:(?:oh|no|ok|okay|hm+)[,.! ]+)*(?:wait|hang on|hold on|let me|you (?:were|are) right|(?:i|we) (?:don['’]?t|do not) (?:want|need|like))\b|\bis (?:ok|okay|good|right|enough)[.!]*$/i

/**
 * The facts of users among `drafts`, with those of one short message in one statement where it can be told as a whole, and what such a
 * message tells though none of its sentences could be told alone.
 *
 * `isLeftOut`: messages that are told in another way, or in part replaced.
 * Cost: a look at the sentences of each short message of a user.
 */
export function withMessagesToldWhole(
  conversation: Conversation,
  drafts: readonly Draft[],
  wording: Wording,
  isLeftOut: (unit: Unit) => boolean,
): Draft[] {
  if (conversation.isNamed) return [...drafts]
  const whole = new Map<number, Draft>()
  conversation.entries.forEach(({ message, annotation }, messageIndex) => {
    if (message.role !== 'user' || annotation.language !== 'en') return
    if (annotation.isRead === true && annotation.mayTellWhole !== true) return
    if (!mayBeOneMatter(conversation, messageIndex) || unitsOf(conversation, messageIndex).some(isLeftOut))
      return
    const told = toldWhole(conversation, messageIndex, wording)
    if (told !== undefined) whole.set(messageIndex, told)
  })
  const isInWhole = ({ unit, type, statement }: Draft) =>
    type === 'fact' &&
    !statement.content.includes(AGREES) &&
    whole.get(unit.messageIndex)?.statement.evidence.some(({ start }) => start === unit.annotation.start) ===
      true
  return [...drafts.filter((draft) => !isInWhole(draft)), ...whole.values()]
}

const AGREES = ' → '

/** Whether a user's short message may be told whole, so that a run need not read its sentences; asked where it stands alone. */
export function mayTellWhole(conversation: Conversation): boolean {
  const [entry] = conversation.entries
  if (entry?.message.role !== 'user' || entry.annotation.language !== 'en') return false
  if (!mayBeOneMatter(conversation, 0)) return false
  // Whether a rule is in force the conversation decides.
  const hasRule = unitsOf(conversation, 0).some(({ index }) => hasFlag(conversation, index, FLAG.rule))
  return hasRule || sentencesToldOf(conversation, 0) !== undefined
}

/** What its counts say: short, and with a name or a number. */
function mayBeOneMatter(conversation: Conversation, messageIndex: number): boolean {
  const { table, unitStarts } = conversation
  const end = unitStarts[messageIndex + 1] as number
  let at = unitStarts[messageIndex] as number
  if (end - at < MIN_SENTENCES || hasFlag(conversation, at, FLAG.ofTool)) return false
  let [words, details] = [0, 0]
  for (; at < end && words <= MAX_WORDS; at++) {
    words += table.words(at)
    details += table.names(at) + table.numbers(at)
  }
  return words <= MAX_WORDS && details > 0
}

/** The sentences of a message that tell one matter, and what they tell. */
interface ToldWhole {
  readonly told: readonly Sentence[]
  readonly said: string
  /** The first one opens the message. */
  readonly isFromStart: boolean
}

function sentencesToldOf(conversation: Conversation, messageIndex: number): ToldWhole | undefined {
  const [first] = unitsOf(conversation, messageIndex)
  if (first === undefined || !isPlainTalk(conversation, first)) return undefined
  const all = sentencesOf(conversation, messageIndex)
  if (all.reduce((sum, { wordCount }) => sum + wordCount, 0) > MAX_WORDS) return undefined
  const isTelling = all.map((sentence) => mayTell(conversation, sentence))
  if (isTelling.filter((may) => may).length < MIN_SENTENCES) return undefined
  const sentences = all.map((sentence, at) => toldOf(sentence, isTelling[at] === true))
  const from = sentences.findIndex((one) => tells(one) && canOpen(one))
  const to = sentences.findLastIndex(tells)
  const told = sentences.slice(Math.max(0, from), to + 1).filter(({ sentence }) => !sentence.isFormula)
  if (from < 0 || told.length < MIN_SENTENCES || !told.every(tells)) return undefined
  const said = told.map(({ text }) => text()).reduce(joined)
  if (!readsAsOne(told, said)) return undefined
  return { told: told.map(({ sentence }) => sentence), said, isFromStart: from === 0 }
}

function toldWhole(conversation: Conversation, messageIndex: number, wording: Wording): Draft | undefined {
  const whole = sentencesToldOf(conversation, messageIndex)
  if (whole === undefined) return undefined
  const { told, said, isFromStart } = whole
  const units = told.flatMap((sentence) => sentence.units)
  if (!units.some(({ annotation: { names, numbers } }) => names.length + numbers.length > 0)) return undefined
  const [first] = unitsOf(conversation, messageIndex) as [Unit] // proof: its sentences have units
  const question = isFromStart ? answeredBy(conversation, first, told[0] as Sentence) : undefined
  const label = speakerLabel(conversation, first, wording)
  const statement = {
    content: `${question === undefined ? label : `${label} (“${question}”)`}: ${said}`,
    evidence: units.map((unit) => spanOf(conversation, unit)),
  }
  const dated = units.filter((unit) => dayOf(conversation, unit, 'en') !== undefined)
  const head = (dated.length === 1 ? dated[0] : units[0]) as Unit // proof: a sentence has units
  const confidence = confidenceOf(conversation, head, 'fact', statement)
  return { unit: head, type: 'fact', statement, confidence, isOfSeveralDays: dated.length > 1 }
}

interface Told {
  readonly sentence: Sentence
  /** As it is told: read when it is first asked for. */
  readonly text: () => string
  readonly tells: () => boolean
}

function toldOf(sentence: Sentence, mayTell: boolean): Told {
  const text = once(() => toldPlainly(sentence.text, 'en'))
  return { sentence, text, tells: once(() => mayTell && isTold(text())) }
}

const tells = (one: Told): boolean => one.tells()

/** No question, request, rule, formula or supposition by what was annotated. */
const mayTell = (conversation: Conversation, { isFormula, asks, units }: Sentence): boolean =>
  !isFormula &&
  !asks &&
  !units.some(
    (unit) =>
      unit.annotation.act === 'proposal' ||
      unit.annotation.wording.includes('asking') ||
      unit.annotation.stances.includes('hypothetical') ||
      unit.annotation.stances.includes('quoted') ||
      isRule(conversation, unit),
  )

/** No question or request by its words. */
const isTold = (text: string): boolean =>
  !isTalkOfUser(text) && !asksByWordOrder(text) && !namesWhatIsWanted(text) && !ordersOrWants(text)

/** Says of what the message is. */
function canOpen({ sentence: { wordCount, units }, text: told }: Told): boolean {
  if (wordCount < MIN_WORDS_OF_OPENING) return false
  const text = told()
  if (isWithoutVerb(text) || OF_THE_MOMENT.test(text)) return false
  if (isRemark(text, false) || lacksSubject(text, true)) return false
  if (
    hasBareSubject(
      text,
      units.flatMap(({ annotation }) => annotation.names),
    )
  )
    return false
  return !pointsOutside(text) && !isBroken(text) && bareDefiniteSubject(text) === undefined
}

function readsAsOne(told: readonly Told[], said: string): boolean {
  if (told.slice(1).some(({ text }) => isBroken(text()) && !GOES_ON.test(text()))) return false
  // A quotation that is cut open, and a pronoun whose noun stands in no sentence before.
  if ((said.match(/["“”]/g) ?? []).length % 2 === 1) return false
  return !pointsOutside(said.replace(BETWEEN_SENTENCES, '; '))
}
