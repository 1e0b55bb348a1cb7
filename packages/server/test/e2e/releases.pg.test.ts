import { randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { ANNOTATION_REVISION, DIGEST_REVISION } from '@precis/engine'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { RANGE_LIMITS } from '../../src/services/sealed-ranges.js'
import { runSql } from '../postgres/database.js'
import { useTestDatabases } from '../postgres/test-databases.js'
import { readPostgres, readStored } from '../reliability/stored-rows.js'
import { findViolations } from '../reliability/violations.js'
import {
  compactToEnd,
  makeDataDir,
  recordAll,
  removeDataDir,
  startServer,
  type TestServer,
} from './precis-server.js'

const NEXT_RELEASE = fileURLToPath(new URL('../reliability/next-release.cjs', import.meta.url))
const ROUNDS = 4

const databases = useTestDatabases()
let dataDir: string
const servers: TestServer[] = []
beforeAll(async () => {
  dataDir = await makeDataDir()
})
afterEach(async () => {
  for (const server of servers.splice(0)) await server.kill('SIGKILL')
})
afterAll(() => removeDataDir(dataDir))

async function start(url: string, env: Readonly<Record<string, string>> = {}): Promise<TestServer> {
  const flags = ['--auto-compact', 'off', '--worker-threads', '1']
  const server = await startServer({ dataDir, flags, env: { PRECIS_DATABASE_URL: url, ...env } })
  servers.push(server)
  return server
}

/** Messages of which no two of one conversation, or of two, are the same. */
const said = (conversationId: string, from: number, count: number) =>
  Array.from({ length: count }, (_, i) => ({
    role: 'user',
    content: `Pallet ${from + i} of ${conversationId} goes to bay 7 by noon.`,
  }))

interface Derived {
  readonly conversation_id: string
  /** Of the oldest annotation. */
  readonly revision: number
  /** Which transaction wrote it: another one whenever it was made again. */
  readonly writer: string
}

it('two releases on one Postgres: what the newer one derives stays, and every version is of its range', async () => {
  const { url, adminUrl } = await databases.empty()
  const ours = await start(url)
  const next = await start(url, { NODE_OPTIONS: `--require ${NEXT_RELEASE}` })
  const short = randomUUID()
  const sealed = randomUUID()
  await recordAll(ours, sealed, said(sealed, 0, 2 * RANGE_LIMITS.messages + 10))
  const oldest = () =>
    runSql<Derived>(
      adminUrl,
      `select conversation_id, (data::json->>'revision')::int as revision, xmin::text as writer
       from message_annotations where sequence = 1 order by conversation_id`,
    )
  const digestRevisions = async () => {
    const rows = await runSql<{ revision: string }>(adminUrl, 'select revision from digests')
    return rows.map(({ revision }) => Number(revision))
  }
  const seen: Derived[] = []
  let highest = 0
  for (let round = 0; round < ROUNDS; round++) {
    // Whichever is asked, either may carry the run out: the workers of both compete.
    const [recording, compacting] = round % 2 === 0 ? [ours, next] : [next, ours]
    for (const conversationId of [short, sealed]) {
      await recordAll(recording, conversationId, said(conversationId, 10_000 + round * 100, 12))
      await compactToEnd(compacting, conversationId, { force: true })
    }
    seen.push(...(await oldest()))
    const revisions = await digestRevisions()
    expect(revisions.filter((revision) => revision < DIGEST_REVISION)).toEqual([])
    // Sealing goes on after a version is published: at first there may be none.
    expect(Math.max(0, ...revisions)).toBeGreaterThanOrEqual(highest)
    highest = Math.max(highest, ...revisions)
  }
  const stored = await readStored(readPostgres(adminUrl))

  expect(findViolations([], stored)).toEqual([])
  expect(stored.versions).toHaveLength(2 * ROUNDS)
  for (const conversation of [short, sealed]) {
    const own = seen.filter((row) => row.conversation_id === conversation)
    // Made once by ours, and made again once by the next release: never back and forth.
    const revisions = own.map(({ revision }) => revision)
    expect(revisions).toEqual([...revisions].sort((a, b) => a - b))
    expect(new Set(own.map(({ writer }) => writer)).size).toBeLessThanOrEqual(2)
    expect(
      own.every(({ revision }) => [ANNOTATION_REVISION, ANNOTATION_REVISION + 1].includes(revision)),
    ).toBe(true)
  }
  expect(seen.some(({ revision }) => revision > ANNOTATION_REVISION)).toBe(true)
}, 300_000)
