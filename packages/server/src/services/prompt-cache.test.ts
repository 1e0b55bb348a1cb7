import { beforeEach, describe, expect, it } from 'vitest'
import { ByteCache } from '../cache/byte-cache.js'
import { createHub, type Hub } from '../push/hub.js'
import { type ConversationCache, createConversationCache } from './prompt-cache.js'

const INSTANCE = 'inst_a'

describe('conversation cache', () => {
  let hub: Hub
  let foreign: number | undefined
  let cache: ConversationCache<string>
  let made: number
  beforeEach(() => {
    hub = createHub((error) => {
      throw error
    })
    foreign = 0
    made = 0
    cache = createConversationCache({
      hub,
      foreignChanges: () => foreign,
      cache: new ByteCache(1_500),
      bytesOf: (value: string) => 10 * value.length,
    })
  })

  const keyOf = (conversationId: string, variant = 'structured') => ({
    instanceId: INSTANCE,
    conversationId,
    variant,
  })
  const make = async () => `value ${++made}`
  const changed = (conversationId: string, instanceId = INSTANCE) =>
    hub.publish({ kind: 'message_recorded', instanceId, conversationId, sequence: 1 })

  it('makes a value once for each conversation and variant', async () => {
    const values = await Promise.all([
      cache.get(keyOf('c1'), make),
      cache.get(keyOf('c1'), make),
      cache.get(keyOf('c1', 'narrative'), make),
      cache.get(keyOf('c2'), make),
    ])

    expect(values).toEqual(['value 1', 'value 1', 'value 2', 'value 3'])
    expect(await cache.get(keyOf('c1'), make)).toBe('value 1')
  })

  it('forgets all variants of a conversation that has changed, and no other', async () => {
    for (const key of [keyOf('c1'), keyOf('c1', 'narrative'), keyOf('c2')]) await cache.get(key, make)
    changed('c1')
    changed('c2', 'inst_b')
    const again = await Promise.all(
      [keyOf('c1'), keyOf('c1', 'narrative'), keyOf('c2')].map((key) => cache.get(key, make)),
    )

    expect(again).toEqual(['value 4', 'value 5', 'value 3'])
  })

  it('forgets a conversation that was erased', async () => {
    await cache.get(keyOf('c1'), make)
    hub.publish({ kind: 'conversation_erased', instanceId: INSTANCE, conversationId: 'c1' })

    expect(await cache.get(keyOf('c1'), make)).toBe('value 2')
  })

  it('does not keep what was being made while the conversation changed', async () => {
    let finish = (_: string) => {}
    const early = cache.get(keyOf('c1'), () => new Promise<string>((resolve) => (finish = resolve)))
    changed('c1')
    const late = cache.get(keyOf('c1'), make)
    finish('outdated')

    expect(await early).toBe('outdated')
    expect(await late).toBe('value 1')
    expect(await cache.get(keyOf('c1'), make)).toBe('value 1')
  })

  it('forgets everything when another process has changed something', async () => {
    await cache.get(keyOf('c1'), make)
    foreign = 1

    expect(await cache.get(keyOf('c1'), make)).toBe('value 2')
    expect(await cache.get(keyOf('c1'), make)).toBe('value 2')
  })

  it('keeps nothing where foreign changes cannot be told', async () => {
    foreign = undefined
    await cache.get(keyOf('c1'), make)

    expect(await cache.get(keyOf('c1'), make)).toBe('value 2')
  })

  it('keeps what is asked for with its state, until that is another or changes may have gone untold', async () => {
    foreign = undefined
    const inState = (state: string) => cache.get({ ...keyOf('c1'), state }, make)

    expect([await inState('s1'), await inState('s1')]).toEqual(['value 1', 'value 1'])
    expect([await inState('s2'), await inState('s2')]).toEqual(['value 2', 'value 2'])
    hub.publishGap('ends')
    expect(await inState('s2')).toBe('value 3')
  })

  it('does not keep a failure', async () => {
    const failing = cache.get(keyOf('c1'), () => Promise.reject(new Error('no')))

    await expect(failing).rejects.toThrow('no')
    expect(await cache.get(keyOf('c1'), make)).toBe('value 1')
  })

  it('lets the least recently used go when it grows too large', async () => {
    const large = async () => {
      made++
      return 'x'.repeat(60)
    }
    await cache.get(keyOf('c1'), large)
    await cache.get(keyOf('c2'), large)
    await cache.get(keyOf('c2'), large)

    expect(made).toBe(2)
    await cache.get(keyOf('c1'), large)
    expect(made).toBe(3)
  })

  it('gives out a value that is too large to keep', async () => {
    expect(await cache.get(keyOf('c1'), async () => 'x'.repeat(1_000))).toHaveLength(1_000)
    expect(await cache.get(keyOf('c1'), make)).toBe('value 1')
  })
})
