/** What is left of an ingest once it has settled: every acknowledged message in its place, and how late its runs were. */
import type { PrecisServer } from '../speed/child-server.js'
import { percentile } from '../speed/statistics.js'
import type { OpenedStore } from './stores.js'

/** The server's default: a conversation with so many messages that no version covers is due for a run. */
export const AUTOMATIC_MESSAGES = 40
/** Conversations of one query. */
const CONVERSATIONS_AT_ONCE = 200

/** A conversation as it was acknowledged: the contents of its messages, in order, without another. */
export interface IngestedConversation {
  readonly id: string
  readonly contents: () => readonly string[]
}

/** Throws at the first conversation whose rows are not what was acknowledged, numbered from 1 without a gap. */
export async function checkStored(
  opened: OpenedStore,
  fleet: readonly PrecisServer[],
  conversations: readonly IngestedConversation[],
): Promise<void> {
  for (let start = 0; start < conversations.length; start += CONVERSATIONS_AT_ONCE) {
    const some = conversations.slice(start, start + CONVERSATIONS_AT_ONCE)
    const rows = await opened.query<{ conversation_id: string; sequence: number | string; content: string }>(
      fleet,
      `select conversation_id, sequence, content from messages
       where instance_id = (select min(instance_id) from conversations)
         and conversation_id in (${some.map(({ id }) => `'${id}'`).join(',')})
       order by conversation_id, sequence`,
    )
    const stored = new Map<string, (typeof rows)[number][]>(some.map(({ id }) => [id, []]))
    for (const row of rows) stored.get(row.conversation_id)?.push(row)
    for (const { id, contents } of some) {
      const [found, expected] = [stored.get(id) ?? [], contents()]
      const wrong = expected.findIndex(
        (content, i) => Number(found[i]?.sequence) !== i + 1 || found[i]?.content !== content,
      )
      if (wrong >= 0 || found.length !== expected.length)
        throw new Error(
          `conversation ${id}: ${expected.length} messages were acknowledged and ${found.length} are stored` +
            (wrong >= 0 ? `; number ${wrong + 1} is not what was acknowledged in its place` : ''),
        )
    }
  }
}

/**
 * How long it took from the moment at which enough messages for a run were recorded, and the run before was over, until a run
 * was queued; and how long runs then waited for a worker.
 */
export async function latenessOfRuns(opened: OpenedStore, fleet: readonly PrecisServer[]): Promise<string> {
  const rows = await opened.query<
    Record<'queued' | 'due' | 'free' | 'started' | 'finished', number | string>
  >(
    fleet,
    `with published as (
       select r.instance_id, r.conversation_id, r.trigger_type, r.created_at_ms, r.started_at_ms, r.finished_at_ms,
         lag(c.covered_through, 1, 0) over earlier as covered, lag(r.finished_at_ms, 1, 0) over earlier as free
       from runs r join compactions c on c.instance_id = r.instance_id and c.id = r.id
       window earlier as (partition by r.instance_id, r.conversation_id order by r.created_at_ms)
     )
     select p.created_at_ms as queued, m.recorded_at_ms as due, p.free, p.started_at_ms as started, p.finished_at_ms as finished
     from published p join messages m on m.instance_id = p.instance_id and m.conversation_id = p.conversation_id
       and m.sequence = p.covered + ${AUTOMATIC_MESSAGES}
     where p.trigger_type = 'auto_messages'`,
  )
  const line = (what: string, samples: readonly number[]) => {
    const [p50, p99, most] = [0.5, 0.99, 1].map((share) => percentile(samples, share).toFixed(0))
    return `${what}: p50 ${p50} ms, p99 ${p99} ms, at most ${most} ms`
  }
  const queuedLate = rows.map(({ queued, due, free }) => Number(queued) - Math.max(Number(due), Number(free)))
  return [
    `${rows.length} runs for ${AUTOMATIC_MESSAGES} messages`,
    line('queued after they were due', queuedLate),
    line(
      'waited for a worker',
      rows.map(({ queued, started }) => Number(started) - Number(queued)),
    ),
    line(
      'took',
      rows.map(({ started, finished }) => Number(finished) - Number(started)),
    ),
  ].join('\n')
}
