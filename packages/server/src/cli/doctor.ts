import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { compact } from '@precis/engine'
import { PATHS } from '@precis/protocol/headers'
import { planStoreMigrations } from '../app.js'
import { type Config, type ConfigOverrides, loadConfig } from '../config.js'
import { AppError } from '../errors.js'
import { describeFailure } from './failure.js'
import { writeText } from './output.js'

/** What one look at the machine found. */
interface Finding {
  readonly check: string
  readonly isGood: boolean
  readonly says: string
}

const OLDEST_NODE = [20, 19] as const
/** Bits that would let others read a secret file. */
const OTHERS_CAN_READ = 0o077
/** How long another server on our port may take to say what it is. */
const HEALTH_TIMEOUT_MS = 2_000

/** Checks what the service needs and prints one line for each check; rejects when one of them is bad. */
export async function examine(overrides: ConfigOverrides, isJson: boolean): Promise<void> {
  const config = loadConfig(overrides)
  const findings = [
    checkNode(),
    await attempt('engine', checkEngine),
    await attempt('data folder', () => checkDataFolder(config)),
    await attempt('database', () => checkDatabase(config)),
    await attempt('first key file', () => checkKeyFile(config)),
    await attempt('HTTP port', () => checkPort(config)),
  ]
  const lines = findings.map(({ check, isGood, says }) => `${isGood ? 'ok  ' : 'FAIL'}  ${check}: ${says}`)
  await writeText(process.stdout, `${isJson ? JSON.stringify(findings, null, 2) : lines.join('\n')}\n`)
  const bad = findings.filter(({ isGood }) => !isGood)
  if (bad.length > 0)
    throw new AppError('failed_precondition', `${bad.length} of ${findings.length} checks failed.`)
}

async function attempt(check: string, look: () => string | Promise<string>): Promise<Finding> {
  try {
    return { check, isGood: true, says: await look() }
  } catch (error) {
    return { check, isGood: false, says: describeFailure(error) }
  }
}

function checkNode(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const isGood = major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])
  return {
    check: 'Node',
    isGood,
    says: `${process.version}${isGood ? '' : `; needs ${OLDEST_NODE.join('.')} or newer`}`,
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
    return `${path} can be written`
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
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
    throw new AppError('failed_precondition', `${path} can be read by others; run chmod 600 on it`)
  return 'readable by its owner only'
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}

async function checkPort({ host, port }: Config): Promise<string> {
  if (port === 0) return 'any free one'
  if (await canListen(host, port)) return `${host}:${port} is free`
  const response = await fetch(`http://${host}:${port}${PATHS.health}`, {
    signal: AbortSignal.timeout(HEALTH_TIMEOUT_MS),
  }).catch(() => undefined)
  if (response?.ok) return `a server answers on ${host}:${port}`
  throw new AppError('unavailable', `${host}:${port} is taken by another program; choose another --port`)
}

function canListen(host: string, port: number): Promise<boolean> {
  return new Promise((settle) => {
    const server = createServer()
    server.once('error', () => settle(false))
    server.listen(port, host, () => server.close(() => settle(true)))
  })
}
