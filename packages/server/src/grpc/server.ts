import type { Socket } from 'node:net'
import type { ConnectRouter, HandlerContext } from '@connectrpc/connect'
import { HEADERS } from '@precis/protocol/headers'
import { SynapService, type TelemetryEvent } from '@precis/protocol/stream'
import { AppError } from '../errors.js'
import { createStreamCounters, type StreamCounters } from './counters.js'
import { createHttp2Transport } from './http2.js'
import { type ListenDependencies, listen, type OpenStream } from './listen.js'
import { toConnectError } from './status.js'

/** How long peers may take to leave after `closing`. */
const DRAIN_MS = 2_000

export interface GrpcServerDependencies extends Omit<ListenDependencies, 'counters' | 'onError'> {
  readonly log: { error(context: object, message: string): void }
}

export interface GrpcServer {
  /** Resolves once the port takes connections. Port 0: a free one. Errors  the socket's own (`EADDRINUSE`, …). */
  start(address: { readonly host: string; readonly port: number }): Promise<{ readonly port: number }>
  /** Takes a connection that came to another server's port; then `start` is not needed. */
  accept(socket: Socket): void
  /** Tells every stream `closing`, lets them end, then closes what is left. */
  stop(): Promise<void>
  readonly counters: Readonly<StreamCounters>
}

/** What the service's calls share. */
interface Calls {
  readonly dependencies: ListenDependencies
  readonly track: (stream: OpenStream) => () => void
  readonly isStopping: () => boolean
}

function synapRoutes({ dependencies, track, isStopping }: Calls) {
  const { authenticator, counters, onError } = dependencies
  const statusOf = (error: unknown) => toConnectError(error, onError)
  return (router: ConnectRouter) =>
    router.service(SynapService, {
      async *listen(events, context: HandlerContext) {
        try {
          if (isStopping()) throw new AppError('unavailable', 'the server is shutting down; connect again')
          yield* listen(dependencies, events, context, track)
        } catch (error) {
          throw statusOf(error)
        }
      },
      async ingestTelemetry(events: AsyncIterable<TelemetryEvent>, context: HandlerContext) {
        try {
          await authenticator.authenticate(context.requestHeader.get(HEADERS.authorization) ?? undefined)
          let eventsReceived = 0
          for await (const _ of events) eventsReceived++
          counters.telemetry += eventsReceived
          return { status: 'accepted', eventsReceived }
        } catch (error) {
          throw statusOf(error)
        }
      },
    })
}

/** The push stream's server: plaintext HTTP/2 on a port of its own; TLS is a proxy's business. */
export function createGrpcServer(dependencies: GrpcServerDependencies): GrpcServer {
  const { clock, log } = dependencies
  const counters = createStreamCounters()
  const streams = new Set<OpenStream>()
  let isStopping = false
  let onIdle = () => {}

  const onError = (error: unknown) => log.error({ err: error }, 'a stream failed')
  const track = (stream: OpenStream) => {
    streams.add(stream)
    return () => {
      streams.delete(stream)
      if (streams.size === 0) onIdle()
    }
  }
  const calls = { dependencies: { ...dependencies, counters, onError }, track, isStopping: () => isStopping }
  const transport = createHttp2Transport(synapRoutes(calls), clock)

  const streamsEnded = () =>
    new Promise<void>((resolve) => {
      onIdle = resolve
      clock.schedule(DRAIN_MS, resolve)
      if (streams.size === 0) resolve()
    })

  return {
    counters,
    start: (address) => transport.listen(address),
    accept: (socket) => transport.accept(socket),
    async stop() {
      isStopping = true
      transport.refuseConnections()
      for (const stream of streams) stream.close('the server is shutting down; connect again')
      await streamsEnded()
      await transport.close(DRAIN_MS)
    },
  }
}
