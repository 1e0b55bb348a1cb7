/**
 * Flags and environment to one frozen configuration. The only file that reads the environment.
 *
 * A flag wins over its variable, a variable over the default; an empty value counts as absent.
 */
import { z } from 'zod'
import { DEFAULT_SHARE_BYTES } from './cache/cache-memory.js'
import { AppError } from './errors.js'
import { LEASE_MS } from './runs/lifecycle.js'

/** Room for a message of 1 MB however its JSON escapes it (`\uXXXX` is six bytes for one). */
const DEFAULT_BODY_LIMIT_BYTES = 8 * 1024 * 1024

const MIN_BOOTSTRAP_KEY_CHARACTERS = 26
const MIN_KEY_SECRET_CHARACTERS = 32

const SIZE_UNITS: Readonly<Record<string, number>> = { '': 1, kb: 1024, mb: 1024 ** 2, gb: 1024 ** 3 }

function integer(minimum: number, maximum: number) {
  const message = `must be a whole number from ${minimum} to ${maximum}`
  return z
    .string()
    .regex(/^\d{1,15}$/, message)
    .transform(Number)
    .pipe(z.number().min(minimum, message).max(maximum, message))
}

const port = integer(0, 65_535)

const flag = z
  .string()
  .transform((value) => value.toLowerCase())
  .pipe(
    z.enum(['true', '1', 'yes', 'on', 'false', '0', 'no', 'off'], {
      error: 'must be true or false, on or off',
    }),
  )
  .transform((value) => ['true', '1', 'yes', 'on'].includes(value))

const size = z
  .string()
  .regex(/^\d{1,12} ?(kb|mb|gb)?$/i, 'must be a size such as 8mb, 512kb or a number of bytes')
  .transform((value) => {
    const [, amount = '', unit = ''] = /^(\d+) ?([a-z]*)$/i.exec(value) ?? []
    return Number(amount) * (SIZE_UNITS[unit.toLowerCase()] ?? 1)
  })
  .pipe(
    z
      .number()
      .min(1024, 'must be at least 1 KB')
      .max(512 * 1024 ** 2, 'must be at most 512 MB'),
  )

const origins = z.string().transform((list, context): readonly string[] => {
  const given = list.split(',').map((origin) => origin.trim())
  for (const origin of given)
    if (origin !== '*' && !/^https?:\/\/[^/\s]+$/.test(origin))
      context.addIssue({ code: 'custom', message: 'must be origins such as https://app.example, or *' })
  return given
})

interface Setting<S extends z.ZodType<unknown, string>, D> {
  /** Long name on the command line, without dashes. Absent: a secret, which belongs in the environment. */
  readonly flag?: string
  readonly env: string
  /** What `--help` shows for the value. */
  readonly placeholder: string
  readonly description: string
  readonly schema: S
  readonly fallback: D
}

const setting = <S extends z.ZodType<unknown, string>, D>(definition: Setting<S, D>) => definition

