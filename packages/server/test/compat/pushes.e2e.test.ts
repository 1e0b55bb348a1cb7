import { randomUUID } from 'node:crypto'
import { status } from '@grpc/grpc-js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { call, callUntilServed, pollUntil } from '../e2e/precis-server.js'
import { type CompatServer, compactAndPoll, recordTurns, startCompatServer } from './compat-server.js'
import { createPythonClient } from './python-client.js'
import { createPythonStore } from './python-store.js'
import { bundleOf, signalOf, turnEvent } from './stream-client.js'

let compat: CompatServer
beforeAll(async () => {
  compat = await startCompatServer()
})
afterAll(async () => {
  await compat.close()
})

describe('a compaction update', () => {
  it('reaches every stream of its instance, and none of another', async () => {
    const other = await compat.keyOfOtherInstance()
    const streams = [compat.stream().listen(), compat.stream().listen()]
    const stranger = compat.stream(other.key).listen()
    const conversationId = randomUUID()
    await recordTurns(compat.python, conversationId)

    await compactAndPoll(compat.python, conversationId)

    for (const stream of streams) await stream.receive(bundleOf('compaction_update', conversationId))
    // Their own update comes after ours would have come.
    const theirs = randomUUID()
    const theirClient = createPythonClient(compat.server.url, other.key)
    await recordTurns(theirClient, theirs)
    await compactAndPoll(theirClient, theirs)
    await stranger.receive(bundleOf('compaction_update', theirs))
    expect(JSON.stringify(stranger.responses)).not.toContain(conversationId)
  })

  it('lets the client answer the status itself and prune exactly what is covered', async () => {
    const { python } = compat
    const stream = compat.stream().listen()
    const store = createPythonStore()
    const conversationId = randomUUID()
    for (const turn of await recordTurns(python, conversationId)) store.addTurn(turn)

    const { started } = await compactAndPoll(python, conversationId)
    for (const turn of await recordTurns(python, conversationId, [
      { role: 'user', content: 'And the wheel?' },
    ]))
      store.addTurn(turn)
    store.receive(await stream.receive(bundleOf('compaction_update', conversationId)))

    expect(store.status(conversationId)).toMatchObject({
      status: 'completed',
      compactionId: started.compaction_id,
    })
    expect(store.turns().map((turn) => turn.content)).toEqual(['And the wheel?'])
    expect(store.summary()).toBeTruthy()
  })

  it('reports the newest run, since every run has the same bundle id', async () => {
    const { python } = compat
    const stream = compat.stream().listen()
    const store = createPythonStore()
    const conversationId = randomUUID()
    await recordTurns(python, conversationId)
    await compactAndPoll(python, conversationId)

    const { started } = await compactAndPoll(python, conversationId, { force: true })

    const newest = await stream.receive((response) => {
      const bundle = bundleOf('compaction_update', conversationId)(response)
      if (bundle) store.receive(bundle)
      return bundle?.conversation_context?.compaction_id === started.compaction_id ? bundle : undefined
    })
    expect(newest.bundle_id).toBe(`compaction:${conversationId}`)
    expect(store.status(conversationId)?.compactionId).toBe(started.compaction_id)
  })

  it('carries the user and extractions with ids', async () => {
    const stream = compat.stream().listen()
    const conversationId = randomUUID()
    await recordTurns(compat.python, conversationId, undefined, 'user-of-studio')
    await compactAndPoll(compat.python, conversationId)

    const bundle = await stream.receive(bundleOf('compaction_update', conversationId))

    expect(bundle.anticipation_user_id).toBe('user-of-studio')
    const lists: Record<string, { id: string; content: string }[]> = JSON.parse(
      bundle.conversation_context?.key_extractions_json ?? '',
    )
    const entries = Object.values(lists).flat()
    expect(entries.length).toBeGreaterThan(0)
    expect(entries.every((entry) => entry.id !== '' && entry.content !== '')).toBe(true)
    expect(new Set(entries.map((entry) => entry.id)).size).toBe(entries.length)
  })

  it('comes again on a new stream for a conversation that is in use', async () => {
    const conversationId = randomUUID()
    await recordTurns(compat.python, conversationId)
    const { started } = await compactAndPoll(compat.python, conversationId)

    const late = compat.stream().listen()

    const bundle = await late.receive(bundleOf('compaction_update', conversationId))
    expect(bundle.conversation_context?.compaction_id).toBe(started.compaction_id)
  })

  it('comes for automatic runs too', async () => {
    const automatic = await startCompatServer(['--auto-compact', 'on', '--auto-messages', '4'])
    try {
      const stream = automatic.stream().listen()
      const conversationId = randomUUID()
      await recordTurns(automatic.python, conversationId)

      await stream.receive(bundleOf('compaction_update', conversationId))
    } finally {
      await automatic.close()
    }
  })
})

