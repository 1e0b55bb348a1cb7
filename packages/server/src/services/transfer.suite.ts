import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Clock, createManualClock, type ManualClock } from '../clock.js'
import { aCompaction, aMessage, anItem, aRun, EVERYTHING, id, LEASE_MS } from '../store/builders.suite.js'
import type { Store } from '../store/contract.js'
import { ERASE_MEANS } from '../store/erasure.suite.js'
import { exportInstance, type ImportLine, importInstance } from './transfer.js'

const INSTANCE = { id: 'inst_1', clientId: 'cli_1', name: 'first' }

/** Every line of an export. */
export async function exportLines(store: Store, instanceId: string): Promise<string[]> {
  let text = ''
  await exportInstance(store, instanceId, async (piece) => {
    text += piece
  })
  expect(text.endsWith('\n')).toBe(true)
  return text.slice(0, -1).split('\n')
}

export async function* asLines(lines: readonly string[]): AsyncGenerator<ImportLine> {
  for (const text of lines) yield { kind: 'line', text }
}

/** An instance with something in every field that is carried. */
export async function fillInstance(store: Store, clock: ManualClock): Promise<string> {
  const { id: instanceId } = await store.instances.create({ ...INSTANCE, automatic: { tokens: 9 } })
  await store.instances.setMaxAge(instanceId, 90)
  const [first, second, gone] = [id(), id(), id()]
  const pinned = aMessage(first, {
    content: 'Größe 📦\u2028 "quoted" \\ \u0007',
    name: 'Ada',
    userId: 'u1',
    customerId: 'acme',
    metadata: { b: [1, null, 'x'], 1: { z: 0.1 } },
    idempotencyKey: 'k1',
  })
  const deleted = aMessage(first, { content: 'secret', userId: 'u2', idempotencyKey: 'k2' })
  await store.messages.record(instanceId, [
    pinned,
    aMessage(first, {
      role: 'assistant',
      content: '',
      toolCalls: [{ id: 't1', name: 'ship', arguments: '{"to":"Lisbon"}' }],
    }),
    aMessage(first, { role: 'tool', toolCallId: 't1', content: '{}', saidAtMs: 12_345 }),
    aMessage(first, { content: 'by another', userId: 'u3' }),
    deleted,
    ...Array.from({ length: 230 }, (_, i) => aMessage(second, { content: `number ${i}` })),
    aMessage(gone),
  ])
  await store.messages.pin(instanceId, first, pinned.id)
  await store.messages.setAutomatic(instanceId, second, { enabled: false })
  await store.messages.addAnnotations(instanceId, first, {
    annotatedThrough: 0,
    annotations: [{ sequence: 1, tokenCount: 4, data: '{}' }],
  })
  for (const items of [[], [anItem(), anItem({ id: 'item-2', content: 'zwei' })]]) {
    clock.advance(1_000)
    await store.runs.create(instanceId, aRun(second, { force: true, targetTokens: 77 }))
    const run = await store.queue.claim({ workerId: 'w', leaseMs: LEASE_MS })
    const hold = { runId: run?.id ?? '', fencingToken: run?.fencingToken ?? 0 }
    await store.runs.publish(instanceId, hold, aCompaction({ items, validationScore: 0.123456789 }))
  }
  await store.runs.create(instanceId, aRun(first))
  await store.erasures.eraseMessages(instanceId, first, [deleted.id], ERASE_MEANS)
  await store.erasures.eraseConversation(instanceId, gone)
  await store.erasures.begin(instanceId, { kind: 'user', id: 'era_1', userId: 'u9', customerId: 'acme' })
  await store.ingestions.begin(instanceId, {
    id: id(),
    conversationId: second,
    externalConversationId: 'call-7',
    fingerprint: 'f',
    conversationType: 'support',
    analysis: { topic: 'delivery' },
    metadata: null,
    startedAtMs: 5,
    endedAtMs: null,
  })
  await store.memories.create(instanceId, {
    id: id(),
    documentId: 'd',
    documentType: 'document',
    userId: 'u1',
    customerId: null,
    conversationId: id(),
    metadata: { shelf: 3 },
  })
  return instanceId
}

