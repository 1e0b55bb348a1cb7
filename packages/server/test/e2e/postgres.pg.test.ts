import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { useTestDatabases } from '../postgres/test-databases.js'
import { runPrecis } from './precis-process.js'
import {
  call,
  compactToEnd,
  makeDataDir,
  recordAll,
  removeDataDir,
  startServer,
  TEST_KEY,
} from './precis-server.js'

const databases = useTestDatabases()
let dataDir: string
beforeAll(async () => {
  dataDir = await makeDataDir()
})
afterAll(() => removeDataDir(dataDir))

const SENTENCES = [
  'The port is 8443.',
  'Ship to Lisbon on 12 May.',
  'Never call before nine.',
  'Ana decides.',
]
const messages = Array.from({ length: 40 }, (_, i) => ({
  role: i % 2 === 0 ? 'user' : 'assistant',
  content: `${i}. ${SENTENCES[i % SENTENCES.length]}`,
}))

describe('two server processes on one Postgres', () => {
  it('serve one conversation together', async () => {
    const { url } = await databases.empty()
    const start = () => startServer({ dataDir, env: { PRECIS_DATABASE_URL: url } })
    const [first, second] = await Promise.all([start(), start()])
    const conversationId = randomUUID()
    await recordAll(first, conversationId, messages.slice(0, 20))
    await recordAll(second, conversationId, messages.slice(20))
    const status = await compactToEnd(first, conversationId)
    const context = await call(second, 'GET', `/v1/conversations/${conversationId}/context-for-prompt`)

    expect(status.status).toBe('completed')
    expect(context.status).toBe(200)
    expect(context.body.formatted_context).toContain('8443')
    expect(await first.kill('SIGTERM')).toBe(0)
    expect(await second.kill('SIGTERM')).toBe(0)
  })
})

describe('commands on Postgres', () => {
  it('plan the schema, bring it up to date, make keys and examine it', async () => {
    const { url } = await databases.empty()
    const options = { env: { PRECIS_DATABASE_URL: url, PRECIS_DATA: dataDir } }
    const planned = await runPrecis(['migrate', '--dry-run'], options)
    const migrated = await runPrecis(['migrate'], options)
    const again = await runPrecis(['migrate', '--dry-run'], options)
    const created = await runPrecis(['keys', 'create', '--instance', 'team'], options)
    const listed = await runPrecis(['keys', 'list'], options)
    const examined = await runPrecis(['doctor', '--port', '0', '--grpc-port', 'off'], options)

    expect(planned.stdout).toContain('Would apply 0001-initial')
    expect(migrated.stdout).toContain('Applied 0001-initial')
    expect(again.stdout).toContain('up to date')
    expect(created.stdout).toMatch(/^synap_\S+\n$/)
    expect(listed.stdout).toContain('team')
    expect(examined.stdout).toMatch(/ok {4}database: opens; schema \d{4}/)
    expect([planned, migrated, again, created, listed, examined].map(({ code }) => code)).toEqual(
      Array(6).fill(0),
    )
  })

  it.each([
    ['nobody listens', 'postgres://a:b@127.0.0.1:1/precis', /does not answer/],
    ['the password is wrong', (url: string) => url.replace(/:[^:@/]+@/, ':wrong@'), /user or the password/],
    ['there is no such database', (url: string) => url.replace(/[^/]+$/, 'nowhere'), /does not exist/],
  ])('say what to do when %s', async (_, change, says) => {
    const { url } = await databases.empty()
    const { code, stderr } = await runPrecis(
      ['serve', '--port', '0', '--grpc-port', 'off', '--data', dataDir],
      {
        env: {
          PRECIS_DATABASE_URL: typeof change === 'string' ? change : change(url),
          PRECIS_BOOTSTRAP_API_KEY: TEST_KEY,
        },
      },
    )

    expect(code).not.toBe(0)
    expect(stderr).toMatch(says)
    expect(stderr).not.toContain('wrong')
  })
})
