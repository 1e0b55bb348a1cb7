import type { Store } from '../store/contract.js'
import type { EngineWork } from './engine-work.js'
import { type ConversationRef, readMessages, saveAnnotations } from './read-conversation.js'

/** Content of one piece of work for a thread, in characters: about a tenth of a second. */
const WORK_CHARACTERS = 512 * 1024
const WORK_MESSAGES = 500

/** Annotates the messages of a conversation that have no annotations yet, off the event loop. */
export async function annotatePending(
  store: Pick<Store, 'messages'>,
  engine: EngineWork,
  ref: ConversationRef,
): Promise<void> {
  const { instanceId, conversationId } = ref
  for (;;) {
    const head = await store.messages.head(instanceId, conversationId)
    if (!head || head.annotatedThrough >= head.lastSequence) return
    const after = head.annotatedThrough
    const through = Math.min(head.lastSequence, after + WORK_MESSAGES)
    const messages = await readMessages(store.messages, ref, { after, through })
    const [previous] = await store.messages.readAnnotations(instanceId, conversationId, {
      after: after - 1,
      through: after,
      limit: 1,
    })
    let size = 0
    const end = messages.findIndex(({ content }) => {
      size += content.length
      return size >= WORK_CHARACTERS
    })
    const made = await engine.annotate({
      messages: end < 0 ? messages : messages.slice(0, end + 1),
      previous: previous?.data,
    })
    // Somebody else is annotating: their work is as good as ours.
    if (!(await saveAnnotations(store.messages, ref, { annotatedThrough: after, made }))) return
  }
}
