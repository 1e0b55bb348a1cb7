import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { retainedBytes } from './retained-bytes.js'

setFlagsFromString('--expose-gc')
const collect: () => void = runInNewContext('gc')

const COPIES = 300

/** The middle of three: what the process lets go of or compiles meanwhile falls into one of them. */
const measured = (make: (i: number) => unknown): number =>
  [growth(make), growth(make), growth(make)].sort((a, b) => a - b)[1] as number

/** What the memory grows by for each of many copies, which are made anew by `make`. */
function growth(make: (i: number) => unknown): number {
  const kept: unknown[] = new Array(COPIES).fill(null)
  collect()
  collect()
  const before = held()
  for (let i = 0; i < COPIES; i++) kept[i] = make(i)
  collect()
  collect()
  const grown = held() - before
  expect(kept).toHaveLength(COPIES)
  return grown / COPIES
}

function held(): number {
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

/** As the engine writes it and a version is read from: text, numbers, lists of objects. */
const item = (i: number) => ({
  id: `message-${i}:${i * 7}`,
  type: 'fact',
  content: `The parcel ${i} for dock seven weighs ${i * 3} kilograms and leaves on Tuesday.`,
  confidence: 0.5 + i / 1_000,
  speaker: `speaker ${i % 3}`,
  evidence: [{ messageId: `message-${i}`, start: i, end: i + 60 }],
})
const version = (i: number) =>
  JSON.stringify({ text: `${i} `.repeat(500), items: Array.from({ length: 40 }, (_, k) => item(i * 40 + k)) })

describe('the bytes that a value holds', () => {
  it.each([
    ['details of a version', (i: number) => JSON.parse(version(i))],
    [
      'text beyond Latin-1',
      (i: number) => JSON.parse(JSON.stringify({ text: `${100 + i}日本`.repeat(2_000) })),
    ],
    ['numbers with fractions', (i: number) => Array.from({ length: 500 }, (_, k) => ({ n: i + k / 7 }))],
    ['bytes', (i: number) => Buffer.alloc(20_000 + i)],
    [
      'a set of ids',
      (i: number) =>
        new Set(Array.from({ length: 500 }, (_, k) => JSON.parse(`"id ${i} ${k} of some length"`))),
    ],
    [
      'a map of lists',
      (i: number) => new Map(Array.from({ length: 200 }, (_, k) => [JSON.parse(`"key ${i} ${k}"`), [i, k]])),
    ],
  ])('are near what the memory grows by: %s', (_what, make) => {
    const estimated = retainedBytes(make(1))
    const real = measured(make)

    expect(estimated / real).toBeGreaterThan(0.75)
    expect(estimated / real).toBeLessThan(1.4)
  })

  it('count what is there twice once, and end where something holds itself', () => {
    const shared = { text: 'x'.repeat(1_000) }
    const holdsItself: { own?: unknown } = {}
    holdsItself.own = holdsItself

    expect(retainedBytes([shared, shared])).toBeLessThan(retainedBytes([shared]) + 20)
    expect(retainedBytes(holdsItself)).toBeLessThan(100)
  })
})
