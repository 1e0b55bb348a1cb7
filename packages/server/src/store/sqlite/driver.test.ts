import { describe, expect, it } from 'vitest'
import { chunksOf } from '../queries/insert-rows.js'
import { MAX_PREPARED_VALUES, openConnection } from './driver.js'
import { sqliteProfile } from './profile.js'

const COLUMNS = 10
const rowsOf = (count: number) =>
  Array.from({ length: count }, (_, row) =>
    Object.fromEntries(
      Array.from({ length: COLUMNS }, (_, column) => [`c${column}`, row * COLUMNS + column]),
    ),
  )
const insertOf = (rows: number) =>
  `insert into t values ${Array(rows)
    .fill(`(${Array(COLUMNS).fill('?').join(',')})`)
    .join(',')}`

function openTable() {
  const connection = openConnection(':memory:')
  connection.exec(`create table t (${Array.from({ length: COLUMNS }, (_, i) => `c${i}`).join(', ')})`)
  return connection
}

describe('statements that SQLite keeps prepared', () => {
  it('are few and small, however many rows are written at once', () => {
    const connection = openTable()
    for (let count = 1; count <= 130; count++) {
      const chunks = chunksOf(sqliteProfile, rowsOf(count))
      expect(chunks.flat()).toEqual(rowsOf(count))
      for (const rows of chunks)
        connection.run(
          insertOf(rows.length),
          rows.flatMap((row) => Object.values(row)),
        )
    }
    expect(connection.all('select count(*) as count from t', [])).toEqual([{ count: (130 * 131) / 2 }])
    // Of 1, 2, 4 … 64 rows.
    expect(connection.preparedValues).toBe(127 * COLUMNS)
    connection.close()
  })

  it('are bounded in values, whatever texts are sent', () => {
    const connection = openTable()
    const most = MAX_PREPARED_VALUES / COLUMNS
    for (const rows of [1, most, most + 1, 3 * most])
      connection.run(
        insertOf(rows),
        rowsOf(rows).flatMap((row) => Object.values(row)),
      )

    expect(connection.preparedValues).toBe((1 + most) * COLUMNS)
    connection.close()
  })
})
