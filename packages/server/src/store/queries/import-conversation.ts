import type { Kysely } from 'kysely'
import { AppError } from '../../errors.js'
import type {
  Carried,
  CarriedConversation,
  CarriedMessage,
  CarriedVersion,
  TransferRecord,
} from '../contract-transfer.js'
import type {
  CompactionRow,
  Database,
  IdempotencyKeyRow,
  ItemRow,
  MessageRow,
  PinRow,
  RunRow,
} from '../database.js'
import type { DialectProfile } from '../dialect.js'
import { insertsOf } from './insert-rows.js'
import { participantStatements } from './record.js'

/** What of the records does not fit together. Who reads them knows the line and says that nothing was changed. */
export function brokenExport(message: string): AppError {
  return new AppError('invalid_argument', message, { reason: 'broken_export' })
}

export interface ImportContext {
  readonly db: Kysely<Database>
  readonly profile: DialectProfile
  readonly instanceId: string
}

/** Rows, and characters of text, that are collected before they are written. */
const MAX_WAITING_ROWS = 500
const MAX_WAITING_CHARACTERS = 1024 * 1024

interface Waiting {
  messages: MessageRow[]
  idempotency_keys: IdempotencyKeyRow[]
  pins: PinRow[]
  runs: RunRow[]
  compactions: CompactionRow[]
  items: ItemRow[]
}

const NOTHING_WAITING = (): Waiting => ({
  messages: [],
  idempotency_keys: [],
  pins: [],
  runs: [],
  compactions: [],
  items: [],
})

/** One conversation while it is taken in: checks that its parts follow each other, and counts what is not carried. */
export class ImportedConversation {
  readonly #context: ImportContext
  readonly #row: CarriedConversation
  #waiting = NOTHING_WAITING()
  #waitingRows = 0
  #waitingCharacters = 0
  #sequence = 0
  #recordedAtMs = 0
  #contentBytes = 0
  /** Numbers of the deleted messages, lowest first. */
  readonly #deleted: number[] = []
  #itemCount = 0
  #newest: Pick<CompactionRow, 'id' | 'version' | 'covered_through' | 'covered_deleted'> | undefined

  private constructor(context: ImportContext, row: CarriedConversation) {
    this.#context = context
    this.#row = row
  }

  static async begin(context: ImportContext, row: CarriedConversation): Promise<ImportedConversation> {
    await context.db
      .insertInto('conversations')
      .values({
        ...row,
        instance_id: context.instanceId,
        content_bytes: 0,
        deleted_messages: 0,
        annotated_through: 0,
        annotated_bytes: 0,
        annotated_tokens: 0,
        latest_version: 0,
        latest_compaction_id: null,
        digest_epoch: 0,
        searchable_through: 0,
        covered_through: 0,
        covered_deleted: 0,
      })
      .execute()
    return new ImportedConversation(context, row)
  }

