import { annotateWith } from './annotate/annotate.js'
import { detectLanguage } from './annotate/language.js'
import { buildConversation, type Conversation, type Unit } from './conversation.js'
import { extractItems } from './items/items.js'
import { lexiconFor } from './lexicon/registry.js'
import { findSuperseded, markSuperseded, withSuccessors } from './link/supersession.js'
import { type Scores, score } from './score.js'
import type { AnnotatedMessage, Item, Message, Validation } from './types.js'
import { speakerClaims } from './verify/attribution.js'
import { type Claim, claimsOf, sourceFacts } from './verify/claims.js'
import { retentionIn } from './verify/retention.js'
import { scorecard } from './verify/scorecard.js'
import { indexText } from './verify/text-index.js'

/** What a compaction knows of its conversation when its text is made. */
export interface Selected {
  readonly conversation: Conversation
  readonly scores: Scores
  readonly items: readonly Item[]
}

/**
 * Measures any text that stands for a conversation: what of it is kept, and what in the text the conversation does not support.
 *
 * Units   see `Validation`; `score` predicts the share of later questions that the text can answer.
 * Errors  none: odd text scores low.
 * Cost    linear in conversation and text.
 */
export function verify(messages: readonly Message[], text: string): Validation {
  const language = detectLanguage(messages)
  return verifyAnnotated(
    messages.map((message) => ({ message, annotation: annotateWith(message, language) })),
    text,
  )
}

/**
 * Measures the engine's own text by the units that stand in it: what `verify` finds in the text, without looking for it.
 * Nothing is unsupported, since every word is a selected one. A unit that repeats a kept one counts as kept.
 *
 * Cost  linear in the units.
 */
export function validateSelection(kept: Iterable<Unit>, given: Selected): Validation {
  const { conversation, scores, items } = given
  const said = new Set<string>()
  for (const unit of kept) said.add(statementOf(unit))
  const retained = Float64Array.from(conversation.units, (unit) => (said.has(statementOf(unit)) ? 1 : 0))
  return scorecard({
    conversation,
    salience: scores.salience,
    items,
    retained,
    faithfulness: 1,
    unsupported: [],
  })
}

/** Equal for units in which one speaker says the same in the same words. */
const statementOf = (unit: Unit): string => `${unit.speaker} ${unit.terms.join(' ')}`

/** As `verify`, for messages whose annotations were made before. */
export function verifyAnnotated(entries: readonly AnnotatedMessage[], text: string): Validation {
  const conversation = buildConversation(entries)
  const lexicon = lexiconFor(entries[0]?.annotation.language ?? 'en')
  const successor = findSuperseded(conversation)
  const { termWeights, salience } = withSuccessors(score(conversation), successor)
  const index = indexText(text, conversation, lexicon)
  const facts = sourceFacts(conversation, lexicon)
  const claims = [
    ...index.sentences.flatMap((sentence) => claimsOf(sentence.text, facts, lexicon)),
    ...speakerClaims(index, conversation),
  ]
  return scorecard({
    conversation,
    salience,
    items: markSuperseded(extractItems(conversation, salience), conversation, successor),
    retained: retentionIn(index, conversation, termWeights),
    ...faithfulnessOf(claims),
  })
}

function faithfulnessOf(claims: readonly Claim[]): { faithfulness: number; unsupported: string[] } {
  const wrong = claims.filter((claim) => !claim.isSupported)
  const faithfulness = claims.length === 0 ? 1 : 1 - wrong.length / claims.length
  const named = wrong.map(({ kind, text }) =>
    kind === 'speaker' ? `wrong speaker: ${text}` : `${kind}: ${text}`,
  )
  return { faithfulness, unsupported: [...new Set(named)] }
}
