import { annotateWith } from './annotate/annotate.js'
import { STATE_SHARE } from './constants.js'
import { buildConversation, type Conversation, textOf, type Unit } from './conversation.js'
import { countTokens } from './count-tokens.js'
import { type StateReader, stateReader } from './current-state.js'
import { joinPast, type SealedPast } from './digest/past.js'
import { explain } from './explain.js'
import { type FitRequest, type Fitted, fit, type Step, selectionOf } from './fit.js'
import type { CompiledLexicon } from './lexicon/compiled.js'
import { lexiconFor } from './lexicon/registry.js'
import { findAmendments } from './link/amendments.js'
import { withoutUnsaidMembers } from './link/echoes.js'
import { findSuperseded, withSuccessors } from './link/supersession.js'
import { once } from './once.js'
import { type Budget, budgetFor } from './options.js'
import { planSteps } from './plan.js'
import { newestUserTurn, type Protection, protect, protectedTokens, unitsOf } from './protect.js'
import { asItCame } from './recall/as-it-came.js'
import { withRecalledSpeech } from './recall/recalled-entries.js'
import { detectConversationLanguage } from './recall/recalled-language.js'
import { inFewWords } from './records/few-words.js'
import { render } from './render/render.js'
import { MAX_SHORT_VALUE, stateLine } from './render/state-line.js'
import { type Scores, score } from './score.js'
import { summarise } from './summary.js'
import { type ToldItems, toldItems } from './told-items.js'
import { estimateTranscriptTokens, transcriptOf } from './transcript.js'
import type {
  AnnotatedMessage,
  CompactionResult,
  CompactOptions,
  Encoding,
  Format,
  Item,
  Message,
  Rendering,
} from './types.js'
import { unitPlaces } from './unit-places.js'
import { retainedBySelection, validateSelection } from './verify.js'

/**
 * Compacts a conversation: annotates it, then does what `compactAnnotated` does.
 *
 * Deterministic: the same input gives the same bytes. Cost: near-linear in the text; items, state, validation and the like are
 * made when they are first read from the result, which holds the conversation until it is let go.
 * Errors  RangeError for a target that is not a positive whole number or an unknown strategy, format or encoding.
 */
export function compact(messages: readonly Message[], options: CompactOptions = {}): CompactionResult {
  const language = detectConversationLanguage(messages)
  const entries = messages.map((message) => ({
    message,
    annotation: annotateWith(message, language),
  }))
  return compactAnnotated(entries, options)
}

/**
 * Compacts messages whose annotations were made before, each from its message alone. Where the conversation began with
 * messages that are sealed, `past` stands for them and `entries` are the ones after them, at least one.
 */
export function compactAnnotated(
  recorded: readonly AnnotatedMessage[],
  options: CompactOptions = {},
  past?: SealedPast,
): CompactionResult {
  const pinnedIds = new Set(options.pinnedMessageIds)
  const entries = withRecalledSpeech(recorded, pinnedIds)
  const said = withoutUnsaidMembers(past === undefined ? buildConversation(entries) : joinPast(past, entries))
  const language = said.entries[0]?.annotation.language ?? 'en'
  const lexicon = lexiconFor(language)
  const { wording } = lexicon.source
  const encoding = options.encoding ?? 'o200k_base'
  const originalTokenCount = estimateTranscriptTokens(said, wording)
  const successor = findSuperseded(said)
  const { conversation, scores } = inFewWords(said, withSuccessors(score(said), said, successor))
  const budget = budgetFor(
    options,
    conversation,
    scores,
    originalTokenCount,
    protectedTokens(conversation, pinnedIds, successor),
  )
  const protection = protect(conversation, pinnedIds, successor, scores.salience, budget.tokens)
  const state = stateReader(said, successor)
  const told = toldItems(said, scores, successor)
  const steps = planSteps(conversation, scores, protection, budget.tokens, successor)
  const request: FitRequest = {
    marks: told.marks(
      conversation,
      steps.map(({ unit }) => unit),
    ),
    conversation,
    wording,
    encoding,
    budget: budget.tokens,
    state: conversation.isNamed
      ? ''
      : affordableState(stateLine(state.inLine(), wording), budget.tokens, encoding) ||
        affordableState(stateLine(state.inLine(), wording, MAX_SHORT_VALUE), budget.tokens, encoding),
    steps,
  }
  const main = fitOrWhole(request, options.format ?? 'structured', originalTokenCount)
  const renderings: Partial<Record<Format, Rendering>> = { [main.format]: toRendering(main) }
  for (const format of options.alsoRender ?? [])
    if (renderings[format] === undefined)
      renderings[format] = toRendering(fitOrWhole(request, format, originalTokenCount))
  const outcome: Outcome = {
    said,
    conversation,
    options,
    budget,
    scores,
    successor,
    told,
    protection,
    state,
    summary: once(() => summarise(request)),
    main,
    planned: request.steps,
    renderings,
    originalTokenCount,
    language,
    lexicon,
  }
  return asItCame(assemble(outcome), entries)
}

