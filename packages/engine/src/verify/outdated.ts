import { type Conversation, textOf, type Unit } from '../conversation.js'
import { chainsOf } from '../link/supersession.js'
import type { Claim } from './claims.js'
import type { Sentence, TextIndex } from './text-index.js'

/** Share of the weight of sentence and unit from which the one retells the other. */
const RETOLD = 0.75
/** Share of what only the newer statement says from which the text tells it. */
const NEWER_TOLD = 0.5
const MIN_TERMS = 2
/** Replaced units that are held against one sentence. */
const MAX_TRIED = 40

/**
 * Sentences that tell what was replaced later, in a text that nowhere says by what.
 *
 * Cost  linear in the replaced units and the text: units tried for each sentence are bounded.
 */
export function outdatedClaims(
  index: TextIndex,
  conversation: Conversation,
  successor: ReadonlyMap<number, number>,
  weights: Float64Array,
): Claim[] {
  if (successor.size === 0) return []
  const inForce = chainsOf(successor)
  const byTerm = new Map<number, Unit[]>()
  for (const at of successor.keys()) {
    const unit = conversation.units[at] as Unit
    for (const term of unit.terms) {
      const list = byTerm.get(term)
      if (list === undefined) byTerm.set(term, [unit])
      else if (list.length < MAX_TRIED) list.push(unit)
    }
  }
  const claims: Claim[] = []
  for (const sentence of index.sentences) {
    if (sentence.terms.length < MIN_TERMS) continue
    const old = oldest(sentence, byTerm, weights)
    if (old === undefined) continue
    const newer = conversation.units[inForce(old.index)] as Unit
    if (isTold(newer, old, index, weights)) continue
    claims.push({
      kind: 'outdated',
      text: `${sentence.text} (later: ${textOf(conversation, newer)})`,
      isSupported: false,
    })
  }
  return claims
}

/** The replaced unit that the sentence retells, and retells whole. */
function oldest(
  { terms, foreign }: Sentence,
  byTerm: ReadonlyMap<number, readonly Unit[]>,
  weights: Float64Array,
): Unit | undefined {
  const wanted = new Set(terms)
  const weightOf = (list: Iterable<number>) => {
    let sum = 0
    for (const term of list) sum += weights[term] ?? 0
    return sum
  }
  const own = weightOf(wanted) * (1 + foreign.length / terms.length)
  const tried = new Set<Unit>()
  for (const term of wanted)
    for (const unit of byTerm.get(term) ?? []) {
      if (tried.has(unit) || tried.size >= MAX_TRIED) continue
      tried.add(unit)
      const shared = weightOf(unit.terms.filter((id) => wanted.has(id)))
      if (shared >= RETOLD * own && shared >= RETOLD * weightOf(unit.terms)) return unit
    }
  return undefined
}

/** Whether the text says what the newer unit says and the old one does not; what says nothing of its own counts as told. */
function isTold(newer: Unit, old: Unit, index: TextIndex, weights: Float64Array): boolean {
  const before = new Set(old.terms)
  let all = 0
  let told = 0
  for (const term of newer.terms) {
    if (before.has(term)) continue
    all += weights[term] ?? 0
    if (index.places[term] !== undefined) told += weights[term] ?? 0
  }
  return told >= NEWER_TOLD * all
}
