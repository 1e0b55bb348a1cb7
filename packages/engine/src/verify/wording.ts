import { longestPhraseAt } from '../annotate/phrases.js'
import { isUnspaced, readWords, type Words } from '../annotate/words.js'
import type { CompiledClaims } from '../lexicon/claims/registry.js'

/** What stands between two words that carry a statement. */
export interface Gap {
  readonly isNegated: boolean
  /** "can", "might". */
  readonly isPermitted: boolean
  /** "must", "has to". */
  readonly isObliged: boolean
  /** A word close by denies or limits: "at most", "avoid", another "not". */
  readonly isDeniedNear: boolean
}

/** How many words away something still denies. */
const NEAR_KEYS = 3

/**
 * The words of a statement that are compared, in order, and what stands before, between and after them: `gaps[at]` stands before
 * `keys[at]`, the last one at the end. Articles, pronouns and auxiliaries are no keys: a summary puts and drops them as it likes.
 */
export interface Wording {
  readonly keys: readonly string[]
  readonly gaps: readonly Gap[]
}

const EMPTY: Gap = { isNegated: false, isPermitted: false, isObliged: false, isDeniedNear: false }

const MARK = /[,.;:!?()\u2013\u2014]/

/** Reads how a statement is worded; nothing in scripts without spaces. Cost: linear in the text. */
export function wordingOf(text: string, claims: CompiledClaims): Wording {
  const keys: string[] = []
  const gaps: Gap[] = []
  const denies: boolean[] = []
  if (isUnspaced(text)) return { keys, gaps }
  const words = readWords(text)
  let gap = EMPTY
  /** What stands after the last key and before a mark: "fine, no" denies nothing that was said. */
  let tail: Gap | undefined
  for (let at = 0; at < words.lower.length; ) {
    if (at > 0 && MARK.test(text.slice(words.ends[at - 1], words.starts[at]))) {
      // "No, I was inside": it answers, and denies nothing of what follows.
      if (keys.length === 0) gap = EMPTY
      tail ??= gap
    }
    const found = longestPhraseAt(claims.gaps, words, at)
    if (found === undefined) {
      const number = tailOfNumber(text, words, at)
      if (number !== undefined && keys.length > 0) {
        keys[keys.length - 1] += number
        at++
        continue
      }
      keys.push(words.lower[at] as string)
      denies.push(longestPhraseAt(claims.cues, words, at)?.tag === 'denial')
      gaps.push(gap)
      gap = EMPTY
      tail = undefined
      at++
      continue
    }
    const { tag, length } = found
    gap = {
      isNegated: gap.isNegated || tag === 'negation' || tag === 'forbids',
      isPermitted: gap.isPermitted || tag === 'permits' || tag === 'forbids',
      isObliged: gap.isObliged || tag === 'obliges',
      isDeniedNear: false,
    }
    at += length
  }
  gaps.push(tail ?? gap)
  return { keys, gaps: withNearDenials(gaps, denies) }
}

/** "237" of "4,237": a number is one word, however it is grouped. */
function tailOfNumber(text: string, words: Words, at: number): string | undefined {
  const word = words.lower[at] as string
  const isTail =
    at > 0 &&
    /^\d/.test(word) &&
    /^\d+$/.test(words.lower[at - 1] as string) &&
    /^[.,:'’]$/.test(text.slice(words.ends[at - 1], words.starts[at]))
  return isTail ? word : undefined
}

/** Tells each gap whether something denies close to it, itself aside. Cost: linear in the gaps. */
function withNearDenials(gaps: readonly Gap[], denies: readonly boolean[]): Gap[] {
  return gaps.map((gap, at) => {
    let isDeniedNear = false
    for (let near = Math.max(0, at - NEAR_KEYS); near <= at + NEAR_KEYS && near < gaps.length; near++)
      isDeniedNear ||=
        (near !== at && gaps[near]?.isNegated === true) || (near < at + NEAR_KEYS && denies[near] === true)
    return isDeniedNear ? { ...gap, isDeniedNear } : gap
  })
}
