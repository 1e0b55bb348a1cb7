import { annotate } from '../../../packages/engine/src/annotate/annotate.js'
import { buildConversation } from '../../../packages/engine/src/conversation.js'
import { FEATURES, type Feature, featureReader } from '../../../packages/engine/src/salience/features.js'
import {
  type FeatureWeights,
  type SalienceWeights,
  shapeOf,
} from '../../../packages/engine/src/salience/shape.js'
import { asEngineMessage } from './compactors.js'
import { termsOfText } from './evidence-terms.js'
import { type Example, fitWeights } from './listwise.js'
import { isOurs } from './own-conversations.js'
import type { BenchConversation } from './shared-bench.js'

/** Penalty on standardised weights. Weaker fits the development data better and unseen conversations worse. */
export const L2 = 0.01
/** Penalty on what the shape of a conversation adds to them: there are seven kinds to learn it from, not seven hundred. */
export const SHIFT_L2 = 0.05
/** What our own conversations weigh beside those of the benchmark, source for source: one hand wrote each kind. */
const OWN_WEIGHT = 0.5
/** A feature is never standardised by less: otherwise one that is rare in the data takes an extreme weight. */
const MIN_DEVIATION = 0.25
/** Share of a unit's terms that the labelled sentence must have for the unit to count as part of it. */
const MIN_OVERLAP = 0.6
/** An answer with n pieces of evidence gives each 1/√n: they replace each other in part. */
const EVIDENCE_POWER = 0.5
/**
 * Lower bounds, in raw units. What a user tells an assistant is worth at least as much as other text: the data here
 * has few conversations in which users tell much, and in those that we know users' turns hold most of the evidence.
 */
const FLOORS: Readonly<Partial<Record<Feature, number>>> = {
  userTurn: 0.4,
  userAsks: 0,
  userNames: 0,
  userCorrects: 0,
}

export interface FittedSalience {
  readonly weights: SalienceWeights
  readonly loss: number
}

/**
 * Fits the engine's salience weights to labelled evidence.
 *
 * Model   listwise: within each conversation the softmax of a unit's weighted features is to match the share of the
 *         labelled evidence that the unit holds. Only the ranking inside a conversation matters; every source weighs
 *         the same, whatever its size. The weights go by the shape of the conversation (`salience/shape.ts`).
 */
export function fitSalience(conversations: readonly BenchConversation[]): FittedSalience {
  const { weights, shifts, loss } = fitWeights(toExamples(conversations), FEATURES.length, {
    l2: L2,
    shiftL2: SHIFT_L2,
    minDeviation: MIN_DEVIATION,
    floors: FEATURES.map((feature) => FLOORS[feature]),
  })
  const named = (table: readonly number[] = []): FeatureWeights =>
    Object.fromEntries(FEATURES.map((feature, at) => [feature, Number((table[at] ?? 0).toFixed(2))]))
  return {
    weights: { base: named(weights), shifts: { people: named(shifts[0]), turnLength: named(shifts[1]) } },
    loss,
  }
}

function toExamples(conversations: readonly BenchConversation[]): Example[] {
  const perSource = new Map<string, number>()
  for (const { source } of conversations) perSource.set(source, (perSource.get(source) ?? 0) + 1)
  return conversations.map((conversation) =>
    toExample(
      conversation,
      (isOurs(conversation) ? OWN_WEIGHT : 1) / (perSource.get(conversation.source) ?? 1),
    ),
  )
}

function toExample(conversation: BenchConversation, weight: number): Example {
  const entries = conversation.messages.map((entry) => {
    const message = asEngineMessage(entry)
    return { message, annotation: annotate(message, { language: 'en' }) }
  })
  const built = buildConversation(entries)
  const { rowOf } = featureReader(built)
  const rows = new Float64Array(built.units.length * FEATURES.length)
  const evidence = evidenceByMessage(conversation)
  const target = new Float64Array(built.units.length)
  for (const unit of built.units) {
    rows.set(rowOf(unit), unit.index * FEATURES.length)
    const message = entries[unit.messageIndex]?.message
    if (message === undefined) continue
    const own = termsOfText(message.content.slice(unit.annotation.start, unit.annotation.end))
    for (const { terms, value } of evidence.get(message.id) ?? []) {
      let common = 0
      for (const term of own) if (terms.has(term)) common++
      if (own.size > 0 && common / own.size >= MIN_OVERLAP)
        target[unit.index] = (target[unit.index] ?? 0) + (value * common) / Math.max(1, terms.size)
    }
  }
  const { people, turnLength } = shapeOf(built)
  return { rows, target, shape: [people, turnLength], weight }
}

/** Message id → the sentences that answer something, each with its share of the conversation's probes. */
function evidenceByMessage(conversation: BenchConversation) {
  const found = new Map<string, { terms: ReadonlySet<string>; value: number }[]>()
  const content = new Map(conversation.messages.map((message) => [message.id, message.content]))
  const asked = conversation.probes.filter((probe) => probe.question !== undefined).length
  const stated = conversation.probes.length - asked
  for (const probe of conversation.probes) {
    const group =
      asked > 0 && stated > 0 ? 0.5 / (probe.question === undefined ? stated : asked) : 1 / (asked + stated)
    const ids = probe.evidence.filter((id) => content.has(id))
    for (const id of ids) {
      const terms = termsOfText(probe.keys?.[id] ?? content.get(id) ?? '')
      const list = found.get(id) ?? []
      found.set(id, list)
      list.push({ terms, value: group / ids.length ** EVIDENCE_POWER })
    }
  }
  return found
}