/** The line about the state, where it takes no more than its share of the budget. */
const affordableState = (line: string, budget: number, encoding: Encoding): string =>
  line !== '' && countTokens(line, encoding) <= budget * STATE_SHARE ? line : ''

/** The stored counts may be this far off; the real count decides. */
const ESTIMATE_SLACK = 1.05

/** Everything, where it fits: the transcript as it is, or all of it in the format asked for. The best selection otherwise. */
function fitOrWhole(request: FitRequest, format: Format, originalTokens: number): Fitted {
  const isWholeAtHand = request.conversation.past === undefined
  // A text of ours has the format that it was made in, and its own labels: the estimate, with one for each line, is too high.
  const isTextOfOurs = request.conversation.entries.every(({ isRecalled }) => isRecalled === true)
  const isTooLong = !isTextOfOurs && originalTokens > request.budget * ESTIMATE_SLACK
  if (!isWholeAtHand || isTooLong) return fit(request, format)
  let tokensUpTo = 0
  const steps = request.conversation.units.map((unit): Step => {
    tokensUpTo += unit.annotation.tokenCount
    return { unit, action: 'verbatim', tokensUpTo }
  })
  // Every word stands there: nothing has to be told by marks, and what was said stays as it was said.
  const { marks: _marks, ...unmarked } = request
  const text =
    format === 'structured' || isTextOfOurs
      ? transcriptOf(request.conversation, request.wording)
      : render(format, selectionOf(unmarked, steps))
  const tokenCount = countTokens(text, request.encoding)
  return tokenCount <= request.budget
    ? { format, text, tokenCount, steps, isWhole: true }
    : fit(request, format)
}

const toRendering = ({ format, text, tokenCount }: Fitted): Rendering => ({ format, text, tokenCount })

interface Outcome {
  /** The conversation as it was said: state and items are read from this one. */
  readonly said: Conversation
  /** The same as its text is written: a brisk dialogue in few words. */
  readonly conversation: Conversation
  readonly options: CompactOptions
  readonly budget: Budget
  readonly scores: Scores
  /** Replaced units and the ones in force. */
  readonly successor: ReadonlyMap<number, number>
  readonly told: ToldItems
  readonly protection: Protection
  readonly state: StateReader
  readonly summary: () => string
  readonly main: Fitted
  /** The order in which units were to be taken. */
  readonly planned: readonly Step[]
  readonly renderings: Readonly<Partial<Record<Format, Rendering>>>
  readonly originalTokenCount: number
  readonly language: string
  readonly lexicon: CompiledLexicon
}

/**
 * The result. What is told beside the text (items, state, validation, what became of each unit) takes up to as long as the text,
 * and many want a part of it: `explain` only the manifest. Each is made when it is first asked for.
 */
function assemble(outcome: Outcome): CompactionResult {
  const { conversation, options, budget, main, originalTokenCount, scores } = outcome
  const kept = main.steps.map((step) => step.unit)
  const lists = once(() => itemLists(outcome, kept))
  const retained = once(() => retainedBySelection(kept, { conversation, scores }))
  const validation = once(() => validateSelection(retained(), { conversation, scores, items: lists().items }))
  const explained = once(() => {
    const { successor, protection, planned } = outcome
    const amended = findAmendments(outcome.said, successor)
    const context = { main, planned, successor, amended, protection, retained: retained() }
    return explain(conversation, scores, context, options.explain === true)
  })
  const warnings = once(() => warningsOf(outcome, retained(), validation().passed))
  const result: CompactionResult = {
    text: main.text,
    tokenCount: main.tokenCount,
    renderings: outcome.renderings,
    originalTokenCount,
    compressionRatio: originalTokenCount === 0 ? 1 : main.tokenCount / originalTokenCount,
    strategyRequested: budget.strategyRequested,
    strategyUsed: budget.strategyUsed,
    targetTokens: budget.tokens,
    language: outcome.language,
    get items() {
      return lists().items
    },
    get facts() {
      return lists().facts
    },
    get decisions() {
      return lists().decisions
    },
    get preferences() {
      return lists().preferences
    },
    get constraints() {
      return lists().constraints
    },
    get otherItems() {
      return lists().otherItems
    },
    get currentState() {
      return outcome.state.whole()
    },
    get summary() {
      return outcome.summary()
    },
    get validation() {
      return validation()
    },
    get qualityWarning() {
      return warnings().length > 0
    },
    get warnings() {
      return warnings()
    },
    get totals() {
      return explained().totals
    },
  }
  if (options.explain !== true) return result
  return Object.defineProperty(result, 'manifest', { get: () => explained().entries, enumerable: true })
}

