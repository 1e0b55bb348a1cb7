import type { Item } from '@precis/engine'
import { describe, expect, it } from 'vitest'
import { anItem } from '../store/builders.suite.js'
import { boundedLists, MAX_LISTED_ITEMS } from './listed-items.js'

const EMPTY = { constraints: [], decisions: [], preferences: [], facts: [], otherItems: [] }
const facts = (count: number, fields: (i: number) => Partial<Item> = () => ({})) =>
  Array.from({ length: count }, (_, i) => anItem({ id: `f${i}`, ...fields(i) }))
const idsOf = (items: readonly Item[]) => items.map(({ id }) => id)

describe('listed items', () => {
  it('leaves lists as they are that are short enough', () => {
    const given = { ...EMPTY, facts: facts(MAX_LISTED_ITEMS), decisions: facts(3) }

    expect(boundedLists(given)).toEqual({ items: given, warnings: [] })
  })

  it('lists the newest of a long list, in order, and says so', () => {
    const { items, warnings } = boundedLists({ ...EMPTY, facts: facts(MAX_LISTED_ITEMS + 2) })

    expect(items.facts).toHaveLength(MAX_LISTED_ITEMS)
    expect(idsOf(items.facts).slice(0, 2)).toEqual(['f2', 'f3'])
    expect(warnings).toEqual([
      '500 of 502 facts are listed: those in force, the most certain and the newest. Fetch finds the others.',
    ])
  })

  it('keeps what is in force and what is certain before what is new', () => {
    const given = facts(MAX_LISTED_ITEMS + 2, (i) => {
      if (i === 0) return { confidence: 1 }
      if (i === MAX_LISTED_ITEMS + 1) return { confidence: 1, supersededBy: 'f0' }
      return { confidence: i === MAX_LISTED_ITEMS ? 0.5 : 0.75 }
    })
    const listed = idsOf(boundedLists({ ...EMPTY, facts: given }).items.facts)

    expect(listed).toHaveLength(MAX_LISTED_ITEMS)
    expect(listed).toContain('f0')
    expect(listed).not.toContain(`f${MAX_LISTED_ITEMS}`)
    expect(listed).not.toContain(`f${MAX_LISTED_ITEMS + 1}`)
  })
})
