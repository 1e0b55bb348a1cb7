/**
 * What stands for a user across conversations, as it was pushed last.
 *
 * Owner         one client, hence one credential.
 * Lifetime      60 minutes after arrival, less when the bundle says so; 100 users.
 * Invalidation  a newer summary of the user, any deletion, a lost stream.
 */
import type { UserSummary } from '../types.js'
import { ABSOLUTE_MS } from './anticipation.js'

const MAX_USERS = 100

/** A summary as it was read from a bundle. */
export interface PushedSummary {
  readonly summary: Omit<UserSummary, 'pushedAt'>
  readonly createdAtMs: number
  readonly lifetimeMs: number | undefined
}

interface HeldSummary {
  readonly pushed: PushedSummary
  readonly receivedAtMs: number
}

export class UserSummaries {
  readonly #nowMs: () => number
  readonly #held = new Map<string, HeldSummary>()

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs
  }

  add(pushed: PushedSummary): void {
    const { userId } = pushed.summary
    const before = this.#held.get(userId)
    if (before && before.pushed.createdAtMs > pushed.createdAtMs) return
    this.#held.delete(userId)
    this.#held.set(userId, { pushed, receivedAtMs: this.#nowMs() })
    if (this.#held.size <= MAX_USERS) return
    const [oldest] = this.#held.keys()
    if (oldest !== undefined) this.#held.delete(oldest)
  }

  /** The server pushes one for each user id, and none when the id may be two people's. */
  of(userId: string, customerId: string | undefined): UserSummary | undefined {
    const held = this.#held.get(userId)
    if (!held) return undefined
    const { pushed, receivedAtMs } = held
    if (customerId !== undefined && customerId !== pushed.summary.customerId) return undefined
    const ageMs = this.#nowMs() - receivedAtMs
    const livesMs = Math.min(ABSOLUTE_MS, pushed.lifetimeMs ?? ABSOLUTE_MS)
    if (ageMs >= 0 && ageMs < livesMs)
      return structuredClone({ ...pushed.summary, pushedAt: new Date(receivedAtMs) })
    this.#held.delete(userId)
    return undefined
  }

  clear(): void {
    this.#held.clear()
  }
}
