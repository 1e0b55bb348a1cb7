import { describe, expect, it } from 'vitest'
import { ConversationReadError } from './conversation.js'
import { readConversation } from './read-conversation.js'

const read = (value: unknown) => readConversation(JSON.stringify(value))

function problemOf(text: string): { problem: string; message: string } {
  try {
    readConversation(text)
  } catch (error) {
    if (error instanceof ConversationReadError) return { problem: error.problem, message: error.message }
    throw error
  }
  throw new Error('expected a ConversationReadError')
}

describe('readConversation: OpenAI', () => {
  it('carries tool calls, their results and the instructions of a developer', () => {
    const result = read({
      model: 'any',
      messages: [
        { role: 'developer', content: 'Never book before noon.' },
        { role: 'user', content: [{ type: 'text', text: 'Find me a slot on Friday.' }] },
        {
          role: 'assistant',
          content: null,
          tool_calls: [
            {
              id: 'call_1',
              type: 'function',
              function: { name: 'free_slots', arguments: '{"day":"Friday"}' },
            },
          ],
        },
        { role: 'tool', tool_call_id: 'call_1', content: '["13:30","15:00"]' },
      ],
    })

    expect(result.format).toBe('openai')
    expect(result.messages).toEqual([
      { id: 'm1', role: 'system', content: 'Never book before noon.' },
      { id: 'm2', role: 'user', content: 'Find me a slot on Friday.' },
      {
        id: 'm3',
        role: 'assistant',
        content: '',
        toolCalls: [{ id: 'call_1', name: 'free_slots', arguments: '{"day":"Friday"}' }],
      },
      { id: 'm4', role: 'tool', content: '["13:30","15:00"]', toolCallId: 'call_1' },
    ])
    expect(result.notes).toEqual([])
  })

  it('reads Responses items and leaves reasoning out with a note', () => {
    const result = read({
      instructions: 'Answer in one line.',
      input: [
        {
          type: 'message',
          role: 'user',
          content: [{ type: 'input_text', text: 'How warm is it in Porto?' }],
        },
        { type: 'reasoning', id: 'rs_1', summary: [] },
        { type: 'function_call', call_id: 'c9', name: 'weather', arguments: '{"city":"Porto"}' },
        { type: 'function_call_output', call_id: 'c9', output: '21 °C' },
      ],
    })

    expect(result.messages.map((m) => [m.role, m.content, m.toolCallId])).toEqual([
      ['system', 'Answer in one line.', undefined],
      ['user', 'How warm is it in Porto?', undefined],
      ['assistant', '', undefined],
      ['tool', '21 °C', 'c9'],
    ])
    expect(result.notes).toEqual(['Left out: 1 × reasoning.'])
  })

  it('stands a placeholder in for pictures and never repeats their bytes', () => {
    const result = read([
      {
        role: 'user',
        content: [
          { type: 'text', text: 'Which plug is this?' },
          { type: 'image_url', image_url: { url: 'https://example.org/plug.png' } },
          { type: 'image_url', image_url: { url: `data:image/png;base64,${'A'.repeat(5000)}` } },
        ],
      },
    ])

    expect(result.messages[0]?.content).toBe(
      'Which plug is this?\n[image: https://example.org/plug.png]\n[image]',
    )
  })

  it('reads a bare list of role and content and says that it is plain', () => {
    const result = read([
      { role: 'user', content: 'Hello' },
      { role: 'assistant', content: 'Hi.' },
    ])

    expect(result.format).toBe('openai')
    expect(result.description).toContain('plain')
  })
})

describe('readConversation: Anthropic', () => {
  it('turns tool results into tool messages before the text of the same turn', () => {
    const result = read({
      system: [{ type: 'text', text: 'You keep the stock list.' }],
      messages: [
        { role: 'user', content: 'How many green chairs are left?' },
        {
          role: 'assistant',
          content: [
            { type: 'thinking', thinking: 'look it up', signature: 'x' },
            { type: 'text', text: 'Let me look.' },
            { type: 'tool_use', id: 'tu_1', name: 'stock', input: { item: 'green chair' } },
          ],
        },
        {
          role: 'user',
          content: [
            { type: 'tool_result', tool_use_id: 'tu_1', content: [{ type: 'text', text: '14 left' }] },
            { type: 'text', text: 'And reserve two.' },
          ],
        },
      ],
    })

    expect(result.format).toBe('anthropic')
    expect(result.messages.map(({ id: _id, ...rest }) => rest)).toEqual([
      { role: 'system', content: 'You keep the stock list.' },
      { role: 'user', content: 'How many green chairs are left?' },
      {
        role: 'assistant',
        content: 'Let me look.',
        toolCalls: [{ id: 'tu_1', name: 'stock', arguments: '{"item":"green chair"}' }],
      },
      { role: 'tool', content: '14 left', toolCallId: 'tu_1' },
      { role: 'user', content: 'And reserve two.' },
    ])
    expect(result.notes).toEqual(['Left out: 1 × reasoning.'])
  })

  it('keeps a turn of nothing but tool results free of an empty message', () => {
    const result = read([
      { role: 'assistant', content: [{ type: 'tool_use', id: 'a', name: 'ls', input: {} }] },
      { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'a', content: 'README.md' }] },
    ])

    expect(result.messages.map((m) => m.role)).toEqual(['assistant', 'tool'])
    expect(result.notes).toEqual([])
  })
})

