/** What must hold of the stored rows after any number of deaths; every breach as a sentence. */
import type { Acknowledged } from './fleet.js'
import type { StoredRows, VersionRow } from './stored-rows.js'

export function findViolations(acknowledged: readonly Acknowledged[], stored: StoredRows): string[] {
  return [
    ...lostOrChanged(acknowledged, stored),
    ...stored.versions.filter(isOfAnotherRange).map(describeRange),
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
    ...recordedTwice(acknowledged, stored),
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

/** Contents name their writer and their number: no two messages that were sent have the same. */
function recordedTwice(acknowledged: readonly Acknowledged[], { messages }: StoredRows): string[] {
  const times = new Map<string, number>()
  for (const { content } of messages) times.set(content, (times.get(content) ?? 0) + 1)
  return acknowledged
    .filter(({ content }) => times.get(content) !== 1)
    .map(({ key, content }) => `${key} is stored ${times.get(content) ?? 0} times`)
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

/** What the engine counts around the messages of the load, all of one role: for each of them, and once. */
const FRAME_TOKENS_PER_MESSAGE = 4
const FRAME_TOKENS = 7

const rangeTokens = ({ range_tokens, covered_through }: VersionRow) =>
  range_tokens + covered_through * FRAME_TOKENS_PER_MESSAGE + FRAME_TOKENS

/** What a version was made from is told by its token count: one message more or less would change it. */
const isOfAnotherRange = (version: VersionRow) => version.original_token_count !== rangeTokens(version)

const describeRange = (version: VersionRow) =>
  `version ${version.version} of ${version.conversation_id} was made from ${version.original_token_count} tokens, ` +
  `its range has ${rangeTokens(version)}`

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
