import { describe, expect, it } from 'vitest'
import { annotate } from '../annotate/annotate.js'
import { buildConversation } from '../conversation.js'
import type { Message } from '../types.js'
import { FEATURES, type Feature, featureReader } from './features.js'

type Said = Omit<Message, 'id'>

/** The features of the first unit of a message. */
function featuresOf(messages: readonly Said[], at: number): (feature: Feature) => number {
  const conversation = buildConversation(
    messages.map((said, place) => {
      const message = { id: `m${place}`, ...said }
      return { message, annotation: annotate(message, { language: 'en' }) }
    }),
  )
  const unit = conversation.units[conversation.unitStarts[at] as number]
  if (unit === undefined) throw new Error(`message ${at} has no unit`)
  const row = featureReader(conversation).rowOf(unit).slice()
  return (feature) => row[FEATURES.indexOf(feature)] as number
}

const desk: readonly Said[] = [
  { role: 'user', content: 'Wait.' },
  { role: 'tool', content: '{"ferry": "MV Skarv", "leaves": "07:40"}' },
  { role: 'assistant', content: 'The ferry Skarv leaves at 7:40 from pier 3. Shall I hold a place?' },
  { role: 'user', content: 'Put the bicycle of my aunt on it too.' },
  { role: 'assistant', content: 'The bicycle rides along without a fee.' },
]

describe('features between a user and an assistant', () => {
  it('tell a bare word from what says something', () => {
    expect(featuresOf(desk, 0)('bare')).toBe(1)
    expect(featuresOf(desk, 3)('bare')).toBe(0)
  })

  it('count the values that the assistant tells, up to two', () => {
    expect(featuresOf(desk, 2)('assistantValues')).toBe(2)
    expect(featuresOf(desk, 4)('assistantValues')).toBe(0)
    expect(featuresOf(desk, 3)('assistantValues')).toBe(0)
  })

  it('say what the assistant tells right behind the answer of a tool', () => {
    expect(featuresOf(desk, 2)('afterTool')).toBe(1)
    expect(featuresOf(desk, 4)('afterTool')).toBe(0)
    expect(featuresOf(desk, 4)('assistantFirst')).toBe(1)
  })

  it('are nothing among named people', () => {
    const people = desk
      .filter(({ role }) => role !== 'tool')
      .map((said, at): Said => ({ ...said, role: 'user', name: at % 2 === 0 ? 'Ines' : 'Bo' }))
    for (const feature of ['bare', 'assistantValues', 'assistantFirst', 'afterTool'] as const)
      for (const at of people.keys()) expect(featuresOf(people, at)(feature)).toBe(0)
  })
})
