import { describe, expect, it } from 'vitest'
import { annotate } from '../annotate/annotate.js'
import { buildConversation, type Unit } from '../conversation.js'
import { lexiconFor } from '../lexicon/registry.js'
import type { Message } from '../types.js'
import { type Slot, slotsOf } from './slots.js'
import { tellWithout } from './telling.js'

function read(content: string) {
  const message: Message = { id: 'm', role: 'user', content }
  const conversation = buildConversation([{ message, annotation: annotate(message, { language: 'en' }) }])
  const slotted = slotsOf(conversation, conversation.units[0] as Unit)
  if (slotted === undefined) throw new Error('English has slots')
  return slotted
}

/** The sentence without the slots of these keys. */
function without(content: string, ...keys: readonly string[]): string {
  const slotted = read(content)
  const dropped = new Set<Slot>(slotted.slots.filter(({ key = '' }) => keys.includes(key)))
  return tellWithout(slotted, dropped, lexiconFor('en'))
}

describe('slotsOf', () => {
  it.each([
    ['Leave on the 3rd of May and come back on the 6th.', ['day start', 'day end']],
    ['A table for two at 7 pm.', ['number people', 'clock start']],
    ['I need three rooms in Ghent.', ['number room', 'name in']],
    ['From Milan to Varese.', ['name from', 'name to']],
  ])('%s', (text, keys) => {
    const found = read(text).slots.map(({ key }) => key)
    for (const key of keys) expect(found).toContain(key)
  })
})

describe('tellWithout', () => {
  it('leaves out what was replaced, and the sentence keeps its grammar', () => {
    expect(without('I need a car in Dover until the 14th of this month.', 'day end')).toBe(
      'I need a car in Dover.',
    )
    expect(without('I am leaving from Vancouver, BC, and I go to Faro.', 'name from')).toBe('I go to Faro.')
    expect(without('I want a room near Ghent, the day after tomorrow.', 'day start')).toBe(
      'I want a room near Ghent.',
    )
  })

  it('leaves out a clause of which nothing holds', () => {
    expect(without('I am visiting Ghent, find me a hotel with three rooms.', 'name ')).toContain(
      'find me a hotel with three rooms',
    )
  })

  it('tells what it is about where only its value was replaced', () => {
    expect(without('Find me flights on the 4th of May.', 'day start')).toBe('Find me flights.')
  })
})
