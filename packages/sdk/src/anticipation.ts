/** Answers to fetches that the server pushed before they were asked for. */
import type { ContextResponse, FetchOptions } from './types.js'

export interface Anticipation {
  /** The answer, when what was pushed is newer than our last write and fits the query; else undefined. */
  answer(
    request: FetchOptions & { readonly searchQuery?: readonly string[] | undefined },
  ): ContextResponse | undefined
}
