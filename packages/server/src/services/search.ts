/** Old messages of a conversation are filed in the store under their terms; only the newest are looked through. */
import type { ConversationHead, Store } from '../store/contract.js'
import { MAX_BLOCK_MESSAGES } from '../store/contract-search.js'
import type { EngineWork } from './engine-work.js'
import { type ConversationRef, readMessagePages } from './read-conversation.js'

/**
 * Newest messages that are looked through whole: shorter conversations are answered from all of their words, out of a
 * thread's memory. So many, of 230 characters each, take 4.5 MB there, and an eighth of a second of the thread to read for the
 * first time (half of what was measured for twice as many).
 */
export const UNFILED_MESSAGES = 1_024
/** So many at least, however long they are. */
const MIN_UNFILED_MESSAGES = MAX_BLOCK_MESSAGES
/** What they are together, by the mean length of the conversation's messages: a thousand of a kilobyte. */
const UNFILED_BYTES = 1024 * 1024

/**
 * Files the messages under their terms, all but the newest ones, block by block and off the event loop. Each is filed
 * once, whoever comes to it first.
 *
 * Resolves to the conversation as it is then.
 */
export async function fileMessages(
  store: Pick<Store, 'messages' | 'search'>,
  engine: EngineWork,
  ref: ConversationRef,
): Promise<ConversationHead | undefined> {
  const { instanceId, conversationId } = ref
  for (;;) {
    const head = await store.messages.head(instanceId, conversationId)
    if (!head || !isToBeFiled(head)) return head
    const { searchableThrough: after, revision } = head
    const through = after + MAX_BLOCK_MESSAGES
    const { pages } = await readMessagePages(store.messages, ref, { after, through })
    const terms = await engine.searchTerms({ messages: pages, after })
    // Where it is refused, somebody else has filed the block or deleted messages: the next look tells.
    await store.search.add(instanceId, conversationId, { after, through, revision, terms })
  }
}

export const isToBeFiled = (head: ConversationHead): boolean =>
  head.lastSequence - head.searchableThrough >= MAX_BLOCK_MESSAGES + unfiledMessagesOf(head)

/** How many of the newest messages are not filed. */
function unfiledMessagesOf({ lastSequence, contentBytes }: ConversationHead): number {
  const meanBytes = Math.max(1, contentBytes / Math.max(1, lastSequence))
  const affordable = Math.floor(UNFILED_BYTES / meanBytes)
  return Math.min(UNFILED_MESSAGES, Math.max(MIN_UNFILED_MESSAGES, affordable))
}
