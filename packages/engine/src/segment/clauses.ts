import type { Words } from '../annotate/words.js'
import type { CompiledLexicon } from '../lexicon/compiled.js'
import { pushTrimmed, type Range } from './sentences.js'

/** A sentence of at most this many words stays whole. Longer ones are long speech: measured on meetings. */
export const MIN_WORDS_TO_SPLIT = 14
/** No clause is shorter than this many words. */
const MIN_CLAUSE_WORDS = 5

/** Quotation marks, brackets and marks of code that open right before a word. */
const OPENING = /[`"'“‘«„([]+$/

/** Cuts a long sentence before conjunctions that follow a comma or a dash, and after semicolons. */
export function splitClauses(
  text: string,
  offset: number,
  words: Words,
  { clauseOpeners: openers }: CompiledLexicon,
): Range[] {
  const ranges: Range[] = []
  const count = words.lower.length
  let fromWord = 0
  let from = 0
  for (let at = 1; at < count; at++) {
    if (at - fromWord < MIN_CLAUSE_WORDS || count - at < MIN_CLAUSE_WORDS) continue
    // Most words follow a single space, where nothing is cut.
    if (
      words.starts[at] === (words.ends[at - 1] as number) + 1 &&
      text.charCodeAt(words.ends[at - 1] as number) === 32
    )
      continue
    const gap = text.slice(words.ends[at - 1], words.starts[at])
    const isOpened = openers.has(words.lower[at] ?? '')
    const isCut = gap.includes(';') || (isOpened && /,|\s-+\s|—|–/.test(gap))
    if (!isCut) continue
    // What opens before the word belongs to it: "version; `math.ceil` was …".
    const cut = (words.starts[at] ?? 0) - (OPENING.exec(gap)?.[0].length ?? 0)
    pushTrimmed(ranges, text, from, cut)
    from = cut
    fromWord = at
  }
  pushTrimmed(ranges, text, from, text.length)
  return ranges.map((range) => ({ start: range.start + offset, end: range.end + offset }))
}
