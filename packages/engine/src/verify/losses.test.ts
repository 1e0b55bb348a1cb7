import { describe, expect, it } from 'vitest'
import { compact } from '../compact.js'
import type { Message } from '../types.js'
import { verify } from '../verify.js'

const talk = (...turns: readonly string[]): Message[] =>
  turns.map((content, at) => ({ id: `m${at}`, role: at % 2 === 0 ? 'user' : 'assistant', content }))

const missingFrom = (messages: readonly Message[], text: string) =>
  verify(messages, text).missing.map(({ content }) => content)

describe('what is missing', () => {
  it('names what tells something, and no question, greeting, count or word of thanks', () => {
    const messages = talk(
      'I am looking for a sailing course on Lake Orta.',
      'I found 3 courses that you may like. What about the one of Remo Galli for $240?',
      'Does it start in May?',
      'It begins on 12 May. Would you like to book it?',
      'Yes please. Thanks a lot for your help.',
      'The course is booked for two. Have a wonderful day!',
    )
    const missing = missingFrom(messages, 'Nothing of it.')
    expect(missing).toContain('It begins on 12 May.')
    expect(missing).toContain('The course is booked for two.')
    for (const empty of [
      /looking for\?/,
      /3 courses/,
      /start in May/,
      /Would you like/,
      /Thanks/,
      /wonderful/,
    ])
      expect(missing.filter((content) => empty.test(content))).toEqual([])
  })

  it('names at most two lines of what a program printed, what is printed everywhere never, and no encoded data', () => {
    const messages: Message[] = [{ id: 'm0', role: 'user', content: 'Find the broken module.' }]
    for (let at = 1; at < 9; at++)
      messages.push(
        { id: `a${at}`, role: 'assistant', content: `I run the tests of module ${at * 7}.` },
        {
          id: `t${at}`,
          role: 'tool',
          content: [
            ...Array.from(
              { length: 6 },
              (_, line) => `FAIL src/part${at}${line}.ts: case ${at}${line}x broke`,
            ),
            'QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo'.repeat(6),
            '(Open file: none)',
          ].join('\n'),
        },
      )
    const { missing } = verify(messages, 'Nothing of it.')
    const printed = missing.filter(({ evidence }) => evidence[0]?.messageId.startsWith('t'))
    expect(printed.length).toBeGreaterThan(0)
    for (let at = 1; at < 9; at++)
      expect(
        printed.filter(({ evidence }) => evidence[0]?.messageId === `t${at}`).length,
      ).toBeLessThanOrEqual(2)
    expect(missing.filter(({ content }) => /Open file|QUJD/.test(content))).toEqual([])
  })

  it('names what is said twice once', () => {
    const messages = talk('The gate code is 7741.', 'Noted.', 'The gate code is 7741.', 'Fine.')
    expect(
      missingFrom(messages, 'Nothing of it.').filter((content) => content.includes('7741')),
    ).toHaveLength(1)
  })
})

describe('what is missing from a compaction', () => {
  const messages = talk(
    'I need a table in Leeds.',
    'For how many people?',
    'For four, at 6 pm.',
    'Please confirm: a table for four in Leeds at 6 pm.',
    'No, make it 8 pm.',
    'Please confirm: a table for four in Leeds at 8 pm.',
    'Yes, that is right.',
    'Your table is booked, the number is K-5512.',
  )

  it('does not name what the text tells in other words, nor what was replaced', () => {
    const { text, validation } = compact(messages, { targetTokens: 25 })
    expect(text).toContain('8 pm')
    const missing = validation.missing.map(({ content }) => content).join('\n')
    expect(missing).toContain('K-5512')
    expect(missing).not.toMatch(/6 pm|make it 8/)
  })

  it('takes a decision for kept where what was proposed is kept, whatever became of the word of agreement', () => {
    const { validation } = compact(messages, { targetTokens: 25 })
    expect(validation.missing.filter(({ type }) => type === 'decision')).toEqual([])
  })
})
