import { tagsIn } from '../annotate/phrases.js'
import { readWords } from '../annotate/words.js'
import type { Claim } from './claims.js'
import { type Clause, clausesOf, keyOf } from './clauses.js'
import type { Aligned, SourceClause, SourceClauses } from './source-clauses.js'
import type { Sentence, TextIndex } from './text-index.js'

/** Share of a clause's weight, and keys, that a denied one holds to be what the clause retells. */
const RETOLD = 0.5
const MIN_SHARED = 2
/** What is this close to the best may be what is retold as well. */
const AS_GOOD = 0.2
/** Mentions of a word up to which the last one decides whether it holds, and how many of them may affirm it. */
const MAX_MENTIONS = 4
const MAX_AFFIRMED = 1
/** Share of a clause that the last mention has to hold, and how far the best may be ahead of it. */
const LAST_SHARE = 0.33
const BEHIND_BEST = 0.15

/**
 * Sentences that deny nothing where everything that they may retell does: "Smokers are welcome" for "no smokers, please". Two ways
 * lead to the clause that is retold: most of the words, or a word of few mentions of which the last one denies. What denies in other words ("refuses",
 * "stays as it is", "instead") is left alone.
 *
 * `confirmed` sentences repeat what was said, of `named` ones the same was found in another way.
 *
 * Fitted on `conversations/retold`; figures in design/verify.md.
 * Cost  linear in the text: clauses tried for each key are bounded.
 */
export function deniedClaims(
  { sentences }: TextIndex,
  source: SourceClauses,
  confirmed: ReadonlySet<Sentence>,
  named: ReadonlySet<string>,
  isKnownName: (word: string) => boolean,
): Claim[] {
  const { lexicon, claims } = source
  const months = new Set(lexicon.source.wording.months.map((month) => keyOf(month.toLowerCase(), lexicon)))
  return sentences.flatMap((sentence) => {
    if (confirmed.has(sentence) || named.has(sentence.text)) return []
    const clauses = clausesOf(sentence.text, lexicon, claims)
    if (clauses.some(({ isDenied, isLimited }) => isDenied || isLimited)) return []
    if (tagsIn(claims.contrast, readWords(sentence.text)).size > 0) return []
    const names = new Set(
      readWords(sentence.text)
        .lower.filter(isKnownName)
        .map((word) => keyOf(word, lexicon)),
    )
    const denied = clauses.map((clause) => {
      const aligned = source.aligned(clause)
      return retoldDenied(clause, aligned, source) ?? lastDenied(clause, aligned, source, months, names)
    })
    const there = denied.find((one) => one !== undefined)
    return there === undefined
      ? []
      : [{ kind: 'negation', text: `${sentence.text} (said there: ${there.text})`, isSupported: false }]
  })
}

/** The denied clause that holds most of the words, where no other that holds as many affirms. */
function retoldDenied(
  clause: Clause,
  aligned: readonly Aligned[],
  source: SourceClauses,
): SourceClause | undefined {
  const best = aligned[0]
  if (best === undefined || best.share < RETOLD || best.shared < MIN_SHARED) return undefined
  const asGood = aligned.filter(({ share }) => share >= best.share - AS_GOOD)
  const areDenied = asGood.every(
    ({ clause: one }) => denies(one, clause) && !one.isAsked && !source.isAffirmedBeside(one, clause),
  )
  return areDenied ? best.clause : undefined
}

/** The last mention of a rare word of the clause, where it denies and is about the same. */
function lastDenied(
  clause: Clause,
  aligned: readonly Aligned[],
  source: SourceClauses,
  months: ReadonlySet<string>,
  names: ReadonlySet<string>,
): SourceClause | undefined {
  for (const key of clause.keys) {
    // What is denied of somebody else's deed denies nothing of his others.
    if (names.has(key) || clause.measures.has(key) || source.frequency(key) > MAX_MENTIONS) continue
    const mentions = source.with(key)
    const last = mentions.at(-1)
    if (last === undefined || !last.denied.includes(key) || last.isAsked) continue
    if (source.isAffirmedBeside(last, clause) || deniesOtherValue(last, clause, months)) continue
    const own = aligned.find((one) => one.clause === last)?.share ?? 0
    if (own < LAST_SHARE || (aligned[0]?.share ?? 0) > own + BEHIND_BEST) continue
    if (mentions.filter(({ isDenied, isAsked }) => !isDenied && !isAsked).length <= MAX_AFFIRMED) return last
  }
  return undefined
}

const denies = (one: Clause, { keys }: Clause): boolean => one.denied.some((key) => keys.includes(key))

/** "I don't start in September" denies nothing of "She starts on 13 October". */
function deniesOtherValue(last: Clause, clause: Clause, months: ReadonlySet<string>): boolean {
  if (!clause.numbers.some((number) => !last.numbers.includes(number))) return false
  const values = [...last.numbers, ...last.keys.filter((key) => months.has(key))]
  return values.some((value) => !clause.numbers.includes(value) && !clause.keys.includes(value))
}
