import { readWords, type Words } from '../annotate/words.js'
import type { ClaimCues } from '../lexicon/claims/types.js'
import type { StatedNumber } from './numbers.js'

/** Longer words are no numbers; what German puts into one word has its parts. */
const MAX_NUMBER_WORD = 40
const GERMAN_PART =
  /^(?:(?<thousand>.+)?tausend(?:und)?(?<belowThousand>.*)|(?<hundred>.+)?hundert(?:und)?(?<belowHundred>.*)|(?<unit>.+)und(?<ten>.+zig|.+ßig))$/
/** "k" and "m" count nothing by themselves. */
const MIN_SCALE_WORD = 3
const HUNDRED = 100
const THOUSAND = 1_000
/** Up to which "six twenty" is 620, or a time of day. */
const MAX_HUNDREDS_SPOKEN = 20
const MINUTES = 60

/** Value of one word: "seven", and of German compounds ("vierundzwanzig", "zweihundertfünf"); undefined for others. */
function wordValue(word: string, { numbers, scales }: ClaimCues): number | undefined {
  const known = numbers[word]
  if (known !== undefined) return known
  if (word.length > MAX_NUMBER_WORD || scales['tausend'] === undefined) return undefined
  const parts = GERMAN_PART.exec(word)?.groups
  if (parts === undefined) return undefined
  const value = (part: string | undefined, empty: number) =>
    part === undefined || part === '' ? empty : wordValue(part, { numbers, scales } as ClaimCues)
  const sum = (high: number | undefined, by: number, low: number | undefined) =>
    high === undefined || low === undefined ? undefined : high * by + low
  if (word.includes('tausend'))
    return sum(value(parts['thousand'], 1), THOUSAND, value(parts['belowThousand'], 0))
  if (word.includes('hundert'))
    return sum(value(parts['hundred'], 1), HUNDRED, value(parts['belowHundred'], 0))
  return sum(value(parts['unit'], 0), 1, value(parts['ten'], 0))
}

/** A number that is being read: what stands before its thousands, and the rest so far. */
class Running {
  #thousands = 0
  #rest = -1
  from = -1
  last = -1

  get isOpen(): boolean {
    return this.#rest >= 0 || this.#thousands > 0
  }

  get value(): number {
    return this.#thousands + Math.max(0, this.#rest)
  }

  scale(by: number): void {
    if (by >= THOUSAND) {
      // "One million two hundred thousand" against "two thousand million".
      if (this.#thousands > by) this.#thousands += Math.max(1, this.#rest) * by
      else this.#thousands = Math.max(1, this.value) * by
      this.#rest = -1
    } else this.#rest = (this.#rest < 0 ? 1 : this.#rest) * by
  }

  /** Whether a word of this value goes on with the number: "two hundred" + "five", "twenty" + "one", "soixante" + "douze". */
  takes(own: number): boolean {
    if (!this.isOpen || own < 1) return false
    const rest = this.#rest
    if (rest < 0) return own < THOUSAND
    if (own === 20 && rest % HUNDRED === 4) return true
    const low = rest % HUNDRED
    if (low === 0) return own < HUNDRED
    if (low % 20 === 0 && low >= MINUTES) return own < 20
    return low % 10 === 0 && low >= 20 && own < 10
  }

  add(own: number): void {
    if (own === 20 && this.#rest % HUNDRED === 4) this.#rest += 80 - 4
    else this.#rest = Math.max(0, this.#rest) + own
  }
}

/**
 * Numbers that are told in words, next to each other taken together: "two hundred and five", "twenty-one", "quatre-vingt-dix", "a
 * hundred and forty". Two in a row may be one as people say it: "one seventy" is read as 170 and 1:70 as well.
 *
 * Cost  linear in the text.
 */
export function numbersInWords(text: string, cues: ClaimCues): StatedNumber[] {
  const found: StatedNumber[] = []
  const words = readWords(text)
  let running = new Running()
  let before: { readonly value: number; readonly from: number; readonly last: number } | undefined
  const close = () => {
    if (!running.isOpen) return
    const { value, from, last } = running
    const number = (start: number, readings: readonly string[]) => ({
      text: text.slice(words.starts[start], words.ends[last]),
      start: words.starts[start] ?? 0,
      isWord: true,
      readings,
    })
    if (before !== undefined && isSpokenAsOne(before, running, text, words)) {
      found.pop()
      found.push(number(before.from, spokenReadings(before.value, value)))
      before = undefined
    } else {
      found.push(number(from, [String(value)]))
      before = { value, from, last }
    }
    running = new Running()
  }
  for (let at = 0; at < words.lower.length; at++) {
    const word = words.lower[at] as string
    const own = wordValue(word, cues)
    const scale = cues.scales[word]
    const isNext = running.isOpen && at <= running.last + 2 && joins(text, words, running.last, at)
    if (scale !== undefined) {
      if (!isNext || at !== running.last + 1) close()
      // "1.5 million" is read with its digits.
      if (!running.isOpen && (word.length < MIN_SCALE_WORD || /^\d/.test(words.lower[at - 1] ?? ''))) continue
      if (!running.isOpen) running.from = at
      running.scale(scale)
    } else if (own !== undefined && isNext && running.takes(own)) running.add(own)
    else if (own !== undefined) {
      close()
      running.from = at
      running.add(own)
    } else continue
    running.last = at
  }
  close()
  return found
}

function isSpokenAsOne(
  before: { readonly value: number; readonly last: number },
  { value, from }: Running,
  text: string,
  words: Words,
): boolean {
  if (from !== before.last + 1 || !/^ $/.test(text.slice(words.ends[before.last], words.starts[from])))
    return false
  return (
    Number.isInteger(before.value) &&
    before.value >= 1 &&
    before.value <= MAX_HUNDREDS_SPOKEN &&
    value >= 10 &&
    value < HUNDRED
  )
}

const spokenReadings = (high: number, low: number): readonly string[] => [
  String(high * HUNDRED + low),
  ...(low < MINUTES ? [`${high}:${low}`] : []),
  String(high),
  String(low),
]

/** Whether two number words are parts of one number: only a space, a hyphen or "and" lies between them. */
const joins = (text: string, words: Words, last: number, at: number): boolean =>
  /^(?:[\s-]|\s(?:and|y|e|et)\s)$/.test(text.slice(words.ends[last], words.starts[at]))

/** Places in an order that are told in words, as numbers: "the twenty-ninth" is 29. Cost: linear in the text. */
export function ordinalsInWords(text: string, { ordinals, numbers }: ClaimCues): readonly number[] {
  if (ordinals === undefined) return []
  const { lower } = readWords(text)
  return lower.flatMap((word, at) => {
    const own = ordinals[word]
    if (own === undefined) return []
    const tens = numbers[lower[at - 1] ?? ''] ?? 0
    return [own < 10 && tens >= 20 && tens % 10 === 0 ? tens + own : own]
  })
}
