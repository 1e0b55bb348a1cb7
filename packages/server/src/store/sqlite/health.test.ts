import { mkdtempSync, rmSync } from 'node:fs'
import { open as openFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { createManualClock } from '../../clock.js'
import { aMessage, anInstance, id } from '../builders.suite.js'
import { describeHealth } from '../health.suite.js'
import { openConnection } from './driver.js'
import { openSqliteStore } from './store.js'

const folder = mkdtempSync(join(tmpdir(), 'precis-health-'))
let next = 0
const freshPath = () => join(folder, `${next++}.db`)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describeHealth('SQLite', async (clock) => {
  const path = freshPath()
  return {
    store: await openSqliteStore({ path, clock }),
    async run(sql) {
      const connection = openConnection(path)
      connection.exec(sql)
      connection.close()
    },
  }
})

it('finds a page that was overwritten, and says that a backup is needed', async () => {
  const path = freshPath()
  const clock = createManualClock()
  const store = await openSqliteStore({ path, clock })
  const conversationId = id()
  const messages = Array.from({ length: 500 }, () => aMessage(conversationId, { content: 'x'.repeat(500) }))
  await store.messages.record(await anInstance(store), messages)
  await store.close()
  const file = await openFile(path, 'r+')
  const { size } = await file.stat()
  await file.write(Buffer.alloc(4_096 * 4, 0xff), 0, 4_096 * 4, Math.floor(size / 8_192) * 4_096)
  await file.close()

  const damaged = await openSqliteStore({ path, clock })
  const findings = await damaged.health.inspect()
  await damaged.close()
  expect(findings).toMatchObject([{ check: 'file', repair: expect.stringContaining('backup') }])
  expect(findings[0]?.problems).toBeGreaterThan(0)
})
