/** The part of the store's contract that holds what long histories are sealed into. */

/** Sealed ranges: level 0 are ranges of messages, each level above joins some of the one below. */
export interface DigestPlace {
  /** `ROOT_LEVEL` for the digest of all ranges up to one. */
  readonly level: number
  /** From 0 on each level, oldest first; of a root the number of ranges that it stands for. */
  readonly position: number
}

/** Everything up to a range as one. Only the newest are kept: they can be made from the others. */
export const ROOT_LEVEL = -1

/** Sequence numbers `after` < n <= `through`. */
export interface SealedRange extends DigestPlace {
  readonly after: number
  readonly through: number
}

export interface NewDigest extends SealedRange {
  /** The engine's; a digest of another revision is as good as none. */
  readonly revision: number
  /** JSON text: the store does not look into it. */
  readonly data: string
}

export interface DigestStore {
  /** Rises whenever digests of a conversation are dropped. To be read before the messages that a digest is made of. */
  epoch(instanceId: string, conversationId: string): Promise<number>
  /** The last range of messages that is sealed and ends at or before `through`. Its digest may have to be made again. */
  lastRange(instanceId: string, conversationId: string, through: number): Promise<SealedRange | undefined>
  /** A range that was sealed, whether its digest is there or not. */
  rangeAt(instanceId: string, conversationId: string, place: DigestPlace): Promise<SealedRange | undefined>
  /** Undefined where there is none of this revision. */
  read(
    instanceId: string,
    conversationId: string,
    place: DigestPlace & { readonly revision: number },
  ): Promise<(SealedRange & { readonly data: string }) | undefined>
  /**
   * Stores digests in place of older ones; the same ones twice is the same as once. The bounds of a range stay as they are,
   * however often its digest is made again. One of a newer revision stays in its place.
   *
   * False, and nothing stored, when digests of the conversation were dropped since `epoch`, or it is gone.
   */
  put(
    instanceId: string,
    conversationId: string,
    input: { readonly epoch: number; readonly digests: readonly NewDigest[] },
  ): Promise<boolean>
  /**
   * Drops every digest that was made of one of these messages; it is made again from those that are left when next needed.
   * Digests that are being made at this moment will not be stored.
   */
  drop(
    instanceId: string,
    conversationId: string,
    range: { readonly first: number; readonly last: number },
  ): Promise<void>
}
