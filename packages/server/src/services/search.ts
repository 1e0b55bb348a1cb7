/** Old messages of a conversation are found in the store; only the newest are looked through. */
import { searchKeysOfQuery } from '@precis/engine'
import type { ConversationHead, Store } from '../store/contract.js'
import { MAX_BLOCK_MESSAGES, type TermPostings } from '../store/contract-search.js'
import { type EngineWork, type RankCandidates, toWorkMessage } from './engine-work.js'
import { type ConversationRef, readMessagePages } from './read-conversation.js'

/**
 * Newest messages that are looked through whole: shorter conversations are answered from all of their words, out of a
 * thread's memory. So many, of 230 characters each, take 9 MB there, and a quarter of a second of the thread to read for the first time.
 */
export const UNFILED_MESSAGES = 2_048
/** So many at least, however long they are. */
const MIN_UNFILED_MESSAGES = MAX_BLOCK_MESSAGES
/** What they are together, by the mean length of the conversation's messages: two thousand of half a kilobyte. */
const UNFILED_BYTES = 1024 * 1024
/** Terms of one request that are looked up. */
const MAX_QUERY_TERMS = 32
/** Blocks of one term that are read, newest first: all of 65,536 messages, for rarer terms of many more. */
const MAX_TERM_BLOCKS = 256
/** Messages among which more common terms decide, once rarer ones have found so many. */
const MAX_SCORED_MESSAGES = 2_000
/** Messages that are ranked by their words. */
const MAX_CANDIDATES = 100

/**
 * Files the messages under their terms, all but the newest ones, block by block and off the event loop. Each is filed
 * once, whoever comes to it first.
 *
 * Resolves to the conversation as it is then.
 */
export async function fileMessages(
  store: Pick<Store, 'messages' | 'search'>,
  engine: EngineWork,
  ref: ConversationRef,
): Promise<ConversationHead | undefined> {
  const { instanceId, conversationId } = ref
  for (;;) {
    const head = await store.messages.head(instanceId, conversationId)
    if (!head || !isToBeFiled(head)) return head
    const { searchableThrough: after, revision } = head
    const through = after + MAX_BLOCK_MESSAGES
    const { pages } = await readMessagePages(store.messages, ref, { after, through })
    const terms = await engine.searchTerms({ messages: pages, after })
    // Where it is refused, somebody else has filed the block or deleted messages: the next look tells.
    await store.search.add(instanceId, conversationId, { after, through, revision, terms })
  }
}

export const isToBeFiled = (head: ConversationHead): boolean =>
  head.lastSequence - head.searchableThrough >= MAX_BLOCK_MESSAGES + unfiledMessagesOf(head)

/** How many of the newest messages are not filed. */
function unfiledMessagesOf({ lastSequence, contentBytes }: ConversationHead): number {
  const meanBytes = Math.max(1, contentBytes / Math.max(1, lastSequence))
  const affordable = Math.floor(UNFILED_BYTES / meanBytes)
  return Math.min(UNFILED_MESSAGES, Math.max(MIN_UNFILED_MESSAGES, affordable))
}

/** Of the messages that are filed, those that have the rarest terms of the queries. Undefined where there are none. */
export async function findCandidates(
  store: Pick<Store, 'messages' | 'search'>,
  ref: ConversationRef,
  head: ConversationHead,
  { queries, language }: { readonly queries: readonly string[]; readonly language: string },
): Promise<RankCandidates | undefined> {
  const { instanceId, conversationId } = ref
  const documents = head.searchableThrough
  const perQuery = queries.map((query) => searchKeysOfQuery(query, language))
  const terms = [...new Set(perQuery.flat())].slice(0, MAX_QUERY_TERMS)
  if (documents === 0 || terms.length === 0) return undefined
  const postings = await store.search.find(instanceId, conversationId, {
    terms,
    maxBlocks: MAX_TERM_BLOCKS,
    enough: MAX_SCORED_MESSAGES,
  })
  const sequences = bestMessages(postings, perQuery, documents)
  const found = await store.messages.readAt(instanceId, conversationId, sequences)
  const dataOf = new Map(found.annotations.map(({ sequence, data }) => [sequence, data]))
  return {
    messages: JSON.stringify(found.messages.map(toWorkMessage)),
    // The data is JSON text already.
    annotations: `[${found.messages.map(({ sequence }) => dataOf.get(sequence) ?? 'null').join(',')}]`,
    documents,
    containing: new Map(postings.map((posting) => [posting.term, frequencyOf(posting, documents)])),
  }
}

/** How many of the documents have a term: as many everywhere as where its lists were read. */
const frequencyOf = ({ sequences, completeAfter }: TermPostings, documents: number): number =>
  Math.min(documents, Math.round((sequences.length * documents) / Math.max(1, documents - completeAfter)))

/** The messages that have most of what a query tells; of equal ones the newest. */
function bestMessages(
  postings: readonly TermPostings[],
  perQuery: readonly (readonly string[])[],
  documents: number,
): number[] {
  const rarestFirst = postings
    .map((posting) => ({ ...posting, frequency: frequencyOf(posting, documents) }))
    .sort((a, b) => a.frequency - b.frequency)
  const best = new Map<number, number>()
  for (const query of perQuery) {
    const wanted = new Set(query)
    const scores = new Map<number, number>()
    for (const { term, sequences, frequency } of rarestFirst) {
      if (!wanted.has(term)) continue
      const weight = Math.log(1 + documents / (1 + frequency))
      for (const sequence of sequences) {
        const score = scores.get(sequence)
        if (score !== undefined) scores.set(sequence, score + weight)
        else if (scores.size < MAX_SCORED_MESSAGES) scores.set(sequence, weight)
      }
    }
    for (const [sequence, score] of scores) best.set(sequence, Math.max(score, best.get(sequence) ?? 0))
  }
  return [...best]
    .sort(([a, scoreOfA], [b, scoreOfB]) => scoreOfB - scoreOfA || b - a)
    .slice(0, MAX_CANDIDATES)
    .map(([sequence]) => sequence)
}
