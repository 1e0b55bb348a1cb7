import { UnexpectedResponseError } from './errors.js'
import type { WireAnswer } from './transport.js'

/**
 * Reads the body of a successful answer as the document of its endpoint says that it is.
 *
 * Errors  UnexpectedResponseError when it cannot be read so: then something else than a Precis server has answered.
 */
export function readAnswer<Wire, T>(answer: WireAnswer, read: (wire: Wire) => T): T {
  try {
    // The server is trusted with its own format. Where it is not that server, reading fails, which is caught here.
    return read(answer.json as Wire)
  } catch (cause) {
    throw new UnexpectedResponseError(
      'The answer has not the shape that a Precis server gives it; is baseUrl the address of one?',
      { code: 'unexpected_response', correlationId: answer.correlationId, cause },
    )
  }
}

/** A text that every such answer has. */
export function requireText(value: unknown, name: string): string {
  if (typeof value === 'string') return value
  throw new TypeError(`${name} is missing in the answer`)
}