describe('readConversation: AI SDK', () => {
  it('splits a UI message at its tool results and keeps every id unique', () => {
    const result = read([
      { id: 'u1', role: 'user', parts: [{ type: 'text', text: 'Is the build green?' }] },
      {
        id: 'a1',
        role: 'assistant',
        metadata: { createdAt: '2026-02-03T09:00:00Z' },
        parts: [
          { type: 'step-start' },
          { type: 'text', text: 'Checking.' },
          {
            type: 'tool-buildStatus',
            toolCallId: 't1',
            state: 'output-available',
            input: { branch: 'main' },
            output: { state: 'red', failed: 3 },
          },
          { type: 'step-start' },
          { type: 'text', text: 'No, three tests fail.' },
        ],
      },
    ])

    expect(result.format).toBe('ai-sdk')
    expect(result.messages.map((m) => [m.id, m.role, m.content, m.timestamp])).toEqual([
      ['u1', 'user', 'Is the build green?', undefined],
      ['a1', 'assistant', 'Checking.', '2026-02-03T09:00:00Z'],
      ['a1.2', 'tool', '{"state":"red","failed":3}', '2026-02-03T09:00:00Z'],
      ['a1.3', 'assistant', 'No, three tests fail.', '2026-02-03T09:00:00Z'],
    ])
    expect(result.messages[1]?.toolCalls).toEqual([
      { id: 't1', name: 'buildStatus', arguments: '{"branch":"main"}' },
    ])
  })

  it('reads model messages with typed outputs', () => {
    const result = read([
      { role: 'system', content: 'Be brief.' },
      {
        role: 'assistant',
        content: [{ type: 'tool-call', toolCallId: 'x', toolName: 'rate', input: { from: 'EUR' } }],
      },
      {
        role: 'tool',
        content: [
          {
            type: 'tool-result',
            toolCallId: 'x',
            toolName: 'rate',
            output: { type: 'json', value: { usd: 1.1 } },
          },
        ],
      },
    ])

    expect(result.messages.at(-1)).toEqual({
      id: 'm3',
      role: 'tool',
      name: 'rate',
      content: '{"usd":1.1}',
      toolCallId: 'x',
    })
  })

  it('reads the tool invocations of older versions', () => {
    const result = read([
      {
        id: 'a',
        role: 'assistant',
        content: 'It is 12:40.',
        toolInvocations: [{ toolCallId: 'k', toolName: 'clock', args: {}, state: 'result', result: '12:40' }],
      },
    ])

    expect(result.messages.map((m) => [m.role, m.content])).toEqual([
      ['assistant', ''],
      ['tool', '12:40'],
      ['assistant', 'It is 12:40.'],
    ])
  })
})

describe('readConversation: Precis', () => {
  it('keeps ids, names and times of an export', () => {
    const result = read({
      format: 'precis-conversation',
      messages: [
        { id: 'a', role: 'user', name: 'Mira', content: 'Hi', timestamp: '2026-01-02T03:04:05Z' },
        { message_id: 'b', role: 'tool', content: 'ok', tool_call_id: 'c1' },
      ],
    })

    expect(result.format).toBe('precis')
    expect(result.messages).toEqual([
      { id: 'a', role: 'user', name: 'Mira', content: 'Hi', timestamp: '2026-01-02T03:04:05Z' },
      { id: 'b', role: 'tool', content: 'ok', toolCallId: 'c1' },
    ])
  })

  it('reads one message per line and numbers the line of a bad one', () => {
    const good =
      '{"id":"a","role":"user","content":"one","timestamp":"2026-01-02"}\n\n{"role":"assistant","content":"two"}\n'

    expect(readConversation(good).messages.map((m) => m.id)).toEqual(['a', 'm2'])
    expect(problemOf(`${good}{"role":"robot","content":"x"}`).message).toContain('line 4.role is robot')
  })
})

