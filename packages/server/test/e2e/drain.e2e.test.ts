import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { request } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openConnection } from '../../src/store/sqlite/driver.js'
import { call, makeDataDir, pollUntil, removeDataDir, startServer, TEST_KEY } from './precis-server.js'

let dataDir: string
beforeAll(async () => {
  dataDir = await makeDataDir()
})
afterAll(() => removeDataDir(dataDir))

const isReady = async (url: string): Promise<boolean> => {
  const response = await fetch(`${url}/ready`).catch(() => undefined)
  return response?.status === 200
}

describe('SIGTERM', () => {
  it('finishes the request that is under way, answers no other, and exits 0', async () => {
    const server = await startServer({ dataDir })
    expect((await call(server, 'GET', '/ready')).body).toEqual({
      status: 'ready',
      checks: { store: true, workers: true, accepting: true },
    })
    const conversationId = randomUUID()
    const body = JSON.stringify({ conversation_id: conversationId, role: 'user', content: 'in the middle' })
    const sending = request(`${server.url}/v1/conversations/messages`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${TEST_KEY}`,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        expect: '100-continue',
      },
    })
    const answered = once(sending, 'response')
    sending.flushHeaders()
    // The server has the request in hand.
    await once(sending, 'continue')
    const exited = server.kill('SIGTERM')
    await pollUntil(async () => !(await isReady(server.url)))
    sending.end(body)

    const [response] = await answered
    expect(response.statusCode).toBe(200)
    response.resume()
    expect(await exited).toBe(0)

    const again = await startServer({ dataDir })
    const { body: page } = await call(again, 'GET', `/v1/conversations/${conversationId}/messages`)
    expect(page.messages).toMatchObject([{ content: 'in the middle', sequence: 1 }])
    expect(await again.kill('SIGTERM')).toBe(0)
  })

  it('leaves no run held: it is finished, or queued for the next process', async () => {
    // A busy machine would have it refuse what is recorded here; refusing under load is not what this asks about.
    const server = await startServer({ dataDir, flags: ['--auto-compact', 'off', '--max-delay', '0'] })
    const conversationId = randomUUID()
    for (let batch = 0; batch < 6; batch++) {
      const messages = Array.from({ length: 1_000 }, (_, i) => ({
        conversation_id: conversationId,
        role: i % 2 === 0 ? 'user' : 'assistant',
        content: `Order AX-${batch}-${i} goes to dock ${i} on ${1 + (i % 28)} March, with ${i} boxes of ${batch} kg.`,
      }))
      expect((await call(server, 'POST', '/v1/conversations/messages/batch', { messages })).status).toBe(200)
    }
    await call(server, 'POST', '/v1/conversations/compact', { conversation_id: conversationId })
    const database = openConnection(join(dataDir, 'precis.db'))
    const runs = () =>
      database.all('select state, attempt, lease_owner from runs where conversation_id = ?', [
        conversationId,
      ]) as { readonly state: string; readonly attempt: number; readonly lease_owner: string | null }[]
    await pollUntil(async () => runs()[0]?.state !== 'queued')
    expect(await server.kill('SIGTERM')).toBe(0)

    const [run, ...others] = runs()
    expect(others).toEqual([])
    expect(run?.lease_owner).toBeNull()
    expect([
      { state: 'completed', attempt: 1 },
      { state: 'queued', attempt: 0 },
    ]).toContainEqual({ state: run?.state, attempt: run?.attempt })

    const next = await startServer({ dataDir, flags: ['--auto-compact', 'off'] })
    await pollUntil(async () => runs()[0]?.state === 'completed')
    const { body } = await call(next, 'GET', `/v1/conversations/${conversationId}/compacted`)
    expect(body).toMatchObject({ version: 1 })
    database.close()
    expect(await next.kill('SIGTERM')).toBe(0)
  })
})
