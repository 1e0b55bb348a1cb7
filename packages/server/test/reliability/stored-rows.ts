/** What a database holds, read beside the servers and past their API. */
import type { Role, Strategy } from '@precis/engine'
import Database from 'better-sqlite3'
import { runSql } from '../postgres/database.js'

export interface MessageRow {
  readonly id: string
  readonly conversation_id: string
  readonly sequence: number
  readonly role: Role
  readonly content: string
  readonly said_at_ms: number
  readonly recorded_at_ms: number
}

export interface RunRow {
  readonly id: string
  readonly conversation_id: string
  readonly state: string
  readonly strategy: Strategy
  readonly target_tokens: number | null
  readonly through_sequence: number
  readonly created_at_ms: number
  readonly attempt: number
  readonly error_message: string | null
}

export interface VersionRow {
  /** That of its run. */
  readonly id: string
  readonly conversation_id: string
  readonly version: number
  readonly covered_through: number
  readonly covered_through_at_ms: number
  readonly original_token_count: number
  /** JSON text. */
  readonly renderings: string
}

export interface StoredRows {
  readonly messages: readonly MessageRow[]
  readonly runs: readonly RunRow[]
  readonly versions: readonly VersionRow[]
}

const MESSAGES = `select id, conversation_id, sequence, role, content, said_at_ms, recorded_at_ms
  from messages order by conversation_id, sequence`
const RUNS = `select id, conversation_id, state, strategy, target_tokens, through_sequence, created_at_ms, attempt, error_message
  from runs order by conversation_id, created_at_ms`
const VERSIONS = `select id, conversation_id, version, covered_through, covered_through_at_ms, original_token_count, renderings
  from compactions order by conversation_id, version`

/** Postgres gives whole numbers of 64 bits as text. */
const NUMBERS = new Set([
  'sequence',
  'said_at_ms',
  'recorded_at_ms',
  'target_tokens',
  'through_sequence',
  'created_at_ms',
  'available_at_ms',
  'lease_expires_at_ms',
  'attempt',
  'version',
  'covered_through',
  'covered_through_at_ms',
  'original_token_count',
])

export type ReadRows = <Row>(sql: string) => Promise<Row[]>

export const readPostgres =
  (adminUrl: string): ReadRows =>
  async <Row>(sql: string) => {
    const rows = await runSql<Record<string, unknown>>(adminUrl, sql)
    return rows.map(
      // What the caller selects; only the numbers' representation differs.
      (row) =>
        Object.fromEntries(
          Object.entries(row).map(([k, v]) => [k, NUMBERS.has(k) && v !== null ? Number(v) : v]),
        ) as Row,
    )
  }

export const readSqlite =
  (path: string): ReadRows =>
  async <Row>(sql: string) => {
    const database = new Database(path, { readonly: true })
    try {
      return database.prepare(sql).all() as Row[]
    } finally {
      database.close()
    }
  }

export async function readStored(read: ReadRows): Promise<StoredRows> {
  return {
    messages: await read<MessageRow>(MESSAGES),
    runs: await read<RunRow>(RUNS),
    versions: await read<VersionRow>(VERSIONS),
  }
}

export interface LiveRunRow {
  readonly id: string
  readonly state: string
  readonly attempt: number
  readonly available_at_ms: number
  readonly lease_expires_at_ms: number | null
}

/** Runs that are queued or running. */
export const readLiveRuns = (read: ReadRows) =>
  read<LiveRunRow>(
    "select id, state, attempt, available_at_ms, lease_expires_at_ms from runs where state in ('queued', 'running')",
  )
