import { randomUUID } from 'node:crypto'
import type { ContextBundleProto } from '@precis/protocol/stream'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createManualClock, type ManualClock } from '../../src/clock.js'
import { createFeeds, type FeedMember, type Feeds, type PushKey } from '../../src/push/feed.js'
import { createRecentConversations } from '../../src/push/recent.js'
import { createEnginePool, type EnginePool } from '../../src/runs/pool.js'
import { createAnticipationService } from '../../src/services/anticipation.js'
import { openPostgresStore } from '../../src/store/postgres/store.js'
import { pollUntil } from '../e2e/precis-server.js'
import { runSql, type TestDatabase } from '../postgres/database.js'
import { useTestDatabases } from '../postgres/test-databases.js'
import { aConversation, aTurn, type RunningServer, startServices } from '../running-services.js'

const databases = useTestDatabases()

/** Two processes on one database; "ours" has a stream, "theirs" writes. */
describe('what another process changes on Postgres', () => {
  let engine: EnginePool
  let database: TestDatabase
  let clock: ManualClock
  let ours: RunningServer
  let theirs: RunningServer
  let feeds: Feeds
  let member: FeedMember
  let offered: PushKey[]
  let conversationId: string
  beforeAll(() => {
    engine = createEnginePool({ threads: 1 })
  })
  afterAll(() => engine.stop())
  beforeEach(async () => {
    database = await databases.migrated()
    clock = createManualClock()
    const open = () => openPostgresStore({ url: database.url, connections: 3, clock })
    ours = await startServices({ engine, clock, store: await open() })
    theirs = await startServices({ engine, clock, store: await open(), principal: ours.principal })
    const { store, hub, services, errors } = ours
    feeds = createFeeds({
      hub,
      clock,
      recent: createRecentConversations({ hub, store, clock }),
      anticipation: createAnticipationService({ store, ...services }),
      onError: (error) => errors.push(error),
    })
    offered = []
    member = feeds.join(ours.principal, { push: (key) => offered.push(key) })
    conversationId = randomUUID()
  })
  afterEach(async () => {
    feeds.stop()
    await ours.stop()
    await theirs.stop()
  })

  const prompt = () => ours.services.context.forPrompt(ours.principal, conversationId)
  const anticipated = (): Promise<ContextBundleProto | undefined> =>
    member.contentOf({ kind: 'anticipation', conversationId })
  const compacted = () => member.contentOf({ kind: 'compaction_update', conversationId })
  const userSummary = () => member.contentOf({ kind: 'user_summary', userId: 'u1' })
  const isOffered = (kind: PushKey['kind']) => {
    let waitedMs = 0
    return pollUntil(async () => {
      // Less than until the next attempt to listen, however long a loaded machine takes to offer anything.
      if (waitedMs < 800) {
        clock.advance(20)
        waitedMs += 20
      }
      return offered.some((key) => key.kind === kind)
    })
  }
  const fill = async () => {
    await ours.services.messages.recordBatch(ours.principal, aConversation(conversationId, 12))
    await ours.services.compactions.trigger(ours.principal, { conversationId, force: true })
    await ours.settled()
    await theirs.settled()
    await isOffered('anticipation')
  }
  /** Ends every connection that listens; the next attempt comes after a second of the manual clock. */
  const loseListeners = async () => {
    await runSql(
      database.adminUrl,
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'precis listening'",
    )
    await pollUntil(async () => ours.hub.hasGap && theirs.hub.hasGap)
  }
  const listenAgain = async () => {
    await pollUntil(async () => {
      clock.advance(1_000)
      return !ours.hub.hasGap
    })
  }

  it('is in the next prompt context, which is made once while nothing changes', async () => {
    await fill()
    // Late notices of what was recorded drop what was made before.
    await pollUntil(async () => {
      const first = await prompt()
      return (await prompt()).body === first.body
    })

    const { messageId } = await theirs.services.messages.record(
      theirs.principal,
      aTurn(conversationId, { content: 'Ship it to Porto instead.' }),
    )
    const second = await prompt()

    expect(second.body.recentMessages.at(-1)).toMatchObject({
      messageId,
      content: 'Ship it to Porto instead.',
    })
  })

  it('is not in the next prompt context when it was erased', async () => {
    await fill()
    const { messageId } = await theirs.services.messages.record(
      theirs.principal,
      aTurn(conversationId, { content: 'My number is 5511.' }),
    )
    expect((await prompt()).body.recentMessages.map((message) => message.messageId)).toContain(messageId)
    await theirs.services.erasures.eraseMessage(theirs.principal, conversationId, messageId)

    expect((await prompt()).body.recentMessages.map((message) => message.messageId)).not.toContain(messageId)
    await theirs.services.eraseConversation(theirs.principal.instanceId, conversationId)
    await expect(prompt()).rejects.toMatchObject({ reason: 'no_recorded_messages' })
  })

  it('is neither pushed nor served after it was erased while nobody told of it', async () => {
    await fill()
    await loseListeners()
    // What is kept from now on was made while nobody tells of erasures.
    await ours.services.messages.record(ours.principal, aTurn(conversationId, { userId: 'u1' }))
    offered = []
    await isOffered('anticipation')
    expect(Object.keys((await anticipated())?.itemsByType ?? {}).length).toBeGreaterThan(0)
    expect(await compacted()).toBeDefined()
    expect(await userSummary()).toBeDefined()
    await prompt()
    expect(ours.hub.hasGap).toBe(true)
    await theirs.services.eraseConversation(theirs.principal.instanceId, conversationId)

    expect([await anticipated(), await compacted(), await userSummary()]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
    await expect(prompt()).rejects.toMatchObject({ reason: 'no_recorded_messages' })
    await listenAgain()
    expect([await anticipated(), await compacted(), await userSummary()]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })

  it('was made before nobody told of erasures, and is dropped with that', async () => {
    await fill()
    expect(Object.keys((await anticipated())?.itemsByType ?? {}).length).toBeGreaterThan(0)
    await loseListeners()

    expect(await anticipated()).toBeUndefined()
  })

  it('is predicted for once the connection is back, when it was recorded meanwhile', async () => {
    await loseListeners()
    await theirs.services.messages.recordBatch(theirs.principal, aConversation(conversationId, 12))
    await theirs.services.compactions.trigger(theirs.principal, { conversationId, force: true })
    await theirs.settled()
    expect(ours.hub.hasGap).toBe(true)
    expect(await anticipated()).toBeUndefined()
    await listenAgain()
    await isOffered('anticipation')

    expect(Object.keys((await anticipated())?.itemsByType ?? {}).length).toBeGreaterThan(0)
  })
})
