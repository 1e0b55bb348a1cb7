import { describe, expect, it } from 'vitest'
import { annotate } from '../annotate/annotate.js'
import { buildConversation, textOf } from '../conversation.js'
import type { Message } from '../types.js'
import { pendingWithTools } from './pending-with-tools.js'

type Turn = readonly [who: string, said: string]

function pendingIn(turns: readonly Turn[]): string[] {
  const messages = turns.map(([who, content], at): Message => {
    const base = { id: `m${at}` }
    if (who.startsWith('→')) {
      const toolCalls = [{ id: `c${at}`, name: who.slice(2), arguments: content }]
      return { ...base, role: 'assistant', content: '', toolCalls }
    }
    if (who === '=') return { ...base, role: 'tool', content, toolCallId: `c${at - 1}` }
    return { ...base, role: who === 'user' ? 'user' : 'assistant', content }
  })
  const conversation = buildConversation(
    messages.map((message) => ({ message, annotation: annotate(message, { language: 'en' }) })),
  )
  return pendingWithTools(conversation).map((unit) => textOf(conversation, unit))
}

const ASKED: readonly Turn[] = [
  ['user', 'Please ask your lead for the 90 euros.'],
  ['→ approval', '{"amount":90}'],
  ['=', '{"approval_id":"AP-7719","status":"pending"}'],
  ['assistant', 'I have asked for it as AP-7719, and the answer comes tomorrow.'],
  ['user', 'Thanks, and what time do you open?'],
]

describe('pendingWithTools', () => {
  it('tells of what a tool has answered that it waits, in the words of the assistant', () => {
    expect(pendingIn(ASKED)).toEqual(['I have asked for it as AP-7719, and the answer comes tomorrow.'])
  })

  it('tells it no more once a later answer of its number says otherwise', () => {
    const later: readonly Turn[] = [
      ['→ approval_status', '{"approval_id":"AP-7719"}'],
      ['=', '{"approval_id":"AP-7719","status":"granted"}'],
      ['assistant', 'AP-7719 is granted.'],
    ]
    expect(pendingIn([...ASKED, ...later])).toEqual([])
  })

  it('tells of a sum that is owed', () => {
    const told = pendingIn([
      ['→ invoice', '{"number":"IN-2093"}'],
      ['=', '{"number":"IN-2093","amount":60,"amount_due":20}'],
      ['assistant', 'Of IN-2093 there are 20 euros to go.'],
    ])
    expect(told).toEqual(['Of IN-2093 there are 20 euros to go.'])
  })

  it.each([
    [
      'was blocked as it was asked',
      'block_card',
      '{"card":"C-4471","status":"blocked"}',
      'C-4471 is out of use.',
    ],
    ['went through', 'pay', '{"receipt":"R-6612","status":"paid","amount_due":0}', 'Paid, receipt R-6612.'],
    ['is in a list', 'orders', '[{"id":"O-1234","status":"pending"}]', 'There is one, O-1234.'],
    ['is a day', 'invoice', '{"number":"IN-2093","due":"2026-05-01","state":"sent"}', 'IN-2093 went out.'],
  ])('tells of none that %s', (_, tool, result, said) => {
    expect(
      pendingIn([
        [`→ ${tool}`, '{"of":"me"}'],
        ['=', result],
        ['assistant', said],
      ]),
    ).toEqual([])
  })

  it('hears at the very end what the assistant waits for, and not before', () => {
    const waiting: Turn = ['assistant', "For the second site I'm waiting for the approval of Ana."]
    expect(pendingIn([['user', 'And the second site?'], waiting])).toHaveLength(1)
    expect(pendingIn([['user', 'And the second site?'], waiting, ['user', 'She said yes.']])).toEqual([])
  })
})
