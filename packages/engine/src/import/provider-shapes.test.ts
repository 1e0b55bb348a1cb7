import { describe, expect, it } from 'vitest'
import { readConversation } from './read-conversation.js'

const read = (value: unknown) => readConversation(JSON.stringify(value))
const told = (value: unknown) => read(value).messages.map(({ role, content }) => `${role}: ${content}`)

describe('shapes of the providers that are rare', () => {
  it('says of a failed result that it failed, once', () => {
    const result = (id: string, content?: string) => ({
      role: 'user',
      content: [{ type: 'tool_result', tool_use_id: id, is_error: true, content }],
    })
    expect(
      told([result('a', 'no such depot'), result('b', 'Error: no such depot'), result('c')]).slice(0, 3),
    ).toEqual(['tool: Error: no such depot', 'tool: Error: no such depot', 'tool: Error'])
    expect(
      told([
        {
          role: 'tool',
          content: [
            {
              type: 'tool-result',
              toolCallId: 'a',
              toolName: 'depot',
              output: { type: 'error-text', value: 'closed on Sundays' },
            },
          ],
        },
      ]),
    ).toEqual(['tool: Error: closed on Sundays'])
  })

  it('keeps a result without content: its call has come back', () => {
    expect(
      read([{ role: 'tool', tool_call_id: 'c1', content: '' }]).messages.map(({ toolCallId }) => toolCallId),
    ).toEqual(['c1'])
  })

  it('puts what is said of a server tool after its result', () => {
    expect(
      told([
        {
          role: 'assistant',
          content: [
            { type: 'text', text: 'I look it up.' },
            { type: 'server_tool_use', id: 's', name: 'web_search', input: {} },
            {
              type: 'web_search_tool_result',
              tool_use_id: 's',
              content: [{ type: 'web_search_result', title: 'Tide tables', url: 'https://example.org' }],
            },
            { type: 'text', text: 'High water is at 6.' },
          ],
        },
      ]),
    ).toEqual([
      'assistant: I look it up.',
      'tool: [web_search_result: Tide tables]',
      'assistant: High water is at 6.',
    ])
  })

  it('reads documents that are text', () => {
    const source = { type: 'text', media_type: 'text/plain', data: 'Dogs stay outside.' }
    const inBlocks = { type: 'content', content: [{ type: 'text', text: 'Cats may enter.' }] }
    expect(
      told([
        {
          role: 'user',
          content: [
            { type: 'document', title: 'House rules', source },
            { type: 'document', source: inBlocks },
          ],
        },
      ]),
    ).toEqual(['user: House rules\nDogs stay outside.\nCats may enter.'])
  })

  it('reads refusals and results of functions', () => {
    const { messages } = read([
      { role: 'assistant', content: null, refusal: 'I cannot help with that.' },
      { role: 'assistant', content: null, function_call: { name: 'find', arguments: '{}' } },
      { role: 'function', name: 'find', content: '3 rows' },
    ])
    expect(messages[0]?.content).toBe('I cannot help with that.')
    expect(messages[1]?.toolCalls?.[0]?.id).toBe(messages[2]?.toolCallId)
  })

  it('reads custom calls of the Responses API and counts the items of hosted tools', () => {
    const { messages, notes } = read({
      input: [
        { type: 'custom_tool_call', call_id: 'k', name: 'sql', input: 'select 1' },
        { type: 'custom_tool_call_output', call_id: 'k', output: '1' },
        { type: 'web_search_call', id: 'ws', status: 'completed' },
      ],
    })
    expect(messages[0]?.toolCalls).toEqual([{ id: 'k', name: 'sql', arguments: 'select 1' }])
    expect(messages[1]).toMatchObject({ role: 'tool', toolCallId: 'k', content: '1' })
    expect(notes).toEqual(['Left out: 1 × item of type web_search_call.'])
  })
})
