import { useTestDatabases } from '../../../test/postgres/test-databases.js'
import type { Clock } from '../../clock.js'
import type { Store } from '../contract.js'
import { describeStoreContract } from '../contract.suite.js'
import { describeDirectoryContract } from '../directory.suite.js'
import { describeStoreRaces } from '../races.suite.js'
import { openPostgresStore } from './store.js'

const databases = useTestDatabases()

async function openFresh(clock: Clock): Promise<Store> {
  const { url } = await databases.migrated()
  return openPostgresStore({ url, connections: 4, clock })
}

describeStoreContract('Postgres', openFresh)
describeDirectoryContract('Postgres', openFresh)
describeStoreRaces('Postgres, one process', async (clock) => {
  const store = await openFresh(clock)
  return [store, store]
})
describeStoreRaces('Postgres, two processes', async (clock) => {
  const { url } = await databases.migrated()
  return [
    await openPostgresStore({ url, connections: 4, clock }),
    await openPostgresStore({ url, connections: 4, clock }),
  ]
})
