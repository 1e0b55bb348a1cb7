/** The part of the store's contract that finds old messages by their words. */

/** Messages of one block, at most. */
export const MAX_BLOCK_MESSAGES = 256

/** A term of a block of messages, and which of them have it. */
export interface BlockTerm {
  readonly term: string
  /** Distances from `after`, so from 1; lowest first. */
  readonly offsets: readonly number[]
}

export interface NewSearchBlock {
  /** The messages `after` < n <= `through`. */
  readonly after: number
  readonly through: number
  /** The conversation's, read before its messages: a block of messages that were deleted since is not stored. */
  readonly revision: number
  readonly terms: readonly BlockTerm[]
}

export interface WantedTerm {
  readonly term: string
  /** So many of its blocks, at least 1; the newest. */
  readonly maxBlocks: number
}

export interface TermPostings {
  readonly term: string
  /** Sequence numbers of the messages that have it, newest block first. */
  readonly sequences: readonly number[]
  /** Of the messages after this one, all that have it are listed. 0: of all messages. */
  readonly completeAfter: number
}

/** The messages of a block that have a term. */
export interface BlockPostings {
  readonly term: string
  readonly after: number
  readonly sequences: readonly number[]
}

export interface SearchStore {
  /**
   * Adds the terms of the messages that directly follow those that can be found already.
   *
   * False, and nothing stored, when somebody else has added them, or a message was deleted meanwhile.
   */
  add(instanceId: string, conversationId: string, block: NewSearchBlock): Promise<boolean>
  /**
   * The messages that have each of the terms, out of the newest blocks in which the term occurs; of common terms out of
   * fewer, once there are `enough` messages.
   *
   * Cost  at most `maxBlocks` rows for each term, however long the conversation is; one round trip.
   */
  find(
    instanceId: string,
    conversationId: string,
    query: { readonly terms: readonly WantedTerm[]; readonly enough: number },
  ): Promise<readonly TermPostings[]>
  /**
   * The messages of some blocks that have the terms. A block is named by `after`.
   *
   * Cost  at most a row for each term and block; one round trip.
   */
  findIn(
    instanceId: string,
    conversationId: string,
    query: { readonly terms: readonly string[]; readonly blocks: readonly number[] },
  ): Promise<readonly BlockPostings[]>
}
