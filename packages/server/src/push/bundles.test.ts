import { toBinary } from '@bufbuild/protobuf'
import type { Item } from '@precis/engine'
import { ContextBundleProtoSchema } from '@precis/protocol/stream'
import { describe, expect, it } from 'vitest'
import type { Compaction, FetchedItem } from '../services/types.js'
import { anticipationBundle, compactionUpdateBundle, userSummaryBundle } from './bundles.js'

const CONVERSATION = '3f6b1a2c-4d5e-4f7a-8b9c-0d1e2f3a4b5c'
const COVERED_AT_MS = Date.UTC(2026, 2, 1, 10, 0, 0, 120)

const anItem = (fields: Partial<Item> = {}): Item => ({
  id: 'item-1',
  type: 'fact',
  content: 'The parcel goes to Lisbon',
  speaker: 'user',
  confidence: 1,
  evidence: [],
  ...fields,
})

const aCompaction = (fields: Partial<Compaction> = {}): Compaction => ({
  compactionId: 'run-2',
  conversationId: CONVERSATION,
  version: 2,
  createdAtMs: COVERED_AT_MS + 60_000,
  triggerType: 'manual_api',
  format: 'structured',
  text: '## Facts\n- The parcel goes to Lisbon',
  originalTokenCount: 100,
  compactedTokenCount: 12,
  compressionRatio: 0.12,
  strategyRequested: 'balanced',
  strategyUsed: 'balanced',
  targetTokens: 40,
  validationScore: 0.9,
  validationPassed: true,
  qualityWarning: false,
  warnings: [],
  language: 'en',
  facts: [anItem()],
  decisions: [],
  preferences: [],
  constraints: [],
  otherItems: [],
  currentState: {
    status: 'in_progress',
    topic: null,
    lastUserRequest: null,
    lastRequestStatus: null,
    openIssues: ['customs form'],
    nextSteps: [],
    values: {},
  },
  summary: 'A parcel is sent.',
  validation: { score: 0.9, passed: true, coverage: {}, faithfulness: 1, missing: [], unsupported: [] },
  totals: { units: 30, kept: 5, shortened: 1, dropped: 24, superseded: 0 },
  coveredThrough: 24,
  coveredThroughAtMs: COVERED_AT_MS,
  ...fields,
})

const aFetchedItem = (fields: Partial<FetchedItem> = {}): FetchedItem => ({
  id: 'item-1',
  type: 'fact',
  itemType: 'fact',
  content: 'The parcel goes to Lisbon',
  confidence: 1,
  relevance: 0.8,
  speaker: 'user',
  category: null,
  saidAtMs: COVERED_AT_MS,
  eventDate: null,
  evidence: [],
  messageIds: ['m1'],
  isSuperseded: false,
  ...fields,
})

describe('compactionUpdateBundle', () => {
  const update = (fields: Partial<Compaction> = {}, userId: string | null = 'u1') =>
    compactionUpdateBundle({ compaction: aCompaction(fields), userId, customerId: null })

  it('keeps one id for every run of a conversation', () => {
    expect(update({ compactionId: 'run-3' }).bundleId).toBe(update().bundleId)
  })

  it('names the conversation and its user where clients look for them', () => {
    expect(update()).toMatchObject({
      bundleType: 'compaction_update',
      anticipationConversationId: CONVERSATION,
      anticipationUserId: 'u1',
      conversationContext: { conversationId: CONVERSATION, compactionId: 'run-2' },
    })
  })

  it('gives the time of the last covered message, not of completion', () => {
    expect(update().conversationContext?.compactedAt).toBe('2026-03-01T10:00:00.120Z')
  })

  it('is never filed as visible to every user', () => {
    expect(update({}, null).anticipationUserId).toBe(`conversation:${CONVERSATION}`)
  })

  it('says the compacted text where there is no summary', () => {
    expect(update({ summary: '' }).conversationContext?.summary).toContain('Lisbon')
  })

  it('gives every extraction an id and leaves out what was replaced', () => {
    const facts = [anItem(), anItem({ id: 'item-0', supersededBy: 'item-1' })]

    const { keyExtractionsJson } = update({ facts }).conversationContext ?? {}

    expect(JSON.parse(keyExtractionsJson ?? '')).toEqual({
      facts: [{ id: 'item-1', content: 'The parcel goes to Lisbon', confidence: 1 }],
      decisions: [],
      preferences: [],
      constraints: [],
    })
  })

  it('speaks the wire names of the state', () => {
    const state = JSON.parse(update().conversationContext?.currentStateJson ?? '')

    expect(state).toMatchObject({ status: 'in_progress', open_issues: ['customs form'], next_steps: [] })
  })
})

describe('anticipationBundle', () => {
  const bundle = anticipationBundle(
    {
      conversationId: CONVERSATION,
      userId: 'u1',
      customerId: 'acme',
      sequence: 7,
      erasureState: '1 0',
      queries: ['Does the parcel need a customs form?'],
      items: [
        aFetchedItem(),
        aFetchedItem({ id: 'item-2', type: 'temporal_event', eventDate: '2026-03-14' }),
      ],
    },
    COVERED_AT_MS,
  )

  it('sorts items under the keys that clients know', () => {
    expect(Object.keys(bundle.itemsByType)).toEqual(['facts', 'temporal_events'])
    expect(bundle.itemsByType['facts']?.items[0]).toMatchObject({ itemId: 'item-1', source: 'm1' })
  })

  it('has the words of the question that no item has as keywords', () => {
    expect(bundle.searchKeywords).toEqual(['does', 'need', 'customs', 'form'])
  })

  it('is tied to its conversation and turn', () => {
    expect(bundle).toMatchObject({
      bundleId: `anticipation:${CONVERSATION}:7`,
      bundleType: 'anticipation',
      anticipationConversationId: CONVERSATION,
      anticipationCustomerId: 'acme',
    })
  })

  it.each([
    [{ userId: 'u1', customerId: 'acme' }, 'u1', 'acme'],
    [{ userId: null, customerId: 'acme' }, '', 'acme'],
    [{ userId: null, customerId: null }, `conversation:${CONVERSATION}`, ''],
  ])('is filed under the user, else the customer, else the conversation: %j', (people, user, customer) => {
    const filed = compactionUpdateBundle({ compaction: aCompaction({}), ...people })
    expect(filed).toMatchObject({ anticipationUserId: user, anticipationCustomerId: customer })
  })

  it('can be encoded', () => {
    expect(toBinary(ContextBundleProtoSchema, bundle).length).toBeGreaterThan(100)
  })
})

describe('userSummaryBundle', () => {
  it('belongs to the user and to no conversation, constraints among the facts', () => {
    const stored = (fields: Partial<Item>) => ({
      ...anItem(fields),
      conversationId: CONVERSATION,
      userId: 'u1',
      customerId: null,
    })
    const bundle = userSummaryBundle(
      {
        userId: 'u1',
        customerId: null,
        preferences: [stored({ id: 'p', type: 'preference' })],
        constraints: [stored({ id: 'c', type: 'constraint' })],
        facts: [stored({ id: 'f' })],
      },
      COVERED_AT_MS,
    )

    expect(bundle).toMatchObject({ anticipationUserId: 'u1', anticipationConversationId: '' })
    expect(bundle.itemsByType['facts']?.items.map((item) => item.itemId)).toEqual(['c', 'f'])
    expect(bundle.itemsByType['preferences']?.items.map((item) => item.itemId)).toEqual(['p'])
  })
})
