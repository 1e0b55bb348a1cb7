import { describe, expect, it } from 'vitest'
import { compactedQuery, compactRequest } from './compactions.js'
import {
  fetchClientRequest,
  fetchConversationRequest,
  fetchUserRequest,
  promptContextQuery,
} from './context.js'
import { CONTEXT_TYPES } from './items.js'

const ID = '3f6b1a2c-4d5e-4f7a-8b9c-0d1e2f3a4b5c'

describe('compactRequest', () => {
  const parse = (fields: object) => compactRequest.parse({ conversation_id: ID, ...fields })

  it('reads what existing clients send when nothing is set', () => {
    expect(parse({ strategy: null, target_tokens: null, force: false })).toMatchObject({
      strategy: 'adaptive',
      target_tokens: undefined,
      force: false,
    })
  })

  it.each([
    ['low', 'conservative'],
    ['medium', 'balanced'],
    ['high', 'aggressive'],
    ['aggressive', 'aggressive'],
  ])('takes %s for %s, also as compaction_level', (name, strategy) => {
    expect(parse({ strategy: name }).strategy).toBe(strategy)
    expect(parse({ compaction_level: name }).strategy).toBe(strategy)
    expect(parse({ strategy: 'balanced', compaction_level: name }).strategy).toBe('balanced')
  })

  it.each([
    { strategy: 'brutal' },
    { strategy: 3 },
    { target_tokens: 0 },
    { target_tokens: -1 },
    { target_tokens: 1.5 },
    { target_tokens: '800' },
    { target_tokens: 1e12 },
    { force: 'yes' },
  ])('refuses %j', (fields) => {
    expect(compactRequest.safeParse({ conversation_id: ID, ...fields }).success).toBe(false)
  })
})

describe('compactedQuery', () => {
  it('takes both names of the injection format', () => {
    expect(compactedQuery.parse({ format: 'injection-ready' }).format).toBe('injection')
    expect(compactedQuery.parse({ format: 'injection' }).format).toBe('injection')
  })

  it('reads flags as several languages print them', () => {
    expect(compactedQuery.parse({ include_extractions: 'False', include_narrative: '1' })).toMatchObject({
      include_extractions: false,
      include_narrative: true,
    })
  })

  it('takes an empty version for the newest', () => {
    expect(compactedQuery.parse({ version: '' }).version).toBeUndefined()
    expect(compactedQuery.parse({ version: '3' }).version).toBe(3)
  })

  it.each([
    { format: 'xml' },
    { version: '0' },
    { version: '1.5' },
    { version: 'latest' },
    { include_narrative: 'maybe' },
    { provider: 'openai' },
    { provider: 'anthropic', format: 'structured' },
  ])('refuses %j', (query) => {
    expect(compactedQuery.safeParse(query).success).toBe(false)
  })
})

describe('promptContextQuery', () => {
  it('refuses an unknown style and an unknown recent', () => {
    expect(promptContextQuery.safeParse({ style: 'haiku' }).success).toBe(false)
    expect(promptContextQuery.safeParse({ recent: 'never' }).success).toBe(false)
    expect(promptContextQuery.parse({ style: '', recent: 'always' })).toMatchObject({ recent: 'always' })
  })
})

describe('fetch requests', () => {
  const parse = (fields: object) => fetchConversationRequest.parse({ conversation_id: ID, ...fields })

  it('takes every spelling of the types', () => {
    expect(parse({ types: ['all'] }).types).toEqual(CONTEXT_TYPES)
    expect(parse({ types: [] }).types).toEqual(CONTEXT_TYPES)
    expect(parse({ types: ['temporal', 'fact', 'facts'] }).types).toEqual(['facts', 'temporal_events'])
    expect(parse({ types: 'preferences' }).types).toEqual(['preferences'])
  })

  it('takes one query as text and none as an empty list', () => {
    expect(parse({ search_query: 'gym' }).search_query).toEqual(['gym'])
    expect(parse({ search_query: [] }).search_query).toEqual([])
    expect(parse({ search_query: null }).search_query).toBeUndefined()
  })

  it.each([
    { max_results: 0 },
    { max_results: 51 },
    { types: ['toString'] },
    { mode: 'slow' },
    { precision_level: 'low' },
    { search_query: [1] },
    { search_query: Array.from({ length: 33 }, () => 'a') },
    { include_conversation_context: 'no' },
  ])('refuses %j', (fields) => {
    expect(fetchConversationRequest.safeParse({ conversation_id: ID, ...fields }).success).toBe(false)
  })

  it('knows the summary mode in the user scope only', () => {
    const summary = { context_mode: 'conversation-summary', last_n_conversations: 3 }
    expect(fetchUserRequest.safeParse({ user_id: 'u1', ...summary }).success).toBe(true)
    expect(fetchClientRequest.safeParse(summary).success).toBe(false)
    expect(fetchClientRequest.safeParse({ context_mode: null }).success).toBe(true)
  })
})
