import { create } from '@bufbuild/protobuf'
import { ConnectError, type HandlerContext } from '@connectrpc/connect'
import { HEADERS } from '@precis/protocol/headers'
import { type StreamEvent, type StreamResponse, StreamResponseSchema } from '@precis/protocol/stream'
import type { Authenticator } from '../auth/principal.js'
import type { Clock } from '../clock.js'
import { AppError } from '../errors.js'
import type { FeedMember, Feeds } from '../push/feed.js'
import type { MessageService, Principal, RecordOutcome } from '../services/types.js'
import type { StreamCounters } from './counters.js'
import { type Action, actionFor, type Refusal } from './inbound.js'
import { createOutbox, type Outbox, type Outgoing, type Signal } from './outbox.js'
import { pushResponse } from './push-response.js'
import { createRecorder, type Recorder } from './recorder.js'

/** A peer that is held back is told so at most this often. */
const THROTTLE_INTERVAL_MS = 10_000

export interface ListenDependencies {
  readonly authenticator: Authenticator
  readonly messages: MessageService
  readonly feeds: Feeds
  readonly clock: Clock
  readonly counters: StreamCounters
  onError(error: unknown): void
}

/** A running stream, as the server sees it when it stops. */
export interface OpenStream {
  /** Sends `closing` and ends. */
  close(reason: string): void
}

const refusedSignal = ({ code, message, eventType, conversationId }: Refusal): Signal => ({
  type: 'refused',
  reason: message,
  metadata: { code, event_type: eventType, conversation_id: conversationId },
})

const heldBackSignal: Signal = {
  type: 'throttle',
  reason: 'events arrive faster than they can be stored; they are read more slowly now',
  metadata: {},
}

/** What one stream is made of while it is open. */
interface Stream {
  readonly principal: Principal
  readonly authorization: string | undefined
  readonly outbox: Outbox
  readonly recorder: Recorder
  readonly member: FeedMember
  throttledAtMs: number
  /** Why the stream has to end with an error. */
  failure: unknown
}

function pongAfterKeyCheck(dependencies: ListenDependencies, stream: Stream, timestampMs: bigint) {
  stream.outbox.pong(timestampMs)
  // A key that was revoked meanwhile ends its streams at their next heartbeat.
  dependencies.authenticator.authenticate(stream.authorization).catch((error: unknown) => {
    if (!(error instanceof AppError) || error.code !== 'unauthenticated') return
    stream.failure = error
    stream.outbox.close()
  })
}

async function perform(dependencies: ListenDependencies, stream: Stream, action: Action): Promise<void> {
  const { clock, counters } = dependencies
  switch (action.kind) {
    case 'pong':
      counters.pings++
      return pongAfterKeyCheck(dependencies, stream, action.timestampMs)
    case 'count':
      counters.events[action.event]++
      return
    case 'refuse':
      counters.refused++
      stream.outbox.signal(refusedSignal(action.refusal))
      return
    case 'record':
      if (stream.recorder.isFull && clock.now() - stream.throttledAtMs >= THROTTLE_INTERVAL_MS) {
        stream.throttledAtMs = clock.now()
        stream.outbox.signal(heldBackSignal)
      }
      return stream.recorder.add(action.input)
  }
}

/** Reads until the peer has said everything, or something that cannot be read. */
async function readEvents(
  dependencies: ListenDependencies,
  stream: Stream,
  events: AsyncIterable<StreamEvent>,
): Promise<void> {
  try {
    for await (const event of events)
      await perform(dependencies, stream, actionFor(event, dependencies.clock.now()))
  } catch (error) {
    stream.failure ??= error
  }
}

/** Why a stream ended that did not end well; undefined when it did. */
async function failureOf(stream: Stream, reading: Promise<void>, signal: AbortSignal): Promise<unknown> {
  if (!signal.aborted) return stream.failure
  if (signal.reason instanceof ConnectError) return stream.failure ?? signal.reason
  // The request was closed on this side, which is what giving up reading does: the reader knows why.
  await reading
  return stream.failure ?? new AppError('cancelled', 'the stream was closed before it ended')
}

const pongResponse = (timestampMs: bigint): StreamResponse =>
  create(StreamResponseSchema, { payload: { case: 'heartbeatPong', value: { timestampMs } } })

async function responseFor(outgoing: Outgoing, member: FeedMember): Promise<StreamResponse | undefined> {
  switch (outgoing.kind) {
    case 'pong':
      return pongResponse(outgoing.timestampMs)
    case 'signal': {
      const { type, reason, metadata } = outgoing.signal
      const value = { signalType: type, reason, metadata }
      return create(StreamResponseSchema, { payload: { case: 'signal', value } })
    }
    case 'push': {
      const bundle = await member.contentOf(outgoing.key)
      return bundle && pushResponse(bundle)
    }
  }
}

function openStream(
  dependencies: ListenDependencies,
  principal: Principal,
  authorization: string | undefined,
): Stream {
  const { clock, counters, feeds, messages, onError } = dependencies
  const outbox = createOutbox(() => member.repeatRecent())
  const member = feeds.join(principal, outbox)
  const onOutcome = (conversationId: string, outcome: RecordOutcome) => {
    if (outcome.kind === 'recorded') {
      counters.recorded++
      return
    }
    counters.refused++
    const { code, message } = outcome
    outbox.signal(refusedSignal({ code, message, eventType: 'message', conversationId }))
  }
  const recorder = createRecorder({
    clock,
    record: (inputs) => messages.recordBatch(principal, inputs),
    onOutcome: (input, outcome) => onOutcome(input.conversationId, outcome),
    onError,
  })
  const throttledAtMs = Number.NEGATIVE_INFINITY
  return { principal, authorization, outbox, recorder, member, throttledAtMs, failure: undefined }
}

/**
 * One stream, from its key check to its end.
 *
 * The first answer is a pong nobody asked for: it carries the response headers, so that a client knows at once that it
 * was let in; every client takes pongs at any time.
 *
 * Errors  whatever the key check throws; the reader's failure (a malformed or oversized event); the peer's deadline.
 */
export async function* listen(
  dependencies: ListenDependencies,
  events: AsyncIterable<StreamEvent>,
  context: HandlerContext,
  track: (stream: OpenStream) => () => void,
): AsyncGenerator<StreamResponse> {
  const authorization = context.requestHeader.get(HEADERS.authorization) ?? undefined
  const principal = await dependencies.authenticator.authenticate(authorization)
  const stream = openStream(dependencies, principal, authorization)
  const { outbox, member } = stream
  const untrack = track({
    close(reason) {
      outbox.signal({ type: 'closing', reason, metadata: {} })
      outbox.close()
    },
  })
  const onAbort = () => outbox.close()
  context.signal.addEventListener('abort', onAbort)
  dependencies.counters.opened++
  try {
    const reading = readEvents(dependencies, stream, events)
    // Once everything is stored, the stream ends.
    void reading.then(() => stream.recorder.drain()).then(() => outbox.close())
    yield pongResponse(BigInt(dependencies.clock.now()))
    for (let outgoing = await outbox.take(); outgoing; outgoing = await outbox.take()) {
      const response = await responseFor(outgoing, member)
      if (response) yield response
    }
    const failure = await failureOf(stream, reading, context.signal)
    if (failure !== undefined) throw failure
  } finally {
    dependencies.counters.closed++
    context.signal.removeEventListener('abort', onAbort)
    member.leave()
    untrack()
    outbox.close()
  }
}
