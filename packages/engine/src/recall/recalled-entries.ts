import { annotateWith } from '../annotate/annotate.js'
import { lexiconFor } from '../lexicon/registry.js'
import type { AnnotatedMessage, MessageAnnotation, UnitAnnotation } from '../types.js'
import { type RecalledSpeech, recalledSpeeches } from './recalled-lines.js'

/**
 * Reads messages that hold a text of ours as what it recalls: each line as said by whom it names, on the day it names, and
 * nothing where the messages before have all of its words. So a text that was fed in again brings no second copy of what
 * was said, is nobody's newest turn, and where it stands alone keeps all its items. A pinned message stays as it is.
 *
 * Shapes  entries of one recalled message share its id and content; their spans lie in that content.
 * Cost    linear; nothing where no message is such a text.
 */
export function withRecalledSpeech(
  entries: readonly AnnotatedMessage[],
  pinnedIds: ReadonlySet<string> = new Set(),
): readonly AnnotatedMessage[] {
  const { wording } = lexiconFor(entries[0]?.annotation.language ?? 'en').source
  let known: Set<string>[] | undefined
  let result: AnnotatedMessage[] | undefined
  entries.forEach((entry, at) => {
    const { role, content, name, id } = entry.message
    const mayRecall = (role === 'user' || role === 'system') && name === undefined && !pinnedIds.has(id)
    const speeches = mayRecall ? recalledSpeeches(content, wording) : undefined
    if (speeches === undefined) {
      result?.push(entry)
      known?.push(termsOf(entry.annotation))
      return
    }
    result ??= entries.slice(0, at)
    known ??= result.map(({ annotation }) => termsOf(annotation))
    for (const speech of speeches) {
      const recalled = toEntry(entry, speech, known)
      if (recalled.annotation.units.length > 0) result.push(recalled)
    }
  })
  return result ?? entries
}

const termsOf = ({ units }: MessageAnnotation): Set<string> => new Set(units.flatMap(({ terms }) => terms))

function toEntry(
  entry: AnnotatedMessage,
  { role, name, day, start, end }: RecalledSpeech,
  known: readonly Set<string>[],
): AnnotatedMessage {
  const { timestamp: _recalledAt, ...rest } = entry.message
  const message = {
    ...rest,
    role,
    ...(name === undefined ? {} : { name }),
    ...(day === undefined ? {} : { timestamp: `${day}T00:00:00Z` }),
  }
  const said = { ...message, content: entry.message.content.slice(start, end) }
  const annotation = annotateWith(said, entry.annotation.language)
  const units = annotation.units
    .filter((unit) => !isKnown(unit, known))
    .map((unit) => ({ ...unit, start: unit.start + start, end: unit.end + start }))
  const tokenCount = units.reduce((sum, unit) => sum + unit.tokenCount, 0)
  return { ...entry, message, annotation: { ...annotation, units, tokenCount }, isRecalled: true }
}

/** Whether one message before has all that the unit says. */
const isKnown = ({ terms }: UnitAnnotation, known: readonly Set<string>[]): boolean =>
  known.some((words) => terms.every((term) => words.has(term)))
