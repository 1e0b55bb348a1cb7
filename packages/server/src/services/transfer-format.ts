/**
 * An instance as JSON Lines: one line for each record, its fields in the order of the table below.
 *
 * Stable    The same instance gives the same bytes: records and fields have an order, absent (null) fields are left
 *           out, and nothing in it tells when or by whom it was written.
 * Whole     The last line has the number of lines before it and the SHA-256 of their bytes.
 */
import { z } from 'zod'
import type { Carried, CarriedKind, TransferRecord } from '../store/contract-transfer.js'
import { storableText } from '../store/storable-text.js'

export const EXPORT_FORMAT = 'precis-instance'
/** Rises when a line that was written before would be read otherwise. */
export const EXPORT_VERSION = 1

const text = z
  .string()
  .refine((value) => storableText(value) === value, 'holds characters that no database can keep')
const whole = z.int()
/** Stored as JSON text; in a line it is what the text says. */
const json = z.unknown().refine((value) => value !== undefined && value !== null, 'is missing')

interface Field {
  readonly schema: z.ZodType
  readonly isJson: boolean
}

/** Text, whole number, number, JSON; with `_`: may be absent. */
const T: Field = { schema: text, isJson: false }
const W: Field = { schema: whole, isJson: false }
const N: Field = { schema: z.number(), isJson: false }
const J: Field = { schema: json, isJson: true }
const T_: Field = { schema: text.optional(), isJson: false }
const W_: Field = { schema: whole.optional(), isJson: false }
const J_: Field = { schema: z.unknown().optional(), isJson: true }

/** The fields of each kind of record: the names are the table's columns, times are milliseconds since 1970 in UTC. */
const FIELDS: { readonly [K in CarriedKind]: { readonly [F in keyof Carried[K]]: Field } } = {
  instance: { id: T, client_id: T, name: T, automatic: J, max_age_days: W_, created_at_ms: W },
  conversation: {
    id: T,
    user_id: T_,
    customer_id: T_,
    session_id: T,
    automatic: J,
    created_at_ms: W,
    first_recorded_at_ms: W,
    last_recorded_at_ms: W,
    last_sequence: W,
    covered_tokens: W,
    issued_versions: W,
    revision: W,
  },
  message: {
    sequence: W,
    id: T,
    role: T,
    name: T_,
    content: T,
    tool_calls: J_,
    tool_call_id: T_,
    user_id: T_,
    customer_id: T_,
    session_id: T,
    metadata: J_,
    said_at_ms: W,
    recorded_at_ms: W,
    deleted_at_ms: W_,
    pinned_at_ms: W_,
    idempotency_key: T_,
    fingerprint: T_,
  },
  version: {
    version: W,
    id: T,
    trigger_type: T,
    strategy_requested: T,
    strategy_used: T,
    target_tokens: W,
    original_token_count: W,
    validation_score: N,
    validation_passed: W,
    quality_warning: W,
    covered_through: W,
    covered_through_at_ms: W,
    covered_tokens: W_,
    created_at_ms: W,
    run_strategy: T_,
    run_target_tokens: W_,
    run_created_at_ms: W_,
    run_finished_at_ms: W_,
    run_attempt: W_,
    renderings: J,
    detail: J,
  },
  item: {
    position: W,
    item_id: T,
    user_id: T_,
    customer_id: T_,
    type: T,
    content: T,
    created_at_ms: W,
    data: J,
  },
  ingestion: {
    id: T,
    conversation_id: T,
    external_conversation_id: T,
    fingerprint: T,
    conversation_type: T_,
    analysis: J_,
    metadata: J_,
    started_at_ms: W_,
    ended_at_ms: W_,
    queued_at_ms: W,
    is_recorded: W,
  },
  memory: {
    id: T,
    document_id: T,
    document_type: T,
    user_id: T_,
    customer_id: T_,
    conversation_id: T,
    metadata: J_,
    created_at_ms: W,
    updated_at_ms: W,
  },
  erasure: {
    id: T,
    kind: T,
    state: T,
    user_id: T_,
    customer_id: T_,
    cutoff_ms: W_,
    removed: J,
    requested_at_ms: W,
    touched_at_ms: W,
    completed_at_ms: W_,
    passed_conversation_id: T_,
    passed_sequence: W,
  },
}

