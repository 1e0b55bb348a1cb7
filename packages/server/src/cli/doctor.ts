import { constants } from 'node:fs'
import { access, stat, statfs } from 'node:fs/promises'
import { get } from 'node:http'
import { createServer } from 'node:net'
import { userInfo } from 'node:os'
import { join, resolve } from 'node:path'
import { compact } from '@precis/engine'
import { PATHS } from '@precis/protocol/headers'
import { DATABASE_FILE, openStore, planStoreMigrations } from '../app.js'
import { systemClock } from '../clock.js'
import { type Config, type ConfigOverrides, loadConfig } from '../config.js'
import { AppError } from '../errors.js'
import type { Store } from '../store/contract.js'
import type { HealthFinding } from '../store/contract-health.js'
import { describeFailure } from './failure.js'
import { writeText } from './output.js'

/** What one look at the machine found. */
interface Finding {
  readonly check: string
  readonly isGood: boolean
  readonly says: string
  /** What to do about it, the command where there is one. */
  readonly repair?: string | undefined
}

export interface ExamineOptions {
  readonly isJson: boolean
  /** First repair what can be repaired without losing anything that was recorded. */
  readonly isRepairing: boolean
}

const OLDEST_NODE = [20, 19] as const
/** Bits that would let others read a secret file. */
const OTHERS_CAN_READ = 0o077
/** How long another server on our port may take to say what it is. */
const HEALTH_TIMEOUT_MS = 2_000
const MEGABYTE = 1024 * 1024
/** Below this a full disk is near: SQLite's log alone may take some dozens of megabytes under load. */
const MIN_FREE_BYTES = 256 * MEGABYTE
/** SQLite starts its log anew at every checkpoint, after about 4 MB; far above that none has succeeded for long. */
const MAX_LOG_BYTES = 1024 * MEGABYTE

/**
 * Checks what the service needs and prints one line for each check, with what repairs it where it is bad; rejects when
 * one of them is.
 */
export async function examine(
  overrides: ConfigOverrides,
  { isJson, isRepairing }: ExamineOptions,
): Promise<void> {
  const config = loadConfig(overrides)
  const repaired = isRepairing ? await repairData(config) : []
  const findings = [
    checkNode(),
    await attempt('engine', checkEngine),
    await attempt('data folder', () => checkDataFolder(config)),
    await attempt('disk', () => checkDisk(config)),
    await attempt('database', () => checkDatabase(config)),
    ...(await checkData(config)),
    await attempt('first key file', () => checkKeyFile(config)),
    await attempt('HTTP port', () => checkPort(config)),
  ]
  const lines = [...repaired.map((what) => `done  ${what}`), ...findings.map(lineOf)]
  const text = isJson
    ? JSON.stringify(isRepairing ? { repaired, findings } : findings, null, 2)
    : lines.join('\n')
  await writeText(process.stdout, `${text}\n`)
  const bad = findings.filter(({ isGood }) => !isGood)
  if (bad.length > 0)
    throw new AppError('failed_precondition', `${bad.length} of ${findings.length} checks failed.`)
}

function lineOf({ check, isGood, says, repair }: Finding): string {
  const line = `${isGood ? 'ok  ' : 'FAIL'}  ${check}: ${says}`
  return repair === undefined ? line : `${line}\n      to repair it, ${repair}`
}

/** A failed look that says what repairs it. */
class Repairable extends AppError {
  readonly repair: string

  constructor(message: string, repair: string) {
    super('failed_precondition', message)
    this.repair = repair
  }
}

async function attempt(check: string, look: () => string | Promise<string>): Promise<Finding> {
  try {
    return { check, isGood: true, says: await look() }
  } catch (error) {
    const repair = error instanceof Repairable ? error.repair : REPAIRS.get(reasonOf(error) ?? '')
    return { check, isGood: false, says: describeFailure(error), ...(repair !== undefined && { repair }) }
  }
}

const reasonOf = (error: unknown) => (error instanceof AppError ? error.reason : undefined)

/** What repairs a database that cannot be opened, by the reason of the refusal. */
const REPAIRS: ReadonlyMap<string, string> = new Map([
  ['schema_too_new', 'install the newer version, or restore a backup made before the upgrade'],
  ['database_damaged', 'restore a backup, see docs/operations.md'],
  ['database_unreachable', 'start Postgres, then run `precis doctor`'],
  ['no_such_database', 'run `createdb` with the name in PRECIS_DATABASE_URL'],
  ['database_login', 'correct PRECIS_DATABASE_URL'],
  ['disk_full', 'free space on the disk of the data'],
])

/** Opens data that is there with the schema that it should have, and nothing else: looking makes and changes nothing. */
async function withStore<T>(config: Config, work: (store: Store) => Promise<T>): Promise<T | undefined> {
  const isThere = config.databaseUrl !== null || (await exists(join(resolve(config.dataDir), DATABASE_FILE)))
  if (!isThere) return undefined
  const plan = await planStoreMigrations(config)
  if (plan.pending.length > 0) return undefined
  const store = await openStore(config, systemClock)
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}

async function repairData(config: Config): Promise<readonly string[]> {
  return (await withStore(config, (store) => store.health.repair())) ?? []
}

