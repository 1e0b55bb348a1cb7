import { buildConversation, type Conversation, MIN_CHRONICLE_DAYS, MIN_NAMES } from '../conversation.js'
import { lexiconFor } from '../lexicon/registry.js'
import { MAX_VALUES } from '../state/values.js'
import { withToolCallText } from '../tool-calls.js'
import { joinTranscripts } from '../transcript.js'
import type { AnnotatedMessage, ItemType } from '../types.js'
import type { Digest, PlacedMessage, RangeSummary, RangeTally, StatedValue } from './digest.js'
import { addTermCounts } from './term-counts.js'
import { byWeight } from './weighed-items.js'

/** The sealed part of a conversation, as it is handed to a compaction. */
export interface SealedPast {
  /** Of neighbouring ranges, oldest first, from the first message on. At least one. */
  readonly digests: readonly Digest[]
  /** Pinned messages of these ranges, whole. */
  readonly pinned?: readonly PlacedMessage[]
}

/** Reads digests, and the messages after them, as one conversation. */
export function joinPast(
  { digests, pinned = [] }: SealedPast,
  entries: readonly AnnotatedMessage[],
): Conversation {
  const carried = withPinned(
    digests.flatMap((digest) => digest.entries),
    pinned,
  )
  return buildConversation([...carried, ...entries], {
    past: {
      summary: joinSummaries(digests),
      own: buildConversation(entries, { isContinuation: true }),
      ownEntry: carried.length,
      ownUnit: carried.reduce((sum, { annotation }) => sum + annotation.units.length, 0),
    },
  })
}

/** Log-salience of a pinned unit that no digest carries: it stands in the text because it is pinned, and counts as little else. */
const PINNED_WEIGHT = -30

/** Carried messages with the pinned ones in their places: whole, where only a part was carried. */
function withPinned(carried: readonly PlacedMessage[], pinned: readonly PlacedMessage[]): PlacedMessage[] {
  if (pinned.length === 0) return [...carried]
  const bySequence = new Map(carried.map((entry) => [entry.sequence, entry]))
  for (const { sequence, message, annotation } of pinned) {
    const known = new Map(
      bySequence.get(sequence)?.annotation.units.map((unit) => [unit.start, unit.sealed]) ?? [],
    )
    const { content } = withToolCallText(message)
    const units = annotation.units.map((unit) => {
      const { weight = PINNED_WEIGHT, type } = known.get(unit.start) ?? {}
      const text = content.slice(unit.start, unit.end)
      return { ...unit, sealed: { text, weight, ...(type === undefined ? {} : { type }) } }
    })
    bySequence.set(sequence, { sequence, message, annotation: { ...annotation, units } })
  }
  return [...bySequence.values()].sort((a, b) => a.sequence - b.sequence)
}

/** What is known of neighbouring ranges, oldest first, as of one; a single summary as it is. */
export function joinSummaries(
  ranges: readonly Digest[],
  carriedTerms: ReadonlySet<string> = termsOfDigests(ranges),
): RangeSummary {
  const [first] = ranges
  if (first === undefined) throw new RangeError('there is no digest to join')
  if (ranges.length === 1) return first
  return {
    language: first.language,
    tally: joinTallies(ranges),
    termCounts: addTermCounts(
      ranges.map((range) => range.termCounts),
      carriedTerms,
    ),
    names: distinct(ranges.flatMap((range) => range.names)).slice(0, MIN_NAMES),
    days: distinct(ranges.flatMap((range) => range.days)).slice(0, MIN_CHRONICLE_DAYS),
    hasAssistant: ranges.some((range) => range.hasAssistant),
    firstTaskId: first.firstTaskId,
    ...joinRequests(ranges),
    values: joinValues(ranges),
    items: byWeight(ranges.flatMap((range) => range.items)),
  }
}

/** The newest request; whatever an assistant said in a later range came after it. */
function joinRequests(
  ranges: readonly RangeSummary[],
): Pick<RangeSummary, 'lastUserRequest' | 'lastRequestStatus'> {
  const at = ranges.findLastIndex(({ lastUserRequest }) => lastUserRequest !== null)
  const { lastUserRequest = null, lastRequestStatus = null } = ranges[at] ?? {}
  const isAnsweredLater = ranges.slice(at + 1).some(({ hasAssistant }) => hasAssistant)
  return {
    lastUserRequest,
    lastRequestStatus: lastRequestStatus !== null && isAnsweredLater ? 'answered' : lastRequestStatus,
  }
}

const distinct = (values: readonly string[]): string[] => [...new Set(values)]

const termsOfDigests = (digests: readonly Digest[]): ReadonlySet<string> =>
  new Set(
    digests.flatMap(({ entries }) =>
      entries.flatMap(({ annotation }) => annotation.units.flatMap((u) => u.terms)),
    ),
  )

/** The newest value of each name. */
function joinValues(ranges: readonly RangeSummary[]): StatedValue[] {
  const values = new Map<string, StatedValue>()
  for (const stated of ranges.flatMap((range) => range.values).reverse())
    if (!values.has(stated.name) && values.size < MAX_VALUES) values.set(stated.name, stated)
  return [...values.values()].reverse()
}

function joinTallies(ranges: readonly RangeSummary[]): RangeTally {
  const { wording } = lexiconFor(ranges[0]?.language ?? 'en').source
  return ranges
    .map(({ tally }) => tally)
    .reduce((a, b) => ({
      messages: a.messages + b.messages,
      contentTokens: a.contentTokens + b.contentTokens,
      transcript: joinTranscripts(a.transcript, b.transcript, wording),
      units: a.units + b.units,
      superseded: a.superseded + b.superseded,
      rulesLeftOut: a.rulesLeftOut + b.rulesLeftOut,
      lost: addWeights(a.lost, b.lost),
    }))
}

export function addWeights(a: RangeTally['lost'], b: RangeTally['lost']): Partial<Record<ItemType, number>> {
  const sum: Partial<Record<ItemType, number>> = { ...a }
  for (const [type, weight] of Object.entries(b)) {
    const key = type as ItemType // A key of `RangeTally.lost`.
    sum[key] = (sum[key] ?? 0) + weight
  }
  return sum
}
