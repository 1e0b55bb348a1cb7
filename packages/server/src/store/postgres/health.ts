import { Kysely, PostgresDialect } from 'kysely'
import type { HealthFinding, HealthStore } from '../contract-health.js'
import { expectedIndexes } from '../migrations/indexes.js'
import { inspectRows, REPAIR_COMMAND, type RowHealth, repairRows } from '../queries/health.js'
import { findBypass } from './row-security.js'
import type { Sessions } from './sessions.js'

/** Indexes of the current schema, and whether the server uses them. */
const INDEXES = `
  select c.relname as name, i.indisvalid as is_valid
  from pg_index i
  join pg_class c on c.oid = i.indexrelid
  join pg_namespace n on n.oid = c.relnamespace and n.nspname = current_schema()`

interface IndexState {
  readonly name: string
  readonly is_valid: boolean | number
}

/** Postgres checks its own pages; what it cannot know is which indexes should be there, and what rows should say. */
export function createPostgresHealth(sessions: Sessions, rows: RowHealth): HealthStore {
  const look = async () => {
    const { rows: found } = await sessions.use((connection) => connection.run({ text: INDEXES }))
    const present = found as IndexState[] // the rows of the statement above
    const names = new Set(present.map(({ name }) => name))
    const expected = await expectedIndexes(new PostgresDialect({ pool: sessions.pool }))
    return {
      missing: [...expected].filter(([name]) => !names.has(name)),
      invalid: present.filter(({ is_valid }) => !is_valid).map(({ name }) => name),
    }
  }
  const send = (text: string) => sessions.use((connection) => connection.command(text))
  return {
    async inspect() {
      const { missing, invalid } = await look()
      return [
        indexFinding(
          missing.map(([name]) => name),
          invalid,
        ),
        wallFinding(await findBypassOf(sessions)),
        ...(await inspectRows(rows)),
      ]
    },
    async repair() {
      const { missing, invalid } = await look()
      for (const [, statement] of missing) await send(statement)
      for (const name of invalid) await send(`reindex index "${name}"`)
      return [
        ...missing.map(([name]) => `made index ${name}`),
        ...invalid.map((name) => `made index ${name} anew`),
        ...(await repairRows(rows)),
      ]
    },
  }
}

/** The role of these sessions, when row-level security does not bind it. */
export function findBypassOf({ pool }: Sessions): Promise<string | undefined> {
  return findBypass(new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) }))
}

function wallFinding(role: string | undefined): HealthFinding {
  const check = 'row-level security'
  if (role === undefined) return { check, problems: 0, says: `binds the role that logs in` }
  return {
    check,
    problems: 1,
    says: `does not bind ${role}, a superuser or a role with BYPASSRLS; only the first wall keeps tenants apart`,
    repair: 'log in as an ordinary role that owns the database',
  }
}

function indexFinding(missing: readonly string[], invalid: readonly string[]): HealthFinding {
  const check = 'indexes'
  const problems = missing.length + invalid.length
  if (problems === 0) return { check, problems, says: 'all there and in use' }
  const says = missing.length > 0 ? `missing: ${missing.join(', ')}` : `not in use: ${invalid.join(', ')}`
  return { check, problems, says, repair: REPAIR_COMMAND }
}
