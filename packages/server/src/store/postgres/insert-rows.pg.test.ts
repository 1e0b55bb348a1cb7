import { describe, expect, it } from 'vitest'
import { useTestDatabases } from '../../../test/postgres/test-databases.js'
import { createManualClock } from '../../clock.js'
import { aMessage, EVERYTHING, id } from '../builders.suite.js'
import { openPostgresStore } from './store.js'

const databases = useTestDatabases()

describe('rows that go to Postgres as JSON', () => {
  it('are stored as they were given, whatever was said', async () => {
    const { url } = await databases.migrated()
    const store = await openPostgresStore({ url, clock: createManualClock(), connections: 2 })
    await store.instances.create({ id: 'inst_a', clientId: 'cli_a', name: 'a' })
    const said = [
      '"; drop table messages; --',
      String.raw`a backslash \, \" and \ud83d as it is typed, \u0000 too`,
      'tab\t, newline\n, bell\u0007, é, 😀, \u2028',
      "it's '' quoted $1 {} [] null",
      'a pair that ends early \ud83d',
      'nothing\0at all',
    ]
    const conversationId = id()
    await store.messages.record(
      'inst_a',
      said.map((content, i) => aMessage(conversationId, { content, metadata: { content, i } })),
    )
    const read = await store.messages.read('inst_a', conversationId, EVERYTHING)
    await store.close()

    expect(read.map(({ content }) => content)).toEqual([
      ...said.slice(0, 4),
      'a pair that ends early \ufffd',
      'nothing\ufffdat all',
    ])
    expect(read.map(({ metadata }) => metadata)).toEqual(said.map((content, i) => ({ content, i })))
  })

  it('have what no text can hold replaced also where nobody has looked at it before', async () => {
    const { url } = await databases.migrated()
    const store = await openPostgresStore({ url, clock: createManualClock(), connections: 2 })
    await store.instances.create({ id: 'inst_a', clientId: 'cli_a', name: 'a' })
    const conversationId = id()
    await store.messages.record('inst_a', [aMessage(conversationId)])
    const terms = ['\ud83d', String.raw`\ud83d`].map((term) => ({ term, offsets: [1] }))
    const block = { after: 0, through: 1, revision: 0, terms }

    expect(await store.search.add('inst_a', conversationId, block)).toBe(true)
    const query = { terms: ['\ufffd', String.raw`\ud83d`].map((term) => ({ term, maxBlocks: 1 })), enough: 9 }
    const found = await store.search.find('inst_a', conversationId, query)
    await store.close()
    expect(found.map(({ sequences }) => sequences)).toEqual([[1], [1]])
  })
})
