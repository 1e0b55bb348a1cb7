import { type Conversation, hasFlag, type Unit } from '../conversation.js'
import type { Wording } from '../lexicon/types.js'
import { unitsOf } from '../protect.js'
import { isRule } from '../rules-in-force.js'
import { FLAG } from '../unit-flags.js'
import { hasBareSubject } from './bare-subject.js'
import { confidenceOf } from './confidence.js'
import type { Draft } from './draft.js'
import { ordersOrWants } from './item-type.js'
import { lacksSubject } from './lacks-subject.js'
import { toldPlainly } from './passage.js'
import { dayOf } from './reading.js'
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
    const units = unitsOf(conversation, messageIndex)
    if (units.length < MIN_SENTENCES || units.some(isLeftOut)) return
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

function toldWhole(conversation: Conversation, messageIndex: number, wording: Wording): Draft | undefined {
  const [first] = unitsOf(conversation, messageIndex)
  if (first === undefined || hasFlag(conversation, first.index, FLAG.ofTool)) return undefined
  if (!isPlainTalk(conversation, first)) return undefined
  const all = sentencesOf(conversation, messageIndex)
  if (all.reduce((sum, { wordCount }) => sum + wordCount, 0) > MAX_WORDS) return undefined
  const sentences = all.map((sentence): Told => ({ sentence, text: toldPlainly(sentence.text, 'en') }))
  const from = sentences.findIndex((one) => tells(conversation, one) && canOpen(one))
  const to = sentences.findLastIndex((one) => tells(conversation, one))
  const told = sentences.slice(Math.max(0, from), to + 1).filter(({ sentence }) => !sentence.isFormula)
  if (from < 0 || told.length < MIN_SENTENCES || !told.every((one) => tells(conversation, one)))
    return undefined
  const said = told.map(({ text }) => text).reduce(joined)
  if (!readsAsOne(told, said)) return undefined
  const units = told.flatMap(({ sentence }) => sentence.units)
  if (!units.some(({ annotation: { names, numbers } }) => names.length + numbers.length > 0)) return undefined
  const question = from === 0 ? answeredBy(conversation, first, all[0] as Sentence) : undefined
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
  readonly text: string
}

/** A sentence that is no question, request, rule, formula or supposition. */
function tells(conversation: Conversation, { sentence, text }: Told): boolean {
  if (sentence.isFormula || sentence.asks || isTalkOfUser(text)) return false
  if (asksByWordOrder(text) || namesWhatIsWanted(text) || ordersOrWants(text)) return false
  return !sentence.units.some(
    (unit) =>
      unit.annotation.act === 'proposal' ||
      unit.annotation.wording.includes('asking') ||
      unit.annotation.stances.includes('hypothetical') ||
      unit.annotation.stances.includes('quoted') ||
      isRule(conversation, unit),
  )
}

/** Says of what the message is. */
function canOpen({ sentence: { wordCount, units }, text }: Told): boolean {
  if (wordCount < MIN_WORDS_OF_OPENING || isWithoutVerb(text) || OF_THE_MOMENT.test(text)) return false
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
  if (told.slice(1).some(({ text }) => isBroken(text) && !GOES_ON.test(text))) return false
  // A quotation that is cut open, and a pronoun whose noun stands in no sentence before.
  if ((said.match(/["“”]/g) ?? []).length % 2 === 1) return false
  return !pointsOutside(said.replace(BETWEEN_SENTENCES, '; '))
}
