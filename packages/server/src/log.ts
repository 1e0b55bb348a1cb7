import { type DestinationStream, type Logger, pino } from 'pino'

export type Log = Logger

/** Whatever may carry a key or what people said. The log is for operators, not for reading along. */
const REDACTED_PATHS = [
  'authorization',
  'apiKey',
  'key',
  'secret',
  'content',
  'transcript',
  'document',
  '*.authorization',
  '*.apiKey',
  '*.key',
  '*.secret',
  '*.content',
  '*.transcript',
  '*.document',
  'req.headers.authorization',
  'request.headers.authorization',
]

/** The server's log: JSON lines on standard output, without keys and without content. */
export function createLog(level: string, destination?: DestinationStream): Log {
  const options = { level, base: null, redact: { paths: REDACTED_PATHS, censor: '[redacted]' } }
  return destination ? pino(options, destination) : pino(options)
}
