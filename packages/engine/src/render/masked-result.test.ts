import { describe, expect, it } from 'vitest'
import { compactToMessages } from '../compact-to-messages.js'
import type { Message } from '../types.js'
import { placeOfHandle } from './handle.js'

const listing = (at: number) =>
  JSON.stringify({
    status: 'ok',
    shelf: `S-${at}`,
    books: Array.from({ length: 30 }, (_, n) => `Volume ${n} of ${at}`),
  })

const turn = (at: number, content = listing(at)): Message[] => [
  { id: `u${at}`, role: 'user', content: `What stands on shelf S-${at}?` },
  {
    id: `c${at}`,
    role: 'assistant',
    content: '',
    toolCalls: [{ id: `call${at}`, name: 'list_shelf', arguments: `{"shelf":"S-${at}"}` }],
  },
  { id: `r${at}`, role: 'tool', toolCallId: `call${at}`, content },
  { id: `a${at}`, role: 'assistant', content: `Shelf S-${at} has thirty volumes.` },
]

const LOG = `${'reading the shelf plan\n'.repeat(60)}IOError: /plans/S-3.txt is not readable\n${'closing\n'.repeat(20)}`
const chat: Message[] = [
  { id: 's', role: 'system', content: 'You keep a library. Never lend the atlas.' },
  ...Array.from({ length: 6 }, (_, at) => turn(at, at === 3 ? LOG : listing(at))).flat(),
]

describe('masking results of tools', () => {
  const { list, tokenCount } = compactToMessages(chat, { provider: 'openai', targetTokens: 1_200 })
  const results = list.messages.flatMap((message) => (message.role === 'tool' ? [message.content] : []))

  it('leaves every call with its result and the ceiling in force', () => {
    expect(tokenCount).toBeLessThanOrEqual(1_200)
    const calls = list.messages.flatMap((message) =>
      'tool_calls' in message ? (message.tool_calls ?? []) : [],
    )
    expect(calls.length).toBe(results.length)
    expect(results.length).toBeGreaterThan(2)
  })

  it('keeps the newest two whole, and gives the others a handle that names the message', () => {
    expect(results.slice(-2)).toEqual([listing(4), listing(5)])
    for (const masked of results.slice(0, -2)) {
      const [, handle = '', rest = ''] = /^\[(m\d+)\] (.*)$/.exec(String(masked)) ?? []
      const whole = chat[(placeOfHandle(handle) ?? 0) - 1]
      expect(whole?.role).toBe('tool')
      expect(whole?.content).toContain(rest.slice(0, 20).replace(/^status: (\w+),.*/, '$1'))
    }
  })

  it('shows what failed with its path, and keeps the instructions whole', () => {
    expect(results.join('\n')).toContain('IOError: /plans/S-3.txt is not readable')
    expect(JSON.stringify(list)).toContain('You keep a library. Never lend the atlas.')
  })

  it('masks nothing where everything fits', () => {
    const whole = compactToMessages(chat, { provider: 'openai', targetTokens: 8_000 })
    expect(JSON.stringify(whole.list)).not.toContain('[m')
  })
})
