/** One keep-alive connection per client: the smallest client that can time a request. */
import { Agent, type IncomingMessage, request } from 'node:http'
import type { ChildServer } from './child-server.js'

export interface HttpAnswer {
  readonly status: number
  readonly body: Buffer
  /** From sending the request to the last byte of the answer. */
  readonly ms: number
}

export interface HttpClient {
  send(method: string, path: string, body?: unknown): Promise<HttpAnswer>
  close(): void
}

export function createHttpClient(server: ChildServer): HttpClient {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  return {
    close: () => agent.destroy(),
    send(method, path, body) {
      const payload = body === undefined ? undefined : JSON.stringify(body)
      const headers = {
        ...server.headers,
        ...(payload !== undefined && { 'content-type': 'application/json' }),
      }
      return new Promise((resolve, reject) => {
        const startedAt = performance.now()
        const outgoing = request(`${server.url}${path}`, { method, agent, headers }, (incoming) => {
          readBody(incoming).then((bytes) => {
            resolve({ status: incoming.statusCode ?? 0, body: bytes, ms: performance.now() - startedAt })
          }, reject)
        })
        outgoing.on('error', reject)
        outgoing.end(payload)
      })
    },
  }
}

async function readBody(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer) // proof: no encoding is set on the stream
  return Buffer.concat(chunks)
}

/** Sends and parses; throws unless the answer is 200. */
export async function call<T>(client: HttpClient, method: string, path: string, body?: unknown): Promise<T> {
  const answer = await client.send(method, path, body)
  const text = answer.body.toString('utf8')
  if (answer.status !== 200) throw new Error(`${method} ${path}: ${answer.status} ${text.slice(0, 300)}`)
  return JSON.parse(text) as T
}
