import { readEverything, type TestDatabase } from '../../../test/postgres/database.js'
import { useTestDatabases } from '../../../test/postgres/test-databases.js'
import type { Clock } from '../../clock.js'
import type { Store } from '../contract.js'
import { describeErasureContract } from '../erasure.suite.js'
import { describeErasureRaces } from '../erasure-races.suite.js'
import { openPostgresStore } from './store.js'

const databases = useTestDatabases()

const openOn = ({ url }: TestDatabase, clock: Clock): Promise<Store> =>
  openPostgresStore({ url, connections: 4, clock })

describeErasureContract('Postgres', async (clock) => {
  const database = await databases.migrated()
  return { store: await openOn(database, clock), everything: () => readEverything(database) }
})
describeErasureRaces('Postgres, two processes', async (clock) => {
  const database = await databases.migrated()
  return [await openOn(database, clock), await openOn(database, clock)]
})
