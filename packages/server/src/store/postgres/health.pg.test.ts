import { runSql } from '../../../test/postgres/database.js'
import { useTestDatabases } from '../../../test/postgres/test-databases.js'
import { describeHealth } from '../health.suite.js'
import { openPostgresStore } from './store.js'

const databases = useTestDatabases()

describeHealth('Postgres', async (clock) => {
  // A database of its own: indexes are dropped.
  const { url, adminUrl } = await databases.empty()
  return {
    store: await openPostgresStore({ url, connections: 4, clock }),
    run: async (sql) => void (await runSql(adminUrl, sql)),
  }
})
