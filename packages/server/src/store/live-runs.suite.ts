import { expect, it } from 'vitest'
import { createManualClock } from '../clock.js'
import { aMessage, anInstance, aRun, id } from './builders.suite.js'
import type { Store } from './contract.js'

/** Copies every run under another id, past the store; the same text on both databases. */
export const COPY_RUNS = `create temporary table copies as select * from runs;
  update copies set id = 'copy';
  insert into runs select * from copies;`

export interface LiveRunStore {
  readonly store: Store
  /** Runs statements past the store. */
  exec(sql: string): unknown
}

/** At most one live run of a conversation is a rule of the database and not only of ours. */
export function describeLiveRuns(
  name: string,
  open: (clock: ReturnType<typeof createManualClock>) => Promise<LiveRunStore>,
) {
  it.each(['queued', 'running'])(
    `${name}: the database refuses a second live run beside a %s one`,
    async (state) => {
      const { store, exec } = await open(createManualClock())
      try {
        const instanceId = await anInstance(store)
        const conversationId = id()
        await store.messages.record(instanceId, [aMessage(conversationId)])
        await store.runs.create(instanceId, aRun(conversationId))
        if (state === 'running') await store.queue.claim({ workerId: 'w', leaseMs: 1_000 })

        await expect((async () => exec(COPY_RUNS))()).rejects.toThrow(/unique/i)
        expect((await store.runs.latest(instanceId, conversationId))?.state).toBe(state)
      } finally {
        await store.close()
      }
    },
  )
}
