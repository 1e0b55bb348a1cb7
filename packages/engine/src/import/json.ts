import { ConversationReadError } from './conversation.js'

/** Longest excerpt of a foreign value in an error message, in characters. */
const EXCERPT_CHARS = 60

export type JsonObject = Readonly<Record<string, unknown>>

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The value when it is a string with at least one character, else undefined: null and "" count as absent. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** An identifier given as text or as a number. */
export function idOf(value: unknown): string | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : textOf(value)
}

export function objectsOf(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : []
}

/** A value as the text a person would read: strings as they are, anything else as JSON. */
export function asText(value: unknown): string {
  if (typeof value === 'string') return value
  return value === undefined ? '' : JSON.stringify(value)
}

/** A short rendering of a foreign value for an error message. */
export function excerpt(value: unknown): string {
  const text = asText(value)
  return text.length <= EXCERPT_CHARS ? text : `${text.slice(0, EXCERPT_CHARS)}…`
}

/** The value as an object, or an error that names its place. */
export function requireObject(value: unknown, place: string): JsonObject {
  if (isObject(value)) return value
  throw new ConversationReadError(
    'invalid_message',
    `${place} is ${excerpt(value)}: expected a message object.`,
  )
}

/** One of `allowed`, or an error that names the place and the choices. */
export function requireOneOf<T extends string>(value: unknown, allowed: readonly T[], place: string): T {
  const found = allowed.find((candidate) => candidate === value)
  if (found !== undefined) return found
  throw new ConversationReadError(
    'invalid_message',
    `${place} is ${value === undefined ? 'missing' : excerpt(value)}: expected one of ${allowed.join(', ')}.`,
  )
}

/** Epoch numbers below this are seconds, above it milliseconds: as milliseconds it is 26 April 1970. */
const MIN_EPOCH_MS = 10_000_000_000

/** An ISO 8601 time from ISO text or an epoch number; undefined when it is neither. */
export function timeOf(value: unknown): string | undefined {
  if (typeof value === 'string') return Number.isNaN(Date.parse(value)) ? undefined : value
  if (typeof value !== 'number' || !Number.isFinite(value)) return undefined
  const date = new Date(Math.abs(value) < MIN_EPOCH_MS ? value * 1000 : value)
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString()
}

/** The first usable time under the names that exports use. */
export function messageTime(entry: JsonObject): string | undefined {
  const metadata = isObject(entry['metadata']) ? entry['metadata'] : {}
  const candidates = [
    entry['timestamp'],
    entry['createdAt'],
    entry['created_at'],
    entry['recorded_at'],
    metadata['timestamp'],
    metadata['createdAt'],
  ]
  for (const candidate of candidates) {
    const time = timeOf(candidate)
    if (time !== undefined) return time
  }
  return undefined
}
