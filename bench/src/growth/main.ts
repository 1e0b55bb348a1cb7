import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { median, percentile } from '../speed/statistics.js'
import type { Loaded, Sample, Step } from './child.js'
import { startPostgresDatabases } from './postgres-databases.js'

const USAGE = `npm run --workspace bench growth -- [options]
  --sizes a,b      messages of each conversation (default 1000,10000,100000,1000000)
  --rounds N       rounds of 20 new messages, 20 prompt contexts and one run each (default 50: a thousand prompt contexts of each)
  --distinct N     from message N on the texts begin again and are not annotated anew (default 1000000); loads faster
  --store NAME     sqlite (default) or postgres: databases of a Postgres of its own, with the rows of the loaded files
  --dir DIR        keep the databases there, and use those that are there`

const CHILD = fileURLToPath(new URL('./child.ts', import.meta.url))
/** Rounds that get the code compiled; not counted. */
const WARM_UP_ROUNDS = 4
/** New messages before each run. */
const NEW_MESSAGES = 20
/** Fetches of a round, after the first. */
const FETCHES = 20
/** Issue 5: from the smallest to the largest conversation. */
const MAX_RATIO = 3

/** `first_fetch`: the first after a version was published. */
type Figure = Step | 'first_fetch'
type Samples = Readonly<Record<Figure, Sample[]>>

interface Measured {
  readonly size: number
  readonly samples: Samples
}

interface Contestant extends Measured {
  readonly child: ChildProcess
}

const startChild = (...args: readonly string[]): ChildProcess =>
  fork(CHILD, args, { execArgv: process.execArgv })

async function answerOf<T>(child: ChildProcess): Promise<T> {
  const waiting = new AbortController()
  const { signal } = waiting
  const ended = once(child, 'exit', { signal }).then(([code]) => {
    throw new Error(`a child process ended with code ${code}`)
  })
  try {
    const [answer] = await Promise.race([once(child, 'message', { signal }), ended])
    // What child.ts sends for what it was asked.
    return answer as T
  } finally {
    waiting.abort()
    ended.catch(() => {})
  }
}

