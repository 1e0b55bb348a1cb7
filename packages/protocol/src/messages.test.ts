import { describe, expect, it } from 'vitest'
import { MAX_BATCH_MESSAGES, recordBatchRequest, recordMessageRequest } from './messages.js'
import { MAX_METADATA_LENGTH } from './primitives.js'

const ID = '3f6b1a2c-4d5e-4f7a-8b9c-0d1e2f3a4b5c'
const aMessage = (fields: Record<string, unknown> = {}) => ({
  conversation_id: ID,
  role: 'user',
  content: 'Ship it to Lisbon',
  ...fields,
})
const issuesOf = (fields: Record<string, unknown>) =>
  recordMessageRequest.safeParse(aMessage(fields)).error?.issues.map((issue) => issue.path.join('.')) ?? []

describe('recordMessageRequest', () => {
  it.each([
    'user_id',
    'customer_id',
    'session_id',
    'metadata',
    'name',
    'timestamp',
    'tool_calls',
    'client_message_id',
  ])('takes null and "" in %s for absent', (field) => {
    for (const empty of [null, ''])
      expect(recordMessageRequest.parse(aMessage({ [field]: empty }))).toMatchObject({ [field]: undefined })
  })

  it('ignores fields that it does not know', () => {
    expect(recordMessageRequest.parse(aMessage({ colour: 'red' }))).not.toHaveProperty('colour')
  })

  it.each([
    ['upper case', ID.toUpperCase()],
    ['braces', `{${ID}}`],
    ['urn', `urn:uuid:${ID}`],
    ['no hyphens', ID.replaceAll('-', '')],
  ])('takes a conversation id with %s and makes it canonical', (_spelling, id) => {
    expect(recordMessageRequest.parse(aMessage({ conversation_id: id })).conversation_id).toBe(ID)
  })

  it.each(['conv_2026_alice', '', 42, null, `${ID}0`, 'g'.repeat(32), '-'.repeat(5000)])(
    'refuses %j as a conversation id and names UUID v5',
    (id) => {
      const { error } = recordMessageRequest.safeParse(aMessage({ conversation_id: id }))
      expect(error?.issues[0]?.message).toMatch(/UUID v5/)
    },
  )

  it.each([
    ['role', { role: 'robot' }],
    ['content', { content: '' }],
    ['content', { content: null }],
    ['content', { content: 7 }],
    ['content', { content: undefined }],
    ['user_id', { user_id: 'a\0b' }],
    ['user_id', { user_id: 'a\ud800' }],
    ['user_id', { user_id: 'x'.repeat(513) }],
    ['user_id', { user_id: 5 }],
    ['timestamp', { timestamp: 'yesterday' }],
    ['timestamp', { timestamp: '2026-02-30T10:00:00Z' }],
    ['metadata', { metadata: [] }],
    ['metadata', { metadata: { text: 'x'.repeat(MAX_METADATA_LENGTH) } }],
    ['client_message_id', { client_message_id: 'x'.repeat(201) }],
  ])('refuses a wrong %s', (path, fields) => {
    expect(issuesOf(fields)).toEqual([path])
  })

  it('refuses metadata that nests without end, whatever its size', () => {
    let nested: unknown = {}
    for (let depth = 0; depth < 100_000; depth++) nested = { a: nested }
    expect(issuesOf({ metadata: nested })).toEqual(['metadata'])
  })

  it('takes a message of white space, a lone surrogate and a control character as they are', () => {
    for (const content of [' ', '\ud800', '\u0007', '\0'])
      expect(recordMessageRequest.parse(aMessage({ content })).content).toBe(content)
  })

  it('makes times UTC, naive ones included', () => {
    const timeOf = (timestamp: string) => recordMessageRequest.parse(aMessage({ timestamp })).timestamp
    expect(timeOf('2026-03-01T10:00:00')).toBe('2026-03-01T10:00:00.000Z')
    expect(timeOf('2026-03-01T10:00:00.5+02:00')).toBe('2026-03-01T08:00:00.500Z')
  })

  it('takes tool calls in both forms, and then no content', () => {
    const call = { id: 'c1', name: 'search', arguments: '{"q":"gym"}' }
    const nested = { id: 'c1', type: 'function', function: { name: 'search', arguments: '{"q":"gym"}' } }
    for (const tool_calls of [[call], [nested], [{ ...call, arguments: { q: 'gym' } }]])
      expect(
        recordMessageRequest.parse(aMessage({ role: 'assistant', content: null, tool_calls })),
      ).toMatchObject({
        content: '',
        tool_calls: [call],
      })
  })

  it('takes idempotency_key for client_message_id, which wins', () => {
    const keyOf = (fields: object) => recordMessageRequest.parse(aMessage({ ...fields })).client_message_id
    expect(keyOf({ idempotency_key: 'a' })).toBe('a')
    expect(keyOf({ idempotency_key: 'a', client_message_id: 'b' })).toBe('b')
  })
})

describe('recordBatchRequest', () => {
  it('bounds the number of entries and leaves them unparsed', () => {
    const of = (count: number) =>
      recordBatchRequest.safeParse({ messages: Array.from({ length: count }, () => 7) })
    expect(of(MAX_BATCH_MESSAGES).success).toBe(true)
    expect(of(MAX_BATCH_MESSAGES + 1).success).toBe(false)
    expect(recordBatchRequest.safeParse({ messages: null }).success).toBe(false)
  })
})
