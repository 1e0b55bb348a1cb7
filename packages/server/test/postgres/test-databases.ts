import { afterAll, afterEach, inject } from 'vitest'
import { createDatabase, emptyDatabase, type TestDatabase } from './database.js'

export interface TestDatabases {
  /** A database with the schema in place and nothing in it. */
  migrated(): Promise<TestDatabase>
  /** A database without a table. */
  empty(): Promise<TestDatabase>
}

/** Databases of one test file: private to a test while it runs, emptied for the next one, dropped in the end. */
export function useTestDatabases(): TestDatabases {
  const made: TestDatabase[] = []
  const inUse: TestDatabase[] = []
  const free: TestDatabase[] = []
  const { adminUrl, template } = inject('postgres')
  const make = async (from?: string) => {
    const database = await createDatabase(adminUrl, from)
    made.push(database)
    return database
  }
  afterEach(() => void free.push(...inUse.splice(0)))
  afterAll(async () => {
    for (const database of made) await database.drop()
  })
  return {
    async migrated() {
      const used = free.pop()
      if (used) await emptyDatabase(used)
      const database = used ?? (await make(template))
      inUse.push(database)
      return database
    },
    empty: () => make(),
  }
}
