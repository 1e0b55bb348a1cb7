/** A small server that speaks the wire over a real socket. It keeps messages and versions; what it renders is only told apart. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export const API_KEY = 'synap_test_key_for_the_wire_server_0001'

export interface SeenRequest {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingMessage['headers']
  readonly body: Record<string, unknown>
}

/** What one request gets instead of the usual answer. */
export type Scripted =
  | {
      readonly kind: 'answer'
      readonly status: number
      readonly body?: unknown
      readonly headers?: Record<string, string>
    }
  | { readonly kind: 'text'; readonly status: number; readonly text: string }
  /** Handled, but the connection is cut before the answer. */
  | { readonly kind: 'reset_after_handling' }
  | { readonly kind: 'reset' }
  | { readonly kind: 'hang' }
  /** The head and half of the body, then nothing. */
  | { readonly kind: 'stall_in_body' }
  /** Waits for `release`, then answers as usual with what was true when it came in. */
  | { readonly kind: 'hold'; readonly release: Promise<void> }

interface StoredMessage {
  readonly message_id: string
  readonly role: string
  readonly content: string
  readonly timestamp: string
  readonly key: string
}

interface StoredVersion {
  readonly version: number
  readonly compactionId: string
  readonly coveredCount: number
  readonly createdAtMs: number
}

interface StoredConversation {
  readonly messages: StoredMessage[]
  readonly versions: StoredVersion[]
  run:
    | {
        readonly compactionId: string
        readonly startedAtMs: number
        readonly coveredCount: number
        looksLeft: number
        fails: string | undefined
      }
    | undefined
  lastRun: { readonly compactionId: string; readonly failed: string | undefined } | undefined
}

export interface WireServer {
  readonly url: string
  readonly requests: SeenRequest[]
  /** The next requests to paths that end in `path` are answered so, one script each. */
  script(path: string, ...answers: Scripted[]): void
  /** Resolves when the next request arrives. */
  arrival(): Promise<SeenRequest>
  /** How many times the status of a run reads `in_progress` before it is over. Default 1. */
  looksPerRun: number
  nextRunFails: string | undefined
  conversation(id: string): StoredConversation
  /** What another client, or the server by itself, does. */
  recordElsewhere(id: string, content: string): void
  publishElsewhere(id: string): void
  countOf(path: string): number
  nowMs: () => number
  close(): Promise<void>
}

export async function startWireServer(): Promise<WireServer> {
  const state = new WireState()
  const http = createServer((request, response) => void state.handle(request, response))
  http.on('connection', (socket) => socket.on('error', () => {}))
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  state.url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
  state.shut = () =>
    new Promise<void>((resolve) => {
      http.close(() => resolve())
      http.closeAllConnections()
    })
  return state
}

class WireState implements WireServer {
  url = ''
  shut: () => Promise<void> = async () => {}
  readonly requests: SeenRequest[] = []
  looksPerRun = 1
  nextRunFails: string | undefined
  nowMs = () => Date.parse('2026-03-01T10:00:00Z')
  readonly #scripts: { path: string; answer: Scripted }[] = []
  readonly #conversations = new Map<string, StoredConversation>()
  readonly #arrivals: ((request: SeenRequest) => void)[] = []
  #ids = 0

  script(path: string, ...answers: Scripted[]): void {
    for (const answer of answers) this.#scripts.push({ path, answer })
  }

  arrival(): Promise<SeenRequest> {
    return new Promise((resolve) => this.#arrivals.push(resolve))
  }

  countOf(path: string): number {
    return this.requests.filter((request) => request.path.endsWith(path)).length
  }

  conversation(id: string): StoredConversation {
    const found = this.#conversations.get(id) ?? {
      messages: [],
      versions: [],
      run: undefined,
      lastRun: undefined,
    }
    this.#conversations.set(id, found)
    return found
  }

  recordElsewhere(id: string, content: string): void {
    this.#record(id, { role: 'user', content, idempotency_key: this.#newId('k') })
  }

  publishElsewhere(id: string): void {
    const conversation = this.conversation(id)
    this.#publish(conversation, this.#newId('c'), conversation.messages.length)
  }

