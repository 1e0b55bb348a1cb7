import { threadId } from 'node:worker_threads'
import {
  countTokens,
  createDocumentIndex,
  type MessageAnnotation,
  type RankedDocument,
  rankTogether,
} from '@precis/engine'
import type { CacheGauge } from '../cache/byte-cache.js'
import type {
  MadeAnnotation,
  RankCandidates,
  RankedWork,
  RankWork,
  WorkMessage,
} from '../services/engine-work.js'
import { type Corpus, type ItemDocument, openCorpus } from './corpus.js'
import { type CorpusCache, createCorpusCache } from './corpus-cache.js'

/** Opened by the first ranking, which says how large it may become. */
let opened: CorpusCache<Corpus> | undefined

/** How often conversations have been erased, as far as this thread knows. */
let knownErasures = 0

/** Of one thread, as it told last. */
export interface ThreadCache extends CacheGauge {
  readonly threadId: number
}

export interface ThreadRanked {
  readonly ranked: RankedWork
  readonly cache: ThreadCache
}

/** Drops everything that is remembered when something was erased since: rare, and made again in milliseconds. */
export function forget(erasures: number): void {
  if (erasures === knownErasures) return
  knownErasures = erasures
  opened?.clear()
}

/** Ranks the documents of a conversation; of what this thread has seen before, only what is new is read. */
export function rank(given: {
  readonly erasures: number
  /** What this thread may remember. */
  readonly cacheBytes: number
  readonly work: RankWork
}): ThreadRanked {
  forget(given.erasures)
  opened ??= createCorpusCache<Corpus>(given.cacheBytes)
  const ranked = rankIn(opened, given.work)
  const { entries, bytes, maxBytes, evictions } = opened
  return { ranked, cache: { threadId, entries, bytes, maxBytes, evictions } }
}

function rankIn(corpora: CorpusCache<Corpus>, work: RankWork): RankedWork {
  const { base = 0, through = 0, itemsKey = '', candidates, queries, types, maxResults } = work
  const { corpus, made } = corpusFor(corpora, work)
  if (!corpus || corpus.through < through || corpus.itemsKey !== itemsKey)
    return {
      kind: 'unknown',
      through: corpus?.through ?? base,
      hasItems: corpus?.itemsKey === itemsKey,
    }
  const charactersBefore = corpus.characters
  const ranked = rankCorpus(corpus, candidates, queries, { types, maxResults })
  if (corpus.characters > charactersBefore) corpora.set(work.key, corpus)
  const found = ranked.map(({ document, score }) => ({
    item: document.item,
    score,
  }))
  return {
    kind: 'ranked',
    found,
    tokenCount: found.reduce((sum, { item }) => sum + countTokens(item.content), 0),
    made,
  }
}

interface FoundCorpus {
  readonly corpus: Corpus | undefined
  readonly made: readonly MadeAnnotation[]
}

/** What is remembered, with what the snapshot adds to it. */
function corpusFor(corpora: CorpusCache<Corpus>, work: RankWork): FoundCorpus {
  const { key, base = 0, itemsKey = '', language, snapshot } = work
  let corpus = corpora.get(key)
  // Older messages are missing in one that is ahead: the work is of a moment before. In another language words have other stems.
  if (corpus && (corpus.base > base || (language !== undefined && corpus.language !== language)))
    corpus = undefined
  let made: readonly MadeAnnotation[] = []
  if (snapshot && (corpus?.through ?? base) >= (snapshot.after ?? 0)) {
    if (corpus) made = corpus.grow(snapshot)
    else ({ corpus, made } = openCorpus(snapshot, language))
    if (snapshot.items) corpus.setItems(itemsKey, snapshot.items)
  }
  if (!corpus) return { corpus, made }
  corpus.dropThrough(base)
  // Also one that is kept already: it may be larger now.
  if (snapshot) corpora.set(key, corpus)
  return { corpus, made }
}

/** The documents of this thread, and what was found of the older ones. */
function rankCorpus(
  corpus: Corpus,
  candidates: RankCandidates | undefined,
  queries: readonly string[],
  choice: Pick<RankWork, 'types' | 'maxResults'>,
): RankedDocument<ItemDocument>[] {
  const { index, language, taken } = corpus
  if (!candidates) return index.rank(queries, choice)
  const found = createDocumentIndex<ItemDocument>(language, queries)
  // The JSON text that candidates.ts wrote.
  const messages = JSON.parse(candidates.messages) as WorkMessage[]
  const annotations = JSON.parse(candidates.annotations) as (MessageAnnotation | null)[]
  for (const [i, message] of messages.entries())
    found.add(corpus.readOlder(message, annotations[i] ?? null).filter(({ id }) => !taken.has(id)))
  return rankTogether({ recent: index, found, older: candidates, language }, queries, choice)
}
