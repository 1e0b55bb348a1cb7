import { readWords } from './words.js'

/** A clause: its words in lower case, each between single spaces, so that patterns need no boundaries: " no tables ". */
export type Clause = string

/** A mark that ends a clause, with the space behind it: "3.12" and "well-known" are one. */
const BREAK = /[,;:!?.…()–—，。；！？][\s"”’')]|[)\n]|\s[-–—]\s|[–—]/

/**
 * Splits a sentence at its marks and before the words that join clauses, and takes off what stands before the point. Cost: linear in
 * the sentence.
 */
export function clausesOf(
  sentence: string,
  opens: ReadonlySet<string>,
  joins: ReadonlySet<string>,
): readonly Clause[] {
  const { lower, starts, ends } = readWords(sentence)
  const clauses: Clause[] = []
  let words: string[] = []
  const close = () => {
    if (words.length > 0) clauses.push(` ${words.join(' ')} `)
    words = []
  }
  for (let at = 0; at < lower.length; at++) {
    const word = lower[at] as string // proof: below the length
    const gap = at === 0 ? '' : sentence.slice(ends[at - 1], starts[at])
    if (joins.has(word) || (gap.length > 1 && BREAK.test(gap))) close()
    if (words.length > 0 || !opens.has(word)) words.push(word)
  }
  close()
  return clauses
}
