/** A real `precis serve` on a free port, and the smallest client that speaks to it. */
import type { ChildProcessWithoutNullStreams } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { collect, startPrecis } from './precis-process.js'

export const TEST_KEY = 'synap_endtoendendtoendendtoend12'
/** Between two looks at a condition. */
const POLL_PAUSE_MS = 20

export interface TestServer {
  readonly url: string
  readonly dataDir: string
  readonly child: ChildProcessWithoutNullStreams
  readonly exited: Promise<number | null>
  readonly announced: readonly string[]
  stderr(): string
  /** Sends a signal and resolves to the exit code; null when the signal ended the process. */
  kill(signal: NodeJS.Signals): Promise<number | null>
}

export interface ServerOptions {
  readonly dataDir: string
  readonly flags?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}

export function makeDataDir(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'precis-e2e-'))
}

export const removeDataDir = (dataDir: string) => rm(dataDir, { recursive: true, force: true })

/** Starts a server and resolves once it answers `/ready` with 200. */
export async function startServer({ dataDir, flags = [], env = {} }: ServerOptions): Promise<TestServer> {
  const args = [
    'serve',
    '--port',
    '0',
    '--grpc-port',
    'off',
    '--data',
    dataDir,
    '--log-level',
    'warn',
    ...flags,
  ]
  const child = startPrecis(args, { env: { PRECIS_BOOTSTRAP_API_KEY: TEST_KEY, ...env } })
  const stderr = collect(child.stderr)
  const exited = once(child, 'close').then(([code]) => code as number | null)
  const announced: string[] = []
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      announced.push(line)
      const found = /HTTP\s+(http:\S+)/.exec(line)?.[1]
      if (found !== undefined) resolve(found)
    })
    exited.then((code) => reject(new Error(`precis serve ended with ${code}: ${stderr()}`)))
  })
  const server: TestServer = {
    url,
    dataDir,
    child,
    exited,
    announced,
    stderr,
    async kill(signal) {
      child.kill(signal)
      return exited
    },
  }
  await pollUntil(async () => (await fetch(`${url}/ready`)).status === 200)
  return server
}

/** Looks again and again until the condition holds; the test's own time limit ends it. */
export async function pollUntil(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await pause(POLL_PAUSE_MS)
}

export interface Answer {
  readonly status: number
  readonly headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: tests assert the shape of what is inside
  readonly body: any
}

/** One call with the test key, or with other headers. */
export async function call(
  server: Pick<TestServer, 'url'>,
  method: string,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = { authorization: `Bearer ${TEST_KEY}` },
): Promise<Answer> {
  const payload = body === undefined || typeof body === 'string' ? body : JSON.stringify(body)
  const response = await fetch(`${server.url}${path}`, {
    method,
    headers: { ...headers, ...(payload !== undefined && { 'content-type': 'application/json' }) },
    ...(payload !== undefined && { body: payload }),
  })
  const text = await response.text()
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? undefined : JSON.parse(text),
  }
}

/** As a client does: a server that is overloaded has done nothing and is asked again. */
export async function callUntilServed(
  server: Pick<TestServer, 'url'>,
  method: string,
  path: string,
  body: unknown,
): Promise<Answer> {
  let answer = await call(server, method, path, body)
  await pollUntil(async () => {
    if (answer.status === 503) answer = await call(server, method, path, body)
    return answer.status !== 503
  })
  return answer
}

export interface WireMessage {
  readonly role: string
  readonly content: string
}

/** Records messages in batches; every one has to be accepted. */
export async function recordAll(
  server: Pick<TestServer, 'url'>,
  conversationId: string,
  messages: readonly WireMessage[],
): Promise<void> {
  const batchSize = 1_000
  for (let start = 0; start < messages.length; start += batchSize) {
    const batch = messages.slice(start, start + batchSize)
    const body = { messages: batch.map((message) => ({ conversation_id: conversationId, ...message })) }
    const answer = await callUntilServed(server, 'POST', '/v1/conversations/messages/batch', body)
    if (answer.status !== 200 || answer.body.succeeded !== batch.length)
      throw new Error(`batch was not recorded: ${answer.status} ${JSON.stringify(answer.body).slice(0, 500)}`)
  }
}

/** Starts a compaction and resolves to the status once the run is over. */
export async function compactToEnd(
  server: Pick<TestServer, 'url'>,
  conversationId: string,
  options: object = {},
): Promise<Answer['body']> {
  const started = await call(server, 'POST', '/v1/conversations/compact', {
    conversation_id: conversationId,
    ...options,
  })
  if (started.status !== 200) throw new Error(`compact was refused: ${JSON.stringify(started.body)}`)
  return runEnd(server, conversationId)
}

/** Resolves to the status of a conversation once no run is under way. */
export async function runEnd(
  server: Pick<TestServer, 'url'>,
  conversationId: string,
): Promise<Answer['body']> {
  let status: Answer | undefined
  await pollUntil(async () => {
    status = await call(server, 'GET', `/v1/conversations/${conversationId}/compaction/status`)
    // One that is overloaded has not said anything about the run.
    return status.status !== 503 && status.body.status !== 'in_progress'
  })
  return status?.body
}
