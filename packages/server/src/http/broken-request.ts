import type { Socket } from 'node:net'
import { AppError } from '../errors.js'
import { toErrorResponse } from './error-handler.js'

const SENTENCES: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: 'the headers are too long',
  ERR_HTTP_REQUEST_TIMEOUT: 'the request did not arrive in time',
}

/** Answers what is not HTTP, or not in time, with the same envelope, and hangs up. */
export function answerBrokenRequest(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return
  const sentence = SENTENCES[error.code ?? ''] ?? 'the request is not valid HTTP'
  const { body } = toErrorResponse(new AppError('invalid_argument', sentence), undefined)
  const text = JSON.stringify(body)
  if (socket.writable)
    socket.write(
      `HTTP/1.1 400 Bad Request\r\nContent-Length: ${Buffer.byteLength(text)}\r\nContent-Type: application/json; charset=utf-8\r\nConnection: close\r\n\r\n${text}`,
    )
  socket.destroySoon()
}
