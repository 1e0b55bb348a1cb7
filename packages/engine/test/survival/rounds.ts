import { annotate } from '../../src/annotate/annotate.js'
import { detectLanguage } from '../../src/annotate/language.js'
import { compactAnnotated } from '../../src/compact.js'
import type { AnnotatedMessage } from '../../src/types.js'
import { type GrowingConversation, growConversation } from './conversation.js'
import { measureSurvival, type Survival } from './measure.js'

export const ROUNDS = 10
export const SHARES = [0.1, 0.2, 0.3] as const

/** What was kept of one conversation after each round, at one share of the original. */
export interface Rounds {
  readonly share: number
  readonly survivals: readonly Survival[]
  /** Tokens used and allowed, per round. */
  readonly tokens: readonly { readonly used: number; readonly allowed: number }[]
}

/** Compacts at each share, goes on talking, compacts again, for ten rounds. */
export function runRounds(seed: number, shares: readonly number[] = SHARES): Rounds[] {
  const conversation: GrowingConversation = growConversation(seed)
  const entries: AnnotatedMessage[] = []
  const results = shares.map((share) => ({
    share,
    survivals: [] as Survival[],
    tokens: [] as Rounds['tokens'][number][],
  }))
  // A message is annotated in the language of its conversation, as a server does: four words do not tell theirs.
  const language = detectLanguage(conversation.messages)
  for (let round = 1; round <= ROUNDS; round++) {
    if (round > 1) conversation.goOn()
    for (const message of conversation.messages.slice(entries.length))
      entries.push({ message, annotation: annotate(message, { language }) })
    const original = compactAnnotated(entries, { targetTokens: 1_000 }).originalTokenCount
    for (const { share, survivals, tokens } of results) {
      const allowed = Math.floor(original * share)
      const { text, tokenCount } = compactAnnotated(entries, { targetTokens: allowed })
      survivals.push(measureSurvival(text, conversation.planted))
      tokens.push({ used: tokenCount, allowed })
    }
  }
  return results
}
