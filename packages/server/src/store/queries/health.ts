import { type Kysely, sql } from 'kysely'
import type { Clock } from '../../clock.js'
import type { Access } from '../access.js'
import type { MessageStore } from '../contract.js'
import type { HealthFinding } from '../contract-health.js'
import type { ConversationRow, Database } from '../database.js'
import { type ConversationQuery, lockConversation } from './conversations.js'
import { TABLES_OF_A_CONVERSATION } from './erase-conversation.js'

export const REPAIR_COMMAND = 'run `precis doctor --repair`'
export const RESTORE = 'restore a backup, see docs/operations.md'

/** Conversations that are looked at together. */
const PAGE = 500

/** Rows that may be there before their conversation, or without it. */
const MAY_STAND_ALONE: ReadonlySet<string> = new Set(['memories', 'ingestions'])

type OwnedTable = Exclude<keyof typeof TABLES_OF_A_CONVERSATION, 'memories' | 'ingestions'>

const OWNED_TABLES = Object.keys(TABLES_OF_A_CONVERSATION).filter(
  (table): table is OwnedTable => !MAY_STAND_ALONE.has(table),
)

/** Where a conversation's row and its other rows disagree. */
interface Disagreement {
  readonly instanceId: string
  readonly conversationId: string
  readonly about: 'messages' | 'deleted' | 'annotations' | 'versions'
}

interface Orphans {
  readonly instanceId: string
  readonly table: OwnedTable
  readonly conversationIds: readonly string[]
}

const plural = (count: number, thing: string) => `${count} ${thing}${count === 1 ? '' : 's'}`

export interface RowHealth {
  readonly access: Access
  readonly clock: Clock
  readonly messages: Pick<MessageStore, 'dropAnnotations'>
}

/** Looks at what any database may have wrong. */
export async function inspectRows({ access, clock }: RowHealth): Promise<HealthFinding[]> {
  const disagreements: Disagreement[] = []
  const orphans: Orphans[] = []
  for (const instanceId of await instanceIds(access)) {
    const found = await inspectInstance(access, instanceId)
    disagreements.push(...found.disagreements)
    orphans.push(...found.orphans)
  }
  return [conversationFinding(disagreements), orphanFinding(orphans), await leaseFinding(access, clock)]
}

/** At one moment, because rows that are written meanwhile would not fit to those that were read before. */
function inspectInstance(access: Access, instanceId: string) {
  return access.snapshot(instanceId, async (db) => ({
    disagreements: await findDisagreements(db, instanceId),
    orphans: await findOrphans(db, instanceId),
  }))
}

async function instanceIds({ readSystem }: Access): Promise<string[]> {
  const rows = await readSystem((db) => db.selectFrom('instances').select('id').orderBy('id').execute())
  return rows.map(({ id }) => id)
}

function conversationFinding(found: readonly Disagreement[]): HealthFinding {
  const lost = found.filter(({ about }) => about === 'messages')
  const check = 'conversations'
  if (lost.length > 0)
    return {
      check,
      problems: found.length,
      says: `${plural(lost.length, 'conversation')} lack messages, first ${lost[0]?.conversationId}`,
      repair: RESTORE,
    }
  if (found.length === 0)
    return { check, problems: 0, says: 'every number is there once, every count is right' }
  const abouts = [...new Set(found.map(({ about }) => about))].join(', ')
  return {
    check,
    problems: found.length,
    says: `${plural(found.length, 'count')} of ${abouts} wrong, first in ${found[0]?.conversationId}`,
    repair: REPAIR_COMMAND,
  }
}

function orphanFinding(orphans: readonly Orphans[]): HealthFinding {
  const check = 'orphans'
  const count = orphans.reduce((sum, { conversationIds }) => sum + conversationIds.length, 0)
  if (count === 0) return { check, problems: 0, says: 'no row without its conversation' }
  const tables = [...new Set(orphans.map(({ table }) => table))].join(', ')
  const lost = plural(count, 'conversation')
  return {
    check,
    problems: count,
    says: `${lost} gone, but rows of theirs are left in ${tables}`,
    repair: REPAIR_COMMAND,
  }
}

