import type { TestProject } from 'vitest/node'
import { migratePostgres } from '../../src/store/postgres/schema.js'
import { createAppRole, createDatabase, nameOf, runSql } from './database.js'
import { startPostgres } from './server.js'

declare module 'vitest' {
  export interface ProvidedContext {
    readonly postgres: {
      readonly adminUrl: string
      /** A database with the schema in place, to be copied. */
      readonly template: string
    }
  }
}

/** One server for all test files; a server named in PRECIS_TEST_POSTGRES_URL is used as it is. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['PRECIS_TEST_POSTGRES_URL']
  const { adminUrl, stop } = given ? { adminUrl: given, stop: async () => {} } : await startPostgres()
  const [server] = await runSql<{ server_version: string }>(adminUrl, 'show server_version')
  process.stdout.write(
    `tests of the Postgres store run on Postgres ${server?.server_version}${given ? ', as given' : ''}\n`,
  )
  await createAppRole(adminUrl)
  const template = await createDatabase(adminUrl)
  await migratePostgres(template.url)
  project.provide('postgres', { adminUrl, template: nameOf(template) })
  return async () => {
    await template.drop()
    await stop()
  }
}
