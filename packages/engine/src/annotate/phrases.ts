import { readWords, type Words } from './words.js'

interface Phrase<Tag> {
  readonly words: readonly string[]
  readonly atStart: boolean
  readonly atEnd: boolean
  readonly tag: Tag
}

/** Phrases that begin with the same word, longest first. */
export type PhraseRow<Tag> = readonly Phrase<Tag>[]
/** Phrases by their first word. */
export type PhraseTable<Tag> = ReadonlyMap<string, PhraseRow<Tag>>

/** Builds a table from phrases written as the lexicon writes them (`^` binds to the start, `$` to the end). */
export function buildPhraseTable<Tag>(
  entries: Iterable<readonly [Tag, readonly string[]]>,
): PhraseTable<Tag> {
  const table = new Map<string, Phrase<Tag>[]>()
  for (const [tag, phrases] of entries) {
    for (const phrase of phrases) {
      const words = readWords(phrase).lower
      const first = words[0]
      if (first === undefined) continue
      const row = table.get(first) ?? []
      row.push({ words, atStart: phrase.startsWith('^'), atEnd: phrase.endsWith('$'), tag })
      table.set(first, row)
    }
  }
  for (const row of table.values()) row.sort((a, b) => b.words.length - a.words.length)
  return table
}

/** The word that a phrase begins with, as texts have it. */
export const firstWordOf = (phrase: string): string => readWords(phrase).lower[0] ?? ''

/** Length in words of the longest phrase that begins at word `at`, or 0. */
export function phraseLengthAt<Tag>(table: PhraseTable<Tag>, words: Words, at: number): number {
  const row = table.get(words.lower[at] ?? '')
  return row === undefined ? 0 : longestOf(row, words, at)
}

/** The same among the phrases that begin with the word. */
export function longestOf<Tag>(row: PhraseRow<Tag>, words: Words, at: number): number {
  for (const phrase of row) if (matchesAt(phrase, words, at)) return phrase.words.length
  return 0
}

/** The longest phrase that begins at word `at`: its tag, and how many words it has. */
export function longestPhraseAt<Tag>(
  table: PhraseTable<Tag>,
  words: Words,
  at: number,
): { readonly tag: Tag; readonly length: number } | undefined {
  const found = table.get(words.lower[at] ?? '')?.find((phrase) => matchesAt(phrase, words, at))
  return found === undefined ? undefined : { tag: found.tag, length: found.words.length }
}

/** The tags of all phrases that occur in the words. Cost: linear in the words. */
export function tagsIn<Tag>(table: PhraseTable<Tag>, words: Words): Set<Tag> {
  const found = new Set<Tag>()
  for (let at = 0; at < words.lower.length; at++) {
    const row = table.get(words.lower[at] ?? '')
    if (row !== undefined) addTags(found, row, words, at)
  }
  return found
}

/** Adds the tags of the phrases of a row that stand at word `at`. */
export function addTags<Tag>(found: Set<Tag>, row: PhraseRow<Tag>, words: Words, at: number): void {
  for (const phrase of row) if (!found.has(phrase.tag) && matchesAt(phrase, words, at)) found.add(phrase.tag)
}

function matchesAt<Tag>(phrase: Phrase<Tag>, words: Words, at: number): boolean {
  if (phrase.atStart && at > 0) return false
  const length = phrase.words.length
  if (at + length > words.lower.length || (phrase.atEnd && at + length !== words.lower.length)) return false
  for (let k = 1; k < length; k++) if (words.lower[at + k] !== phrase.words[k]) return false
  return true
}
