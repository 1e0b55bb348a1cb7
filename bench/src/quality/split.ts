import { createHash } from 'node:crypto'
import type { BenchConversation } from './shared-bench.js'

export type Split = 'tune' | 'held' | 'all'

/**
 * The half of the development data that may be looked at while tuning, or the half that is kept away.
 *
 * Rule    within each source the conversations are ordered by the SHA-256 of their id; even places (0, 2, …) are
 *         `tune`, odd places `held`. So both halves hold every source, and a new file does not move the others much.
 */
export function selectSplit(
  conversations: readonly BenchConversation[],
  split: Split,
): readonly BenchConversation[] {
  if (split === 'all') return conversations
  const wanted = split === 'tune' ? 0 : 1
  const bySource = new Map<string, BenchConversation[]>()
  for (const conversation of conversations)
    bySource.set(conversation.source, [...(bySource.get(conversation.source) ?? []), conversation])
  return [...bySource.values()].flatMap((group) =>
    group
      .map((conversation) => ({ conversation, key: sha256(conversation.id) }))
      .sort((a, b) => (a.key < b.key ? -1 : 1))
      .filter((_, place) => place % 2 === wanted)
      .map((entry) => entry.conversation),
  )
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
