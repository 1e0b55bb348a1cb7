/**
 * The composition root: the only file that knows every part, and the only one that names a database.
 *
 * Parts are opened in order of dependence and closed in reverse; a part that cannot be opened closes those before it.
 */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { type ApiKeys, createApiKeys } from './auth/api-keys.js'
import { bootstrapFirstKey, type FirstKey } from './auth/bootstrap.js'
import { loadKeySecret } from './auth/key-secret.js'
import { type Authenticator, createAuthenticator } from './auth/principal.js'
import { CacheMemory } from './cache/cache-memory.js'
import { type Clock, systemClock } from './clock.js'
import type { Config } from './config.js'
import { AppError } from './errors.js'
import { createGrpcServer, type GrpcServer } from './grpc/server.js'
import { createHttpApp } from './http/app.js'
import { type Ids, systemIds } from './ids.js'
import { createLog, type Log } from './log.js'
import { createMetrics, type Metrics } from './metrics.js'
import { createFeeds } from './push/feed.js'
import { createHub, type Hub } from './push/hub.js'
import { createRecentConversations } from './push/recent.js'
import { createReadiness } from './readiness.js'
import { createEnginePool, type EnginePool } from './runs/pool.js'
import { createRetentionSweep, type RetentionSweep } from './runs/retention.js'
import { createRunWorker, type RunWorker } from './runs/worker.js'
import { createAnticipationService } from './services/anticipation.js'
import { createConversationService } from './services/conversations.js'
import { createServices, type RunningServices } from './services/create-services.js'
import { createIngestService } from './services/ingest.js'
import { createMemoryService } from './services/memories.js'
import { createProfileService } from './services/profile.js'
import { createScopeService } from './services/scopes.js'
import { sharePort } from './shared-port.js'
import type { Store } from './store/contract.js'
import type { MigrationPlan } from './store/migrations/migrate.js'
import { readVersion } from './version.js'

export const DATABASE_FILE = 'precis.db'
const OWNER_ONLY_FOLDER = 0o700

/** For requests under way when the server stops; then their connections are cut. */
const REQUEST_GRACE_MS = 10_000
/** Between two looks for connections that have become idle while the server stops. */
const IDLE_SWEEP_MS = 50
/** Runs beyond the threads: they read and publish while the threads compact. */
const RUNS_BESIDE_THREADS = 1
/** For runs under way when the server stops; then they go back to the queue. */
const RUN_GRACE_MS = 5_000

/** A server that serves. */
export interface RunningApp {
  /** `http://host:port`, with the port that was really taken. */
  readonly httpUrl: string
  /** `host:port`; null when the stream is switched off. */
  readonly grpcAddress: string | null
  /** Present when the data was fresh: the only time the key can be shown. */
  readonly firstKey: FirstKey | undefined
}

export interface App {
  /**
   * Opens everything and listens.
   *
   * Errors  what the parts say; `unavailable` when a port is taken. Nothing stays open.
   */
  start(): Promise<RunningApp>
  /** Refuses new work, finishes what is under way, closes everything. Safe to call twice. */
  stop(): Promise<void>
}

type DataLocation = Pick<Config, 'dataDir' | 'databaseUrl' | 'databaseConnections'>

/** What a test may put in the place of the real thing. */
export interface Surroundings {
  readonly clock: Clock
  readonly ids: Ids
  readonly log: Log
}

type Closer = () => Promise<void> | void

/** Every part of a server, open and working, but not listening. */
export interface Parts {
  readonly store: Store
  readonly keys: ApiKeys
  readonly services: RunningServices
  readonly worker: RunWorker
  readonly retention: RetentionSweep
  readonly http: FastifyInstance
  readonly grpc: GrpcServer
  readonly firstKey: FirstKey | undefined
  /** Answers every request from now on with 503. */
  drain(): void
  /** What `close` runs, the newest first. */
  readonly closers: Closer[]
  close(): Promise<void>
}

