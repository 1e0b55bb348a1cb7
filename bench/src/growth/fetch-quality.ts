/**
 * What asking for fewer candidates costs a fetch: all conversations of a source, one after the other, are one long conversation
 * whose messages are all filed, and all questions are asked. Beside it ranking every message from memory.
 */
import { randomUUID } from 'node:crypto'
import { parseArgs } from 'node:util'
import { annotate, detectLanguage, type Message } from '@precis/engine'
import { DEFAULT_SHARE_BYTES } from '../../../packages/server/src/cache/cache-memory.js'
import { systemClock } from '../../../packages/server/src/clock.js'
import { rank } from '../../../packages/server/src/runs/engine-thread-rank.js'
import { searchTerms } from '../../../packages/server/src/runs/engine-thread-search.js'
import { findCandidates } from '../../../packages/server/src/services/candidates.js'
import { type RankWork, toWorkMessage } from '../../../packages/server/src/services/engine-work.js'
import { MAX_BLOCK_MESSAGES } from '../../../packages/server/src/store/contract-search.js'
import { openSqliteStore } from '../../../packages/server/src/store/sqlite/store.js'
import { asEngineMessage } from '../quality/compactors.js'
import { loadOwnConversations } from '../quality/own-conversations.js'
import { type BenchConversation, loadSharedBench } from '../quality/shared-bench.js'
import { median, percentile } from '../speed/statistics.js'

const MAX_RESULTS = 10
const INSTANCE = 'inst_fetch_quality'

interface Question {
  readonly query: string
  /** Messages that answer it. */
  readonly evidence: ReadonlySet<string>
}

interface LongConversation {
  readonly source: string
  readonly messages: readonly Message[]
  readonly questions: readonly Question[]
}

function joined(source: string, parts: readonly BenchConversation[]): LongConversation {
  const idIn = (part: BenchConversation, id: string) => `${part.id}/${id}`
  return {
    source,
    messages: parts.flatMap((part) =>
      part.messages.map((message) => ({ ...asEngineMessage(message), id: idIn(part, message.id) })),
    ),
    questions: parts.flatMap((part) =>
      part.probes.flatMap(({ question, evidence }) =>
        question === undefined || evidence.length === 0
          ? []
          : [{ query: question, evidence: new Set(evidence.map((id) => idIn(part, id))) }],
      ),
    ),
  }
}

/** Stores, annotates and files everything; message ids of the store stand for those of the conversation. */
async function openFiled({ messages }: LongConversation) {
  const store = await openSqliteStore({ path: ':memory:', clock: systemClock })
  await store.instances.create({ id: INSTANCE, clientId: 'cli', name: 'bench' })
  const conversationId = randomUUID()
  const language = detectLanguage(messages)
  for (let after = 0; after < messages.length; after += MAX_BLOCK_MESSAGES) {
    const block = messages.slice(after, after + MAX_BLOCK_MESSAGES)
    const turns = block.map(({ id, role, content, name }) => ({
      id,
      newSessionId: 's',
      conversationId,
      role,
      content,
      ...(name === undefined ? {} : { name }),
    }))
    await store.messages.record(INSTANCE, turns)
    const annotations = block.map((message, i) => {
      const annotation = annotate(message, { language })
      return {
        sequence: after + i + 1,
        tokenCount: annotation.tokenCount,
        data: JSON.stringify(annotation),
      }
    })
    await store.messages.addAnnotations(INSTANCE, conversationId, { annotatedThrough: after, annotations })
    const through = after + block.length
    const stored = await store.messages.read(INSTANCE, conversationId, {
      after,
      through,
      limit: block.length,
    })
    const terms = searchTerms({ messages: [JSON.stringify(stored.map(toWorkMessage))], after })
    const head = await store.messages.head(INSTANCE, conversationId)
    const revision = head?.revision ?? 0
    await store.search.add(INSTANCE, conversationId, { after, through, revision, terms })
  }
  const head = await store.messages.head(INSTANCE, conversationId)
  if (!head) throw new Error('the conversation was not recorded')
  return { store, head, language, ref: { instanceId: INSTANCE, conversationId } }
}

type Filed = Awaited<ReturnType<typeof openFiled>>

