import {
  ANNOTATION_REVISION,
  annotate,
  countTokens,
  createDocumentIndex,
  type DocumentIndex,
  detectLanguage,
  type Item,
  type ItemType,
  type Message,
  type MessageAnnotation,
  type RankedDocument,
  type RetrievalDocument,
  rankTogether,
  type UnitAnnotation,
} from '@precis/engine'
import { LRUCache } from 'lru-cache'
import {
  type MadeAnnotation,
  type RankCandidates,
  type RankedWork,
  type RankSnapshot,
  type RankWork,
  toEngineMessage,
  type WorkMessage,
} from '../services/engine-work.js'

/** A document together with the item it stands for. */
interface ItemDocument extends RetrievalDocument {
  readonly item: Item
}

/** What this thread knows of one conversation and version; grows with the messages. */
interface Corpus {
  readonly index: DocumentIndex<ItemDocument>
  readonly language: string
  /** `message:start` of what stands as an item already. */
  readonly taken: ReadonlySet<string>
  /** Messages read so far. */
  through: number
  characters: number
}

/** Characters of documents that one thread keeps: about 1,000 conversations of 100 turns. */
const CORPUS_CACHE_CHARACTERS = 32 * 1024 * 1024
const corpora = new LRUCache<string, Corpus>({
  maxSize: CORPUS_CACHE_CHARACTERS,
  sizeCalculation: ({ characters }) => characters + 1,
})

/** How often conversations have been erased, as far as this thread knows. */
let knownErasures = 0

/** Drops everything that is remembered when something was erased since: rare, and made again in milliseconds. */
export function forget(erasures: number): void {
  if (erasures === knownErasures) return
  knownErasures = erasures
  corpora.clear()
}

