import type { Kysely } from 'kysely'
import { AppError, isAppError } from '../../errors.js'
import type { Access } from '../access.js'
import type { Carried, CarriedKind, TransferCounts, TransferRecord } from '../contract-transfer.js'
import type { Database } from '../database.js'
import { brokenExport, type ImportContext, ImportedConversation } from './import-conversation.js'

const NO_COUNTS: TransferCounts = {
  instance: 0,
  conversation: 0,
  message: 0,
  version: 0,
  item: 0,
  ingestion: 0,
  memory: 0,
  erasure: 0,
}

/** Takes an instance in, inside one transaction. */
export async function importInstance(
  access: Access,
  records: AsyncIterable<TransferRecord>,
): Promise<TransferCounts> {
  const iterator = records[Symbol.asyncIterator]()
  const first = await iterator.next()
  if (first.done || first.value.kind !== 'instance')
    throw brokenExport('an export begins with its instance; this one does not')
  const instance = first.value.row
  try {
    return await access.bulk(instance.id, async (db) => {
      await addInstance(db, instance)
      return readRecords({ db, profile: access.profile, instanceId: instance.id }, iterator)
    })
  } catch (error) {
    if (isAppError(error) && access.profile.isUniqueViolation(error.cause))
      throw new AppError('invalid_argument', 'an id or a key is there twice in the export', {
        reason: 'broken_export',
        cause: error,
      })
    throw error
  }
}

async function addInstance(db: Kysely<Database>, instance: Carried['instance']): Promise<void> {
  const inserted = await db
    .insertInto('instances')
    .values(instance)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (inserted.numInsertedOrUpdatedRows === 1n) return
  throw new AppError(
    'already_exists',
    `there is already an instance ${instance.id} or one named ${instance.name} here; a taken id needs a fresh data folder, a taken name another --name`,
    { reason: 'instance_exists' },
  )
}

async function readRecords(
  context: ImportContext,
  iterator: AsyncIterator<TransferRecord>,
): Promise<TransferCounts> {
  const counts: Record<CarriedKind, number> = { ...NO_COUNTS, instance: 1 }
  let conversation: ImportedConversation | undefined
  for (let next = await iterator.next(); !next.done; next = await iterator.next()) {
    const record = next.value
    counts[record.kind]++
    switch (record.kind) {
      case 'instance':
        throw brokenExport('an export holds one instance; this is a second one')
      case 'conversation':
        await conversation?.finish()
        conversation = await ImportedConversation.begin(context, record.row)
        break
      case 'message':
      case 'version':
      case 'item':
        if (!conversation) throw brokenExport(`a ${record.kind} comes before any conversation`)
        await conversation.add(record)
        break
      default:
        await conversation?.finish()
        conversation = undefined
        await addOther(context, record)
    }
  }
  await conversation?.finish()
  return counts
}

async function addOther(
  { db, instanceId }: ImportContext,
  record: Extract<TransferRecord, { kind: 'ingestion' | 'memory' | 'erasure' }>,
): Promise<void> {
  const about = { instance_id: instanceId }
  switch (record.kind) {
    case 'ingestion':
      await db
        .insertInto('ingestions')
        .values({ ...record.row, ...about })
        .execute()
      return
    case 'memory':
      await db
        .insertInto('memories')
        .values({ ...record.row, ...about })
        .execute()
      return
    case 'erasure':
      await db
        .insertInto('erasures')
        .values({ ...record.row, ...about })
        .execute()
  }
}
