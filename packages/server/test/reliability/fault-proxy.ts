/** A TCP proxy before a database that can do to connections what networks do. */
import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** What happens to bytes and connections until it is lifted. */
export type Fault =
  | { readonly kind: 'none' }
  /** Every piece arrives later, in order. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** Half-open: connections stay, and nothing arrives in either direction. */
  | { readonly kind: 'silence' }
  /** New connections are reset at once. */
  | { readonly kind: 'refuse' }
  /** Connections are reset when a commit passes: before it reaches the database, or in place of its answer. */
  | { readonly kind: 'reset_at_commit'; readonly when: 'before' | 'after' }

export interface FaultProxy {
  readonly port: number
  /** Commits at which a connection was reset. */
  readonly resets: { before: number; after: number }
  /** Connections that were refused. */
  readonly refused: number
  /** Pieces that were swallowed. */
  readonly swallowed: number
  set(fault: Fault): void
  /** Resets every open connection, on both sides. */
  resetAll(): void
  close(): Promise<void>
}

const NO_FAULT: Fault = { kind: 'none' }
/** As the text of a simple query, at its end; the client sends it in one piece. */
const COMMIT = Buffer.from('commit\0')

interface Pair {
  readonly client: Socket
  readonly database: Socket
  /** The answer to a commit is not to be passed on. */
  isCut: boolean
}

/** Listens on a free port of the loopback and forwards to `targetPort` there. */
export async function startFaultProxy(targetPort: number): Promise<FaultProxy> {
  let fault: Fault = NO_FAULT
  const pairs = new Set<Pair>()
  const resets = { before: 0, after: 0 }
  let refused = 0
  let swallowed = 0
  const reset = (pair: Pair) => {
    pairs.delete(pair)
    pair.client.resetAndDestroy()
    pair.database.resetAndDestroy()
  }
  const fromClient = (pair: Pair, bytes: Buffer) => {
    if (fault.kind !== 'reset_at_commit' || !bytes.includes(COMMIT)) return forward(pair.database, bytes)
    resets[fault.when]++
    if (fault.when === 'before') return reset(pair)
    pair.isCut = true
    pair.database.write(bytes)
  }
  const fromDatabase = (pair: Pair, bytes: Buffer) => (pair.isCut ? reset(pair) : forward(pair.client, bytes))
  const forward = (to: Socket, bytes: Buffer) => {
    if (fault.kind === 'silence') return void swallowed++
    if (fault.kind === 'delay') setTimeout(() => to.writable && to.write(bytes), fault.ms)
    else to.write(bytes)
  }
  const server = createServer((client) => {
    client.on('error', () => {})
    if (fault.kind === 'refuse') {
      refused++
      client.resetAndDestroy()
      return
    }
    const pair: Pair = { client, database: connect(targetPort, '127.0.0.1'), isCut: false }
    pairs.add(pair)
    for (const socket of [client, pair.database]) {
      socket.setNoDelay(true)
      socket.on('error', () => {})
      socket.on('close', () => reset(pair))
    }
    client.on('data', (bytes: Buffer) => fromClient(pair, bytes))
    pair.database.on('data', (bytes: Buffer) => fromDatabase(pair, bytes))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port')
  const resetAll = () => {
    for (const pair of pairs) reset(pair)
  }
  return {
    port: address.port,
    resets,
    get refused() {
      return refused
    },
    get swallowed() {
      return swallowed
    },
    set(next) {
      fault = next
    },
    resetAll,
    async close() {
      server.close()
      resetAll()
      await once(server, 'close')
    },
  }
}
