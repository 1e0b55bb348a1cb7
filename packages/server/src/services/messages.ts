import { AppError, isAppError } from '../errors.js'
import type { Ids } from '../ids.js'
import type { Hub } from '../push/hub.js'
import type { NewMessage, RecordReceipt, RecordResult, Store } from '../store/contract.js'
import type { AnnotateAhead } from './annotate-ahead.js'
import type { AutomaticRunStarter } from './automatic-runs.js'
import type { EngineWork } from './engine-work.js'
import type { MessageService, RecordedMessage, RecordMessageInput, RecordOutcome } from './types.js'

export interface MessageServiceDependencies {
  readonly store: Pick<Store, 'messages'>
  readonly ids: Ids
  readonly hub: Hub
  readonly automatic: AutomaticRunStarter
  readonly ahead: Pick<AnnotateAhead, 'consider'>
  readonly engine: Pick<EngineWork, 'warm'>
}

export function createMessageService(dependencies: MessageServiceDependencies): MessageService {
  const { store, ids, hub, automatic, ahead, engine } = dependencies

  const append = async (
    instanceId: string,
    inputs: readonly RecordMessageInput[],
  ): Promise<RecordReceipt> => {
    const receipt = await store.messages.record(
      instanceId,
      inputs.map((input) => toNewMessage(ids, input)),
    )
    for (const head of receipt.heads) {
      // Before the acknowledgement, so that whoever reads after it sees the message.
      const { conversationId, lastSequence: sequence } = head
      hub.publish({ kind: 'message_recorded', instanceId, conversationId, sequence })
      automatic.consider(instanceId, head)
      ahead.consider(instanceId, head)
    }
    // A server that gets messages will soon have to compact them; one that gets none stays small.
    if (receipt.heads.length > 0) engine.warm()
    return receipt
  }

  return {
    async record({ instanceId }, input) {
      const [result] = (await append(instanceId, [input])).results
      if (!result) throw new AppError('internal', 'the store did not answer for the message')
      return toRecorded(result)
    },
    async recordBatch({ instanceId }, inputs) {
      const outcomes: RecordOutcome[] = inputs.map(() => MISSING_ANSWER)
      const recordGroup = async (positions: readonly number[]) => {
        const group = positions.flatMap((position) => inputs[position] ?? [])
        const answers = await outcomesOf(group.length, () => append(instanceId, group))
        for (const [i, position] of positions.entries()) outcomes[position] = answers[i] ?? MISSING_ANSWER
      }
      await Promise.all(groupByConversation(inputs).map(recordGroup))
      return outcomes
    },
  }
}

const MISSING_ANSWER: RecordOutcome = {
  kind: 'failed',
  code: 'internal',
  message: 'the store did not answer for the message',
}

/** Positions of one conversation each, in order of first appearance: a group is recorded whole or not at all. */
function groupByConversation(inputs: readonly RecordMessageInput[]): number[][] {
  const groups = new Map<string, number[]>()
  for (const [position, { conversationId }] of inputs.entries()) {
    const group = groups.get(conversationId)
    if (group) group.push(position)
    else groups.set(conversationId, [position])
  }
  return [...groups.values()]
}

/** The answers to a group; a group that could not be recorded fails for each of its messages with the same reason. */
async function outcomesOf(count: number, record: () => Promise<RecordReceipt>): Promise<RecordOutcome[]> {
  try {
    return (await record()).results.map(toOutcome)
  } catch (error) {
    if (!isAppError(error)) throw error
    return Array.from({ length: count }, () => toFailure(error))
  }
}

function toOutcome(result: RecordResult): RecordOutcome {
  try {
    return { kind: 'recorded', message: toRecorded(result) }
  } catch (error) {
    if (!isAppError(error)) throw error
    return toFailure(error)
  }
}

function toFailure({ code, message, reason }: AppError): RecordOutcome {
  return { kind: 'failed', code, message, reason }
}

function toNewMessage(ids: Ids, input: RecordMessageInput): NewMessage {
  return { ...input, id: ids.uuid(), newSessionId: ids.uuid() }
}

function toRecorded(result: RecordResult): RecordedMessage {
  if (result.kind === 'key_reused')
    throw new AppError(
      'conflict',
      'the idempotency key was used for another message; send each message with a key of its own',
      { reason: 'idempotency_key_reused', details: { conversationId: result.conversationId } },
    )
  const { kind, messageId, conversationId, sessionId, recordedAtMs, sequence } = result
  return { messageId, conversationId, sessionId, recordedAtMs, sequence, isReplay: kind === 'replayed' }
}
