import { randomUUID } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  call,
  compactToEnd,
  makeDataDir,
  recordAll,
  removeDataDir,
  startServer,
  type TestServer,
} from './precis-server.js'

const TURNS = [
  { role: 'user', content: 'We are opening a second bakery in Ghent on 3 September. Help me keep track.' },
  {
    role: 'assistant',
    content: 'Congratulations! Gladly. What has been decided so far, and what is still open for you?',
  },
  {
    role: 'user',
    content: 'One rule: never order flour from anyone but Molens Verhaeghe, my father promised them.',
  },
  { role: 'assistant', content: 'Understood, flour comes from Molens Verhaeghe only.' },
  {
    role: 'user',
    content: 'The oven costs 18,400 euro. We decided to lease it for 36 months instead of buying it.',
  },
  {
    role: 'assistant',
    content: 'Noted. The lease for the oven runs for 36 months. Shall I compare two providers?',
  },
  {
    role: 'user',
    content: 'No, Lieke does that. I prefer to get the weekly summary on Mondays, in the morning.',
  },
  { role: 'assistant', content: 'You will have it on Monday mornings.' },
  { role: 'user', content: 'Actually, make the opening 10 September, the painters are late.' },
  { role: 'assistant', content: 'The opening moves to 10 September.' },
]

let server: TestServer
beforeAll(async () => {
  server = await startServer({ dataDir: await makeDataDir() })
})
afterAll(async () => {
  await server.kill('SIGTERM')
  await removeDataDir(server.dataDir)
})

const recorded = async (turns: readonly { role: string; content: string }[] = TURNS): Promise<string> => {
  const conversationId = randomUUID()
  await recordAll(server, conversationId, turns)
  return conversationId
}

describe('the whole path over HTTP', () => {
  it('records, compacts and reads back in every format under the target', async () => {
    const conversationId = await recorded()
    const status = await compactToEnd(server, conversationId, { target_tokens: 120 })
    const formats = ['structured', 'narrative', 'bullet_points', 'injection']
    const bodies = await Promise.all(
      formats.map((format) =>
        call(server, 'GET', `/v1/conversations/${conversationId}/compacted?format=${format}`),
      ),
    )

    expect(status).toMatchObject({
      status: 'completed',
      latest_version: 1,
      has_compaction: true,
      is_stale: false,
    })
    expect(new Set(bodies.map(({ body }) => body.formatted_context)).size).toBe(formats.length)
    for (const { status: code, body } of bodies) {
      expect(code).toBe(200)
      expect(body.compacted_token_count).toBeLessThanOrEqual(120)
      expect(body.formatted_context).toContain('Molens Verhaeghe')
      expect(body.compacted_context).toBe(body.formatted_context)
      expect(body.original_token_count).toBeGreaterThan(body.compacted_token_count)
    }
  })

  it('gives the messages after the newest version along with it, in every style', async () => {
    const conversationId = await recorded()
    await compactToEnd(server, conversationId)
    await recordAll(server, conversationId, [{ role: 'user', content: 'The sign must be green.' }])

    const bodies = await Promise.all(
      ['structured', 'narrative', 'bullet_points'].map((style) =>
        call(server, 'GET', `/v1/conversations/${conversationId}/context-for-prompt?style=${style}`),
      ),
    )

    for (const { body } of bodies) {
      expect(body).toMatchObject({
        available: true,
        is_stale: true,
        recent_message_count: 1,
        total_message_count: 11,
      })
      expect(body.formatted_context).toContain('The sign must be green.')
      expect(body.formatted_context).toContain('10 September')
      expect(body.recent_messages).toHaveLength(1)
    }
    expect(new Set(bodies.map(({ body }) => body.formatted_context)).size).toBe(3)
  })

  it('keeps every version readable and makes no new one for nothing', async () => {
    const conversationId = await recorded()
    await compactToEnd(server, conversationId)
    const again = await call(server, 'POST', '/v1/conversations/compact', { conversation_id: conversationId })
    await compactToEnd(server, conversationId, { force: true, strategy: 'aggressive' })
    const first = await call(server, 'GET', `/v1/conversations/${conversationId}/compacted?version=1`)
    const latest = await call(server, 'GET', `/v1/conversations/${conversationId}/compacted`)
    const absent = await call(server, 'GET', `/v1/conversations/${conversationId}/compacted?version=9`)

    expect(again.body.status).toBe('completed')
    expect(first.body).toMatchObject({ version: 1, compaction_id: again.body.compaction_id })
    expect(latest.body).toMatchObject({ version: 2, strategy_used: 'aggressive' })
    expect(absent.status).toBe(404)
  })

  it('finds what was said by a query', async () => {
    const conversationId = await recorded()
    await compactToEnd(server, conversationId)

    const { body } = await call(server, 'POST', '/v1/context/conversation/fetch', {
      conversation_id: conversationId,
      search_query: ['lease of the oven'],
      max_results: 3,
    })

    const contents = Object.values(body.context as Record<string, { content: string }[]>)
      .flat()
      .map((i) => i.content)
    expect(contents.join('\n')).toContain('36 months')
    expect(contents.length).toBeLessThanOrEqual(3)
  })

  it('starts a run by itself once enough was said', async () => {
    const conversationId = await recorded(
      Array.from({ length: 45 }, (_, i) => ({
        role: i % 2 ? 'assistant' : 'user',
        content: `Batch ${i} weighs ${i * 7} kg.`,
      })),
    )

    const status = async () =>
      (await call(server, 'GET', `/v1/conversations/${conversationId}/compaction/status`)).body
    while ((await status()).status !== 'completed');

    expect(
      (await call(server, 'GET', `/v1/conversations/${conversationId}/compacted`)).body.trigger_type,
    ).toBe('auto_messages')
  })

  it('speaks of itself: health, readiness, identity, OpenAPI', async () => {
    const health = await call(server, 'GET', '/health', undefined, {})
    const whoami = await call(server, 'GET', '/api/v1/auth/whoami')
    const openapi = await call(server, 'GET', '/openapi.json', undefined, {})

    expect(health.body.status).toBe('ok')
    expect(whoami.body.instance_id).toMatch(/^inst_[0-9a-f]{16}$/)
    expect(openapi.body.openapi).toMatch(/^3\.1/)
    expect(Object.keys(openapi.body.paths)).toContain('/v1/conversations/messages')
  })
})

describe('precis serve', () => {
  it('makes a first key on fresh data, shows it once and keeps it for its owner only', async () => {
    const dataDir = await makeDataDir()
    const first = await startServer({ dataDir, env: { PRECIS_BOOTSTRAP_API_KEY: '' } })
    const key = (await readFile(join(dataDir, 'initial-api-key'), 'utf8')).trim()
    const { mode } = await stat(join(dataDir, 'initial-api-key'))
    const whoami = await call(first, 'GET', '/api/v1/auth/whoami', undefined, {
      authorization: `Bearer ${key}`,
    })
    const firstExit = await first.kill('SIGTERM')
    const second = await startServer({ dataDir, env: { PRECIS_BOOTSTRAP_API_KEY: '' } })
    const secondExit = await second.kill('SIGINT')
    await removeDataDir(dataDir)

    expect(key).toMatch(/^synap_[\w-]{43}$/)
    expect(mode & 0o777).toBe(0o600)
    expect(first.announced.join('\n')).toContain(key)
    expect(second.announced.join('\n')).not.toContain(key)
    expect(whoami.status).toBe(200)
    expect([firstExit, secondExit]).toEqual([0, 0])
  })
})
