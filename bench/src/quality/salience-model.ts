import { annotateWith } from '../../../packages/engine/src/annotate/annotate.js'
import { buildConversation } from '../../../packages/engine/src/conversation.js'
import { withoutUnsaidMembers } from '../../../packages/engine/src/link/echoes.js'
import { detectConversationLanguage } from '../../../packages/engine/src/recall/recalled-language.js'
import { FEATURES, type Feature, featureReader } from '../../../packages/engine/src/salience/features.js'
import {
  type FeatureWeights,
  type SalienceWeights,
  shapeOf,
  WITH_ASSISTANT,
  weightIn,
} from '../../../packages/engine/src/salience/shape.js'
import { asEngineMessage } from './compactors.js'
import { termsOfText } from './evidence-terms.js'
import { type Example, fitWeights } from './listwise.js'
import { isFittedOtherKind, isOurs } from './own-conversations.js'
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

/** Features that only a user and an assistant have; the tables that all kinds share do without. */
const WITH_ASSISTANT_ONLY: ReadonlySet<Feature> = new Set([
  'assistantValues',
  'assistantFirst',
  'afterTool',
  'bare',
])
/** What a source of the benchmark and a set of other kinds weigh where only talk with an assistant is fitted: two sources and three sets. */
const BENCHMARK_WEIGHT = 2
const OTHER_KINDS_WEIGHT = 1

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
  const examples = weighed(conversations.map(toExample), (conversation) =>
    isOurs(conversation) ? OWN_WEIGHT : 1,
  ).map(({ example }) => ({
    ...example,
    rows: example.rows.map((value, at) =>
      WITH_ASSISTANT_ONLY.has(FEATURES[at % FEATURES.length] as Feature) ? 0 : value,
    ),
  }))
  const { weights, shifts, loss } = fitWeights(examples, FEATURES.length, {
    l2: L2,
    shiftL2: SHIFT_L2,
    minDeviation: MIN_DEVIATION,
    floors: FEATURES.map((feature) => FLOORS[feature]),
  })
  return {
    weights: {
      base: named(weights),
      shifts: { people: named(shifts[0]), turnLength: named(shifts[1]) },
    },
    loss,
  }
}

/**
 * Fits what is added to `weights` between a user and an assistant, on conversations of that shape alone: the penalty holds every weight to
 * what all kinds together say, and named people keep their tables.
 */
export function fitWithAssistant(
  conversations: readonly BenchConversation[],
  { base, shifts }: SalienceWeights,
): FittedSalience {
  const shared: SalienceWeights = { base, shifts }
  const ofShape = conversations.map(toExample).filter(({ people }) => people === WITH_ASSISTANT)
  const examples = weighed(ofShape, weightWithAssistant).map(({ example, people, turnLength }) => {
    const known = FEATURES.map((feature) => weightIn(shared, { people, turnLength }, feature))
    const offset = Float64Array.from(example.target, (_, unit) =>
      known.reduce(
        (sum, weight, at) => sum + weight * (example.rows[unit * FEATURES.length + at] as number),
        0,
      ),
    )
    return { ...example, offset, shape: [turnLength] }
  })
  const middle = { people: WITH_ASSISTANT, turnLength: 0 }
  const fitted = fitWeights(examples, FEATURES.length, {
    l2: L2,
    shiftL2: SHIFT_L2,
    minDeviation: MIN_DEVIATION,
    floors: FEATURES.map((feature) => {
      const floor = FLOORS[feature]
      return floor === undefined ? undefined : floor - weightIn(shared, middle, feature)
    }),
  })
  const withAssistant = { base: named(fitted.weights), turnLength: named(fitted.shifts[0]) }
  return { weights: { ...shared, withAssistant }, loss: fitted.loss }
}

const named = (table: readonly number[] = []): FeatureWeights =>
  Object.fromEntries(FEATURES.map((feature, at) => [feature, Number((table[at] ?? 0).toFixed(2))]))

interface ShapedExample {
  readonly conversation: BenchConversation
  readonly example: Example
  readonly people: number
  readonly turnLength: number
}

const weightWithAssistant = (conversation: BenchConversation): number =>
  isOurs(conversation) ? OWN_WEIGHT : isFittedOtherKind(conversation) ? OTHER_KINDS_WEIGHT : BENCHMARK_WEIGHT

/** Each source as a whole has its weight, whatever the number of its conversations. */
function weighed(
  examples: readonly ShapedExample[],
  weightOf: (conversation: BenchConversation) => number,
): ShapedExample[] {
  const perSource = new Map<string, number>()
  for (const { conversation } of examples)
    perSource.set(conversation.source, (perSource.get(conversation.source) ?? 0) + 1)
  return examples.map((one) => {
    const weight = weightOf(one.conversation) / (perSource.get(one.conversation.source) ?? 1)
    return { ...one, example: { ...one.example, weight } }
  })
}

function toExample(conversation: BenchConversation): ShapedExample {
  const messages = conversation.messages.map(asEngineMessage)
  const language = detectConversationLanguage(messages)
  const entries = messages.map((message) => ({ message, annotation: annotateWith(message, language) }))
  const built = withoutUnsaidMembers(buildConversation(entries))
  const { rowOf } = featureReader(built)
  const rows = new Float64Array(built.units.length * FEATURES.length)
  const evidence = evidenceByMessage(conversation, language)
  const target = new Float64Array(built.units.length)
  for (const unit of built.units) {
    rows.set(rowOf(unit), unit.index * FEATURES.length)
    const message = entries[unit.messageIndex]?.message
    if (message === undefined) continue
    const own = new Set(unit.annotation.terms)
    for (const { terms, value } of evidence.get(message.id) ?? []) {
      let common = 0
      for (const term of own) if (terms.has(term)) common++
      if (own.size > 0 && common / own.size >= MIN_OVERLAP)
        target[unit.index] = (target[unit.index] ?? 0) + (value * common) / Math.max(1, terms.size)
    }
  }
  const { people, turnLength } = shapeOf(built)
  const example = { rows, target, shape: [people, turnLength], weight: 1 }
  return { conversation, example, people, turnLength }
}

/** Message id → the sentences that answer something, each with its share of the conversation's probes. */
function evidenceByMessage(conversation: BenchConversation, language: string) {
  const found = new Map<string, { terms: ReadonlySet<string>; value: number }[]>()
  const content = new Map(conversation.messages.map((message) => [message.id, message.content]))
  const asked = conversation.probes.filter((probe) => probe.question !== undefined).length
  const stated = conversation.probes.length - asked
  for (const probe of conversation.probes) {
    const group =
      asked > 0 && stated > 0 ? 0.5 / (probe.question === undefined ? stated : asked) : 1 / (asked + stated)
    const ids = probe.evidence.filter((id) => content.has(id))
    for (const id of ids) {
      const terms = termsOfText(probe.keys?.[id] ?? content.get(id) ?? '', language)
      const list = found.get(id) ?? []
      found.set(id, list)
      list.push({ terms, value: group / ids.length ** EVIDENCE_POWER })
    }
  }
  return found
}
