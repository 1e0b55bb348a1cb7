import { createServer, type Http2Server, type ServerHttp2Session } from 'node:http2'
import type { AddressInfo } from 'node:net'
import { type ConnectRouter, createConnectRouter, type HandlerContext } from '@connectrpc/connect'
import {
  compressionGzip,
  universalRequestFromNodeRequest,
  universalResponseToNodeResponse,
} from '@connectrpc/connect-node'
import { SynapService, type TelemetryEvent } from '@precis/protocol/stream'
import { AppError } from '../errors.js'
import { createStreamCounters, type StreamCounters } from './counters.js'
import { type ListenDependencies, listen, type OpenStream } from './listen.js'
import { toConnectError } from './status.js'

/** One event. A message of 1 MB fits however it is encoded; 4 MiB is what gRPC servers take by default. */
const MAX_EVENT_BYTES = 4 * 1024 * 1024

/** Streams of one connection. An SDK opens one; a proxy in front may bundle many. */
const MAX_STREAMS_PER_CONNECTION = 1_000

/** Bundles below this go out uncompressed: on the networks this runs in, bytes are cheaper than a compressor per stream. */
const COMPRESS_FROM_BYTES = 64 * 1024

/** A connection on which nothing happened this long is asked whether anybody is there; clients ping every 30 s. */
const IDLE_MS = 120_000
/** As long as clients wait for the answer to their own pings, twice. */
const PING_ANSWER_MS = 20_000

/** How long a peer may take to leave after `closing`. */
const DRAIN_MS = 2_000

export interface GrpcServerDependencies extends Omit<ListenDependencies, 'counters' | 'onError'> {
  readonly log: { error(context: object, message: string): void }
}

export interface GrpcServer {
  /** Resolves once the port takes connections. Port 0: a free one. Errors  the socket's own (`EADDRINUSE`, …). */
  start(address: { readonly host: string; readonly port: number }): Promise<{ readonly port: number }>
  /** Tells every stream `closing`, lets them end, then closes what is left. */
  stop(): Promise<void>
  readonly counters: Readonly<StreamCounters>
}

/** Notices a peer that is gone without a word, so that its stream does not stay for ever. */
function watchForSilence(session: ServerHttp2Session, { clock }: GrpcServerDependencies) {
  session.setTimeout(IDLE_MS, () => {
    const cancel = clock.schedule(PING_ANSWER_MS, () => session.destroy())
    const isSent = session.ping((error) => {
      cancel()
      if (error) session.destroy()
    })
    if (!isSent) session.destroy()
  })
}

/** The push stream's server: plaintext HTTP/2 on a port of its own; TLS is a proxy's business. */
export function createGrpcServer(dependencies: GrpcServerDependencies): GrpcServer {
  const { log } = dependencies
  const counters = createStreamCounters()
  const streams = new Set<OpenStream>()
  const sessions = new Set<ServerHttp2Session>()
  let isStopping = false
  let onIdle = () => {}

  const onError = (error: unknown) => log.error({ err: error }, 'a stream failed')
  const statusOf = (error: unknown) => toConnectError(error, onError)

  const track = (stream: OpenStream) => {
    streams.add(stream)
    return () => {
      streams.delete(stream)
      if (streams.size === 0) onIdle()
    }
  }

  const refuseWhileStopping = () => {
    if (isStopping) throw new AppError('unavailable', 'the server is shutting down; connect again')
  }

  const routes = (router: ConnectRouter) =>
    router.service(SynapService, {
      async *listen(events, context: HandlerContext) {
        try {
          refuseWhileStopping()
          yield* listen({ ...dependencies, counters, onError }, events, context, track)
        } catch (error) {
          throw statusOf(error)
        }
      },
      async ingestTelemetry(events: AsyncIterable<TelemetryEvent>, context: HandlerContext) {
        try {
          await dependencies.authenticator.authenticate(
            context.requestHeader.get('authorization') ?? undefined,
          )
          let eventsReceived = 0
          for await (const _ of events) eventsReceived++
          counters.telemetry += eventsReceived
          return { status: 'accepted', eventsReceived }
        } catch (error) {
          throw statusOf(error)
        }
      },
    })

  const server = createHttp2Server(routes)
  server.on('session', (session) => {
    sessions.add(session)
    session.on('close', () => sessions.delete(session))
    // A peer that breaks the protocol loses its own connection; the error is about nothing else.
    session.on('error', () => session.destroy())
    watchForSilence(session, dependencies)
  })
  server.on('sessionError', () => {})

  const streamsEnded = () =>
    new Promise<void>((resolve) => {
      onIdle = resolve
      dependencies.clock.schedule(DRAIN_MS, resolve)
      if (streams.size === 0) resolve()
    })

  return {
    counters,
    start({ host, port }) {
      return new Promise((resolve, reject) => {
        server.once('error', reject)
        server.listen(port, host, () => {
          server.off('error', reject)
          // A listening TCP server has an address with a port.
          resolve({ port: (server.address() as AddressInfo).port })
        })
      })
    },
    async stop() {
      isStopping = true
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      for (const stream of streams) stream.close('the server is shutting down; connect again')
      await streamsEnded()
      // By the event: `close(callback)` never calls back on a session that the peer is closing already.
      const goodbyes = [...sessions].map((session) => {
        const gone = new Promise<void>((resolve) => session.once('close', () => resolve()))
        session.close()
        return gone
      })
      const cancel = dependencies.clock.schedule(DRAIN_MS, () => {
        for (const session of sessions) session.destroy()
      })
      await Promise.all(goodbyes)
      cancel()
      await closed
    },
  }
}

/** HTTP/2 with the service's calls. What the transport itself throws ends with its stream and goes nowhere else. */
function createHttp2Server(routes: (router: ConnectRouter) => void): Http2Server {
  const router = createConnectRouter({
    readMaxBytes: MAX_EVENT_BYTES,
    compressMinBytes: COMPRESS_FROM_BYTES,
    acceptCompression: [compressionGzip],
    connect: false,
    grpcWeb: false,
  })
  routes(router)
  const handlers = new Map(router.handlers.map((handler) => [handler.requestPath, handler]))
  const settings = { maxConcurrentStreams: MAX_STREAMS_PER_CONNECTION }
  return createServer({ settings }, (request, response) => {
    const handler = handlers.get(request.url.split('?', 1)[0] ?? '')
    if (handler === undefined) {
      // gRPC says "no such method" in the headers of an empty answer.
      response.writeHead(200, { 'content-type': 'application/grpc', 'grpc-status': '12' })
      response.end()
      return
    }
    handler(universalRequestFromNodeRequest(request, response, undefined, undefined))
      .then((answer) => universalResponseToNodeResponse(answer, response))
      .catch(() => response.stream.close())
  })
}
