import { FILL_ATTEMPTS } from './constants.js'
import { type Conversation, textOf, type Unit } from './conversation.js'
import { countTokens, createLineCounter, truncateToTokens } from './count-tokens.js'
import type { Wording } from './lexicon/types.js'
import { bareReplyTo, isBareQuestion, isBareReply, questionOf } from './link/answers.js'
import { isClosingTurn } from './link/closing-words.js'
import type { ItemMarks } from './render/item-lines.js'
import { render, renderLines } from './render/render.js'
import type { ChosenUnit, JoinedLines, LineCounts, Selection } from './render/rendering.js'
import type { Encoding, Format, Rendering } from './types.js'

/** One decision on the way to a full text. Every prefix of a plan is a selection. */
export interface Step {
  readonly unit: Unit
  /** `rule`: into the rules; `verbatim`: word for word; `dense`: shortened; `restore`: the full wording of a unit that stands shortened. */
  readonly action: 'rule' | 'verbatim' | 'dense' | 'restore'
  /** Estimated tokens of the text up to and with this step. */
  readonly tokensUpTo: number
}

export interface FitRequest {
  readonly conversation: Conversation
  readonly wording: Wording
  readonly steps: readonly Step[]
  readonly budget: number
  readonly encoding: Encoding
  /** Where the conversation stands, in one line; empty for none. */
  readonly state: string
  /** Which units tell items; absent where nothing is to mark them. */
  readonly marks?: ItemMarks
}

export interface Fitted extends Rendering {
  readonly steps: readonly Step[]
  /** Everything fitted: nothing was chosen or left out. */
  readonly isWhole?: true
  /** Not even this one fitted whole: the text is as much of it as does. */
  readonly cut?: Unit
}

/** The tokens that are stored of units are those of this encoding. */
const STORED_ENCODING: Encoding = 'o200k_base'

/** What a step made of a unit. */
const DENSE = 1
const WHOLE = 2
const RULE = 3

/** Gives a selection by its steps, in conversation order. */
export function selectionOf(
  request: FitRequest,
  steps: readonly Step[],
  joined: JoinedLines = new Map(),
  counts?: LineCounts,
): Selection {
  const { units } = request.conversation
  const rules: Unit[] = []
  const made = new Uint8Array(units.length)
  const chosen = new Int32Array(steps.length)
  let count = 0
  for (let at = 0; at < steps.length; at++) {
    const { unit, action } = steps[at] as Step
    const before = made[unit.index] as number
    if (action === 'rule') rules.push(unit)
    else if (before === 0) chosen[count++] = unit.index
    if (action === 'rule') made[unit.index] = RULE
    else if (before !== RULE) made[unit.index] = action === 'dense' ? DENSE : WHOLE
  }
  const history: ChosenUnit[] = []
  for (const index of chosen.subarray(0, count).sort())
    if (made[index] !== RULE) history.push({ unit: units[index] as Unit, isVerbatim: made[index] === WHOLE })
  return {
    conversation: request.conversation,
    wording: request.wording,
    rules: rules.sort((a, b) => a.index - b.index),
    history,
    state: request.state,
    joined,
    ...(request.marks === undefined ? {} : { marks: request.marks }),
    ...(counts === undefined ? {} : { counts }),
  }
}

/**
 * Finds the longest prefix of the steps whose rendering keeps the ceiling, by real token counts of the whole text,
 * then tries single further steps in what is left. The ceiling holds whatever the estimates were.
 */
export function fit(request: FitRequest, format: Format): Fitted {
  const { encoding } = request
  const lines = new Map<string, number>()
  const counter = createLineCounter(encoding, lines)
  const counts = encoding === STORED_ENCODING ? { lines, openingTokens: counter.count } : undefined
  const fitted = fitBy(counter.countJoined, request, format, counts)
  // Texts whose lines do not add up are odd enough to be counted whole each time.
  return counter.isExact || fitted.tokenCount === countTokens(fitted.text, encoding)
    ? fitted
    : fitBy((lines) => countTokens(lines.join('\n'), encoding), request, format)
}

/** A selection that was tried, with the lines of its rendering. */
interface Trial {
  readonly steps: readonly Step[]
  readonly lines: readonly string[]
  readonly tokenCount: number
}

