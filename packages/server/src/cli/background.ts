/** What the commands that run until a signal have in common. */
import closeWithGrace from 'close-with-grace'
import { pino } from 'pino'
import type { Config } from '../config.js'
import { createLog, type Log } from '../log.js'

/** How long what was begun may take to finish after a signal; orchestrators kill after 30 s. */
const DRAIN_LIMIT_MS = 25_000
const STDERR = 2

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
}
