import { describe, expect, it } from 'vitest'
import { annotate } from '../annotate/annotate.js'
import { buildConversation } from '../conversation.js'
import { weightTable } from '../score.js'
import type { Message } from '../types.js'
import { FEATURES } from './features.js'
import { shapeOf, weightIn } from './shape.js'
import { SALIENCE_WEIGHTS } from './weights.js'

const shapeOfMessages = (messages: readonly Omit<Message, 'id'>[]) =>
  shapeOf(
    buildConversation(
      messages.map((rest, at) => {
        const message = { id: `m${at}`, ...rest }
        return { message, annotation: annotate(message, { language: 'en' }) }
      }),
    ),
  )

describe('shapeOf', () => {
  it('tells named people from a user and an assistant', () => {
    const said = [
      { role: 'user', name: 'Ines', content: 'The ferry is late.' },
      { role: 'user', name: 'Bo', content: 'Again?' },
    ] as const
    expect(shapeOfMessages(said).people).toBe(0.5)
    expect(shapeOfMessages(said.map(({ name: _, ...rest }) => rest)).people).toBe(-0.5)
  })

  it('measures the length of turns within fixed bounds', () => {
    const chat = shapeOfMessages([{ role: 'user', content: 'Yes.' }])
    const letters = shapeOfMessages([
      { role: 'assistant', content: 'The tide table says noon. '.repeat(400) },
    ])
    const between = shapeOfMessages([{ role: 'assistant', content: 'The tide table says noon. '.repeat(6) }])
    expect(chat.turnLength).toBe(-1)
    expect(letters.turnLength).toBe(1)
    expect(Math.abs(between.turnLength)).toBeLessThan(0.2)
  })

  it('has a shape for a conversation in which nothing was said', () => {
    expect(shapeOfMessages([])).toEqual({ people: -0.5, turnLength: -1 })
  })
})

describe('weightIn', () => {
  it('adds the shifts in proportion to the measures', () => {
    const weights = { base: { names: 1 }, shifts: { people: { names: 2 }, turnLength: { names: -4 } } }
    expect(weightIn(weights, { people: 0.5, turnLength: 0.25 }, 'names')).toBe(1)
    expect(weightIn(weights, { people: -0.5, turnLength: 0 }, 'names')).toBe(0)
    expect(weightIn(weights, { people: 0.5, turnLength: 0.25 }, 'numbers')).toBe(0)
  })
})

describe('weights between a user and an assistant', () => {
  const weights = {
    base: { names: 1 },
    shifts: { people: {}, turnLength: { names: 2 } },
    withAssistant: { base: { names: 10 }, turnLength: { names: 100 } },
  }

  it('are added there, by the length of turns too, and nothing among people', () => {
    expect(weightIn(weights, { people: -0.5, turnLength: 0.5 }, 'names')).toBe(1 + 10 + 0.5 * (2 + 100))
    expect(weightIn(weights, { people: 0.5, turnLength: 0.5 }, 'names')).toBe(1 + 0.5 * 2)
  })
})

describe('weightTable', () => {
  it('gives each feature the weight that it has by name, in the order of a row', () => {
    for (const shape of [
      { people: 0.5, turnLength: -0.3 },
      { people: -0.5, turnLength: 1 },
    ])
      expect([...weightTable(SALIENCE_WEIGHTS, shape)]).toEqual(
        FEATURES.map((feature) => weightIn(SALIENCE_WEIGHTS, shape, feature)),
      )
  })
})
