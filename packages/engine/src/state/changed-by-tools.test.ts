import { describe, expect, it } from 'vitest'
import { annotate } from '../annotate/annotate.js'
import { buildConversation } from '../conversation.js'
import type { Message } from '../types.js'
import { valuesSetByTools } from './changed-by-tools.js'

type Turn = readonly [who: string, said: string]

/** Turns as a conversation: `→ name` calls a tool, `=` answers it, `>` writes the call as text. */
function valuesOf(turns: readonly Turn[]): Record<string, string> {
  const messages = turns.map(([who, content], at): Message => {
    const base = { id: `m${at}` }
    if (who.startsWith('→'))
      return {
        ...base,
        role: 'assistant',
        content: '',
        toolCalls: [{ id: `c${at}`, name: who.slice(2), arguments: content }],
      }
    if (who === '=') return { ...base, role: 'tool', content, toolCallId: `c${at - 1}` }
    if (who === '>') return { ...base, role: 'assistant', content }
    return { ...base, role: who === 'user' ? 'user' : 'assistant', content }
  })
  const conversation = buildConversation(
    messages.map((message) => ({ message, annotation: annotate(message, { language: 'en' }) })),
  )
  return Object.fromEntries(valuesSetByTools(conversation).map(({ name, value }) => [name, value]))
}

const BOOKED: readonly Turn[] = [
  ['user', 'A boat for Saturday please, for three of us.'],
  ['→ book_boat', '{"member":"K-20931","date":"2026-03-07","people":3}'],
  ['=', '{"status":"ok","booking":"BB-5518","boat":"Heron"}'],
  ['assistant', 'The Heron is yours on Saturday.'],
]

