/** A push stream over a real HTTP/2 socket: it says what the test tells it to say. */
import { createServer, type Http2Server, type ServerHttp2Session } from 'node:http2'
import type { AddressInfo } from 'node:net'
import { create, type MessageInitShape } from '@bufbuild/protobuf'
import { Code, ConnectError, type ConnectRouter } from '@connectrpc/connect'
import { connectNodeAdapter } from '@connectrpc/connect-node'
import {
  type ContextBundleProto,
  ContextBundleProtoSchema,
  type StreamEvent,
  type StreamResponseSchema,
  SynapService,
} from '@precis/protocol/stream'
import { API_KEY } from './wire-server.js'

type Response = MessageInitShape<typeof StreamResponseSchema>
/** A bundle as plain fields. */
export type BundleInit = Exclude<MessageInitShape<typeof ContextBundleProtoSchema>, ContextBundleProto>

export interface PushServer {
  readonly url: string
  readonly events: StreamEvent[]
  readonly openStreams: number
  /** Streams that were ever opened. */
  readonly streamCount: number
  /** Refuse the key, answer nothing at all, or serve. */
  mode: 'serve' | 'refuse' | 'silent'
  push(bundle: BundleInit): void
  signal(type: string): void
  /** Breaks every connection without a word. */
  breakAll(): void
  /** Resolves as soon as `condition` holds; looked at whenever something arrives or leaves. */
  until(condition: (server: PushServer) => boolean): Promise<void>
  close(): Promise<void>
}

interface OpenStream {
  readonly queue: Response[]
  wake: () => void
}

class PushState implements PushServer {
  url = ''
  mode: PushServer['mode'] = 'serve'
  streamCount = 0
  readonly events: StreamEvent[] = []
  readonly #streams = new Set<OpenStream>()
  readonly #sessions = new Set<ServerHttp2Session>()
  readonly #watchers = new Set<() => void>()
  readonly #http: Http2Server

  constructor() {
    this.#http = createServer(
      connectNodeAdapter({
        routes: (router: ConnectRouter) =>
          router.service(SynapService, {
            listen: (events, context) =>
              this.listen(events, context.requestHeader.get('authorization'), context.signal),
            ingestTelemetry: async () => ({ status: 'accepted', eventsReceived: 0 }),
          }),
      }),
    )
    this.#http.on('session', (session) => {
      this.#sessions.add(session)
      session.on('error', () => {})
      session.on('close', () => this.#sessions.delete(session))
    })
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#http.listen(0, '127.0.0.1', resolve))
    this.url = `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}`
    return this
  }

  get openStreams(): number {
    return this.#streams.size
  }

  async *listen(
    events: AsyncIterable<StreamEvent>,
    authorization: string | null,
    signal: AbortSignal,
  ): AsyncGenerator<Response> {
    this.streamCount++
    if (this.mode === 'refuse' || authorization !== `Bearer ${API_KEY}`) {
      throw new ConnectError('The key is unknown or revoked.', Code.Unauthenticated)
    }
    const stream: OpenStream = { queue: [], wake: () => {} }
    this.#streams.add(stream)
    this.#changed()
    void this.#read(events, stream).catch(() => {})
    signal.addEventListener('abort', () => stream.wake())
    try {
      while (!signal.aborted) {
        const next = stream.queue.shift()
        if (next) yield next
        else
          await new Promise<void>((resolve) => {
            stream.wake = resolve
          })
      }
    } finally {
      this.#streams.delete(stream)
      this.#changed()
    }
  }

  async #read(events: AsyncIterable<StreamEvent>, stream: OpenStream): Promise<void> {
    for await (const event of events) {
      this.events.push(event)
      if (event.payload.case === 'heartbeatPing' && this.mode === 'serve') {
        this.#say(stream, {
          payload: { case: 'heartbeatPong', value: { timestampMs: event.payload.value.timestampMs } },
        })
      }
      this.#changed()
    }
  }

  push(bundle: BundleInit): void {
    const value = create(ContextBundleProtoSchema, bundle)
    for (const stream of this.#streams) this.#say(stream, { payload: { case: 'contextBundle', value } })
  }

  signal(type: string): void {
    for (const stream of this.#streams)
      this.#say(stream, { payload: { case: 'signal', value: { signalType: type } } })
  }

  breakAll(): void {
    for (const session of this.#sessions) session.destroy()
  }

  until(condition: (server: PushServer) => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (!condition(this)) return
        this.#watchers.delete(look)
        resolve()
      }
      this.#watchers.add(look)
      look()
    })
  }

  async close(): Promise<void> {
    this.breakAll()
    await new Promise<void>((resolve) => this.#http.close(() => resolve()))
  }

  #say(stream: OpenStream, response: Response): void {
    stream.queue.push(response)
    stream.wake()
  }

  #changed(): void {
    for (const look of [...this.#watchers]) look()
  }
}

export function startPushServer(): Promise<PushServer> {
  return new PushState().start()
}
