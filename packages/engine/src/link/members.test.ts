import { describe, expect, it } from 'vitest'
import { annotate } from '../annotate/annotate.js'
import { lexiconFor } from '../lexicon/registry.js'
import type { MessageAnnotation } from '../types.js'
import { mapMembers, membersOf } from './members.js'

const RECORD = '{"order_id": "K17", "status": "shipped", "items": ["green kettle", null], "weight": 12}'

const annotated = (content: string): MessageAnnotation =>
  annotate({ id: 'm1', role: 'tool', content, toolCallId: 'c1' }, { language: 'en' })

/** `key: terms` of each member that is stored. */
function told({ units }: MessageAnnotation, content: string): string[] {
  const found: string[] = []
  for (const { start, end, terms, members = [] } of units) {
    const text = content.slice(start, end)
    found.push(
      ...mapMembers(
        members,
        (keyStart, keyEnd, places) =>
          `${text.slice(keyStart, keyEnd)}: ${places.map((place) => terms[place]).join(' ')}`,
      ),
    )
  }
  return found
}

describe('membersOf', () => {
  it('stores keys and terms of what is told in some conversations only', () => {
    const kettle = annotated('The green kettle').units[0]?.terms.join(' ')
    expect(told(annotated(RECORD), RECORD)).toEqual(['order_id: k17', `: ${kettle}`, 'weight: 12'])
  })

  it('stores nothing of what people say', () => {
    const said = 'The kettle was shipped on Monday, and the order is closed.'
    const units = annotate({ id: 'm1', role: 'user', content: said }).units
    expect(units.some(({ members }) => members !== undefined)).toBe(false)
  })

  it('leaves a record alone whose shorter form lacks a part', () => {
    const [unit] = annotated(RECORD).units
    if (unit === undefined) throw new Error('one unit is expected')
    const other = { ...unit, shortened: 'order_id: K17' }
    expect(membersOf(RECORD.slice(unit.start, unit.end), other, lexiconFor('en'))).toBeUndefined()
  })
})

describe('mapMembers', () => {
  it('reads members in order, each with the places of its terms', () => {
    const read = mapMembers([0, 2, 1, 5, 7, 9, 0, 12, 14, 2, 1, 3], (start, end, places) => [
      start,
      end,
      places,
    ])
    expect(read).toEqual([
      [0, 2, [5]],
      [7, 9, []],
      [12, 14, [1, 3]],
    ])
  })
})
