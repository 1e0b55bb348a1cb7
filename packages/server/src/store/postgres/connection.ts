import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely'
import type pg from 'pg'
import { ConnectionLostError } from './profile.js'

/**
 * Prepared statements are named by their text, so that each connection parses and plans it once. Texts of long value
 * lists vary without end and are not worth a name.
 */
const MAX_NAMED_PARAMETERS = 64
const MAX_NAMES = 256

const names = () => new Map<string, string>()

/** Gives statements the names under which every connection of a pool prepares them. */
export class StatementNames {
  readonly #names = names()

  nameOf(sql: string, parameterCount: number): string | undefined {
    const known = this.#names.get(sql)
    if (known !== undefined) return known
    if (parameterCount > MAX_NAMED_PARAMETERS || this.#names.size >= MAX_NAMES) return undefined
    const name = `precis_${this.#names.size}`
    this.#names.set(sql, name)
    return name
  }
}

/** What can be bound on every database. */
function toPostgresValue(value: unknown): string | number | bigint | null {
  if (value === undefined || value === null) return null
  // Booleans are 0 and 1 on every database.
  if (typeof value === 'boolean') return value ? 1 : 0
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint') return value
  throw new TypeError(`a ${typeof value} cannot be stored: turn it into text or a number first`)
}

const COMMANDS_THAT_CHANGE_ROWS = new Set(['INSERT', 'UPDATE', 'DELETE'])

/** One session of the server, as Kysely uses it. Statements may be sent before the answer to the one before. */
export class PostgresConnection implements DatabaseConnection {
  readonly client: pg.PoolClient
  readonly #names: StatementNames

  constructor(client: pg.PoolClient, statementNames: StatementNames) {
    this.client = client
    this.#names = statementNames
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const name = this.#names.nameOf(sql, parameters.length)
    const values = parameters.map(toPostgresValue)
    const result = await this.run({ text: sql, values, ...(name !== undefined && { name }) })
    // The caller's query type is the promise that rows have the shape R.
    const rows = result.rows as R[]
    return COMMANDS_THAT_CHANGE_ROWS.has(result.command)
      ? { rows, numAffectedRows: BigInt(result.rowCount ?? 0) }
      : { rows }
  }

  /** Runs statements without values, whose answer nobody reads. */
  async command(sql: string): Promise<void> {
    await this.run({ text: sql })
  }

  // biome-ignore lint/correctness/useYield: streaming is refused, the contract reads in ranges
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('rows are read in ranges, not streamed')
  }

  /** What is sent meanwhile goes to the network in one piece, and wakes the server once. */
  together<T>(send: () => T): T {
    const { stream } = this.client.connection
    stream.cork()
    try {
      return send()
    } finally {
      stream.uncork()
    }
  }

  /** What is sent before the event loop turns goes to the network in one piece. */
  holdForThisTurn(): void {
    const { stream } = this.client.connection
    stream.cork()
    setImmediate(() => stream.uncork())
  }

  async run(config: pg.QueryConfig): Promise<pg.QueryResult> {
    try {
      return await this.client.query(config)
    } catch (error) {
      // Errors of the server have an SQLSTATE, those of the socket a code; the rest is a connection that ended or hung.
      throw error instanceof Error && !('code' in error) ? new ConnectionLostError(error) : error
    }
  }
}
