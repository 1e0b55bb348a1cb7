import { afterEach, describe, expect, it } from 'vitest'
import type { WorkMessage } from '../services/engine-work.js'
import { createEnginePool, type EnginePool } from './pool.js'

/** The engine and the loader of its source take less. */
const THREAD_HEAP_MB = 100
const CHARACTERS_OF_ONE = 20_000
/** Together they take more than the thread has, before anything is made of them. */
const TOO_MANY = 7_000

const messages = (count: number, content: string): WorkMessage[] =>
  Array.from({ length: count }, (_, at) => ({
    id: `m${at}`,
    sequence: at + 1,
    role: 'user',
    content,
    name: null,
    saidAtMs: 0,
    toolCalls: [],
    toolCallId: null,
  }))

describe('the threads of the engine', () => {
  let pool: EnginePool
  afterEach(() => pool.stop())

  it('are alive after one piece of work has used up the memory of three in a row', async () => {
    pool = createEnginePool({ threads: 1, maxThreadHeapMb: THREAD_HEAP_MB })
    const large = messages(TOO_MANY, 'Ship it to Lisbon. '.repeat(CHARACTERS_OF_ONE / 19))
    for (let attempt = 1; attempt <= 3; attempt++)
      await expect(pool.annotate({ messages: large, language: 'en' })).rejects.toMatchObject({
        code: 'ERR_WORKER_OUT_OF_MEMORY',
      })
    await expect.poll(() => pool.isAlive, { timeout: 60_000 }).toBe(true)
    const small = await pool.annotate({ messages: messages(3, 'Ship it to Lisbon.'), language: 'en' })
    expect(small).toHaveLength(3)
  }, 240_000)
})
