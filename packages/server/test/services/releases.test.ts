import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { ANNOTATION_REVISION, DIGEST_REVISION } from '@precis/engine'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { RangeLimits } from '../../src/services/sealed-ranges.js'
import { makeDataDir } from '../e2e/precis-server.js'
import { aConversation, type RunningServer, startServices } from '../running-services.js'

const SMALL: RangeLimits = { messages: 10, tokens: 100_000 }
/** Never reached: every run reads the conversation from its first message on. */
const NONE: RangeLimits = { messages: 1_000_000, tokens: 1_000_000_000 }
const TURNS = 60

let folder: string
let ours: RunningServer
let whole: RunningServer
beforeEach(async () => {
  folder = await makeDataDir()
  ours = await startServices({ path: join(folder, 'precis.db'), rangeLimits: SMALL })
  whole = await startServices({ rangeLimits: NONE, engine: ours.engine })
})
afterEach(async () => {
  await whole.stop()
  await ours.stop()
  await rm(folder, { recursive: true, force: true })
})

async function compact(server: RunningServer, conversationId: string) {
  await server.services.compactions.trigger(server.principal, {
    conversationId,
    force: true,
    targetTokens: 250,
  })
  await server.settled()
  return server.services.compactions.get(server.principal, conversationId)
}

/** What is derived from messages and kept for the next run. */
function derivedRows() {
  const database = new Database(join(folder, 'precis.db'))
  try {
    return {
      annotations: database.prepare('select sequence, data from message_annotations order by sequence').all(),
      digests: database
        .prepare('select level, position, revision, data from digests order by level, position')
        .all(),
    }
  } finally {
    database.close()
  }
}

/** As if a release whose annotations and digests are of the revision after ours had made them. */
function makeThemNewer(): void {
  const database = new Database(join(folder, 'precis.db'))
  database.exec(
    `update message_annotations set data = replace(data, '"revision":${ANNOTATION_REVISION}', '"revision":${ANNOTATION_REVISION + 1}');
     update digests set revision = ${DIGEST_REVISION + 1_000}`,
  )
  database.close()
}

it('compacts beside a newer release from the messages, and leaves what that has made alone', async () => {
  const conversationId = randomUUID()
  const turns = aConversation(conversationId, TURNS)
  const [before, later] = [turns.slice(0, TURNS - 5), turns.slice(TURNS - 5)]
  await ours.services.messages.recordBatch(ours.principal, before)
  await compact(ours, conversationId)
  makeThemNewer()
  const newer = derivedRows()
  await ours.services.messages.recordBatch(ours.principal, later)
  const version = await compact(ours, conversationId)
  await ours.services.context.fetchConversation(ours.principal, {
    conversationId,
    queries: ['Where is it never to be sent?'],
    maxResults: 5,
    types: [],
    mode: 'fast',
    includeConversationContext: true,
  })
  await ours.settled()
  await whole.services.messages.recordBatch(whole.principal, turns)
  const expected = await compact(whole, conversationId)

  expect(newer.digests.length).toBeGreaterThan(0)
  expect(derivedRows()).toEqual(newer)
  expect(version).toMatchObject({ version: 2, coveredThrough: TURNS, text: expected.text })
  expect([...ours.errors, ...whole.errors]).toEqual([])
})
