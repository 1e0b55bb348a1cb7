import { countTokens, truncateToTokens } from '../count-tokens.js'
import { shortenData } from '../shorten/data.js'
import type { Encoding, Message } from '../types.js'
import { handleOf } from './handle.js'

/** Newest results that stay whole: what the agent works with at the moment. */
const WHOLE_RESULTS = 2
/** A result of fewer tokens is not worth masking. */
const MIN_MASKED_TOKENS = 100
/** Tokens of a masked result beside its handle. */
const MASK_TOKENS = 60
/** Lines that a mask shows before others. */
const TELLS_FAILURE = /error|exception|\bfail(?:ed|ure)\b|traceback|denied|not found/i

/**
 * Masks old, long results of tools: one line with a handle, `[m12] status: ok, receipt: RX-1 …`, so that calls keep their
 * results and the whole can be fetched again. The newest two and pinned ones stay as they are.
 *
 * `places` are those of the messages in their conversation, the first being 1.
 *
 * Cost  linear in the messages.
 */
export function withMaskedResults(
  messages: readonly Message[],
  places: readonly number[],
  encoding: Encoding,
  pinnedIds: ReadonlySet<string>,
): readonly Message[] {
  let results = messages.filter(({ role }) => role === 'tool').length
  if (results <= WHOLE_RESULTS) return messages
  return messages.map((message, at) => {
    if (message.role !== 'tool') return message
    results--
    if (results < WHOLE_RESULTS || pinnedIds.has(message.id)) return message
    if (countTokens(message.content, encoding) < MIN_MASKED_TOKENS) return message
    return {
      ...message,
      content: `[${handleOf(places[at] ?? at + 1)}] ${shownOf(message.content, encoding)}`,
    }
  })
}

/** What of a result its mask shows: what failed, else the beginning; data without its marks. */
function shownOf(content: string, encoding: Encoding): string {
  const lines = content.split('\n').filter((line) => line.trim() !== '')
  const failures = lines.filter((line) => TELLS_FAILURE.test(line))
  const whole = shortenData(content.trim())?.text ?? [...failures, ...lines].join(' ')
  const line = whole.replace(/\s+/g, ' ')
  const shown = truncateToTokens(line, MASK_TOKENS, encoding)
  return shown.length < line.length ? `${shown.trimEnd()} …` : shown
}
