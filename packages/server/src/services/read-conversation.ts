import type { MessageAnnotation } from '@precis/engine'
import { ANNOTATION_REVISION } from '@precis/engine/recorded'
import type { MessageRange, Store, StoredAnnotation, StoredMessage } from '../store/contract.js'
import type { RowSize } from '../store/contract-sizes.js'
import { type MadeAnnotation, toWorkMessage } from './engine-work.js'

/** Whether the message was not deleted: of a deleted one only its number is left. */
export const isThere = ({ deletedAtMs }: Pick<StoredMessage, 'deletedAtMs'>): boolean => deletedAtMs === null

/** Rows of one read, and their bytes unless one row alone has more; between reads other work gets its turn. */
const PAGE_ROWS = 250
/** Read, and turned into JSON text, in about five milliseconds. */
const PAGE_BYTES = 512 * 1024
/** Annotation text of one commit, in characters; takes a few milliseconds. */
const COMMIT_CHARACTERS = 256 * 1024

type Messages = Pick<
  Store['messages'],
  'read' | 'readSizes' | 'readAnnotations' | 'addAnnotations' | 'dropAnnotations'
>

export interface ConversationRef {
  readonly instanceId: string
  readonly conversationId: string
}

const yieldToOthers = () => new Promise<void>((resolve) => setImmediate(resolve))

type Range = Omit<MessageRange, 'limit'>

interface PageReader<Row> {
  sizes(range: MessageRange): Promise<readonly RowSize[]>
  read(range: MessageRange): Promise<readonly Row[]>
  /** Gets each piece in turn; false ends the reading. */
  use(page: readonly Row[]): unknown
}

/** Reads a range in pieces of bounded size. */
async function eachPage<Row>(
  { after, through }: Range,
  { sizes, read, use }: PageReader<Row>,
): Promise<void> {
  // One row is one piece, whatever its size.
  const sizesIn = async (range: MessageRange) =>
    range.through - range.after === 1 ? [{ sequence: range.through, bytes: 0 }] : sizes(range)
  for (let last = after; last < through; ) {
    const found = await sizesIn({ after: last, through, limit: PAGE_ROWS })
    for (const rows of piecesOf(found)) {
      const end = rows.at(-1)?.sequence ?? through
      if (use(await read({ after: last, through: end, limit: rows.length })) === false) return
      last = end
      if (last < through) await yieldToOthers()
    }
    if (found.length < PAGE_ROWS) return
  }
}

/** Rows that are read at once, one after the other. */
function piecesOf(rows: readonly RowSize[]): RowSize[][] {
  const pieces: RowSize[][] = []
  let bytes = 0
  for (const row of rows) {
    bytes += row.bytes
    const piece = pieces.at(-1)
    if (piece && bytes <= PAGE_BYTES) piece.push(row)
    else {
      pieces.push([row])
      bytes = row.bytes
    }
  }
  return pieces
}

const messagesOf = (
  messages: Messages,
  { instanceId, conversationId }: ConversationRef,
  use: PageReader<StoredMessage>['use'],
): PageReader<StoredMessage> => ({
  sizes: (range) => messages.readSizes(instanceId, conversationId, { ...range, of: 'messages' }),
  read: (range) => messages.read(instanceId, conversationId, range),
  use,
})

/**
 * Messages with sequence numbers in (`after`, `through`], without holding up the event loop.
 *
 * @param enough Asked after each piece with the characters read so far: true ends the reading.
 */
export async function readMessages(
  messages: Messages,
  ref: ConversationRef,
  range: Range,
  enough: (characters: number) => boolean = () => false,
): Promise<StoredMessage[]> {
  const rows: StoredMessage[] = []
  let characters = 0
  await eachPage(
    range,
    messagesOf(messages, ref, (page) => {
      rows.push(...page)
      characters += page.reduce((sum, { content }) => sum + content.length, 0)
      return !enough(characters)
    }),
  )
  return rows
}

/** How much of the end of a conversation is read: whatever is reached first, but one message at least. */
export interface TailLimits {
  readonly messages: number
  readonly bytes: number
}

export interface Tail {
  /** The number before the first of its messages. */
  readonly start: number
  /** They are few and small enough to be read at once. */
  readonly isOnePiece: boolean
}

