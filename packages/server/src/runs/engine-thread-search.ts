import { searchKeysOf } from '@precis/engine'
import type { SearchTermsWork, WorkMessage } from '../services/engine-work.js'
import type { BlockTerm } from '../store/contract-search.js'
import { readPages } from './pages.js'

/** The terms of a block of messages, each with the messages that have it. */
export function searchTerms({ messages, after }: SearchTermsWork): BlockTerm[] {
  const offsetsOf = new Map<string, number[]>()
  for (const { sequence, content } of readPages<WorkMessage>(messages))
    for (const term of searchKeysOf(content)) {
      const offsets = offsetsOf.get(term)
      if (offsets) offsets.push(sequence - after)
      else offsetsOf.set(term, [sequence - after])
    }
  return [...offsetsOf].map(([term, offsets]) => ({ term, offsets }))
}
