import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createManualClock, type ManualClock } from '../clock.js'
import { systemIds } from '../ids.js'
import type { Store } from '../store/contract.js'
import { openSqliteStore } from '../store/sqlite/store.js'
import { type ApiKeys, createApiKeys, generateApiKey } from './api-keys.js'
import { bootstrapFirstKey } from './bootstrap.js'
import { loadKeySecret } from './key-secret.js'
import { createAuthenticator } from './principal.js'
import { readOrCreateSecretFile } from './secret-file.js'

let clock: ManualClock
let store: Store
let keys: ApiKeys
let dataDir: string

beforeEach(async () => {
  clock = createManualClock()
  dataDir = await mkdtemp(join(tmpdir(), 'precis-auth-'))
  store = await openSqliteStore({ path: ':memory:', clock })
  keys = createApiKeys({ store, secret: Buffer.alloc(32, 7), ids: systemIds, clock })
})

afterEach(async () => {
  await store.close()
  await rm(dataDir, { recursive: true })
})

const anInstance = (name: string) =>
  store.instances.create({ id: systemIds.external('inst'), clientId: systemIds.external('cli'), name })

describe('API keys', () => {
  it('are 256 random bits behind the prefix', () => {
    const key = generateApiKey()
    expect(key).toMatch(/^synap_[A-Za-z0-9_-]{43}$/)
    expect(generateApiKey()).not.toBe(key)
  })

  it('resolve to exactly their instance', async () => {
    const [first, second] = [await anInstance('first'), await anInstance('second')]
    const { key, record } = await keys.issue({ instanceId: second.id, label: 'ci' })
    await keys.issue({ instanceId: first.id, label: 'other' })
    expect(await keys.verify(key)).toEqual({
      instanceId: second.id,
      clientId: second.clientId,
      keyId: record.id,
    })
    expect(second.id).toMatch(/^inst_[0-9a-f]{16}$/)
    expect(second.clientId).toMatch(/^cli_[0-9a-f]{16}$/)
  })

  it('are not in the list, only their last characters', async () => {
    const { id } = await anInstance('a')
    const { key } = await keys.issue({ instanceId: id, label: 'ci' })
    const listed = await keys.list(id)
    expect(listed.map(({ hint }) => hint)).toEqual([key.slice(-4)])
    expect(JSON.stringify(listed)).not.toContain(key)
  })

  it('are unknown under another secret', async () => {
    const { id } = await anInstance('a')
    const { key } = await keys.issue({ instanceId: id, label: 'ci' })
    const elsewhere = createApiKeys({ store, secret: Buffer.alloc(32, 8), ids: systemIds, clock })
    expect(await elsewhere.verify(key)).toBeUndefined()
  })

  it('stop at once here, and within seconds in another process, when revoked', async () => {
    const { id } = await anInstance('a')
    const { key, record } = await keys.issue({ instanceId: id, label: 'ci' })
    const otherProcess = createApiKeys({ store, secret: Buffer.alloc(32, 7), ids: systemIds, clock })
    await Promise.all([keys.verify(key), otherProcess.verify(key)])

    expect(await keys.revoke(record.id)).toBe(true)

    expect(await keys.verify(key)).toBeUndefined()
    clock.advance(5_001)
    expect(await otherProcess.verify(key)).toBeUndefined()
    expect(await keys.revoke(record.id)).toBe(false)
  })

  it.each(['', 'synap_', 'sk-abc', `synap_${'x'.repeat(100_000)}`, 'synap_\0'])(
    'refuse %j quietly',
    async (key) => {
      expect(await keys.verify(key)).toBeUndefined()
    },
  )
})

describe('authenticate', () => {
  it('takes the scheme in any case and says what is missing', async () => {
    const { id } = await anInstance('a')
    const { key } = await keys.issue({ instanceId: id, label: 'ci' })
    const { authenticate } = createAuthenticator(keys)
    expect(await authenticate(`bearer  ${key} `)).toMatchObject({ instanceId: id })
    for (const wrong of [undefined, '', 'Bearer', 'Bearer ', key, `Basic ${key}`])
      await expect(authenticate(wrong)).rejects.toMatchObject({
        code: 'unauthenticated',
        message: expect.stringContaining('no API key was sent'),
      })
    await expect(authenticate('Bearer synap_wrong')).rejects.toMatchObject({ code: 'unauthenticated' })
  })
})

describe('bootstrapFirstKey', () => {
  const bootstrap = (givenKey: string | null = null) =>
    bootstrapFirstKey({ store, keys, ids: systemIds, dataDir, givenKey })

  it('makes one instance and one key that only the owner can read', async () => {
    const first = await bootstrap()
    const path = join(dataDir, 'initial-api-key')
    expect(first).toMatchObject({ path })
    expect((await readFile(path, 'utf8')).trim()).toBe(first?.key)
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect(await keys.verify(first?.key ?? '')).toMatchObject({ instanceId: first?.instanceId })
  })

  it('does nothing when there is a key, even a revoked one', async () => {
    await bootstrap()
    const [only] = await keys.list()
    await keys.revoke(only?.id ?? '')
    expect(await bootstrap()).toBeUndefined()
    expect(await keys.list()).toHaveLength(1)
  })

  it('registers the key that it is given and writes no file', async () => {
    const given = `synap_${'k'.repeat(26)}`
    expect(await bootstrap(given)).toMatchObject({ key: given, path: null })
    await expect(stat(join(dataDir, 'initial-api-key'))).rejects.toThrow(/ENOENT/)
    expect(await keys.verify(given)).toBeDefined()
  })

  it('ends with one instance and one key when many start at once', async () => {
    const given = `synap_${'k'.repeat(26)}`
    await Promise.all(Array.from({ length: 8 }, () => bootstrap(given)))
    expect(await store.instances.list()).toHaveLength(1)
    expect(await keys.list()).toHaveLength(1)
  })
})

describe('secret files', () => {
  it('are made once, whoever comes first', async () => {
    const path = join(dataDir, 'deep', 'secret')
    const values = await Promise.all(
      Array.from({ length: 10 }, (_, index) => readOrCreateSecretFile(path, `value-${index}`)),
    )
    expect(new Set(values).size).toBe(1)
    expect((await readFile(path, 'utf8')).trim()).toBe(values[0])
  })

  it('say which file could not be made', async () => {
    await writeFile(join(dataDir, 'file'), '')
    await expect(readOrCreateSecretFile(join(dataDir, 'file', 'secret'), 'x')).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining(join('file', 'secret')),
    })
  })

  it('keep the secret that keys are hashed with over restarts, unless one is given', async () => {
    const load = (given: string | null) => loadKeySecret({ given, dataDir, store })
    const made = await load(null)
    expect(made).toHaveLength(32)
    expect(await load(null)).toEqual(made)
    expect(await load('a secret of at least thirty-two characters')).not.toEqual(made)
    await writeFile(join(dataDir, 'key-secret'), '')
    await expect(load(null)).rejects.toMatchObject({ code: 'failed_precondition' })
  })
})
