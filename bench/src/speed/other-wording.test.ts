import type { Message } from '@precis/engine'
import { describe, expect, it } from 'vitest'
import { otherWordingOf } from './other-wording.js'

const CONTENTS = [
  'The painter mended the ladder for 4,250 euros on 14 March.',
  'The plumber tended the garden of Margaret, and the painting stayed.',
  'Booking QX-48213 is confirmed: the summer house of Harriet, 12:30.',
  'The teacher planted clover; the printing of the charter failed at Gareth.',
]
const messages: readonly Message[] = CONTENTS.map((content, at) => ({
  id: `m${at}`,
  role: 'user',
  content,
}))
const wording = otherWordingOf([messages])
const wordsOf = (said: readonly Message[]) =>
  said.flatMap(({ content }) => content.match(/\p{L}+/gu) ?? []).sort()

describe('a copy in other words', () => {
  it('is what was said where its number is 0', () => {
    expect(wording.copy(messages, 0)).toBe(messages)
  })

  it('has the same words in other places', () => {
    const copy = wording.copy(messages, 3)
    expect(copy).not.toEqual(messages)
    expect(wordsOf(copy)).toEqual(wordsOf(messages))
  })

  it('is the same for the same number, another one for another', () => {
    const copies = [1, 2, 3, 4, 5].map((number) => JSON.stringify(wording.copy(messages, number)))
    expect(new Set(copies).size).toBe(copies.length)
    expect(JSON.stringify(otherWordingOf([messages]).copy(messages, 4))).toBe(copies[3])
  })

  it('changes longer numbers but for their first digit, and leaves days and hours', () => {
    const [first, , third] = wording.copy(messages, 2)
    expect(first?.content).toMatch(/ 4,2\d\d euros on 14 March\.$/)
    expect(third?.content).toMatch(/QX-4\d{4} .* 12:30\.$/)
    expect(third?.content).not.toContain('48213')
  })
})
