import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { median, percentile } from '../speed/statistics.js'
import type { Loaded, Round } from './child.js'
import { startPostgresDatabases } from './postgres-databases.js'

const USAGE = `npm run --workspace bench growth -- [options]
  --sizes a,b      messages of each conversation (default 1000,10000,100000,1000000)
  --rounds N       rounds of 20 new messages, 20 prompt contexts and one run each (default 15)
  --distinct N     from message N on the texts begin again and are not annotated anew (default 1000000); loads faster
  --store NAME     sqlite (default) or postgres: databases of a Postgres of its own, with the rows of the loaded files
  --dir DIR        keep the databases there, and use those that are there`

const CHILD = fileURLToPath(new URL('./child.ts', import.meta.url))
/** Rounds that get the code compiled; not counted. */
const WARM_UP_ROUNDS = 4
/** Issue 5: from the smallest to the largest conversation. */
const MAX_RATIO = 3

interface Measured {
  readonly size: number
  readonly rounds: readonly Round[]
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

/** Round after round in turn, so that a machine that slows down slows all of them. */
async function measureAll(databases: ReadonlyMap<number, string>, rounds: number): Promise<Measured[]> {
  const children = new Map<number, ChildProcess>()
  for (const [size, database] of databases) {
    const child = startChild('measure', database)
    await answerOf(child)
    children.set(size, child)
  }
  const measured = new Map<number, Round[]>([...databases.keys()].map((size) => [size, []]))
  for (let round = -WARM_UP_ROUNDS; round < rounds; round++)
    for (const [size, child] of children) {
      child.send('round')
      const answer = await answerOf<Round>(child)
      if (round >= 0) measured.get(size)?.push(answer)
    }
  for (const child of children.values()) {
    child.send('end')
    await once(child, 'exit')
  }
  return [...measured].map(([size, of]) => ({ size, rounds: of }))
}

const FIGURES: readonly { name: string; of: (rounds: readonly Round[]) => number; isHeld: boolean }[] = [
  { name: 'run, median ms', of: (rounds) => median(rounds.map((r) => r.runMs)), isHeld: true },
  {
    name: 'run, p90 ms',
    of: (rounds) =>
      percentile(
        rounds.map((r) => r.runMs),
        0.9,
      ),
    isHeld: false,
  },
  { name: 'run, processor ms', of: (rounds) => median(rounds.map((r) => r.runCpuMs)), isHeld: true },
  {
    name: 'after publishing, worst ms',
    of: (rounds) => Math.max(...rounds.map((r) => r.aheadMs)),
    isHeld: false,
  },
  { name: 'peak RSS, MB', of: (rounds) => Math.max(...rounds.map((r) => r.peakRssMb)), isHeld: true },
  { name: 'prompt context p50, ms', of: (rounds) => median(rounds.flatMap((r) => r.promptMs)), isHeld: true },
  {
    name: 'prompt context p99, ms',
    of: (rounds) =>
      percentile(
        rounds.flatMap((r) => r.promptMs),
        0.99,
      ),
    isHeld: true,
  },
  { name: 'record p50, ms', of: (rounds) => median(rounds.flatMap((r) => r.recordMs)), isHeld: true },
  { name: 'fetch p50, ms', of: (rounds) => median(rounds.flatMap((r) => r.fetchMs)), isHeld: true },
  { name: 'fetch, processor ms', of: (rounds) => median(rounds.map((r) => r.fetchCpuMs)), isHeld: true },
  {
    name: 'first fetch after a version, ms',
    of: (rounds) => median(rounds.map((r) => r.firstFetchMs)),
    isHeld: true,
  },
]

/** Each figure beside its ratio to the smallest conversation's. */
function table(measured: readonly Measured[]): string {
  const rows = FIGURES.map(({ name, of, isHeld }) => {
    const values = measured.map(({ rounds }) => of(rounds))
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
      rounds: { type: 'string', default: '15' },
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
