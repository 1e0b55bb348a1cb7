import type { ToolCall } from '../types.js'
import { ConversationReadError } from './conversation.js'
import type { ConversationDocument, FormatReader } from './document.js'
import { failedResultText } from './failed-result.js'
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

/** What one entry has said since the last result in it. */
interface OpenMessage {
  readonly texts: string[]
  readonly calls: ToolCall[]
  readonly results: JsonObject[]
}

/** One entry becomes a message with its text and calls, and one for each result. */
function addEntry(list: MessageList, entry: JsonObject, place: string): void {
  const role = requireOneOf(entry['role'], ROLES, `${place}.role`)
  const origin = { id: idOf(entry['id']), timestamp: messageTime(entry) }
  const blocks = blocksOf(entry['content'], place)
  let open: OpenMessage = { texts: [], calls: [], results: [] }
  const flush = (): void => {
    const { texts, calls, results } = open
    const message = { ...origin, role, content: texts.filter((text) => text !== '').join('\n') }
    const answers = results.map((block) => ({
      ...origin,
      role: 'tool' as const,
      content: resultText(list, block),
      toolCallId: idOf(block['tool_use_id']),
    }))
    const said =
      results.length > 0 && texts.length + calls.length === 0 ? [] : [{ ...message, toolCalls: calls }]
    // A user's results answer the calls before them; a server tool's results follow the call in the same entry.
    for (const draft of role === 'assistant' ? [...said, ...answers] : [...answers, ...said]) list.add(draft)
    open = { texts: [], calls: [], results: [] }
  }
  for (const block of blocks) {
    const type = asText(block['type'])
    const isResult = type.endsWith('tool_result')
    // What the assistant says of a server tool's result comes after it.
    if (role === 'assistant' && open.results.length > 0 && !isResult) flush()
    if (CALL_BLOCKS.has(type)) open.calls.push(callOf(block))
    else if (isResult) open.results.push(block)
    else open.texts.push(textOfBlock(list, block))
  }
  flush()
}

function resultText(list: MessageList, block: JsonObject): string {
  const text = blockText(list, block['content'])
  return block['is_error'] === true ? failedResultText(text) : text
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
  const source = isObject(block['source']) ? block['source'] : {}
  if (type === 'document' && source['type'] === 'text') return documentText(block, asText(source['data']))
  if (type === 'document' && source['type'] === 'content')
    return documentText(block, blockText(list, source['content']))
  if (type === 'search_result') return documentText(block, blockText(list, block['content']))
  if (MEDIA_BLOCKS.has(type) || type === 'web_search_result') return mediaPlaceholder(type, block)
  list.leaveOut(
    type.endsWith('thinking') ? 'reasoning' : `block of type ${excerpt(block['type'] ?? 'unknown')}`,
  )
  return ''
}

/** A document that is text, under its title. */
const documentText = (block: JsonObject, text: string): string =>
  [textOf(block['title']) ?? '', text].filter((part) => part !== '').join('\n')