/** Every setting there is: the command line's options, the README's table and the parser are made from this. */
export const SETTINGS = {
  host: setting({
    flag: 'host',
    env: 'PRECIS_HOST',
    placeholder: 'address',
    description: 'address to listen on',
    schema: z.string(),
    fallback: '127.0.0.1',
  }),
  port: setting({
    flag: 'port',
    env: 'PRECIS_PORT',
    placeholder: 'number',
    description: 'port of the HTTP API; 0 takes a free one',
    schema: port,
    fallback: 8787,
  }),
  grpcPort: setting({
    flag: 'grpc-port',
    env: 'PRECIS_GRPC_PORT',
    placeholder: 'number|same|off',
    description:
      'port of the gRPC stream; 0 takes a free one, same shares that of HTTP, off does not open it',
    schema: z.union([z.literal('off').transform(() => null), z.literal('same'), port], {
      error: 'must be a port from 0 to 65535, same, or off',
    }),
    fallback: 8788,
  }),
  dataDir: setting({
    flag: 'data',
    env: 'PRECIS_DATA',
    placeholder: 'folder',
    description: 'folder of the database and the first key',
    schema: z.string(),
    fallback: './precis-data',
  }),
  databaseUrl: setting({
    flag: 'database-url',
    env: 'PRECIS_DATABASE_URL',
    placeholder: 'url',
    description: 'postgres://… to store there; without it SQLite inside the data folder',
    schema: z
      .string()
      .regex(
        /^postgres(ql)?:\/\//,
        'must start with postgres:// (leave it out to use SQLite in the data folder)',
      ),
    fallback: null,
  }),
  databaseConnections: setting({
    flag: 'database-connections',
    env: 'PRECIS_DATABASE_CONNECTIONS',
    placeholder: 'number',
    description: 'connections of this process to Postgres; one more listens',
    schema: integer(2, 1_000),
    // Ten processes fit the 100 connections that Postgres allows unless told otherwise.
    fallback: 8,
  }),
  logLevel: setting({
    flag: 'log-level',
    env: 'PRECIS_LOG_LEVEL',
    placeholder: 'level',
    description: 'silent, error, warn, info, debug or trace',
    schema: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'], {
      error: 'must be silent, fatal, error, warn, info, debug or trace',
    }),
    fallback: 'info' as const,
  }),
  bodyLimitBytes: setting({
    flag: 'body-limit',
    env: 'PRECIS_BODY_LIMIT',
    placeholder: 'size',
    description: 'largest request body',
    schema: size,
    fallback: DEFAULT_BODY_LIMIT_BYTES,
  }),
  workers: setting({
    flag: 'workers',
    env: 'PRECIS_WORKERS',
    placeholder: 'on|off',
    description: 'carry out compactions in this process; off leaves them to others on the same Postgres',
    schema: flag,
    fallback: true,
  }),
  workerThreads: setting({
    flag: 'worker-threads',
    env: 'PRECIS_WORKER_THREADS',
    placeholder: 'number',
    description: 'threads that compact; absent: by the number of processors',
    schema: integer(1, 64),
    fallback: null,
  }),
  cacheShareBytes: setting({
    flag: 'cache-memory',
    env: 'PRECIS_CACHE_MEMORY',
    placeholder: 'size',
    description: 'what may be kept in memory of conversations; as much again in each thread that compacts',
    schema: size,
    fallback: DEFAULT_SHARE_BYTES,
  }),
  leaseMs: setting({
    flag: 'lease',
    env: 'PRECIS_LEASE_MS',
    placeholder: 'ms',
    description: 'silence after which a worker counts as dead and its runs are taken over',
    // Under a second a busy machine silences workers that are well.
    schema: integer(1_000, 3_600_000),
    fallback: LEASE_MS,
  }),
  autoEnabled: setting({
    flag: 'auto-compact',
    env: 'PRECIS_AUTO_COMPACT',
    placeholder: 'on|off',
    description: 'compact by itself when a threshold is crossed',
    schema: flag,
    fallback: true,
  }),
  autoTokens: setting({
    flag: 'auto-tokens',
    env: 'PRECIS_AUTO_TOKENS',
    placeholder: 'number',
    description: 'un-compacted tokens that start a run',
    schema: integer(1, 1_000_000_000),
    fallback: 4_000,
  }),
  autoMessages: setting({
    flag: 'auto-messages',
    env: 'PRECIS_AUTO_MESSAGES',
    placeholder: 'number',
    description: 'un-compacted messages that start a run',
    schema: integer(1, 1_000_000_000),
    fallback: 40,
  }),
  rateLimitPerMinute: setting({
    flag: 'rate-limit',
    env: 'PRECIS_RATE_LIMIT',
    placeholder: 'number',
    description: 'requests per minute and API key; 0 is no limit',
    schema: integer(0, 10_000_000),
    fallback: 0,
  }),
  rateLimitBurst: setting({
    flag: 'rate-burst',
    env: 'PRECIS_RATE_BURST',
    placeholder: 'number',
    description: 'requests that an idle key may send at once under a rate limit',
    schema: integer(1, 1_000_000),
    fallback: 50,
  }),
  maxEventLoopDelayMs: setting({
    flag: 'max-delay',
    env: 'PRECIS_MAX_DELAY_MS',
    placeholder: 'ms',
    description: 'event-loop delay above which requests are answered 503; 0 never',
    schema: integer(0, 600_000),
    // Well under the 30 s that existing clients wait, well over what a busy machine does to any process.
    fallback: 5_000,
  }),
  corsOrigins: setting({
    flag: 'cors-origin',
    env: 'PRECIS_CORS_ORIGIN',
    placeholder: 'origins',
    description: 'origins of web pages that may call the API, separated by commas, or *; absent: none',
    schema: origins,
    fallback: null,
  }),
  metrics: setting({
    flag: 'metrics',
    env: 'PRECIS_METRICS',
    placeholder: 'on|off',
    description: 'count requests and serve /metrics for Prometheus',
    schema: flag,
    fallback: false,
  }),
  bootstrapApiKey: setting({
    env: 'PRECIS_BOOTSTRAP_API_KEY',
    placeholder: 'key',
    description: `first key of a fresh data folder: synap_ and at least ${MIN_BOOTSTRAP_KEY_CHARACTERS} characters`,
    schema: z
      .string()
      .max(256, 'must be at most 256 characters')
      .regex(
        new RegExp(`^synap_[A-Za-z0-9_-]{${MIN_BOOTSTRAP_KEY_CHARACTERS},}$`),
        `must be synap_ and at least ${MIN_BOOTSTRAP_KEY_CHARACTERS} letters, digits, - or _`,
      ),
    fallback: null,
  }),
  keySecret: setting({
    env: 'PRECIS_KEY_SECRET',
    placeholder: 'secret',
    description: 'secret that API keys are hashed with; absent: made once and kept with the data',
    schema: z
      .string()
      .min(MIN_KEY_SECRET_CHARACTERS, `must be at least ${MIN_KEY_SECRET_CHARACTERS} characters`),
    fallback: null,
  }),
} as const

