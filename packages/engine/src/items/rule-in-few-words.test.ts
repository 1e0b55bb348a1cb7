import { describe, expect, it } from 'vitest'
import { told } from './settled.fixtures.js'

describe('a rule of few words', () => {
  it.each([
    [
      'user: Never touch the live box, not even to look. Only the copy.',
      'Never touch the live box, not even to look. Only the copy.',
    ],
    [
      'user: No walnuts! Sorry. Edda is allergic to walnuts and we carry the pen.',
      'No walnuts! Sorry. Edda is allergic to walnuts and we carry the pen.',
    ],
  ])('is told with what stands around it: %s', (said, rule) => {
    expect(told('constraint', 'assistant: What next?', said)).toContain(rule)
  })

  it('is told with the question that it answers, and with no question for a yes', () => {
    const asked = 'Which of the two machines may start after midnight?'
    expect(told('constraint', `assistant: ${asked}`, 'user: dishwasher only')).toEqual([
      `“${asked}” dishwasher only`,
    ])
    expect(told('constraint', 'assistant: Is that all?', 'user: dishwasher only')).toEqual([
      'dishwasher only',
    ])
  })

  it('stands alone where it says enough', () => {
    const rule = 'Never ring my father before nine.'
    expect(told('constraint', 'assistant: What next?', `user: The tea is on. ${rule}`)).toEqual([rule])
  })
})
