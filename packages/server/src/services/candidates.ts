/** Which of the filed messages a fetch ranks: a few that have most of what its queries tell. */
import { searchKeysOfQuery } from '@precis/engine/recorded'
import type { ConversationHead, Store } from '../store/contract.js'
import {
  MAX_BLOCK_MESSAGES,
  type SearchStore,
  type TermPostings,
  type WantedTerm,
} from '../store/contract-search.js'
import { type RankCandidates, toWorkMessage } from './engine-work.js'
import type { ConversationRef } from './read-conversation.js'

/** Terms of one request that are looked up. */
const MAX_QUERY_TERMS = 32
/** Blocks of each term that are looked at first: all of 4,096 messages, for rarer terms of many more. */
const NEAR_BLOCKS = 16
/** Of terms that those do not find enough by: all of 65,536 messages. */
const FAR_BLOCKS = 256
/** Messages of one term that are looked at. */
const ENOUGH_OF_A_TERM = 200
/** Once the rarest terms of a query have found so many, older places of more common terms are not looked for: three times `CANDIDATES`. */
const ENOUGH_OF_A_QUERY = 120
/**
 * Messages that are ranked by their words. Measured with `bench fetch-quality` on seven long conversations: the first ten results
 * have as much of the evidence with 40 as with 100 or with all messages; with 25 one of them loses.
 */
const CANDIDATES = 40
/** Where only some types are wanted, which no term tells. */
const CANDIDATES_OF_TYPES = 100
/** Candidates for each result that is wanted: a message may say the same as another, or its best unit less than it does. */
const CANDIDATES_PER_RESULT = 2
/** Old blocks in which common terms are looked up, and how many of those terms. */
const MAX_OLD_BLOCKS = 32
const MAX_OLD_TERMS = 8

export interface CandidateChoice {
  readonly queries: readonly string[]
  readonly language: string
  readonly maxResults: number
  /** Only some types of items are wanted. */
  readonly isTyped: boolean
  /** Default: as many as these need. */
  readonly maxCandidates?: number
}

/** Of the messages that are filed, those that have most of what a query tells. Undefined where there are none. */
export async function findCandidates(
  store: Pick<Store, 'messages' | 'search'>,
  ref: ConversationRef,
  head: ConversationHead,
  choice: CandidateChoice,
): Promise<RankCandidates | undefined> {
  const { instanceId, conversationId } = ref
  const { queries, language, maxCandidates = candidatesFor(choice) } = choice
  const documents = head.searchableThrough
  const perQuery = queries.map((query) => searchKeysOfQuery(query, language))
  const terms = [...new Set(perQuery.flat())].slice(0, MAX_QUERY_TERMS)
  if (documents === 0 || terms.length === 0) return undefined
  const found = await lookUp(store.search, ref, { documents, perQuery, terms, maxCandidates })
  const sequences = bestMessages(found, perQuery, maxCandidates)
  const read = await store.messages.readAt(instanceId, conversationId, sequences)
  const dataOf = new Map(read.annotations.map(({ sequence, data }) => [sequence, data]))
  return {
    messages: JSON.stringify(read.messages.map(toWorkMessage)),
    // The data is JSON text already.
    annotations: `[${read.messages.map(({ sequence }) => dataOf.get(sequence) ?? 'null').join(',')}]`,
    documents,
    containing: new Map(found.map(({ term, frequency }) => [term, frequency])),
  }
}

const candidatesFor = ({ isTyped, maxResults }: CandidateChoice): number =>
  isTyped ? CANDIDATES_OF_TYPES : Math.max(CANDIDATES, CANDIDATES_PER_RESULT * maxResults)

/** A term, and what is known of where it stands. */
interface FoundTerm extends TermPostings {
  /** How many of the documents have it. */
  readonly frequency: number
  /** What a message tells by having it. */
  readonly weight: number
}

/** As many everywhere as where its lists were read. */
function weighed(postings: TermPostings, documents: number): FoundTerm {
  const { sequences, completeAfter } = postings
  const share = sequences.length / Math.max(1, documents - completeAfter)
  const frequency = Math.min(documents, Math.round(share * documents))
  return { ...postings, frequency, weight: Math.log(1 + documents / (1 + frequency)) }
}

const rarestFirst = (found: readonly FoundTerm[]) => found.toSorted((a, b) => a.frequency - b.frequency)

interface LookUp {
  readonly documents: number
  readonly perQuery: readonly (readonly string[])[]
  readonly terms: readonly string[]
  readonly maxCandidates: number
}

