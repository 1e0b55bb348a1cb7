import { type Conversation, type Past, textOf, type Unit } from './conversation.js'
import { isOfTool } from './items/item-type.js'
import { statementOf } from './items/statement.js'
import { lexiconFor } from './lexicon/registry.js'
import { newestUserTurn, unitsOf } from './protect.js'
import { topicOf } from './state/topic.js'
import { valuesInForce } from './state/values.js'
import type { CurrentState } from './types.js'

/** The state is read from the last messages only; values are read from all of them. */
const WINDOW_MESSAGES = 12
const MAX_LISTED = 5
/** A statement of fewer content terms tells nothing new. */
const MIN_TERMS_TOLD = 3
/** A longer request is quoted by the sentences that ask. */
const MAX_REQUEST_CHARACTERS = 2_000

/** Where the conversation stands at its end. `in_progress` unless something else was said. */
export function currentState(
  conversation: Conversation,
  replaced: ReadonlySet<number> = new Set(),
): CurrentState {
  if (conversation.past !== undefined) return stateWithPast(conversation, conversation.past, replaced)
  const first = Math.max(0, conversation.entries.length - WINDOW_MESSAGES)
  const recent = conversation.units.slice(conversation.unitStarts[first] ?? 0)
  const requestIndex = requestTurn(conversation, first)
  const lastCompletion = lastIndex(recent, isCompletion)
  const problems = recent.filter((unit) => isProblem(conversation, unit) && unit.index > lastCompletion)
  const tell = (units: readonly Unit[]) => tellAll(conversation, units)
  const steps = [...recent.filter((unit) => isNextStep(conversation, unit) && unit.index > lastCompletion)]
  return {
    status: statusOf(conversation, recent, { requestIndex, lastCompletion, problems }),
    topic: topicOf(conversation, first),
    lastUserRequest: requestIndex < 0 ? null : requestText(conversation, requestIndex),
    openIssues: tell([...problems, ...openQuestions(conversation, recent)]),
    nextSteps: tell(steps),
    values: valuesInForce(conversation, replaced),
  }
}

/** The messages at hand tell where the conversation stands; what they leave open the sealed ones answer. */
function stateWithPast(
  conversation: Conversation,
  { own, ownUnit, summary }: Past,
  replaced: ReadonlySet<number>,
): CurrentState {
  const ofOwn = [...replaced].filter((index) => index >= ownUnit).map((index) => index - ownUnit)
  const state = currentState(own, new Set(ofOwn))
  return {
    ...state,
    lastUserRequest: state.lastUserRequest ?? summary.lastUserRequest,
    values: valuesInForce(conversation, replaced),
  }
}

/** As statements that can be read alone; what points at words that are not told is left out. */
function tellAll(conversation: Conversation, units: readonly Unit[]): string[] {
  const { wording } = lexiconFor(conversation.entries[0]?.annotation.language ?? 'en').source
  const told = units.map((unit) => statementOf(conversation, unit, wording))
  return [...new Set(told.filter((one) => one.standsAlone).map((one) => one.content))].slice(-MAX_LISTED)
}

const lastIndex = (units: readonly Unit[], holds: (unit: Unit) => boolean): number =>
  units.findLast(holds)?.index ?? -1

function isCompletion({ annotation }: Unit): boolean {
  const { stances, act, wording } = annotation
  if (act === 'question' || act === 'request' || act === 'proposal' || wording.includes('asksMark'))
    return false
  if (stances.includes('hypothetical') || wording.includes('future') || wording.includes('negation'))
    return false
  return stances.includes('completion')
}

/** A program warns and goes on. */
const WARNING = /^\W*warn(?:ing)?\b/i

function isProblem(conversation: Conversation, unit: Unit): boolean {
  const { stances, act, kind, wording } = unit.annotation
  if (!stances.includes('problem') || act === 'filler' || stances.includes('hypothetical')) return false
  if (kind === 'code' || stances.includes('completion') || WARNING.test(textOf(conversation, unit)))
    return false
  // "It might be that …" is a guess, "I can measure my error rates" a plan.
  if (wording.includes('possibility') || act === 'commitment') return false
  // "No errors" and "it no longer fails" are no problem.
  return !(wording.includes('negation') && /\bno(?:t| longer)?\b/i.test(textOf(conversation, unit)))
}

/** "Your support will help me" and "some that I never will" announce nothing. */
const ANNOUNCES =
  /\b(?:i|we)(?:['’]ll| will|['’](?:m|re) (?:going|planning)| (?:am|are|plan|intend|need|have|want|hope) )/i
/** "If I find it, I will …" may never come. */
const CONDITIONAL = /^(?:if|when|once|unless|when(?:ever)?)\b/i

/**
 * What somebody said they would do. An assistant that spoke again since has either done it or thought better of it;
 * among named people the last speaker's thanks come after the plans.
 */