async function load(path: string, size: number, distinct: number): Promise<void> {
  if (existsSync(path)) return
  const child = startChild('load', path, String(size), String(distinct))
  const { recordMs, firstRunMs } = await answerOf<Loaded>(child)
  await once(child, 'exit')
  console.log(
    `${size} messages: recorded in ${seconds(recordMs)}, annotated, sealed and compacted in ${seconds(firstRunMs)} (${(firstRunMs / size).toFixed(2)} ms a message)`,
  )
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`

/** Step by step in turn, so that whatever else the machine does hits all sizes alike. */
async function measureAll(databases: ReadonlyMap<number, string>, rounds: number): Promise<Measured[]> {
  const contestants: Contestant[] = []
  for (const [size, database] of databases) {
    const child = startChild('measure', database)
    await answerOf(child)
    contestants.push({ size, child, samples: noSamples() })
  }
  for (let round = -WARM_UP_ROUNDS; round < rounds; round++)
    await measureRound(contestants, round >= 0 ? (samples, of, sample) => samples[of].push(sample) : () => {})
  for (const { child } of contestants) {
    child.send('end')
    await once(child, 'exit')
  }
  return contestants
}

const noSamples = (): Samples => ({ record: [], prompt: [], run: [], settle: [], fetch: [], first_fetch: [] })

/** Each prompt context is read after a message was recorded, so none comes from a cache. */
async function measureRound(
  contestants: readonly Contestant[],
  note: (samples: Samples, of: Figure, sample: Sample) => void,
): Promise<void> {
  const each = async (step: Step, figure: Figure = step) => {
    for (const { child, samples } of contestants) {
      child.send(step)
      note(samples, figure, await answerOf<Sample>(child))
    }
  }
  for (let message = 0; message < NEW_MESSAGES; message++) {
    await each('record')
    await each('prompt')
  }
  await each('run')
  await each('settle')
  await each('fetch', 'first_fetch')
  for (let fetch = 0; fetch < FETCHES; fetch++) await each('fetch')
}

const msAt = (share: number, of: Figure) => (samples: Samples) =>
  percentile(
    samples[of].map(({ ms }) => ms),
    share,
  )
const medianCpu = (of: Figure) => (samples: Samples) => median(samples[of].map(({ cpuMs }) => cpuMs))

const FIGURES: readonly { name: string; of: (samples: Samples) => number; isHeld: boolean }[] = [
  { name: 'run p50, ms', of: msAt(0.5, 'run'), isHeld: true },
  { name: 'run p90, ms', of: msAt(0.9, 'run'), isHeld: false },
  { name: 'run, processor ms', of: medianCpu('run'), isHeld: true },
  { name: 'after publishing, worst ms', of: msAt(1, 'settle'), isHeld: false },
  {
    name: 'peak RSS, MB',
    of: ({ run }) => Math.max(...run.map(({ peakRssMb }) => peakRssMb)),
    isHeld: true,
  },
  { name: 'prompt context p50, ms', of: msAt(0.5, 'prompt'), isHeld: true },
  { name: 'prompt context p99, ms', of: msAt(0.99, 'prompt'), isHeld: true },
  { name: 'prompt context, processor ms', of: medianCpu('prompt'), isHeld: true },
  { name: 'record p50, ms', of: msAt(0.5, 'record'), isHeld: true },
  { name: 'record p99, ms', of: msAt(0.99, 'record'), isHeld: true },
  { name: 'fetch p50, ms', of: msAt(0.5, 'fetch'), isHeld: true },
  { name: 'fetch p99, ms', of: msAt(0.99, 'fetch'), isHeld: true },
  { name: 'fetch, processor ms', of: medianCpu('fetch'), isHeld: true },
  { name: 'first fetch after a version p50, ms', of: msAt(0.5, 'first_fetch'), isHeld: true },
]

/** Each figure beside its ratio to the smallest conversation's. */
function table(measured: readonly Measured[]): string {
  const rows = FIGURES.map(({ name, of, isHeld }) => {
    const values = measured.map(({ samples }) => of(samples))
    const smallest = values[0] ?? Number.NaN
    const ratios = values.map((value) => value / smallest)
    const cells = values.map(
      (value, at) => `${value.toFixed(value < 10 ? 2 : 0)} (${(ratios[at] ?? 0).toFixed(2)}×)`,
    )
    const isMet = Math.max(...ratios) <= MAX_RATIO
    return [name, ...cells, isHeld ? (isMet ? 'met' : 'MISSED') : '']
  })
  const head = ['messages', ...measured.map(({ size }) => String(size)), `≤ ${MAX_RATIO}×`]
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

async function main(): Promise<void> {
  if (process.argv.includes('--help')) return console.log(USAGE)
  const { values } = parseArgs({
    options: {
      sizes: { type: 'string', default: '1000,10000,100000,1000000' },
      rounds: { type: 'string', default: '50' },
      distinct: { type: 'string', default: '1000000' },
      dir: { type: 'string' },
      store: { type: 'string', default: 'sqlite' },
    },
  })
  if (!['sqlite', 'postgres'].includes(values.store))
    throw new RangeError(`--store is "${values.store}"; give sqlite or postgres`)
  const folder = values.dir ?? mkdtempSync(join(tmpdir(), 'precis-growth-'))
  mkdirSync(folder, { recursive: true })
  try {
    const paths = new Map(values.sizes.split(',').map((size) => [Number(size), join(folder, `${size}.db`)]))
    for (const [size, path] of paths) await load(path, size, Number(values.distinct))
    const measure = async (locations: ReadonlyMap<number, string>) =>
      console.log(`\n${table(await measureAll(locations, Number(values.rounds)))}`)
    if (values.store === 'sqlite') return await measure(paths)
    const postgres = await startPostgresDatabases(values.dir && join(values.dir, 'postgres'))
    try {
      const urls = new Map<number, string>()
      for (const [size, path] of paths) urls.set(size, await postgres.copyOf(`growth_${size}`, path))
      await measure(urls)
    } finally {
      await postgres.stop()
    }
  } finally {
    if (values.dir === undefined) rmSync(folder, { recursive: true, force: true })
  }
}

await main()