/** Runs that nobody can ever take over, because they are held without an end. */
async function leaseFinding({ readSystem }: Access, clock: Clock): Promise<HealthFinding> {
  const check = 'leases'
  const [held, expired] = await readSystem((db) =>
    Promise.all([
      db
        .selectFrom('runs')
        .select((e) => e.fn.countAll<number>().as('count'))
        .where('state', '=', sql.lit('running'))
        .where('lease_expires_at_ms', 'is', null)
        .executeTakeFirstOrThrow(),
      db
        .selectFrom('runs')
        .select((e) => e.fn.countAll<number>().as('count'))
        .where('state', '=', sql.lit('running'))
        .where('lease_expires_at_ms', '<=', clock.now())
        .executeTakeFirstOrThrow(),
    ]),
  )
  const problems = Number(held.count)
  if (problems > 0)
    return {
      check,
      problems,
      says: `${plural(problems, 'run')} held without an end`,
      repair: REPAIR_COMMAND,
    }
  const waiting = Number(expired.count)
  const says =
    waiting === 0 ? 'no run is stuck' : `${plural(waiting, 'run')} to be taken over by the next worker`
  return { check, problems: 0, says }
}

async function findDisagreements(db: Kysely<Database>, instanceId: string): Promise<Disagreement[]> {
  const found: Disagreement[] = []
  for (let last = ''; ; ) {
    const page = await db
      .selectFrom('conversations')
      .selectAll()
      .where('instance_id', '=', instanceId)
      .where('id', '>', last)
      .orderBy('id')
      .limit(PAGE)
      .execute()
    if (page.length > 0) found.push(...(await compare(db, instanceId, page)))
    if (page.length < PAGE) return found
    last = page.at(-1)?.id ?? last
  }
}

async function compare(
  db: Kysely<Database>,
  instanceId: string,
  page: readonly ConversationRow[],
): Promise<Disagreement[]> {
  const ids = page.map(({ id }) => id)
  const { messages, annotations, versions } = await countRows(db, instanceId, ids)
  return page.flatMap((row) => {
    const of = messages.get(row.id)
    const abouts: Disagreement['about'][] = []
    if (Number(of?.count ?? 0) !== row.last_sequence || Number(of?.last ?? 0) !== row.last_sequence)
      abouts.push('messages')
    else if (Number(of?.deleted ?? 0) !== row.deleted_messages) abouts.push('deleted')
    if (Number(annotations.get(row.id)?.count ?? 0) !== row.annotated_through) abouts.push('annotations')
    if (Number(versions.get(row.id)?.last ?? 0) !== row.latest_version) abouts.push('versions')
    return abouts.map((about) => ({ instanceId, conversationId: row.id, about }))
  })
}

async function countRows(db: Kysely<Database>, instanceId: string, ids: readonly string[]) {
  const byId = <Row extends { readonly conversation_id: string }>(rows: readonly Row[]) =>
    new Map(rows.map((row) => [row.conversation_id, row]))
  const messages = await db
    .selectFrom('messages')
    .select((e) => [
      'conversation_id',
      e.fn.countAll<number>().as('count'),
      e.fn.max('sequence').as('last'),
      e.fn.count<number>('deleted_at_ms').as('deleted'),
    ])
    .where('instance_id', '=', instanceId)
    .where('conversation_id', 'in', ids)
    .groupBy('conversation_id')
    .execute()
  const annotations = await db
    .selectFrom('message_annotations')
    .select((e) => ['conversation_id', e.fn.countAll<number>().as('count')])
    .where('instance_id', '=', instanceId)
    .where('conversation_id', 'in', ids)
    .groupBy('conversation_id')
    .execute()
  const versions = await db
    .selectFrom('compactions')
    .select((e) => ['conversation_id', e.fn.max('version').as('last')])
    .where('instance_id', '=', instanceId)
    .where('conversation_id', 'in', ids)
    .groupBy('conversation_id')
    .execute()
  return { messages: byId(messages), annotations: byId(annotations), versions: byId(versions) }
}

async function findOrphans(db: Kysely<Database>, instanceId: string): Promise<Orphans[]> {
  const found: Orphans[] = []
  for (const table of OWNED_TABLES) {
    const conversationIds = await orphansIn(db, instanceId, table)
    if (conversationIds.length > 0) found.push({ instanceId, table, conversationIds })
  }
  return found
}

