/**
 * The worker thread's side of `EngineWork`: one exported function for each kind of work. Loads the engine.
 */
import {
  ANNOTATION_REVISION,
  type AnnotatedMessage,
  annotate as annotateMessage,
  type CompactionResult,
  type CompactOptions,
  compactAnnotated,
  compactAnnotatedToMessages,
  type Digest,
  detectLanguage,
  type Format,
  type ManifestEntry,
  type MessageAnnotation,
  type SealedPast,
} from '@precis/engine'
import {
  type AnnotateWork,
  type CompactedWork,
  type CompactionDetail,
  type CompactWork,
  type ListedMessages,
  type MadeAnnotation,
  type MessageListWork,
  toEngineMessage,
  type WorkMessage,
} from '../services/engine-work.js'
import type { StoredRendering } from '../store/contract.js'
import { type BoundedLists, boundedLists, ITEM_LISTS } from './listed-items.js'
import { readPages, readPlaced } from './pages.js'

export { forget, rank } from './engine-thread-rank.js'
export { merge, seal } from './engine-thread-seal.js'
export { searchTerms } from './engine-thread-search.js'

const FORMATS: readonly Format[] = ['structured', 'narrative', 'bullet_points', 'injection']

/** Runs the engine on something, so that its code is loaded and compiled when it matters. */
export function warm(round: number): void {
  compact({
    messages: [JSON.stringify(warmUpMessages(round))],
    annotations: [],
    strategy: 'balanced',
    targetTokens: null,
    pinnedMessageIds: [],
  })
}

const WARM_UP_MESSAGES = 100

function warmUpMessages(round: number): WorkMessage[] {
  return Array.from({ length: WARM_UP_MESSAGES }, (_, i) => ({
    id: `${round}-${i}`,
    sequence: i + 1,
    role: i % 2 === 0 ? 'user' : 'assistant',
    content:
      i % 2 === 0
        ? `Could you move order AX-${round}${i} to ${1 + (i % 28)} March 2026? I prefer the morning; never call before 9:30.`
        : `Sure, I have moved it and set the price to ${i * 10}.50 euros. See https://example.org/orders/${i} or run \`ship --order ${i}\`.\n- the invoice follows\n- the courier is booked`,
    name: null,
    saidAtMs: i * 60_000,
    toolCalls: [],
    toolCallId: null,
  }))
}

export function annotate({ messages, language: given, previous }: AnnotateWork): MadeAnnotation[] {
  const engineMessages = messages.map(toEngineMessage)
  const language =
    given ?? (previous === undefined ? detectLanguage(engineMessages) : parseAnnotation(previous).language)
  return engineMessages.map((message) => toMade(annotateMessage(message, { language })))
}

export function compact(work: CompactWork): CompactedWork {
  const past = pastOf(work)
  const { entries, said, isOutdated, isNewer, language, known } = annotated(work, past)
  const result = compactAnnotated(said, optionsOf(work, { alsoRender: FORMATS }), past)
  const lists = boundedLists(result)
  return {
    compaction: {
      strategyRequested: result.strategyRequested,
      strategyUsed: result.strategyUsed,
      targetTokens: result.targetTokens,
      originalTokenCount: result.originalTokenCount,
      coveredTokens: coveredTokensOf(entries, past),
      validationScore: result.validation.score,
      validationPassed: result.validation.passed,
      qualityWarning: result.qualityWarning,
      renderings: renderingsOf(result),
      detail: JSON.stringify(detailOf(result, lists)),
      items: ITEM_LISTS.flatMap((name) => lists.items[name]),
    },
    language,
    isOutdated,
    made: isOutdated || isNewer ? [] : entries.slice(known).map(({ annotation }) => toMade(annotation)),
  }
}

export function explain(work: CompactWork): readonly ManifestEntry[] {
  const past = pastOf(work)
  const { said } = annotated(work, past)
  return compactAnnotated(said, optionsOf(work, { explain: true }), past).manifest ?? []
}

