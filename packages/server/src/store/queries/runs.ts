import type { Strategy } from '@precis/engine'
import type { Kysely } from 'kysely'
import type { Clock } from '../../clock.js'
import type { Access, Announce, AtCommit } from '../access.js'
import type { CreateRunResult, NewRun, Run, RunHold, RunState, RunStore, TriggerType } from '../contract.js'
import type { ConversationRow, Database, RunRow } from '../database.js'
import { publishCompaction } from './compactions.js'
import { lockConversation } from './conversations.js'
import { findHeldRun, type HeldRun } from './held-run.js'

export function toRun(row: RunRow): Run {
  return {
    id: row.id,
    instanceId: row.instance_id,
    conversationId: row.conversation_id,
    // Written by us from these very types.
    state: row.state as RunState,
    triggerType: row.trigger_type as TriggerType,
    strategy: row.strategy as Strategy,
    targetTokens: row.target_tokens,
    throughSequence: row.through_sequence,
    createdAtMs: row.created_at_ms,
    availableAtMs: row.available_at_ms,
    finishedAtMs: row.finished_at_ms,
    attempt: row.attempt,
    errorMessage: row.error_message,
  }
}

export function createRunStore(access: Access, clock: Clock): RunStore {
  return {
    create: (instanceId, run) =>
      access.write(instanceId, (db, announce, atCommit) =>
        createRun(access, { db, announce, atCommit, instanceId, run, nowMs: clock.now() }),
      ),
    async latest(instanceId, conversationId) {
      const row = await access.read(instanceId, (db) => findLatestRun(db, instanceId, conversationId))
      return row && toRun(row)
    },
    async findById(instanceId, runId) {
      const row = await access.read(instanceId, (db) =>
        db
          .selectFrom('runs')
          .selectAll()
          .where('instance_id', '=', instanceId)
          .where('id', '=', runId)
          .executeTakeFirst(),
      )
      return row && toRun(row)
    },
    extendRange: (instanceId, hold) =>
      access.write(instanceId, (db) => extendRange(access, { db, instanceId, hold })),
    heartbeat: (instanceId, hold, leaseMs) =>
      changeHeldRun(access, instanceId, hold, { lease_expires_at_ms: clock.now() + leaseMs }),
    release: (instanceId, hold) =>
      changeHeldRun(access, instanceId, hold, {
        state: 'queued',
        available_at_ms: clock.now(),
        lease_owner: null,
        lease_expires_at_ms: null,
        attempt: 'previous',
      }),
    fail: (instanceId, hold, { errorMessage, retryAtMs }) =>
      changeHeldRun(access, instanceId, hold, {
        ...(retryAtMs === undefined
          ? { state: 'failed', finished_at_ms: clock.now() }
          : { state: 'queued', available_at_ms: retryAtMs }),
        lease_owner: null,
        lease_expires_at_ms: null,
        error_message: errorMessage,
      }),
    publish: (instanceId, hold, compaction) =>
      access.write(instanceId, (db, announce, atCommit) =>
        publishCompaction(access, {
          ...{ db, announce, atCommit, instanceId, hold, compaction },
          nowMs: clock.now(),
        }),
      ),
  }
}

