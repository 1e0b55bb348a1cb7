import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { conversationIdFor, overlap } from './ingest.js'

/** The definition, word for word: the longest end of `past` that `next` begins with. */
function slowOverlap(past: readonly string[], next: readonly string[]): number {
  for (let length = Math.min(past.length, next.length); length > 0; length--)
    if (past.slice(past.length - length).every((entry, i) => entry === next[i])) return length
  return 0
}

describe('overlap', () => {
  it.each([
    [[], ['a'], 0],
    [['a'], [], 0],
    [['a', 'b'], ['a', 'b'], 2],
    [['a', 'b'], ['a', 'b', 'c'], 2],
    [['x', 'a', 'b'], ['a', 'b', 'c'], 2],
    [['a', 'a', 'a'], ['a', 'a'], 2],
    [['a', 'b', 'a'], ['a', 'b', 'c'], 1],
    [['a', 'b', 'c'], ['b', 'x'], 0],
  ])('of %j and %j is %d', (past, next, length) => {
    expect(overlap(past, next)).toBe(length)
  })

  it('is the longest end that is repeated, whatever the turns', () => {
    // Few letters, so that turns repeat themselves as "yes" and "ok" do.
    const turns = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 12 })
    fc.assert(fc.property(turns, turns, (past, next) => overlap(past, next) === slowOverlap(past, next)))
  })

  it('takes a thousand equal turns without trying every length', () => {
    const turns = Array.from({ length: 100_000 }, () => 'ok')
    expect(overlap(turns, [...turns, 'new'])).toBe(100_000)
  })
})

describe('conversationIdFor', () => {
  it('keeps a UUID, in its canonical form', () => {
    const id = '3f6b1a2c-4d5e-4f7a-8b9c-0d1e2f3a4b5c'
    expect(conversationIdFor(`{${id.toUpperCase()}}`)).toBe(id)
  })

  it('maps any other id to the name-based UUID that integrations use', () => {
    // As Python's uuid.uuid5(uuid.NAMESPACE_URL, 'session-42') gives it.
    expect(conversationIdFor('session-42')).toBe('6f4e3c0d-cf1e-5e0b-aa87-19981f2634d7')
    expect(conversationIdFor('session-43')).not.toBe(conversationIdFor('session-42'))
  })
})