/** Where the newest messages of a range begin that are within the limits. */
export async function findTail(
  messages: Messages,
  { instanceId, conversationId }: ConversationRef,
  { after, through }: Range,
  limits: TailLimits,
): Promise<Tail> {
  let [count, bytes, start, passedBytes] = [0, 0, through, 0]
  const tail = (): Tail => ({ start, isOnePiece: through - start <= PAGE_ROWS && passedBytes <= PAGE_BYTES })
  while (start > after) {
    const range = { after, through: start, limit: PAGE_ROWS, of: 'messages', newestFirst: true } as const
    const sizes = await messages.readSizes(instanceId, conversationId, range)
    for (const size of sizes) {
      count++
      bytes += size.bytes
      if (count > 1 && (count > limits.messages || bytes > limits.bytes)) return tail()
      start = size.sequence - 1
      passedBytes = bytes
    }
    if (sizes.length < PAGE_ROWS) start = after
    else await yieldToOthers()
  }
  return tail()
}

export interface MessagePages {
  /** Each the JSON text of an array, as `EngineWork` takes them. */
  readonly pages: readonly string[]
  readonly count: number
  /** When the last of them was recorded. */
  readonly lastRecordedAtMs: number | undefined
}

/** As `readMessages`, in the form in which they go to a thread. */
export async function readMessagePages(
  messages: Messages,
  ref: ConversationRef,
  range: Range,
): Promise<MessagePages> {
  const pages: string[] = []
  let count = 0
  let lastRecordedAtMs: number | undefined
  await eachPage(
    range,
    messagesOf(messages, ref, (page) => {
      pages.push(JSON.stringify(page.map(toWorkMessage)))
      count += page.length
      lastRecordedAtMs = page.at(-1)?.recordedAtMs ?? lastRecordedAtMs
    }),
  )
  return { pages, count, lastRecordedAtMs }
}

/** Annotations of the messages after `after`, by default all, as far as they go without a gap, in the form in which they go to a thread. */
export async function readAnnotationPages(
  messages: Messages,
  { instanceId, conversationId }: ConversationRef,
  through: number,
  after = 0,
): Promise<{ readonly pages: readonly string[]; readonly count: number }> {
  const pages: string[] = []
  let count = 0
  await eachPage<StoredAnnotation>(
    { after, through },
    {
      sizes: (range) => messages.readSizes(instanceId, conversationId, { ...range, of: 'annotations' }),
      read: (range) => messages.readAnnotations(instanceId, conversationId, range),
      use: (page) => {
        const gap = page.findIndex(({ sequence }, i) => sequence !== after + count + i + 1)
        const whole = gap < 0 ? page : page.slice(0, gap)
        // The data is JSON text already.
        pages.push(`[${whole.map(({ data }) => data).join(',')}]`)
        count += whole.length
        return gap < 0
      },
    },
  )
  return { pages, count }
}

/**
 * Whether a newer release works on this conversation: the annotation of this message is of a revision after ours. Ours would be
 * made again by it, and its by us, for as long as both run; so the older one keeps to itself what it makes.
 */
export async function isOfNewerRelease(
  messages: Pick<Messages, 'readAnnotations'>,
  { instanceId, conversationId }: ConversationRef,
  annotatedThrough: number,
): Promise<boolean> {
  const range = { after: annotatedThrough - 1, through: annotatedThrough, limit: 1 }
  const [last] = await messages.readAnnotations(instanceId, conversationId, range)
  // Whatever the release, the data is the JSON text of an object with its revision.
  return last !== undefined && (JSON.parse(last.data) as MessageAnnotation).revision > ANNOTATION_REVISION
}

/**
 * Stores annotations in commits of bounded size. Stops quietly when somebody else annotates the same messages, or those before in
 * a newer release: annotations can always be made again.
 */
export async function saveAnnotations(
  messages: Messages,
  { instanceId, conversationId }: ConversationRef,
  { annotatedThrough, made }: { readonly annotatedThrough: number; readonly made: readonly MadeAnnotation[] },
): Promise<boolean> {
  if (made.length === 0) return true
  if (await isOfNewerRelease(messages, { instanceId, conversationId }, annotatedThrough)) return false
  let stored = annotatedThrough
  let group: StoredAnnotation[] = []
  let size = 0
  for (const [i, { tokenCount, data }] of made.entries()) {
    group.push({ sequence: annotatedThrough + i + 1, tokenCount, data })
    size += data.length
    if (size < COMMIT_CHARACTERS && i + 1 < made.length) continue
    const isStored = await messages.addAnnotations(instanceId, conversationId, {
      annotatedThrough: stored,
      annotations: group,
    })
    if (!isStored) return false
    stored += group.length
    group = []
    size = 0
    await yieldToOthers()
  }
  return true
}
