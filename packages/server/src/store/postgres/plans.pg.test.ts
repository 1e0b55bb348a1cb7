import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { runSql } from '../../../test/postgres/database.js'
import { useTestDatabases } from '../../../test/postgres/test-databases.js'
import { createManualClock } from '../../clock.js'
import { assembleStore } from '../assemble.js'
import { TENANT_TABLES } from '../database.js'
import { sendEveryQuery } from '../every-query.suite.js'
import { listFinishedRuns } from '../queries/finished-runs.js'
import { createPostgresAccess } from './access.js'
import { openSessions, type Sessions } from './sessions.js'

const databases = useTestDatabases()

interface SentStatement {
  /** Whose rows its transaction may see. */
  readonly scope: string
  readonly values: readonly unknown[]
}

/** Sessions that note every statement with values, and the scope it ran in. */
function noting(sessions: Sessions) {
  const statements = new Map<string, SentStatement>()
  const use: Sessions['use'] = (work) =>
    sessions.use((connection) => {
      const run = connection.run.bind(connection)
      let scope = ''
      connection.run = (config) => {
        scope = /set local precis\.instance_id = '([^']*)'/.exec(config.text)?.[1] ?? scope
        if (config.values !== undefined) statements.set(config.text, { scope, values: config.values })
        return run(config)
      }
      return work(connection)
    })
  return { statements, sessions: { ...sessions, use } }
}

/** A node of a plan, as `explain (format json)` gives it. */
interface PlanNode {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly 'Index Name'?: string
  readonly 'Index Cond'?: string
  readonly 'Recheck Cond'?: string
  readonly Plans?: readonly PlanNode[]
}

const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)]

/** Indexes of the runs and erasures of all instances, for the process's own work: read in their order, from the front or a time. */
const QUEUE_INDEXES = new Set(['runs_due', 'runs_leases', 'runs_finished', 'erasures_unfinished'])

/** Index conditions that leave a handful of rows beside the instance, or are read in their order up to a limit. */
const NARROW =
  /\((conversation_id|id|message_id|user_id|customer_id|document_id|idempotency_key) (=|IS NULL)|\(first_recorded_at_ms <|\(last_recorded_at_ms >=/

/** Reads rows of a tenant otherwise than through an index that narrows to a few of its instance. */
function isUnbounded(node: PlanNode): boolean {
  if (!TENANT_TABLES.has(node['Relation Name'] ?? '') || node['Node Type'] === 'ModifyTable') return false
  if (QUEUE_INDEXES.has(node['Index Name'] ?? '')) return false
  const condition = node['Index Cond'] ?? node['Recheck Cond'] ?? ''
  return !condition.includes('(instance_id =') || !NARROW.test(condition)
}

const ROWS = 20_000

/**
 * Fills every tenant table, so that the server plans as it does in earnest: half of the rows belong to the instance
 * that is asked for, in conversations of a hundred.
 */
async function fill(adminUrl: string): Promise<void> {
  const columns = await runSql<{ table: string; column: string; type: string }>(
    adminUrl,
    `select table_name as table, column_name as column, data_type as type
     from information_schema.columns where table_schema = 'public' order by ordinal_position`,
  )
  const expressionFor = ({ column, type }: (typeof columns)[number]) => {
    if (column === 'instance_id') return "case when g % 2 = 0 then 'inst_a' else 'inst_' || (g % 7) end"
    if (column === 'conversation_id') return "'c' || (g / 100)"
    if (column === 'state') return "'completed'"
    return type === 'text' ? `'${column}' || g` : 'g'
  }
  const fills = [...TENANT_TABLES].map((table) => {
    const own = columns.filter((column) => column.table === table)
    const names = own.map(({ column }) => column).join(', ')
    return `insert into ${table} (${names}) select ${own.map(expressionFor).join(', ')} from generate_series(1, ${ROWS}) g on conflict do nothing;`
  })
  await runSql(adminUrl, `set session_replication_role = replica; ${fills.join('\n')} analyze;`)
}

async function explain(
  client: pg.Client,
  sql: string,
  { scope, values }: SentStatement,
): Promise<PlanNode[]> {
  await client.query("select set_config('precis.instance_id', $1, false)", [scope])
  const { rows } = await client.query(`explain (format json) ${sql}`, [...values])
  const [row] = rows as { readonly 'QUERY PLAN': readonly { readonly Plan: PlanNode }[] }[]
  return row?.['QUERY PLAN'].flatMap(({ Plan }) => nodesOf(Plan)) ?? []
}

describe('every statement on Postgres', () => {
  it("reaches a tenant's rows by an index that narrows to a few of its instance", async () => {
    const { url, adminUrl } = await databases.migrated()
    const open = openSessions({ url, connections: 2 })
    const { statements, sessions } = noting(open)
    const access = createPostgresAccess(sessions)
    const store = assembleStore(access, createManualClock())
    await sendEveryQuery(store)
    await listFinishedRuns(access, { after: { finishedAtMs: 0, runId: '' }, limit: 10 })
    await fill(adminUrl)
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    const unbounded: string[] = []
    for (const [sql, statement] of statements)
      for (const node of (await explain(client, sql, statement)).filter(isUnbounded))
        unbounded.push(`${node['Node Type']} on ${node['Relation Name']} (${node['Index Cond']}): ${sql}`)
    await client.end()
    await store.writer.drain()
    await open.close()

    expect(statements.size).toBeGreaterThan(50)
    expect(unbounded).toEqual([])
  })
})