/** Rarest first. Each step asks for what the one before has left open, so most queries need one or two of the three. */
async function lookUp(
  search: SearchStore,
  { instanceId, conversationId }: ConversationRef,
  { documents, perQuery, terms, maxCandidates }: LookUp,
): Promise<readonly FoundTerm[]> {
  const find = async (wanted: readonly WantedTerm[]) => {
    const query = { terms: wanted, enough: ENOUGH_OF_A_TERM }
    const found = await search.find(instanceId, conversationId, query)
    return found.map((postings) => weighed(postings, documents))
  }
  let found = rarestFirst(await find(terms.map((term) => ({ term, maxBlocks: NEAR_BLOCKS }))))
  const open = new Map(perQuery.flatMap((query) => termsToLookFurther(found, new Set(query))))
  if (open.size > 0) {
    const wanted = [...open].map(([term, maxBlocks]) => ({ term, maxBlocks }))
    const further = new Map((await find(wanted)).map((one) => [one.term, one]))
    found = rarestFirst(found.map((one) => further.get(one.term) ?? one))
  }
  const blocks = oldBlocks(bestMessages(found, perQuery, maxCandidates), found)
  if (blocks.length === 0) return found
  const common = found.filter(({ completeAfter }) => completeAfter > 0).slice(0, MAX_OLD_TERMS)
  const query = { terms: common.map(({ term }) => term), blocks }
  const old = await search.findIn(instanceId, conversationId, query)
  return found.map((one) => {
    const more = old.flatMap(({ term, after, sequences }) =>
      term === one.term && after < one.completeAfter ? sequences : [],
    )
    return { ...one, sequences: [...one.sequences, ...more] }
  })
}

/** The rarest terms of a query, while there is more of them and they have not found enough; each with its blocks to be read. */
function termsToLookFurther(
  found: readonly FoundTerm[],
  query: ReadonlySet<string>,
): [term: string, maxBlocks: number][] {
  const open: [string, number][] = []
  let messages = 0
  for (const { term, sequences, completeAfter } of found) {
    if (!query.has(term)) continue
    messages += sequences.length
    if (messages >= ENOUGH_OF_A_QUERY) break
    // Its list ended at a number of blocks, and not at a number of messages; as many of them again hold as many messages.
    if (completeAfter > 0 && sequences.length < ENOUGH_OF_A_TERM)
      open.push([term, Math.min(FAR_BLOCKS, Math.ceil((NEAR_BLOCKS * ENOUGH_OF_A_TERM) / sequences.length))])
  }
  return open
}

/** The blocks of these messages in which some terms have not been looked up; those of the best messages first. */
function oldBlocks(sequences: readonly number[], found: readonly FoundTerm[]): number[] {
  const lookedUpAfter = found.reduce((most, { completeAfter }) => Math.max(most, completeAfter), 0)
  // `fileMessages` cuts blocks of this size from the first message on.
  const blocks = sequences.map((sequence) => sequence - 1 - ((sequence - 1) % MAX_BLOCK_MESSAGES))
  return [...new Set(blocks.filter((block) => block < lookedUpAfter))].slice(0, MAX_OLD_BLOCKS)
}

/** The messages that have most of what a query tells; of equal ones the newest. */
function bestMessages(
  found: readonly FoundTerm[],
  perQuery: readonly (readonly string[])[],
  limit: number,
): number[] {
  const best = new Map<number, number>()
  for (const query of perQuery)
    for (const [sequence, score] of scoresOf(found, new Set(query))) {
      const before = best.get(sequence)
      if (before === undefined || score > before) best.set(sequence, score)
    }
  // Sorting all of them takes longer than finding out first which are worth it.
  const least = Float64Array.from(best.values()).sort().at(-limit) ?? 0
  return [...best]
    .filter(([, score]) => score >= least)
    .sort(([a, scoreOfA], [b, scoreOfB]) => scoreOfB - scoreOfA || b - a)
    .slice(0, limit)
    .map(([sequence]) => sequence)
}

/** @param rarestFirst Once the rarest have found enough messages, more common terms decide among those. */
function scoresOf(rarestFirst: readonly FoundTerm[], wanted: ReadonlySet<string>): Map<number, number> {
  const scores = new Map<number, number>()
  for (const { term, sequences, weight } of rarestFirst) {
    if (!wanted.has(term)) continue
    const isOpen = scores.size < ENOUGH_OF_A_QUERY
    for (const sequence of sequences) {
      const score = scores.get(sequence)
      if (score !== undefined) scores.set(sequence, score + weight)
      else if (isOpen) scores.set(sequence, weight)
    }
  }
  return scores
}
