import { describe, expect, it } from 'vitest'
import { createManualClock } from '../clock.js'
import { createHub } from './hub.js'
import { createRecentConversations } from './recent.js'

function setUp() {
  const clock = createManualClock()
  const hub = createHub((error) => {
    throw error
  })
  const recent = createRecentConversations(hub, clock)
  const say = (instanceId: string, conversationId: string) =>
    hub.publish({ kind: 'message_recorded', instanceId, conversationId, sequence: 1 })
  return { clock, hub, recent, say }
}

describe('recent conversations', () => {
  it('lists the most recently active last', () => {
    const { recent, say } = setUp()
    for (const id of ['a', 'b', 'a']) say('i1', id)

    expect(recent.list('i1')).toEqual(['b', 'a'])
  })

  it('knows nothing of another instance', () => {
    const { recent, say } = setUp()
    say('i1', 'a')

    expect(recent.list('i2')).toEqual([])
  })

  it('forgets after an hour', () => {
    const { clock, recent, say } = setUp()
    say('i1', 'a')
    clock.advance(3_600_001)
    say('i1', 'b')

    expect(recent.list('i1')).toEqual(['b'])
  })

  it('keeps the newest 32', () => {
    const { recent, say } = setUp()
    for (let i = 0; i < 40; i++) say('i1', String(i))

    expect(recent.list('i1')).toHaveLength(32)
    expect(recent.list('i1')[0]).toBe('8')
  })

  it('forgets a conversation that was erased', () => {
    const { hub, recent, say } = setUp()
    for (const id of ['a', 'b']) say('i1', id)

    hub.publish({ kind: 'conversation_erased', instanceId: 'i1', conversationId: 'b' })

    expect(recent.list('i1')).toEqual(['a'])
  })

  it('hears nothing once stopped', () => {
    const { recent, say } = setUp()
    recent.stop()
    say('i1', 'a')

    expect(recent.list('i1')).toEqual([])
  })
})
