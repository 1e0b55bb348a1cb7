import {
  ANNOTATION_REVISION,
  annotate,
  countTokens,
  detectLanguage,
  type Item,
  type ItemType,
  type Message,
  type MessageAnnotation,
  type RetrievalDocument,
  rank as rankDocuments,
  type UnitAnnotation,
} from '@precis/engine'
import { LRUCache } from 'lru-cache'
import {
  type MadeAnnotation,
  type RankedWork,
  type RankSnapshot,
  type RankWork,
  toEngineMessage,
} from '../services/engine-work.js'

/** A document together with the item it stands for. */
interface ItemDocument extends RetrievalDocument {
  readonly item: Item
}

interface Corpus {
  readonly documents: readonly ItemDocument[]
  readonly language: string
}

/** Characters of documents that one thread keeps: about 1,000 conversations of 100 turns. */
const CORPUS_CACHE_CHARACTERS = 32 * 1024 * 1024
const corpora = new LRUCache<string, Corpus>({
  maxSize: CORPUS_CACHE_CHARACTERS,
  sizeCalculation: ({ documents }) => documents.reduce((size, { text }) => size + text.length, 1),
})

/** Ranks the documents of a conversation, from memory when this thread has seen the same state before. */
export function rank({ key, snapshot, queries, types, maxResults }: RankWork): RankedWork {
  const known = corpora.get(key)
  if (!known && !snapshot) return { kind: 'unknown' }
  const { corpus, made } = known
    ? { corpus: known, made: [] }
    : buildCorpus(snapshot ?? { messages: [], annotations: [], items: [] })
  if (!known) corpora.set(key, corpus)
  const ranked = rankDocuments(corpus.documents, queries, { types, maxResults, language: corpus.language })
  const found = ranked.map(({ document, score }) => ({ item: document.item, score }))
  return {
    kind: 'ranked',
    found,
    tokenCount: found.reduce((sum, { item }) => sum + countTokens(item.content), 0),
    made,
  }
}

function buildCorpus({ messages, annotations, items }: RankSnapshot): {
  readonly corpus: Corpus
  readonly made: readonly MadeAnnotation[]
} {
  const engineMessages = messages.map(toEngineMessage)
  // The JSON text is what engine-thread.ts wrote.
  const stored = annotations.map((text) => JSON.parse(text) as MessageAnnotation)
  const language = stored[0]?.language ?? detectLanguage(engineMessages)
  const made: MadeAnnotation[] = []
  const itemDocuments = items.map((item) => toDocument(item, item.supersededBy))
  const taken = new Set(
    items.flatMap(({ evidence }) => evidence.map((span) => `${span.messageId}:${span.start}`)),
  )
  const unitDocuments = engineMessages.flatMap((message, i) => {
    let annotation = stored[i]
    if (annotation?.revision !== ANNOTATION_REVISION) {
      annotation = annotate(message, { language })
      if (i >= stored.length)
        made.push({ tokenCount: annotation.tokenCount, data: JSON.stringify(annotation) })
    }
    return annotation.units.flatMap((unit) =>
      unit.act === 'filler' || taken.has(`${message.id}:${unit.start}`)
        ? []
        : [toDocument(unitItem(message, unit))],
    )
  })
  return { corpus: { documents: [...itemDocuments, ...unitDocuments], language }, made }
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

/** What somebody said outright is explicit; the unit's reading as an item is not. */
const UNIT_CONFIDENCE = 0.5

/** A unit in the form of an item: its own words, and what it is by its wording. */
function unitItem(message: Message, unit: UnitAnnotation): Item {
  return {
    id: `${message.id}:${unit.start}`,
    type: unitType(unit),
    content: message.content.slice(unit.start, unit.end),
    speaker: message.name ?? message.role,
    confidence: UNIT_CONFIDENCE,
    evidence: [{ messageId: message.id, start: unit.start, end: unit.end }],
    ...(message.timestamp === undefined ? {} : { saidAt: message.timestamp }),
    ...(unit.eventDate === undefined ? {} : { eventDate: unit.eventDate }),
  }
}

function unitType(unit: UnitAnnotation): ItemType {
  const has = (stance: UnitAnnotation['stances'][number]) => unit.stances.includes(stance)
  if (has('rule')) return 'constraint'
  if (has('decision')) return 'decision'
  if (has('preference')) return 'preference'
  if (has('emotion')) return 'emotion'
  if (unit.eventDate !== undefined) return 'temporal_event'
  return unit.act === 'statement' || unit.act === 'correction' ? 'fact' : 'episode'
}
