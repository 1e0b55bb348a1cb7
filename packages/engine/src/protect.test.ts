import { describe, expect, it } from 'vitest'
import { compact } from './compact.js'
import type { Message } from './types.js'

/** A conversation of about 3,000 tokens behind a system message. */
const talkAfter = (system: string, userRule = ''): Message[] => [
  { id: 's', role: 'system', content: system },
  ...Array.from({ length: 90 }, (_, at): Message => {
    const isUser = at % 2 === 0
    const rule = at === 4 && userRule !== '' ? ` ${userRule}` : ''
    const content = isUser
      ? `Kite ${at} flew for ${at * 3 + 11} minutes over hill ${at % 7} in a breeze of ${at % 9} knots, and its tail tore at seam ${at * 2}.${rule}`
      : `Kite ${at - 1} is listed with repair ticket RP-${4000 + at}; the workshop in lane ${at % 5} takes ${at + 2} hours.`
    return { id: `k${at}`, role: isUser ? 'user' : 'assistant', content }
  }),
]

const policy = (rules: number): string[] =>
  Array.from(
    { length: rules },
    (_, at) =>
      `Never release kite model ${at + 1} to a visitor who has not signed form ${700 + at} at the desk by the north gate.`,
  )

describe('rules of the system', () => {
  it.each([300, 600])(
    'stand byte for byte at %i tokens while they take 200 tokens or less',
    (targetTokens) => {
      const rules = policy(6)
      const result = compact(talkAfter(rules.join(' ')), { targetTokens })
      for (const rule of rules) expect(result.text).toContain(rule)
      expect(result.tokenCount).toBeLessThanOrEqual(targetTokens)
      expect(result.warnings.join()).not.toContain('Rules of the system')
    },
  )

  it('of a long policy take their share, and a warning names what was left out', () => {
    const rules = policy(60)
    const result = compact(talkAfter(rules.join(' ')), { targetTokens: 400 })
    const kept = rules.filter((rule) => result.text.includes(rule))
    expect(kept.length).toBeLessThan(20)
    expect(result.qualityWarning).toBe(true)
    const warning = result.warnings.find((text) => text.startsWith('Rules of the system'))
    const firstLost = rules.find((rule) => !result.text.includes(rule))
    expect(warning).toContain(firstLost?.slice(0, 75))
    expect(warning).toMatch(/and \d+ more/)
    expect(result.tokenCount).toBeLessThanOrEqual(400)
  })

  it('leave those of the user without a bound of their own', () => {
    const rule = 'Never lend my red kite to anyone from the harbour club, whatever they tell you.'
    const result = compact(talkAfter(policy(60).join(' '), rule), { targetTokens: 400 })
    expect(result.text).toContain(rule)
  })

  it('stand whole however long they are when their message is pinned and the target holds them', () => {
    const rules = policy(20)
    const result = compact(talkAfter(rules.join(' ')), { targetTokens: 1_200, pinnedMessageIds: ['s'] })
    for (const rule of rules) expect(result.text).toContain(rule)
    expect(result.warnings.join()).not.toContain('Rules of the system')
  })
})

describe('the last change by a tool', () => {
  const change = (report: string): Message[] => [
    {
      id: 'cc',
      role: 'assistant',
      content: '',
      toolCalls: [{ id: 'c1', name: 'reserve_hut', arguments: '{"hut":"Lodner","nights":2,"beds":4}' }],
    },
    { id: 'cr', role: 'tool', toolCallId: 'c1', content: '{"status":"reserved","code":"LH-7731"}' },
    { id: 'ca', role: 'assistant', content: report },
  ]
  const told = (report: string): string => {
    const talk = talkAfter('Be brief.')
    return compact([...talk.slice(0, 40), ...change(report), ...talk.slice(40)], { targetTokens: 240 }).text
  }

  it('stands with its call where nobody says in words what came of it', () => {
    expect(told('Done.')).toContain('reserve_hut')
  })

  it('is told by the report of the assistant where that has the values', () => {
    const text = told('The Lodner hut is reserved for 2 nights and 4 beds, code LH-7731.')
    expect(text).toContain('LH-7731')
    expect(text).not.toContain('reserve_hut')
  })
})
