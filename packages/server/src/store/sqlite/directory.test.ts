import { describeDirectoryContract } from '../directory.suite.js'
import { openSqliteStore } from './store.js'

describeDirectoryContract('SQLite in memory', (clock) => openSqliteStore({ path: ':memory:', clock }))
