import { openConnection } from './driver.js'

/** Every row of every table of a database file, as text: of tables that are made tomorrow, too. */
export function readEverything(path: string): string {
  const connection = openConnection(path)
  try {
    const tables = connection.all("select name from sqlite_master where type = 'table'", []) as {
      readonly name: string
    }[]
    return JSON.stringify(tables.map(({ name }) => [name, connection.all(`select * from "${name}"`, [])]))
  } finally {
    connection.close()
  }
}
