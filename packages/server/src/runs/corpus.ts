/** What one thread knows of one conversation, for answering fetches from memory. */
import {
  ANNOTATION_REVISION,
  annotate,
  createDocumentIndex,
  type DocumentIndex,
  detectLanguage,
  type Item,
  type Message,
  type MessageAnnotation,
  type RetrievalDocument,
} from '@precis/engine'
import { LRUCache } from 'lru-cache'
import {
  type MadeAnnotation,
  type RankSnapshot,
  toEngineMessage,
  type WorkMessage,
} from '../services/engine-work.js'
import { LiftedUnits } from './lifted-units.js'
import { readPages } from './pages.js'
import { UNIT_SALIENCE, unitItem } from './unit-item.js'

/** A document together with the item it stands for. */
export interface ItemDocument extends RetrievalDocument {
  readonly item: Item
}

/** A unit of a message: among the documents while no item of the version was read from the same place. */
interface Unit {
  readonly sequence: number
  document: ItemDocument
  /** Undefined while it is not among the documents. */
  number: number | undefined
}

/**
 * The newest messages of a conversation by their units, and the items of one version.
 *
 * Owner      the thread's cache in engine-thread-rank.ts.
 * Lifetime   until messages are deleted: messages are only added at the end and dropped from the beginning. A new version
 *            changes the items alone.
 */
export interface Corpus {
  readonly index: DocumentIndex<ItemDocument>
  readonly language: string
  /** It holds the messages `base` < n <= `through`. */
  readonly base: number
  readonly through: number
  /** Names the items; undefined before there are any. */
  readonly itemsKey: string | undefined
  /** `message:start` of what stands as an item already. */
  readonly taken: ReadonlySet<string>
  /** Of the documents' text, and of what is kept beside it. */
  readonly characters: number
  /**
   * What an older message says that newer ones did not take back; it is not kept here. Where the store has no annotation of
   * this release one is made, and kept for the next fetch that finds the message.
   */
  readOlder(message: WorkMessage, annotation: MessageAnnotation | null): readonly ItemDocument[]
  /** Adds what the snapshot has and this does not; gives the annotations that had to be made. */
  grow(snapshot: Pick<RankSnapshot, 'after' | 'messages' | 'annotations'>): MadeAnnotation[]
  /** Puts these items in the place of those before. Cost: linear in the items, and a look at each unit. */
  setItems(itemsKey: string, items: readonly Item[]): void
  /** Forgets the messages up to `base`, which are found in the store now. */
  dropThrough(base: number): void
}

/** Of older messages that had to be annotated, what is kept of one conversation: of a thousand messages of 250 characters. */
const OLDER_CHARACTERS = 256 * 1024

/** @param language Absent: that of the annotations, else detected. */
export function openCorpus(
  snapshot: RankSnapshot,
  language: string | undefined,
): { readonly corpus: Corpus; readonly made: readonly MadeAnnotation[] } {
  const corpus = new GrowingCorpus(language ?? languageOf(snapshot), snapshot.after ?? 0)
  return { corpus, made: corpus.grow(snapshot) }
}

function languageOf({ annotations, messages }: RankSnapshot): string {
  const [first] = readPages<MessageAnnotation>(annotations.slice(0, 1))
  return first?.language ?? detectLanguage(readPages<WorkMessage>(messages).map(toEngineMessage))
}

interface KeptAnnotation {
  readonly annotation: MessageAnnotation
  /** Of the message. */
  readonly characters: number
}

