import type { SharedStore } from './assemble.js'
import { aCompaction, aMessage, aRun, EVERYTHING, id } from './builders.suite.js'
import { ROOT_LEVEL } from './contract-digests.js'
import { ERASE_MEANS } from './erasure.suite.js'

/** Calls every method of a store, so that every statement it has is sent at least once. */
export async function sendEveryQuery(store: SharedStore): Promise<void> {
  const instanceId = 'inst_a'
  const conversationId = id()
  await store.instances.create({ id: instanceId, clientId: 'cli_a', name: 'a' })
  await sendMessageQueries(store, instanceId, conversationId)
  await sendDigestQueries(store, instanceId, conversationId)
  await sendSearchQueries(store, instanceId, conversationId)
  await sendRunQueries(store, instanceId, conversationId)
  for (const scope of [{ conversationId }, { userId: 'u1' }, { customerId: 'acme' }])
    await store.compactions.items(instanceId, scope, 10)
  await sendDirectoryQueries(store, instanceId, conversationId)
  await sendErasureQueries(store, instanceId)
}

async function sendMessageQueries({ messages }: SharedStore, instanceId: string, conversationId: string) {
  const message = aMessage(conversationId, { idempotencyKey: 'k', userId: 'u1', customerId: 'acme' })
  await messages.record(instanceId, [message])
  await messages.record(instanceId, [aMessage(conversationId)])
  for (const reportedBy of ['stream', 'prompt'] as const)
    await messages.record(instanceId, [aMessage(conversationId, { reportedBy })])
  await messages.record(instanceId, [aMessage(conversationId, { reportedBy: 'stream', content: 'b' })])
  await messages.settleReports(instanceId, conversationId, { after: 0, through: 9 })
  await messages.head(instanceId, conversationId)
  await messages.read(instanceId, conversationId, EVERYTHING)
  await messages.read(instanceId, conversationId, { ...EVERYTHING, maxRowBytes: 9 })
  const annotations = [{ sequence: 1, tokenCount: 1, data: '{}' }]
  await messages.addAnnotations(instanceId, conversationId, { annotatedThrough: 0, annotations })
  await messages.readAnnotations(instanceId, conversationId, EVERYTHING)
  for (const of of ['messages', 'annotations'] as const)
    for (const newestFirst of [false, true])
      await messages.readSizes(instanceId, conversationId, { ...EVERYTHING, of, newestFirst })
  await messages.readAt(instanceId, conversationId, [1])
  await messages.readTokenCounts(instanceId, conversationId, EVERYTHING)
  await messages.dropAnnotations(instanceId, conversationId)
  await messages.setAutomatic(instanceId, conversationId, {})
  await messages.pin(instanceId, conversationId, message.id)
  await messages.pins(instanceId, conversationId)
  await messages.pinnedSequences(instanceId, conversationId, 1)
  await messages.unpin(instanceId, conversationId, message.id)
}

async function sendDigestQueries({ digests }: SharedStore, instanceId: string, conversationId: string) {
  const digest = { level: 0, position: 0, after: 0, through: 1, revision: 1, data: '{}' }
  const root = { ...digest, level: ROOT_LEVEL, position: 1 }
  const epoch = await digests.epoch(instanceId, conversationId)
  await digests.put(instanceId, conversationId, { epoch, digests: [digest, root] })
  await digests.read(instanceId, conversationId, digest)
  await digests.rangeAt(instanceId, conversationId, digest)
  await digests.lastRange(instanceId, conversationId, 1)
  await digests.drop(instanceId, conversationId, { first: 1, last: 1 })
}

async function sendSearchQueries(
  { messages, search }: SharedStore,
  instanceId: string,
  conversationId: string,
) {
  const revision = (await messages.head(instanceId, conversationId))?.revision ?? 0
  const terms = ['a', 'b'].map((term) => ({ term, offsets: [1] }))
  await search.add(instanceId, conversationId, { after: 0, through: 1, revision, terms })
  await search.find(instanceId, conversationId, { terms: [{ term: 'a', maxBlocks: 10 }], enough: 10 })
  await search.findIn(instanceId, conversationId, { terms: ['a', 'b'], blocks: [0, 256] })
}

async function sendRunQueries(
  { runs, queue, compactions }: SharedStore,
  instanceId: string,
  conversationId: string,
) {
  const claim = async () => {
    const run = await queue.claim({ workerId: 'w', leaseMs: 1_000 })
    return { runId: run?.id ?? '', fencingToken: run?.fencingToken ?? 0 }
  }
  for (const force of [false, true]) {
    await runs.create(instanceId, aRun(conversationId, { force }))
    await queue.nextDueAtMs()
    const released = await claim()
    await runs.release(instanceId, released)
    const hold = await claim()
    await queue.claim({ workerId: 'w', leaseMs: 1_000 })
    await runs.findById(instanceId, hold.runId)
    await runs.extendRange(instanceId, hold)
    await runs.heartbeat(instanceId, hold, 1_000)
    await runs.publish(instanceId, hold, aCompaction())
  }
  await runs.create(instanceId, aRun(conversationId, { force: true, triggerType: 'auto_messages' }))
  await runs.create(instanceId, aRun(conversationId, { force: true }))
  await runs.fail(instanceId, await claim(), { errorMessage: 'broken' })
  await queue.endForeignLeases('w')
  await runs.latest(instanceId, conversationId)
  await compactions.latest(instanceId, conversationId)
  await compactions.byVersion(instanceId, conversationId, 1)
}