  close(): Promise<void> {
    return this.shut()
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://local')
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const text = Buffer.concat(chunks).toString('utf8')
    const seen: SeenRequest = {
      method: request.method ?? '',
      path: url.pathname,
      query: url.searchParams,
      headers: request.headers,
      body: text ? (JSON.parse(text) as Record<string, unknown>) : {},
    }
    this.requests.push(seen)
    for (const tell of this.#arrivals.splice(0)) tell(seen)
    const index = this.#scripts.findIndex((script) => seen.path.endsWith(script.path))
    const scripted = index < 0 ? undefined : this.#scripts.splice(index, 1)[0]?.answer
    await this.#reply(seen, response, scripted)
  }

  async #reply(seen: SeenRequest, response: ServerResponse, scripted: Scripted | undefined): Promise<void> {
    if (scripted?.kind === 'hang') return
    if (scripted?.kind === 'reset') return void response.socket?.destroy()
    if (scripted?.kind === 'answer')
      return send(response, scripted.status, scripted.body ?? {}, scripted.headers)
    if (scripted?.kind === 'text') return void response.writeHead(scripted.status).end(scripted.text)
    if (seen.headers.authorization !== `Bearer ${API_KEY}`) {
      return send(response, 401, { detail: 'The API key is unknown or revoked.', code: 'unauthenticated' })
    }
    const { status, body } = this.#answer(seen)
    if (scripted?.kind === 'hold') await scripted.release
    if (scripted?.kind === 'reset_after_handling') return void response.socket?.destroy()
    if (scripted?.kind === 'stall_in_body') {
      const whole = JSON.stringify(body)
      response.writeHead(status, {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(whole),
      })
      return void response.write(whole.slice(0, whole.length / 2))
    }
    send(response, status, body)
  }

  #answer({ method, path, body, query }: SeenRequest): { status: number; body: unknown } {
    const route = `${method} ${path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, ':id')}`
    const id = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(path)?.[0] ?? String(body['conversation_id'])
    switch (route) {
      case 'GET /api/v1/auth/whoami':
        return ok({ client_id: 'cli_00000000000000aa', instance_id: 'inst_00000000000000bb' })
      case 'POST /v1/conversations/messages':
        return ok(this.#record(id, body))
      case 'POST /v1/conversations/messages/batch':
        return ok(this.#batch(body['messages'] as Record<string, unknown>[]))
      case 'POST /v1/conversations/compact':
        return this.#compact(id, body['force'] === true)
      case 'GET /v1/conversations/:id/compaction/status':
        return ok(this.#status(id))
      case 'GET /v1/conversations/:id/compacted':
        return this.#compacted(id, query)
      case 'GET /v1/conversations/:id/explain':
        return this.#explained(id, query)
      case 'GET /v1/conversations/:id/context-for-prompt':
        return this.#prompt(id, query)
      case 'POST /v1/context/conversation/fetch':
        return ok(this.#fetched(id, body))
      default:
        return { status: 404, body: { detail: `no route ${route}`, code: 'not_found' } }
    }
  }

  #record(id: string, body: Record<string, unknown>): Record<string, unknown> {
    const { messages } = this.conversation(id)
    const key = String(body['idempotency_key'])
    let message = messages.find((candidate) => candidate.key === key)
    if (!message) {
      const timestamp = new Date(this.nowMs() + messages.length).toISOString()
      const content = String(body['content'])
      message = { message_id: this.#newId('m'), role: String(body['role']), content, timestamp, key }
      messages.push(message)
    }
    return {
      message_id: message.message_id,
      conversation_id: id,
      session_id: String(body['session_id'] ?? 's1'),
      recorded_at: message.timestamp,
      sequence: messages.indexOf(message) + 1,
    }
  }

  #batch(messages: readonly Record<string, unknown>[]): Record<string, unknown> {
    const results = messages.map((message) =>
      message['content'] === 'refuse me'
        ? { error: 'content: refused', code: 'invalid_argument' }
        : this.#record(String(message['conversation_id']), message),
    )
    const failed = results.filter((result) => 'error' in result).length
    return { total: results.length, succeeded: results.length - failed, failed, results }
  }

  #compact(id: string, force: boolean): { status: number; body: unknown } {
    const conversation = this.conversation(id)
    if (conversation.messages.length === 0)
      return refused(403, 'permission_denied', 'No messages were recorded.')
    if (conversation.run) return refused(409, 'conflict', 'A compaction of this conversation is under way.')
    const latest = conversation.versions.at(-1)
    const isCovered = latest?.coveredCount === conversation.messages.length && !force
    const compactionId = isCovered && latest ? latest.compactionId : this.#newId('c')
    if (!isCovered) {
      conversation.run = {
        compactionId,
        startedAtMs: this.nowMs(),
        coveredCount: conversation.messages.length,
        looksLeft: this.looksPerRun,
        fails: this.nextRunFails,
      }
      this.nextRunFails = undefined
    }
    return ok({
      compaction_id: compactionId,
      conversation_id: id,
      status: isCovered ? 'completed' : 'in_progress',
      trigger_type: 'manual_api',
      initiated_at: new Date(this.nowMs()).toISOString(),
      estimated_completion_seconds: isCovered ? null : 1,
      previous_context: latest ? this.#rendered(id, latest, 'structured') : null,
      previous_context_age_seconds: latest ? 0 : null,
      previous_compaction_id: latest?.compactionId ?? null,
    })
  }

  #status(id: string): Record<string, unknown> {
    const conversation = this.conversation(id)
    const { run } = conversation
    if (run && run.looksLeft <= 0) {
      conversation.run = undefined
      conversation.lastRun = { compactionId: run.compactionId, failed: run.fails }
      if (run.fails === undefined) this.#publish(conversation, run.compactionId, run.coveredCount)
    } else if (run) run.looksLeft--
    const latest = conversation.versions.at(-1)
    const failed = conversation.run ? undefined : conversation.lastRun?.failed
    const since = conversation.messages.length - (latest?.coveredCount ?? 0)
    return {
      conversation_id: id,
      status: conversation.run
        ? 'in_progress'
        : failed !== undefined
          ? 'failed'
          : latest
            ? 'completed'
            : 'none',
      compaction_id:
        conversation.run?.compactionId ?? conversation.lastRun?.compactionId ?? latest?.compactionId ?? null,
      completed_at: latest ? new Date(latest.createdAtMs).toISOString() : null,
      compression_ratio: latest ? 0.4 : null,
      validation_score: latest ? 0.91 : null,
      estimated_completion_seconds: conversation.run ? 1 : null,
      error_message: failed ?? null,
      latest_version: latest?.version ?? null,
      latest_created_at: run
        ? new Date(run.startedAtMs).toISOString()
        : latest
          ? new Date(latest.createdAtMs).toISOString()
          : null,
      has_compaction: latest !== undefined,
      is_stale: latest !== undefined && since > 0,
      version: latest?.version ?? 0,
      last_compacted_at: latest ? new Date(latest.createdAtMs).toISOString() : null,
      memories_since_compaction: latest ? since : 0,
    }
  }