/** The table above, for code that goes through it whatever the kind. */
const FIELDS_OF = FIELDS as Readonly<Record<CarriedKind, Readonly<Record<string, Field>>>>

/** `kind` of a line; an erasure has a kind of its own, so the line's is called `record`. */
const KINDS = Object.keys(FIELDS_OF) as CarriedKind[]

const SCHEMAS = Object.fromEntries(
  KINDS.map((kind) => [
    kind,
    z.object(Object.fromEntries(Object.entries(FIELDS_OF[kind]).map(([name, { schema }]) => [name, schema]))),
  ]),
) as Readonly<Record<CarriedKind, z.ZodObject>>

/** One line, without its end. */
export function toLine({ kind, row }: TransferRecord): string {
  const line: Record<string, unknown> = { record: kind }
  if (kind === 'instance') Object.assign(line, { format: EXPORT_FORMAT, format_version: EXPORT_VERSION })
  const values: Readonly<Record<string, unknown>> = { ...row }
  for (const [name, { isJson }] of Object.entries(FIELDS_OF[kind])) {
    const value = values[name]
    if (value === null || value === undefined) continue
    line[name] = isJson ? fromJsonText(String(value)) : value
  }
  return JSON.stringify(line)
}

/** What JSON text says; the text itself where writing it again would give another one. */
function fromJsonText(written: string): unknown {
  const value: unknown = JSON.parse(written)
  return typeof value === 'object' && value !== null && JSON.stringify(value) === written ? value : written
}

const toJsonText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

export const endLine = z.strictObject({
  record: z.literal('end'),
  lines: z.int().min(1),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})
export type EndLine = z.infer<typeof endLine>

const head = z.object({ record: z.enum([...KINDS, 'end']) })
const format = z.object({ format: z.literal(EXPORT_FORMAT), format_version: z.int() })

export type ParsedLine =
  | { readonly kind: 'record'; readonly record: TransferRecord }
  | { readonly kind: 'end'; readonly end: EndLine }
  /** Why the line cannot be read, as the end of a sentence about it. */
  | { readonly kind: 'refused'; readonly why: string }

/** Reads one line, whatever is in it. */
export function parseLine(line: string): ParsedLine {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return refused('it is no JSON, so the file was cut short or changed')
  }
  const known = head.safeParse(value)
  if (!known.success) return refused(`has no record field with one of ${KINDS.join(', ')}, end`)
  const { record: kind } = known.data
  if (kind === 'end') {
    const end = endLine.safeParse(value)
    return end.success ? { kind: 'end', end: end.data } : refused(whyOf(end.error))
  }
  if (kind === 'instance') {
    const said = format.safeParse(value)
    if (!said.success) return refused(`does not say format ${EXPORT_FORMAT} and its version`)
    if (said.data.format_version > EXPORT_VERSION)
      return refused(
        `has format version ${said.data.format_version}, and this program reads up to ${EXPORT_VERSION}; import it with a newer one`,
      )
  }
  const parsed = SCHEMAS[kind].safeParse(value)
  if (!parsed.success) return refused(whyOf(parsed.error))
  return { kind: 'record', record: toRecord(kind, parsed.data) }
}

const refused = (why: string): ParsedLine => ({ kind: 'refused', why })

function whyOf(error: z.ZodError): string {
  const [issue] = error.issues
  return `is wrong in ${issue?.path.join('.') || 'its fields'}: ${issue?.message ?? 'not as expected'}`
}

function toRecord(kind: CarriedKind, parsed: Readonly<Record<string, unknown>>): TransferRecord {
  const row = Object.fromEntries(
    Object.entries(FIELDS_OF[kind]).map(([name, { isJson }]) => {
      const value = parsed[name] ?? null
      return [name, isJson && value !== null ? toJsonText(value) : value]
    }),
  )
  // proof: the row has the fields of its kind, and each has passed its schema.
  return { kind, row } as unknown as TransferRecord
}