/** What a store holds of a conversation, whatever it is made of. */
async function readConversation(store: Store, instanceId: string, conversationId: string) {
  const head = await store.messages.head(instanceId, conversationId)
  return {
    // Annotations are made again.
    head: { ...head, annotatedThrough: 0, annotatedBytes: 0, annotatedTokens: 0 },
    messages: await store.messages.read(instanceId, conversationId, EVERYTHING),
    pins: await store.messages.pins(instanceId, conversationId),
    versions: await Promise.all(
      [1, 2].map((version) => store.compactions.byVersion(instanceId, conversationId, version)),
    ),
    items: await store.compactions.items(instanceId, { conversationId }, 100),
    ingestions: await store.ingestions.ofConversations(instanceId, [conversationId]),
  }
}

/** That an instance goes from one store into the other and back, and nothing is lost on the way. */
export function describeTransfer(
  name: string,
  openFrom: (clock: Clock) => Promise<Store>,
  openInto: (clock: Clock) => Promise<Store>,
): void {
  describe(`${name}: export and import`, () => {
    let clock: ManualClock
    let from: Store
    let into: Store
    let instanceId: string
    let lines: string[]

    beforeEach(async () => {
      clock = createManualClock()
      from = await openFrom(clock)
      into = await openInto(createManualClock())
      instanceId = await fillInstance(from, clock)
      lines = await exportLines(from, instanceId)
    })
    afterEach(async () => {
      await from.close()
      await into.close()
    })
    const importing = (some: readonly string[], options = {}) => importInstance(into, asLines(some), options)
    /** The last line for these lines, so that only what a test is about is wrong. */
    const withEnd = (some: readonly string[]) => {
      const hash = createHash('sha256')
      for (const line of some) hash.update(`${line}\n`)
      return [...some, JSON.stringify({ record: 'end', lines: some.length, sha256: hash.digest('hex') })]
    }
    const isEmpty = async () => (await into.instances.list()).length === 0
    const refusal = async (some: readonly string[]) => {
      const error = await importing(some).then(
        () => undefined,
        (reason: unknown) => reason,
      )
      expect(await isEmpty()).toBe(true)
      return error
    }

    it('gives the same bytes for the same instance, and for the instance it was imported as', async () => {
      expect(await exportLines(from, instanceId)).toEqual(lines)
      const counts = await importing(lines)
      expect(counts).toEqual({
        instance: 1,
        conversation: 2,
        message: 235,
        version: 2,
        item: 2,
        ingestion: 1,
        memory: 1,
        erasure: 1,
      })
      expect(await exportLines(into, instanceId)).toEqual(lines)
    })

    it('carries every conversation as it reads', async () => {
      await importing(lines)
      const ids = lines.flatMap((line) => {
        const { record, id: recordId } = JSON.parse(line) as { record: string; id: string }
        return record === 'conversation' ? [recordId] : []
      })
      expect(ids).toHaveLength(2)
      for (const conversationId of ids) {
        const expected = await readConversation(from, instanceId, conversationId)
        expect(await readConversation(into, instanceId, conversationId)).toEqual(expected)
      }
      expect(await into.instances.findById(instanceId)).toEqual(await from.instances.findById(instanceId))
      expect(await into.erasures.find(instanceId, 'era_1')).toEqual(
        await from.erasures.find(instanceId, 'era_1'),
      )
    })

    it('goes on where the other store was: numbers, versions, keys, users', async () => {
      await importing(lines)
      const [, conversation] = lines.map((line) => JSON.parse(line) as { id: string })
      const conversationId = conversation?.id ?? ''
      const keyed = aMessage(conversationId, {
        content: 'Größe 📦\u2028 "quoted" \\ \u0007',
        idempotencyKey: 'k1',
      })
      const { results } = await into.messages.record(instanceId, [keyed, aMessage(conversationId)])
      expect(results).toMatchObject([
        { kind: 'replayed', sequence: 1 },
        { kind: 'recorded', sequence: 6 },
      ])
      const step = await (async () => {
        await into.erasures.begin(instanceId, { kind: 'user', id: 'era_2', userId: 'u3' })
        return into.erasures.step(instanceId, 'era_2', ERASE_MEANS)
      })()
      expect(step?.job.removed).toMatchObject({ messages: 1 })
    })

    it('carries nothing of what was deleted, and no key', async () => {
      await from.keys.create({ id: 'key_1', instanceId, keyHash: 'abcd', label: 'l', hint: 'h' })
      const text = (await exportLines(from, instanceId)).join('\n')
      expect(text).not.toContain('secret')
      expect(text).not.toContain('abcd')
    })

    it('refuses an instance whose id or name is taken, and leaves what is there', async () => {
      await into.instances.create({ id: 'inst_2', clientId: 'cli_2', name: INSTANCE.name })
      await expect(importing(lines)).rejects.toMatchObject({ reason: 'instance_exists' })
      expect(await into.instances.list()).toHaveLength(1)

      await importing(lines, { name: 'second' })
      expect(await into.instances.findById(instanceId)).toMatchObject({ name: 'second' })
      await expect(importing(lines, { name: 'third' })).rejects.toMatchObject({ reason: 'instance_exists' })
      expect(await into.instances.list()).toHaveLength(2)
    })

    it('refuses a file that was cut short at any line, and says where', async () => {
      for (const length of [0, 1, 2, 3, 100, lines.length - 1]) {
        const error = await refusal(lines.slice(0, length))
        expect(error).toMatchObject({
          code: 'invalid_argument',
          reason: 'broken_export',
          details: { line: length + 1 },
        })
      }
    })

    it('refuses a line that was cut short or changed', async () => {
      const half = (lines[5] ?? '').slice(0, 20)
      expect(await refusal([...lines.slice(0, 5), half])).toMatchObject({ details: { line: 6 } })
      const changed = lines.map((line) => line.replace('number 7"', 'number 8"'))
      expect(await refusal(changed)).toMatchObject({
        details: { line: lines.length },
        message: expect.stringContaining('checksum'),
      })
    })

    it.each<[string, (lines: string[]) => string[], number, RegExp]>([
      ['a message is missing', (all) => all.toSpliced(3, 1), 4, /message 3 follows message 1/],
      [
        'a message is there twice',
        (all) => all.toSpliced(3, 0, all[3] ?? ''),
        5,
        /message 2 follows message 2/,
      ],
      [
        'a number is a text',
        (all) => all.with(2, (all[2] ?? '').replace(/"sequence":1,/, '"sequence":"1",')),
        3,
        /sequence/,
      ],
      [
        'a field is missing',
        (all) => all.with(2, (all[2] ?? '').replace(/"content":/, '"contents":')),
        3,
        /content/,
      ],
      ['the instance is not first', (all) => all.slice(1), 1, /begins with its instance/],
      ['there are two instances', (all) => all.toSpliced(1, 0, all[0] ?? ''), 2, /second/],
      ['a record is of no known kind', (all) => all.with(4, '{"record":"surprise"}'), 5, /record/],
      ['a line is empty', (all) => all.toSpliced(4, 0, ''), 5, /JSON/],
      [
        'a newer program wrote it',
        (all) => all.with(0, (all[0] ?? '').replace('"format_version":1', '"format_version":2')),
        1,
        /newer/,
      ],
      ['another program wrote it', (all) => all.with(0, '{"record":"instance"}'), 1, /format/],
    ])('refuses a file in which %s', async (_, change, line, sentence) => {
      const error = await refusal(withEnd(change(lines.slice(0, -1))))
      expect(error).toMatchObject({ reason: 'broken_export', details: { line } })
      expect((error as Error).message).toMatch(sentence)
      expect((error as Error).message).toMatch(/Nothing was imported/)
    })

    it('refuses an id that is there twice', async () => {
      const records = lines.slice(0, -1)
      const [, conversation, ...rest] = records
      const again = [conversation ?? '', ...rest.filter((_, i) => i < 5)]
      expect(await refusal(withEnd([...records, ...again]))).toMatchObject({ reason: 'broken_export' })
    })

    it('refuses what comes after the end', async () => {
      expect(await refusal([...lines, lines[1] ?? ''])).toMatchObject({ details: { line: lines.length + 1 } })
    })

    it('shows one moment, whatever is recorded while it is written', async () => {
      const seen: string[] = []
      let isDisturbed = false
      await exportInstance(from, instanceId, async (line) => {
        if (!isDisturbed && from.kind === 'postgres') {
          isDisturbed = true
          await from.messages.record(instanceId, [aMessage(id())])
        }
        seen.push(line.trimEnd())
      })
      expect(seen).toEqual(lines)
    })

    it('knows no instance that is not there', async () => {
      await expect(exportLines(from, 'inst_0')).rejects.toMatchObject({ reason: 'no_such_instance' })
    })
  })
}