async function orphansIn(db: Kysely<Database>, instanceId: string, table: OwnedTable): Promise<string[]> {
  const orphans: string[] = []
  for (let last = ''; ; ) {
    const named = await db
      .selectFrom(table)
      .select('conversation_id')
      .where('instance_id', '=', instanceId)
      .where('conversation_id', '>', last)
      .groupBy('conversation_id')
      .orderBy('conversation_id')
      .limit(PAGE)
      .execute()
    const ids = named.map((row) => row.conversation_id)
    if (ids.length > 0) {
      const known = await db
        .selectFrom('conversations')
        .select('id')
        .where('instance_id', '=', instanceId)
        .where('id', 'in', ids)
        .execute()
      const there = new Set(known.map(({ id }) => id))
      orphans.push(...ids.filter((id) => !there.has(id)))
    }
    if (ids.length < PAGE) return orphans
    last = ids.at(-1) ?? last
  }
}

/** Repairs what `inspectRows` finds; what was recorded is never touched. */
export async function repairRows(health: RowHealth): Promise<string[]> {
  const { access, clock } = health
  const done: string[] = []
  for (const instanceId of await instanceIds(access)) {
    const { orphans, disagreements } = await inspectInstance(access, instanceId)
    for (const { table, conversationIds } of orphans) {
      for (const conversationId of conversationIds)
        await access.write(instanceId, (db) =>
          deleteOrphans(access, table, { db, instanceId, conversationId }),
        )
      done.push(
        `deleted rows of ${plural(conversationIds.length, 'conversation')} that are gone from ${table}`,
      )
    }
    for (const disagreement of disagreements) {
      if (disagreement.about === 'messages') continue
      await repairConversation(health, disagreement)
      done.push(`counted the ${disagreement.about} of ${disagreement.conversationId} again`)
    }
  }
  const freed = await access.writeSystem((db) =>
    db
      .updateTable('runs')
      .set({ state: 'queued', available_at_ms: clock.now(), lease_owner: null })
      .where('state', '=', sql.lit('running'))
      .where('lease_expires_at_ms', 'is', null)
      .executeTakeFirst(),
  )
  if (freed.numUpdatedRows > 0n) done.push(`queued ${plural(Number(freed.numUpdatedRows), 'run')} again`)
  return done
}

async function deleteOrphans(access: Access, table: OwnedTable, query: ConversationQuery): Promise<void> {
  // Its conversation may have begun anew since.
  if (await lockConversation(query, access.profile)) return
  await query.db
    .deleteFrom(table)
    .where('instance_id', '=', query.instanceId)
    .where('conversation_id', '=', query.conversationId)
    .execute()
}

async function repairConversation({ access, messages }: RowHealth, found: Disagreement): Promise<void> {
  const { instanceId, conversationId, about } = found
  // They are made again when they are next needed.
  if (about === 'annotations') return messages.dropAnnotations(instanceId, conversationId)
  await access.write(instanceId, async (db) => {
    const update = db
      .updateTable('conversations')
      .where('instance_id', '=', instanceId)
      .where('id', '=', conversationId)
    if (about === 'deleted') {
      const { messages } = await countRows(db, instanceId, [conversationId])
      await update.set({ deleted_messages: Number(messages.get(conversationId)?.deleted ?? 0) }).execute()
      return
    }
    const newest = await db
      .selectFrom('compactions')
      .select(['id', 'version', 'covered_through'])
      .where('instance_id', '=', instanceId)
      .where('conversation_id', '=', conversationId)
      .orderBy('version', 'desc')
      .limit(1)
      .executeTakeFirst()
    await update
      .set((e) => ({
        latest_version: newest?.version ?? 0,
        latest_compaction_id: newest?.id ?? null,
        covered_through: newest?.covered_through ?? 0,
        issued_versions: e
          .case()
          .when('issued_versions', '<', newest?.version ?? 0)
          .then(newest?.version ?? 0)
          .else(e.ref('issued_versions'))
          .end(),
      }))
      .execute()
  })
}