type ItemLists = Pick<
  CompactionResult,
  'items' | 'facts' | 'decisions' | 'preferences' | 'constraints' | 'otherItems'
>

/** Every item and the lists by type: facts and what is of no list only where they stand in the text. */
function itemLists({ told, conversation }: Outcome, kept: readonly Unit[]): ItemLists {
  const items = told.all()
  const isKept = keptItems(conversation, kept)
  return {
    items,
    facts: items.filter((item) => item.type === 'fact' && isKept(item)),
    decisions: items.filter((item) => item.type === 'decision'),
    preferences: items.filter((item) => item.type === 'preference'),
    constraints: items.filter((item) => item.type === 'constraint'),
    otherItems: items.filter(
      (item) => !/^(?:fact|decision|preference|constraint)$/.test(item.type) && isKept(item),
    ),
  }
}

/** Whether some evidence of an item stands in the output. */
function keptItems(conversation: Conversation, kept: readonly Unit[]): (item: Item) => boolean {
  const isKept = new Uint8Array(conversation.units.length)
  for (const { index } of kept) isKept[index] = 1
  const { unitAt } = unitPlaces(conversation)
  return (item) => item.evidence.some((span) => isKept[unitAt(span)] === 1)
}

/** Messages behind the newest user turn from which on it is no open question but a task that is being worked on. */
const WORKED_ON_MESSAGES = 4
/** Share of the worth of such a task that may be left out without a warning. */
const MAX_LOST_OF_TASK = 0.1

/** Whether the newest user turn has lost something: any part of an open one, of a task under way more than its least parts. */
function isTurnCut(
  { conversation, scores }: Outcome,
  kept: ReadonlySet<Unit>,
  retained: Float64Array,
): boolean {
  const newest = conversation.isNamed ? -1 : newestUserTurn(conversation)
  if (newest < 0) return false
  const units = unitsOf(conversation, newest)
  const lost = units.filter((unit) => !kept.has(unit))
  if (newest + WORKED_ON_MESSAGES >= conversation.entries.length) return lost.length > 0
  const weigh = (sum: number, { index }: Unit) => sum + (scores.salience[index] as number)
  const untold = lost.filter(({ index }) => retained[index] === 0)
  return untold.reduce(weigh, 0) > MAX_LOST_OF_TASK * units.reduce(weigh, 0)
}

function warningsOf(outcome: Outcome, retained: Float64Array, passed: boolean): string[] {
  const { conversation, protection, main, budget } = outcome
  const warnings: string[] = []
  const kept = new Set(main.steps.map((step) => step.unit))
  if (isTurnCut(outcome, kept, retained))
    warnings.push(
      `The newest user turn is too long for a target of ${budget.tokens} tokens: parts of it were left out. Raise targetTokens.`,
    )
  const leftOut = [...protection.rules, ...protection.pinned].filter((unit) => !kept.has(unit)).length
  const missing = leftOut + (conversation.past?.summary.tally.rulesLeftOut ?? 0)
  if (missing > 0)
    warnings.push(
      `The target of ${budget.tokens} tokens cannot hold all rules and pinned messages: ${missing} of their statements ${missing === 1 ? 'was' : 'were'} left out, the oldest first. Raise targetTokens.`,
    )
  const beyondShare = protection.beyondShare.filter((unit) => !kept.has(unit))
  if (beyondShare.length > 0) warnings.push(systemRulesWarning(conversation, beyondShare, budget.tokens))
  if (!passed && missing === 0)
    warnings.push(
      'The compaction keeps less than 70 % of what was found to matter. Raise targetTokens or use a gentler strategy.',
    )
  return warnings
}

/** Statements that a warning names, and characters that it shows of each. */
const NAMED_RULES = 3
const NAMED_RULE_CHARS = 80

/** Says which rules of a long system message have no room, in the order in which they were said. */
function systemRulesWarning(conversation: Conversation, leftOut: readonly Unit[], budget: number): string {
  const named = [...leftOut]
    .sort((a, b) => a.index - b.index)
    .slice(0, NAMED_RULES)
    .map((unit) => `"${truncateText(textOf(conversation, unit))}"`)
  const more = leftOut.length > named.length ? ` and ${leftOut.length - named.length} more` : ''
  return `Rules of the system take more than their share of ${budget} tokens; left out: ${named.join(', ')}${more}. Send the system message with the request, pin it, or raise targetTokens.`
}

function truncateText(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  const characters = Array.from(line.slice(0, 2 * NAMED_RULE_CHARS))
  const shown = characters.slice(0, NAMED_RULE_CHARS).join('')
  return shown.length < line.length ? `${shown} …` : line
}
