import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { describeLiveRuns } from '../live-runs.suite.js'
import { openConnection } from './driver.js'
import { openSqliteStore } from './store.js'

const folder = mkdtempSync(join(tmpdir(), 'precis-live-runs-'))
afterAll(() => rmSync(folder, { recursive: true }))
let files = 0

describeLiveRuns('SQLite', async (clock) => {
  const path = join(folder, `${files++}.db`)
  const store = await openSqliteStore({ path, clock })
  const exec = (sql: string) => {
    const connection = openConnection(path)
    try {
      connection.exec(sql)
    } finally {
      connection.close()
    }
  }
  return { store, exec }
})
