import type { HealthFinding, HealthStore } from '../contract-health.js'
import { expectedIndexes } from '../migrations/indexes.js'
import { inspectRows, REPAIR_COMMAND, RESTORE, type RowHealth, repairRows } from '../queries/health.js'
import { sqliteDialect } from './dialect.js'
import type { SqliteConnection } from './driver.js'
import { sqliteProfile } from './profile.js'

/** Sentences that a damaged file is described by, at most. */
const MAX_DAMAGES = 20
/** What SQLite says of an index that does not fit its table; the table is whole then. */
const OF_AN_INDEX = /index/i

export function createSqliteHealth(connection: SqliteConnection, rows: RowHealth): HealthStore {
  const damages = () => damagesOf(connection)
  const missingIndexes = async () => {
    const present = connection.all("select name from sqlite_master where type = 'index'", []) as {
      readonly name: string
    }[]
    const names = new Set(present.map(({ name }) => name))
    return [...(await expectedIndexes(sqliteDialect(connection)))].filter(([name]) => !names.has(name))
  }
  return {
    async inspect() {
      const found = damages()
      const file = fileFinding(found)
      // Reading rows of a damaged file says no more, and may fail at any of them.
      if (file.problems > 0) return [file]
      const missing = (await missingIndexes()).map(([name]) => name)
      return [file, indexFinding(found, missing), ...(await inspectRows(rows))]
    },
    async repair() {
      const done: string[] = []
      for (const [name, statement] of await missingIndexes()) {
        connection.exec(statement)
        done.push(`made index ${name}`)
      }
      if (damages().some((sentence) => OF_AN_INDEX.test(sentence))) {
        connection.exec('reindex')
        done.push('made every index anew')
      }
      return [...done, ...(await repairRows(rows))]
    },
  }
}

/** What SQLite says of its own pages; that it cannot say it is a damage, too. */
function damagesOf(connection: SqliteConnection): string[] {
  try {
    const rows = connection.all(`pragma integrity_check(${MAX_DAMAGES})`, []) as {
      readonly integrity_check: string
    }[]
    return rows.map((row) => row.integrity_check).filter((sentence) => sentence !== 'ok')
  } catch (error) {
    const known = sqliteProfile.toAppError(error)
    if (known.reason !== 'database_damaged') throw known
    return ['the file cannot be read to its end']
  }
}

function fileFinding(damages: readonly string[]): HealthFinding {
  const found = damages.filter((sentence) => !OF_AN_INDEX.test(sentence))
  const check = 'file'
  if (found.length === 0) return { check, problems: 0, says: 'every page of the database is whole' }
  return { check, problems: found.length, says: `the database is damaged: ${found[0]}`, repair: RESTORE }
}

function indexFinding(damages: readonly string[], missing: readonly string[]): HealthFinding {
  const damaged = damages.filter((sentence) => OF_AN_INDEX.test(sentence))
  const problems = damaged.length + missing.length
  const check = 'indexes'
  if (problems === 0) return { check, problems, says: 'all there and whole' }
  const says = missing.length > 0 ? `missing: ${missing.join(', ')}` : `an index is damaged: ${damaged[0]}`
  return { check, problems, says, repair: REPAIR_COMMAND }
}
