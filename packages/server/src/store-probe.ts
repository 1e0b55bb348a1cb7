import type { Clock } from './clock.js'
import type { Store } from './store/contract.js'

/** How long a database may take to answer before it counts as one that does not: orchestrators give a probe about as long. */
const PROBE_TIMEOUT_MS = 2_000

/**
 * Whether the store answers, told within `PROBE_TIMEOUT_MS`. A connection that has fallen silent would hold the answer up for as
 * long as the store waits for statements; while one check waits, others wait for the same one.
 */
export function createStoreProbe(store: Pick<Store, 'check'>, clock: Clock): () => Promise<boolean> {
  let pending: Promise<boolean> | undefined
  const check = () => {
    pending ??= store
      .check()
      .then(
        () => true,
        () => false,
      )
      .finally(() => {
        pending = undefined
      })
    return pending
  }
  return async () => {
    let cancel = () => {}
    const tooLate = new Promise<boolean>((resolve) => {
      cancel = clock.schedule(PROBE_TIMEOUT_MS, () => resolve(false))
    })
    try {
      return await Promise.race([check(), tooLate])
    } finally {
      cancel()
    }
  }
}
