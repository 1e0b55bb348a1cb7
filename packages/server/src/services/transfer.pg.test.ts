import { useTestDatabases } from '../../test/postgres/test-databases.js'
import type { Clock } from '../clock.js'
import type { Store } from '../store/contract.js'
import { openPostgresStore } from '../store/postgres/store.js'
import { openSqliteStore } from '../store/sqlite/store.js'
import { describeTransfer } from './transfer.suite.js'

const databases = useTestDatabases()
const openPostgres = async (clock: Clock): Promise<Store> => {
  const { url } = await databases.migrated()
  return openPostgresStore({ url, connections: 4, clock })
}
const openSqlite = (clock: Clock): Promise<Store> => openSqliteStore({ path: ':memory:', clock })

describeTransfer('from SQLite into Postgres', openSqlite, openPostgres)
describeTransfer('from Postgres into SQLite', openPostgres, openSqlite)
