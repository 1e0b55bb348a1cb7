import { describe, expect, it } from 'vitest'
import { type CountedMessage, FAN_IN, partsOf, placesFor, placesOf, rangeCloser } from './sealed-ranges.js'

const LIMITS = { messages: 10, tokens: 100 }

/** Messages 1 to `count`; a seeded mix of short and long ones. */
function messages(count: number, seed = 7): CountedMessage[] {
  let state = seed
  return Array.from({ length: count }, (_, i) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return { sequence: i + 1, tokenCount: state % 40 }
  })
}

describe('ranges', () => {
  it('close at so many messages or tokens, whichever comes first', () => {
    const close = rangeCloser(undefined, LIMITS)
    const short = Array.from({ length: 25 }, (_, i) => ({ sequence: i + 1, tokenCount: 1 }))
    const long = [26, 27, 28].map((sequence) => ({ sequence, tokenCount: 99 }))

    expect(close(short).map(({ after, through }) => [after, through])).toEqual([
      [0, 10],
      [10, 20],
    ])
    expect(close(long)).toEqual([
      { level: 0, position: 2, after: 20, through: 26 },
      { level: 0, position: 3, after: 26, through: 28 },
    ])
  })

  it('close at the same places, however the messages come', () => {
    const all = messages(500)
    const atOnce = rangeCloser(undefined, LIMITS)(all)
    const oneByOne = rangeCloser(undefined, LIMITS)
    const resumed = [0, 3, 20].map((at) => {
      const last = atOnce[at]
      return rangeCloser(last, LIMITS)(all.slice(last?.through))
    })

    expect(all.flatMap((message) => oneByOne([message]))).toEqual(atOnce)
    for (const [i, at] of [0, 3, 20].entries()) expect(resumed[i]).toEqual(atOnce.slice(at + 1))
  })
})

describe('places', () => {
  it('stand for every range once, in order, and are few', () => {
    for (let ranges = 1; ranges < 2_100; ranges++) {
      let next = 0
      const places = placesOf(ranges)
      for (const { level, position } of places) {
        expect(position * FAN_IN ** level).toBe(next)
        next += FAN_IN ** level
      }
      expect(next).toBe(ranges)
      expect(places.length).toBeLessThanOrEqual((FAN_IN - 1) * (Math.log(ranges) / Math.log(FAN_IN) + 1))
    }
  })

  it('never change once they are there: a longer conversation only adds to them', () => {
    const known = new Map<string, string>()
    for (let ranges = 1; ranges < 300; ranges++)
      for (const place of placesOf(ranges)) {
        const parts = place.level === 0 ? [] : partsOf(place)
        const key = `${place.level} ${place.position}`
        const made = JSON.stringify(parts)
        expect(known.get(key) ?? made).toBe(made)
        known.set(key, made)
      }
  })

  it('are finer for larger texts, until the messages themselves have to be read', () => {
    expect(placesFor(100, null)).toEqual([{ level: -1, position: 100 }])
    expect(placesFor(100, 8_000)).toHaveLength(1)
    expect(placesFor(100, 30_000)).toEqual(placesOf(100))
    expect(placesFor(100, 300_000)?.length).toBeGreaterThan(25)
    expect(placesFor(100, 1_000_000)).toBeUndefined()
  })
})
