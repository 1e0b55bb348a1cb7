/** A real server with its stream, and the clients of one instance. */
import { randomUUID } from 'node:crypto'
import { runPrecis } from '../e2e/precis-process.js'
import {
  makeDataDir,
  pollUntil,
  removeDataDir,
  startServer,
  TEST_KEY,
  type TestServer,
} from '../e2e/precis-server.js'
import { createPythonClient, type PythonClient } from './python-client.js'
import { createStreamClient, type StreamClient } from './stream-client.js'

export interface CompatServer {
  readonly server: TestServer
  readonly grpcPort: number
  readonly python: PythonClient
  /** A stream client with a connection of its own; closed with the server. */
  stream(apiKey?: string, channelOptions?: object, ids?: Readonly<Record<string, string>>): StreamClient
  /** A key of another instance on the same server. */
  keyOfOtherInstance(): Promise<{ readonly key: string; readonly id: string }>
  revoke(keyId: string): Promise<void>
  /** Stops the server, leaving its data for another one. */
  stop(): Promise<void>
  /** Stops the server as an orchestrator does. Rejects when it does not exit with 0. */
  close(): Promise<void>
}

/** @param given a data folder that another server left; default: a fresh one. */
export async function startCompatServer(
  flags: readonly string[] = [],
  given?: string,
): Promise<CompatServer> {
  const dataDir = given ?? (await makeDataDir())
  const server = await startServer({
    dataDir,
    flags: ['--grpc-port', '0', '--auto-compact', 'off', ...flags],
  })
  const grpcPort = await grpcPortOf(server)
  const streams: StreamClient[] = []
  const stop = async () => {
    for (const stream of streams) stream.close()
    const code = await server.kill('SIGTERM')
    if (code !== 0) throw new Error(`the server ended with ${code}: ${server.stderr()}`)
  }
  return {
    server,
    grpcPort,
    python: createPythonClient(server.url, TEST_KEY),
    stream(apiKey = TEST_KEY, channelOptions = {}, ids = {}) {
      const client = createStreamClient(grpcPort, apiKey, channelOptions, ids)
      streams.push(client)
      return client
    },
    async keyOfOtherInstance() {
      const name = `other-${randomUUID().slice(0, 8)}`
      const made = await runPrecis(['keys', 'create', '--instance', name, '--data', dataDir])
      const listed = await runPrecis(['keys', 'list', '--data', dataDir])
      const key = /synap_[\w-]+/.exec(made.stdout)?.[0]
      const row = listed.stdout.split('\n').find((line) => line.includes(name))
      const id = /key_[0-9a-f]+/.exec(row ?? '')?.[0]
      if (key === undefined || id === undefined) throw new Error(`no key: ${made.stderr} ${listed.stdout}`)
      return { key, id }
    },
    async revoke(keyId) {
      const done = await runPrecis(['keys', 'revoke', keyId, '--data', dataDir])
      if (done.code !== 0) throw new Error(`not revoked: ${done.stderr}`)
    },
    stop,
    async close() {
      try {
        await stop()
      } finally {
        await removeDataDir(dataDir)
      }
    },
  }
}

/** The port of a server's stream, as it was announced. */
export async function grpcPortOf(server: Pick<TestServer, 'announced'>): Promise<number> {
  let port: string | undefined
  await pollUntil(async () => {
    port = server.announced.map((line) => /gRPC\s+\S*:(\d+)/.exec(line)?.[1]).find(Boolean)
    return port !== undefined
  })
  return Number(port)
}

/** A conversation that has something to find, decide and keep. */
export const MOVE_TURNS = [
  {
    role: 'user',
    content: 'We are moving our pottery studio to Antwerp in October. Please keep the list for me.',
  },
  { role: 'assistant', content: 'Gladly. What is fixed already, and what do you still need?' },
  {
    role: 'user',
    content: 'Never book the lift on a Sunday, the neighbours complained. The kiln weighs 240 kg.',
  },
  { role: 'assistant', content: 'Noted: no lift on Sundays, and the kiln weighs 240 kg.' },
  {
    role: 'user',
    content: 'We decided to use the movers Verbeke, they cost 1,150 euro. I prefer calls before noon.',
  },
  {
    role: 'assistant',
    content: 'Verbeke for 1,150 euro, and calls before noon. Shall I ask them about the kiln?',
  },
] as const

export interface RecordedTurn {
  readonly content: string
  readonly timestamp: string
}

/** Records the turns over HTTP as the Python client does, and returns what it would hold itself. */
export async function recordTurns(
  python: PythonClient,
  conversationId: string,
  turns: readonly { readonly role: string; readonly content: string }[] = MOVE_TURNS,
  userId = 'u1',
): Promise<RecordedTurn[]> {
  const held: RecordedTurn[] = []
  for (const turn of turns) {
    const answer = await python.recordMessage({ conversation_id: conversationId, user_id: userId, ...turn })
    held.push({ content: turn.content, timestamp: answer.recorded_at })
  }
  return held
}

/** Starts a run and waits as the documents show: by polling the status. */
export async function compactAndPoll(python: PythonClient, conversationId: string, input: object = {}) {
  const started = await python.compact({ conversation_id: conversationId, ...input })
  let status = await python.status(conversationId)
  await pollUntil(async () => {
    status = await python.status(conversationId)
    return status.status === 'completed' || status.status === 'failed'
  })
  return { started, status }
}