/** What stands in the database, row by row. A database that does not open is the finding of the check before. */
async function checkData(config: Config): Promise<Finding[]> {
  const isOpen = await attempt('database', () => checkDatabase(config))
  if (!isOpen.isGood) return []
  let found: readonly HealthFinding[] = []
  const looked = await attempt('data', async () => {
    found = (await withStore(config, (store) => store.health.inspect())) ?? []
    return 'read to its end'
  })
  if (!looked.isGood) return [looked]
  return found.map(({ check, problems, says, repair }) => ({
    check,
    isGood: problems === 0,
    says,
    ...(repair !== undefined && { repair }),
  }))
}

/** Beside its growth, SQLite needs room for a write-ahead log, and a backup for a copy. */
async function checkDisk({ dataDir }: Config): Promise<string> {
  const path = resolve(dataDir)
  if (!(await exists(path))) return 'nothing there yet'
  const { bavail, bsize } = await statfs(path)
  const freeBytes = bavail * bsize
  const free = `${Math.floor(freeBytes / MEGABYTE)} MB free under ${path}`
  if (freeBytes < MIN_FREE_BYTES)
    throw new Repairable(
      `only ${free}`,
      `free at least ${MIN_FREE_BYTES / MEGABYTE} MB, or move the folder to another disk and name it with --data`,
    )
  const log = await stat(join(path, `${DATABASE_FILE}-wal`)).catch(() => undefined)
  if ((log?.size ?? 0) > MAX_LOG_BYTES)
    throw new Repairable(
      `${free}, but the write-ahead log has grown to ${Math.floor((log?.size ?? 0) / MEGABYTE)} MB`,
      `stop what reads for hours, then run \`sqlite3 ${quoted(join(path, DATABASE_FILE))} "pragma wal_checkpoint(truncate)"\``,
    )
  return free
}

function checkNode(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const isGood = major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])
  return {
    check: 'Node',
    isGood,
    says: process.version,
    ...(!isGood && { repair: `install Node ${OLDEST_NODE.join('.')} or newer` }),
  }
}

function checkEngine(): string {
  const { text } = compact([{ id: 'm1', role: 'user', content: 'Never ship before Friday.' }])
  if (!text.includes('Friday')) throw new AppError('internal', 'the engine lost a rule of one sentence')
  return 'compacts'
}

async function checkDataFolder({ dataDir }: Config): Promise<string> {
  const path = resolve(dataDir)
  try {
    await access(path, constants.R_OK | constants.W_OK)
    if (!(await stat(path)).isDirectory())
      throw new Repairable(`${path} is a file, not a folder`, 'choose another folder with --data')
    return `${path} can be written`
  } catch (error) {
    if (error instanceof Repairable) throw error
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EROFS')
      throw new Repairable(
        `${path} is on a disk that is mounted read-only`,
        'mount it so that it can be written, or choose another folder with --data',
      )
    // By name: whoever has to run the command is somebody else.
    if (code !== 'ENOENT')
      throw new Repairable(
        `${path} cannot be written by this user`,
        `run \`chown -R ${userInfo().username} ${quoted(path)}\` as root`,
      )
    return `${path} does not exist yet; \`precis serve\` makes it`
  }
}

/** Looks only: data that is not there is not made. */
async function checkDatabase(config: Config): Promise<string> {
  if (config.databaseUrl === null && !(await exists(resolve(config.dataDir)))) return 'none yet'
  const { applied, pending } = await planStoreMigrations(config)
  if (pending.length > 0) return `opens; ${pending.length} migrations will run at the next start`
  return `opens; schema ${applied.at(-1) ?? 'empty'}`
}

async function checkKeyFile({ dataDir }: Config): Promise<string> {
  const path = join(dataDir, 'initial-api-key')
  if (!(await exists(path))) return 'none'
  const { mode } = await stat(path)
  if ((mode & OTHERS_CAN_READ) !== 0)
    throw new Repairable(`${path} can be read by others`, `run \`chmod 600 ${quoted(path)}\``)
  return 'readable by its owner only'
}

/** A path as a shell takes it. */
const quoted = (path: string) => (/^[\w/.-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`)

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}

async function checkPort({ host, port }: Config): Promise<string> {
  if (port === 0) return 'any free one'
  if (await canListen(host, port)) return `${host}:${port} is free`
  if (await isServer(host, port)) return `a server answers on ${host}:${port}`
  throw new Repairable(`${host}:${port} is taken by another program`, 'stop that, or choose another --port')
}

/** Whether what listens there says that it is well. Not by `fetch`: where the other side hangs up, that ends the process on Node 20. */
function isServer(host: string, port: number): Promise<boolean> {
  return new Promise((settle) => {
    const asking = get({ host, port, path: PATHS.health, timeout: HEALTH_TIMEOUT_MS, agent: false })
    asking.once('response', (response) => {
      response.resume()
      settle(response.statusCode === 200)
    })
    asking.once('timeout', () => asking.destroy())
    asking.once('error', () => settle(false))
    asking.once('close', () => settle(false))
  })
}

function canListen(host: string, port: number): Promise<boolean> {
  return new Promise((settle) => {
    const server = createServer()
    server.once('error', () => settle(false))
    server.listen(port, host, () => server.close(() => settle(true)))
  })
}