async function sendDirectoryQueries(
  { directory, ingestions, memories }: SharedStore,
  instanceId: string,
  conversationId: string,
) {
  await directory.itemsOf(instanceId, { kind: 'user', userId: 'u1' }, 10)
  await directory.itemsOf(instanceId, { kind: 'user', userId: 'u1', customerId: 'acme' }, 10)
  await directory.itemsOf(instanceId, { kind: 'customer', customerId: 'acme' }, 10)
  await directory.itemsOf(instanceId, { kind: 'instance' }, 10)
  await directory.itemsStamp(instanceId, { kind: 'user', userId: 'u1' }, 10)
  await directory.itemsStamp(instanceId, { kind: 'user', userId: 'u1', customerId: 'acme' }, 10)
  await directory.itemsStamp(instanceId, { kind: 'customer', customerId: 'acme' }, 10)
  await directory.itemsStamp(instanceId, { kind: 'instance' }, 10)
  await directory.conversationsOf(instanceId, { userId: 'u1' }, 10)
  await directory.spokenInSince(instanceId, 1, 10)
  await directory.conversationsOf(instanceId, { userId: 'u1', customerId: 'acme' }, 10)
  const ingestion = {
    id: id(),
    conversationId,
    externalConversationId: 'call-7',
    fingerprint: 'f',
    conversationType: null,
    analysis: null,
    metadata: null,
    startedAtMs: null,
    endedAtMs: null,
  }
  await ingestions.begin(instanceId, ingestion)
  await ingestions.begin(instanceId, { ...ingestion, id: id() })
  await ingestions.markRecorded(instanceId, ingestion.id)
  await ingestions.ofConversations(instanceId, [conversationId])
  const memory = {
    id: id(),
    documentId: 'd',
    documentType: 'document',
    userId: 'u1',
    customerId: null,
    conversationId,
    metadata: null,
  }
  await memories.create(instanceId, memory)
  await memories.create(instanceId, { ...memory, id: id() })
  await memories.find(instanceId, memory.id)
  await memories.update(instanceId, memory.id, { documentType: 'note', replacing: conversationId })
  await memories.conversationsAmong(instanceId, [conversationId])
  await memories.remove(instanceId, memory.id)
}

async function sendErasureQueries(
  { messages, runs, queue, erasures, instances, search }: SharedStore,
  instanceId: string,
) {
  const [own, others] = [id(), id()]
  const publish = async () => {
    await runs.create(instanceId, aRun(others, { force: true }))
    const run = await queue.claim({ workerId: 'w', leaseMs: 1_000 })
    const hold = { runId: run?.id ?? '', fencingToken: run?.fencingToken ?? 0 }
    await runs.publish(instanceId, hold, aCompaction())
  }
  const [first, second, third] = ['bob', 'ada', 'bob'].map((userId) => aMessage(others, { userId }))
  await messages.record(instanceId, [aMessage(own, { userId: 'ada' })])
  for (const message of [first, second, third]) if (message) await messages.record(instanceId, [message])
  const annotations = [1, 2, 3].map((sequence) => ({ sequence, tokenCount: 1, data: '{}' }))
  await messages.addAnnotations(instanceId, others, { annotatedThrough: 0, annotations })
  await publish()
  const revision = (await messages.head(instanceId, others))?.revision ?? 0
  const terms = [
    { term: ERASE_MEANS.searchTermsOf(third?.content ?? '')[0] ?? '', offsets: [3] },
    { term: ERASE_MEANS.searchTermsOf(third?.content ?? '')[1] ?? 'x', offsets: [1, 3] },
  ]
  await search.add(instanceId, others, { after: 0, through: 3, revision, terms })
  await erasures.eraseMessages(instanceId, others, [third?.id ?? ''], ERASE_MEANS)
  await publish()
  const everyErasure = [
    { kind: 'user', id: id(), userId: 'ada', customerId: 'acme' },
    { kind: 'user', id: id(), userId: 'ada' },
    { kind: 'retention', id: id(), cutoffMs: Number.MAX_SAFE_INTEGER },
  ] as const
  for (const erasure of everyErasure) {
    await erasures.begin(instanceId, erasure)
    await erasures.abandoned(Number.MAX_SAFE_INTEGER, 1)
    while ((await erasures.step(instanceId, erasure.id, ERASE_MEANS))?.job.state === 'running');
    await erasures.find(instanceId, erasure.id)
  }
  await erasures.customersOf(instanceId, 'ada', 2)
  await instances.setMaxAge(instanceId, 30)
}