function isNextStep(conversation: Conversation, unit: Unit): boolean {
  const { stances, act, wording, firstPerson, kind } = unit.annotation
  if (kind === 'code' || kind === 'output' || wording.includes('asksMark')) return false
  if (stances.includes('hypothetical') || act === 'filler' || act === 'question') return false
  if (isOfTool(conversation, unit) || wording.includes('negation')) return false
  const text = textOf(conversation, unit)
  if (CONDITIONAL.test(text) || unit.terms.length < MIN_TERMS_OF_STEP) return false
  if (!conversation.isNamed && isTakenUp(conversation, unit)) return false
  if (act === 'commitment') return true
  const isEnglish = conversation.entries[unit.messageIndex]?.annotation.language === 'en'
  return (
    stances.includes('plan') &&
    (isEnglish ? ANNOUNCES.test(text) : firstPerson || wording.includes('obligation'))
  )
}

const MIN_TERMS_OF_STEP = 2

/** Whether the assistant that said it has written again since. */
function isTakenUp({ entries }: Conversation, { messageIndex }: Unit): boolean {
  if (entries[messageIndex]?.message.role !== 'assistant') return false
  return entries.findLastIndex(({ message }) => message.role === 'assistant') > messageIndex
}

/** The questions that end the conversation: what follows in the same message would have answered them. */
function openQuestions(conversation: Conversation, recent: readonly Unit[]): Unit[] {
  const last = conversation.entries.length - 1
  const open: Unit[] = []
  for (const unit of recent.toReversed()) {
    const { annotation, messageIndex, terms } = unit
    if (messageIndex !== last) break
    if (annotation.act === 'filler' || annotation.kind === 'aside' || terms.length === 0) continue
    if (conversation.isNamed && terms.length < MIN_TERMS_TOLD) break
    if (!annotation.wording.includes('asksMark')) break
    open.unshift(unit)
  }
  return open
}

interface Signs {
  readonly requestIndex: number
  readonly lastCompletion: number
  readonly problems: readonly Unit[]
}

function statusOf(conversation: Conversation, recent: readonly Unit[], signs: Signs): CurrentState['status'] {
  const last = conversation.entries.at(-1)
  const lastUnit = recent.at(-1)
  const isAssistantLast = last?.message.role === 'assistant' && !conversation.isNamed
  if (
    isAssistantLast &&
    lastUnit?.annotation.wording.includes('asksMark') &&
    lastUnit.annotation.act !== 'filler'
  )
    return 'waiting'
  const completedIn = conversation.units[signs.lastCompletion]?.messageIndex ?? -1
  const isSettled =
    signs.lastCompletion >= 0 && signs.problems.length === 0 && completedIn >= signs.requestIndex
  if (isSettled) return 'completed'
  const stuckIn = signs.problems.at(-1)?.messageIndex ?? -1
  return stuckIn >= 0 && stuckIn === conversation.entries.length - 1 && isAssistantLast
    ? 'blocked'
    : 'in_progress'
}

/**
 * The newest user message that asks for something or tells something new; a "thanks", a "yes" and what a program printed
 * are none. The newest turn where there is no such message.
 */
function requestTurn(conversation: Conversation, first: number): number {
  const newest = newestUserTurn(conversation)
  for (let index = newest; index >= 0; index--) {
    const entry = conversation.entries[index]
    if (entry?.message.role !== 'user' || entry.annotation.isToolOutput) continue
    const units = unitsOf(conversation, index)
    if (units.some(asks)) return index
    if (index >= first && !endsInOutput(units) && units.some(tells)) return index
  }
  return newest
}

const ASKING_ACTS: ReadonlySet<string> = new Set(['question', 'request', 'proposal', 'correction'])
const asks = ({ annotation, terms }: Unit): boolean => ASKING_ACTS.has(annotation.act) && terms.length > 0

function tells({ annotation, terms }: Unit): boolean {
  const { act, kind } = annotation
  return act === 'statement' && kind !== 'output' && kind !== 'code' && terms.length >= MIN_TERMS_TOLD
}

const endsInOutput = (units: readonly Unit[]): boolean => units.at(-1)?.annotation.kind === 'output'

/** The request as it was said; of a very long one the sentences that ask, else its beginning. */
function requestText(conversation: Conversation, index: number): string | null {
  const content = conversation.entries[index]?.message.content.trim() ?? ''
  if (content.length <= MAX_REQUEST_CHARACTERS) return content === '' ? null : content
  const asking = unitsOf(conversation, index).filter(
    ({ annotation }) => annotation.act === 'request' || annotation.wording.includes('asksMark'),
  )
  let text = ''
  for (const unit of asking) {
    const sentence = textOf(conversation, unit)
    if (text.length + sentence.length > MAX_REQUEST_CHARACTERS) break
    text += text === '' ? sentence : ` ${sentence}`
  }
  return text === '' ? content.slice(0, MAX_REQUEST_CHARACTERS).replace(/[\uD800-\uDBFF]$/, '') : text
}
