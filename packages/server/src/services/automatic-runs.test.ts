import { afterEach, describe, expect, it } from 'vitest'
import { createManualClock } from '../clock.js'
import { createHub } from '../push/hub.js'
import { aMessage, anInstance, id } from '../store/builders.suite.js'
import type { ConversationHead, Store } from '../store/contract.js'
import { openSqliteStore } from '../store/sqlite/store.js'
import {
  type AutomaticRunStarter,
  createAutomaticRunStarter,
  DEFAULT_AUTOMATIC_RUNS,
  decideAutomaticRun,
} from './automatic-runs.js'

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
  uncoveredMessages:
    (fields.lastSequence ?? 10) - (fields.coveredThrough ?? 0) - (fields.deletedMessages ?? 0),
  searchableThrough: 0,
  ...fields,
})

const POLICY = DEFAULT_AUTOMATIC_RUNS

describe('automatic run decision', () => {
  it.each<[string, Partial<ConversationHead>, object]>([
    ['nothing is new', { lastSequence: 50, coveredThrough: 50, contentBytes: 1e6 }, { kind: 'none' }],
    [
      'what is new was deleted',
      { lastSequence: 90, coveredThrough: 50, deletedMessages: 40, contentBytes: 1e6 },
      { kind: 'none' },
    ],
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

describe('automatic run starter', () => {
  let store: Store
  let starter: AutomaticRunStarter
  afterEach(async () => {
    starter.stop()
    await store.close()
  })

  /** A starter whose counting does not come to its turn before it is told to, and what it has started. */
  async function behind({ isUnderWay = true } = {}) {
    const clock = createManualClock()
    store = await openSqliteStore({ path: ':memory:', clock })
    const instanceId = await anInstance(store)
    const hub = createHub((error) => {
      throw error
    })
    const started: string[] = []
    const counted: string[] = []
    let letCount = () => {}
    const turn = new Promise<void>((resolve) => {
      letCount = resolve
    })
    starter = createAutomaticRunStarter({
      store,
      hub,
      clock,
      annotate: async ({ conversationId }) => {
        await turn
        counted.push(conversationId)
      },
      start: async ({ conversationId }) => {
        started.push(conversationId)
        return isUnderWay
      },
      onError: (error) => {
        throw error
      },
    })
    const say = async (conversationId: string, messages: number, content = 'Ship it.') => {
      for (let i = 0; i < messages; i++) {
        const { heads } = await store.messages.record(instanceId, [aMessage(conversationId, { content })])
        for (const head of heads) starter.consider(instanceId, head)
      }
      await new Promise((resolve) => setImmediate(resolve))
    }
    const tell = (kind: 'compaction_published', conversationId: string, origin: 'here' | 'elsewhere') =>
      hub.publish({ kind, instanceId, conversationId, compactionId: id(), version: 1 }, origin)
    return { clock, hub, instanceId, say, tell, started, counted, letCount }
  }

  /** 400 bytes: ten of them may be 4,000 tokens and have to be counted. */
  const LONG = 'x'.repeat(400)

  it('does not let a conversation that has messages enough wait for a thread that counts tokens', async () => {
    const { say, started, counted } = await behind()
    const conversations = [id(), id(), id(), id()]
    for (const conversation of conversations) await say(conversation, 39, LONG)
    expect([started, counted]).toEqual([[], []])
    for (const conversation of conversations) await say(conversation, 1, LONG)
    expect([started, counted]).toEqual([conversations, []])
  })

  it('asks for a run once, however many messages come before it is over', async () => {
    const { say, tell, started } = await behind()
    const conversation = id()
    await say(conversation, 200)
    expect(started).toEqual([conversation])
    tell('compaction_published', conversation, 'here')
    await starter.idle()
    expect(started).toEqual([conversation, conversation])
  })

  it('looks again when another process has published, if messages came here meanwhile', async () => {
    const { say, tell, started } = await behind()
    const [grown, quiet] = [id(), id()]
    await say(grown, 41)
    await say(quiet, 40)
    for (const conversation of [grown, quiet]) tell('compaction_published', conversation, 'elsewhere')
    await starter.idle()
    expect(started).toEqual([grown, quiet, grown])
  })

  it('asks again after a while when nobody says what became of the run', async () => {
    const { clock, say, started } = await behind()
    const conversation = id()
    await say(conversation, 50)
    clock.advance(15_000)
    await say(conversation, 1)
    expect(started).toEqual([conversation, conversation])
  })

  it('goes on asking with each message where no run was due', async () => {
    const { say, started } = await behind({ isUnderWay: false })
    const conversation = id()
    await say(conversation, 40)
    await say(conversation, 1)
    expect(started).toEqual([conversation, conversation])
  })

  it('does not count for a run that was started meanwhile', async () => {
    const { say, counted, letCount } = await behind()
    const conversations = [id(), id(), id()]
    for (const conversation of conversations) await say(conversation, 40, LONG)
    letCount()
    await starter.idle()
    // Two were being counted already.
    expect(new Set(counted)).toEqual(new Set(conversations.slice(0, 2)))
  })

  it('counts what has waited, and decides by that', async () => {
    const { say, counted, started, letCount } = await behind()
    const conversation = id()
    await say(conversation, 20, LONG)
    letCount()
    await starter.idle()
    expect([new Set(counted), started]).toEqual([new Set([conversation]), []])
  })
})
