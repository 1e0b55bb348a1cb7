import type { Store, StoredMessage } from '../store/contract.js'
import {
  type ConversationRef,
  findTail,
  isThere,
  readMessages,
  type TailLimits,
} from './read-conversation.js'

/**
 * Of messages that no version covers, the newest so many are given whole. An automatic run is due after 40, so more than these wait
 * only where runs are off, or right after thousands of turns were recorded at once.
 */
export const RECENT_LIMITS: TailLimits = { messages: 1_000, bytes: 1024 * 1024 }

/** So few messages are asked for without asking for their sizes first, as long as none has more bytes: 320 KB together. */
const FEW_MESSAGES = 40
const FEW_BYTES_EACH = 8 * 1024

/** What stands before the tail may take so much of it. */
const PROTECTED_BYTES = 128 * 1024
/** Messages among which the first one of the user is looked for. */
const FIRST_MESSAGES = 20

export interface RecentMessages {
  /** In conversation order. */
  readonly messages: readonly StoredMessage[]
  /** All of them are there. */
  readonly isWhole: boolean
}

/**
 * The messages after `after` that are there, as far as they are within the limits: the newest. Where no version stands for the others,
 * the user's first message and the pinned ones come before them.
 *
 * Cost  that of the limits, however many messages there are.
 */
export async function readRecentMessages(
  { messages }: Pick<Store, 'messages'>,
  ref: ConversationRef,
  { after, through }: { readonly after: number; readonly through: number },
): Promise<RecentMessages> {
  if (through - after <= FEW_MESSAGES) {
    const range = { after, through, limit: FEW_MESSAGES, maxRowBytes: FEW_BYTES_EACH }
    const rows = await messages.read(ref.instanceId, ref.conversationId, range)
    if (rows.length === through - after) return { messages: rows.filter(isThere), isWhole: true }
  }
  const { start, isOnePiece } = await findTail(messages, ref, { after, through }, RECENT_LIMITS)
  const range = { after: start, through, limit: through - start }
  // Their sizes are known: reading them piece by piece would ask for those once more.
  const rows = isOnePiece
    ? await messages.read(ref.instanceId, ref.conversationId, range)
    : await readMessages(messages, ref, range)
  const tail = rows.filter(isThere)
  if (start === after) return { messages: tail, isWhole: true }
  const before = after === 0 ? await readProtected(messages, ref, start) : []
  return { messages: [...before, ...tail], isWhole: false }
}

/** What a compaction would keep in any case of the messages up to `through`: the task that they begin with, and pins. */
async function readProtected(
  messages: Store['messages'],
  ref: ConversationRef,
  through: number,
): Promise<StoredMessage[]> {
  const { instanceId, conversationId } = ref
  const beginning = { after: 0, through: Math.min(through, FIRST_MESSAGES) }
  const first = (await readMessages(messages, ref, beginning)).find(
    (message) => message.role === 'user' && isThere(message),
  )
  const pinned = await messages.pinnedSequences(instanceId, conversationId, through)
  const found: StoredMessage[] = []
  let bytes = 0
  for (const sequence of [...(first ? [first.sequence] : []), ...pinned]) {
    if (bytes > PROTECTED_BYTES) break
    const [message] = await readMessages(messages, ref, { after: sequence - 1, through: sequence })
    if (!message || !isThere(message) || found.some(({ id }) => id === message.id)) continue
    bytes += Buffer.byteLength(message.content)
    found.push(message)
  }
  return found.sort((a, b) => a.sequence - b.sequence)
}
