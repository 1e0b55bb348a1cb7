import { annotateWith } from '../annotate/annotate.js'
import { lexiconFor } from '../lexicon/registry.js'
import type { AnnotatedMessage, MessageAnnotation, Stance, UnitAnnotation } from '../types.js'
import { LOOK, looksKnown } from '../unit-looks.js'
import { restoredOffset, restoreSubjects } from './left-out-subjects.js'
import { type RecalledSpeech, recalledSpeeches, speechesOfOne } from './recalled-lines.js'

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
  const language = entries[0]?.annotation.language ?? 'en'
  const { wording } = lexiconFor(language).source
  const people = new Set<string>()
  let known: KnownWords | undefined
  let result: AnnotatedMessage[] | undefined
  entries.forEach((entry, at) => {
    const { role, content, name, id } = entry.message
    const mayRecall =
      (role === 'user' || role === 'system') &&
      name === undefined &&
      opensAsOurs(entry, language) &&
      !pinnedIds.has(id)
    const speeches = mayRecall ? recalledSpeeches(content, wording, people, at === 0) : undefined
    if (name !== undefined) people.add(name.trim())
    if (speeches === undefined && mayRecall && people.size > 0) {
      const lines = speechesOfOne(content, wording, people)
      if (lines !== undefined) known ??= KnownWords.of(result ?? entries.slice(0, at))
      if (lines !== undefined && known !== undefined && saysNothingNew(entry, lines, known)) {
        result ??= entries.slice(0, at)
        return
      }
    }
    if (speeches === undefined) {
      result?.push(entry)
      known?.add(entry.annotation)
      return
    }
    result ??= entries.slice(0, at)
    known ??= KnownWords.of(result)
    const told = withSubjects(entry, speeches)
    for (const speech of told.speeches) {
      const recalled = toEntry(told.entry, speech, known)
      if (recalled.annotation.units.length > 0) result.push(recalled)
    }
  })
  return result ?? entries
}

/** Whether a message may open as a text of ours, by what was found when it was read. */
function opensAsOurs({ annotation }: AnnotatedMessage, language: string): boolean {
  const [first] = annotation.units
  return first === undefined || (looksKnown(first, annotation, language) & LOOK.recalls) !== 0
}

/** The entry with the subjects that its lines leave out, where there are any: without them what somebody did is nobody's. */
function withSubjects(
  entry: AnnotatedMessage,
  speeches: readonly RecalledSpeech[],
): { readonly entry: AnnotatedMessage; readonly speeches: readonly RecalledSpeech[] } {
  // What is marked as to be done orders: "call the landlord" has no subject; and talk tells nothing that needs one ("make it 15 people").
  const ofPeople = speeches.filter(
    ({ role, isRule, tells }) => role === 'user' && !isRule && tells !== 'talk' && !isOnlyTask(tells),
  )
  const { content } = entry.message
  const { text, inserted } = restoreSubjects(content, ofPeople, entry.annotation.language)
  if (inserted.length === 0) return { entry, speeches }
  return {
    entry: { ...entry, message: { ...entry.message, content: text }, recalledFrom: { content, inserted } },
    speeches: speeches.map((speech) => ({
      ...speech,
      start: restoredOffset(speech.start, inserted),
      end: restoredOffset(speech.end, inserted),
    })),
  }
}

const asRule = (stances: readonly Stance[]): readonly Stance[] =>
  stances.includes('rule') || stances.includes('policy') ? stances : [...stances, 'rule']

const isOnlyTask = (tells: RecalledSpeech['tells']): boolean =>
  Array.isArray(tells) && tells.every((type) => type === 'task')

/** The words of the messages that came before, by message and by word. */
class KnownWords {
  readonly #messages: Set<string>[] = []
  readonly #withTerm = new Map<string, number[]>()

  static of(entries: readonly AnnotatedMessage[]): KnownWords {
    const known = new KnownWords()
    for (const { annotation } of entries) known.add(annotation)
    return known
  }

  add({ units }: MessageAnnotation): void {
    const terms = new Set(units.flatMap((unit) => unit.terms))
    for (const term of terms) {
      const list = this.#withTerm.get(term)
      if (list === undefined) this.#withTerm.set(term, [this.#messages.length])
      else list.push(this.#messages.length)
    }
    this.#messages.push(terms)
  }

  /** Whether each word of the unit was said somewhere: the phrases of a task come from several messages. */
  hasWords({ terms }: UnitAnnotation): boolean {
    return this.#messages.length > 0 && terms.every((term) => this.#withTerm.has(term))
  }

  /** Whether one message has all that the unit says. Looked for by its rarest word, in the newest messages that have it. */
  has({ terms }: UnitAnnotation): boolean {
    let rarest: readonly number[] | undefined
    for (const term of terms) {
      const list = this.#withTerm.get(term)
      if (list === undefined) return false
      if (rarest === undefined || list.length < rarest.length) rarest = list
    }
    if (rarest === undefined) return this.#messages.length > 0
    return rarest
      .slice(-MAX_COMPARED)
      .some((at) => terms.every((term) => this.#messages[at]?.has(term) === true))
  }
}

/** Messages that are compared with one recalled unit. */
const MAX_COMPARED = 64

/** Each of the lines stands in the messages before, in all its words. */
const saysNothingNew = (
  entry: AnnotatedMessage,
  lines: readonly RecalledSpeech[],
  known: KnownWords,
): boolean => lines.every((line) => toEntry(entry, line, known).annotation.units.length === 0)

function toEntry(
  entry: AnnotatedMessage,
  { role, name, day, start, end, isTask, isRule, tells }: RecalledSpeech,
  known: KnownWords,
): AnnotatedMessage {
  const { timestamp: _recalledAt, ...rest } = entry.message
  const message = {
    ...rest,
    role,
    ...(name === undefined ? {} : { name }),
    ...(day === undefined ? {} : { timestamp: `${day}T00:00:00Z` }),
  }
  const said = { ...message, content: entry.message.content.slice(start, end) }
  // Of one line nobody can tell the language: the whole prompt tells it.
  const { promptLanguage: _ofLine, ...annotation } = annotateWith(said, entry.annotation.language)
  const units = annotation.units
    .filter((unit) => !(isTask ? known.hasWords(unit) : known.has(unit)))
    .map((unit) => ({
      ...unit,
      stances: isRule ? asRule(unit.stances) : unit.stances,
      start: unit.start + start,
      end: unit.end + start,
    }))
  const tokenCount = units.reduce((sum, unit) => sum + unit.tokenCount, 0)
  return {
    ...entry,
    message,
    annotation: { ...annotation, units, tokenCount },
    isRecalled: true,
    ...(isTask ? { isTaskLine: true as const } : {}),
    ...(tells === undefined ? {} : { tells }),
  }
}
