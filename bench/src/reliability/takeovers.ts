/** Real processes that lose their runs: paused beyond the lease and woken up, or killed. */
import { parseArgs } from 'node:util'
import { makeDataDir, removeDataDir } from '../../../packages/server/test/e2e/precis-server.js'
import { createAppRole, createDatabase } from '../../../packages/server/test/postgres/database.js'
import { startPostgres } from '../../../packages/server/test/postgres/server.js'
import { runTakeovers } from '../../../packages/server/test/reliability/takeovers.js'

const USAGE = `npm run --workspace bench takeovers -- [options]   (after npm run build)
  --rounds N    processes that are paused, and as many that are killed (default 10)
  --runs N      conversations that are compacted in each round (default 4)
  --lease MS    of the workers (default 3000)`

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '10' },
    runs: { type: 'string', default: '4' },
    lease: { type: 'string', default: '3000' },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) {
  console.log(USAGE)
  process.exit(0)
}
const rounds = Number(values.rounds)
const server = await startPostgres({ isDurable: true })
const dataDir = await makeDataDir()
try {
  await createAppRole(server.adminUrl)
  console.log('| the holder is | rounds | runs | taken over | violations |\n| --- | --- | --- | --- | --- |')
  for (const [how, signal] of [
    ['paused beyond its lease, then woken up', 'SIGSTOP'],
    ['killed', 'SIGKILL'],
  ] as const) {
    const { takenOver, violations } = await runTakeovers({
      database: await createDatabase(server.adminUrl),
      dataDir,
      signal,
      rounds,
      runsAtOnce: Number(values.runs),
      leaseMs: Number(values.lease),
      onRound: (round, sum) => console.error(`${how}: round ${round}, ${sum} runs taken over`),
    })
    console.log(
      `| ${how} | ${rounds} | ${rounds * Number(values.runs)} | ${takenOver} | ${violations.length} |`,
    )
    for (const violation of violations.slice(0, 20)) console.log(violation)
    if (violations.length > 0 || takenOver === 0) process.exitCode = 1
  }
} finally {
  await removeDataDir(dataDir)
  await server.stop()
}