export function createApp(config: Config, given: Partial<Surroundings> = {}): App {
  const { clock = systemClock } = given
  let starting: Promise<Parts> | undefined
  let stopping: Promise<void> | undefined
  return {
    async start() {
      starting ??= openParts(config, given)
      const parts = await starting
      try {
        if (config.grpcPort === 'same') shareHttpPort(parts, clock)
        const httpUrl = await listenHttp(parts.http, config)
        const grpcAddress = await listenGrpc(parts, config, httpUrl)
        if (config.workers) await parts.worker.start()
        parts.retention.start()
        return { httpUrl, grpcAddress, firstKey: parts.firstKey }
      } catch (error) {
        await parts.close()
        throw error
      }
    },
    stop() {
      stopping ??= (async () => {
        const parts = await starting?.catch(() => undefined)
        parts?.drain()
        await parts?.close()
      })()
      return stopping
    },
  }
}

/** A process that carries out compactions and serves nothing. */
export function createWorkerApp(
  config: Config,
  given: Partial<Surroundings> = {},
): Omit<App, 'start'> & {
  /** Errors  what the parts say; `failed_precondition` where one process works alone. */
  start(): Promise<void>
} {
  let starting: Promise<Parts> | undefined
  return {
    async start() {
      starting ??= openParts({ ...config, workers: true }, given, { isWorkerOnly: true })
      const parts = await starting
      await parts.worker.start()
      parts.retention.start()
    },
    async stop() {
      const parts = await starting?.catch(() => undefined)
      await parts?.close()
    },
  }
}

/** Opens the store that the configuration names. */
export async function openStore(
  config: DataLocation,
  clock: Clock,
  onWarning?: (warning: string) => void,
): Promise<Store> {
  await mkdir(config.dataDir, { recursive: true, mode: OWNER_ONLY_FOLDER }).catch((cause: unknown) => {
    throw new AppError(
      'unavailable',
      `the data folder ${config.dataDir} cannot be made; choose another with --data, or make it for this user`,
      { cause },
    )
  })
  if (config.databaseUrl !== null) {
    const { openPostgresStore } = await import('./store/postgres/store.js')
    const { databaseUrl: url, databaseConnections: connections } = config
    return openPostgresStore({ url, connections, clock, onWarning })
  }
  const { openSqliteStore } = await import('./store/sqlite/store.js')
  return openSqliteStore({ path: join(config.dataDir, DATABASE_FILE), clock })
}

/** What opening the store would change in its schema, without changing it. */
export async function planStoreMigrations(
  config: Pick<Config, 'dataDir' | 'databaseUrl'>,
): Promise<MigrationPlan> {
  if (config.databaseUrl !== null) {
    const { planPostgresMigrations } = await import('./store/postgres/store.js')
    return planPostgresMigrations(config.databaseUrl)
  }
  const { planSqliteMigrations } = await import('./store/sqlite/store.js')
  return planSqliteMigrations(join(config.dataDir, DATABASE_FILE))
}

/** Keys of an installation, for the server and for the command line, which works on them without one. */
export async function openKeys(
  config: Pick<Config, 'dataDir' | 'keySecret'>,
  store: Store,
  { clock, ids }: Pick<Surroundings, 'clock' | 'ids'>,
): Promise<ApiKeys> {
  const secret = await loadKeySecret({ given: config.keySecret, dataDir: config.dataDir, store })
  return createApiKeys({ store, secret, ids, clock })
}

/** Opens all parts without listening. */
export async function openParts(
  config: Config,
  given: Partial<Surroundings> = {},
  { isWorkerOnly = false }: { readonly isWorkerOnly?: boolean } = {},
): Promise<Parts> {
  if (config.databaseUrl === null && (isWorkerOnly || !config.workers)) throw worksAlone()
  const { clock = systemClock, ids = systemIds, log = createLog(config.logLevel) } = given
  const closers: Closer[] = []
  let isClosing: Promise<void> | undefined
  const close = () => {
    isClosing ??= (async () => {
      for (const closeOne of closers.reverse()) await closeOne()
    })()
    return isClosing
  }
  try {
    const store = await openStore(config, clock, (warning) => log.warn(warning))
    closers.push(() => store.close())
    const keys = await openKeys(config, store, { clock, ids })
    const { dataDir, bootstrapApiKey: givenKey } = config
    const firstKey = isWorkerOnly
      ? undefined
      : await bootstrapFirstKey({ store, keys, ids, dataDir, givenKey })
    const opened = await openServices(config, { clock, ids, log }, { store, keys, closers })
    return { ...opened, firstKey, closers, close }
  } catch (error) {
    await close()
    throw error
  }
}

