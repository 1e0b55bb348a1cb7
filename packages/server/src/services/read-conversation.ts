import type { MessageRange, Store, StoredAnnotation, StoredMessage } from '../store/contract.js'
import type { MadeAnnotation } from './engine-work.js'

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

async function readPages<Row extends { readonly sequence: number }>(
  { after, through }: Omit<MessageRange, 'limit'>,
  readPage: (range: MessageRange) => Promise<readonly Row[]>,
): Promise<Row[]> {
  const rows: Row[] = []
  for (let last = after; last < through; ) {
    const page = await readPage({ after: last, through, limit: PAGE_ROWS })
    rows.push(...page)
    const next = page.at(-1)
    if (!next || page.length < PAGE_ROWS) break
    last = next.sequence
    await yieldToOthers()
  }
  return rows
}

/** Messages with sequence numbers in (`after`, `through`], without holding up the event loop. */
export function readMessages(
  messages: Messages,
  { instanceId, conversationId }: ConversationRef,
  range: Omit<MessageRange, 'limit'>,
): Promise<StoredMessage[]> {
  return readPages(range, (page) => messages.read(instanceId, conversationId, page))
}

/** Annotations of the messages from 1 on, as far as they go without a gap. */
export async function readAnnotationTexts(
  messages: Messages,
  { instanceId, conversationId }: ConversationRef,
  through: number,
): Promise<string[]> {
  const rows = await readPages({ after: 0, through }, (page) =>
    messages.readAnnotations(instanceId, conversationId, page),
  )
  const gap = rows.findIndex(({ sequence }, i) => sequence !== i + 1)
  return (gap < 0 ? rows : rows.slice(0, gap)).map(({ data }) => data)
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
