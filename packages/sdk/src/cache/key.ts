import type { Format } from '../types.js'

/** Everything that an answer depends on, beside the conversation, the credential and the server. */
export type CacheableRead =
  | {
      readonly kind: 'compacted'
      readonly format: Format
      readonly includeExtractions: boolean
      readonly includeNarrative: boolean
    }
  | { readonly kind: 'prompt'; readonly style: string; readonly recent: string }

/** One spelling for one request: defaults are filled in, and two names of a format are one. */
export function cacheKey(read: CacheableRead): string {
  if (read.kind === 'prompt') return `prompt|${read.style}|${read.recent}`
  const format = read.format === 'injection-ready' ? 'injection' : read.format
  return `compacted|${format}|${read.includeExtractions}|${read.includeNarrative}`
}
