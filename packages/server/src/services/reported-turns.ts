import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { Clock } from '../clock.js'
import type { Principal, RecordMessageInput } from './types.js'

/** How a turn that a client tells twice may arrive: in the prompt that it reports, and as an event on its stream. */
export type ReportWay = 'prompt' | 'stream'

/** An existing adapter sends both in one go after a model call; this leaves time for a slow request. */
const SAME_REPORT_MS = 10_000
/** Turns that are remembered; a key is 43 characters. */
const REMEMBERED_TURNS = 20_000

type ReportedTurn = Pick<RecordMessageInput, 'conversationId' | 'role' | 'content'>

/**
 * Tells a turn that one client reports in two ways from a turn that was said twice.
 *
 * An existing adapter that listens sends every turn as an event on its stream and again in the prompt that it hands in
 * over HTTP, in no fixed order and without a common id. What came one way is therefore left out when it comes the other
 * way moments later; what comes twice the same way was said twice.
 *
 * Owner      the composition root; one for all transports of a process. Two processes do not know of each other's.
 * Lifetime   ten seconds, or until the other report came.
 */
export interface ReportedTurns {
  /** Whether the other way brought this turn already; else it is remembered for when the other way does. */
  isKnown(way: ReportWay, principal: Principal, turn: ReportedTurn): boolean
  /** The turn is stored already: a report that the other way made of it is answered. */
  settle(way: ReportWay, principal: Principal, turn: ReportedTurn): boolean
  /** A turn of a stream is about to be stored; what is returned is called once it is stored or refused. */
  begin(principal: Principal, conversationId: string): () => void
  /**
   * Resolves when the turns that streams have begun to store in a conversation are there. Without it the next prompt,
   * which tells the whole conversation, would find the newest turn missing, and its report answered already.
   */
  stored(principal: Principal, conversationId: string): Promise<void>
}

const OTHER: Readonly<Record<ReportWay, ReportWay>> = { prompt: 'stream', stream: 'prompt' }

export function createReportedTurns(clock: Clock): ReportedTurns {
  const pending = new LRUCache<string, { readonly count: number; readonly atMs: number }>({
    max: REMEMBERED_TURNS,
  })

  const underWay = new Map<string, Set<Promise<void>>>()
  const placeOf = ({ instanceId }: Principal, conversationId: string) =>
    JSON.stringify([instanceId, conversationId])

  const keyOf = (
    way: ReportWay,
    { instanceId }: Principal,
    { conversationId, role, content }: ReportedTurn,
  ) =>
    way +
    createHash('sha256')
      .update(JSON.stringify([instanceId, conversationId, role, content]))
      .digest('base64url')

  const countOf = (key: string) => {
    const found = pending.get(key)
    return found && clock.now() - found.atMs <= SAME_REPORT_MS ? found.count : 0
  }

  const settle: ReportedTurns['settle'] = (way, principal, turn) => {
    const key = keyOf(OTHER[way], principal, turn)
    const count = countOf(key)
    if (count > 1) pending.set(key, { count: count - 1, atMs: clock.now() })
    else pending.delete(key)
    return count > 0
  }

  return {
    settle,
    isKnown(way, principal, turn) {
      if (settle(way, principal, turn)) return true
      const key = keyOf(way, principal, turn)
      pending.set(key, { count: countOf(key) + 1, atMs: clock.now() })
      return false
    },
    begin(principal, conversationId) {
      const place = placeOf(principal, conversationId)
      const turns = underWay.get(place) ?? new Set<Promise<void>>()
      underWay.set(place, turns)
      let resolve = () => {}
      const turn = new Promise<void>((done) => {
        resolve = done
      })
      turns.add(turn)
      return () => {
        resolve()
        turns.delete(turn)
        if (turns.size === 0 && underWay.get(place) === turns) underWay.delete(place)
      }
    },
    async stored(principal, conversationId) {
      await Promise.all(underWay.get(placeOf(principal, conversationId)) ?? [])
    },
  }
}