type Settings = typeof SETTINGS
export type SettingName = keyof Settings

/** The whole configuration of a server process, checked. */
export type Config = {
  readonly [N in SettingName]: z.output<Settings[N]['schema']> | Settings[N]['fallback']
}

/** Values as they come from the command line; text, or what a caller in code already has. */
export type ConfigOverrides = { readonly [N in SettingName]?: string | number | boolean | null | undefined }

/** The environment of this process, for {@link loadConfig}. */
const processEnvironment: Readonly<Record<string, string | undefined>> = process.env

/**
 * Whether `npx` has started this process, as npm tells what it starts: through a shell, and that may get the signals that were
 * meant for us.
 */
export const isStartedByNpx = (
  environment: Readonly<Record<string, string | undefined>> = processEnvironment,
) => environment['npm_lifecycle_event'] === 'npx'

/** Values that must not be repeated in an error message. */
const SECRETS: ReadonlySet<string> = new Set<SettingName>(['bootstrapApiKey', 'keySecret', 'databaseUrl'])

/**
 * Reads the configuration.
 *
 * Errors  `invalid_argument` that lists every wrong value with the flag or variable it came from.
 */
export function loadConfig(
  overrides: ConfigOverrides = {},
  environment: Readonly<Record<string, string | undefined>> = processEnvironment,
): Config {
  const values: Record<string, unknown> = {}
  const problems: string[] = []
  for (const [name, definition] of Object.entries(SETTINGS)) {
    const override = overrides[name as SettingName] // proof: the keys of SETTINGS are its names
    const isGiven = override !== undefined && override !== null && override !== ''
    const raw = isGiven ? String(override) : environment[definition.env]?.trim()
    if (raw === undefined || raw === '') {
      values[name] = definition.fallback
      continue
    }
    const parsed = definition.schema.safeParse(raw)
    if (parsed.success) {
      values[name] = parsed.data
      continue
    }
    const origin = isGiven && 'flag' in definition ? `--${definition.flag}` : definition.env
    const shown = SECRETS.has(name) ? '' : ` ${JSON.stringify(raw)}`
    problems.push(`${origin}${shown} ${parsed.error.issues[0]?.message ?? 'is not valid'}`)
  }
  if (problems.length > 0) throw new AppError('invalid_argument', problems.join('\n'))
  return Object.freeze(values) as Config // proof: each value is its schema's output or its fallback
}
