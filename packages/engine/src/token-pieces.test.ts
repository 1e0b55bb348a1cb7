import { countTokens as countByLibrary } from 'gpt-tokenizer/encoding/o200k_base'
import { describe, expect, it } from 'vitest'
import { countTokens } from './count-tokens.js'

const PLAIN_TEXT = { disallowedSpecial: new Set<string>() }
const SEED = 20261127
const TEXTS = 20_000
const MAX_CHARACTERS = 14

/** Everything that the splitting rule tells apart: blanks, breaks, marks, contractions, digits, and scripts beside ASCII. */
const ASCII = [...' \t\n\r/\'"(.-_\\,:;!?aAbBsStTdDmMlLvVeErR01234\v\f\u0000\u001c\u007f']
const FOREIGN = [...'\u00a0éÉ’東👩\u200d\u0301ªǅ²٣\u2028\ufeff', '\ud800', '\udc00']

/** xorshift32 */
function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
}

function randomText(random: () => number): string {
  const alphabet = random() < 0.5 ? ASCII : [...ASCII, ...FOREIGN]
  const length = 1 + Math.floor(random() * MAX_CHARACTERS)
  return Array.from({ length }, () => alphabet[Math.floor(random() * alphabet.length)]).join('')
}

describe('findPiece', () => {
  it(`splits as the pattern of the tokenizer does (seed ${SEED})`, () => {
    const random = createRandom(SEED)
    const texts = Array.from({ length: TEXTS }, () => randomText(random))
    const wrong = texts.filter((text) => countTokens(text) !== countByLibrary(text, PLAIN_TEXT))
    expect(wrong).toEqual([])
  })

  it.each([
    "I'll don't WON'T it's o'clock rock'n'roll 'tis",
    'HTTPServer iPhone camelCase snake_case',
    '  two blanks\n\n  \n/slash after a break\n /x\t\ttabs ',
    '1234567890 3.14 1st <|endoftext|>',
    'naïve “quotes” — 東京都 mixed, don’t',
  ])('counts %j', (text) => {
    expect(countTokens(text)).toBe(countByLibrary(text, PLAIN_TEXT))
  })
})
