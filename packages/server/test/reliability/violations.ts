/** What must hold of the stored rows after any number of deaths; every breach as a sentence. */
import { compact, type Message } from '@precis/engine'
import { RANGE_LIMITS } from '../../src/services/sealed-ranges.js'
import type { Acknowledged } from './fleet.js'
import type { MessageRow, StoredRows } from './stored-rows.js'

export function findViolations(acknowledged: readonly Acknowledged[], stored: StoredRows): string[] {
  return [
    ...lostOrChanged(acknowledged, stored),
    ...madeOfAnotherRange(stored),
    ...failedOtherwise(stored),
    ...[...byConversation(stored.messages)].flatMap(([id, messages]) =>
      gaps(
        `messages of ${id}`,
        messages.map(({ sequence }) => sequence),
      ),
    ),
    ...[...byConversation(stored.versions)].flatMap(([id, versions]) =>
      gaps(
        `versions of ${id}`,
        versions.map(({ version }) => version),
      ),
    ),
    ...outOfOrder(acknowledged),
    ...storedTwice(stored),
    ...runsWithoutTheirVersion(stored),
    ...stored.runs
      .filter(({ state }) => state !== 'completed' && state !== 'failed')
      .map(({ id, state }) => `run ${id} is still ${state}`),
  ]
}

function byConversation<Row extends { readonly conversation_id: string }>(
  rows: readonly Row[],
): Map<string, Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const group = groups.get(row.conversation_id)
    if (group) group.push(row)
    else groups.set(row.conversation_id, [row])
  }
  return groups
}

function lostOrChanged(acknowledged: readonly Acknowledged[], { messages }: StoredRows): string[] {
  const byId = new Map(messages.map((row) => [row.id, row]))
  return acknowledged
    .filter(({ messageId, conversationId, sequence, content }) => {
      const row = byId.get(messageId)
      return row?.conversation_id !== conversationId || row.sequence !== sequence || row.content !== content
    })
    .map(({ key, messageId }) => `${key} was acknowledged as ${messageId}, which is not stored as it was`)
}

/** Contents name their writer and their number: no two messages that were sent have the same, acknowledged or not. */
function storedTwice({ messages }: StoredRows): string[] {
  const times = new Map<string, number>()
  for (const { content } of messages) times.set(content, (times.get(content) ?? 0) + 1)
  return [...times]
    .filter(([, count]) => count > 1)
    .map(([content, count]) => `"${content}" is stored ${count} times`)
}

function gaps(what: string, numbers: readonly number[]): string[] {
  const wrong = numbers.findIndex((number, i) => number !== i + 1)
  return wrong < 0 ? [] : [`${what}: number ${numbers[wrong]} stands in place ${wrong + 1}`]
}

/** A message that was acknowledged before another was first sent has the smaller number. */
function outOfOrder(acknowledged: readonly Acknowledged[]): string[] {
  const groups = byConversation(acknowledged.map((a) => ({ ...a, conversation_id: a.conversationId })))
  return [...groups.values()].flatMap((group) => {
    const problems: string[] = []
    let earliest = Number.POSITIVE_INFINITY
    for (const message of group.sort((a, b) => b.sequence - a.sequence)) {
      if (earliest < message.sentAt) problems.push(`${message.key} has a smaller number than one before it`)
      earliest = Math.min(earliest, message.acknowledgedAt)
    }
    return problems
  })
}

/** From so many messages on a version may be made of digests, whose text depends on what was sealed before. */
const WHOLE_THROUGH = 2 * RANGE_LIMITS.messages - 1

/**
 * Compacts the range of every version again, here and from the stored messages alone: the version has to say the same,
 * which one message more, less or changed would alter.
 */
function madeOfAnotherRange({ messages, runs, versions }: StoredRows): string[] {
  const said = byConversation(messages)
  const runOf = new Map(runs.map((run) => [run.id, run]))
  return versions.flatMap((version) => {
    const covered = said.get(version.conversation_id)?.slice(0, version.covered_through) ?? []
    const run = runOf.get(version.id)
    const name = `version ${version.version} of ${version.conversation_id}`
    if (run === undefined) return [`${name} is of no run`]
    const expected = compact(covered.map(toEngineMessage), {
      strategy: run.strategy,
      format: 'structured',
      ...(run.target_tokens === null ? {} : { targetTokens: run.target_tokens }),
    })
    const problems: string[] = []
    if (version.original_token_count !== expected.originalTokenCount)
      problems.push(
        `${name} was made from ${version.original_token_count} tokens, its range has ${expected.originalTokenCount}`,
      )
    const { structured } = JSON.parse(version.renderings) as {
      readonly structured: { readonly text: string }
    }
    if (version.covered_through <= WHOLE_THROUGH && structured.text !== expected.text)
      problems.push(
        `${name} does not say what its range gives: ${structured.text} instead of ${expected.text}`,
      )
    if (version.covered_through_at_ms !== covered.at(-1)?.recorded_at_ms)
      problems.push(`${name} names another time than that of its last message`)
    return problems
  })
}

const toEngineMessage = ({ id, role, content, said_at_ms }: MessageRow): Message => ({
  id,
  role,
  content,
  timestamp: new Date(said_at_ms).toISOString(),
})

/** What a run may fail for: that its processes were killed too often, or that an automatic one made way for one asked for. */
const FAIR_FAILURE = /interrupted too often|gave way to a run that was asked for/

function failedOtherwise({ runs }: StoredRows): string[] {
  return runs
    .filter(({ state, error_message }) => state === 'failed' && !FAIR_FAILURE.test(error_message ?? ''))
    .map(({ id, error_message }) => `run ${id} failed: ${error_message}`)
}

/** The n-th completed run of a conversation made its n-th version, of exactly the messages it was to cover. */
function runsWithoutTheirVersion({ runs, versions }: StoredRows): string[] {
  const completed = byConversation(runs.filter(({ state }) => state === 'completed'))
  const made = byConversation(versions)
  return [...new Set([...completed.keys(), ...made.keys()])].flatMap((id) => {
    const ranges = completed.get(id)?.map((run) => run.through_sequence) ?? []
    const covered = made.get(id)?.map((version) => version.covered_through) ?? []
    return ranges.join() === covered.join()
      ? []
      : [`${id}: runs were to cover through ${ranges.join()}, versions cover through ${covered.join()}`]
  })
}