describe('readConversation: transcript', () => {
  it('joins the lines of a turn and knows the roles behind common labels', () => {
    const result = readConversation(
      'User: I need two things:\n- a desk\n- a lamp\n\nTotal: under 300 euro\nAssistant: Noted.\nUser: Thanks',
    )

    expect(result.format).toBe('transcript')
    expect(result.messages).toEqual([
      { id: 'm1', role: 'user', content: 'I need two things:\n- a desk\n- a lamp\n\nTotal: under 300 euro' },
      { id: 'm2', role: 'assistant', content: 'Noted.' },
      { id: 'm3', role: 'user', content: 'Thanks' },
    ])
  })

  it('dates turns by date lines and by the times before the names', () => {
    const result = readConversation(
      '[3 May 2026]\n[09:15] Ilse: Morning!\n[09:16:30] Tom B.: Hello Ilse\n\n--- 2026-05-04 ---\nIlse: Next day.',
    )

    expect(result.messages.map((m) => [m.name, m.timestamp, m.content])).toEqual([
      ['Ilse', '2026-05-03T09:15:00Z', 'Morning!'],
      ['Tom B.', '2026-05-03T09:16:30Z', 'Hello Ilse'],
      ['Ilse', '2026-05-04T00:00:00Z', 'Next day.'],
    ])
  })

  it('decides the order of day and month by the one date that allows only one', () => {
    const chat = (second: string) => `03/04/2026, 10:22 - Ann: hi\n${second}, 8:05 pm - Ben: hello`

    expect(readConversation(chat('25/04/2026')).messages.map((m) => m.timestamp)).toEqual([
      '2026-04-03T10:22:00Z',
      '2026-04-25T20:05:00Z',
    ])
    expect(readConversation(chat('04/25/2026')).messages[0]?.timestamp).toBe('2026-03-04T10:22:00Z')
    const unclear = readConversation(chat('05/04/2026'))
    expect(unclear.messages[0]?.timestamp).toBeUndefined()
    expect(unclear.notes.join()).toContain('cannot be told apart')
  })

  it('reads markdown labels, full-width colons and names of any script', () => {
    const result = readConversation('**Жанна:** привет\n**Жанна:** ещё\n李雷:你好\n李雷:再见')

    expect(result.messages.map((m) => [m.name, m.content])).toEqual([
      ['Жанна', 'привет'],
      ['Жанна', 'ещё'],
      ['李雷', '你好'],
      ['李雷', '再见'],
    ])
  })

  it('takes a transcript that opens with a bracket for a transcript', () => {
    const result = readConversation('[2026-05-03 09:15] Ann: one\n[2026-05-03 09:16] Ben: two')

    expect(result.messages.map((m) => m.timestamp)).toEqual(['2026-05-03T09:15:00Z', '2026-05-03T09:16:00Z'])
  })

  it('keeps addresses and code with colons inside the turn', () => {
    const result = readConversation('Ann: see\nhttps://example.org/a:b\nconst a = { b: 1 }\nAnn: done')

    expect(result.messages.map((m) => m.content)).toEqual([
      'see\nhttps://example.org/a:b\nconst a = { b: 1 }',
      'done',
    ])
  })
})

describe('readConversation: what it refuses', () => {
  it.each([
    ['empty', ' \n\t', 'empty'],
    ['invalid_json', '{"messages": [', 'not valid JSON'],
    ['unrecognised', '{"title":"x","items":[]}', 'title, items'],
    ['unrecognised', 'Just a paragraph of prose without any speakers in it.', 'speaker'],
    ['unrecognised', '{"messages":[]}\n{"messages":[]}', '--jsonl'],
    ['invalid_message', '[{"role":"user","content":7}]', 'message 1.content is 7'],
    ['invalid_message', '{"messages":[{"role":"boss","content":"x"}]}', 'messages[0].role is boss'],
    ['invalid_message', '[1,2]', 'message 1 is 1'],
  ])('names the problem %s', (problem, text, fragment) => {
    const found = problemOf(text)

    expect(found.problem).toBe(problem)
    expect(found.message).toContain(fragment)
  })

  it('reads lists of no messages as a conversation of none', () => {
    expect(read([]).messages).toEqual([])
  })

  it('stays linear on long lines of label material', () => {
    const text = `Ann: x\n${'a '.repeat(400_000)}:\n${'[12:'.repeat(200_000)}\nAnn: y`

    expect(readConversation(text).messages).toHaveLength(2)
  })
})
