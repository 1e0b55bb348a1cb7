import { describe, expect, it } from 'vitest'
import { isAppError } from '../errors.js'
import { lineIdOf, parseLine, parseLineRequest } from './line-request.js'

const request = (fields: object = {}) => ({
  id: 'r1',
  messages: [{ role: 'user', content: 'Hello' }],
  ...fields,
})

function refusalOf(run: () => unknown): string {
  try {
    run()
  } catch (error) {
    if (isAppError(error)) return `${error.code}: ${error.message}`
    throw error
  }
  throw new Error('expected an AppError')
}

describe('parseLine', () => {
  it.each(['', '   ', '{', 'hello', '[1]', 'null', '"x"', '42'])('refuses %j', (text) => {
    expect(refusalOf(() => parseLine(text))).toMatch(/^invalid_argument: The line is/)
  })

  it('tells the id of any object, and null when there is none to tell', () => {
    expect(lineIdOf({ id: 'a' })).toBe('a')
    expect(lineIdOf({ id: 7 })).toBe(7)
    expect(lineIdOf({ id: { nested: true } })).toBeNull()
    expect(lineIdOf({})).toBeNull()
  })
})

describe('parseLineRequest', () => {
  it('keeps ids, names and times, numbers messages without an id and ignores unknown fields', () => {
    const parsed = parseLineRequest(
      request({
        messages: [
          { id: 'm2', role: 'user', name: 'Ann', content: 'a', timestamp: '2026-05-01T08:00:00Z', mood: 'x' },
          { role: 'tool', content: 'b' },
          { id: 9, role: 'system', content: '' },
        ],
        colour: 'green',
      }),
    )

    expect(parsed.messages).toEqual([
      { id: 'm2', role: 'user', name: 'Ann', content: 'a', timestamp: '2026-05-01T08:00:00Z' },
      { id: 'm2_', role: 'tool', content: 'b' },
      { id: '9', role: 'system', content: '' },
    ])
  })

  it('takes calls without content, and no other message without', () => {
    const tool_calls = [{ id: 'c1', name: 'depot', arguments: '{}' }]
    for (const content of [null, undefined])
      expect(
        parseLineRequest(request({ messages: [{ role: 'assistant', content, tool_calls }] })).messages,
      ).toEqual([{ id: 'm1', role: 'assistant', content: '', toolCalls: tool_calls }])
    expect(
      refusalOf(() => parseLineRequest(request({ messages: [{ role: 'user', content: null }] }))),
    ).toContain('messages[0].content must be a string')
  })

  it('takes null and the empty string for absent, and older names for the new ones', () => {
    expect(parseLineRequest(request({ strategy: null, target_tokens: '', format: '' })).options).toEqual({})
    expect(
      parseLineRequest(request({ strategy: 'high', target_tokens: 300, format: 'injection-ready' })).options,
    ).toEqual({ strategy: 'aggressive', targetTokens: 300, format: 'injection' })
  })

  it('leaves out a time that is none and says so', () => {
    const parsed = parseLineRequest(
      request({ messages: [{ role: 'user', content: 'x', timestamp: 'yesterday' }] }),
    )

    expect(parsed.messages[0]).not.toHaveProperty('timestamp')
    expect(parsed.notes.join()).toContain('1 timestamp was left out')
  })

  it.each([
    [{ messages: undefined }, 'messages must be a list of messages'],
    [{ messages: [{ role: 'user', content: 7 }] }, 'messages[0].content must be a string'],
    [{ messages: [{ role: 'boss', content: 'x' }] }, 'messages[0].role must be one of user'],
    [{ messages: [null] }, 'messages[0]'],
    [{ strategy: 'fast' }, 'strategy must be one of'],
    [{ target_tokens: 0 }, 'target_tokens must be at least 1'],
    [{ target_tokens: 1.5 }, 'target_tokens must be a whole number'],
    [{ format: 'html' }, 'format must be one of'],
    [
      {
        messages: [
          { id: 1, role: 'user', content: 'a' },
          { id: '1', role: 'user', content: 'b' },
        ],
      },
      'is used twice',
    ],
  ])('refuses %j', (fields, fragment) => {
    expect(refusalOf(() => parseLineRequest(request(fields)))).toContain(fragment)
  })
})

describe('calls of tools in a request line', () => {
  const messages = (call: object) => [
    { role: 'assistant', content: '', tool_calls: [call] },
    { role: 'tool', content: 'ok', tool_call_id: 'c1' },
  ]

  it.each([
    { id: 'c1', type: 'function', function: { name: 'move', arguments: '{}' } },
    { id: 'c1', name: 'move', arguments: '{}' },
  ])('are read in both ways of writing them', (call) => {
    const [asked, answered] = parseLineRequest(request({ messages: messages(call) })).messages
    expect(asked?.toolCalls).toEqual([{ id: 'c1', name: 'move', arguments: '{}' }])
    expect(answered?.toolCallId).toBe('c1')
  })

  it('have to name the tool', () => {
    expect(refusalOf(() => parseLineRequest(request({ messages: messages({ id: 'c1' }) })))).toMatch(
      /messages\[0\]\.tool_calls\[0\] must name the tool/,
    )
  })

  it('come with a message list where one is asked for', () => {
    expect(parseLineRequest(request({ format: 'messages' })).provider).toBe('openai')
    expect(parseLineRequest(request({ format: 'messages', provider: 'anthropic' })).provider).toBe(
      'anthropic',
    )
    expect(parseLineRequest(request({ format: 'narrative' })).provider).toBeUndefined()
  })
})
