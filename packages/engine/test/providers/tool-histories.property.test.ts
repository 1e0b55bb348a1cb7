import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compact } from '../../src/compact.js'
import { compactToMessages } from '../../src/compact-to-messages.js'
import type { Message, Role, ToolCall } from '../../src/types.js'
import { anthropicProblems, openAiProblems } from './rules.js'

const SEED = 20261127
const words = 'ferry lantern quarry meadow ledger anvil harbour thimble orchard beacon kettle saddle'.split(
  ' ',
)
const sentence = fc
  .array(fc.constantFrom(...words), { minLength: 3, maxLength: 12 })
  .map((picked) => `The ${picked.join(' ')} was moved.`)
/** What people, models and programs send: nothing, blanks, words, data, failures, marks that break lists. */
const content = fc.oneof(
  { weight: 6, arbitrary: sentence },
  fc.constantFrom('', ' ', '\n\n', '\0', '\ud83d', '"', '```', '<tool>', '[m1]', '{"a":', 'User: hello'),
  fc.array(sentence, { minLength: 10, maxLength: 40 }).map((list) => list.join('\n')),
  fc
    .record({ status: fc.constantFrom('ok', 'error'), rows: fc.array(sentence, { maxLength: 30 }) })
    .map((row) => JSON.stringify(row)),
  fc.constantFrom(
    'Error: ENOENT: no such file or directory, open /srv/data/ledger-7.csv',
    'Traceback (most recent call last):\n  KeyError: 17',
  ),
)
/** Few ids, so that calls and results meet, miss each other, come twice, in any order. */
const id = fc.constantFrom('a', 'b', 'c', 'call 1', '', 'd'.repeat(90), 'é')
const call: fc.Arbitrary<ToolCall> = fc.record({
  id,
  name: fc.constantFrom('list_rows', 'book', 'functions.run', 'délete!', '', 'n'.repeat(80)),
  arguments: fc.constantFrom('{}', '{"page":1}', 'not json', '', '[1,2]', '"text"', '{"broken":'),
})
const message: fc.Arbitrary<Omit<Message, 'id'>> = fc.oneof(
  fc.record({ role: fc.constantFrom<Role>('user', 'assistant', 'system'), content }),
  fc.record({
    role: fc.constant<Role>('assistant'),
    content,
    toolCalls: fc.array(call, { minLength: 1, maxLength: 4 }),
  }),
  fc.record({ role: fc.constant<Role>('tool'), content, toolCallId: id }),
  fc.record({ role: fc.constant<Role>('tool'), content }),
)
const history = fc
  .array(message, { minLength: 0, maxLength: 40 })
  .map((list) => list.map((one, at): Message => ({ ...one, id: `m${at}` })))

describe(`any history of calls and results as a message list, seed ${SEED}`, () => {
  it.each(['openai', 'anthropic'] as const)('keeps the rules of %s and the ceiling', (provider) => {
    fc.assert(
      fc.property(history, fc.constantFrom(60, 200, 700, 50_000), (messages, targetTokens) => {
        const { list, tokenCount } = compactToMessages(messages, { provider, targetTokens })
        const problems =
          list.provider === 'openai' ? openAiProblems(list.messages) : anthropicProblems(list.messages)
        expect(problems).toEqual([])
        expect(tokenCount).toBeLessThanOrEqual(targetTokens)
      }),
      { numRuns: 150, seed: SEED },
    )
  })

  it('as a text keeps the ceiling', () => {
    fc.assert(
      fc.property(history, fc.constantFrom(40, 200, 700), (messages, targetTokens) => {
        expect(compact(messages, { targetTokens }).tokenCount).toBeLessThanOrEqual(targetTokens)
      }),
      { numRuns: 100, seed: SEED },
    )
  })
})
