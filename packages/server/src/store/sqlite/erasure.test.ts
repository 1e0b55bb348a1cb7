import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Kysely } from 'kysely'
import { afterAll, expect, it } from 'vitest'
import { type Clock, createManualClock } from '../../clock.js'
import { aMessage, anInstance, id } from '../builders.suite.js'
import type { Database } from '../database.js'
import { describeErasureContract } from '../erasure.suite.js'
import { describeErasureRaces } from '../erasure-races.suite.js'
import { migrate } from '../migrations/migrate.js'
import { TABLES_OF_A_CONVERSATION } from '../queries/erase-conversation.js'
import { sqliteDialect } from './dialect.js'
import { openConnection } from './driver.js'
import { readEverything } from './every-row.suite.js'
import { openSqliteStore } from './store.js'

const folder = mkdtempSync(join(tmpdir(), 'precis-erasure-'))
let next = 0
const freshPath = () => join(folder, `${next++}.db`)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describeErasureContract('SQLite', async (clock: Clock) => {
  const path = freshPath()
  const store = await openSqliteStore({ path, clock })
  return {
    store,
    everything: async () => readEverything(path),
  }
})

describeErasureRaces('SQLite, one connection', async (clock) => {
  const store = await openSqliteStore({ path: freshPath(), clock })
  return [store, store]
})
describeErasureRaces('SQLite, two connections', async (clock) => {
  const path = freshPath()
  return [await openSqliteStore({ path, clock }), await openSqliteStore({ path, clock })]
})

it('erases a conversation from every table that names one', async () => {
  const db = new Kysely<Database>({ dialect: sqliteDialect(openConnection(':memory:')) })
  await migrate(db)
  const tables = await db.introspection.getTables()
  const naming = tables
    .filter(({ columns }) => columns.some(({ name }) => name === 'conversation_id'))
    .map(({ name }) => name)
  await db.destroy()

  expect(naming.sort()).toEqual(Object.keys(TABLES_OF_A_CONVERSATION).sort())
})

it('leaves no byte of what was deleted in the file', async () => {
  const path = freshPath()
  const secret = 'The safe opens with 7731.'
  const store = await openSqliteStore({ path, clock: createManualClock() })
  const instanceId = await anInstance(store)
  const conversationId = id()
  const messages = Array.from({ length: 50 }, (_, i) =>
    aMessage(conversationId, { content: i % 7 === 0 ? secret.repeat(500) : secret }),
  )
  await store.messages.record(instanceId, messages)
  await store.messages.record(instanceId, [aMessage(id(), { content: 'The weather is fine.' })])
  await store.erasures.eraseConversation(instanceId, conversationId)
  await store.close()

  const bytes = readFileSync(path, 'latin1')
  expect(bytes).toContain('The weather is fine.')
  expect(bytes).not.toContain('7731')
})
