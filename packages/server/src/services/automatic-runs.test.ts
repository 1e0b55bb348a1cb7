import { describe, expect, it } from 'vitest'
import type { ConversationHead } from '../store/contract.js'
import { DEFAULT_AUTOMATIC_RUNS, decideAutomaticRun } from './automatic-runs.js'

const aHead = (fields: Partial<ConversationHead>): ConversationHead => ({
  conversationId: 'c',
  userId: null,
  customerId: null,
  sessionId: 's',
  createdAtMs: 0,
  automatic: {},
  lastSequence: 10,
  deletedMessages: 0,
  revision: 0,
  lastRecordedAtMs: 0,
  contentBytes: 0,
  annotatedThrough: 0,
  annotatedBytes: 0,
  annotatedTokens: 0,
  latestVersion: 0,
  latestCompactionId: null,
  coveredThrough: 0,
  coveredTokens: 0,
  searchableThrough: 0,
  ...fields,
})

const POLICY = DEFAULT_AUTOMATIC_RUNS

describe('automatic run decision', () => {
  it.each<[string, Partial<ConversationHead>, object]>([
    ['nothing is new', { lastSequence: 50, coveredThrough: 50, contentBytes: 1e6 }, { kind: 'none' }],
    ['one message is missing', { lastSequence: 89, coveredThrough: 50 }, { kind: 'none' }],
    [
      'the messages since the last version are enough',
      { lastSequence: 90, coveredThrough: 50 },
      { kind: 'start', triggerType: 'auto_messages' },
    ],
    ['too few bytes for the tokens were said', { contentBytes: POLICY.tokens - 1 }, { kind: 'none' }],
    ['the bytes may be tokens enough', { contentBytes: POLICY.tokens }, { kind: 'count_tokens' }],
    [
      'counted and uncounted may be enough together',
      { contentBytes: 13_000, annotatedBytes: 12_000, annotatedTokens: 3_000, annotatedThrough: 9 },
      { kind: 'count_tokens' },
    ],
    [
      'counted tokens are enough',
      { contentBytes: 16_000, annotatedBytes: 16_000, annotatedTokens: 4_000, annotatedThrough: 10 },
      { kind: 'start', triggerType: 'auto_tokens' },
    ],
    [
      'one counted token is missing and nothing is uncounted',
      { contentBytes: 16_000, annotatedBytes: 16_000, annotatedTokens: 3_999, annotatedThrough: 10 },
      { kind: 'none' },
    ],
    [
      'the counted tokens are covered already',
      {
        contentBytes: 20_000,
        annotatedBytes: 20_000,
        annotatedTokens: 5_000,
        annotatedThrough: 10,
        coveredThrough: 8,
        coveredTokens: 4_500,
      },
      { kind: 'none' },
    ],
  ])('when %s', (_, fields, decision) => {
    expect(decideAutomaticRun(aHead(fields), POLICY)).toEqual(decision)
  })

  it('starts nothing when it is off', () => {
    const head = aHead({ lastSequence: 1_000, contentBytes: 1e7 })

    expect(decideAutomaticRun(head, { ...POLICY, enabled: false })).toEqual({ kind: 'none' })
  })
})
