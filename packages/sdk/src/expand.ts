import type { MessagesResponse } from '@precis/protocol'
import { PATHS } from '@precis/protocol/headers'
import { parseConversationId } from './conversation-id.js'
import { invalid } from './options.js'
import { readAnswer } from './read-answer.js'
import type { Session } from './session.js'
import type { ExpandedMessage, ExpandOptions } from './types.js'

/** The message that a handle in a compacted text stands for; null where it is gone. Never cached: it is read once. */
export async function expand(session: Session, options: ExpandOptions): Promise<ExpandedMessage | null> {
  const id = parseConversationId(options.conversationId)
  const { handle, signal, timeoutMs } = options
  const sequence = Number(/^m([1-9]\d{0,14})$/.exec(handle)?.[1])
  if (Number.isNaN(sequence)) throw invalid('handle', 'must be a handle such as m12', handle)
  const answer = await session.send({
    method: 'GET',
    path: PATHS.conversationMessages.replace(':id', id),
    query: { after: sequence - 1, limit: 1 },
    safety: 'idempotent',
    signal,
    timeoutMs,
  })
  return readAnswer(answer, ({ messages: [message] }: MessagesResponse) =>
    message?.sequence === sequence
      ? {
          messageId: message.message_id,
          sequence,
          role: message.role,
          name: message.name,
          content: message.content,
          toolCalls: message.tool_calls,
          toolCallId: message.tool_call_id,
          timestamp: new Date(message.timestamp),
        }
      : null,
  )
}
