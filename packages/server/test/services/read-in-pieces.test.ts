import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createEnginePool, type EnginePool } from '../../src/runs/pool.js'
import { annotatePending } from '../../src/services/annotations.js'
import { findTail, readAnnotationPages, readMessages } from '../../src/services/read-conversation.js'
import type { MessageStore } from '../../src/store/contract.js'
import { aTurn, type RunningServer, startServices } from '../running-services.js'

const MIB = 1024 * 1024

describe('reading a conversation in pieces', () => {
  let engine: EnginePool
  let server: RunningServer
  const ref = { instanceId: '', conversationId: '' }
  beforeAll(() => {
    engine = createEnginePool({ threads: 1 })
  })
  afterAll(() => engine.stop())
  beforeEach(async () => {
    server = await startServices({ engine })
    Object.assign(ref, { instanceId: server.principal.instanceId, conversationId: randomUUID() })
  })
  afterEach(() => server.stop())

  const say = async (...contents: string[]) => {
    const turns = contents.map((content) => aTurn(ref.conversationId, { content }))
    await server.services.messages.recordBatch(server.principal, turns)
  }

  /** The store, with a note of how much each read of messages gave. */
  function watched(): { messages: MessageStore; pieces: { rows: number; characters: number }[] } {
    const { messages } = server.store
    const pieces: { rows: number; characters: number }[] = []
    const read: MessageStore['read'] = async (...about) => {
      const rows = await messages.read(...about)
      pieces.push({
        rows: rows.length,
        characters: rows.reduce((sum, { content }) => sum + content.length, 0),
      })
      return rows
    }
    return { messages: { ...messages, read }, pieces }
  }

  it('reads no more than a bounded part at once, and one message where it is larger', async () => {
    const long = '-'.repeat(200_000)
    await say(...Array.from({ length: 9 }, () => long), '-'.repeat(MIB), 'short', 'end')
    const { messages, pieces } = watched()
    const found = await readMessages(messages, ref, { after: 0, through: 12 })

    expect(found.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 12 }, (_, i) => i + 1))
    expect(pieces.every(({ rows, characters }) => rows === 1 || characters <= 512 * 1024)).toBe(true)
    expect(pieces.map(({ rows }) => rows)).toEqual([2, 2, 2, 2, 1, 1, 2])
  })

  it('goes over more rows than one page has', async () => {
    await say(...Array.from({ length: 620 }, (_, i) => `${i}`))
    const { messages, pieces } = watched()
    const found = await readMessages(messages, ref, { after: 3, through: 617 })

    expect(found.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 614 }, (_, i) => i + 4))
    expect(pieces.map(({ rows }) => rows)).toEqual([250, 250, 114])
  })

  it('finds where a tail of so many messages or bytes begins', async () => {
    await say(...Array.from({ length: 300 }, () => 'ten bytes.'))
    const start = async (limits: { messages: number; bytes: number }, after = 0) =>
      (await findTail(server.store.messages, ref, { after, through: 300 }, limits)).start

    expect(await start({ messages: 280, bytes: MIB })).toBe(20)
    expect(await start({ messages: 280, bytes: 0 })).toBe(299)
    expect(await start({ messages: 1_000, bytes: MIB })).toBe(0)
    expect(await start({ messages: 280, bytes: MIB }, 100)).toBe(100)
  })

  it('reads annotations as far as they go without a gap, whatever their size', async () => {
    await say(...Array.from({ length: 24 }, (_, i) => `Sentence ${i} is ${i}. `.repeat(120)), 'not annotated')
    await annotatePending(server.store, engine, ref, { through: 24 })
    const { pages, count } = await readAnnotationPages(server.store.messages, ref, 25)

    expect(count).toBe(24)
    expect(pages.length).toBeGreaterThan(1)
    expect(pages.flatMap((page) => JSON.parse(page) as unknown[])).toHaveLength(24)
  })
})
