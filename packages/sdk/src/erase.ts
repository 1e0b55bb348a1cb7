import type { EraseMessageResponse, EraseResponse, ErasureResponse, WireRemoved } from '@precis/protocol'
import { PATHS } from '@precis/protocol/headers'
import { parseConversationId } from './conversation-id.js'
import type {
  DeleteConversationOptions,
  DeletedConversation,
  DeletedMessage,
  DeleteMessageOptions,
  DeleteUserOptions,
  Erasure,
  RemovedCounts,
} from './erase-types.js'
import { type CallOptions, invalid } from './options.js'
import { readAnswer, requireText } from './read-answer.js'
import type { Session } from './session.js'
import type { WireRequest } from './transport.js'

/** Deletes one message; what this client holds of its conversation goes as well. */
export async function deleteMessage(
  session: Session,
  { conversationId, messageId, ...options }: DeleteMessageOptions,
): Promise<DeletedMessage> {
  const id = parseConversationId(conversationId)
  const path = PATHS.conversationMessage
    .replace(':id', id)
    .replace(':message_id', () => segment(messageId, 'messageId'))
  return erasing(session, id, () =>
    remove(session, path, options, (wire: EraseMessageResponse) => ({
      conversationId: wire.conversation_id,
      messageId: requireText(wire.message_id, 'message_id'),
      deletedAt: new Date(wire.deleted_at),
      removed: readRemoved(wire.removed),
      compactionId: wire.compaction_id,
    })),
  )
}

/** Deletes a conversation and everything made from it. */
export async function deleteConversation(
  session: Session,
  { conversationId, ...options }: DeleteConversationOptions,
): Promise<DeletedConversation> {
  const id = parseConversationId(conversationId)
  return erasing(session, id, () =>
    remove(session, PATHS.conversation.replace(':id', id), options, (wire: EraseResponse) => ({
      conversationId: requireText(wire.conversation_id, 'conversation_id'),
      deletedAt: new Date(wire.deleted_at),
      removed: readRemoved(wire.removed),
    })),
  )
}

/** Deletes a user. Nobody knows here which conversations are concerned: everything that was kept is asked for again. */
export async function deleteUser(
  session: Session,
  { userId, customerId, allCustomers, ...options }: DeleteUserOptions,
): Promise<Erasure> {
  const path = PATHS.user.replace(':id', () => segment(userId, 'userId'))
  const query = { customer_id: customerId, all_customers: allCustomers === true ? true : undefined }
  try {
    return await remove(session, path, { ...options, query }, readErasure)
  } finally {
    session.cache.forget()
    session.onErased?.(undefined)
  }
}

export async function getErasure(
  session: Session,
  erasureId: string,
  options: CallOptions,
): Promise<Erasure> {
  const path = PATHS.erasure.replace(':id', () => segment(erasureId, 'erasureId'))
  const answer = await session.send({ method: 'GET', path, safety: 'idempotent', ...options })
  return readAnswer(answer, readErasure)
}

async function erasing<T>(session: Session, conversationId: string, run: () => Promise<T>): Promise<T> {
  const erased = { kind: 'erased' } as const
  try {
    return await session.cache.write([conversationId], run, () => erased, erased)
  } finally {
    session.onErased?.(conversationId)
  }
}

async function remove<Wire, T>(
  session: Session,
  path: string,
  options: CallOptions & Pick<WireRequest, 'query'>,
  read: (wire: Wire) => T,
): Promise<T> {
  // Repeated it deletes nothing more: at worst the second attempt says that it is gone.
  const answer = await session.send({ method: 'DELETE', path, safety: 'idempotent', ...options })
  return readAnswer(answer, read)
}

function segment(value: unknown, field: string): string {
  if (typeof value !== 'string' || value === '')
    throw invalid(field, 'must be a text that is not empty', value)
  return encodeURIComponent(value)
}

function readErasure(wire: ErasureResponse): Erasure {
  return {
    erasureId: requireText(wire.erasure_id, 'erasure_id'),
    kind: wire.kind,
    state: wire.state,
    requestedAt: new Date(wire.requested_at),
    completedAt: wire.completed_at === null ? null : new Date(wire.completed_at),
    removed: readRemoved(wire.removed),
  }
}

function readRemoved(wire: WireRemoved): RemovedCounts {
  const { idempotency_keys, ...same } = wire
  return { ...same, ...(idempotency_keys === undefined ? {} : { idempotencyKeys: idempotency_keys }) }
}
