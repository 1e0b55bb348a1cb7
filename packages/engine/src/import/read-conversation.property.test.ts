import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ConversationReadError } from './conversation.js'
import { readConversation } from './read-conversation.js'

/** Texts that come close to what the readers look for. */
const nearText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'Ann:',
        'User: ',
        '[',
        ']',
        '{',
        '}',
        '"role":',
        '"user"',
        '12:30 ',
        '2026-05-01',
        '**',
        '\n',
        ':',
        ' - ',
      ),
      fc.string({ unit: 'binary' }),
    ),
  )
  .map((parts) => parts.join(''))

const PART_TYPES = [
  'text',
  'tool_use',
  'tool_result',
  'tool-call',
  'tool-result',
  'image_url',
  'reasoning',
  'file',
]
const part = fc.record(
  {
    type: fc.constantFrom(...PART_TYPES),
    text: fc.jsonValue(),
    content: fc.jsonValue(),
    input: fc.jsonValue(),
  },
  { requiredKeys: [] },
)
const entry = fc.record(
  {
    id: fc.jsonValue(),
    role: fc.constantFrom('user', 'assistant', 'system', 'tool', 'developer', 'nobody'),
    content: fc.oneof(fc.string(), fc.array(part), fc.jsonValue()),
    parts: fc.oneof(fc.array(part), fc.jsonValue()),
    tool_calls: fc.jsonValue(),
    timestamp: fc.jsonValue(),
  },
  { requiredKeys: ['role'] },
)

function readOrRefuse(text: string) {
  try {
    return readConversation(text)
  } catch (error) {
    if (error instanceof ConversationReadError) return undefined
    throw error
  }
}

describe('readConversation on anything', () => {
  it('reads or refuses, and never fails in another way', () => {
    fc.assert(
      fc.property(nearText, (text) => void readOrRefuse(text)),
      { numRuns: 500 },
    )
  })

  it('gives messages with unique ids and plain text, whatever the JSON', () => {
    fc.assert(
      fc.property(fc.array(entry), (entries) => {
        const messages = readOrRefuse(JSON.stringify({ messages: entries }))?.messages ?? []

        expect(new Set(messages.map(({ id }) => id)).size).toBe(messages.length)
        for (const message of messages) expect(typeof message.content).toBe('string')
      }),
      { numRuns: 500 },
    )
  })

  it('loses no word of a transcript of named turns', () => {
    const word = fc.stringMatching(/^[a-z]{1,8}$/)
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('Ann', 'Ben'), fc.array(word, { minLength: 1 })), { minLength: 2 }),
        (turns) => {
          const text = turns.map(([name, words]) => `${name}: ${words.join(' ')}`).join('\n')

          const { messages } = readConversation(text)

          expect(messages.map(({ name, content }) => [name, content])).toEqual(
            turns.map(([name, words]) => [name, words.join(' ')]),
          )
        },
      ),
    )
  })
})
