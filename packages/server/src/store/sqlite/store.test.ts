import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createManualClock } from '../../clock.js'
import { aMessage, anInstance, EVERYTHING, id } from '../builders.suite.js'
import { sqliteDialect } from './dialect.js'
import { openConnection } from './driver.js'
import { sqliteProfile } from './profile.js'
import { openSqliteStore } from './store.js'

describe('SQLite store', () => {
  let folder: string
  let path: string
  const clock = createManualClock()
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'precis-sqlite-'))
    path = join(folder, 'deep', 'precis.db')
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('makes its folder and keeps what was recorded', async () => {
    const conversationId = id()
    const before = await openSqliteStore({ path, clock })
    const instanceId = await anInstance(before)
    await before.messages.record(instanceId, [aMessage(conversationId)])
    await before.close()
    const after = await openSqliteStore({ path, clock })

    expect(await after.messages.read(instanceId, conversationId, EVERYTHING)).toHaveLength(1)
    await after.close()
  })

  it('writes ahead and waits for the disk', async () => {
    const store = await openSqliteStore({ path, clock })
    const connection = openConnection(path)

    expect(connection.all('pragma journal_mode', [])).toEqual([{ journal_mode: 'wal' }])
    expect(existsSync(`${path}-wal`)).toBe(true)
    connection.close()
    await store.close()
  })

  it('finishes records under way before it closes', async () => {
    const conversationId = id()
    const store = await openSqliteStore({ path, clock })
    const instanceId = await anInstance(store)
    const recording = store.messages.record(instanceId, [aMessage(conversationId)])
    await store.close()

    expect((await recording).results).toMatchObject([{ kind: 'recorded' }])
  })

  it('tells that another process has changed something, and nothing of its own changes', async () => {
    const store = await openSqliteStore({ path, clock })
    const instanceId = await anInstance(store)
    const first = store.foreignChanges()
    await store.messages.record(instanceId, [aMessage(id())])
    const afterOwn = store.foreignChanges()
    const other = await openSqliteStore({ path, clock })
    await other.messages.record(instanceId, [aMessage(id())])

    expect(afterOwn).toBe(first)
    expect(store.foreignChanges()).not.toBe(first)
    await other.close()
    await store.close()
  })

  it('says so when the file is no database', async () => {
    path = join(folder, 'notes.txt')
    writeFileSync(
      path,
      'This is a text file, and long enough to be looked at as a database header.'.repeat(20),
    )

    await expect(openSqliteStore({ path, clock })).rejects.toMatchObject({
      code: 'internal',
      reason: 'database_damaged',
    })
  })

  it('says so when the file cannot be opened', async () => {
    await expect(openSqliteStore({ path: folder, clock })).rejects.toMatchObject({ code: 'unavailable' })
  })

  it('rolls back without an error where SQLite has done so by itself', async () => {
    const connection = openConnection(':memory:')
    const driver = sqliteDialect(connection).createDriver()
    const lent = await driver.acquireConnection()
    await driver.beginTransaction(lent, {})
    connection.exec('rollback')

    await expect(driver.rollbackTransaction(lent)).resolves.toBeUndefined()
    await driver.releaseConnection(lent)
    await driver.destroy()
  })

  it.skipIf(process.getuid?.() === 0)('says so when the file cannot be written', async () => {
    await (await openSqliteStore({ path, clock })).close()
    chmodSync(path, 0o400)

    await expect(openSqliteStore({ path, clock })).rejects.toMatchObject({ code: 'unavailable' })
  })
})

describe('SQLite errors', () => {
  it.each([
    [{ code: 'SQLITE_BUSY' }, 'unavailable', 'database_busy'],
    [{ code: 'SQLITE_BUSY_SNAPSHOT' }, 'unavailable', 'database_busy'],
    [{ errcode: 5 }, 'unavailable', 'database_busy'],
    [{ code: 'SQLITE_FULL' }, 'unavailable', 'disk_full'],
    [{ errcode: 13 }, 'unavailable', 'disk_full'],
    [{ code: 'SQLITE_IOERR_WRITE' }, 'unavailable', 'disk_error'],
    [{ errcode: 778 }, 'unavailable', 'disk_error'],
    [{ code: 'SQLITE_CORRUPT' }, 'internal', 'database_damaged'],
    [{ code: 'SQLITE_CONSTRAINT_UNIQUE' }, 'internal', 'database_error'],
    [new Error('something else'), 'internal', 'database_error'],
    [null, 'internal', 'database_error'],
  ])('reads %j', (error, code, reason) => {
    expect(sqliteProfile.toAppError(error)).toMatchObject({ code, reason, cause: error })
  })

  it('knows a broken uniqueness rule from other constraints, of either driver', () => {
    const broken = [
      { code: 'SQLITE_CONSTRAINT_UNIQUE' },
      { code: 'SQLITE_CONSTRAINT_PRIMARYKEY' },
      { errcode: 2067 },
    ]
    const others = [{ code: 'SQLITE_CONSTRAINT_FOREIGNKEY' }, { errcode: 787 }, new Error('x'), undefined]

    expect(broken.map((error) => sqliteProfile.isUniqueViolation(error))).toEqual([true, true, true])
    expect(others.map((error) => sqliteProfile.isUniqueViolation(error))).toEqual([
      false,
      false,
      false,
      false,
    ])
  })
})

function nativeModuleLoads(): boolean {
  try {
    openConnection(':memory:', 'better-sqlite3').close()
    return true
  } catch {
    return false
  }
}

describe('SQLite drivers', () => {
  it('opens with the native module where it loads, else with the built-in one', () => {
    const connection = openConnection(':memory:')

    expect(connection.driverName).toBe(nativeModuleLoads() ? 'better-sqlite3' : 'node:sqlite')
    connection.close()
  })

  it.skipIf(Number(process.versions.node.split('.')[0]) >= 24)(
    'says what to get where there is no driver',
    () => {
      expect(() => openConnection(':memory:', 'node:sqlite')).toThrow(
        /npm install better-sqlite3@12.*Node 24/s,
      )
    },
  )
})