function fitBy(
  count: (lines: readonly string[]) => number,
  request: FitRequest,
  format: Format,
  counts?: LineCounts,
): Fitted {
  const { steps, budget } = request
  const joined: JoinedLines = new Map()
  const measure = (chosen: readonly Step[]): Trial => {
    const lines = renderLines(format, selectionOf(request, chosen, joined, counts))
    return { lines, tokenCount: count(lines), steps: chosen }
  }
  let best: Trial = { lines: [], tokenCount: 0, steps: [] }
  let low = 0
  let high = steps.length + 1
  let guess = prefixFor(steps, budget)
  for (let round = 0; high - low > 1; round++) {
    const at = Math.min(high - 1, Math.max(low + 1, guess))
    const tried = measure(steps.slice(0, at))
    if (tried.tokenCount <= budget) {
      low = at
      best = tried
    } else high = at
    guess = round < 4 ? nearby(steps, at, budget - tried.tokenCount) : (low + high) >> 1
  }
  if (low === 0 && steps[0] !== undefined) return truncated(request, format, steps[0])
  const last = best.steps.at(-1)
  const dangling = last !== undefined && isHalf(request.conversation, last, best.steps.slice(0, -1))
  const whole = dangling && low > 1 ? measure(best.steps.slice(0, -1)) : best
  const filled = fillUp(whole, steps.slice(low), request, measure)
  return { format, text: filled.lines.join('\n'), tokenCount: filled.tokenCount, steps: filled.steps }
}

function prefixFor(steps: readonly Step[], budget: number): number {
  let low = 0
  let high = steps.length
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((steps[middle - 1]?.tokensUpTo ?? 0) <= budget) low = middle
    else high = middle - 1
  }
  return low
}

/** The prefix that differs from `at` by about `slack` tokens, by the estimates. */
function nearby(steps: readonly Step[], at: number, slack: number): number {
  return prefixFor(steps, (steps[at - 1]?.tokensUpTo ?? 0) + slack)
}

/** Below this many free tokens nothing worth having fits. */
const MIN_SLACK_TOKENS = 4

function fillUp(
  start: Trial,
  rest: readonly Step[],
  { conversation, budget }: FitRequest,
  measure: (steps: readonly Step[]) => Trial,
): Trial {
  let best = start
  let attempts = 0
  for (let i = 1; i < rest.length && attempts < FILL_ATTEMPTS; i++) {
    const slack = budget - best.tokenCount
    if (slack < MIN_SLACK_TOKENS) break
    const step = rest[i] as Step
    if (isFormula(conversation, step) || isUnanswered(conversation, step.unit, best.steps)) continue
    if (isHalf(conversation, step, best.steps)) continue
    if (step.tokensUpTo - (rest[i - 1] as Step).tokensUpTo > slack) continue
    attempts++
    const tried = measure([...best.steps, step])
    if (tried.tokenCount <= budget) best = tried
  }
  return best
}

/** "Happy to help!", "Take it.": room that is left is better left empty. */
const isFormula = (conversation: Conversation, { unit, action }: Step): boolean =>
  action === 'dense' &&
  (unit.annotation.act === 'filler' ||
    isClosingTurn(textOf(conversation, unit), conversation.entries[0]?.annotation.language ?? 'en'))

/** A bare question whose answer had no room either. */
const isUnanswered = (conversation: Conversation, unit: Unit, steps: readonly Step[]): boolean =>
  isBareQuestion(conversation, unit) &&
  !steps.some((step) => step.unit.messageIndex === unit.messageIndex + 1)

/** An answer that leans on a question which has no room, a question whose bare yes has none, or such a yes. */
function isHalf(conversation: Conversation, { unit, action }: Step, steps: readonly Step[]): boolean {
  if (action !== 'dense' || conversation.isNamed) return false
  const other = questionOf(conversation, unit) ?? bareReplyTo(conversation, unit)
  if (other !== undefined) return !steps.some((step) => step.unit === other)
  return isBareReply(conversation, unit) && !steps.some((step) => step.unit.index === unit.index - 1)
}

/** Not even the first step fits whole: as much of it as does. */
function truncated(request: FitRequest, format: Format, first: Step): Fitted {
  const { marks: _marks, ...unmarked } = request
  const text = truncateToTokens(
    render(format, selectionOf(unmarked, [first])),
    request.budget,
    request.encoding,
  )
  return { format, text, tokenCount: countTokens(text, request.encoding), steps: [], cut: first.unit }
}