  async add(record: Extract<TransferRecord, { kind: 'message' | 'version' | 'item' }>): Promise<void> {
    switch (record.kind) {
      case 'message':
        this.#addMessage(record.row)
        break
      case 'version':
        this.#addVersion(record.row)
        break
      case 'item':
        this.#addItem(record.row)
    }
    if (this.#waitingRows >= MAX_WAITING_ROWS || this.#waitingCharacters >= MAX_WAITING_CHARACTERS)
      await this.#write()
  }

  /** Writes what is waiting, and what follows from all of it. */
  async finish(): Promise<void> {
    const { id, last_sequence, issued_versions } = this.#row
    if (this.#sequence !== last_sequence)
      throw brokenExport(
        `conversation ${id} has ${last_sequence} messages, of which ${this.#sequence} are there`,
      )
    if ((this.#newest?.version ?? 0) > issued_versions)
      throw brokenExport(`conversation ${id} has a version after its last one`)
    await this.#write()
    await this.#context.db
      .updateTable('conversations')
      .set({
        content_bytes: this.#contentBytes,
        deleted_messages: this.#deleted.length,
        latest_version: this.#newest?.version ?? 0,
        latest_compaction_id: this.#newest?.id ?? null,
        covered_through: this.#newest?.covered_through ?? 0,
        covered_deleted: this.#newest?.covered_deleted ?? 0,
      })
      .where('instance_id', '=', this.#context.instanceId)
      .where('id', '=', id)
      .execute()
  }

  #addMessage({ pinned_at_ms, idempotency_key, fingerprint, ...carried }: CarriedMessage): void {
    if (this.#newest) throw brokenExport('messages come before versions')
    if (carried.sequence !== this.#sequence + 1)
      throw brokenExport(`message ${carried.sequence} follows message ${this.#sequence}`)
    if (carried.recorded_at_ms <= this.#recordedAtMs)
      throw brokenExport(`message ${carried.sequence} was recorded no later than the one before it`)
    const about = this.#about()
    this.#waiting.messages.push({ ...carried, ...about, open_report: null })
    this.#sequence = carried.sequence
    this.#recordedAtMs = carried.recorded_at_ms
    this.#contentBytes += Buffer.byteLength(carried.content)
    if (carried.deleted_at_ms !== null) this.#deleted.push(carried.sequence)
    this.#waitingRows++
    this.#waitingCharacters += carried.content.length
    const { id: message_id, sequence, session_id, recorded_at_ms } = carried
    if (pinned_at_ms !== null)
      this.#waiting.pins.push({ ...about, message_id, sequence, created_at_ms: pinned_at_ms })
    if (idempotency_key !== null && fingerprint !== null)
      this.#waiting.idempotency_keys.push({
        ...about,
        idempotency_key,
        fingerprint,
        message_id,
        session_id,
        sequence,
        recorded_at_ms,
      })
  }

  #addVersion({ run_strategy, ...carried }: CarriedVersion): void {
    const { run_target_tokens, run_created_at_ms, run_finished_at_ms, run_attempt, ...version } = carried
    if (version.version <= (this.#newest?.version ?? 0))
      throw brokenExport(`version ${version.version} follows version ${this.#newest?.version}`)
    if (version.covered_through > this.#row.last_sequence)
      throw brokenExport(`version ${version.version} covers messages that are not there`)
    const about = this.#about()
    const row = { ...version, ...about, covered_deleted: this.#countDeletedThrough(version.covered_through) }
    this.#waiting.compactions.push(row)
    this.#newest = row
    this.#waitingRows++
    this.#waitingCharacters += version.detail.length + version.renderings.length
    if (run_strategy === null || run_created_at_ms === null) return
    this.#waiting.runs.push({
      ...about,
      id: version.id,
      state: 'completed',
      trigger_type: version.trigger_type,
      strategy: run_strategy,
      target_tokens: run_target_tokens,
      through_sequence: version.covered_through,
      created_at_ms: run_created_at_ms,
      available_at_ms: run_created_at_ms,
      started_at_ms: run_created_at_ms,
      finished_at_ms: run_finished_at_ms,
      lease_owner: null,
      lease_expires_at_ms: null,
      attempt: run_attempt ?? 1,
      fencing_token: run_attempt ?? 1,
      error_message: null,
    })
  }

  /** By halving: there may be many versions, and many messages deleted. */
  #countDeletedThrough(through: number): number {
    let [low, high] = [0, this.#deleted.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#deleted[middle] ?? 0) <= through) low = middle + 1
      else high = middle
    }
    return low
  }

  #addItem(item: Carried['item']): void {
    if (item.position !== this.#itemCount)
      throw brokenExport(`item ${item.position} follows ${this.#itemCount} items`)
    this.#itemCount++
    this.#waiting.items.push({ ...item, ...this.#about() })
    this.#waitingRows++
    this.#waitingCharacters += item.data.length
  }

  #about() {
    return { instance_id: this.#context.instanceId, conversation_id: this.#row.id }
  }

  async #write(): Promise<void> {
    const context = this.#context
    const waiting = this.#waiting
    this.#waiting = NOTHING_WAITING()
    this.#waitingRows = 0
    this.#waitingCharacters = 0
    for (const insert of insertsOf(context, 'messages', waiting.messages)) await insert.execute()
    const home = new Map([[this.#row.id, this.#row]])
    for (const statement of participantStatements(context, waiting.messages, home)) await statement.execute()
    for (const insert of insertsOf(context, 'idempotency_keys', waiting.idempotency_keys))
      await insert.execute()
    for (const insert of insertsOf(context, 'pins', waiting.pins)) await insert.execute()
    for (const insert of insertsOf(context, 'runs', waiting.runs)) await insert.execute()
    for (const insert of insertsOf(context, 'compactions', waiting.compactions)) await insert.execute()
    for (const insert of insertsOf(context, 'items', waiting.items)) await insert.execute()
  }
}