function worksAlone(): AppError {
  return new AppError(
    'failed_precondition',
    'one process works on an SQLite file, and serves and compacts. To part the two, share a Postgres: set PRECIS_DATABASE_URL.',
  )
}

interface Opened {
  readonly store: Store
  readonly keys: ApiKeys
  readonly closers: Closer[]
}

async function openServices(
  config: Config,
  { clock, ids, log }: Surroundings,
  { store, keys, closers }: Opened,
): Promise<Omit<Parts, 'firstKey' | 'closers' | 'close'>> {
  const onError = (error: unknown, about: Readonly<Record<string, unknown>> = {}) =>
    log.error({ err: error, ...about }, 'background work failed')
  const hub = createHub((error) => onError(error, { doing: 'telling a subscriber' }))
  const cacheMemory = new CacheMemory(config.cacheShareBytes)
  const engine = openEngine({ config, cacheMemory, onError, closers })
  const automatic = {
    enabled: config.autoEnabled,
    tokens: config.autoTokens,
    messages: config.autoMessages,
  }
  const services = createServices({
    store,
    engine,
    aheadEngine: engine.ahead,
    hub,
    clock,
    ids,
    automatic,
    cacheMemory,
    onError,
  })
  closers.push(() => services.stop())
  const { leaseMs } = config
  const worker = openWorker({ store, engine, hub, clock, ids, onError, closers, leaseMs })
  const retention = createRetentionSweep({ store, erasures: services.erasures, clock, onError })
  closers.push(() => retention.stop())

  const authenticator = createAuthenticator(keys)
  const grpc = openStream({ store, services, authenticator, hub, clock, log, cacheMemory, onError, closers })

  const metrics = config.metrics ? await openMetrics({ hub, grpc, cacheMemory, closers }) : undefined

  const { context } = services
  const scopes = createScopeService({ store, engine, ids, hub, context, cacheMemory })
  closers.push(() => scopes.stop())

  const readiness = createReadiness({ store, worker, engine, clock, hasWorkers: config.workers })
  const http = await createHttpApp({
    services: {
      ...services,
      conversations: createConversationService({ store, ...services }),
      scopes,
      profiles: createProfileService({ store, compactions: services.compactions }),
      ingest: createIngestService({ store, ids, ...services }),
      memories: createMemoryService({ store, ids, ...services }),
    },
    authenticator,
    clock,
    ids,
    log,
    version: readVersion(),
    bodyLimitBytes: config.bodyLimitBytes,
    maxEventLoopDelayMs: config.maxEventLoopDelayMs,
    rateLimit:
      config.rateLimitPerMinute > 0
        ? { perMinute: config.rateLimitPerMinute, burst: config.rateLimitBurst }
        : undefined,
    checkReadiness: () => readiness.check(),
    isDraining: () => readiness.isDraining,
    metrics,
    corsOrigins: config.corsOrigins ?? [],
  })
  closers.push(() => closeHttp(http, clock))
  return {
    store,
    keys,
    services,
    worker,
    retention,
    http,
    grpc,
    drain: () => readiness.drain(),
  }
}

function openEngine(parts: {
  readonly config: Config
  readonly cacheMemory: CacheMemory
  readonly onError: (error: unknown) => void
  readonly closers: Closer[]
}): EnginePool {
  const { config, cacheMemory, onError, closers } = parts
  const threads = config.workerThreads ?? undefined
  const engine = createEnginePool({ threads, cacheBytes: cacheMemory.shareBytes, onError })
  cacheMemory.watch('fetch_memory', () => engine.cache)
  closers.push(() => engine.stop())
  return engine
}

function openWorker(parts: {
  readonly store: Store
  readonly engine: EnginePool
  readonly hub: Hub
  readonly clock: Clock
  readonly ids: Ids
  readonly onError: (error: unknown, about: Readonly<Record<string, unknown>>) => void
  readonly closers: Closer[]
  readonly leaseMs: number
}): RunWorker {
  const { ids, closers, ...rest } = parts
  const concurrency = rest.engine.threads + RUNS_BESIDE_THREADS
  const worker = createRunWorker({ ...rest, workerId: ids.uuid(), concurrency })
  closers.push(() => worker.stop(RUN_GRACE_MS))
  return worker
}

