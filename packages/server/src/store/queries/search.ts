import type { Access } from '../access.js'
import {
  MAX_BLOCK_MESSAGES,
  type SearchStore,
  type TermPostings,
  type WantedTerm,
} from '../contract-search.js'
import type { SearchTermRow } from '../database.js'
import { type ConversationQuery, lockConversation } from './conversations.js'
import { chunksOf, insertsOf } from './insert-rows.js'
import { paddedList } from './value-lists.js'

const toText = (offsets: readonly number[]) => offsets.join(',')
const fromText = (text: string) => text.split(',').map(Number)

export function createSearchStore(access: Access): SearchStore {
  return {
    async add(instanceId, conversationId, { after, through, revision, terms }) {
      if (through - after > MAX_BLOCK_MESSAGES)
        throw new RangeError(`a block has at most ${MAX_BLOCK_MESSAGES} messages, got ${through - after}`)
      return access.write(instanceId, async (db) => {
        const conversation = await lockConversation({ db, instanceId, conversationId }, access.profile)
        if (conversation?.searchable_through !== after || conversation.revision !== revision) return false
        const rows = terms.map(({ term, offsets }) => ({
          instance_id: instanceId,
          conversation_id: conversationId,
          term,
          after_sequence: after,
          offsets: toText(offsets),
        }))
        const { profile } = access
        for (const insert of insertsOf({ db, profile, instanceId }, 'search_terms', rows))
          await insert.execute()
        await db
          .updateTable('conversations')
          .set({ searchable_through: through })
          .where('instance_id', '=', instanceId)
          .where('id', '=', conversationId)
          .execute()
        return true
      })
    },
    async find(instanceId, conversationId, { terms, enough }) {
      const lists = await access.readTogether(instanceId, (db) =>
        terms.map(({ term, maxBlocks }) =>
          blocksOf({ db, instanceId, conversationId })
            .select(['after_sequence', 'offsets'])
            .where('term', '=', term)
            .orderBy('after_sequence', 'desc')
            .limit(maxBlocks),
        ),
      )
      return terms.map((wanted, i) => toPostings(wanted, lists[i] ?? [], enough))
    },
    async findIn(instanceId, conversationId, { terms, blocks }) {
      const [rows] = await access.readTogether(instanceId, (db) => [
        blocksOf({ db, instanceId, conversationId })
          .select(['term', 'after_sequence', 'offsets'])
          .where('term', 'in', paddedList(terms))
          .where('after_sequence', 'in', paddedList(blocks)),
      ])
      return rows.map((row) => ({ term: row.term, after: row.after_sequence, sequences: sequencesOf(row) }))
    },
  }
}

const blocksOf = ({ db, instanceId, conversationId }: ConversationQuery) =>
  db
    .selectFrom('search_terms')
    .where('instance_id', '=', instanceId)
    .where('conversation_id', '=', conversationId)

type BlockRow = Pick<SearchTermRow, 'after_sequence' | 'offsets'>

const sequencesOf = ({ after_sequence, offsets }: BlockRow) =>
  offsets.split(',').map((offset) => after_sequence + Number(offset))

function toPostings(
  { term, maxBlocks }: WantedTerm,
  newestFirst: readonly BlockRow[],
  enough: number,
): TermPostings {
  const sequences: number[] = []
  for (const [i, row] of newestFirst.entries()) {
    for (const sequence of sequencesOf(row)) sequences.push(sequence)
    const mayHaveMore = i + 1 < newestFirst.length || newestFirst.length === maxBlocks
    if (mayHaveMore && (i + 1 === maxBlocks || sequences.length >= enough))
      return { term, sequences, completeAfter: row.after_sequence }
  }
  return { term, sequences, completeAfter: 0 }
}

/** Messages whose text is read at once; a text may be long. */
const READ_MESSAGES = 50

export interface ForgetTerms extends ConversationQuery {
  readonly searchableThrough: number
  readonly termsOf: (text: string) => readonly string[]
}

/**
 * Inside a transaction that holds the conversation, before the messages are emptied: takes them out of the lists of
 * their terms. Lists of which nothing is left go.
 *
 * Cost  linear in the terms of these messages.
 */
export async function forgetTerms(
  access: Access,
  { db, instanceId, conversationId, searchableThrough, termsOf }: ForgetTerms,
  sequences: readonly number[],
): Promise<void> {
  const searchable = sequences.filter((sequence) => sequence <= searchableThrough)
  for (let start = 0; start < searchable.length; start += READ_MESSAGES) {
    const messages = await db
      .selectFrom('messages')
      .select(['sequence', 'content'])
      .where('instance_id', '=', instanceId)
      .where('conversation_id', '=', conversationId)
      .where('sequence', 'in', searchable.slice(start, start + READ_MESSAGES))
      .execute()
    for (const { sequence, content } of messages)
      for (const terms of chunksOf(
        access.profile,
        termsOf(content).map((term) => ({ term, and: 0 })),
      ))
        await forgetMessage(
          { db, instanceId, conversationId },
          sequence,
          terms.map(({ term }) => term),
        )
  }
}

async function forgetMessage(
  { db, instanceId, conversationId }: ConversationQuery,
  sequence: number,
  terms: readonly string[],
): Promise<void> {
  const rows = await db
    .selectFrom('search_terms')
    .select(['term', 'after_sequence', 'offsets'])
    .where('instance_id', '=', instanceId)
    .where('conversation_id', '=', conversationId)
    .where('term', 'in', terms)
    .where('after_sequence', '<', sequence)
    .where('after_sequence', '>=', sequence - MAX_BLOCK_MESSAGES)
    .execute()
  for (const row of rows) {
    const offsets = fromText(row.offsets)
    const left = offsets.filter((offset) => row.after_sequence + offset !== sequence)
    if (left.length === offsets.length) continue
    if (left.length > 0)
      await db
        .updateTable('search_terms')
        .set({ offsets: toText(left) })
        .where('instance_id', '=', instanceId)
        .where('conversation_id', '=', conversationId)
        .where('term', '=', row.term)
        .where('after_sequence', '=', row.after_sequence)
        .execute()
    else
      await db
        .deleteFrom('search_terms')
        .where('instance_id', '=', instanceId)
        .where('conversation_id', '=', conversationId)
        .where('term', '=', row.term)
        .where('after_sequence', '=', row.after_sequence)
        .execute()
  }
}
