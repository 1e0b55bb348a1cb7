import { type Conversation, hasFlag, type Records, textOf, type Unit } from '../conversation.js'
import { countTokens } from '../count-tokens.js'
import { isEnglishVerb } from '../items/finite-verbs.js'
import type { CompiledLexicon } from '../lexicon/compiled.js'
import { lexiconFor } from '../lexicon/registry.js'
import { isBareQuestion } from '../link/answers.js'
import { isOutcome } from '../link/outcomes.js'
import { lineTokensOf } from '../render/line-tokens.js'
import { briskness, shapeOf } from '../salience/shape.js'
import type { Scores } from '../score.js'
import { FLAG } from '../unit-flags.js'
import { taskLabels } from './labels.js'
import { type Phrase, type Phrased, tellPhrases } from './phrases.js'
import { phrasesInForce } from './phrases-in-force.js'
import { findReplaced } from './replaced.js'
import { NO_TASK, tasksOf } from './tasks.js'
import { phrasesOfUnit, wordsOfUnit } from './unit-phrases.js'
import { type FewWords, fewWordsIn } from './words-left-out.js'

/** From this briskness on (turns of 20 tokens and less, see `salience/shape.ts`) a dialogue is one of small matters. */
const MIN_BRISKNESS = 0.5

/** Whether a user and an assistant talk in short turns. */
export const isBrisk = (conversation: Conversation): boolean =>
  briskness(conversation, shapeOf(conversation)) >= MIN_BRISKNESS

/** What is said again elsewhere comes last, where there is room for all. */
const SAID_AGAIN_DISCOUNT = 0.02

/** A conversation as its text is to be written, and what its units are worth then. */
export interface Recorded {
  readonly conversation: Conversation
  readonly scores: Scores
}

/**
 * Writes a brisk dialogue between a user and an assistant in few words: of what was asked for, offered and put up to be
 * confirmed stay the phrases that tell something and are in force. What is told so stands in one line for each task.
 *
 * Sentences with a negation, a condition or a comparison, reports of what was done, questions and refusals stay as they are.
 * English; other languages stay as they are.
 *
 * Cost  linear; nothing among people and where turns are long.
 */
export function inFewWords(conversation: Conversation, scores: Scores): Recorded {
  const language = conversation.entries[0]?.annotation.language ?? 'en'
  const few = fewWordsIn(language)
  if (few === undefined || !isBrisk(conversation)) return { conversation, scores }
  const lexicon = lexiconFor(language)
  const tasks = tasksOf(conversation)
  const phrased = new Map<number, Phrased>()
  for (const unit of conversation.units) {
    if (tasks[unit.messageIndex] === NO_TASK || !isTellable(conversation, unit)) continue
    const read = phrasesIn(conversation, unit, language, few)
    if (read !== undefined) phrased.set(unit.index, read)
  }
  const standing = phrasesInForce(conversation, tasks, phrased)
  const { phrases: inForce, heirs, saidAgain } = standing
  const salience = scores.salience.slice()
  for (const [index, heir] of heirs)
    salience[heir] = Math.max(salience[heir] as number, salience[index] as number)
  const told: Unit[] = []
  for (const [index, read] of phrased) {
    const unit = conversation.units[index] as Unit
    const kept = (inForce.get(index) ?? read.phrases).filter(
      (phrase, at, all) => !isBareVerb(read, phrase) || all[at + 1]?.isJoined === true,
    )
    if (kept.length === 0) {
      salience[index] = saidAgain.has(index) ? (salience[index] as number) * SAID_AGAIN_DISCOUNT : 0
      continue
    }
    const shorter = withPhrases(unit, read, kept, lexicon)
    if (shorter === undefined) continue
    told.push(shorter)
    if (kept.length < read.phrases.length)
      salience[index] = (salience[index] as number) * shareOf(shorter, unit, scores.termWeights)
  }
  const labels = taskLabels(conversation, tasks, phrased, lexicon)
  return {
    conversation: withTold(conversation, told, {
      tasks,
      labels,
      replaced: findReplaced(conversation, standing, standing.turnedDown),
    }),
    scores: { ...scores, salience },
  }
}

/** A wish, an offer, an answer or a question to confirm: what it gives is a detail of its task. */
function isTellable(conversation: Conversation, unit: Unit): boolean {
  const { index, annotation } = unit
  if (!hasFlag(conversation, index, FLAG.spoken)) return false
  if (hasFlag(conversation, index, FLAG.rule | FLAG.ofTool | FLAG.ofSystem | FLAG.supposed)) return false
  const { act, wording, stances } = annotation
  if (act === 'acceptance' || act === 'filler' || wording.includes('done')) return false
  if (isOutcome(conversation, unit)) return false
  if (stances.includes('completion') || stances.includes('problem') || stances.includes('emotion'))
    return false
  if (!hasFlag(conversation, index, FLAG.ofUser)) {
    if (asksOpenly(conversation, unit) || asksForNews(conversation, unit)) return false
    if (answersUser(conversation, unit)) return false
    return true
  }
  if (act === 'question' || wording.includes('past') || wording.includes('thirdPerson')) return false
  // What he tells unasked, of himself or of others, is his, and has to be read as his when the text comes in again.
  return act !== 'statement' || answersQuestion(conversation, unit)
}