describe('anticipation', () => {
  it('pushes what the next fetch would find, after a user turn on the stream', async () => {
    const conversationId = randomUUID()
    await recordTurns(compat.python, conversationId)
    const stream = compat.stream().listen()

    stream.send(turnEvent(conversationId, 'user', 'How heavy was the kiln again?', Date.now()))

    const bundle = await stream.receive((response) => {
      const found = bundleOf('anticipation', conversationId)(response)
      return found && JSON.stringify(found.items_by_type).includes('240 kg') ? found : undefined
    })
    expect(bundle.anticipation_user_id).toBe('u1')
    const items = Object.values(bundle.items_by_type).flatMap((list) => list.items)
    expect(items.every((item) => item.item_id !== '' && item.content !== '')).toBe(true)
    expect(items.map((item) => item.content).join('').length).toBeLessThanOrEqual(6_000)
  })

  it("gives a user's standing preferences to that user's next conversation", async () => {
    const userId = `user-${randomUUID()}`
    const first = randomUUID()
    await recordTurns(compat.python, first, undefined, userId)
    await compactAndPoll(compat.python, first)
    const stream = compat.stream().listen()

    await recordTurns(compat.python, randomUUID(), [{ role: 'user', content: 'Hello, a new topic.' }], userId)

    const bundle = await stream.receive((response) => {
      const found = bundleOf('user_summary')(response)
      return found?.anticipation_user_id === userId ? found : undefined
    })
    expect(bundle.anticipation_conversation_id).toBe('')
    expect(JSON.stringify(bundle.items_by_type)).toContain('before noon')
  })

  it('comes again after a compaction, which makes the adapter drop what it had', async () => {
    const conversationId = randomUUID()
    const stream = compat.stream().listen()
    await recordTurns(compat.python, conversationId)
    await stream.receive(bundleOf('anticipation', conversationId))

    await compactAndPoll(compat.python, conversationId)

    await stream.receive(bundleOf('compaction_update', conversationId))
    const kinds = () =>
      stream.responses.flatMap((response) => {
        const bundle = response.context_bundle
        return bundle?.anticipation_conversation_id === conversationId ? [bundle.bundle_type] : []
      })
    await pollUntil(async () => kinds().at(-1) === 'anticipation')
  })

  it('never sums up two people who have one user id under two customers', async () => {
    const userId = `user-${randomUUID()}`
    const say = async (customer_id: string | null, content: string) => {
      const conversation_id = randomUUID()
      await compat.python.recordMessage({
        conversation_id,
        role: 'user',
        content,
        user_id: userId,
        customer_id,
      })
      await compactAndPoll(compat.python, conversation_id)
    }
    await say('acme', 'I prefer the blue door, and always call me first.')
    await say('globex', 'I prefer the red door, and never send letters.')
    await say(null, 'I prefer the green door, and always write to me.')
    const stream = compat.stream().listen()

    await recordTurns(compat.python, randomUUID(), [{ role: 'user', content: 'Hello again.' }], userId)

    const bundle = await stream.receive((response) => {
      const found = bundleOf('user_summary')(response)
      return found?.anticipation_user_id === userId ? found : undefined
    })
    expect(JSON.stringify(bundle.items_by_type)).toContain('green door')
    expect(JSON.stringify(bundle.items_by_type)).not.toMatch(/red door|blue door/)
  })

  it('comes to a stream that was opened after the turn', async () => {
    const conversationId = randomUUID()
    await recordTurns(compat.python, conversationId)

    const late = compat.stream().listen()

    await late.receive(bundleOf('anticipation', conversationId))
  })

  it('forgets a conversation that was erased, also when its id is used again', async () => {
    const conversationId = randomUUID()
    const fetchKiln = async () => {
      const search = { conversation_id: conversationId, search_query: ['How heavy is the kiln?'] }
      return JSON.stringify((await compat.python.fetch('conversation', search)).context)
    }
    await recordTurns(compat.python, conversationId)
    await compactAndPoll(compat.python, conversationId)
    await compat.stream().listen().receive(bundleOf('anticipation', conversationId))
    expect(await fetchKiln()).toContain('240 kg')

    await call(compat.server, 'DELETE', `/v1/conversations/${conversationId}`)
    await recordTurns(compat.python, conversationId, [{ role: 'user', content: 'What of the kiln?' }])

    expect(await fetchKiln()).not.toContain('240 kg')
    const late = compat.stream().listen()
    const bundle = await late.receive(bundleOf('anticipation', conversationId))
    expect(JSON.stringify(bundle)).not.toContain('240 kg')
    expect(JSON.stringify(late.responses)).not.toContain(`compaction:${conversationId}`)
  })

  it('is never filed as visible to every user', async () => {
    const conversationId = randomUUID()
    const stream = compat.stream().listen()
    await call(compat.server, 'POST', '/v1/conversations/messages/batch', {
      messages: [
        { conversation_id: conversationId, role: 'user', content: 'The key is under the blue pot.' },
      ],
    })

    const bundle = await stream.receive(bundleOf('anticipation', conversationId))

    expect(bundle.anticipation_user_id).toBe(`conversation:${conversationId}`)
  })
})

