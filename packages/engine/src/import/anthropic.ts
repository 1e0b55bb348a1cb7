import type { ToolCall } from '../types.js'
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

const ROLES = ['user', 'assistant', 'system'] as const
const CALL_BLOCKS = new Set(['tool_use', 'server_tool_use', 'mcp_tool_use'])
const MEDIA_BLOCKS = new Set(['image', 'document'])
const MARKS = new Set([
  'tool_use',
  'tool_result',
  'server_tool_use',
  'mcp_tool_use',
  'thinking',
  'redacted_thinking',
])

/** Messages API: content blocks, tool results inside user messages, `system` beside the list. */
export const anthropicReader: FormatReader = {
  format: 'anthropic',
  recognises: ({ envelope, entries }) =>
    (envelope['system'] !== undefined && entries.every(isObject)) ||
    entries.some(
      (entry) =>
        isObject(entry) &&
        objectsOf(entry['content']).some(
          (block) =>
            MARKS.has(asText(block['type'])) ||
            (MEDIA_BLOCKS.has(asText(block['type'])) && 'source' in block),
        ),
    ),
  read(document: ConversationDocument) {
    const list = createMessageList()
    const system = blockText(list, document.envelope['system'])
    if (system !== '') list.add({ role: 'system', content: system })
    document.entries.forEach((value, index) => {
      const place = document.placeOf(index)
      addEntry(list, requireObject(value, place), place)
    })
    return list.finish('anthropic', 'Anthropic messages')
  },
}

/** One entry becomes its tool results, in order, and then one message with its text and calls. */
function addEntry(list: MessageList, entry: JsonObject, place: string): void {
  const role = requireOneOf(entry['role'], ROLES, `${place}.role`)
  const origin = { id: idOf(entry['id']), timestamp: messageTime(entry) }
  const blocks = blocksOf(entry['content'], place)
  const texts: string[] = []
  const toolCalls: ToolCall[] = []
  const results: JsonObject[] = []
  for (const block of blocks) {
    const type = asText(block['type'])
    if (CALL_BLOCKS.has(type)) toolCalls.push(callOf(block))
    else if (type.endsWith('tool_result')) results.push(block)
    else texts.push(textOfBlock(list, block))
  }
  const message = { ...origin, role, content: texts.filter((text) => text !== '').join('\n'), toolCalls }
  const answers = results.map((block) => ({
    ...origin,
    role: 'tool' as const,
    content: blockText(list, block['content']),
    toolCallId: idOf(block['tool_use_id']),
  }))
  // A user's results answer the calls before them; a server tool's results follow the call in the same entry.
  const inOrder = role === 'assistant' ? [message, ...answers] : [...answers, message]
  for (const draft of inOrder) if (draft !== message || blocks.length > results.length) list.add(draft)
}

function blocksOf(content: unknown, place: string): readonly JsonObject[] {
  if (typeof content === 'string') return [{ type: 'text', text: content }]
  if (Array.isArray(content)) return content.map((block, i) => requireObject(block, `${place}.content[${i}]`))
  throw new ConversationReadError(
    'invalid_message',
    `${place}.content is ${content === undefined ? 'missing' : excerpt(content)}: expected text or a list of blocks.`,
  )
}

function callOf(block: JsonObject): ToolCall {
  return {
    id: idOf(block['id']) ?? '',
    name: textOf(block['name']) ?? 'unknown',
    arguments: asText(block['input']),
  }
}

/** Text of a `system` field or a tool result: a string, or a list of blocks. */
function blockText(list: MessageList, content: unknown): string {
  if (!Array.isArray(content)) return asText(content ?? undefined)
  return objectsOf(content)
    .map((block) => textOfBlock(list, block))
    .filter((text) => text !== '')
    .join('\n')
}

function textOfBlock(list: MessageList, block: JsonObject): string {
  const type = asText(block['type'])
  if (type === 'text') return textOf(block['text']) ?? ''
  if (MEDIA_BLOCKS.has(type)) return mediaPlaceholder(type, block)
  list.leaveOut(
    type.endsWith('thinking') ? 'reasoning' : `block of type ${excerpt(block['type'] ?? 'unknown')}`,
  )
  return ''
}