const OPEN_QUESTION = /^(?:\S+ ){0,2}(?:what|which|when|where|who|whose|how)(?! (?:about|if)\b)\b/i

/** "Which nights?": what it is about tells nothing without its answer, least of all as a phrase. */
const asksOpenly = (conversation: Conversation, unit: Unit): boolean =>
  hasFlag(conversation, unit.index, FLAG.question | FLAG.asksMark) &&
  OPEN_QUESTION.test(textOf(conversation, unit))

/** "Is there anybody in the house?", "and the month you joined?": neither offers nor restates anything; in few words it would tell so. */
const asksForNews = (conversation: Conversation, { index, annotation }: Unit): boolean =>
  hasFlag(conversation, index, FLAG.question | FLAG.asksMark) &&
  !hasFlag(conversation, index, FLAG.confirming | FLAG.mayPropose) &&
  annotation.act !== 'proposal'

/** The first sentence after a message of the user that ends in a short question: "Check-in is possible until midnight." */
function answersUser(conversation: Conversation, { index, messageIndex, annotation }: Unit): boolean {
  const { entries, unitStarts, units } = conversation
  const asked = units[index - 1]
  return (
    annotation.act !== 'proposal' &&
    index === unitStarts[messageIndex] &&
    asked !== undefined &&
    entries[messageIndex - 1]?.message.role === 'user' &&
    isBareQuestion(conversation, asked)
  )
}

/** The first sentence after a message of the assistant that asks something. */
function answersQuestion(conversation: Conversation, { index, messageIndex }: Unit): boolean {
  const { entries, unitStarts } = conversation
  if (index !== unitStarts[messageIndex] || entries[messageIndex - 1]?.message.role !== 'assistant')
    return false
  for (let at = unitStarts[messageIndex - 1] as number; at < index; at++)
    if (hasFlag(conversation, at, FLAG.question | FLAG.asksMark)) return true
  return false
}

function phrasesIn(
  conversation: Conversation,
  unit: Unit,
  language: string,
  few: FewWords,
): Phrased | undefined {
  const text = textOf(conversation, unit)
  const words = wordsOfUnit(conversation, unit)
  if (
    words.lower.some((word, at) => few.needsGrammar.has(word) && !isMonth(text, words.starts[at] as number))
  )
    return undefined
  if (words.lower.some((word) => word.endsWith("n't"))) return undefined
  // "She rings half an hour before": what is left of it would say for how long.
  if (/^(?:before|after|later|earlier|ago)$/.test(words.lower.at(-1) ?? '')) return undefined
  const phrases = phrasesOfUnit(conversation, unit, language)
  return phrases.length === 0 ? undefined : { text, words, phrases }
}

/** "To bring", "order": what is to be brought or ordered was left out. */
const isBareVerb = ({ text, words }: Phrased, { from, to, joint, isJoined }: Phrase): boolean =>
  (joint === '' && to === from && POINTED_AT.test(words.lower[to + 1] ?? '')) ||
  (joint === 'to'
    ? to === from + 1 && !isJoined && /\p{Ll}/u.test(text[words.starts[to] as number] ?? '')
    : joint === '' && to === from && isEnglishVerb(words.lower[to] as string))

/** "Add one please": what is to be added is not said. */
const POINTED_AT = /^(?:one|ones|it|that|them|those|these|this)$/

const isMonth = (text: string, start: number): boolean => text.startsWith('May', start)

/** The unit as it is told; undefined where that is no shorter. */
function withPhrases(
  unit: Unit,
  read: Phrased,
  kept: readonly Phrase[],
  lexicon: CompiledLexicon,
): Unit | undefined {
  const { annotation } = unit
  const shortened = tellPhrases(read, kept, lexicon)
  const tokens = countTokens(` ${shortened}`)
  const isAll = kept.length === read.phrases.length
  if (isAll && tokens > (annotation.shortenedTokenCount ?? annotation.tokenCount)) return undefined
  const said = new Set(kept.flatMap(({ terms }) => terms))
  const places = annotation.terms.flatMap((term, at) => (said.has(term) ? [at] : []))
  return {
    ...unit,
    terms: places.map((at) => unit.terms[at] as number),
    annotation: {
      ...annotation,
      terms: places.map((at) => annotation.terms[at] as string),
      shortened,
      shortenedTokenCount: tokens,
      lineTokens: lineTokensOf(shortened),
    },
  }
}

/** How much of the weight of the unit's terms is still told. */
function shareOf(told: Unit, unit: Unit, termWeights: Float64Array): number {
  const weigh = (terms: readonly number[]) =>
    terms.reduce((sum, term) => sum + (termWeights[term] as number), 0)
  const all = weigh(unit.terms)
  return all === 0 ? 1 : weigh(told.terms) / all
}

function withTold(
  conversation: Conversation,
  told: readonly Unit[],
  record: Omit<Records, 'isTold'>,
): Conversation {
  const units = conversation.units.slice()
  const isTold = new Uint8Array(units.length)
  for (const unit of told) {
    units[unit.index] = unit
    isTold[unit.index] = 1
  }
  return {
    ...conversation,
    units,
    table: conversation.table.withShortened(told),
    records: { ...record, isTold },
  }
}
