import { type Code, ConnectError } from '@connectrpc/connect'
import { ERROR_DEFINITIONS } from '@precis/protocol/errors'
import { AppError, isAppError } from '../errors.js'

/** Trailing metadata of a refusal: the code and reason that the HTTP API gives for the same failure. */
const CODE_KEY = 'x-error-code'
const REASON_KEY = 'x-error-reason'

/** Trailers travel as ASCII; nothing of ours is longer. */
const MAX_REASON_LENGTH = 64

/**
 * Turns whatever was thrown into the status of a call. The only place that does.
 *
 * What is not ours becomes `internal` without its message: that goes to `onUnexpected`, for the log.
 */
export function toConnectError(error: unknown, onUnexpected: (error: unknown) => void): ConnectError {
  if (error instanceof ConnectError) return error
  if (!isAppError(error)) onUnexpected(error)
  const known = isAppError(error)
    ? error
    : new AppError('internal', 'the server failed; its log has the cause')
  const metadata = new Headers({ [CODE_KEY]: known.code })
  if (known.reason !== undefined) metadata.set(REASON_KEY, known.reason.slice(0, MAX_REASON_LENGTH))
  // The numbers of `Code` are those of gRPC.
  const code: Code = ERROR_DEFINITIONS[known.code].grpcStatus
  return new ConnectError(known.message, code, metadata)
}
