import type { MessageRange, Store, StoredAnnotation, StoredMessage } from '../store/contract.js'
import { type MadeAnnotation, toWorkMessage } from './engine-work.js'

/** Whether the message was not deleted: of a deleted one only its number is left. */
export const isThere = ({ deletedAtMs }: Pick<StoredMessage, 'deletedAtMs'>): boolean => deletedAtMs === null

/** Rows of one read; between reads other work gets its turn. */
const PAGE_ROWS = 250
/** Annotation text of one commit, in characters; takes a few milliseconds. */
const COMMIT_CHARACTERS = 256 * 1024

type Messages = Pick<Store['messages'], 'read' | 'readAnnotations' | 'addAnnotations' | 'dropAnnotations'>

export interface ConversationRef {
  readonly instanceId: string
  readonly conversationId: string
}

const yieldToOthers = () => new Promise<void>((resolve) => setImmediate(resolve))

/** Reads a range in pieces of bounded size; `use` gets each piece. */
async function eachPage<Row extends { readonly sequence: number }>(
  { after, through }: Omit<MessageRange, 'limit'>,
  readPage: (range: MessageRange) => Promise<readonly Row[]>,
  use: (page: readonly Row[]) => void,
): Promise<void> {
  for (let last = after; last < through; ) {
    const page = await readPage({ after: last, through, limit: PAGE_ROWS })
    use(page)
    const next = page.at(-1)
    if (!next || page.length < PAGE_ROWS) break
    last = next.sequence
    await yieldToOthers()
  }
}

/** Messages with sequence numbers in (`after`, `through`], without holding up the event loop. */
export async function readMessages(
  messages: Messages,
  { instanceId, conversationId }: ConversationRef,
  range: Omit<MessageRange, 'limit'>,
): Promise<StoredMessage[]> {
  const rows: StoredMessage[] = []
  await eachPage(
    range,
    (page) => messages.read(instanceId, conversationId, page),
    (page) => rows.push(...page),
  )
  return rows
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
  { instanceId, conversationId }: ConversationRef,
  range: Omit<MessageRange, 'limit'>,
): Promise<MessagePages> {
  const pages: string[] = []
  let count = 0
  let lastRecordedAtMs: number | undefined
  await eachPage(
    range,
    (page) => messages.read(instanceId, conversationId, page),
    (page) => {
      pages.push(JSON.stringify(page.map(toWorkMessage)))
      count += page.length
      lastRecordedAtMs = page.at(-1)?.recordedAtMs ?? lastRecordedAtMs
    },
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
  await eachPage(
    { after, through },
    (page) => messages.readAnnotations(instanceId, conversationId, page),
    (page) => {
      const gap = page.findIndex(({ sequence }, i) => sequence !== after + count + i + 1)
      const whole = gap < 0 ? page : page.slice(0, gap)
      // The data is JSON text already.
      pages.push(`[${whole.map(({ data }) => data).join(',')}]`)
      count += whole.length
    },
  )
  return { pages, count }
}

/**
 * Stores annotations in commits of bounded size. Stops quietly when somebody else annotates the same messages:
 * annotations can always be made again.
 */
export async function saveAnnotations(
  messages: Messages,
  { instanceId, conversationId }: ConversationRef,
  { annotatedThrough, made }: { readonly annotatedThrough: number; readonly made: readonly MadeAnnotation[] },
): Promise<boolean> {
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
