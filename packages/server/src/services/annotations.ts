import type { Store, StoredMessage } from '../store/contract.js'
import { type EngineWork, toWorkMessage } from './engine-work.js'
import { type ConversationRef, readMessages, saveAnnotations } from './read-conversation.js'

/** Content of one piece of work for a thread, in characters: about a tenth of a second. */
const WORK_CHARACTERS = 512 * 1024
const WORK_MESSAGES = 500

export interface AnnotateOptions {
  /** Default: as many as there are. */
  readonly through?: number | undefined
  /** Absent: that of the annotations before, else detected. */
  readonly language?: string | undefined
  /** Told of every piece that is stored. */
  readonly onProgress?: (() => void) | undefined
}

/** Annotates the messages of a conversation that have no annotations yet, off the event loop and piece by piece. */
export async function annotatePending(
  store: Pick<Store, 'messages'>,
  engine: EngineWork,
  ref: ConversationRef,
  { through = Number.MAX_SAFE_INTEGER, language, onProgress }: AnnotateOptions = {},
): Promise<void> {
  const { instanceId, conversationId } = ref
  for (;;) {
    const head = await store.messages.head(instanceId, conversationId)
    const last = Math.min(through, head?.lastSequence ?? 0)
    if (!head || head.annotatedThrough >= last) return
    const after = head.annotatedThrough
    const range = { after, through: Math.min(last, after + WORK_MESSAGES) }
    const messages = await readMessages(store.messages, ref, range, (read) => read >= WORK_CHARACTERS)
    const [previous] = await store.messages.readAnnotations(instanceId, conversationId, {
      after: after - 1,
      through: after,
      limit: 1,
    })
    const made = await engine.annotate({
      messages: onePiece(messages).map(toWorkMessage),
      language,
      previous: previous?.data,
    })
    // Somebody else is annotating: their work is as good as ours.
    if (!(await saveAnnotations(store.messages, ref, { annotatedThrough: after, made }))) return
    onProgress?.()
  }
}

/** The first messages whose content is together one piece of work; at least one. */
function onePiece(messages: readonly StoredMessage[]): readonly StoredMessage[] {
  let size = 0
  const end = messages.findIndex(({ content }) => {
    size += content.length
    return size >= WORK_CHARACTERS
  })
  return end < 0 ? messages : messages.slice(0, end + 1)
}
