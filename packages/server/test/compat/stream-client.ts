/**
 * The stream as the existing clients use it: stock gRPC, the metadata they send, and what they do with a push. Both read
 * the same messages; they differ in what they make of them.
 */
import { fileURLToPath } from 'node:url'
import * as grpc from '@grpc/grpc-js'
import { loadSync } from '@grpc/proto-loader'

const PROTO = fileURLToPath(new URL('../../../protocol/proto/synap/v1/synap_service.proto', import.meta.url))

/** As both clients configure their channel. */
const CHANNEL_OPTIONS = {
  'grpc.keepalive_time_ms': 30_000,
  'grpc.keepalive_timeout_ms': 10_000,
  'grpc.keepalive_permit_without_calls': 1,
}

// The loader's types end here: the shapes below are those of the proto file.
export interface WireItem {
  readonly item_id: string
  readonly content: string
  readonly context_type: string
}
export interface WireBundle {
  readonly bundle_id: string
  readonly bundle_type: string
  readonly anticipation_user_id: string
  readonly anticipation_conversation_id: string
  readonly items_by_type: Readonly<Record<string, { readonly items: readonly WireItem[] }>>
  readonly search_keywords: readonly string[]
  readonly conversation_context: {
    readonly summary: string
    readonly compaction_id: string
    readonly compacted_at: string
    readonly conversation_id: string
    readonly current_state_json: string
    readonly key_extractions_json: string
  } | null
}
export interface WireResponse {
  readonly context_bundle?: WireBundle
  readonly heartbeat_pong?: { readonly timestamp_ms: number }
  readonly signal?: {
    readonly signal_type: string
    readonly reason: string
    readonly metadata: Readonly<Record<string, string>>
  }
}

type ListenCall = grpc.ClientDuplexStream<object, WireResponse>
interface Stub extends grpc.Client {
  Listen(metadata: grpc.Metadata): ListenCall
  IngestTelemetry(
    metadata: grpc.Metadata,
    callback: (error: grpc.ServiceError | null, ack: { status: string; events_received: number }) => void,
  ): grpc.ClientWritableStream<object>
}

export interface EndStatus {
  readonly code: number
  readonly details: string
  readonly metadata: Readonly<Record<string, unknown>>
}

export interface Listening {
  readonly responses: readonly WireResponse[]
  readonly call: ListenCall
  /** Resolves when the call is over, with its status. */
  readonly ended: Promise<EndStatus>
  send(event: object): void
  /** The first response, past or future, that `matches`; rejects when the stream ends without one. */
  receive<T>(match: (response: WireResponse) => T | undefined): Promise<T>
}

export interface StreamClient {
  listen(): Listening
  ingestTelemetry(events: readonly object[]): Promise<{ status: string; events_received: number }>
  close(): void
}

function loadService() {
  const definition = loadSync(PROTO, {
    keepCase: true,
    longs: Number,
    enums: String,
    defaults: true,
    oneofs: true,
  })
  // What the loader makes of `service SynapService` in package `synap.v1`.
  const loaded = grpc.loadPackageDefinition(definition) as unknown as {
    synap: { v1: { SynapService: new (...args: ConstructorParameters<typeof grpc.Client>) => Stub } }
  }
  return loaded.synap.v1.SynapService
}

function listenOn(call: ListenCall): Listening {
  const responses: WireResponse[] = []
  const waiting = new Set<() => void>()
  const wakeAll = () => {
    for (const wake of [...waiting]) wake()
  }
  let status: EndStatus | undefined
  call.on('data', (response) => {
    responses.push(response)
    wakeAll()
  })
  call.on('error', () => {})
  const ended = new Promise<EndStatus>((resolve) => {
    call.on('status', ({ code, details, metadata }) => {
      status = { code, details, metadata: metadata.getMap() }
      resolve(status)
      wakeAll()
    })
  })
  return {
    responses,
    call,
    ended,
    send: (event) => void call.write(event),
    receive: (match) =>
      new Promise((resolve, reject) => {
        let read = 0
        const look = () => {
          for (; read < responses.length; read++) {
            const response = responses[read]
            const found = response && match(response)
            if (found !== undefined) {
              waiting.delete(look)
              return resolve(found)
            }
          }
          if (status) reject(new Error(`the stream ended: ${status.code} ${status.details}`))
        }
        waiting.add(look)
        look()
      }),
  }
}

export function createStreamClient(
  port: number,
  apiKey: string,
  channelOptions: object = {},
  ids: Readonly<Record<string, string>> = {},
): StreamClient {
  const Service = loadService()
  const stub = new Service(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), {
    ...CHANNEL_OPTIONS,
    ...channelOptions,
  })
  const metadata = () => {
    const entries = new grpc.Metadata()
    entries.add('authorization', `Bearer ${apiKey}`)
    for (const [name, value] of Object.entries({ 'x-client-id': '', 'x-instance-id': '', ...ids }))
      entries.add(name, value)
    return entries
  }
  return {
    listen: () => listenOn(stub.Listen(metadata())),
    ingestTelemetry: (events) =>
      new Promise((resolve, reject) => {
        const call = stub.IngestTelemetry(metadata(), (error, ack) => (error ? reject(error) : resolve(ack)))
        for (const event of events) call.write(event)
        call.end()
      }),
    close: () => stub.close(),
  }
}

/** A response's bundle of one type and, if given, one conversation. */
export const bundleOf = (type: string, conversationId?: string) => (response: WireResponse) => {
  const bundle = response.context_bundle
  const isWanted =
    bundle?.bundle_type === type &&
    (conversationId === undefined || bundle.anticipation_conversation_id === conversationId)
  return isWanted ? bundle : undefined
}

export const signalOf = (type: string) => (response: WireResponse) =>
  response.signal?.signal_type === type ? response.signal : undefined

/** The message that a client sends for one turn. */
export function turnEvent(
  conversationId: string,
  role: 'user' | 'assistant',
  content: string,
  timestampMs: number,
) {
  return {
    conversation_event: {
      event_type: `${role}_message`,
      conversation_id: conversationId,
      user_id: 'u1',
      role,
      content,
      timestamp_ms: timestampMs,
    },
  }
}