  #compacted(id: string, query: URLSearchParams): { status: number; body: unknown } {
    const { versions } = this.conversation(id)
    const wanted = query.get('version')
    const found =
      wanted === null ? versions.at(-1) : versions.find((entry) => entry.version === Number(wanted))
    if (!found) return refused(404, 'not_found', 'There is no such compaction.')
    return ok(this.#rendered(id, found, query.get('format') ?? 'structured'))
  }

  #explained(id: string, query: URLSearchParams): { status: number; body: unknown } {
    const { versions } = this.conversation(id)
    const found = versions[Number(query.get('version') ?? versions.length) - 1]
    if (!found) return refused(404, 'not_found', 'There is no such compaction.')
    const entry = {
      message_id: 'm1',
      start: 0,
      end: 5,
      handle: 'm1',
      text: 'hello',
      score: 0.5,
      score_parts: { length: 0.5 },
    }
    const successor = { message_id: 'm2', start: 3, end: 9 }
    return ok({
      compaction_id: found.compactionId,
      conversation_id: id,
      version: found.version,
      entries: [
        { ...entry, fate: 'dropped', reason: 'filler', shortened: null, successor },
        { ...entry, fate: 'shortened', reason: 'fits', shortened: 'hi', successor: null },
      ],
    })
  }

  #prompt(id: string, query: URLSearchParams): { status: number; body: unknown } {
    const { messages, versions } = this.conversation(id)
    if (messages.length === 0) return refused(403, 'permission_denied', 'No messages were recorded.')
    const latest = versions.at(-1)
    const recent = messages.slice(latest?.coveredCount ?? 0)
    const available = latest !== undefined || query.get('recent') === 'always'
    const text = messages.map(({ role, content }) => `${role}: ${content}`).join('\n')
    return ok({
      conversation_id: id,
      formatted_context: available ? `[${query.get('style')} v${latest?.version ?? 0}]\n${text}` : null,
      available,
      has_compaction: latest !== undefined,
      is_stale: latest !== undefined && recent.length > 0,
      compaction_id: latest?.compactionId ?? null,
      version: latest?.version ?? 0,
      compression_ratio: latest ? 0.4 : null,
      validation_score: latest ? 0.91 : null,
      compaction_age_seconds: latest ? Math.floor((this.nowMs() - latest.createdAtMs) / 1000) : null,
      quality_warning: false,
      recent_messages: recent.map(({ role, content, timestamp, message_id }) => ({
        role,
        content,
        timestamp,
        message_id,
      })),
      recent_message_count: recent.length,
      compacted_message_count: messages.length - recent.length,
      total_message_count: messages.length,
    })
  }

  #fetched(id: string, body: Record<string, unknown>): Record<string, unknown> {
    const item = (type: string, extra: Record<string, unknown> = {}) => ({
      id: `${type}-1`,
      item_id: `${type}-1`,
      content: `${type} about ${JSON.stringify(body['search_query'] ?? null)}`,
      context_type: type,
      confidence: 0.9,
      source: 'conversation',
      extracted_at: '2026-03-01T09:00:00.000Z',
      metadata: { origin: 'test' },
      event_date: '2026-04-02',
      valid_until: null,
      temporal_category: 'temporal_fact',
      temporal_confidence: 0.5,
      source_evidence: ['as it was said'],
      relevance_score: 1.5,
      scope: 'conversation',
      entity_id: id,
      ...extra,
    })
    const context = {
      facts: [item('facts')],
      preferences: [item('preferences', { category: 'food', strength: 0.8 })],
      episodes: [
        item('episodes', {
          summary: 'a trip',
          occurred_at: '2026-02-01T00:00:00.000Z',
          significance: 0.6,
          participants: ['Ana'],
        }),
      ],
      emotions: [
        item('emotions', {
          emotion_type: 'joy',
          intensity: 0.7,
          detected_at: '2026-03-01T09:30:00.000Z',
          context: 'the trip',
        }),
      ],
      temporal_events: [item('temporal_events')],
    }
    const turns = this.conversation(id).messages.map(({ role, content, timestamp, message_id }) => ({
      role,
      content,
      timestamp,
      message_id,
    }))
    const key_extractions = { facts: [extraction('facts', 'Ships to Lisbon')] }
    return {
      context,
      items_by_type: Object.fromEntries(Object.entries(context).map(([type, items]) => [type, { items }])),
      conversation_context:
        body['include_conversation_context'] === false
          ? null
          : {
              summary: 'A trip is planned.',
              current_state: STATE,
              current_state_json: JSON.stringify(STATE),
              key_extractions,
              key_extractions_json: JSON.stringify(key_extractions),
              recent_turns: turns,
              compaction_id: null,
              compacted_at: null,
              conversation_id: id,
            },
      ttl_seconds: 300,
      bundle_id: 'b1',
      total_tokens: 40,
      metadata: { source: 'cloud' },
    }
  }

  #rendered(
    id: string,
    { version, compactionId, coveredCount, createdAtMs }: StoredVersion,
    format: string,
  ): unknown {
    const text = `[${format} v${version}] ${coveredCount} messages`
    return {
      compaction_id: compactionId,
      conversation_id: id,
      version,
      created_at: new Date(createdAtMs).toISOString(),
      format: format === 'injection-ready' ? 'injection' : format,
      formatted_context: text,
      compacted_context: text,
      original_token_count: 1200,
      compacted_token_count: 480,
      compression_ratio: 0.4,
      strategy_used: 'balanced',
      target_tokens: 500,
      trigger_type: 'manual_api',
      message_count: coveredCount,
      validation_score: 0.65,
      validation_passed: false,
      validation: {
        coverage: { fact: 0.8 },
        faithfulness: 1,
        missing: [
          { type: 'fact', content: 'Two people', evidence: [{ message_id: 'm1', start: 4, end: 9 }] },
        ],
        unsupported: [],
      },
      facts: [extraction('fact', 'Ships to Lisbon')],
      decisions: [extraction('decision', 'Leave on the 14th')],
      preferences: [extraction('preference', 'Window seats')],
      constraints: [extraction('constraint', 'Never before nine')],
      other_items: [extraction('task', 'Book the train')],
      current_state: STATE,
      summary: 'A trip is planned.',
      totals: { units: 4, kept: 2, shortened: 1, dropped: 1, superseded: 0 },
      quality_warning: true,
      quality_warning_message: 'The score 0.65 is below 0.7.',
      warnings: ['The score 0.65 is below 0.7.'],
      ttl_seconds: 300,
    }
  }

  #publish(conversation: StoredConversation, compactionId: string, coveredCount: number): void {
    conversation.versions.push({
      version: conversation.versions.length + 1,
      compactionId,
      coveredCount,
      createdAtMs: this.nowMs(),
    })
  }

  #newId(prefix: string): string {
    this.#ids++
    return `${prefix}${this.#ids}`
  }
}

const STATE = {
  status: 'waiting',
  topic: 'travel',
  last_user_request: 'And a gym?',
  last_request_status: 'open',
  open_issues: ['Which hotel?'],
  next_steps: ['Book the train'],
  values: { 'departure date': '14 March' },
}

function extraction(type: string, content: string): Record<string, unknown> {
  return {
    id: `${type}-1`,
    type,
    content,
    confidence: 1,
    speaker: 'user',
    evidence: [{ message_id: 'm1', start: 0, end: 12 }],
    message_ids: ['m1'],
    said_at: '2026-03-01T10:00:00.000Z',
    event_date: null,
    category: null,
    superseded_by: null,
  }
}

function ok(body: unknown): { status: number; body: unknown } {
  return { status: 200, body }
}

function refused(status: number, code: string, detail: string): { status: number; body: unknown } {
  return { status, body: { detail, error: detail, code, details: {} } }
}

function send(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
}
