/** What the listener needs of a connection. Free of protobuf and of Node: the implementation is loaded when it is needed. */
import type { ContextBundleProto } from '@precis/protocol/stream'
import type { PrecisError } from '../errors.js'

export interface ConnectionTarget {
  /** `http://host:port` of the push stream. */
  readonly url: string
  readonly apiKey: string
  readonly correlationId: string
}

export interface ConnectionHandlers {
  /** Anything at all came in. */
  readonly onHeard: () => void
  readonly onBundle: (bundle: ContextBundleProto) => void
  /** The server asks to connect anew. */
  readonly onClosing: () => void
  /** Called once, unless `close` was called first. */
  readonly onEnd: (error: PrecisError) => void
}

export interface Usage {
  readonly bundleId: string
  readonly conversationId: string
  readonly itemIds: readonly string[]
}

export interface Connection {
  ping(nowMs: number): void
  /** Tells the server that a fetch was answered from what it pushed. */
  reportUsage(usage: Usage, nowMs: number): void
  close(): void
}

export type OpenConnection = (target: ConnectionTarget, handlers: ConnectionHandlers) => Connection
