import type { UnitAnnotation } from '../types.js'

/** Straight ones open and close. */
const MARKS = /["“”„]/g

/**
 * The units that lie in a quotation which a sentence before them opened: what they say is not the speaker's own. A quotation
 * ends with its line, so that a lone mark (a 12" pipe) reaches no further.
 *
 * Shapes  `units` of one message in order; returns their places. Cost: linear.
 */
export function quotedUnits(content: string, units: readonly UnitAnnotation[]): ReadonlySet<number> {
  const quoted = new Set<number>()
  if (content.search(/["“„]/) < 0) return quoted
  let at = 0
  for (const [from, to] of quotationsIn(content)) {
    while (at < units.length && (units[at] as UnitAnnotation).start <= from) at++
    // A stop may follow the mark that closes.
    for (; at < units.length && (units[at] as UnitAnnotation).end <= to + 1; at++) quoted.add(at)
  }
  return quoted
}

/** From the opening mark to behind the closing one, in order. */
function quotationsIn(content: string): (readonly [number, number])[] {
  const ranges: (readonly [number, number])[] = []
  let lineStart = 0
  for (const line of content.split('\n')) {
    let open = -1
    for (const { 0: mark, index } of line.matchAll(MARKS)) {
      if (open < 0) open = mark === '”' ? -1 : index
      else {
        ranges.push([lineStart + open, lineStart + index + 1])
        open = -1
      }
    }
    lineStart += line.length + 1
  }
  return ranges
}
