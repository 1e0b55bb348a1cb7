import { expect, it } from 'vitest'
import { paddedList } from './value-lists.js'

it('repeats values up to a multiple of eight, and adds none of its own', () => {
  for (const length of [1, 7, 8, 9, 40]) {
    const values = Array.from({ length }, (_, i) => i)
    const padded = paddedList(values)
    expect(padded.length).toBe(Math.ceil(length / 8) * 8)
    expect([...new Set(padded)]).toEqual(values)
  }
  expect(paddedList([])).toEqual([])
})
