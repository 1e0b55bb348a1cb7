import { openSqliteStore } from '../store/sqlite/store.js'
import { describeTransfer } from './transfer.suite.js'

describeTransfer(
  'from SQLite into SQLite',
  (clock) => openSqliteStore({ path: ':memory:', clock }),
  (clock) => openSqliteStore({ path: ':memory:', clock }),
)