describe('after a restart', () => {
  it('a stream is told of what was in use before', async () => {
    const before = await startCompatServer()
    const conversationId = randomUUID()
    await recordTurns(before.python, conversationId)
    const { started } = await compactAndPoll(before.python, conversationId)
    await recordTurns(before.python, conversationId, [{ role: 'user', content: 'How heavy is the kiln?' }])
    await before.stop()

    const after = await startCompatServer([], before.server.dataDir)
    try {
      const stream = after.stream().listen()
      const update = await stream.receive(bundleOf('compaction_update', conversationId))
      const predicted = await stream.receive(bundleOf('anticipation', conversationId))

      expect(update.conversation_context?.compaction_id).toBe(started.compaction_id)
      expect(JSON.stringify(predicted.items_by_type)).toContain('240 kg')
      await stream.receive(bundleOf('user_summary'))
    } finally {
      await after.close()
    }
  })
})

describe('a slow reader', () => {
  it('is told by throttle, holds nobody else up, and gets the newest state in the end', async () => {
    const slow = compat.stream().listen()
    await slow.receive((response) => response.heartbeat_pong)
    slow.call.pause()
    const quick = compat.stream().listen()
    const conversations = Array.from({ length: 330 }, () => randomUUID())
    // Long enough that what waits for the reader that stopped is more than sockets and flow-control windows hold.
    const filler = Array.from(
      { length: 12 },
      (_, coat) =>
        `Coat ${coat} of the glaze needs ${coat + 5} hours in kiln ${coat * 7} at 1,${coat + 200} degrees.`,
    ).join(' ')

    await callUntilServed(compat.server, 'POST', '/v1/conversations/messages/batch', {
      messages: conversations.map((id) => ({
        conversation_id: id,
        role: 'user',
        content: `${filler} ${id}`,
      })),
    })
    await Promise.all(
      conversations.map((id) =>
        callUntilServed(compat.server, 'POST', '/v1/conversations/compact', { conversation_id: id }),
      ),
    )
    for (const id of conversations) await quick.receive(bundleOf('compaction_update', id))
    const newest = quick.responses
      .map(bundleOf('compaction_update'))
      .findLast((bundle) => bundle !== undefined)
    slow.call.resume()

    await slow.receive(signalOf('throttle'))
    await slow.receive(bundleOf('compaction_update', newest?.anticipation_conversation_id))
    expect(slow.responses.length).toBeLessThan(quick.responses.length)
  })
})

describe('shutting down', () => {
  it('says closing, ends the streams without an error, and exits 0', async () => {
    const leaving = await startCompatServer()
    const streams = [leaving.stream().listen(), leaving.stream().listen()]
    for (const stream of streams) await stream.receive((response) => response.heartbeat_pong)

    const exited = leaving.server.kill('SIGTERM')

    for (const stream of streams) {
      await stream.receive(signalOf('closing'))
      expect((await stream.ended).code).toBe(status.OK)
    }
    expect(await exited).toBe(0)
  })

  it('stores what was sent on a stream before it was asked to stop', async () => {
    const leaving = await startCompatServer()
    const stream = leaving.stream().listen()
    const conversationId = randomUUID()
    for (let i = 0; i < 200; i++) stream.send(turnEvent(conversationId, 'user', `Entry ${i}`, Date.now() + i))
    stream.call.end()
    await stream.ended
    const context = await leaving.python.promptContext(conversationId)
    await pollUntil(
      async () => (await leaving.python.status(conversationId)).memories_since_compaction === 200,
    )

    expect(context.total_message_count).toBe(200)
    await leaving.close()
  })
})
