import { randomUUID } from 'node:crypto'
import { copyFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openConnection } from '../../src/store/sqlite/driver.js'
import { runPrecis } from './precis-process.js'
import { call, makeDataDir, removeDataDir, startServer } from './precis-server.js'

let dataDir: string
let restoredDir: string
beforeAll(async () => {
  dataDir = await makeDataDir()
  restoredDir = await makeDataDir()
})
afterAll(async () => {
  await removeDataDir(dataDir)
  await removeDataDir(restoredDir)
})

const MESSAGES_BEFORE = 200

it('restores a backup that was made while the server was writing', async () => {
  const server = await startServer({ dataDir })
  const conversationId = randomUUID()
  let acknowledged = 0
  const record = async () => {
    const body = { conversation_id: conversationId, role: 'user', content: `number ${acknowledged + 1}` }
    const answer = await call(server, 'POST', '/v1/conversations/messages', body)
    if (answer.status === 200) acknowledged = answer.body.sequence
  }
  while (acknowledged < MESSAGES_BEFORE) await record()
  let isOver = false
  const writing = (async () => {
    while (!isOver) await record()
  })()

  // What docs/operations.md tells: one statement on a running server's database, and the secret beside it.
  const before = acknowledged
  const database = openConnection(join(dataDir, 'precis.db'))
  database.exec(`vacuum into '${join(restoredDir, 'precis.db')}'`)
  database.close()
  await copyFile(join(dataDir, 'key-secret'), join(restoredDir, 'key-secret'))
  isOver = true
  await writing
  expect(await server.kill('SIGTERM')).toBe(0)
  await rm(dataDir, { recursive: true })

  const examined = await runPrecis(['doctor', '--data', restoredDir, '--port', '0'])
  expect(examined).toMatchObject({ code: 0 })
  const restored = await startServer({ dataDir: restoredDir })
  const { status, body } = await call(
    restored,
    'GET',
    `/v1/conversations/${conversationId}/messages?limit=500`,
  )
  expect(status).toBe(200)
  const contents = (body.messages as { readonly content: string }[]).map(({ content }) => content)
  expect(contents.length).toBeGreaterThanOrEqual(before)
  expect(contents).toEqual(contents.map((_, i) => `number ${i + 1}`))
  expect(await restored.kill('SIGTERM')).toBe(0)
})
