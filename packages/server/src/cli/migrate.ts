import { openStore, planStoreMigrations } from '../app.js'
import { systemClock } from '../clock.js'
import { type ConfigOverrides, loadConfig } from '../config.js'
import { writeText } from './output.js'

/** Brings the schema up to date, or says what that would change. */
export async function migrateData(overrides: ConfigOverrides, isDryRun: boolean): Promise<void> {
  const config = loadConfig(overrides)
  const { applied, pending } = await planStoreMigrations(config)
  if (pending.length === 0) {
    await writeText(process.stdout, `The schema is up to date (${applied.at(-1) ?? 'empty'}).\n`)
    return
  }
  if (!isDryRun) await (await openStore(config, systemClock)).close()
  const done = isDryRun ? 'Would apply' : 'Applied'
  await writeText(process.stdout, `${pending.map((name) => `${done} ${name}`).join('\n')}\n`)
}
