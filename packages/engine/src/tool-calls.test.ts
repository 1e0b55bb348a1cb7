import { describe, expect, it } from 'vitest'
import { compact } from './compact.js'
import { isChanging, withToolCallText } from './tool-calls.js'
import type { Message } from './types.js'

const call = (name: string, args: string): Message => ({
  id: 'm',
  role: 'assistant',
  content: '',
  toolCalls: [{ id: 'c', name, arguments: args }],
})

describe('withToolCallText', () => {
  it('writes each call as a line after the content', () => {
    expect(withToolCallText({ ...call('book_table', '{"people":4}'), content: 'One moment.' }).content).toBe(
      'One moment.\nbook_table({"people":4})',
    )
  })

  it('gives a message without calls back as it is', () => {
    const message: Message = { id: 'm', role: 'user', content: 'Hi' }
    expect(withToolCallText(message)).toBe(message)
  })
})

describe('isChanging', () => {
  it.each(['book_table', 'cancelOrder', 'files.write', 'getter_install'])('is true for %s', (name) => {
    expect(isChanging(name)).toBe(true)
  })
  it.each(['get_weather', 'searchFlights', 'db.query', 'list', 'read-file', 'lookup_account'])(
    'is false for %s',
    (name) => {
      expect(isChanging(name)).toBe(false)
    },
  )
})

describe('compact with tool calls', () => {
  it('keeps the last change that a tool made, with its result', () => {
    const chat = Array.from({ length: 40 }, (_, at): Message[] => [
      {
        id: `u${at}`,
        role: 'user',
        content: `Tell me about hiking trail ${at} near lake ${at * 3}, its length and its views.`,
      },
      {
        id: `a${at}`,
        role: 'assistant',
        content: `Trail ${at} is ${at + 4} km long and climbs ${at * 20} m above lake ${at * 3}.`,
      },
    ]).flat()
    const change: Message[] = [
      {
        id: 'call',
        role: 'assistant',
        content: '',
        toolCalls: [{ id: 'c1', name: 'reserve_hut', arguments: '{"hut":"Lodner","nights":2}' }],
      },
      { id: 'result', role: 'tool', toolCallId: 'c1', content: '{"status":"reserved","code":"LH-7731"}' },
      { id: 'a', role: 'assistant', content: 'The hut is reserved.' },
    ]
    const { text } = compact([...chat.slice(0, 60), ...change, ...chat.slice(60)], { targetTokens: 500 })
    expect(text).toContain('reserve_hut(hut: Lodner, nights: 2)')
    expect(text).toContain('LH-7731')
  })
})
