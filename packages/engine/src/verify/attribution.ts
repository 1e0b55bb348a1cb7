import type { Conversation } from '../conversation.js'
import type { Claim } from './claims.js'
import type { Sentence, TextIndex } from './text-index.js'
import { unitsByTerm } from './topic-terms.js'

/** Fewer terms could have been said by anyone. */
const MIN_TERMS = 3
/** Terms of a sentence by which its source is looked for, and the units that are tried for each. */
const ANCHORS = 3
const UNITS_PER_ANCHOR = 40
/** Share of the sentence's terms from which a unit counts as its source. */
const SAME_STATEMENT = 0.8
/** If the named speaker said at least this share, the label is not called wrong. */
const SAID_SOMETHING_LIKE_IT = 0.6

/**
 * Finds sentences under a speaker's label that someone else said.
 *
 * Cost  linear in the sentences: the units tried for each are bounded.
 */
export function speakerClaims(index: TextIndex, conversation: Conversation): Claim[] {
  if (conversation.speakers.length < 2) return []
  const byTerm = unitsByTerm(conversation)
  const claims: Claim[] = []
  for (const sentence of index.sentences) {
    if (sentence.speaker < 0 || sentence.terms.length < MIN_TERMS) continue
    const shares = sharesBySpeaker(sentence, conversation, byTerm)
    const own = shares.get(sentence.speaker) ?? 0
    const others = Math.max(
      0,
      ...[...shares].filter(([speaker]) => speaker !== sentence.speaker).map(([, share]) => share),
    )
    if (Math.max(own, others) < SAID_SOMETHING_LIKE_IT) continue
    const name = conversation.speakers[sentence.speaker] ?? ''
    const isWrong = others >= SAME_STATEMENT && own < SAID_SOMETHING_LIKE_IT
    claims.push({ kind: 'speaker', text: `${name}: ${sentence.text}`, isSupported: !isWrong })
  }
  return claims
}

/** For each speaker the greatest share of the sentence's terms that one of their units has. */
function sharesBySpeaker(
  sentence: Sentence,
  conversation: Conversation,
  byTerm: readonly number[][],
): Map<number, number> {
  const wanted = new Set(sentence.terms)
  const anchors = [...sentence.terms]
    .sort((a, b) => (byTerm[a]?.length ?? 0) - (byTerm[b]?.length ?? 0))
    .slice(0, ANCHORS)
  const shares = new Map<number, number>()
  for (const anchor of anchors)
    for (const at of (byTerm[anchor] ?? []).slice(0, UNITS_PER_ANCHOR)) {
      const unit = conversation.units[at]
      if (unit === undefined) continue
      let same = 0
      for (const term of unit.terms) if (wanted.has(term)) same++
      const share = same / (wanted.size + sentence.foreign.length)
      if (share > (shares.get(unit.speaker) ?? 0)) shares.set(unit.speaker, share)
    }
  return shares
}
