/** Runs the store's races, which the test suite runs a few times, often enough to prove something. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const USAGE = `npm run --workspace bench races -- [options]
  --rounds N    rounds of each race (default 1000)
  --store S     sqlite, postgres or both (default both)
  --only TEXT   races with this in their name, e.g. "two processes: races" (default races)`

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
/** A race may take this long on each round before it counts as hung: on a busy machine one takes half a second. */
const TIMEOUT_PER_ROUND_MS = 3_000
const MIN_TIMEOUT_MS = 60_000

const FILES: Readonly<Record<string, readonly string[]>> = {
  sqlite: ['src/store/sqlite/contract.test.ts', 'src/store/sqlite/erasure.test.ts'],
  postgres: ['src/store/postgres/contract.pg.test.ts', 'src/store/postgres/erasure.pg.test.ts'],
}

/** The part of Vitest's JSON report that is read. */
interface Report {
  readonly testResults: readonly {
    readonly assertionResults: readonly {
      readonly ancestorTitles: readonly string[]
      readonly title: string
      readonly status: 'passed' | 'failed' | 'skipped' | 'pending' | 'todo'
      readonly duration?: number
      readonly failureMessages: readonly string[]
    }[]
  }[]
}

async function runRaces(files: readonly string[], rounds: number, only: string): Promise<Report> {
  const folder = await mkdtemp(join(tmpdir(), 'precis-races-'))
  const report = join(folder, 'report.json')
  const timeout = Math.max(MIN_TIMEOUT_MS, rounds * TIMEOUT_PER_ROUND_MS)
  const child = spawn(
    process.execPath,
    [
      join(ROOT, 'node_modules/vitest/vitest.mjs'),
      'run',
      ...files,
      ...['-t', only, `--testTimeout=${timeout}`, '--no-file-parallelism'],
      ...['--reporter=json', `--outputFile=${report}`],
    ],
    {
      cwd: ROOT,
      env: { ...process.env, PRECIS_TEST_RACE_ROUNDS: String(rounds) },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  )
  try {
    await once(child, 'exit')
    return JSON.parse(await readFile(report, 'utf8')) as Report // proof: written by Vitest's JSON reporter
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Prints a row for each race; gives the number of races in which an invariant was broken. */
function print(report: Report, rounds: number): number {
  const races = report.testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === 'passed' || status === 'failed')
  for (const { ancestorTitles, title, status, duration = 0 } of races) {
    const held = status === 'passed' ? `${rounds} rounds, all held` : 'BROKEN'
    console.log(
      `| ${ancestorTitles.join(' ').replace(': races', '')} | ${title} | ${held} | ${(duration / 1000).toFixed(1)} s |`,
    )
  }
  const broken = races.filter(({ status }) => status === 'failed')
  for (const { title, failureMessages } of broken) console.log(`\n${title}\n${failureMessages.join('\n')}`)
  console.log(
    `\n${races.length} races × ${rounds} rounds = ${races.length * rounds} rounds; ${broken.length} races broken`,
  )
  return races.length === 0 ? 1 : broken.length
}

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '1000' },
    store: { type: 'string', default: 'both' },
    only: { type: 'string', default: 'races' },
    help: { type: 'boolean', default: false },
  },
})
const stores = values.store === 'both' ? Object.keys(FILES) : [values.store]
if (values.help || stores.some((store) => !(store in FILES))) {
  console.log(USAGE)
  process.exit(values.help ? 0 : 2)
}
const rounds = Number(values.rounds)
const files = stores.flatMap((store) => FILES[store] ?? [])
console.log('| store | race | rounds | time |\n| --- | --- | --- | --- |')
process.exitCode = print(await runRaces(files, rounds, values.only), rounds) === 0 ? 0 : 1
