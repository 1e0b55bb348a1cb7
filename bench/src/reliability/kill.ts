/** The kill test in its long form: one process of four is killed every second. */
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { randomFrom } from '../../../packages/engine/test/survival/random.js'
import { createAppRole, createDatabase } from '../../../packages/server/test/postgres/database.js'
import { startPostgres } from '../../../packages/server/test/postgres/server.js'
import { runKills } from '../../../packages/server/test/reliability/kill-run.js'

const USAGE = `npm run --workspace bench kill -- [options]   (after npm run build)
  --kills N      how many (default 100)
  --every MS     pause before each (default 1000)
  --seed N       of what is killed and said (default 1)`

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '100' },
    every: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) {
  console.log(USAGE)
  process.exit(0)
}
const seed = Number(values.seed)
const server = await startPostgres({ isDurable: true })
try {
  await createAppRole(server.adminUrl)
  const startedAt = performance.now()
  const outcomes = await runKills({
    kills: Number(values.kills),
    random: randomFrom(seed),
    database: await createDatabase(server.adminUrl),
    untilNextKill: () => pause(Number(values.every)),
    onKill: (kill, name) => {
      if (kill % 10 === 0)
        console.error(`${kill} kills, the last of ${name}, after ${seconds(performance.now() - startedAt)}`)
    },
  })
  console.log(`seed ${seed}, ${seconds(performance.now() - startedAt)} in all`)
  console.log(
    '| store | kills | acknowledged | sent again | repeated | runs completed | failed | begun again | stood still at most | settled after | violations |',
  )
  console.log('| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |')
  for (const o of outcomes)
    console.log(
      `| ${o.name} | ${o.kills} | ${o.acknowledged} | ${o.retried} | ${o.repeated} | ${o.completedRuns} | ${o.failedRuns} | ${o.takenOver} | ${seconds(o.stoodStillMs)} | ${seconds(o.settledMs)} | ${o.violations.length} |`,
    )
  for (const { name, statuses, violations } of outcomes)
    console.log(`\n${name}: ${statuses}\n${violations.slice(0, 20).join('\n')}`)
  if (outcomes.some(({ violations }) => violations.length > 0)) process.exitCode = 1
} finally {
  await server.stop()
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`
}