function findLatestRun(db: Kysely<Database>, instanceId: string, conversationId: string) {
  return db
    .selectFrom('runs')
    .selectAll()
    .where('instance_id', '=', instanceId)
    .where('conversation_id', '=', conversationId)
    .orderBy('created_at_ms', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

interface CreateRun {
  readonly db: Kysely<Database>
  readonly announce: Announce
  readonly atCommit: AtCommit
  readonly instanceId: string
  readonly run: NewRun
  readonly nowMs: number
}

/**
 * Runs are claimed in the order in which they are available. One that somebody asked for goes before automatic ones that
 * have waited less than this; older ones are not put off for ever.
 */
const ASKED_HEAD_START_MS = 600_000

async function createRun(
  access: Access,
  { db, announce, atCommit, instanceId, run, nowMs }: CreateRun,
): Promise<CreateRunResult> {
  const { conversationId } = run
  const conversation = await lockConversation({ db, instanceId, conversationId }, access.profile)
  if (!conversation || conversation.last_sequence === conversation.deleted_messages)
    return { kind: 'no_messages' }
  const latest = await findLatestRun(db, instanceId, conversationId)
  const live = latest && (latest.state === 'queued' || latest.state === 'running') ? latest : undefined
  if (live && !givesWay(live, run)) return { kind: 'run_in_progress', run: toRun(live) }
  if (!run.force && !hasNews(run, conversation, latest)) return { kind: 'nothing_new' }
  if (live) await supersede(db, live, nowMs)
  const row: RunRow = {
    instance_id: instanceId,
    id: run.id,
    conversation_id: conversationId,
    state: 'queued',
    trigger_type: run.triggerType,
    strategy: run.strategy,
    target_tokens: run.targetTokens ?? null,
    through_sequence: conversation.last_sequence,
    // Strictly rising, so that the newest run is the one begun last.
    created_at_ms: Math.max(nowMs, (latest?.created_at_ms ?? 0) + 1),
    available_at_ms: nowMs + (run.delayMs ?? (run.triggerType === 'manual_api' ? -ASKED_HEAD_START_MS : 0)),
    started_at_ms: null,
    finished_at_ms: null,
    lease_owner: null,
    lease_expires_at_ms: null,
    attempt: 0,
    fencing_token: 0,
    error_message: null,
  }
  atCommit(db.insertInto('runs').values(row))
  announce({ kind: 'run_queued', instanceId, conversationId })
  return { kind: 'created', run: toRun(row) }
}

/** Nobody asked for an automatic run, so nobody who asks for one of their own is turned away because of it. */
function givesWay(live: RunRow, run: NewRun): boolean {
  return live.trigger_type !== 'manual_api' && run.triggerType === 'manual_api'
}

/** Ends a live run in favour of another. Its worker, if it has one, finds its hold lost. */
async function supersede(db: Kysely<Database>, live: RunRow, nowMs: number): Promise<void> {
  await db
    .updateTable('runs')
    .set({
      state: 'failed',
      finished_at_ms: nowMs,
      lease_owner: null,
      lease_expires_at_ms: null,
      error_message: 'gave way to a run that was asked for',
    })
    .where('instance_id', '=', live.instance_id)
    .where('id', '=', live.id)
    .execute()
}

/** An automatic run is armed again only by messages that no run has seen, so one that fails does not start over. */
function hasNews(run: NewRun, conversation: ConversationRow, latest: RunRow | undefined): boolean {
  if (conversation.latest_version > 0 && conversation.covered_through >= conversation.last_sequence)
    return false
  return run.triggerType === 'manual_api' || (latest?.through_sequence ?? 0) < conversation.last_sequence
}

async function extendRange(access: Access, held: HeldRun): Promise<Run | undefined> {
  const { db, instanceId, hold } = held
  const run = await findHeldRun(held)
  if (!run) return undefined
  const conversationId = run.conversation_id
  const conversation = await lockConversation({ db, instanceId, conversationId }, access.profile)
  const through_sequence = conversation?.last_sequence ?? run.through_sequence
  const updated = await db
    .updateTable('runs')
    .set({ through_sequence })
    .where('instance_id', '=', instanceId)
    .where('id', '=', hold.runId)
    .where('state', '=', 'running')
    .where('fencing_token', '=', hold.fencingToken)
    .executeTakeFirst()
  return updated.numUpdatedRows === 1n ? toRun({ ...run, through_sequence }) : undefined
}

type RunChange = Partial<Omit<RunRow, 'attempt'>> & { readonly attempt?: 'previous' }

/** Changes a run that is still held with this fencing token; false when it is not. */
async function changeHeldRun(
  access: Access,
  instanceId: string,
  { runId, fencingToken }: RunHold,
  { attempt, ...change }: RunChange,
): Promise<boolean> {
  return access.write(instanceId, async (db, announce) => {
    const changed = await db
      .updateTable('runs')
      .set(change)
      .$if(attempt === 'previous', (query) => query.set((e) => ({ attempt: e('attempt', '-', 1) })))
      .where('instance_id', '=', instanceId)
      .where('id', '=', runId)
      .where('state', '=', 'running')
      .where('fencing_token', '=', fencingToken)
      .returning('conversation_id')
      .executeTakeFirst()
    if (changed === undefined) return false
    const ref = { instanceId, conversationId: changed.conversation_id }
    if (change.state === 'queued') announce({ kind: 'run_queued', ...ref })
    if (change.state === 'failed') announce({ kind: 'compaction_failed', ...ref, compactionId: runId })
    return true
  })
}
