import { describe, expect, it } from 'vitest'
import { compact } from './compact.js'
import type { CompactOptions, Message } from './types.js'

const POLICY = Array.from(
  { length: 40 },
  (_, at) => `${at + 1}. Never hand out locker ${at + 100} without the signature of the caretaker on duty.`,
).join('\n')
const talk: Omit<Message, 'id'>[] = [
  { role: 'system', content: POLICY },
  { role: 'user', content: 'Help me set up the rowing club for the summer.' },
  { role: 'assistant', content: 'Gladly. What is the first thing that you need?' },
  { role: 'user', content: 'The regatta starts at 9:30. The boathouse code is 7741.' },
  { role: 'assistant', content: 'Noted.' },
  { role: 'user', content: 'Change of plan: the regatta starts at 10:15.' },
  {
    role: 'assistant',
    content: '',
    toolCalls: [{ id: 'c1', name: 'book_boat', arguments: '{"boat":"Kingfisher","day":"2026-06-06"}' }],
  },
  { role: 'tool', toolCallId: 'c1', content: '{"status":"booked","confirmation":"KF-2231"}' },
  { role: 'assistant', content: 'Thank you.' },
  { role: 'user', content: 'Which boats are left for the juniors?' },
]
const messages = talk.map((message, at): Message => ({ ...message, id: `m${at}` }))
const reasons = (options: CompactOptions) =>
  new Map(
    (compact(messages, { ...options, explain: true }).manifest ?? []).map(({ text, fate, reason }) => [
      text,
      `${fate}: ${reason}`,
    ]),
  )

describe('explain', () => {
  const told = reasons({ targetTokens: 420, pinnedMessageIds: ['m4'] })

  it.each([
    ['Noted.', 'kept: protected: pinned'],
    ['Which boats are left for the juniors?', 'kept: protected: the newest user turn'],
    ['Help me set up the rowing club for the summer.', 'kept: protected: the first task'],
    [
      'The regatta starts at 9:30.',
      'superseded: replaced by what was said later, in m6: “Change of plan: the regatta starts at 10:15.”',
    ],
    ['Thank you.', 'dropped: says nothing beyond a formula'],
  ])('says of “%s” what became of it and why', (text, expected) => {
    expect(told.get(text)).toBe(expected)
  })

  it('tells the last change by a tool, and rules that have no room', () => {
    const all = [...told.values()]
    expect(all).toContainEqual(
      expect.stringContaining('protected: the last change by a tool, with its answer'),
    )
    expect(all).toContain('kept: a rule: kept word for word')
    expect(all).toContain('dropped: a rule of the system beyond the share of the budget that its rules have')
  })

  it('says that everything fits where nothing was chosen', () => {
    expect(new Set(reasons({ targetTokens: 8_000 }).values())).toEqual(
      new Set([
        'kept: everything fits: kept as it was said',
        'kept: everything fits: kept as it was said; it was overtaken, in m6: “Change of plan: the regatta starts at 10:15.”',
      ]),
    )
  })
})

describe('explain of a brisk dialogue', () => {
  const turns = [
    'I need a table in Leeds.',
    'For how many people?',
    'For four, at 6 pm.',
    'Please confirm: a table for four in Leeds at 6 pm.',
    'No, make it 8 pm.',
    'Please confirm: a table for four in Leeds at 8 pm.',
    'Yes, that is right.',
    'Your table is booked.',
  ]
  const dialogue = turns.map(
    (content, at): Message => ({
      id: `m${at}`,
      role: at % 2 === 0 ? 'user' : 'assistant',
      content,
    }),
  )
  const told = compact(dialogue, { targetTokens: 25, explain: true }).manifest ?? []

  it('names what was not confirmed superseded, with what holds instead', () => {
    expect(told.find(({ text }) => text === turns[3])).toMatchObject({
      fate: 'superseded',
      handle: 'm4',
      reason: 'replaced by what was said later, in m6: “Please confirm: a table for four in Leeds at 8 pm.”',
      successor: { messageId: 'm5', start: 0, end: turns[5]?.length },
    })
  })

  it('says that what was kept tells it of nothing of one word', () => {
    for (const { text, reason } of told)
      if (!/\S \S/.test(text)) expect(reason).not.toBe('what was kept tells it already')
  })

  it('says so where the kept ones tell it', () => {
    expect(told.find(({ text }) => text === turns[4])?.reason).toBe('what was kept tells it already')
  })
})
