/** Load on several `precis serve` processes that share one Postgres: throughput, ingest with its backlog, soak. */
import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { createAppRole, createDatabase } from '../../../packages/server/test/postgres/database.js'
import { startPostgres } from '../../../packages/server/test/postgres/server.js'
import { measureIngest } from './ingest.js'
import { soak } from './soak.js'
import { measureThroughput } from './throughput.js'

const USAGE = `npm run --workspace bench load -- [options]   (after npm run build; by default about two minutes)
  --only PARTS          of throughput,ingest,soak (default all)
  --rounds N            of each contestant of the throughput (default 3)
  --seconds S           of each contestant in a round (default 1)
  --conversations N     to ingest (default 40)
  --messages M          of each conversation (default 50)
  --soak MINUTES        of mixed load (default 0.5)
  --processes P         of ingest and soak (default 4)
  --seed N              of what is said (default 1)`

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: 'throughput,ingest,soak' },
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '1' },
    conversations: { type: 'string', default: '40' },
    messages: { type: 'string', default: '50' },
    soak: { type: 'string', default: '0.5' },
    processes: { type: 'string', default: '4' },
    seed: { type: 'string', default: '1' },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) {
  console.log(USAGE)
  process.exit(0)
}

const parts = values.only.split(',')
const seed = positive('seed')
const processes = positive('processes')
const server = await startPostgres({ isDurable: true })
try {
  await createAppRole(server.adminUrl)
  if (parts.includes('throughput')) {
    const { url: databaseUrl } = await begin('Throughput')
    const [rounds, seconds] = [positive('rounds'), positive('seconds')]
    console.log(await measureThroughput({ databaseUrl, seed, rounds, seconds }))
  }
  if (parts.includes('ingest')) {
    const { url: databaseUrl, adminUrl } = await begin('Ingest')
    const [conversations, messages] = [positive('conversations'), positive('messages')]
    console.log(`${conversations} conversations × ${messages} messages, ${processes} processes\n`)
    await measureIngest({ databaseUrl, adminUrl, seed, processes, conversations, messages })
  }
  if (parts.includes('soak')) {
    const { url: databaseUrl } = await begin('Soak')
    await soak({ databaseUrl, seed, processes, minutes: positive('soak') })
  }
  console.log(`\nload average at the end ${loadavg()[0]?.toFixed(1)}`)
} finally {
  await server.stop()
}

/** A heading, and an empty database for what follows. */
async function begin(name: string) {
  console.log(
    `\n## ${name}: seed ${seed}, ${new Date().toISOString()}, load average ${loadavg()[0]?.toFixed(1)}\n`,
  )
  return createDatabase(server.adminUrl)
}

function positive(name: 'rounds' | 'seconds' | 'conversations' | 'messages' | 'soak' | 'processes' | 'seed') {
  const value = Number(values[name])
  if (!(value > 0) || !Number.isFinite(value))
    throw new RangeError(`--${name} is "${values[name]}"; give a number above 0`)
  return value
}
