import { afterAll, inject } from 'vitest'
import { createDatabase, type TestDatabase } from './database.js'

export interface TestDatabases {
  /** A database with the schema in place and nothing in it. */
  migrated(): Promise<TestDatabase>
  /** A database without a table. */
  empty(): Promise<TestDatabase>
}

/** Databases of one test file, dropped when it is over. */
export function useTestDatabases(): TestDatabases {
  const made: TestDatabase[] = []
  const { adminUrl, template } = inject('postgres')
  const make = async (from?: string) => {
    const database = await createDatabase(adminUrl, from)
    made.push(database)
    return database
  }
  afterAll(async () => {
    for (const database of made) await database.drop()
  })
  return { migrated: () => make(template), empty: () => make() }
}
