import { describe, expect, it } from 'vitest'
import { createManualClock } from '../clock.js'
import { aMessage, anInstance, id as uuid } from '../store/builders.suite.js'
import { openSqliteStore } from '../store/sqlite/store.js'
import { createHub } from './hub.js'
import { createRecentConversations } from './recent.js'

async function setUp() {
  const clock = createManualClock()
  const hub = createHub((error) => {
    throw error
  })
  const store = await openSqliteStore({ path: ':memory:', clock })
  const recent = createRecentConversations({ hub, store, clock })
  const say = (instanceId: string, conversationId: string) =>
    hub.publish({ kind: 'message_recorded', instanceId, conversationId, sequence: 1 })
  return { clock, hub, store, recent, say }
}

describe('recent conversations', () => {
  it('lists the most recently active last', async () => {
    const { recent, say } = await setUp()
    for (const id of ['a', 'b', 'a']) say('i1', id)

    expect(recent.list('i1')).toEqual(['b', 'a'])
  })

  it('knows nothing of another instance', async () => {
    const { recent, say } = await setUp()
    say('i1', 'a')

    expect(recent.list('i2')).toEqual([])
  })

  it('forgets after an hour', async () => {
    const { clock, recent, say } = await setUp()
    say('i1', 'a')
    clock.advance(3_600_001)
    say('i1', 'b')

    expect(recent.list('i1')).toEqual(['b'])
  })

  it('keeps the newest 32', async () => {
    const { recent, say } = await setUp()
    for (let i = 0; i < 40; i++) say('i1', String(i))

    expect(recent.list('i1')).toHaveLength(32)
    expect(recent.list('i1')[0]).toBe('8')
  })

  it('forgets a conversation that was erased', async () => {
    const { hub, recent, say } = await setUp()
    for (const id of ['a', 'b']) say('i1', id)

    hub.publish({ kind: 'conversation_erased', instanceId: 'i1', conversationId: 'b' })

    expect(recent.list('i1')).toEqual(['a'])
  })

  it('hears nothing once stopped', async () => {
    const { recent, say } = await setUp()
    recent.stop()
    say('i1', 'a')

    expect(recent.list('i1')).toEqual([])
  })

  it('recalls what was spoken in before this process started, the newest still last', async () => {
    const { clock, hub, store, recent } = await setUp()
    const instanceId = await anInstance(store)
    const record = async () => {
      const conversationId = uuid()
      await store.messages.record(instanceId, [aMessage(conversationId)])
      clock.advance(1_000)
      return conversationId
    }
    await record()
    clock.advance(3_600_000)
    const [first, erased, last] = [await record(), await record(), await record()]
    const now = uuid()
    hub.publish({ kind: 'message_recorded', instanceId, conversationId: now, sequence: 1 })

    const recalling = recent.recall(instanceId)
    hub.publish({ kind: 'conversation_erased', instanceId, conversationId: erased })
    await recalling

    expect(recent.list(instanceId)).toEqual([first, last, now])
    await recent.recall(instanceId)
    expect(recent.list(instanceId)).toEqual([first, last, now])
    expect(recent.list(await anInstance(store))).toEqual([])
  })
})