const foundIn = (work: RankWork): Set<string> => {
  const { ranked } = rank({ erasures: 0, cacheBytes: DEFAULT_SHARE_BYTES, work })
  if (ranked.kind === 'unknown') throw new Error('the ranking lacks messages')
  return new Set(ranked.found.flatMap(({ item }) => item.evidence.map(({ messageId }) => messageId)))
}

/** Ids of the messages that a fetch tells of. */
async function fetched({ store, ref, head, language }: Filed, query: string, maxCandidates: number) {
  const queries = [query]
  const candidates = await findCandidates(store, ref, head, {
    queries,
    language,
    maxResults: MAX_RESULTS,
    isTyped: false,
    maxCandidates,
  })
  const base = head.lastSequence
  const snapshot = { after: base, messages: [], annotations: [], items: [] }
  const choice = { queries, types: [], maxResults: MAX_RESULTS, language }
  return foundIn({ ...choice, base, through: base, key: ref.conversationId, candidates, snapshot })
}

async function everyMessage({ store, ref, head, language }: Filed) {
  const range = { after: 0, through: head.lastSequence, limit: head.lastSequence }
  const messages = await store.messages.read(ref.instanceId, ref.conversationId, range)
  const annotations = await store.messages.readAnnotations(ref.instanceId, ref.conversationId, range)
  const snapshot = {
    messages: [JSON.stringify(messages.map(toWorkMessage))],
    annotations: [`[${annotations.map(({ data }) => data).join(',')}]`],
    items: [],
  }
  let given: typeof snapshot | undefined = snapshot
  return async (query: string) => {
    const choice = { queries: [query], types: [], maxResults: MAX_RESULTS, language }
    const found = foundIn({
      ...choice,
      through: head.lastSequence,
      key: `${ref.conversationId} whole`,
      snapshot: given,
    })
    given = undefined
    return found
  }
}

interface Row {
  readonly recall: number
  readonly any: number
  readonly p50: number
  readonly p90: number
}

async function ask(
  questions: readonly Question[],
  answer: (query: string) => Promise<ReadonlySet<string>>,
): Promise<Row> {
  const recalls: number[] = []
  const times: number[] = []
  for (const { query, evidence } of questions) {
    const startedAt = performance.now()
    const found = await answer(query)
    times.push(performance.now() - startedAt)
    recalls.push([...evidence].filter((id) => found.has(id)).length / evidence.size)
  }
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  return {
    recall: 100 * mean(recalls),
    any: 100 * mean(recalls.map((recall) => (recall > 0 ? 1 : 0))),
    p50: median(times),
    p90: percentile(times, 0.9),
  }
}

const USAGE = `npm run --workspace bench fetch-quality -- [options]
  --candidates a,b   numbers of messages that are ranked (default 100,60,40,25,15)`
if (process.argv.includes('--help')) {
  console.log(USAGE)
  process.exit(0)
}
const { values } = parseArgs({ options: { candidates: { type: 'string', default: '100,60,40,25,15' } } })
const CANDIDATES = values.candidates.split(',').map(Number)
const bench = await loadSharedBench()
const all = [...loadOwnConversations(bench), ...bench.loadData([bench.dataDir])]
console.log(
  `| source | messages | questions | candidates | evidence in the first ${MAX_RESULTS} | any of it | ms p50 | p90 |\n| --- | --- | --- | --- | --- | --- | --- | --- |`,
)
for (const source of new Set(all.map((one) => one.source))) {
  const conversation = joined(
    source,
    all.filter((one) => one.source === source),
  )
  const filed = await openFiled(conversation)
  const print = (name: string, { recall, any, p50, p90 }: Row) =>
    console.log(
      `| ${[source, conversation.messages.length, conversation.questions.length, name, recall.toFixed(1), any.toFixed(1), p50.toFixed(1), p90.toFixed(1)].join(' | ')} |`,
    )
  print('every message', await ask(conversation.questions, await everyMessage(filed)))
  for (const maxCandidates of CANDIDATES)
    print(
      String(maxCandidates),
      await ask(conversation.questions, (query) => fetched(filed, query, maxCandidates)),
    )
  await filed.store.close()
}