class GrowingCorpus implements Corpus {
  readonly language: string
  readonly index: DocumentIndex<ItemDocument>
  base: number
  through: number
  itemsKey: string | undefined
  taken: ReadonlySet<string> = new Set()
  /** By sequence number. */
  readonly #older = new LRUCache<number, KeptAnnotation>({
    maxSize: OLDER_CHARACTERS,
    sizeCalculation: ({ characters }) => characters + 1,
  })
  #characters = 0
  /** In the order of the messages. */
  #units: Unit[] = []
  /** Numbers of the items' documents. */
  #items: number[] = []
  #itemCharacters = 0
  readonly #lifted = new LiftedUnits()

  constructor(language: string, base: number) {
    this.language = language
    this.index = createDocumentIndex<ItemDocument>(language)
    this.base = base
    this.through = base
  }

  get characters(): number {
    return this.#characters + this.#older.calculatedSize
  }

  readOlder(given: WorkMessage, annotation: MessageAnnotation | null): readonly ItemDocument[] {
    const message = toEngineMessage(given)
    const isOurs = annotation?.revision === ANNOTATION_REVISION
    return unitDocuments(message, isOurs ? annotation : this.#annotateOlder(given, message), this.#lifted)
  }

  #annotateOlder({ sequence, content }: WorkMessage, message: Message): MessageAnnotation {
    const known = this.#older.get(sequence)
    if (known) return known.annotation
    const annotation = annotate(message, { language: this.language })
    this.#older.set(sequence, { annotation, characters: content.length })
    return annotation
  }

  grow({
    after = 0,
    messages,
    annotations,
  }: Pick<RankSnapshot, 'after' | 'messages' | 'annotations'>): MadeAnnotation[] {
    const known = readPages<MessageAnnotation>(annotations)
    const made: MadeAnnotation[] = []
    for (const [i, given] of readPages<WorkMessage>(messages).entries()) {
      if (after + i < this.through) continue
      const message = toEngineMessage(given)
      let annotation = known[i]
      if (annotation?.revision !== ANNOTATION_REVISION) {
        annotation = annotate(message, { language: this.language })
        if (i >= known.length)
          made.push({ tokenCount: annotation.tokenCount, data: JSON.stringify(annotation) })
      }
      this.#addUnits(after + i + 1, message, annotation)
      this.through = after + i + 1
    }
    return made
  }

  setItems(itemsKey: string, items: readonly Item[]): void {
    for (const number of this.#items) this.index.remove(number)
    this.#characters -= this.#itemCharacters
    const documents = items.map((item) => toDocument(item, item.supersededBy))
    const first = this.index.add(documents)
    this.#items = documents.map((_, i) => first + i)
    this.#itemCharacters = documents.reduce((sum, { text }) => sum + text.length, 0)
    this.#characters += this.#itemCharacters
    this.taken = new Set(
      items.flatMap(({ evidence }) => evidence.map((span) => `${span.messageId}:${span.start}`)),
    )
    for (const unit of this.#units) this.#place(unit)
    this.itemsKey = itemsKey
  }

  dropThrough(base: number): void {
    if (base <= this.base) return
    const left = this.#units.findIndex(({ sequence }) => sequence > base)
    const dropped = this.#units.splice(0, left < 0 ? this.#units.length : left)
    for (const { number, document } of dropped) {
      this.#characters -= document.text.length
      if (number !== undefined) this.index.remove(number)
    }
    this.#lifted.dropThrough(base)
    this.base = base
    this.through = Math.max(this.through, base)
  }

  #addUnits(sequence: number, message: Message, annotation: MessageAnnotation): void {
    for (const id of this.#lifted.read(sequence, message, annotation)) this.#supersede(id)
    for (const document of unitDocuments(message, annotation)) {
      const unit: Unit = { sequence, document, number: undefined }
      this.#units.push(unit)
      this.#characters += document.text.length
      this.#place(unit)
    }
  }

  /** A rule that was lifted is found behind what is in force. */
  #supersede(id: string): void {
    const unit = this.#units.find(({ document }) => document.id === id)
    const by = this.#lifted.of(id)
    if (unit === undefined || by === undefined) return
    unit.document = superseded(unit.document, by)
    if (unit.number === undefined) return
    this.index.remove(unit.number)
    unit.number = this.index.add([unit.document])
  }

  /** Among the documents, or not. */
  #place(unit: Unit): void {
    if (this.taken.has(unit.document.id)) {
      if (unit.number !== undefined) this.index.remove(unit.number)
      unit.number = undefined
    } else unit.number ??= this.index.add([unit.document])
  }
}

/** What a message says. @param lifted What newer messages took back. */
function unitDocuments(message: Message, { units }: MessageAnnotation, lifted?: LiftedUnits): ItemDocument[] {
  return units
    .filter((unit) => unit.act !== 'filler')
    .map((unit) => {
      const document = { ...toDocument(unitItem(message, unit)), salience: UNIT_SALIENCE }
      const by = message.role === 'user' ? lifted?.ofOlder(unit) : undefined
      return by === undefined ? document : superseded(document, by)
    })
}

const superseded = (document: ItemDocument, by: string): ItemDocument => ({
  ...document,
  supersededBy: by,
  item: { ...document.item, supersededBy: by },
})

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
