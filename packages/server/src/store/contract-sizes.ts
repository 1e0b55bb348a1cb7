/** How large the texts of a message, or its annotation, are in UTF-8 bytes. */
export interface RowSize {
  readonly sequence: number
  readonly bytes: number
}

/** The part of the message store that says how much a read would give. */
export interface RowSizes {
  /** Sizes without the texts themselves: what is large is then read piece by piece. */
  readSizes(
    instanceId: string,
    conversationId: string,
    range: {
      readonly of: 'messages' | 'annotations'
      readonly after: number
      readonly through: number
      readonly limit: number
      /** Highest sequence number first. Default false. */
      readonly newestFirst?: boolean
    },
  ): Promise<readonly RowSize[]>
}
