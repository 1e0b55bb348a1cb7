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
import { mediaPlaceholder } from './media.js'
import { createMessageList, type MessageList } from './message-list.js'

const ROLES = ['system', 'developer', 'user', 'assistant', 'tool', 'function'] as const
/** Entries of the Responses API that are no message of their own. */
const CALL_ITEMS = new Set(['function_call', 'custom_tool_call'])
const RESULT_ITEMS = new Set(['function_call_output', 'custom_tool_call_output'])
const ITEM_TYPES = new Set([...CALL_ITEMS, ...RESULT_ITEMS, 'reasoning'])
/** What the provider's own tools did; left out with a note. */
const HOSTED_ITEM = /(?:_call|_call_output|_list_tools|_approval_request|_approval_response|_reference)$/
const TEXT_PARTS = new Set(['text', 'input_text', 'output_text', 'refusal'])
const MEDIA_KINDS = new Map([
  ['image_url', 'image'],
  ['input_image', 'image'],
  ['input_audio', 'audio'],
  ['file', 'file'],
  ['input_file', 'file'],
])

/** Chat Completions messages and Responses items. Also what anything with only `role` and `content` is read as. */
export const openAiReader: FormatReader = {
  format: 'openai',
  recognises: ({ entries }) =>
    entries.some(
      (entry) =>
        isObject(entry) &&
        (Array.isArray(entry['tool_calls']) ||
          'tool_call_id' in entry ||
          'function_call' in entry ||
          entry['role'] === 'developer' ||
          entry['role'] === 'function' ||
          ITEM_TYPES.has(asText(entry['type'])) ||
          objectsOf(entry['content']).some((part) => MEDIA_KINDS.has(asText(part['type'])))),
    ),
  read(document: ConversationDocument) {
    const list = createMessageList()
    const instructions = textOf(document.envelope['instructions'])
    if (instructions !== undefined) list.add({ role: 'system', content: instructions })
    document.entries.forEach((value, index) => {
      const place = document.placeOf(index)
      const entry = requireObject(value, place)
      const type = asText(entry['type'])
      if (ITEM_TYPES.has(type) || (entry['role'] === undefined && HOSTED_ITEM.test(type)))
        addItem(list, entry)
      else addMessage(list, entry, place)
    })
    return list.finish('openai', 'OpenAI messages')
  },
}

function addMessage(list: MessageList, entry: JsonObject, place: string): void {
  const role = requireOneOf(entry['role'], ROLES, `${place}.role`)
  list.add({
    id: idOf(entry['id']),
    role: roleOf(role),
    content: [contentOf(list, entry['content'], place), textOf(entry['refusal']) ?? '']
      .filter(isSaid)
      .join('\n'),
    name: textOf(entry['name']),
    timestamp: messageTime(entry),
    toolCalls: [...objectsOf(entry['tool_calls']).map(toolCallOf), ...legacyCall(entry)],
    // The retired `function` role names the function where a tool's result names the call.
    toolCallId: idOf(entry['tool_call_id']) ?? (role === 'function' ? textOf(entry['name']) : undefined),
  })
}

const isSaid = (text: string): boolean => text !== ''

function roleOf(role: (typeof ROLES)[number]): Role {
  if (role === 'developer') return 'system'
  return role === 'function' ? 'tool' : role
}

function toolCallOf(call: JsonObject): ToolCall {
  const target = [call['function'], call['custom']].find(isObject) ?? call
  return {
    id: idOf(call['id']) ?? '',
    name: textOf(target['name']) ?? 'unknown',
    arguments: asText(target['arguments'] ?? target['input']),
  }
}

/** The single call of the retired `function_call` field; its result names the function instead of an id. */
function legacyCall(entry: JsonObject): readonly ToolCall[] {
  const call = entry['function_call']
  return isObject(call) ? [{ ...toolCallOf(call), id: textOf(call['name']) ?? '' }] : []
}

function addItem(list: MessageList, entry: JsonObject): void {
  const callId = idOf(entry['call_id']) ?? idOf(entry['id']) ?? ''
  const type = asText(entry['type'])
  if (CALL_ITEMS.has(type)) {
    const call = {
      id: callId,
      name: textOf(entry['name']) ?? 'unknown',
      arguments: asText(entry['arguments'] ?? entry['input']),
    }
    list.add({ id: idOf(entry['id']), role: 'assistant', content: '', toolCalls: [call] })
  } else if (RESULT_ITEMS.has(type)) {
    list.add({
      id: idOf(entry['id']),
      role: 'tool',
      content: outputText(entry['output']),
      toolCallId: callId,
    })
  } else {
    list.leaveOut(type === 'reasoning' ? type : `item of type ${excerpt(type)}`)
  }
}

function outputText(output: unknown): string {
  const parts = objectsOf(output).map((part) => textOf(part['text']))
  return parts.length > 0 ? parts.filter((text) => text !== undefined).join('\n') : asText(output)
}

function contentOf(list: MessageList, content: unknown, place: string): string {
  if (content === null || content === undefined) return ''
  if (typeof content === 'string') return content
  if (!Array.isArray(content))
    throw new ConversationReadError(
      'invalid_message',
      `${place}.content is ${excerpt(content)}: expected text or a list of parts.`,
    )
  return content
    .map((part) => partText(list, part))
    .filter(isSaid)
    .join('\n')
}

function partText(list: MessageList, part: unknown): string {
  if (typeof part === 'string') return part
  if (!isObject(part)) return ''
  const type = asText(part['type'])
  if (TEXT_PARTS.has(type)) return textOf(part['text']) ?? textOf(part['refusal']) ?? ''
  const kind = MEDIA_KINDS.get(type)
  if (kind !== undefined) return mediaPlaceholder(kind, imageFields(part))
  list.leaveOut(`part of type ${excerpt(part['type'] ?? 'unknown')}`)
  return ''
}

/** `image_url` is an object with a `url` in one API and the address itself in the other. */
function imageFields(part: JsonObject): JsonObject {
  const image = part['image_url']
  return isObject(image) ? { ...part, url: image['url'] } : part
}
