/** Servers in processes of their own, so that they and the load generator do not share a thread. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const PRECIS_MAIN = fileURLToPath(new URL('../../../packages/server/dist/main.js', import.meta.url))
const POSTGRES_FLOOR_MAIN = fileURLToPath(new URL('../load/pg-floor.ts', import.meta.url))
const MEMORY_PROBE = fileURLToPath(new URL('../load/memory-probe.cjs', import.meta.url))
const FLOOR_MAIN = fileURLToPath(new URL('./floor-server.ts', import.meta.url))
/** What the caller sets for all of Node's processes, such as a lower ceiling of the heaps. */
const GIVEN_NODE_OPTIONS = process.env['NODE_OPTIONS'] ?? ''
/** Any key that the server accepts as its first one: the data lives for one measurement. */
const API_KEY = 'synap_benchmarkbenchmarkbenchmark'

/** What every existing client sends along. */
const CLIENT_HEADERS = { 'x-correlation-id': 'bench_1767225600000_0a1b2c' }

export interface ChildServer {
  readonly url: string
  readonly pid: number
  readonly headers: Readonly<Record<string, string>>
  stop(): Promise<void>
}

/** A `precis serve` with its data folder; `process` answers the messages of memory-probe.cjs where that is loaded. */
export interface PrecisServer extends ChildServer {
  readonly dataDir: string
  readonly process: ChildProcess
}

export interface PrecisStart {
  /** Loads memory-probe.cjs into the process. */
  readonly isProbed?: boolean
}

/** `precis serve` as a user starts it, on free ports, with fresh data. */
export async function startPrecis(
  flags: readonly string[] = [],
  { isProbed = false }: PrecisStart = {},
): Promise<PrecisServer> {
  const folder = await mkdtemp(join(tmpdir(), 'precis-bench-'))
  const args = [
    'serve',
    '--port',
    '0',
    '--grpc-port',
    'off',
    '--data',
    folder,
    '--log-level',
    'error',
    ...flags,
  ]
  const server = await start([PRECIS_MAIN, ...args], {
    PRECIS_BOOTSTRAP_API_KEY: API_KEY,
    ...(isProbed && { NODE_OPTIONS: `${GIVEN_NODE_OPTIONS} --require ${MEMORY_PROBE}`.trim() }),
  })
  const { process } = server
  const headers = { ...CLIENT_HEADERS, authorization: `Bearer ${API_KEY}` }
  return { ...withCleanup(server, folder, headers), dataDir: folder, process }
}

/** The floor: a bare Fastify that inserts one row per request, or returns bytes it was given. */
export async function startFloor(): Promise<ChildServer> {
  const folder = await mkdtemp(join(tmpdir(), 'precis-floor-'))
  const server = await start(['--import', 'tsx', FLOOR_MAIN, join(folder, 'floor.db')], {})
  return withCleanup(server, folder, CLIENT_HEADERS)
}

/** The floor on Postgres, in a database that has none of its tables yet. */
export async function startPostgresFloor(databaseUrl: string): Promise<ChildServer> {
  const server = await start(['--import', 'tsx', POSTGRES_FLOOR_MAIN, databaseUrl], {})
  return { ...server, headers: CLIENT_HEADERS }
}

function withCleanup(
  server: Omit<ChildServer, 'headers'>,
  folder: string,
  headers: Readonly<Record<string, string>>,
): ChildServer {
  return {
    ...server,
    headers,
    async stop() {
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Starts a server that prints its address, and waits for that. */
async function start(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Omit<ChildServer, 'headers'> & { readonly process: ChildProcess }> {
  const child = spawn(process.execPath, [...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit', ...(env['NODE_OPTIONS'] === undefined ? [] : ['ipc' as const])],
  })
  const exited = once(child, 'exit')
  const { stdout } = child
  if (stdout === null) throw new Error('a server has to say its address over a pipe')
  for await (const line of createInterface({ input: stdout })) {
    const url = /https?:\/\/[\w.:[\]-]+/.exec(line)?.[0]
    if (url === undefined || child.pid === undefined) continue
    stdout.resume()
    return {
      url,
      pid: child.pid,
      process: child,
      async stop() {
        child.kill('SIGTERM')
        await exited
      },
    }
  }
  throw new Error(`node ${args.join(' ')} ended before it printed its address`)
}