/** Ranks the documents of a conversation; of what this thread has seen before, only new messages are read. */
export function rank({ erasures, work }: { readonly erasures: number; readonly work: RankWork }): RankedWork {
  forget(erasures)
  const { key, base = 0, through = 0, snapshot, candidates, queries, types, maxResults } = work
  let corpus = corpora.get(key)
  let made: readonly MadeAnnotation[] = []
  if (snapshot && (corpus?.through ?? base) >= (snapshot.after ?? 0)) {
    const grown = grow(corpus, snapshot)
    corpus = grown.corpus
    made = grown.made
    // Setting it again tells the cache its size.
    corpora.set(key, corpus)
  }
  if (!corpus || corpus.through < through) return { kind: 'unknown', through: corpus?.through ?? base }
  const found = rankCorpus(corpus, candidates, queries, { types, maxResults }).map(({ document, score }) => ({
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

/** The documents of this thread, and what was found of the older ones. */
function rankCorpus(
  { index, language, taken }: Corpus,
  candidates: RankCandidates | undefined,
  queries: readonly string[],
  choice: Pick<RankWork, 'types' | 'maxResults'>,
): RankedDocument<ItemDocument>[] {
  if (!candidates) return index.rank(queries, choice)
  const found = createDocumentIndex<ItemDocument>(language)
  // The JSON text that search.ts wrote.
  const messages = (JSON.parse(candidates.messages) as WorkMessage[]).map(toEngineMessage)
  const annotations = JSON.parse(candidates.annotations) as (MessageAnnotation | null)[]
  for (const [i, message] of messages.entries()) {
    const known = annotations[i]
    const annotation = known?.revision === ANNOTATION_REVISION ? known : annotate(message, { language })
    found.add(unitDocuments(message, annotation, taken))
  }
  return rankTogether({ recent: index, found, older: candidates, language }, queries, choice)
}

/** What a message says, save what stands as an item already. */
function unitDocuments(
  message: Message,
  { units }: MessageAnnotation,
  taken: ReadonlySet<string>,
): ItemDocument[] {
  return units
    .filter((unit) => unit.act !== 'filler' && !taken.has(`${message.id}:${unit.start}`))
    .map((unit) => ({ ...toDocument(unitItem(message, unit)), salience: UNIT_SALIENCE }))
}

/** A corpus with the items, before any message. */
function openCorpus(items: readonly Item[], language: string, through: number): Corpus {
  const evidence = items.flatMap((item) => item.evidence)
  const corpus: Corpus = {
    index: createDocumentIndex<ItemDocument>(language),
    language,
    taken: new Set(evidence.map((span) => `${span.messageId}:${span.start}`)),
    through,
    characters: 0,
  }
  addDocuments(
    corpus,
    items.map((item) => toDocument(item, item.supersededBy)),
  )
  return corpus
}

function addDocuments(corpus: Corpus, documents: readonly ItemDocument[]): void {
  corpus.index.add(documents)
  corpus.characters += documents.reduce((sum, { text }) => sum + text.length, 0)
}

/** Adds what the snapshot has and the corpus does not; gives the annotations that had to be made. */
function grow(
  known: Corpus | undefined,
  snapshot: RankSnapshot,
): { readonly corpus: Corpus; readonly made: readonly MadeAnnotation[] } {
  const { after = 0, items } = snapshot
  // Pages are the JSON text of what read-conversation.ts and engine-thread.ts wrote.
  const messages = snapshot.messages.flatMap((page) => JSON.parse(page) as WorkMessage[]).map(toEngineMessage)
  const annotations = snapshot.annotations.flatMap((page) => JSON.parse(page) as MessageAnnotation[])
  const corpus = known ?? openCorpus(items, annotations[0]?.language ?? detectLanguage(messages), after)
  const made: MadeAnnotation[] = []
  for (const [i, message] of messages.entries()) {
    if (after + i < corpus.through) continue
    let annotation = annotations[i]
    if (annotation?.revision !== ANNOTATION_REVISION) {
      annotation = annotate(message, { language: corpus.language })
      if (i >= annotations.length)
        made.push({ tokenCount: annotation.tokenCount, data: JSON.stringify(annotation) })
    }
    addDocuments(corpus, unitDocuments(message, annotation, corpus.taken))
    corpus.through = after + i + 1
  }
  return { corpus, made }
}

function toDocument(item: Item, supersededBy?: string): ItemDocument {
  return {
    id: item.id,
    text: item.content,
    type: item.type,
    salience: item.confidence,
    item,
    ...(item.saidAt === undefined ? {} : { at: item.saidAt }),
    ...(supersededBy === undefined ? {} : { supersededBy }),
  }
}

/**
 * How far a unit is what it is taken for. A statement stands in its speaker's own words: strongly implied, and what
 * existing guides keep (0.8). What is no statement is only assumed to matter.
 */
const STATED_CONFIDENCE = 0.8
const ASSUMED_CONFIDENCE = 0.5
/** In a ranking no unit weighs more than an item that was read out of all that was said. */
const UNIT_SALIENCE = 0.5

/** A unit in the form of an item: its own words, and what it is by its wording. */
function unitItem(message: Message, unit: UnitAnnotation): Item {
  return {
    id: `${message.id}:${unit.start}`,
    type: unitType(unit),
    content: message.content.slice(unit.start, unit.end),
    speaker: message.name ?? message.role,
    confidence: isStatement(unit) ? STATED_CONFIDENCE : ASSUMED_CONFIDENCE,
    evidence: [{ messageId: message.id, start: unit.start, end: unit.end }],
    ...(message.timestamp === undefined ? {} : { saidAt: message.timestamp }),
    ...(unit.eventDate === undefined ? {} : { eventDate: unit.eventDate }),
  }
}

const isStatement = ({ act }: UnitAnnotation) => act === 'statement' || act === 'correction'

function unitType(unit: UnitAnnotation): ItemType {
  const has = (stance: UnitAnnotation['stances'][number]) => unit.stances.includes(stance)
  if (has('rule')) return 'constraint'
  if (has('decision')) return 'decision'
  if (has('preference')) return 'preference'
  if (has('emotion')) return 'emotion'
  if (unit.eventDate !== undefined) return 'temporal_event'
  return isStatement(unit) ? 'fact' : 'episode'
}
