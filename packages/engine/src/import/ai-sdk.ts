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

const ROLES = ['system', 'user', 'assistant', 'tool', 'data'] as const
const MARKS = new Set(['tool-call', 'tool-result', 'tool-invocation', 'dynamic-tool'])
/** Parts that structure the stream and say nothing. */
const SILENT_PARTS = new Set(['step-start', 'source-url', 'source-document', 'source'])

/** Vercel AI SDK: UI messages (`parts`, or `toolInvocations` of older versions) and model messages. */
export const aiSdkReader: FormatReader = {
  format: 'ai-sdk',
  recognises: ({ entries }) =>
    entries.some(
      (entry) =>
        isObject(entry) &&
        (Array.isArray(entry['parts']) ||
          Array.isArray(entry['toolInvocations']) ||
          objectsOf(entry['content']).some((part) => MARKS.has(asText(part['type'])))),
    ),
  read(document: ConversationDocument) {
    const list = createMessageList()
    const system = textOf(document.envelope['system'])
    if (system !== undefined) list.add({ role: 'system', content: system })
    document.entries.forEach((value, index) => {
      const place = document.placeOf(index)
      addEntry(list, requireObject(value, place), place)
    })
    return list.finish('ai-sdk', 'AI SDK messages')
  },
}

/** What one entry has said so far: flushed as a message whenever something after a tool result follows. */
interface OpenMessage {
  texts: string[]
  calls: ToolCall[]
  results: { toolCallId: string; name: string; content: string }[]
}

function addEntry(list: MessageList, entry: JsonObject, place: string): void {
  const role = requireOneOf(entry['role'], ROLES, `${place}.role`)
  if (role === 'data') {
    list.leaveOut('data message')
    return
  }
  const origin = { id: idOf(entry['id']), timestamp: messageTime(entry) }
  let open: OpenMessage = { texts: [], calls: [], results: [] }
  const flush = (): void => {
    const content = open.texts.filter((text) => text !== '').join('\n')
    if (content !== '' || open.calls.length > 0) list.add({ ...origin, role, content, toolCalls: open.calls })
    for (const result of open.results) list.add({ ...origin, role: 'tool', ...result })
    open = { texts: [], calls: [], results: [] }
  }
  const parts = partsOf(entry, place)
  if (parts.length === 0) list.leaveOut('empty message')
  for (const part of parts) {
    if (open.results.length > 0 && !isResult(part)) flush()
    addPart(list, open, part)
  }
  flush()
}

function isResult(part: JsonObject): boolean {
  const type = asText(part['type'])
  return type === 'tool-result' || type === 'tool-error' || SILENT_PARTS.has(type)
}

function partsOf(entry: JsonObject, place: string): readonly JsonObject[] {
  const content = entry['content']
  if (Array.isArray(entry['parts'])) return objectsOf(entry['parts'])
  if (Array.isArray(content)) return content.map((part, i) => requireObject(part, `${place}.content[${i}]`))
  const invocations = objectsOf(entry['toolInvocations']).map((toolInvocation) => ({
    type: 'tool-invocation',
    toolInvocation,
  }))
  if (typeof content === 'string')
    return [...invocations, ...(content === '' ? [] : [{ type: 'text', text: content }])]
  if (invocations.length > 0) return invocations
  throw new ConversationReadError(
    'invalid_message',
    `${place} has neither parts nor content (content is ${content === undefined ? 'missing' : excerpt(content)}).`,
  )
}

function addPart(list: MessageList, open: OpenMessage, part: JsonObject): void {
  const type = asText(part['type'])
  if (type === 'text') open.texts.push(textOf(part['text']) ?? '')
  else if (type === 'image' || type === 'file') open.texts.push(mediaPlaceholder(type, part))
  else if (type === 'tool-call') open.calls.push(callOf(part, textOf(part['toolName'])))
  else if (type === 'tool-result' || type === 'tool-error') open.results.push(resultOf(part))
  else if (type === 'tool-invocation' && isObject(part['toolInvocation']))
    addInvocation(open, part['toolInvocation'])
  else if (type === 'dynamic-tool' || type.startsWith('tool-')) addInvocation(open, part)
  else if (!SILENT_PARTS.has(type))
    list.leaveOut(type === 'reasoning' ? type : `part of type ${excerpt(type)}`)
}

/** A call that carries its own result, as UI messages have it. */
function addInvocation(open: OpenMessage, part: JsonObject): void {
  const type = asText(part['type'])
  const call = callOf(
    part,
    textOf(part['toolName']) ?? (type.startsWith('tool-') ? type.slice(5) : undefined),
  )
  open.calls.push(call)
  const outcome = part['output'] ?? part['result']
  const failure = textOf(part['errorText'])
  if (failure !== undefined || (outcome !== undefined && outcome !== null))
    open.results.push({
      toolCallId: call.id,
      name: call.name,
      content: failure === undefined ? asText(outcome) : failedResultText(failure),
    })
}

function callOf(part: JsonObject, name: string | undefined): ToolCall {
  return {
    id: idOf(part['toolCallId']) ?? '',
    name: name ?? 'unknown',
    arguments: asText(part['input'] ?? part['args']),
  }
}

function resultOf(part: JsonObject): OpenMessage['results'][number] {
  const content = outputText(part['output'] ?? part['result'] ?? part['error'])
  return {
    toolCallId: idOf(part['toolCallId']) ?? '',
    name: textOf(part['toolName']) ?? 'unknown',
    content: hasFailed(part) ? failedResultText(content) : content,
  }
}

function hasFailed(part: JsonObject): boolean {
  const output = part['output']
  const outputType = isObject(output) ? asText(output['type']) : ''
  return part['type'] === 'tool-error' || part['isError'] === true || outputType.startsWith('error-')
}

/** A result is the value itself, or `{ type, value }` where the value may be a list of text parts. */
function outputText(output: unknown): string {
  if (!isObject(output) || typeof output['type'] !== 'string' || !('value' in output)) return asText(output)
  const value = output['value']
  if (output['type'] !== 'content') return asText(value)
  return objectsOf(value)
    .map((part) => textOf(part['text']) ?? mediaPlaceholder('file', part))
    .join('\n')
}
