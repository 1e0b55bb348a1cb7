/**
 * The turns that this client recorded last, and the newest compaction that was pushed: enough to answer the conversation
 * part of a fetch without a request, and to know when it is not enough.
 *
 * Owner     one client. Lifetime: 12 hours after the last use, 100 conversations, 20 turns or 2,000 tokens each.
 * Complete  sequence numbers have no gaps, so a turn that someone else recorded in between is noticed.
 */
import type { ConversationTurn, CurrentState, MessageInput, RecordedMessage } from '../types.js'

/** The limits of the existing clients, so that a fetch looks alike whichever way it was answered. */
export const MAX_SHORT_TERM_CONVERSATIONS = 100
export const SHORT_TERM_IDLE_MS = 12 * 3_600_000
export const MAX_TURNS = 20
export const MAX_TURN_TOKENS = 2_000
const CHARS_PER_TOKEN = 4

/** A pushed compaction, as far as a push carries it. */
export interface PushedCompaction {
  readonly conversationId: string
  readonly compactionId: string
  readonly completedAt: Date
  /** Recording time of the last message that it covers. */
  readonly coveredUntil: Date
  readonly summary: string | null
  readonly currentState: CurrentState | null
  /** Contents by category: facts, decisions, preferences, constraints. */
  readonly keyExtractions: Readonly<Record<string, readonly string[]>>
}

interface HeldTurn extends ConversationTurn {
  readonly sequence: number
}

interface Held {
  /** In order of sequence, without gaps. */
  readonly turns: readonly HeldTurn[]
  readonly compaction: PushedCompaction | undefined
  readonly usedAtMs: number
}

export interface ShortTermView {
  readonly compaction: PushedCompaction | undefined
  readonly recentTurns: readonly ConversationTurn[]
  readonly lastSequence: number
}

export class ShortTermStore {
  readonly #nowMs: () => number
  readonly #held = new Map<string, Held>()

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs
  }

  recorded({ conversationId, messageId, recordedAt, sequence }: RecordedMessage, input: MessageInput): void {
    const { role, content } = input
    const turn: HeldTurn = { role, content: content ?? '', timestamp: recordedAt, messageId, sequence }
    const held = this.#get(conversationId)
    const last = held?.turns.at(-1)
    if (last && sequence <= last.sequence) return // an answer that came out of order, or a repeated message
    const isNext = last !== undefined && sequence === last.sequence + 1
    this.#set(conversationId, [...(isNext ? (held?.turns ?? []) : []), turn], held?.compaction)
  }

  /** Keeps the newer of what is known and what was pushed; turns that it covers are no longer recent. */
  pushed(compaction: PushedCompaction): void {
    const held = this.#get(compaction.conversationId)
    if (held?.compaction && held.compaction.completedAt > compaction.completedAt) return
    this.#set(compaction.conversationId, held?.turns ?? [], compaction)
  }

  /** What may stand in for the server's conversation context; undefined when a part of it is not known here. */
  view(conversationId: string): ShortTermView | undefined {
    const held = this.#get(conversationId)
    const first = held?.turns[0]
    const last = held?.turns.at(-1)
    if (!held || !first || !last) return undefined
    const { turns, compaction } = held
    const reachesBack =
      first.sequence === 1 || (compaction !== undefined && first.timestamp <= compaction.coveredUntil)
    if (!reachesBack) return undefined
    const recent = turns.filter((turn) => !compaction || turn.timestamp > compaction.coveredUntil)
    const recentTurns = recent.map(({ role, content, timestamp, messageId }) => ({
      role,
      content,
      timestamp,
      messageId,
    }))
    return { compaction, recentTurns, lastSequence: last.sequence }
  }

  /** The position of the last message that this client recorded, where it is still known. */
  lastSequence(conversationId: string): number | undefined {
    return this.#get(conversationId)?.turns.at(-1)?.sequence
  }

  /** Drops a conversation, or all of them. */
  forget(conversationId: string | undefined): void {
    if (conversationId === undefined) this.#held.clear()
    else this.#held.delete(conversationId)
  }

  get conversationCount(): number {
    return this.#held.size
  }

  #get(conversationId: string): Held | undefined {
    const held = this.#held.get(conversationId)
    if (!held || this.#nowMs() - held.usedAtMs < SHORT_TERM_IDLE_MS) return held
    this.#held.delete(conversationId)
    return undefined
  }

  #set(conversationId: string, turns: readonly HeldTurn[], compaction: PushedCompaction | undefined): void {
    this.#held.delete(conversationId)
    this.#held.set(conversationId, { turns: newestThatFit(turns), compaction, usedAtMs: this.#nowMs() })
    if (this.#held.size <= MAX_SHORT_TERM_CONVERSATIONS) return
    const [oldest] = this.#held.keys()
    if (oldest !== undefined) this.#held.delete(oldest)
  }
}

/** The newest turns within both limits; the newest one always. */
function newestThatFit(turns: readonly HeldTurn[]): readonly HeldTurn[] {
  let tokens = 0
  let start = turns.length
  while (start > 0 && turns.length - start < MAX_TURNS) {
    const turn = turns[start - 1]
    tokens += Math.ceil((turn?.content.length ?? 0) / CHARS_PER_TOKEN)
    if (tokens > MAX_TURN_TOKENS && start < turns.length) break
    start--
  }
  return turns.slice(start)
}
