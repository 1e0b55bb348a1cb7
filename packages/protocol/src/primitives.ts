/** The small schemas that every resource is built from. */
import { z } from 'zod'

/** External ids (users, customers, sessions, own message ids) are opaque; this only bounds an index entry. */
export const MAX_ID_LENGTH = 512

/** Metadata may nest this deep: far beyond use, far below where serialising recurses out of stack. */
const MAX_JSON_DEPTH = 64

/** UTF-16 units of serialised metadata. Existing clients promise 64 KB for their own metadata fields. */
export const MAX_METADATA_LENGTH = 65_536

/** Control characters, and surrogates without their partner (with the `u` flag a pair does not match). */
const UNUSABLE_IN_ID = /[\p{Cc}\p{Surrogate}]/u

const CANONICAL_UUID = /^[0-9a-f]{32}$/

/** An optional request field for which `null` and the empty string mean the same as leaving it out. */
export function optional<S extends z.ZodType>(schema: S) {
  return z
    .preprocess(
      (value: z.input<S> | '' | null | undefined) => (value === null || value === '' ? undefined : value),
      schema.optional(),
    )
    .optional()
}

/**
 * The canonical form of a UUID in any of the usual spellings (upper case, braces, `urn:uuid:`, no hyphens),
 * or `undefined`. Version and variant are not looked at: ids from elsewhere are taken as they are.
 */
export function canonicalUuid(value: string): string | undefined {
  if (value.length > 64) return undefined
  const hex = value
    .toLowerCase()
    .replace(/^urn:uuid:/, '')
    .replace(/^\{(.*)\}$/, '$1')
    .replaceAll('-', '')
  if (!CANONICAL_UUID.test(hex)) return undefined
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** Shown for every id that is not a UUID; a person reads it. */
export const NOT_A_UUID =
  'must be a UUID, such as 3f6b1a2c-4d5e-4f7a-8b9c-0d1e2f3a4b5c; to use ids of your own, map each to a UUID v5 (name-based) and send that'

/** A conversation's id: any spelling of a UUID in, the canonical one out. */
export const conversationId = z
  .string({ error: NOT_A_UUID })
  .transform((value, context) => {
    const id = canonicalUuid(value)
    if (id !== undefined) return id
    context.addIssue({ code: 'custom', message: NOT_A_UUID, params: { reason: 'invalid_conversation_id' } })
    return z.NEVER
  })
  .meta({ format: 'uuid', description: 'UUID of the conversation. Own ids: map them with UUID v5.' })

/** An opaque id that the caller chose. Refused, not repaired: repairing could make two ids one. */
export const externalId = z
  .string()
  .min(1, 'must not be empty')
  .max(MAX_ID_LENGTH, `must be at most ${MAX_ID_LENGTH} characters`)
  .refine((id) => !UNUSABLE_IN_ID.test(id), {
    error: 'must not contain control characters or broken Unicode',
  })

/** Any text. What no database can hold (NUL, broken surrogate pairs) the store replaces by U+FFFD. */
export const text = z.string({ error: 'must be a string' })

/** `format: date-time` says it; the 400 characters of the pattern only bury it in the OpenAPI document. */
const WITHOUT_PATTERN = { pattern: undefined }

/** ISO 8601 with or without offset (then UTC) in; UTC with milliseconds and `Z` out. */
export const isoTime = z.iso
  .datetime({ offset: true, local: true, error: 'must be an ISO 8601 date and time' })
  .meta(WITHOUT_PATTERN)
  .transform((value, context) => {
    const zoned = /(?:z|[+-]\d\d:?\d\d)$/i.test(value) ? value : `${value}Z`
    const parsed = new Date(zoned)
    if (!Number.isNaN(parsed.getTime())) return parsed.toISOString()
    context.addIssue({ code: 'custom', message: 'must be an ISO 8601 date and time' })
    return z.NEVER
  })
  .meta({ format: 'date-time' })

/** A time in a response: ISO 8601, UTC, with `Z`. */
export const time = z.iso.datetime().meta(WITHOUT_PATTERN)

/** True when no path into `value` is longer than `limit`. Iterative: the input may be hostile. */
function nestsWithin(value: unknown, limit: number): boolean {
  let level: unknown[] = [value]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > limit) return false
    const next: unknown[] = []
    for (const entry of level)
      if (typeof entry === 'object' && entry !== null)
        for (const child of Object.values(entry))
          if (typeof child === 'object' && child !== null) next.push(child)
    level = next
  }
  return true
}

/** Free-form JSON object, bounded in depth and size. */
export const jsonObject = z
  .record(z.string(), z.unknown())
  .refine((value) => nestsWithin(value, MAX_JSON_DEPTH), {
    error: `must not nest deeper than ${MAX_JSON_DEPTH} levels`,
    abort: true,
  })
  .refine((value) => JSON.stringify(value).length <= MAX_METADATA_LENGTH, {
    error: `must be at most ${MAX_METADATA_LENGTH} characters as JSON`,
  })

/** A flag in a query string: `true`/`false`, `1`/`0`, in any case. */
export const queryFlag = z
  .string()
  .transform((value) => value.toLowerCase())
  .pipe(z.enum(['true', 'false', '1', '0'], { error: 'must be true or false' }))
  .transform((value) => value === 'true' || value === '1')

/** A whole number in a query string. */
export function queryInteger(minimum: number, maximum: number) {
  const message = `must be a whole number from ${minimum} to ${maximum}`
  return z
    .string()
    .regex(/^-?\d{1,15}$/, message)
    .transform(Number)
    .pipe(z.number().min(minimum, message).max(maximum, message))
}
