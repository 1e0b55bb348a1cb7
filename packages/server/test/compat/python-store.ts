/** What the Python client keeps of the stream: the status it answers from, and the turns it holds itself. */
import type { WireBundle } from './stream-client.js'

export interface LocalTurn {
  readonly content: string
  readonly timestamp: string
}

export interface PythonStore {
  receive(bundle: WireBundle): void
  /** Adds a turn under the time that the server gave it. */
  addTurn(turn: LocalTurn): void
  /** Answered without a request; undefined means that the client would ask. */
  status(
    conversationId: string,
  ): { status: 'completed'; compactionId: string; completedAt: string } | undefined
  turns(): readonly LocalTurn[]
  summary(): string | undefined
}

export function createPythonStore(): PythonStore {
  const byBundleId = new Map<string, WireBundle>()
  let turns: LocalTurn[] = []
  let summary: string | undefined

  return {
    receive(bundle) {
      const context = bundle.conversation_context
      if (bundle.bundle_type !== 'compaction_update' || context === null) return
      const facts: { readonly facts?: readonly unknown[] } = JSON.parse(context.key_extractions_json || '{}')
      const isCached = context.summary !== '' || (facts.facts?.length ?? 0) > 0
      if (isCached) byBundleId.set(bundle.bundle_id, bundle)
      if (context.compaction_id === '') return
      summary = context.summary
      turns = turns.filter((turn) => turn.timestamp > context.compacted_at)
    },
    addTurn: (turn) => {
      turns.push(turn)
    },
    status(conversationId) {
      // The first entry of the conversation, whatever came later under another id.
      const entry = [...byBundleId.values()].find((b) => b.anticipation_conversation_id === conversationId)
      const context = entry?.conversation_context
      if (!context) return undefined
      return {
        status: 'completed',
        compactionId: context.compaction_id,
        completedAt: context.compacted_at,
      }
    },
    turns: () => turns,
    summary: () => summary,
  }
}
