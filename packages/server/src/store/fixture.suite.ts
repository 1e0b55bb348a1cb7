import { type Clock, createManualClock, type ManualClock } from '../clock.js'
import { aCompaction, anInstance, aRun, id, LEASE_MS } from './builders.suite.js'
import type { ClaimedRun, NewMessage, NewRun, Store } from './contract.js'

/** What a test of a contract starts from: an empty store with one instance, and the id of a conversation to come. */
export interface Fixture {
  readonly clock: ManualClock
  readonly store: Store
  readonly instanceId: string
  readonly conversationId: string
}

export async function aFixture(open: (clock: Clock) => Promise<Store>): Promise<Fixture> {
  const clock = createManualClock()
  const store = await open(clock)
  return { clock, store, instanceId: await anInstance(store), conversationId: id() }
}

export const holdOf = (run: ClaimedRun) => ({ runId: run.id, fencingToken: run.fencingToken })

/** The calls that tests of runs make most, on the fixture of the running test. */
export function runCalls(current: () => Omit<Fixture, 'clock'>) {
  const record = (...messages: NewMessage[]) =>
    current().store.messages.record(current().instanceId, messages)
  const claim = (workerId = 'worker-1') => current().store.queue.claim({ workerId, leaseMs: LEASE_MS })
  const claimed = async (): Promise<ClaimedRun> => {
    const run = await claim()
    if (!run) throw new Error('there is no run to claim')
    return run
  }
  const compactNow = async (fields: Partial<NewRun> = {}, compaction = aCompaction()) => {
    const { store, instanceId, conversationId } = current()
    await store.runs.create(instanceId, aRun(conversationId, fields))
    return store.runs.publish(instanceId, holdOf(await claimed()), compaction)
  }
  return { record, claim, claimed, compactNow }
}
