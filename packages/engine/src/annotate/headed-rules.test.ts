import { describe, expect, it } from 'vitest'
import { compact } from '../compact.js'
import type { Message } from '../types.js'

const constraintsOf = (messages: readonly Message[], targetTokens = 400) =>
  compact(messages, { targetTokens }).constraints.map(({ content }) => content)

const talk: readonly Message[] = [
  { id: 'u1', role: 'user', content: 'Hello, I need the lilac kayak for Saturday the 9th.' },
  { id: 'a1', role: 'assistant', content: 'The lilac kayak is free on Saturday the 9th. Shall I book it?' },
]

describe('what a system lists under a heading', () => {
  it('are constraints, however each line is worded', () => {
    const content = `You are the desk of a boat hire.

# Policy
- Boats go out in pairs after six in the evening.
- Refunds are made in vouchers.
Tools: find_boat, book_boat.`
    expect(constraintsOf([{ id: 's', role: 'system', content }, ...talk])).toEqual([
      'Boats go out in pairs after six in the evening.',
      'Refunds are made in vouchers.',
    ])
  })

  it('may be the sentences of a paragraph, in another language too', () => {
    const content = `Du bist der Verleih am See.
Regeln:
Boote fahren ab sechs nur zu zweit. Erstattet wird in Gutscheinen.

Heute ist Samstag, der neunte Mai.`
    expect(constraintsOf([{ id: 's', role: 'system', content }, ...talk])).toEqual([
      'Boote fahren ab sechs nur zu zweit.',
      'Erstattet wird in Gutscheinen.',
    ])
  })

  it('are none in the words of a user', () => {
    const content =
      'This is what hangs on their wall.\n# Policy\n- Refunds are made in vouchers.\nIs that legal?'
    expect(constraintsOf([{ id: 'u0', role: 'user', content }, ...talk])).toEqual([])
  })

  it('takes no room in a short text: only what is worded as a rule stands there by itself', () => {
    const lines = Array.from(
      { length: 30 },
      (_, at) => `- Boats of the class B${at} cost ${20 + at} euros an hour.`,
    )
    const content = `# Policy\n- Never hire out a boat with a leak.\n${lines.join('\n')}`
    const { text, constraints } = compact([{ id: 's', role: 'system', content }, ...talk], {
      targetTokens: 90,
    })
    expect(constraints).toHaveLength(31)
    expect(text).toContain('- Never hire out a boat with a leak.')
    expect(text).toContain('lilac kayak')
  })
})
