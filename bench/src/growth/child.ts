// One process with one conversation: `child.ts load FILE COUNT DISTINCT` fills the file and exits; `child.ts measure DATABASE`
// (a file, or the URL of a Postgres database) does one step for each message from its parent.
import { ANNOTATION_REVISION } from '@precis/engine'
import { timed } from '../speed/statistics.js'
import { CONVERSATION, type ConversationServer, openConversationServer } from './conversation-server.js'

const QUERY_CHARACTERS = 60

export interface Loaded {
  readonly recordMs: number
  /** Of the first run: annotating and sealing everything. */
  readonly firstRunMs: number
}

/** `settle`: what is prepared for later runs after a version is published. A run lasts until then. */
export type Step = 'record' | 'prompt' | 'run' | 'settle' | 'fetch'

export interface Sample {
  readonly ms: number
  /** Processor time of the process meanwhile, all threads. */
  readonly cpuMs: number
  /** The most that the process has had until then. */
  readonly peakRssMb: number
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

async function sampleOf(work: () => Promise<unknown>): Promise<Sample> {
  const cpuBefore = process.cpuUsage()
  const ms = await timed(work)
  const cpuMs = msOf(process.cpuUsage(cpuBefore))
  return { ms, cpuMs, peakRssMb: process.resourceUsage().maxRSS / 1024 }
}

/** What each step does. Recording goes on where the conversation ends. */
async function stepsOf(server: ConversationServer): Promise<Readonly<Record<Step, () => Promise<unknown>>>> {
  const { services, principal } = server
  let messages = await server.messages()
  const fetches = fetchesFrom(server, messages)
  return {
    record: async () => {
      for (const turn of server.turns(messages, 1)) await services.messages.record(principal, turn)
      messages++
    },
    prompt: () => services.context.forPrompt(principal, CONVERSATION),
    run: () => server.compact(),
    settle: () => server.settled(),
    fetch: () => fetches.next(),
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

/** What another release has annotated the first run would annotate anew, all of it: an hour for a million, and nothing to see of it. */
async function requireOwnAnnotations({ store, principal }: ConversationServer, path: string): Promise<void> {
  const head = await store.messages.head(principal.instanceId, CONVERSATION)
  const through = head?.annotatedThrough ?? 0
  const range = { after: through - 1, through, limit: 1 }
  const [last] = await store.messages.readAnnotations(principal.instanceId, CONVERSATION, range)
  // Written by the release that loaded it: the JSON text of an object with its revision.
  const revision = last && (JSON.parse(last.data) as { readonly revision: number }).revision
  if (revision === ANNOTATION_REVISION) return
  throw new RangeError(
    `${path} was annotated by another release (revision ${revision ?? 'none'}, ours is ${ANNOTATION_REVISION}): remove it, and it is loaded anew`,
  )
}

const [mode, path, count, distinct] = process.argv.slice(2)
if (path === undefined) throw new Error('usage: child.ts load FILE COUNT DISTINCT | measure DATABASE')
const server = await openConversationServer(path)
if (mode === 'load') {
  process.send?.(await load(server, Number(count), Number(distinct)))
  await server.close()
  process.disconnect?.()
} else {
  await requireOwnAnnotations(server, path)
  const steps = await stepsOf(server)
  process.on('message', async (asked: Step | 'end') => {
    if (asked !== 'end') process.send?.(await sampleOf(steps[asked]))
    else {
      await server.close()
      process.disconnect?.()
    }
  })
  process.send?.('ready')
}
