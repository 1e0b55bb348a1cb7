import type { Kysely } from 'kysely'
import type { Access } from '../access.js'
import type { CarriedMessage, CarriedVersion, TransferRecord } from '../contract-transfer.js'
import type { CompactionRow, ConversationRow, Database, MessageRow, RunRow } from '../database.js'

/** Rows of one read: messages may be large. */
const PAGE_ROWS = 100

interface Exporting {
  readonly db: Kysely<Database>
  readonly instanceId: string
  readonly use: (record: TransferRecord) => Promise<void>
}

/** Reads an instance inside one snapshot, in the order that the contract names. */
export async function exportInstance(
  access: Access,
  instanceId: string,
  use: (record: TransferRecord) => Promise<void>,
): Promise<boolean> {
  return access.snapshot(instanceId, async (db) => {
    const instance = await db
      .selectFrom('instances')
      .selectAll()
      .where('id', '=', instanceId)
      .executeTakeFirst()
    if (!instance) return false
    await use({ kind: 'instance', row: instance })
    const exporting = { db, instanceId, use }
    await exportConversations(exporting)
    await exportOthers(exporting)
    return true
  })
}

/** Calls `useRow` for every row, page by page in the order of a column. */
async function eachRow<Row>(
  readAfter: (last: Row | undefined) => Promise<readonly Row[]>,
  useRow: (row: Row) => Promise<void>,
): Promise<void> {
  let last: Row | undefined
  do {
    const page = await readAfter(last)
    for (const row of page) await useRow(row)
    last = page.length === PAGE_ROWS ? page.at(-1) : undefined
  } while (last !== undefined)
}

async function exportConversations(exporting: Exporting): Promise<void> {
  const { db, instanceId, use } = exporting
  await eachRow<ConversationRow>(
    (last) =>
      db
        .selectFrom('conversations')
        .selectAll()
        .where('instance_id', '=', instanceId)
        .where('id', '>', last?.id ?? '')
        .orderBy('id')
        .limit(PAGE_ROWS)
        .execute(),
    async (row) => {
      await use({ kind: 'conversation', row })
      await exportMessages(exporting, row.id)
      await exportVersions(exporting, row.id)
      await exportItems(exporting, row.id)
    },
  )
}

async function exportMessages(exporting: Exporting, conversationId: string): Promise<void> {
  const { db, instanceId, use } = exporting
  const pins = await db
    .selectFrom('pins')
    .select(['message_id', 'created_at_ms'])
    .where('instance_id', '=', instanceId)
    .where('conversation_id', '=', conversationId)
    .execute()
  const pinnedAt = new Map(pins.map((pin) => [pin.message_id, pin.created_at_ms]))
  const useMessage = async ({ open_report, ...row }: MessageRow, keys: ReadonlyMap<string, KeyOfMessage>) => {
    const key = keys.get(row.id)
    const message: CarriedMessage = {
      ...row,
      pinned_at_ms: pinnedAt.get(row.id) ?? null,
      idempotency_key: key?.idempotency_key ?? null,
      fingerprint: key?.fingerprint ?? null,
    }
    await use({ kind: 'message', row: message })
  }
  let keys = new Map<string, KeyOfMessage>()
  await eachRow<MessageRow>(
    async (last) => {
      const page = await db
        .selectFrom('messages')
        .selectAll()
        .where('instance_id', '=', instanceId)
        .where('conversation_id', '=', conversationId)
        .where('sequence', '>', last?.sequence ?? 0)
        .orderBy('sequence')
        .limit(PAGE_ROWS)
        .execute()
      keys = await keysOf(exporting, conversationId, page)
      return page
    },
    (row) => useMessage(row, keys),
  )
}

interface KeyOfMessage {
  readonly idempotency_key: string
  readonly fingerprint: string
}

async function keysOf(
  { db, instanceId }: Exporting,
  conversationId: string,
  page: readonly MessageRow[],
): Promise<Map<string, KeyOfMessage>> {
  if (page.length === 0) return new Map()
  const rows = await db
    .selectFrom('idempotency_keys')
    .select(['message_id', 'idempotency_key', 'fingerprint'])
    .where('instance_id', '=', instanceId)
    .where('conversation_id', '=', conversationId)
    .where(
      'message_id',
      'in',
      page.map(({ id }) => id),
    )
    .execute()
  return new Map(rows.map((row) => [row.message_id, row]))
}

async function exportVersions({ db, instanceId, use }: Exporting, conversationId: string): Promise<void> {
  // One at a time: a version with its details may take megabytes.
  const readAfter = (version: number) =>
    db
      .selectFrom('compactions')
      .selectAll()
      .where('instance_id', '=', instanceId)
      .where('conversation_id', '=', conversationId)
      .where('version', '>', version)
      .orderBy('version')
      .limit(1)
      .executeTakeFirst()
  for (let row = await readAfter(0); row; row = await readAfter(row.version)) {
    const run = await db
      .selectFrom('runs')
      .selectAll()
      .where('instance_id', '=', instanceId)
      .where('id', '=', row.id)
      .executeTakeFirst()
    await use({ kind: 'version', row: toCarriedVersion(row, run) })
  }
}

function toCarriedVersion(row: CompactionRow, run: RunRow | undefined): CarriedVersion {
  return {
    ...row,
    run_strategy: run?.strategy ?? null,
    run_target_tokens: run?.target_tokens ?? null,
    run_created_at_ms: run?.created_at_ms ?? null,
    run_finished_at_ms: run?.finished_at_ms ?? null,
    run_attempt: run?.attempt ?? null,
  }
}

async function exportItems({ db, instanceId, use }: Exporting, conversationId: string): Promise<void> {
  await eachRow<Database['items']>(
    (last) =>
      db
        .selectFrom('items')
        .selectAll()
        .where('instance_id', '=', instanceId)
        .where('conversation_id', '=', conversationId)
        .where('position', '>', last?.position ?? -1)
        .orderBy('position')
        .limit(PAGE_ROWS)
        .execute(),
    (row) => use({ kind: 'item', row }),
  )
}

async function exportOthers({ db, instanceId, use }: Exporting): Promise<void> {
  await eachRow<Database['ingestions']>(
    (last) =>
      db
        .selectFrom('ingestions')
        .selectAll()
        .where('instance_id', '=', instanceId)
        .where('id', '>', last?.id ?? '')
        .orderBy('id')
        .limit(PAGE_ROWS)
        .execute(),
    (row) => use({ kind: 'ingestion', row }),
  )
  await eachRow<Database['memories']>(
    (last) =>
      db
        .selectFrom('memories')
        .selectAll()
        .where('instance_id', '=', instanceId)
        .where('id', '>', last?.id ?? '')
        .orderBy('id')
        .limit(PAGE_ROWS)
        .execute(),
    (row) => use({ kind: 'memory', row }),
  )
  await eachRow<Database['erasures']>(
    (last) =>
      db
        .selectFrom('erasures')
        .selectAll()
        .where('instance_id', '=', instanceId)
        .where('id', '>', last?.id ?? '')
        .orderBy('id')
        .limit(PAGE_ROWS)
        .execute(),
    (row) => use({ kind: 'erasure', row }),
  )
}
