/** The push stream over gRPC. Needs HTTP/2 with two-way streams, hence Node, Deno or Bun; loaded by the first `listen()`. */
import { create, type MessageInitShape } from '@bufbuild/protobuf'
import { Code, ConnectError, createClient } from '@connectrpc/connect'
import { createGrpcTransport } from '@connectrpc/connect-node'
import { HEADERS } from '@precis/protocol/headers'
import { type SignalType, type StreamEvent, StreamEventSchema, SynapService } from '@precis/protocol/stream'
import { AuthenticationError, NetworkTimeoutError, type PrecisError } from '../errors.js'
import type { OpenConnection } from './connection.js'

/** Events that wait for the transport. They are reports only: the oldest are dropped. */
const MAX_WAITING_EVENTS = 100

/** After these the server sends nothing more; `throttle` and what may come later are for people. */
const ENDING_SIGNALS: ReadonlySet<string> = new Set<SignalType>(['closing', 'error'])

type Payload = NonNullable<MessageInitShape<typeof StreamEventSchema>['payload']>

export const openConnection: OpenConnection = ({ url, apiKey, correlationId }, handlers) => {
  const abort = new AbortController()
  const outgoing = createOutgoing()
  const client = createClient(SynapService, createGrpcTransport({ baseUrl: url }))
  const headers = { [HEADERS.authorization]: `Bearer ${apiKey}`, [HEADERS.correlationId]: correlationId }

  const run = async (): Promise<PrecisError> => {
    try {
      for await (const { payload } of client.listen(outgoing.events, { headers, signal: abort.signal })) {
        handlers.onHeard()
        if (payload.case === 'contextBundle') handlers.onBundle(payload.value)
        else if (payload.case === 'signal' && ENDING_SIGNALS.has(payload.value.signalType))
          handlers.onClosing()
      }
      return new NetworkTimeoutError(`The push stream at ${url} was ended by the server.`, {
        code: 'network_unreachable',
        correlationId,
        retryable: true,
      })
    } catch (cause) {
      return toPrecisError(cause, url, correlationId)
    }
  }
  void run().then((error) => {
    outgoing.end()
    if (!abort.signal.aborted) handlers.onEnd(error)
  })

  return {
    ping: (nowMs) => outgoing.push({ case: 'heartbeatPing', value: { timestampMs: BigInt(nowMs) } }),
    reportUsage: ({ bundleId, conversationId, itemIds }, nowMs) =>
      outgoing.push({
        case: 'contextUsed',
        value: {
          bundleId,
          conversationId,
          servedItemIds: [...itemIds],
          sourceBundleIds: [bundleId],
          scope: 'conversation',
          timestampMs: BigInt(nowMs),
        },
      }),
    close() {
      abort.abort()
      outgoing.end()
    },
  }
}

function toPrecisError(cause: unknown, url: string, correlationId: string): PrecisError {
  const error = ConnectError.from(cause)
  if (error.code === Code.Unauthenticated) {
    return new AuthenticationError(`The push stream refused the key: ${error.rawMessage}`, {
      code: 'unauthenticated',
      correlationId,
      cause,
    })
  }
  return new NetworkTimeoutError(`The push stream at ${url} broke off: ${error.rawMessage}`, {
    code: 'network_unreachable',
    correlationId,
    retryable: true,
    cause,
  })
}

interface Outgoing {
  readonly events: AsyncIterable<StreamEvent>
  push(payload: Payload): void
  end(): void
}

/** A bounded queue that is read as an endless iterable. */
function createOutgoing(): Outgoing {
  const waiting: StreamEvent[] = []
  let isEnded = false
  let wake: () => void = () => {}

  async function* read(): AsyncGenerator<StreamEvent> {
    for (;;) {
      const next = waiting.shift()
      if (next) yield next
      else if (isEnded) return
      else {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    }
  }

  return {
    events: read(),
    push(payload) {
      if (isEnded) return
      if (waiting.length >= MAX_WAITING_EVENTS) waiting.shift()
      waiting.push(create(StreamEventSchema, { payload }))
      wake()
    },
    end() {
      isEnded = true
      wake()
    },
  }
}
