/** What a refusal has to say, whatever went wrong behind it. */
import { ERROR_DEFINITIONS, type ErrorCode } from '@precis/protocol'
import type { Answer } from '../e2e/precis-server.js'

/** A sentence that tells its reader to do something. */
const ADVICE =
  /\b(try again|repeat it|send the request again|connect again|free some space|check|lower|raise|name)\b/i

/** Whether a 503 has a code of its status, a sentence with what to do, and the time after which to come back; else what it lacks. */
export function lackOf({ status, body, headers }: Answer): string | undefined {
  const definition = ERROR_DEFINITIONS[body?.code as ErrorCode]
  if (definition === undefined) return `has no code that is known: ${JSON.stringify(body)}`
  if (definition.httpStatus !== status) return `has code ${body.code}, which is not ${status}`
  if (typeof body.error !== 'string' || !ADVICE.test(body.error))
    return `does not say what to do: ${body.error}`
  if (definition.retryable && !(Number(headers.get('retry-after')) >= 1))
    return 'does not say when to come back'
  return undefined
}
