import { describe, expect, it } from 'vitest'
import type { Message } from '../types.js'
import { verify } from '../verify.js'

const outdated = (talk: readonly string[], text: string): boolean =>
  verify(
    talk.map(
      (content, at): Message => ({ id: `m${at}`, role: at % 2 === 0 ? 'user' : 'assistant', content }),
    ),
    text,
  ).unsupported.some((claim) => claim.startsWith('outdated'))

const SHOP: readonly string[] = [
  'Go live is on 6 October.',
  'Good, that leaves three weeks.',
  'Go live slips a week, Kessel has to check my papers first. So the 13th.',
  'Then the 13th.',
]

describe('a value that was overtaken, told in other words', () => {
  it('is named', () => {
    expect(outdated(SHOP, 'The shop opens on 6 October.')).toBe(true)
    expect(outdated(SHOP, 'The shop opens on 13 October.')).toBe(false)
  })

  it('is not named where the text tells the newer one, or that it was so', () => {
    expect(outdated(SHOP, 'At first the shop was to open on 6 October.')).toBe(false)
    expect(outdated(SHOP, 'Go live on 6 October. Then put off to the 13th.')).toBe(false)
  })

  it('is not named where something else has it, or it was told again', () => {
    const talk = [...SHOP, 'My sister comes on 6 October.', 'How nice.']
    expect(outdated(talk, 'Her sister comes on 6 October.')).toBe(false)
  })
})
