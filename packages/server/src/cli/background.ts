/** What the commands that run until a signal have in common. */
import closeWithGrace from 'close-with-grace'
import { pino } from 'pino'
import { type Config, isStartedByNpx } from '../config.js'
import { createLog, type Log } from '../log.js'

/** How long what was begun may take to finish after a signal; orchestrators kill after 30 s. */
const DRAIN_LIMIT_MS = 25_000
const STDERR = 2
/** Between two looks at whether the shell of `npx` is still there. */
const PARENT_LOOK_MS = 500

/** The log of a process, written at once so that its last lines are not lost. */
export function openStderrLog({ logLevel }: Pick<Config, 'logLevel'>): Log {
  return createLog(logLevel, pino.destination({ dest: STDERR, sync: true }))
}

/**
 * Stops when a signal or an error that nothing caught asks for it. To be called once the process runs: the handler also
 * ends one that is out of work, and would turn a failed start into exit 0.
 */
export function stopOnSignal(log: Log, stop: () => Promise<void>): void {
  closeWithGrace({ delay: DRAIN_LIMIT_MS, logger: false }, async ({ err }) => {
    if (err !== undefined) log.fatal({ err }, 'stopping after an error that nothing caught')
    await stop()
  })
  if (isStartedByNpx()) stopWithParent()
}

/**
 * npm hands a signal to the shell through which it has started us. Some shells die of it and leave us behind, with nobody
 * who would ever stop us. That shell has nothing to do but to wait for us, so where it has gone, the signal was ours. Not so with any
 * other parent: whoever starts a service may leave it running.
 */
function stopWithParent(): void {
  const parent = process.ppid
  const looking = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(looking)
    process.kill(process.pid, 'SIGTERM')
  }, PARENT_LOOK_MS)
  looking.unref()
}
