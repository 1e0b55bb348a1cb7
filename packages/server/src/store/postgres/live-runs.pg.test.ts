import { runSql } from '../../../test/postgres/database.js'
import { useTestDatabases } from '../../../test/postgres/test-databases.js'
import { describeLiveRuns } from '../live-runs.suite.js'
import { openPostgresStore } from './store.js'

const databases = useTestDatabases()

describeLiveRuns('Postgres', async (clock) => {
  const { url, adminUrl } = await databases.migrated()
  const store = await openPostgresStore({ url, connections: 2, clock })
  return { store, exec: (sql) => runSql(adminUrl, sql) }
})
