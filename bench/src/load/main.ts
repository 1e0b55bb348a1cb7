/** Load on `precis serve`, one process on SQLite or several that share one Postgres: throughput, ingest, soak. */
import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { measureIngest } from './ingest.js'
import { soak } from './soak.js'
import { startStore } from './stores.js'
import { measureThroughput } from './throughput.js'

/** A soak of so long in which something rises has failed. */
const JUDGED_MINUTES = 10

const USAGE = `npm run --workspace bench load -- [options]   (after npm run build; by default about two minutes)
  --only PARTS          of throughput,ingest,soak (default all; throughput is of Postgres only)
  --store NAME          postgres, one of our own, or sqlite (default postgres)
  --rounds N            of each contestant of the throughput (default 3)
  --seconds S           of each contestant in a round (default 1)
  --warm-up S           of each contestant before the first round (default 2)
  --conversations N     to ingest (default 40)
  --messages M          of each conversation (default 50)
  --batch B             messages of one request (default 1)
  --minutes M           after which no conversation is begun (default 60)
  --soak MINUTES        of mixed load (default 0.5)
  --every SECONDS       between two lines of the soak (default 30)
  --collect             a garbage collection before each line
  --processes P         of ingest and soak on Postgres (default 4)
  --seed N              of what is said (default 1)`

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: 'throughput,ingest,soak' },
    store: { type: 'string', default: 'postgres' },
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '1' },
    'warm-up': { type: 'string', default: '2' },
    conversations: { type: 'string', default: '40' },
    messages: { type: 'string', default: '50' },
    batch: { type: 'string', default: '1' },
    minutes: { type: 'string', default: '60' },
    soak: { type: 'string', default: '0.5' },
    every: { type: 'string', default: '30' },
    processes: { type: 'string', default: '4' },
    seed: { type: 'string', default: '1' },
    collect: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) {
  console.log(USAGE)
  process.exit(0)
}

const parts = values.only.split(',')
const seed = positive('seed')
const store = await startStore(values.store)
const processes = Math.min(positive('processes'), store.maxProcesses)
try {
  if (parts.includes('throughput') && store.name === 'postgres') {
    const opened = await begin('Throughput')
    const [rounds, seconds, warmUpSeconds] = [positive('rounds'), positive('seconds'), positive('warm-up')]
    console.log(await measureThroughput({ opened, seed, rounds, seconds, warmUpSeconds }))
  }
  if (parts.includes('ingest')) {
    const opened = await begin('Ingest')
    const [conversations, messages, batch] = [
      positive('conversations'),
      positive('messages'),
      positive('batch'),
    ]
    console.log(
      `${conversations} conversations × ${messages} messages, ${batch} in a request, processes: ${processes}\n`,
    )
    const minutes = positive('minutes')
    await measureIngest({ opened, seed, processes, conversations, messages, batch, minutes })
  }
  if (parts.includes('soak')) {
    const opened = await begin('Soak')
    const [minutes, lineMs] = [positive('soak'), 1000 * positive('every')]
    const risesNowhere = await soak({ opened, seed, processes, minutes, lineMs, collects: values.collect })
    // Less than the caches take to fill says nothing.
    if (!risesNowhere && minutes >= JUDGED_MINUTES) process.exitCode = 1
  }
  console.log(`\nload average at the end ${loadavg()[0]?.toFixed(1)}`)
} finally {
  await store.stop()
}

/** A heading, and an empty database for what follows. */
async function begin(name: string) {
  const about = `${store.name}, seed ${seed}, ${new Date().toISOString()}, load average ${loadavg()[0]?.toFixed(1)}`
  console.log(`\n## ${name}: ${about}\n`)
  return store.open()
}

function positive(name: Exclude<keyof typeof values, 'only' | 'store' | 'collect' | 'help'>) {
  const value = Number(values[name])
  if (!(value > 0) || !Number.isFinite(value))
    throw new RangeError(`--${name} is "${values[name]}"; give a number above 0`)
  return value
}
