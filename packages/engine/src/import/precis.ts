import type { Role, ToolCall } from '../types.js'
import { ConversationReadError } from './conversation.js'
import type { ConversationDocument, FormatReader } from './document.js'
import {
  asText,
  excerpt,
  idOf,
  isObject,
  type JsonObject,
  messageTime,
  objectsOf,
  requireObject,
  requireOneOf,
  textOf,
} from './json.js'
import { createMessageList } from './message-list.js'

/** The `format` field of an export. */
export const PRECIS_EXPORT_FORMAT = 'precis-conversation'

const ROLES: readonly Role[] = ['user', 'assistant', 'system', 'tool']
const OWN_FIELDS = ['message_id', 'timestamp', 'recorded_at', 'toolCalls', 'toolCallId']

/** Our own export, recorded messages as the service returns them, and the engine's own messages. */
export const precisReader: FormatReader = {
  format: 'precis',
  recognises: ({ envelope, entries }) =>
    envelope['format'] === PRECIS_EXPORT_FORMAT ||
    entries.some((entry) => isObject(entry) && OWN_FIELDS.some((field) => field in entry)),
  read(document: ConversationDocument) {
    const list = createMessageList()
    document.entries.forEach((value, index) => {
      const place = document.placeOf(index)
      const entry = requireObject(value, place)
      list.add({
        id: idOf(entry['id']) ?? idOf(entry['message_id']),
        role: requireOneOf(entry['role'], ROLES, `${place}.role`),
        content: requireText(entry['content'], `${place}.content`),
        name: textOf(entry['name']),
        timestamp: messageTime(entry),
        toolCalls: objectsOf(entry['toolCalls'] ?? entry['tool_calls']).map(toolCallOf),
        toolCallId: idOf(entry['toolCallId']) ?? idOf(entry['tool_call_id']),
      })
    })
    return list.finish('precis', 'Precis messages')
  },
}

function requireText(value: unknown, place: string): string {
  if (typeof value === 'string') return value
  throw new ConversationReadError(
    'invalid_message',
    `${place} is ${value === undefined ? 'missing' : excerpt(value)}: expected text.`,
  )
}

function toolCallOf(call: JsonObject): ToolCall {
  return {
    id: idOf(call['id']) ?? '',
    name: textOf(call['name']) ?? 'unknown',
    arguments: asText(call['arguments']),
  }
}
