/** What a database holds, read beside the servers and past their API. */
import Database from 'better-sqlite3'
import { runSql } from '../postgres/database.js'

export interface MessageRow {
  readonly id: string
  readonly conversation_id: string
  readonly sequence: number
  readonly content: string
}

export interface RunRow {
  readonly id: string
  readonly conversation_id: string
  readonly state: string
  readonly through_sequence: number
  readonly created_at_ms: number
  readonly attempt: number
  readonly error_message: string | null
}

export interface VersionRow {
  readonly conversation_id: string
  readonly version: number
  readonly covered_through: number
  readonly original_token_count: number
  /** Sum over the messages that the version says it covers. */
  readonly range_tokens: number
}

export interface StoredRows {
  readonly messages: readonly MessageRow[]
  readonly runs: readonly RunRow[]
  readonly versions: readonly VersionRow[]
}

const MESSAGES =
  'select id, conversation_id, sequence, content from messages order by conversation_id, sequence'
const RUNS =
  'select id, conversation_id, state, through_sequence, created_at_ms, attempt, error_message from runs order by conversation_id, created_at_ms'
const VERSIONS = `select conversation_id, version, covered_through, original_token_count,
  (select coalesce(sum(token_count), 0) from message_annotations a
   where a.conversation_id = compactions.conversation_id and a.sequence <= compactions.covered_through) as range_tokens
  from compactions order by conversation_id, version`

/** Postgres gives whole numbers of 64 bits as text. */
const NUMBERS = new Set([
  'sequence',
  'through_sequence',
  'created_at_ms',
  'attempt',
  'version',
  'covered_through',
  'original_token_count',
  'range_tokens',
])

export type ReadRows = <Row>(sql: string) => Promise<Row[]>

export const readPostgres =
  (adminUrl: string): ReadRows =>
  async <Row>(sql: string) => {
    const rows = await runSql<Record<string, unknown>>(adminUrl, sql)
    return rows.map(
      // What the caller selects; only the numbers' representation differs.
      (row) =>
        Object.fromEntries(Object.entries(row).map(([k, v]) => [k, NUMBERS.has(k) ? Number(v) : v])) as Row,
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

/** Runs that are queued or running. */
export const readLiveRuns = (read: ReadRows) =>
  read<RunRow>("select id, state, attempt from runs where state in ('queued', 'running')")
