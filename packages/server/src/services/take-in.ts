/** Taking in many messages of one conversation at once, and compacting them: for transcripts and documents. */
import { AppError, isAppError } from '../errors.js'
import type { CompactionService, MessageService, Principal, RecordMessageInput } from './types.js'

/** Messages of one record call: bounds the time that one commit holds the writer. */
const RECORD_CHUNK = 500

/**
 * Records all messages in order, or as far as it comes; what was recorded stays. Resolves to how many were new.
 *
 * Errors  `unavailable` at the first part that could not be stored: the caller may send the whole again.
 */
export async function recordInOrder(
  messages: MessageService,
  principal: Principal,
  inputs: readonly RecordMessageInput[],
): Promise<number> {
  let count = 0
  for (let start = 0; start < inputs.length; start += RECORD_CHUNK) {
    const outcomes = await messages.recordBatch(principal, inputs.slice(start, start + RECORD_CHUNK))
    const failed = outcomes.find((outcome) => outcome.kind === 'failed')
    if (failed?.kind === 'failed')
      throw new AppError('unavailable', `not everything could be recorded (${failed.message}); send it again`)
    for (const outcome of outcomes) if (outcome.kind === 'recorded' && !outcome.message.isReplay) count++
  }
  return count
}

/**
 * Starts a compaction where one is needed. A run under way is no error: it does not cover the newest messages, but
 * the next change, or the thresholds, will.
 */
export async function startCompaction(
  compactions: CompactionService,
  principal: Principal,
  conversationId: string,
): Promise<'in_progress' | 'already_compacted'> {
  try {
    const { status } = await compactions.trigger(principal, { conversationId })
    return status === 'completed' ? 'already_compacted' : 'in_progress'
  } catch (error) {
    if (isAppError(error) && error.reason === 'compaction_in_progress') return 'in_progress'
    throw error
  }
}