async function openMetrics(parts: {
  readonly hub: Hub
  readonly grpc: GrpcServer
  readonly cacheMemory: CacheMemory
  readonly closers: Closer[]
}): Promise<Metrics> {
  const metrics = await createMetrics()
  const stop = parts.hub.subscribeAll(({ kind }, origin) => {
    // Each change is counted by the process that made it.
    if (origin === 'here') metrics.countChange(kind)
  })
  parts.closers.push(stop)
  metrics.watchStreams(parts.grpc.counters)
  metrics.watchCaches(() => parts.cacheMemory.gauges())
  return metrics
}

/** The push stream, which listens to what the services commit. */
function openStream(parts: {
  readonly store: Store
  readonly services: RunningServices
  readonly authenticator: Authenticator
  readonly hub: Hub
  readonly clock: Clock
  readonly log: Log
  readonly cacheMemory: CacheMemory
  readonly onError: (error: unknown) => void
  readonly closers: Closer[]
}): GrpcServer {
  const { store, services, authenticator, hub, clock, log, cacheMemory, onError, closers } = parts
  const anticipation = createAnticipationService({ store, ...services })
  const recent = createRecentConversations({ hub, store, clock })
  const feeds = createFeeds({ hub, recent, anticipation, clock, cacheMemory, onError })
  closers.push(() => {
    feeds.stop()
    recent.stop()
  })
  return createGrpcServer({ authenticator, messages: services.messages, feeds, clock, log })
}

async function listenHttp(http: FastifyInstance, { host, port }: Config): Promise<string> {
  await http.listen({ host, port }).catch((error: unknown) => {
    throw asListenError(error, `${host}:${port}`, '--port')
  })
  const address = http.server.address()
  return `http://${hostInUrl(host)}:${typeof address === 'object' && address !== null ? address.port : port}`
}

/** The stream comes in over the HTTP API's port; both are told apart by their first bytes. */
function shareHttpPort({ http, grpc, closers }: Parts, clock: Clock): void {
  const shared = sharePort(http.server, (socket) => grpc.accept(socket), clock)
  closers.push(() => shared.stop())
  closers.push(() => grpc.stop())
}

async function listenGrpc(
  { grpc, closers }: Parts,
  { host, grpcPort: port }: Config,
  httpUrl: string,
): Promise<string | null> {
  if (port === null) return null
  if (port === 'same') return new URL(httpUrl).host
  const started = await grpc.start({ host, port }).catch((error: unknown) => {
    throw asListenError(error, `${host}:${port}`, '--grpc-port')
  })
  // Only what listens can be stopped.
  closers.push(() => grpc.stop())
  return `${hostInUrl(host)}:${started.port}`
}

/**
 * Stops listening, ends each connection once it is idle and all of them after the grace. The server itself looks for
 * idle connections only when the closing begins; those that were busy then would stay open for their keep-alive time.
 */
async function closeHttp(http: FastifyInstance, clock: Clock): Promise<void> {
  const cancelCut = clock.schedule(REQUEST_GRACE_MS, () => http.server.closeAllConnections())
  let cancelSweep = () => {}
  const sweep = () => {
    http.server.closeIdleConnections()
    cancelSweep = clock.schedule(IDLE_SWEEP_MS, sweep)
  }
  sweep()
  await http.close()
  cancelSweep()
  cancelCut()
}

/** An IPv6 address stands in brackets before a port. */
const hostInUrl = (host: string) => (host.includes(':') ? `[${host}]` : host)

function asListenError(error: unknown, address: string, flag: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  const advice: Readonly<Record<string, string>> = {
    EADDRINUSE: `${address} is in use; choose another port with ${flag}`,
    EACCES: `${address} may not be opened by this user; choose a port above 1023 with ${flag}`,
    EADDRNOTAVAIL: `${address} is no address of this machine; choose another with --host`,
  }
  const sentence = typeof code === 'string' ? advice[code] : undefined
  return sentence === undefined ? error : new AppError('unavailable', sentence, { cause: error })
}
