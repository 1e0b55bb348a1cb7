import { chmod } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openConnection } from '../../src/store/sqlite/driver.js'
import { runPrecis } from './precis-process.js'
import { call, makeDataDir, pollUntil, removeDataDir, startServer, type TestServer } from './precis-server.js'

let dataDir: string
beforeAll(async () => {
  dataDir = await makeDataDir()
})
afterAll(() => removeDataDir(dataDir))

describe('precis keys', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startServer({ dataDir, env: { PRECIS_BOOTSTRAP_API_KEY: '' } })
  })
  afterAll(() => server.kill('SIGTERM'))

  const whoami = (key: string) =>
    call(server, 'GET', '/api/v1/auth/whoami', undefined, { authorization: `Bearer ${key}` })

  it('creates a key that a running server takes, and revokes it for good', async () => {
    const created = await runPrecis(['keys', 'create', '--data', dataDir, '--label', 'night shift'])
    const key = created.stdout.trim()
    const before = await whoami(key)
    const listed = await runPrecis(['keys', 'list', '--json', '--data', dataDir])
    const entry = JSON.parse(listed.stdout).find((row: { label: string }) => row.label === 'night shift')
    const revoked = await runPrecis(['keys', 'revoke', entry.id, '--data', dataDir])
    await pollUntil(async () => (await whoami(key)).status === 401)
    const again = await runPrecis(['keys', 'revoke', entry.id, '--data', dataDir])

    expect(created).toMatchObject({ code: 0, stderr: '' })
    expect(before.status).toBe(200)
    expect(entry).toMatchObject({ state: 'live', instance: 'default', ends_with: key.slice(-4) })
    expect(listed.stdout).not.toContain(key)
    expect(revoked.code).toBe(0)
    expect(again.code).toBe(1)
    expect(again.stderr).toContain('no live key')
  })

  it('gives another instance keys that see nothing of the first', async () => {
    const { stdout } = await runPrecis(['keys', 'create', '--instance', 'shop', '--data', dataDir])
    const [mine, theirs] = [await firstKeyOf(server), stdout.trim()]

    const [first, second] = await Promise.all([whoami(mine), whoami(theirs)])

    expect(first.body.instance_id).not.toBe(second.body.instance_id)
  })
})

function firstKeyOf(server: TestServer): Promise<string> {
  return Promise.resolve(/synap_\S+/.exec(server.announced.join('\n'))?.[0] ?? '')
}

describe('precis migrate', () => {
  it('says what it would do, does it, and finds nothing to do', async () => {
    const fresh = await makeDataDir()
    const run = (...flags: string[]) => runPrecis(['migrate', '--data', fresh, ...flags])
    const planned = await run('--dry-run')
    const applied = await run()
    const again = await run()
    await removeDataDir(fresh)

    expect(planned.stdout).toMatch(/^Would apply 0001-/)
    expect(applied.stdout).toMatch(/^Applied 0001-/)
    expect(again.stdout).toContain('up to date')
  })
})

describe('precis doctor', () => {
  it('finds a healthy machine healthy and a readable key file not', async () => {
    const good = await runPrecis(['doctor', '--data', dataDir, '--port', '0'])
    await chmod(join(dataDir, 'initial-api-key'), 0o644)
    const bad = await runPrecis(['doctor', '--data', dataDir, '--port', '0', '--json'])

    expect(good.stdout).not.toContain('FAIL')
    expect(good.code).toBe(0)
    expect(bad.code).toBe(1)
    expect(JSON.parse(bad.stdout).filter((finding: { isGood: boolean }) => !finding.isGood)).toMatchObject([
      { check: 'first key file', repair: expect.stringContaining('chmod 600') },
    ])
    await chmod(join(dataDir, 'initial-api-key'), 0o600)
  })

  it('says that a data folder is a file', async () => {
    const found = await runPrecis(['doctor', '--data', join(dataDir, 'precis.db'), '--port', '0'])
    expect(found.code).toBe(1)
    expect(found.stdout).toMatch(
      /FAIL {2}data folder: .+precis\.db is a file, not a folder\n +to repair it, choose another/,
    )
  })

  it('says what repairs a broken row, and repairs it', async () => {
    const doctor = (...args: string[]) => runPrecis(['doctor', '--data', dataDir, '--port', '0', ...args])
    const database = openConnection(join(dataDir, 'precis.db'))
    database.exec('drop index conversations_by_user')
    database.close()

    const found = await doctor()
    expect(found.code).toBe(1)
    expect(found.stdout).toMatch(
      /FAIL {2}indexes: missing: conversations_by_user\n +to repair it, run `precis doctor --repair`/,
    )
    const repaired = await doctor('--repair')
    expect(repaired).toMatchObject({ code: 0 })
    expect(repaired.stdout).toContain('done  made index conversations_by_user')
    expect((await doctor()).stdout).toContain('ok    indexes')
  })
})

describe('precis serve', () => {
  it('names every wrong setting at once and where it came from', async () => {
    const outcome = await runPrecis(['serve', '--port', '99999'], { env: { PRECIS_AUTO_TOKENS: 'many' } })

    expect(outcome.code).toBe(1)
    expect(outcome.stderr).toContain('--port "99999"')
    expect(outcome.stderr).toContain('PRECIS_AUTO_TOKENS "many"')
  })

  it('says so when its port is taken', async () => {
    const first = await startServer({ dataDir })
    const other = await makeDataDir()
    const port = new URL(first.url).port
    const second = await runPrecis(['serve', '--port', port, '--grpc-port', 'off', '--data', other])
    await first.kill('SIGTERM')
    await removeDataDir(other)

    expect(second.code).toBe(1)
    expect(second.stderr).toContain(`127.0.0.1:${port} is in use`)
  })
})

describe('precis demo', () => {
  it('tells the whole story, clean in a pipe', async () => {
    const { code, stdout, stderr } = await runPrecis(['demo'])

    expect(code).toBe(0)
    expect(stderr).toBe('')
    expect(stdout).not.toContain('\u001b[')
    for (const part of [
      '82 turns recorded', // as the README and the help say
      'tokens before:',
      'tokens after:',
      'score:',
      'version 1 made itself',
      'dropped (',
      'kept (',
    ]) {
      expect(stdout).toContain(part)
    }
    for (const format of ['structured', 'narrative', 'bullet_points', 'injection']) {
      expect(stdout).toContain(`[${format}, `)
    }
    expect(stdout).toContain('Tomasz is on leave from 20 March')
  })
})
