import type { AnnotatedMessage, CompactionResult, Item, ManifestEntry, Span } from '../types.js'
import { originalOffset } from './left-out-subjects.js'

/** Gives the spans of a result as offsets of the messages as they came, where a recalled text was read with its subjects put in. */
export function asItCame(result: CompactionResult, entries: readonly AnnotatedMessage[]): CompactionResult {
  const sources = new Map(
    entries.flatMap(({ message, recalledFrom }) =>
      recalledFrom === undefined ? [] : [[message.id, recalledFrom] as const],
    ),
  )
  if (sources.size === 0) return result
  const spanOf = (span: Span): Span => {
    const inserted = sources.get(span.messageId)?.inserted
    if (inserted === undefined) return span
    return {
      ...span,
      start: originalOffset(span.start, inserted),
      end: originalOffset(span.end, inserted),
    }
  }
  const known = new Map<Item, Item>()
  const itemOf = (item: Item): Item => {
    const came = known.get(item) ?? { ...item, evidence: item.evidence.map(spanOf) }
    known.set(item, came)
    return came
  }
  const entryOf = (entry: ManifestEntry): ManifestEntry => {
    const span = spanOf(entry.span)
    const text = sources.get(span.messageId)?.content.slice(span.start, span.end) ?? entry.text
    return { ...entry, span, text }
  }
  return {
    ...result,
    items: result.items.map(itemOf),
    facts: result.facts.map(itemOf),
    decisions: result.decisions.map(itemOf),
    preferences: result.preferences.map(itemOf),
    constraints: result.constraints.map(itemOf),
    otherItems: result.otherItems.map(itemOf),
    ...(result.manifest === undefined ? {} : { manifest: result.manifest.map(entryOf) }),
  }
}
