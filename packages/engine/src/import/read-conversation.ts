import { aiSdkReader } from './ai-sdk.js'
import { anthropicReader } from './anthropic.js'
import { ConversationReadError, type ImportedConversation } from './conversation.js'
import type { ConversationDocument, FormatReader } from './document.js'
import { isObject, type JsonObject } from './json.js'
import { openAiReader } from './openai.js'
import { PRECIS_EXPORT_FORMAT, precisReader } from './precis.js'
import { looksLikeStampedLine, readTranscript } from './transcript.js'

/** Most particular first: the first format whose marks a document bears reads it. */
const READERS: readonly FormatReader[] = [aiSdkReader, anthropicReader, openAiReader, precisReader]
/** Fields under which a wrapper object keeps its list. `input` is the Responses API. */
const LIST_FIELDS = ['messages', 'input', 'recent_messages']

const KNOWN_FORMATS =
  'an OpenAI, Anthropic or AI SDK message list (bare or as {"messages": […]}), a Precis export, one message per line as JSON, or lines of the form "Name: text"'

/**
 * Reads a conversation from a file's text and says which format it recognised.
 *
 * Shapes  JSON list of messages · JSON object around such a list · one JSON message per line · `Name: text` lines.
 * Errors  ConversationReadError when the text is empty, broken JSON, none of the formats, or has an invalid entry.
 * Cost    O(length of the text). Deterministic.
 */
export function readConversation(text: string): ImportedConversation {
  const body = text.startsWith('\uFEFF') ? text.slice(1) : text
  const start = body.search(/\S/)
  if (start === -1)
    throw new ConversationReadError('empty', 'The input is empty: there is no conversation to read.')
  const opening = body[start]
  const isJson = opening === '{' || (opening === '[' && !looksLikeStampedLine(body.slice(start, start + 200)))
  if (isJson) return readDocument(parseDocument(body))
  const transcript = readTranscript(body)
  if (transcript !== undefined) return transcript
  throw new ConversationReadError(
    'unrecognised',
    `The input is no conversation that can be read: no line begins with a speaker's name and a colon. Expected ${KNOWN_FORMATS}.`,
  )
}

function readDocument(document: ConversationDocument): ImportedConversation {
  if (document.envelope['format'] === PRECIS_EXPORT_FORMAT) return precisReader.read(document)
  const reader = READERS.find((candidate) => candidate.recognises(document))
  if (reader !== undefined) return reader.read(document)
  // Nothing but `role` and `content`: every API of this family reads it the same way.
  const plain = openAiReader.read(document)
  return { ...plain, description: 'a plain list of role and content (OpenAI messages)' }
}

function parseDocument(body: string): ConversationDocument {
  let whole: unknown
  try {
    whole = JSON.parse(body)
  } catch (cause) {
    return parseLines(body, cause)
  }
  return documentOf(whole)
}

function documentOf(whole: unknown): ConversationDocument {
  if (Array.isArray(whole)) return { envelope: {}, entries: whole, placeOf: (i) => `message ${i + 1}` }
  if (isObject(whole)) {
    for (const field of LIST_FIELDS) {
      const entries = whole[field]
      if (Array.isArray(entries)) return { envelope: whole, entries, placeOf: (i) => `${field}[${i}]` }
    }
    if ('role' in whole) return { envelope: {}, entries: [whole], placeOf: () => 'the message' }
  }
  const found = isObject(whole) ? `an object with ${describeKeys(whole)}` : `a single ${typeof whole}`
  throw new ConversationReadError(
    'unrecognised',
    `The input is JSON, but ${found} is no conversation. Expected ${KNOWN_FORMATS}.`,
  )
}

function describeKeys(object: JsonObject): string {
  const keys = Object.keys(object)
  if (keys.length === 0) return 'no fields'
  return `the fields ${keys.slice(0, 6).join(', ')}${keys.length > 6 ? ', …' : ''}`
}

/** One JSON object per line: messages, or exactly one wrapped conversation. */
function parseLines(body: string, cause: unknown): ConversationDocument {
  const entries: JsonObject[] = []
  const lineNumbers: number[] = []
  for (const [index, line] of body.split('\n').entries()) {
    if (line.trim() === '') continue
    const value = parseLine(line)
    if (!isObject(value)) {
      if (entries.length === 0) break
      throw new ConversationReadError('invalid_json', `Line ${index + 1} is not a JSON object.`, { cause })
    }
    entries.push(value)
    lineNumbers.push(index + 1)
  }
  if (entries.length === 0) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new ConversationReadError(
      'invalid_json',
      `The input begins as JSON but is not valid JSON: ${reason}.`,
      {
        cause,
      },
    )
  }
  if (entries.every((entry) => Array.isArray(entry['messages'])))
    throw new ConversationReadError(
      'unrecognised',
      `The input has ${entries.length} conversations, one per line. Give one conversation, or use the line mode (--jsonl).`,
    )
  return { envelope: {}, entries, placeOf: (i) => `line ${lineNumbers[i]}` }
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
