import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { describeStoreContract } from '../contract.suite.js'
import { describeStoreRaces } from '../races.suite.js'
import { openSqliteStore } from './store.js'

const folder = mkdtempSync(join(tmpdir(), 'precis-contract-'))
let next = 0
const freshPath = () => join(folder, `${next++}.db`)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describeStoreContract('SQLite in memory', (clock) => openSqliteStore({ path: ':memory:', clock }))
describeStoreContract('SQLite on disk', (clock) => openSqliteStore({ path: freshPath(), clock }))
// The built-in driver is new enough from Node 24 on.
if (Number(process.versions.node.split('.')[0]) >= 24)
  describeStoreContract('SQLite built into Node', (clock) =>
    openSqliteStore({ path: freshPath(), clock, driver: 'node:sqlite' }),
  )
describeStoreRaces('SQLite, one connection', async (clock) => {
  const store = await openSqliteStore({ path: freshPath(), clock })
  return [store, store]
})
describeStoreRaces('SQLite, two connections', async (clock) => {
  const path = freshPath()
  return [await openSqliteStore({ path, clock }), await openSqliteStore({ path, clock })]
})
