import { describe, expect, it } from 'vitest'
import { hashOf, SubstringTable } from './substring-table.js'

const rememberAll = (table: SubstringTable<number>, words: readonly string[]) => {
  for (const [value, word] of words.entries()) table.remember(word, hashOf(word, 0, word.length), value)
}

describe('SubstringTable', () => {
  it('finds a remembered word in the middle of another text', () => {
    const table = new SubstringTable<number>()
    rememberAll(table, ['heron', 'her'])
    const text = 'a heron'
    expect(table.find(text, 2, 7, hashOf(text, 2, 7))).toBe(0)
    expect(table.find(text, 2, 5, hashOf(text, 2, 5))).toBe(1)
    expect(table.find(text, 2, 6, hashOf(text, 2, 6))).toBeUndefined()
  })

  it('compares characters where hashes are the same', () => {
    const table = new SubstringTable<number>()
    table.remember('heron', 7, 1)
    expect(table.find('stork', 0, 5, 7)).toBeUndefined()
    table.remember('stork', 7, 2)
    expect(table.find('stork', 0, 5, 7)).toBe(2)
  })

  it('stays right when more collide than it searches, and when it has dropped all', () => {
    const table = new SubstringTable<number>()
    const words = Array.from({ length: 60_000 }, (_, at) => `w${at}`)
    for (const [value, word] of words.slice(0, 100).entries()) table.remember(word, 7, value)
    rememberAll(table, words)
    const wrong = words.filter((word, value) => {
      const found = table.find(word, 0, word.length, hashOf(word, 0, word.length))
      return found !== undefined && found !== value
    })
    expect(wrong).toEqual([])
    expect(table.find('w59999', 0, 6, hashOf('w59999', 0, 6))).toBe(59_999)
  })
})