describe('valuesSetByTools', () => {
  it('tells what a call was given and answered, under the number that it gave out', () => {
    expect(valuesOf(BOOKED)).toEqual({
      'book boat (BB-5518)': 'date 2026-03-07, people 3, boat Heron, member K-20931',
    })
  })

  it('reads a call that is written as text', () => {
    expect(
      valuesOf([
        ['>', '{"name":"book_boat","arguments":{"date":"2026-03-07"}}'],
        ['=', '{"ok":true,"booking":"BB-5518"}'],
      ]),
    ).toEqual({ 'book boat (BB-5518)': 'date 2026-03-07' })
  })

  it('lets a later call of that number change the values, and another end them', () => {
    const moved: readonly Turn[] = [
      ...BOOKED,
      ['→ change_booking', '{"booking":"BB-5518","new_date":"2026-03-08"}'],
      ['=', '{"status":"changed"}'],
    ]
    expect(valuesOf(moved)['book boat (BB-5518)']).toContain('date 2026-03-08')
    expect(
      valuesOf([
        ...moved,
        ['→ cancel_booking', '{"booking":"BB-5518"}'],
        ['=', '{"status":"cancelled","refund":20}'],
      ]),
    ).toEqual({ 'cancel booking (BB-5518)': 'refund 20' })
  })

  it.each<[string, string, string[], Record<string, string>]>([
    [
      'each setting by its key',
      'config',
      [
        '{"key":"pool.size","value":40}',
        '{"key":"cache.ttl","value":"5m"}',
        '{"key":"pool.size","value":20}',
      ],
      { 'config (cache.ttl)': 'value 5m', 'config (pool.size)': 'value 20' },
    ],
    [
      'each room by its name',
      'thermostat',
      ['{"room":"attic","target":18}', '{"room":"bath","target":24}', '{"room":"attic","target":16}'],
      { 'thermostat (bath)': 'target 24', 'thermostat (attic)': 'target 16' },
    ],
    [
      'what is set under a word of its own',
      'tariff',
      ['{"account":"5518-2207","to":"Plus"}', '{"account":"5518-2207","to":"Basic"}'],
      { 'tariff (5518-2207)': 'to Basic' },
    ],
    [
      'what the tool is called by',
      'change_address',
      ['{"member":"Ada Roe","address":"1 Elm Row"}', '{"member":"Ada Roe","address":"9 Oak Row"}'],
      { 'change address (Ada Roe)': 'address 9 Oak Row' },
    ],
    [
      'switches as they stand last',
      'switch',
      ['{"device":"pump","on":true}', '{"device":"lamp","on":true}', '{"device":"pump","on":false}'],
      { 'switch (lamp)': 'on true', 'switch (pump)': 'on false' },
    ],
    [
      'all that is made',
      'add_to_list',
      ['{"list":"office","item":"chalk"}', '{"list":"office","item":"tape"}'],
      { 'add to list (chalk)': 'list office', 'add to list (tape)': 'list office' },
    ],
    ['where nothing was given', 'restart', ['{}', '{}'], {}],
  ])('tells %s', (_, tool, calls, values) => {
    const turns = calls.flatMap((given): Turn[] => [
      [`→ ${tool}`, given],
      ['=', '{"ok":true}'],
    ])
    expect(valuesOf(turns)).toEqual(values)
  })

  it('takes tools that undo each other for one, and what stood before for no value', () => {
    expect(
      valuesOf([
        ['→ lock', '{"door":"cellar door"}'],
        ['=', '{"ok":true}'],
        ['→ unlock', '{"door":"cellar door"}'],
        ['=', '{"ok":true,"previous":"locked","battery":"80 %"}'],
      ]),
    ).toEqual({ 'unlock (cellar door)': 'battery 80 %' })
  })

  it.each([
    ['failed', '→ book_boat', '{"date":"2026-03-07"}', '{"error":"no_capacity"}'],
    ['was refused', '→ book_boat', '{"date":"2026-03-07"}', '{"ok":false,"code":17}'],
    [
      'was refused with a status',
      '→ book_boat',
      '{"date":"2026-03-07"}',
      '{"status":"conflict","with":"BB-0001"}',
    ],
    ['went through nothing', '→ boat', '{"date":"2026-03-07","people":2}', '{"status":409,"taken":3}'],
    [
      'showed by a noun',
      '→ boat',
      '{"date":"2026-03-07"}',
      '{"id":"B-7718","status":"booked","date":"2026-03-07","people":3}',
    ],
    [
      'told somebody',
      '→ post',
      '{"channel":"harbour","text":"All boats are in"}',
      '{"ok":true,"ts":"17.20"}',
    ],
    ['waits', '→ approval', '{"amount":80}', '{"approval_id":"AP-5561","status":"pending"}'],
    ['only looked', '→ get_booking', '{"booking":"BB-5518"}', '{"date":"2026-03-07"}'],
    ['only tried', '→ move_boat', '{"booking":"BB-5518","dry_run":true}', '{"ok":true,"fee":12}'],
    ['only showed', '→ fare_rules', '{"class":"B"}', '{"refund":"none","fee":12}'],
    ['ran a program', '→ bash', '{"command":"npm test"}', '14 passed'],
  ])('has none where the call %s', (_, who, given, result) => {
    expect(
      valuesOf([
        [who, given],
        ['=', result],
      ]),
    ).toEqual({})
  })

  it('gives each of several calls of one message its own answer', () => {
    const calls = ['2026-03-07', '2026-03-14'].map((date, at) => ({
      id: `c${at}`,
      name: 'book_boat',
      arguments: `{"date":"${date}"}`,
    }))
    const messages: Message[] = [
      { id: 'a', role: 'assistant', content: '', toolCalls: calls },
      { id: 't1', role: 'tool', toolCallId: 'c1', content: '{"ok":true,"booking":"BB-0002"}' },
      { id: 't0', role: 'tool', toolCallId: 'c0', content: '{"ok":true,"booking":"BB-0001"}' },
    ]
    const conversation = buildConversation(
      messages.map((message) => ({ message, annotation: annotate(message, { language: 'en' }) })),
    )
    expect(
      Object.fromEntries(valuesSetByTools(conversation).map(({ name, value }) => [name, value])),
    ).toEqual({ 'book boat (BB-0001)': 'date 2026-03-07', 'book boat (BB-0002)': 'date 2026-03-14' })
  })
})
