import { describe, expect, it } from 'vitest'
import { compactToMessages } from './compact-to-messages.js'
import { countTokens } from './count-tokens.js'
import type { Message } from './types.js'

/** An agent that looks through a warehouse: one request, then a call and its result for each shelf. */
const warehouse = (shelves: number): Message[] => [
  {
    id: 'u1',
    role: 'user',
    content: 'Find the crate with the blue kiln tiles. Never open a crate marked as fragile.',
  },
  ...Array.from({ length: shelves }, (_, at): Message[] => [
    {
      id: `a${at}`,
      role: 'assistant',
      content: `Looking at shelf ${at}.`,
      toolCalls: [{ id: `call_${at}`, name: 'scan', arguments: `{"shelf":${at}}` }],
    },
    {
      id: `t${at}`,
      role: 'tool',
      toolCallId: `call_${at}`,
      content: `Shelf ${at}: ${at * 3} crates, tag K-${1000 + at}, ${at === 7 ? 'blue kiln tiles' : 'nothing blue'}.`,
    },
  ]).flat(),
  { id: 'u2', role: 'user', content: 'Which shelf was it?' },
]

const textOf = (value: unknown): string => JSON.stringify(value)

describe('compactToMessages', () => {
  it('returns a short conversation as it is', () => {
    const { list, result } = compactToMessages(warehouse(2), { provider: 'openai', targetTokens: 4_000 })
    expect(result).toBeUndefined()
    expect(list.messages.map(({ role }) => role)).toEqual([
      'user',
      'assistant',
      'tool',
      'assistant',
      'tool',
      'user',
    ])
  })

  it.each(['openai', 'anthropic'] as const)(
    'keeps the ceiling, the rule and the newest request (%s)',
    (provider) => {
      for (const targetTokens of [150, 400, 1_200]) {
        const { list, tokenCount } = compactToMessages(warehouse(120), { provider, targetTokens })
        expect(tokenCount).toBeLessThanOrEqual(targetTokens)
        expect(textOf(list)).toContain('Never open a crate marked as fragile')
        expect(textOf(list.messages.at(-1))).toContain('Which shelf was it?')
      }
    },
  )

  it('keeps the newest messages word for word with their calls', () => {
    const talk = warehouse(120).slice(0, -1)
    const { list } = compactToMessages(talk, { provider: 'openai', targetTokens: 800 })
    expect(list.messages.at(-1)).toEqual({
      role: 'tool',
      tool_call_id: 'call_119',
      content: talk.at(-1)?.content,
    })
    expect(list.messages[1]).toMatchObject({ role: 'assistant', tool_calls: [{ type: 'function' }] })
  })

  it('shortens a newest message that does not fit by itself', () => {
    const long: Message[] = [
      {
        id: 'u',
        role: 'user',
        content: 'Please read this list of stations: '.concat('Aarau, Brig, '.repeat(2_000)),
      },
    ]
    const { list, tokenCount } = compactToMessages(long, { provider: 'anthropic', targetTokens: 200 })
    expect(tokenCount).toBeLessThanOrEqual(200)
    expect(list.messages).toHaveLength(1)
    expect(countTokens(textOf(list.messages))).toBeGreaterThan(60)
  })

  it('gives a valid list for nothing', () => {
    expect(compactToMessages([], { provider: 'openai' }).list.messages).toEqual([])
    expect(compactToMessages([], { provider: 'anthropic' }).list.messages).toEqual([
      { role: 'user', content: [{ type: 'text', text: '…' }] },
    ])
  })
})
