import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import type { Clock } from './clock.js'

/** How every HTTP/2 connection without TLS begins; no HTTP/1 method has these letters. */
const HTTP2_BEGINNING = 'PRI'
/** As long as Node's HTTP server waits for the headers of a request. */
const SILENCE_MS = 60_000

/** One port for HTTP/1 and HTTP/2 without TLS: who speaks HTTP/2 is handed over as a connection of the stream's. */
export interface SharedPort {
  /** Who has not said anything yet is hung up on, so that closing does not wait for it. */
  stop(): void
}

type ConnectionListener = (socket: Socket) => void

/**
 * Looks at the first bytes of each connection of `server` before the server itself does.
 *
 * The server goes on to own the port and its connections, so what it knows of closing and of timeouts holds for both.
 */
export function sharePort(server: Server, acceptHttp2: ConnectionListener, clock: Clock): SharedPort {
  // The listeners of a server are called with it as `this` and with the new socket.
  const own = server.listeners('connection') as ConnectionListener[]
  const silent = new Set<Socket>()
  let isStopped = false

  const acceptHttp1 = (socket: Socket) => {
    for (const listener of own) listener.call(server, socket)
  }

  const decide = (socket: Socket, beginning: Buffer) => {
    silent.delete(socket)
    socket.unshift(beginning)
    if (beginning.toString('latin1', 0, HTTP2_BEGINNING.length) === HTTP2_BEGINNING) acceptHttp2(socket)
    else acceptHttp1(socket)
  }

  const listen = (socket: Socket) => {
    if (isStopped) return acceptHttp1(socket)
    silent.add(socket)
    const cancel = clock.schedule(SILENCE_MS, () => socket.destroy())
    const onError = () => socket.destroy()
    let beginning = Buffer.alloc(0)
    const onReadable = () => {
      const chunk: Buffer | null = socket.read()
      if (chunk === null) return
      beginning = Buffer.concat([beginning, chunk])
      const isUndecided =
        beginning.length < HTTP2_BEGINNING.length && HTTP2_BEGINNING.startsWith(beginning.toString('latin1'))
      if (isUndecided) return
      cancel()
      socket.off('readable', onReadable)
      socket.off('error', onError)
      decide(socket, beginning)
    }
    socket.on('readable', onReadable)
    socket.on('error', onError)
    socket.once('close', () => {
      cancel()
      silent.delete(socket)
    })
  }

  server.removeAllListeners('connection')
  server.on('connection', listen)
  return {
    stop() {
      isStopped = true
      for (const socket of silent) socket.destroy()
    },
  }
}
