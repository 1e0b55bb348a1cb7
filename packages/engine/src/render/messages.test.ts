import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anthropicProblems, openAiProblems } from '../../test/providers/rules.js'
import type { Message } from '../types.js'
import { toMessages } from './messages.js'

const openAi = (context: string, recent: readonly Message[]) => {
  const list = toMessages(context, recent, 'openai')
  return list.provider === 'openai' ? list.messages : []
}
const anthropic = (context: string, recent: readonly Message[]) => {
  const list = toMessages(context, recent, 'anthropic')
  return list.provider === 'anthropic' ? list : { system: '', messages: [] }
}

const WEATHER: Message[] = [
  { id: '1', role: 'user', content: 'Will it rain in Ljubljana?' },
  {
    id: '2',
    role: 'assistant',
    content: '',
    toolCalls: [
      { id: 'c1', name: 'weather', arguments: '{"city":"Ljubljana"}' },
      { id: 'c2', name: 'radar', arguments: 'zoom 4' },
    ],
  },
  { id: '3', role: 'tool', content: '4 mm', toolCallId: 'c2' },
  { id: '4', role: 'tool', content: 'showers', toolCallId: 'c1' },
  { id: '5', role: 'assistant', content: 'Yes, light showers.' },
]

const id = fc.constantFrom('a', 'b', 'c d', '')
const content = fc.constantFrom('', '  ', 'plain text', 'ends in space ', '\ud800 lone')
const anyMessage: fc.Arbitrary<Omit<Message, 'id'>> = fc.oneof(
  fc.record({ role: fc.constantFrom('user', 'system', 'assistant'), content }),
  fc.record({ role: fc.constant('user'), content, name: fc.constantFrom('Ana', 'Bo b') }),
  fc.record({ role: fc.constant('tool'), content, toolCallId: id }),
  fc.record({ role: fc.constant('tool'), content }),
  fc.record({
    role: fc.constant('assistant'),
    content,
    toolCalls: fc.array(
      fc.record({
        id,
        name: fc.constantFrom('find', 'odd name!', ''),
        arguments: fc.constantFrom('{}', '[1]', 'not json', ''),
      }),
      { maxLength: 3 },
    ),
  }),
)
const anyConversation = fc
  .array(anyMessage, { maxLength: 14 })
  .map((messages): Message[] => messages.map((message, at) => ({ ...message, id: `m${at}` })))

describe('toMessages', () => {
  it('puts the results after their call in the order of the calls', () => {
    expect(openAi('Context.', WEATHER)).toEqual([
      { role: 'system', content: 'Context.' },
      { role: 'user', content: 'Will it rain in Ljubljana?' },
      {
        role: 'assistant',
        content: null,
        tool_calls: [
          { id: 'c1', type: 'function', function: { name: 'weather', arguments: '{"city":"Ljubljana"}' } },
          { id: 'c2', type: 'function', function: { name: 'radar', arguments: 'zoom 4' } },
        ],
      },
      { role: 'tool', tool_call_id: 'c1', content: 'showers' },
      { role: 'tool', tool_call_id: 'c2', content: '4 mm' },
      { role: 'assistant', content: 'Yes, light showers.' },
    ])
  })

  it('makes turns of blocks for Anthropic and keeps the context apart', () => {
    const { system, messages } = anthropic('Context.', WEATHER)
    expect(system).toBe('Context.')
    expect(messages[1]?.content).toEqual([
      { type: 'tool_use', id: 'c1', name: 'weather', input: { city: 'Ljubljana' } },
      { type: 'tool_use', id: 'c2', name: 'radar', input: { value: 'zoom 4' } },
    ])
    expect(messages[2]?.content).toEqual([
      { type: 'tool_result', tool_use_id: 'c1', content: 'showers' },
      { type: 'tool_result', tool_use_id: 'c2', content: '4 mm' },
    ])
  })

  it('tells an unanswered call and a lone result in words', () => {
    const cut: Message[] = [
      { id: '1', role: 'tool', content: 'exit code 1', toolCallId: 'gone' },
      {
        id: '2',
        role: 'assistant',
        content: 'Trying again.',
        toolCalls: [{ id: 'c9', name: 'run', arguments: '{"n":2}' }],
      },
      { id: '3', role: 'user', content: 'stop' },
    ]
    expect(openAi('', cut)).toEqual([
      { role: 'user', content: '[tool] exit code 1' },
      { role: 'assistant', content: 'Trying again.\n[run({"n":2})]' },
      { role: 'user', content: 'stop' },
    ])
  })

  it('keeps apart calls that use one id again', () => {
    const call = (at: string): Message => ({
      id: at,
      role: 'assistant',
      content: '',
      toolCalls: [{ id: 'x', name: 'ls', arguments: '{}' }],
    })
    const result = (at: string, text: string): Message => ({
      id: at,
      role: 'tool',
      content: text,
      toolCallId: 'x',
    })
    const { messages } = anthropic('', [call('1'), result('2', 'first'), call('3'), result('4', 'second')])
    expect(anthropicProblems(messages)).toEqual([])
    const results = messages.flatMap(({ content: blocks }) =>
      blocks.filter((block) => block.type === 'tool_result'),
    )
    expect(results.map((block) => block.content)).toEqual(['first', 'second'])
  })

  it('moves system messages to the context and names speakers', () => {
    const recent: Message[] = [
      { id: '1', role: 'system', content: 'Answer in Dutch.' },
      { id: '2', role: 'user', name: 'Ana', content: 'Hoi!' },
    ]
    expect(openAi('Earlier talk.', recent)).toEqual([
      { role: 'system', content: 'Answer in Dutch.\n\nEarlier talk.' },
      { role: 'user', content: 'Ana: Hoi!' },
    ])
  })

  it('gives valid lists for any sequence of messages', () => {
    fc.assert(
      fc.property(anyConversation, content, (recent, context) => {
        expect(openAiProblems(openAi(context, recent))).toEqual([])
        expect(anthropicProblems(anthropic(context, recent).messages)).toEqual([])
      }),
      { numRuns: 500 },
    )
  })

  it('loses no text', () => {
    fc.assert(
      fc.property(anyConversation, (recent) => {
        const numbered = recent.map((message, at) => ({
          ...message,
          content: `${message.content} no${at}end`,
        }))
        for (const list of [toMessages('', numbered, 'openai'), toMessages('', numbered, 'anthropic')]) {
          const json = JSON.stringify(list)
          for (const at of numbered.keys()) expect(json.split(`no${at}end`)).toHaveLength(2)
        }
      }),
    )
  })
})
