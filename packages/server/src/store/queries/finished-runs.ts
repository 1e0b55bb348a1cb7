import type { Access } from '../access.js'
import type { StoreChange } from '../contract.js'

/** A place in the order in which runs end: everything up to it is known. */
export interface FinishedRunCursor {
  readonly finishedAtMs: number
  readonly runId: string
}

export interface FinishedRunPage {
  /** What the runs have come to, the earliest first. */
  readonly changes: readonly Extract<StoreChange, { readonly compactionId: string }>[]
  /** Where the next page begins; undefined when this was the last one. */
  readonly next: FinishedRunCursor | undefined
}

/** What the runs of all instances have come to after a cursor, from at most `limit` runs. */
export async function listFinishedRuns(
  access: Access,
  { after, limit }: { readonly after: FinishedRunCursor; readonly limit: number },
): Promise<FinishedRunPage> {
  const rows = await access.readSystem((db) =>
    db
      .selectFrom('runs')
      .select(['instance_id', 'id', 'conversation_id', 'state', 'finished_at_ms'])
      .where(({ eb, refTuple, tuple }) =>
        eb(refTuple('finished_at_ms', 'id'), '>', tuple(after.finishedAtMs, after.runId)),
      )
      .orderBy('finished_at_ms')
      .orderBy('id')
      .limit(limit)
      .execute(),
  )
  const changes: FinishedRunPage['changes'][number][] = []
  for (const { instance_id: instanceId, id, conversation_id: conversationId, state } of rows) {
    const ref = { instanceId, conversationId, compactionId: id }
    if (state !== 'completed') changes.push({ kind: 'compaction_failed', ...ref })
    const version = state === 'completed' ? await versionOf(access, instanceId, id) : undefined
    if (version !== undefined) changes.push({ kind: 'compaction_published', ...ref, version })
  }
  const last = rows.at(-1)
  const isLastPage = last === undefined || rows.length < limit
  return {
    changes,
    next: isLastPage
      ? undefined
      : { finishedAtMs: last.finished_at_ms ?? after.finishedAtMs, runId: last.id },
  }
}

async function versionOf(access: Access, instanceId: string, id: string): Promise<number | undefined> {
  const row = await access.read(instanceId, (db) =>
    db
      .selectFrom('compactions')
      .select('version')
      .where('instance_id', '=', instanceId)
      .where('id', '=', id)
      .executeTakeFirst(),
  )
  return row?.version
}
