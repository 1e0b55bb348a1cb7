import { createWorkerApp } from '../app.js'
import { type ConfigOverrides, loadConfig } from '../config.js'
import { readVersion } from '../version.js'
import { openStderrLog, stopOnSignal } from './background.js'
import { writeText } from './output.js'

/** Carries out compactions until a signal ends it. Resolves once it works. */
export async function work(overrides: ConfigOverrides): Promise<void> {
  const config = loadConfig(overrides)
  const log = openStderrLog(config)
  const app = createWorkerApp(config, { log })
  await app.start()
  // It listens on no port, and without one nothing else would keep the process while the database is away.
  const keepAlive = setInterval(() => {}, KEEP_ALIVE_MS)
  stopOnSignal(log, async () => {
    clearInterval(keepAlive)
    await app.stop()
  })
  await writeText(process.stdout, `Precis ${readVersion()}\n  works on the runs of Postgres\n`)
}

/** Any time will do. */
const KEEP_ALIVE_MS = 3_600_000
