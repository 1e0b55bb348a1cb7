// One process with one conversation: `child.ts load FILE COUNT DISTINCT` fills the file and exits; `child.ts measure DATABASE`
// (a file, or the URL of a Postgres database) does one round for each message from its parent.
import { timed } from '../speed/statistics.js'
import { CONVERSATION, type ConversationServer, openConversationServer } from './conversation-server.js'

/** New messages before each run. */
const NEW_MESSAGES = 20
/** Fetches of a round, after the first. */
const FETCHES = 20
const QUERY_CHARACTERS = 60

export interface Loaded {
  readonly recordMs: number
  /** Of the first run: annotating and sealing everything. */
  readonly firstRunMs: number
}

export interface Round {
  /** Until the version is published. */
  readonly runMs: number
  /** Processor time of the process meanwhile, all threads. */
  readonly runCpuMs: number
  /** What is prepared for later runs after publishing. */
  readonly aheadMs: number
  readonly promptMs: readonly number[]
  readonly recordMs: readonly number[]
  /** The first after a version was published. */
  readonly firstFetchMs: number
  readonly fetchMs: readonly number[]
  /** Of each of these, processor time of the process, all threads. */
  readonly fetchCpuMs: number
  readonly peakRssMb: number
  readonly messages: number
}

async function load(server: ConversationServer, count: number, distinct: number): Promise<Loaded> {
  const say = (text: string) => process.stderr.write(`${text}\n`)
  const recordMs = await timed(() =>
    server.load(count, distinct, (loaded) => {
      if (loaded % 100_000 === 0) say(`recorded ${loaded} messages`)
    }),
  )
  const firstRunMs = await timed(async () => {
    await server.compact()
    await server.settled()
  })
  return { recordMs, firstRunMs }
}

const msOf = ({ user, system }: NodeJS.CpuUsage) => (user + system) / 1000

/** Each prompt context is read after a message was recorded, so none comes from a cache. */
async function measure(server: ConversationServer): Promise<Round> {
  const { services, principal } = server
  const promptMs: number[] = []
  const recordMs: number[] = []
  const first = await server.messages()
  for (const turn of server.turns(first, NEW_MESSAGES)) {
    recordMs.push(await timed(() => services.messages.record(principal, turn)))
    promptMs.push(await timed(() => services.context.forPrompt(principal, CONVERSATION)))
  }
  const cpuBefore = process.cpuUsage()
  const runMs = await timed(() => server.compact())
  const runCpuMs = msOf(process.cpuUsage(cpuBefore))
  const aheadMs = await timed(() => server.settled())
  const fetches = fetchesFrom(server, first)
  const firstFetchMs = await timed(() => fetches.next())
  const fetchMs: number[] = []
  const cpuBeforeFetches = process.cpuUsage()
  for (let i = 0; i < FETCHES; i++) fetchMs.push(await timed(() => fetches.next()))
  const fetchCpuMs = msOf(process.cpuUsage(cpuBeforeFetches)) / FETCHES
  return {
    runMs,
    runCpuMs,
    aheadMs,
    promptMs,
    recordMs,
    firstFetchMs,
    fetchMs,
    fetchCpuMs,
    peakRssMb: process.resourceUsage().maxRSS / 1024,
    messages: first + NEW_MESSAGES,
  }
}

/** Asks for the beginnings of sentences that were said somewhere in the conversation. */
function fetchesFrom({ services, principal, turns }: ConversationServer, messages: number) {
  let asked = 0
  return {
    next: () => {
      const [said] = turns((++asked * 7_919) % messages, 1)
      const query = (said?.content ?? '').slice(0, QUERY_CHARACTERS)
      return services.context.fetchConversation(principal, {
        conversationId: CONVERSATION,
        mode: 'fast',
        queries: [query],
        types: [],
        maxResults: 10,
        includeConversationContext: false,
      })
    },
  }
}

const [mode, path, count, distinct] = process.argv.slice(2)
if (path === undefined) throw new Error('usage: child.ts load FILE COUNT DISTINCT | measure DATABASE')
const server = await openConversationServer(path)
if (mode === 'load') {
  process.send?.(await load(server, Number(count), Number(distinct)))
  await server.close()
  process.disconnect?.()
} else {
  process.on('message', async (message: 'round' | 'end') => {
    if (message === 'round') process.send?.(await measure(server))
    else {
      await server.close()
      process.disconnect?.()
    }
  })
  process.send?.('ready')
}
