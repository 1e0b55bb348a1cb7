/**
 * Row-level security: the second wall between tenants, held by the server itself.
 *
 * Each transaction says whose rows it works on (`SCOPE_SETTING`); a policy on every tenant table lets it see and write
 * those only. A transaction that says nothing sees nothing. Policies also bind the tables' owner, but never a
 * superuser or a role with BYPASSRLS: `findBypass` tells when that is what we log in as.
 */
import { type Kysely, sql } from 'kysely'
import { QUEUE_TABLES, TENANT_TABLES } from '../database.js'

/** The server's name of the setting that holds a transaction's scope: an instance id, or one of the two below. */
export const SCOPE_SETTING = 'precis.instance_id'
/** The work queue of all instances. Instance ids never begin with this sign. */
export const SCOPE_OF_THE_QUEUE = '<queue>'
/** Changes of the schema, which may have to rewrite rows of every instance. */
export const SCOPE_OF_MIGRATIONS = '<migrations>'

const POLICY = 'precis_one_instance'

/** The condition of a table's policy, as SQL text. It is also what the server gives back for it, save for the form. */
function conditionFor(table: string): string {
  const scope = `current_setting('${SCOPE_SETTING}', true)`
  const scopes = [
    `instance_id = ${scope}`,
    `${scope} = '${SCOPE_OF_MIGRATIONS}'`,
    ...(QUEUE_TABLES.has(table) ? [`${scope} = '${SCOPE_OF_THE_QUEUE}'`] : []),
  ]
  return scopes.join(' or ')
}

/** Tenant tables of the current schema that lack the wall. */
export async function findUnwalled<DB>(db: Kysely<DB>): Promise<readonly string[]> {
  const { rows } = await sql<{ readonly name: string }>`
    select c.relname as name
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace and n.nspname = current_schema()
    where c.relname = any(${[...TENANT_TABLES]}::text[])
      and c.relkind in ('r', 'p')
      and not (
        c.relrowsecurity and c.relforcerowsecurity
        and exists (select 1 from pg_policy p where p.polrelid = c.oid and p.polname = ${POLICY})
      )
    order by c.relname`.execute(db)
  return rows.map(({ name }) => name)
}

/** Builds the wall around tenant tables that lack it. For the holder of the migration lock. */
export async function wallTenantTables<DB>(db: Kysely<DB>): Promise<void> {
  for (const table of await findUnwalled(db)) {
    const name = sql.table(table)
    await sql`alter table ${name} enable row level security`.execute(db)
    await sql`alter table ${name} force row level security`.execute(db)
    await sql`drop policy if exists ${sql.id(POLICY)} on ${name}`.execute(db)
    await sql`create policy ${sql.id(POLICY)} on ${name} using (${sql.raw(conditionFor(table))})`.execute(db)
  }
}

/** The role that we log in as, when row-level security does not bind it. */
export async function findBypass<DB>(db: Kysely<DB>): Promise<string | undefined> {
  const { rows } = await sql<{ readonly name: string }>`
    select rolname as name from pg_roles where rolname = current_user and (rolsuper or rolbypassrls)`.execute(
    db,
  )
  return rows[0]?.name
}
