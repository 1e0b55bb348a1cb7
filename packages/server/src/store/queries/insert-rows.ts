import { type InsertQueryBuilder, type InsertResult, type Kysely, sql } from 'kysely'
import type { Database } from '../database.js'
import type { DialectProfile } from '../dialect.js'
import { storableText } from '../storable-text.js'

type InsertProfile = Pick<DialectProfile, 'maxParameters' | 'insertRows' | 'insertsJson'>

export interface InsertContext {
  readonly db: Kysely<Database>
  readonly profile: InsertProfile
  readonly instanceId: string
}

/** Tables of an instance's rows. */
type TenantTable = {
  [Table in keyof Database]: Database[Table] extends { readonly instance_id: string } ? Table : never
}[keyof Database]

type Insert<Table extends TenantTable> = InsertQueryBuilder<Database, Table, InsertResult>

/**
 * Statements that insert rows of the context's instance into one table, in their order; all rows have the same columns.
 *
 * Out of one JSON text, where the database takes that: by values a statement for 20 messages has 340 parameters, a text that
 * is parsed and planned each time, and a node for each value on our side.
 */
export function insertsOf<Table extends TenantTable>(
  context: InsertContext,
  table: Table,
  rows: readonly Database[Table][],
): Insert<Table>[] {
  const [first] = rows
  if (first === undefined) return []
  if (context.profile.insertsJson) return [insertJson(context, table, rows)]
  return chunksOf(context.profile, rows).map(
    (chunk) =>
      // Kysely cannot tell that a table's own rows are insertable while the table is a type parameter.
      context.db.insertInto<TenantTable>(table).values(chunk as never) as unknown as Insert<Table>,
  )
}

/** What JSON escapes and no text of a database holds; or what looks like that in something that was said. */
const UNSTORABLE_ESCAPE = /\\u(?:d[89a-f]|0000)/

const storableRow = (row: object): object =>
  Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column,
      typeof value === 'string' ? storableText(value) : value,
    ]),
  )

function insertJson<Table extends TenantTable>(
  { db, instanceId }: InsertContext,
  table: Table,
  rows: readonly Database[Table][],
): Insert<Table> {
  const text = JSON.stringify(rows)
  const storable = UNSTORABLE_ESCAPE.test(text) ? JSON.stringify(rows.map(storableRow)) : text
  const columns = Object.keys(rows[0] ?? {}).filter((column) => column !== 'instance_id')
  const given = sql<
    Record<string, unknown>
  >`json_populate_recordset(null::${sql.id(table)}, ${storable}::json)`
  // The instance is a value of the statement, where the guard of tenancy sees it, and not of the text.
  const selected = db
    .selectFrom(given.as('row'))
    .select((e) => [
      e.val(instanceId).as('instance_id'),
      ...columns.map((column) => e.ref(`row.${column}`).as(column)),
    ])
  return (
    db
      .insertInto<TenantTable>(table)
      .columns(['instance_id', ...columns] as never)
      // As above.
      .expression(selected as never) as unknown as Insert<Table>
  )
}

/** The most rows of an insert where there are few numbers of rows: more make it no faster. */
const MOST_ROWS_OF_FEW = 64

/** Rows in groups whose values one statement can carry, in their order. */
export function chunksOf<Row extends object>(
  { maxParameters, insertRows }: Pick<DialectProfile, 'maxParameters' | 'insertRows'>,
  rows: readonly Row[],
): Row[][] {
  const width = Object.keys(rows[0] ?? {}).length || 1
  const most = Math.max(1, Math.floor(maxParameters / width))
  const sizeOf = (left: number) =>
    insertRows === 'any' ? Math.min(most, left) : powerOfTwoIn(Math.min(most, left, MOST_ROWS_OF_FEW))
  const chunks: Row[][] = []
  for (let start = 0; start < rows.length; start += chunks.at(-1)?.length ?? 1)
    chunks.push(rows.slice(start, start + sizeOf(rows.length - start)))
  return chunks
}

/** The largest power of two that is not above `count`, which is at least 1. */
const powerOfTwoIn = (count: number) => 2 ** Math.floor(Math.log2(count))
