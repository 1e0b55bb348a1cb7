import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compactToMessages } from '../../src/compact-to-messages.js'
import type { Message } from '../../src/types.js'
import { anthropicProblems, openAiProblems } from './rules.js'

const RULE = 'Never book a hotel by the motorway.'
const PINNED = 'The code of the safe is 7741-B.'
const words = 'harbour lamp garden ticket letter window market bridge paper winter orchard ferry'.split(' ')
const sentence = fc
  .array(fc.constantFrom(...words), { minLength: 4, maxLength: 14 })
  .map((picked) => `The ${picked.join(' ')} came.`)
const talk = fc.array(sentence, { minLength: 1, maxLength: 6 }).map((sentences) => sentences.join(' '))
const data = fc
  .array(fc.record({ id: fc.nat(9_999), place: sentence }), { minLength: 1, maxLength: 12 })
  .map((rows) => JSON.stringify({ status: 'ok', rows }))

type Turn = readonly Omit<Message, 'id'>[]
const said = fc.tuple(talk, talk).map(
  ([asked, told]): Turn => [
    { role: 'user', content: asked },
    { role: 'assistant', content: told },
  ],
)
const worked = fc.tuple(talk, data, data, fc.boolean()).map(
  ([asked, one, two, isBroken]): Turn => [
    { role: 'user', content: asked },
    {
      role: 'assistant',
      content: '',
      toolCalls: [
        { id: 'a', name: 'list_rows', arguments: '{"page":1}' },
        { id: 'b', name: 'book', arguments: '{"page":2}' },
      ],
    },
    { role: 'tool', toolCallId: 'b', content: two },
    // A result that never came, as after a crash.
    ...(isBroken ? [] : [{ role: 'tool' as const, toolCallId: 'a', content: one }]),
  ],
)

const conversation = fc
  .array(fc.oneof(said, worked), { minLength: 6, maxLength: 24 })
  .map((turns): Message[] =>
    [
      { role: 'user' as const, content: RULE },
      { role: 'assistant' as const, content: 'Understood.' },
      { role: 'user' as const, content: PINNED },
      { role: 'assistant' as const, content: 'Noted.' },
      ...turns.flat(),
    ].map((message, at) => ({ ...message, id: `m${at}` })),
  )

describe('a conversation compacted into a message list', () => {
  it.each(['openai', 'anthropic'] as const)(
    'keeps the rules of %s, the ceiling, and rules and pins byte for byte',
    (provider) => {
      fc.assert(
        fc.property(conversation, fc.integer({ min: 400, max: 2_000 }), (messages, targetTokens) => {
          const { list, tokenCount } = compactToMessages(messages, {
            provider,
            targetTokens,
            pinnedMessageIds: ['m2'],
          })
          const problems =
            list.provider === 'openai' ? openAiProblems(list.messages) : anthropicProblems(list.messages)
          expect(problems).toEqual([])
          expect(tokenCount).toBeLessThanOrEqual(targetTokens)
          const whole = JSON.stringify(list)
          expect(whole).toContain(RULE)
          expect(whole).toContain(PINNED)
        }),
        { numRuns: 40 },
      )
    },
  )
})
