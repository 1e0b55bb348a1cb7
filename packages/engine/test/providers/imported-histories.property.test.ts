/** Histories in the providers' own shapes, read and given back as a message list. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compactToMessages } from '../../src/compact-to-messages.js'
import { readConversation } from '../../src/import/read-conversation.js'
import { anthropicProblems, openAiProblems } from './rules.js'

const SEED = 20261128
type Json = Readonly<Record<string, unknown>>
type Marked = (mark: () => string) => readonly Json[]

/** Each `mark()` is a word that stands nowhere else, so that what got lost can be named. */
const words = fc.constantFrom('the ferry left the harbour', 'two lanterns', '', 'rows: 17', 'Nein, morgen.')
const said = (text: string, mark: () => string) => (text === '' ? mark() : `${mark()} ${text}`)
const ids = fc.shuffledSubarray(['a', 'b', 'c', 'call 1', 'd'.repeat(90)], { minLength: 1, maxLength: 4 })
const order = fc.infiniteStream(fc.nat(99))

function shuffled<T>(list: readonly T[], keys: Iterator<number>): T[] {
  const keyed = list.map((value) => ({ value, key: Number(keys.next().value) }))
  return keyed.sort((one, other) => one.key - other.key).map(({ value }) => value)
}

const openAiTurn: fc.Arbitrary<Marked> = fc.oneof(
  fc.record({ role: fc.constantFrom('user', 'assistant', 'system', 'developer'), text: words }).map(
    ({ role, text }): Marked =>
      (mark) => [{ role, content: said(text, mark) }],
  ),
  fc.constantFrom<Marked>(
    (mark) => [{ role: 'assistant', content: null, refusal: mark() }],
    (mark) => [{ role: 'assistant', content: [{ type: 'refusal', refusal: mark() }] }],
    (mark) => [
      {
        role: 'user',
        content: [
          { type: 'image_url', image_url: { url: 'data:image/png;base64,AA' } },
          { type: 'text', text: mark() },
        ],
      },
    ],
    (mark) => [{ role: 'assistant', content: mark(), reasoning_content: 'hidden', annotations: [] }],
    (mark) => [
      { role: 'assistant', content: null, function_call: { name: 'find', arguments: `{"q":"${mark()}"}` } },
      { role: 'function', name: 'find', content: mark() },
    ],
    () => [{ role: 'user', content: '' }],
    () => [{ role: 'assistant', content: null }],
  ),
  fc.tuple(ids, fc.nat(5), fc.nat(5), order, words).map(
    ([given, missing, twice, keys, text]): Marked =>
      (mark) => {
        const tool_calls = given.map((id) => ({
          id,
          type: 'function',
          function: { name: 'list rows', arguments: `{"q":"${mark()}"}` },
        }))
        const results = given
          .filter((_, at) => at !== missing)
          .flatMap((id, at) =>
            (at === twice ? [id, id] : [id]).map((tool_call_id, copy) => ({
              role: 'tool',
              tool_call_id,
              content: text === '' && copy === 0 ? '' : said(text, mark),
            })),
          )
        const call = { role: 'assistant', content: text === '' ? null : said(text, mark), tool_calls }
        return [call, ...shuffled(results, keys)]
      },
  ),
)

const anthropicTurn: fc.Arbitrary<Marked> = fc.oneof(
  fc.record({ role: fc.constantFrom('user', 'assistant'), text: words }).map(
    ({ role, text }): Marked =>
      (mark) => [{ role, content: said(text, mark) }],
  ),
  fc.constantFrom<Marked>(
    (mark) => [
      {
        role: 'user',
        content: [
          { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AA' } },
          { type: 'text', text: mark(), cache_control: { type: 'ephemeral' } },
        ],
      },
    ],
    (mark) => [
      {
        role: 'user',
        content: [
          {
            type: 'document',
            title: mark(),
            source: { type: 'text', media_type: 'text/plain', data: mark() },
          },
        ],
      },
    ],
    (mark) => [
      {
        role: 'assistant',
        content: [
          { type: 'redacted_thinking', data: 'xx' },
          { type: 'text', text: mark() },
        ],
      },
    ],
    (mark) => [
      {
        role: 'assistant',
        content: [
          { type: 'text', text: mark() },
          { type: 'server_tool_use', id: 'srv', name: 'web_search', input: { query: mark() } },
          {
            type: 'web_search_tool_result',
            tool_use_id: 'srv',
            content: [{ type: 'web_search_result', title: mark(), url: 'https://example.org' }],
          },
          { type: 'text', text: mark() },
        ],
      },
    ],
    () => [{ role: 'assistant', content: [{ type: 'thinking', thinking: 'hidden', signature: 's' }] }],
    () => [{ role: 'user', content: [] }],
  ),
  fc.tuple(ids, fc.nat(5), order, words, fc.boolean()).map(
    ([given, missing, keys, text, isError]): Marked =>
      (mark) => {
        const calls = given.map((id) => ({ type: 'tool_use', id, name: 'list rows', input: { q: mark() } }))
        const results = given
          .filter((_, at) => at !== missing)
          .map((tool_use_id, at) => ({
            type: 'tool_result',
            tool_use_id,
            ...(isError && { is_error: true }),
            ...(at > 0 && { content: [{ type: 'text', text: said(text, mark) }] }),
          }))
        return [
          { role: 'assistant', content: [{ type: 'thinking', thinking: '', signature: 's' }, ...calls] },
          {
            role: 'user',
            content: [...shuffled(results, keys), { type: 'text', text: said(text, mark) }],
          },
        ]
      },
  ),
)

function marked(turns: readonly Marked[]): { readonly entries: readonly Json[]; readonly marks: string[] } {
  const marks: string[] = []
  const mark = () => {
    marks.push(`mk${marks.length}x`)
    return marks.at(-1) ?? ''
  }
  return { entries: turns.flatMap((turn) => turn(mark)), marks }
}

describe.each([
  ['OpenAI', openAiTurn],
  ['Anthropic', anthropicTurn],
] as const)(`any history of %s, seed ${SEED}`, (_, turn) => {
  const history = fc.array(turn, { minLength: 1, maxLength: 14 }).map(marked)

  it.each(['openai', 'anthropic'] as const)(
    'is a valid list for %s that says everything once',
    (provider) => {
      fc.assert(
        fc.property(history, ({ entries, marks }) => {
          const { messages } = readConversation(JSON.stringify(entries))
          const { list } = compactToMessages(messages, { provider, targetTokens: 60_000 })
          const problems =
            list.provider === 'openai' ? openAiProblems(list.messages) : anthropicProblems(list.messages)
          expect(problems).toEqual([])
          const whole = JSON.stringify(list)
          expect(marks.filter((mark) => whole.split(mark).length !== 2)).toEqual([])
        }),
        { numRuns: 150, seed: SEED },
      )
    },
  )

  it.each(['openai', 'anthropic'] as const)(
    'keeps the rules of %s and the ceiling where it is cut',
    (provider) => {
      fc.assert(
        fc.property(history, fc.constantFrom(60, 150, 300), ({ entries }, targetTokens) => {
          const { messages } = readConversation(JSON.stringify(entries))
          const { list, tokenCount } = compactToMessages(messages, { provider, targetTokens })
          const problems =
            list.provider === 'openai' ? openAiProblems(list.messages) : anthropicProblems(list.messages)
          expect(problems).toEqual([])
          expect(tokenCount).toBeLessThanOrEqual(targetTokens)
        }),
        { numRuns: 80, seed: SEED },
      )
    },
  )
})
