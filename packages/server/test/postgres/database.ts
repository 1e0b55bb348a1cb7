/** Private databases on the tests' server. */
import { randomUUID } from 'node:crypto'
import pg from 'pg'

/** What the tests log in as: an ordinary role, because row-level security does not bind a superuser. */
const APP_ROLE = 'precis_test'
const APP_PASSWORD = 'precis_test'

export interface TestDatabase {
  /** Of a role that owns the database and nothing else. */
  readonly url: string
  /** The same database as a superuser, who sees every row. */
  readonly adminUrl: string
  drop(): Promise<void>
}

/** Runs SQL on a server and returns the last statement's rows. */
export async function runSql<Row>(url: string, text: string, values?: readonly unknown[]): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const result = await client.query(text, values === undefined ? undefined : [...values])
    // Several statements without values give several results; the caller knows the shape of its rows.
    return (Array.isArray(result) ? (result.at(-1)?.rows ?? []) : result.rows) as Row[]
  } finally {
    await client.end()
  }
}

function urlWith(adminUrl: string, database: string, login?: { user: string; password: string }): string {
  const url = new URL(adminUrl)
  url.pathname = `/${database}`
  if (login) {
    url.username = login.user
    url.password = login.password
  }
  return url.href
}

/** Makes the tests' role on a server. Safe when it is there already. */
export async function createAppRole(adminUrl: string): Promise<void> {
  await runSql(
    adminUrl,
    `do $$ begin
       create role ${APP_ROLE} login password '${APP_PASSWORD}';
     exception when duplicate_object then null; end $$`,
  )
}

/** Makes an empty database, or a copy of another one that nobody is connected to. */
export async function createDatabase(adminUrl: string, template = 'template0'): Promise<TestDatabase> {
  const name = `precis_${randomUUID().replaceAll('-', '')}`
  await runSql(adminUrl, `create database ${name} owner ${APP_ROLE} template ${template}`)
  return databaseNamed(adminUrl, name)
}

/** A database that is there. */
export function databaseNamed(adminUrl: string, name: string): TestDatabase {
  return {
    url: urlWith(adminUrl, name, { user: APP_ROLE, password: APP_PASSWORD }),
    adminUrl: urlWith(adminUrl, name),
    drop: async () => void (await runSql(adminUrl, `drop database if exists ${name} with (force)`)),
  }
}

export const nameOf = ({ url }: TestDatabase) => new URL(url).pathname.slice(1)

/**
 * Removes every row that a test has left, whoever may not see it. By deleting: truncating makes new files for every table
 * and index, which takes longer than a test.
 */
export async function emptyDatabase({ adminUrl }: TestDatabase): Promise<void> {
  await runSql(
    adminUrl,
    `set session_replication_role = replica;
     do $$ begin
       execute (select string_agg('delete from ' || quote_ident(tablename), '; ') from pg_tables
                where schemaname = 'public' and tablename not like 'kysely%');
     end $$`,
  )
}

/** Every row of every table, as text: of tables that are made tomorrow, too. */
export async function readEverything({ adminUrl }: Pick<TestDatabase, 'adminUrl'>): Promise<string> {
  const tables = await runSql<{ name: string }>(
    adminUrl,
    "select quote_ident(tablename) as name from pg_tables where schemaname = 'public'",
  )
  const rows = tables.map(({ name }) =>
    runSql<{ rows: unknown }>(adminUrl, `select coalesce(json_agg(t), '[]') as rows from ${name} t`),
  )
  return JSON.stringify(await Promise.all(rows))
}
