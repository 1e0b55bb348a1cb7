import { createServer, type Http2Server, type ServerHttp2Session } from 'node:http2'
import type { AddressInfo, Socket } from 'node:net'
import { type ConnectRouter, createConnectRouter } from '@connectrpc/connect'
import {
  compressionGzip,
  universalRequestFromNodeRequest,
  universalResponseToNodeResponse,
} from '@connectrpc/connect-node'
import type { Clock } from '../clock.js'

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

/** The socket below the service: connections, their limits and their end. */
export interface Http2Transport {
  /** Resolves once the port takes connections. Errors  the socket's own (`EADDRINUSE`, …). */
  listen(address: { readonly host: string; readonly port: number }): Promise<{ readonly port: number }>
  /** Takes a connection of another server's port. */
  accept(socket: Socket): void
  refuseConnections(): void
  /** Closes every connection once its calls are over, or after `graceMs`. */
  close(graceMs: number): Promise<void>
}

/** Notices a peer that is gone without a word, so that its stream does not stay for ever. */
function watchForSilence(session: ServerHttp2Session, clock: Clock) {
  session.setTimeout(IDLE_MS, () => {
    const cancel = clock.schedule(PING_ANSWER_MS, () => session.destroy())
    const isSent = session.ping((error) => {
      cancel()
      if (error) session.destroy()
    })
    if (!isSent) session.destroy()
  })
}

export function createHttp2Transport(routes: (router: ConnectRouter) => void, clock: Clock): Http2Transport {
  const sessions = new Set<ServerHttp2Session>()
  let closed: Promise<void> | undefined

  const server = createHttp2Server(routes)
  server.on('session', (session) => {
    sessions.add(session)
    session.on('close', () => sessions.delete(session))
    // A peer that breaks the protocol loses its own connection; the error is about nothing else.
    session.on('error', () => session.destroy())
    watchForSilence(session, clock)
  })
  server.on('sessionError', () => {})

  const refuseConnections = () => {
    closed ??= new Promise<void>((resolve) => server.close(() => resolve()))
  }

  return {
    listen({ host, port }) {
      return new Promise((resolve, reject) => {
        server.once('error', reject)
        server.listen(port, host, () => {
          server.off('error', reject)
          // A listening TCP server has an address with a port.
          resolve({ port: (server.address() as AddressInfo).port })
        })
      })
    },
    accept(socket) {
      // What the server does with a connection of its own.
      if (closed) socket.destroy()
      else server.emit('connection', socket)
    },
    refuseConnections,
    async close(graceMs) {
      refuseConnections()
      // By the event: `close(callback)` never calls back on a session that the peer is closing already.
      const goodbyes = [...sessions].map((session) => {
        const gone = new Promise<void>((resolve) => session.once('close', () => resolve()))
        session.close()
        return gone
      })
      const cancel = clock.schedule(graceMs, () => {
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
    const answerCall = async () => {
      // Throws for a request without an authority or with a path that is no URL.
      const answer = await handler(universalRequestFromNodeRequest(request, response, undefined, undefined))
      await universalResponseToNodeResponse(answer, response)
    }
    answerCall().catch(() => response.stream.close())
  })
}
