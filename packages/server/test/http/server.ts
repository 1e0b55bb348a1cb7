/** A whole server for tests: every real part on an own folder, in process, without a port. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { InjectOptions } from 'fastify'
import { pino } from 'pino'
import { openParts, type Parts, type Surroundings } from '../../src/app.js'
import { type ConfigOverrides, loadConfig } from '../../src/config.js'

export const API_KEY = `synap_${'t'.repeat(32)}`

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly text: string
  readonly body: Readonly<Record<string, unknown>>
}

export interface HttpServer {
  readonly parts: Parts
  readonly dataDir: string
  /** Sends a request with the key, unless `headers` says otherwise. */
  send(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: unknown,
    headers?: InjectOptions['headers'],
  ): Promise<Answer>
  /** Records messages one after the other and returns their ids. */
  record(conversationId: string, ...contents: readonly string[]): Promise<string[]>
  /** Starts a compaction and resolves when no run is left. */
  compact(conversationId: string, fields?: object): Promise<Answer>
  close(): Promise<void>
}

/** Opens a server; runs are carried out, automatic ones are off unless asked for. */
export async function openHttpServer(
  overrides: ConfigOverrides = {},
  surroundings: Partial<Surroundings> = {},
): Promise<HttpServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'precis-http-'))
  const config = loadConfig(
    {
      dataDir,
      autoEnabled: false,
      workerThreads: 1,
      bootstrapApiKey: API_KEY,
      // A machine that stands still for a while is no reason for a test to be refused.
      maxEventLoopDelayMs: 0,
      ...overrides,
    },
    {},
  )
  const parts = await openParts(config, { log: pino({ level: 'silent' }), ...surroundings })
  await parts.worker.start()

  const send: HttpServer['send'] = async (method, url, body, headers) => {
    const response = await parts.http.inject({
      method,
      url,
      headers: {
        authorization: `Bearer ${API_KEY}`,
        ...(typeof body === 'string' && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { payload: body as string | object }),
    })
    const { statusCode: status, body: text } = response
    return { status, headers: response.headers, text, body: text.startsWith('{') ? JSON.parse(text) : {} }
  }

  return {
    parts,
    dataDir,
    send,
    async record(conversationId, ...contents) {
      const ids: string[] = []
      for (const [index, content] of contents.entries()) {
        const role = index % 2 === 0 ? 'user' : 'assistant'
        const message = { conversation_id: conversationId, role, content, user_id: 'u1' }
        const { status, body, text } = await send('POST', '/v1/conversations/messages', message)
        if (status !== 200) throw new Error(`recording failed: ${text}`)
        ids.push(String(body['message_id']))
      }
      return ids
    },
    async compact(conversationId, fields = {}) {
      const answer = await send('POST', '/v1/conversations/compact', {
        conversation_id: conversationId,
        ...fields,
      })
      await parts.worker.idle()
      return answer
    },
    async close() {
      await parts.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
