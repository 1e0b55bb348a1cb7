import { resolve } from 'node:path'
import closeWithGrace from 'close-with-grace'
import { pino } from 'pino'
import { createApp, type RunningApp } from '../app.js'
import { type Config, type ConfigOverrides, loadConfig } from '../config.js'
import { createLog } from '../log.js'
import { readVersion } from '../version.js'

/** How long what was begun may take to finish after a signal; orchestrators kill after 30 s. */
const DRAIN_LIMIT_MS = 25_000
const STDERR = 2

/** Runs the service until a signal ends it. Resolves once it serves. */
export async function serve(overrides: ConfigOverrides): Promise<void> {
  const config = loadConfig(overrides)
  const log = createLog(config.logLevel, pino.destination({ dest: STDERR, sync: true }))
  const app = createApp(config, { log })
  const running = await app.start()
  // Not before it runs: the handler also ends a process that is out of work, and would turn a failed start into exit 0.
  closeWithGrace({ delay: DRAIN_LIMIT_MS, logger: false }, async ({ err }) => {
    if (err !== undefined) log.fatal({ err }, 'stopping after an error that nothing caught')
    await app.stop()
  })
  process.stdout.write(`${announcement(config, running)}\n`)
}

function announcement(config: Config, { httpUrl, grpcAddress, firstKey }: RunningApp): string {
  const lines = [
    `Precis ${readVersion()}`,
    `  HTTP  ${httpUrl}`,
    `  gRPC  ${grpcAddress ?? 'off'}`,
    `  data  ${config.databaseUrl === null ? `${resolve(config.dataDir)} (SQLite)` : 'Postgres'}`,
  ]
  if (firstKey === undefined) return lines.join('\n')
  const { key, path } = firstKey
  const news =
    path === null
      ? ['The first API key is the one in PRECIS_BOOTSTRAP_API_KEY.']
      : [`First API key, shown this once and kept in ${resolve(path)}:`, `  ${key}`]
  return [...lines, '', ...news].join('\n')
}
