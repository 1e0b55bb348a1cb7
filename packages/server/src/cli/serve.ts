import { resolve } from 'node:path'
import { createApp, type RunningApp } from '../app.js'
import { type Config, type ConfigOverrides, loadConfig } from '../config.js'
import { readVersion } from '../version.js'
import { openStderrLog, stopOnSignal } from './background.js'

/** Runs the service until a signal ends it. Resolves once it serves. */
export async function serve(overrides: ConfigOverrides): Promise<void> {
  const config = loadConfig(overrides)
  const log = openStderrLog(config)
  const app = createApp(config, { log })
  const running = await app.start()
  stopOnSignal(log, () => app.stop())
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