export function listMessages(work: MessageListWork): ListedMessages {
  const { provider, strategy, targetTokens, pinnedMessageIds } = work
  const past = pastOf(work)
  const options = { provider, strategy, targetTokens, pinnedMessageIds }
  const { list, tokenCount, result } = compactAnnotatedToMessages(annotated(work, past).said, options, past)
  return {
    list,
    tokenCount,
    validationScore: result?.validation.score ?? null,
    qualityWarning: result?.qualityWarning ?? false,
    warnings: result?.warnings ?? [],
  }
}

function pastOf({ past }: CompactWork): SealedPast | undefined {
  if (past === undefined) return undefined
  return {
    // Digests are the JSON text that `seal` and `merge` wrote.
    digests: past.digests.map((text) => JSON.parse(text) as Digest),
    pinned: readPlaced(past.pinned, past.pinnedAnnotations),
  }
}

function coveredTokensOf(entries: readonly AnnotatedMessage[], past: SealedPast | undefined): number {
  const sealed = past?.digests.reduce((sum, { tally }) => sum + tally.contentTokens, 0) ?? 0
  return entries.reduce((sum, { annotation }) => sum + annotation.tokenCount, sealed)
}

function optionsOf(work: CompactWork, extra: CompactOptions): CompactOptions {
  return {
    strategy: work.strategy,
    format: 'structured',
    pinnedMessageIds: work.pinnedMessageIds,
    ...(work.targetTokens === null ? {} : { targetTokens: work.targetTokens }),
    ...extra,
  }
}

interface Annotated {
  /** Of every message, deleted ones included. */
  readonly entries: readonly AnnotatedMessage[]
  /** Of the messages that are there. */
  readonly said: readonly AnnotatedMessage[]
  readonly language: string
  /** Messages whose stored annotations were used. */
  readonly known: number
  /** The stored ones are of an older release, or of another language. */
  readonly isOutdated: boolean
  /** The stored ones are of a newer release, which makes any of ours again. */
  readonly isNewer: boolean
}

/** Puts stored annotations to their messages and makes the rest; makes all when the stored ones are not of this release. */
function annotated(work: Pick<CompactWork, 'messages' | 'annotations'>, past?: SealedPast): Annotated {
  const given = readPages<WorkMessage>(work.messages)
  const messages = given.map(toEngineMessage)
  // Sealed ranges have settled it: a conversation is not read again from its beginning because its end is in another one.
  const language = past?.digests[0]?.language ?? detectLanguage(messages)
  const stored = readPages<MessageAnnotation>(work.annotations)
  const isNewer = stored.some(({ revision }) => revision > ANNOTATION_REVISION)
  const isOutdated =
    !isNewer &&
    stored.some(
      (annotation) => annotation.revision !== ANNOTATION_REVISION || annotation.language !== language,
    )
  const kept = isOutdated || isNewer ? [] : stored
  const entries = messages.map((message, i) => ({
    // Handles name places in all of the conversation, messages that are sealed or deleted included.
    sequence: given[i]?.sequence ?? i + 1,
    message,
    annotation: kept[i] ?? annotateMessage(message, { language }),
  }))
  const said = entries.filter((_, i) => given[i]?.isDeleted !== true)
  return { entries, said, language, known: kept.length, isOutdated, isNewer }
}

/** The JSON text that `toMade` wrote. */
function parseAnnotation(text: string): MessageAnnotation {
  return JSON.parse(text) as MessageAnnotation
}

function toMade(annotation: MessageAnnotation): MadeAnnotation {
  return { tokenCount: annotation.tokenCount, data: JSON.stringify(annotation) }
}

function renderingsOf(result: CompactionResult): Record<Format, StoredRendering> {
  const rendering = (format: Format): StoredRendering => {
    const found = result.renderings[format]
    if (!found) throw new TypeError(`the engine did not render ${format}`)
    return { text: found.text, tokenCount: found.tokenCount }
  }
  return {
    structured: rendering('structured'),
    narrative: rendering('narrative'),
    bullet_points: rendering('bullet_points'),
    injection: rendering('injection'),
  }
}

function detailOf(result: CompactionResult, lists: BoundedLists): CompactionDetail {
  const { language, currentState, summary, validation, totals } = result
  const warnings = [...result.warnings, ...lists.warnings]
  return { language, warnings, ...lists.items, currentState, summary, validation, totals }
}
