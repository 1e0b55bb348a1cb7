import { create, type MessageInitShape } from '@bufbuild/protobuf'
import { createClient } from '@connectrpc/connect'
import { createGrpcTransport, Http2SessionManager } from '@connectrpc/connect-node'
import { StreamEventSchema, type StreamResponse, SynapService } from '@precis/protocol/stream'

type Event = MessageInitShape<typeof StreamEventSchema>

/** One stream over a connection of its own, as every SDK has it. */
export interface StreamPeer {
  send(event: Event): void
  /** No more events; the server ends the stream once everything is stored. */
  end(): void
  /** Resolves when the stream has ended, rejects when it broke. */
  readonly ended: Promise<void>
  /** Resolves with the first answer: the server has let the stream in. */
  readonly opened: Promise<void>
}

/** Opens a stream; every answer goes to `onResponse` as it comes. */
export function openPeer(
  baseUrl: string,
  headers: Readonly<Record<string, string>>,
  onResponse: (response: StreamResponse) => void = () => {},
): StreamPeer {
  const sessionManager = new Http2SessionManager(baseUrl)
  const client = createClient(SynapService, createGrpcTransport({ baseUrl, sessionManager }))
  const queue: Event[] = []
  let isOver = false
  let wake: () => void = () => {}

  async function* events() {
    while (!isOver || queue.length > 0) {
      const event = queue.shift()
      if (event) yield create(StreamEventSchema, event)
      else
        await new Promise<void>((resolve) => {
          wake = resolve
        })
    }
  }

  let onOpened: () => void = () => {}
  const opened = new Promise<void>((resolve) => {
    onOpened = resolve
  })
  const ended = (async () => {
    for await (const response of client.listen(events(), { headers })) {
      onOpened()
      onResponse(response)
    }
    sessionManager.abort()
  })()
  return {
    opened,
    ended,
    send(event) {
      queue.push(event)
      wake()
    },
    end() {
      isOver = true
      wake()
    },
  }
}
