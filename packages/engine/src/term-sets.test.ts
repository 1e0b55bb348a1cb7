import { describe, expect, it } from 'vitest'
import { annotate } from './annotate/annotate.js'
import { buildConversation } from './conversation.js'
import { KeyTable, termSetKeys } from './term-sets.js'

describe('termSetKeys', () => {
  it('gives units of the same terms the same key, in whatever order they stand', () => {
    const said = ['The heron caught a pike.', 'A pike caught the heron.', 'The heron caught a perch.']
    const entries = said.map((content, at) => {
      const message = { id: `m${at}`, role: 'user', content } as const
      return { message, annotation: annotate(message, { language: 'en' }) }
    })
    const [first, second, third] = termSetKeys(buildConversation(entries))
    expect(second).toBe(first)
    expect(third).not.toBe(first)
  })
})

describe('KeyTable', () => {
  it('finds what was set, keys that share a slot included', () => {
    const keys = Array.from({ length: 1_000 }, (_, at) => at * 2 ** 33 + 5)
    const table = new KeyTable(keys.length)
    for (const [value, key] of keys.entries()) table.set(key, value)
    expect(keys.map((key) => table.get(key))).toEqual(keys.map((_, value) => value))
    expect(table.get(7)).toBe(-1)
  })

  it('holds nothing where it was made for nothing', () => {
    expect(new KeyTable(0).get(0)).toBe(-1)
  })
})
