/**
 * Fits the engine's salience weights: `node --conditions=precis-source --import tsx bench/src/quality/fit-salience.ts`
 * [--split tune|held|all] [--without SOURCE] [--out FILE].
 *
 * Model   listwise: within each conversation the softmax of a unit's weighted features is to match the share of the
 *         labelled evidence that the unit holds. Only the ranking inside a conversation matters; every source weighs
 *         the same, whatever its size. L2 on standardised weights; Adam, a fixed number of steps, no chance.
 */
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { annotate } from '../../../packages/engine/src/annotate/annotate.js'
import { buildConversation } from '../../../packages/engine/src/conversation.js'
import { FEATURES, type Feature, featureReader } from '../../../packages/engine/src/salience/features.js'
import { termsOfText } from './evidence-terms.js'
import { type BenchConversation, type BenchMessage, loadSharedBench } from './shared-bench.js'
import { type Split, selectSplit } from './split.js'

const WEIGHTS_FILE = fileURLToPath(
  new URL('../../../packages/engine/src/salience/weights.ts', import.meta.url),
)
const L2 = 0.002
const STEPS = 300
const LEARNING_RATE = 0.03
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

interface Example {
  readonly rows: readonly Float64Array[]
  /** Target share of each unit; sums to 1. */
  readonly shares: Float64Array
  /** Weight of the conversation. */
  readonly weight: number
}

async function main(): Promise<void> {
  const option = (name: string): string | undefined => {
    const at = process.argv.indexOf(`--${name}`)
    return at < 0 ? undefined : process.argv[at + 1]
  }
  const bench = await loadSharedBench(undefined)
  const split = (option('split') ?? 'tune') as Split
  const without = option('without')
  const conversations = selectSplit(bench.loadData([bench.dataDir]), split).filter(
    (conversation) => conversation.source !== without,
  )
  const { examples, deviations } = standardise(toExamples(conversations))
  const fitted = fit(examples, deviations)
  const raw = FEATURES.map((feature, at) => [feature, (fitted[at] ?? 0) / (deviations[at] ?? 1)] as const)
  writeFileSync(option('out') ?? WEIGHTS_FILE, weightsModule(raw, split, without))
  console.log(`${conversations.length} conversations, cross entropy ${loss(examples, fitted).toFixed(4)}`)
}

function toExamples(conversations: readonly BenchConversation[]): Example[] {
  const perSource = new Map<string, number>()
  for (const { source } of conversations) perSource.set(source, (perSource.get(source) ?? 0) + 1)
  return conversations.flatMap((conversation) => {
    const example = toExample(conversation, 1 / ((perSource.get(conversation.source) ?? 1) * perSource.size))
    return example === undefined ? [] : [example]
  })
}

function toExample(conversation: BenchConversation, weight: number): Example | undefined {
  const entries = conversation.messages.map((entry) => {
    const message = toMessage(entry)
    return { message, annotation: annotate(message, { language: 'en' }) }
  })
  const built = buildConversation(entries)
  const read = featureReader(built)
  const rows = built.units.map((unit) => read(unit).slice())
  const evidence = evidenceByMessage(conversation)
  const shares = new Float64Array(rows.length)
  for (const unit of built.units) {
    const message = entries[unit.messageIndex]?.message
    if (message === undefined) continue
    const own = termsOfText(message.content.slice(unit.annotation.start, unit.annotation.end))
    for (const { terms, value } of evidence.get(message.id) ?? []) {
      let common = 0
      for (const term of own) if (terms.has(term)) common++
      if (own.size > 0 && common / own.size >= MIN_OVERLAP)
        shares[unit.index] = (shares[unit.index] ?? 0) + (value * common) / Math.max(1, terms.size)
    }
  }
  const total = shares.reduce((sum, share) => sum + share, 0)
  return total === 0 ? undefined : { rows, shares: shares.map((share) => share / total), weight }
}

const toMessage = ({ id, role, content, name, timestamp }: BenchMessage) => ({
  id,
  role: role as 'user' | 'assistant',
  content,
  ...(name === undefined ? {} : { name }),
  ...(timestamp === undefined ? {} : { timestamp }),
})

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

function standardise(examples: readonly Example[]) {
  const size = FEATURES.length
  const means = new Float64Array(size)
  const deviations = new Float64Array(size)
  let count = 0
  for (const { rows } of examples)
    for (const row of rows) for (let at = 0; at < size; at++) means[at]! += row[at]!
  for (const { rows } of examples) count += rows.length
  for (let at = 0; at < size; at++) means[at]! /= Math.max(1, count)
  for (const { rows } of examples)
    for (const row of rows) for (let at = 0; at < size; at++) deviations[at]! += (row[at]! - means[at]!) ** 2
  for (let at = 0; at < size; at++)
    deviations[at] = Math.max(MIN_DEVIATION, Math.sqrt(deviations[at]! / count))
  for (const { rows } of examples)
    for (const row of rows)
      for (let at = 0; at < size; at++) row[at] = (row[at]! - means[at]!) / deviations[at]!
  return { examples, deviations }
}

/** The model's share of each unit. */
function sharesOf(rows: readonly Float64Array[], weights: Float64Array): Float64Array {
  const logits = Float64Array.from(rows, (row) => {
    let sum = 0
    for (let at = 0; at < row.length; at++) sum += row[at]! * weights[at]!
    return sum
  })
  const highest = logits.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  const powers = logits.map((logit) => Math.exp(logit - highest))
  const total = powers.reduce((sum, power) => sum + power, 0)
  return powers.map((power) => power / total)
}

function loss(examples: readonly Example[], weights: Float64Array): number {
  let sum = 0
  for (const { rows, shares, weight } of examples) {
    const model = sharesOf(rows, weights)
    shares.forEach((share, at) => {
      if (share > 0) sum -= weight * share * Math.log(model[at]!)
    })
  }
  return sum
}

function fit(examples: readonly Example[], deviations: Float64Array): Float64Array {
  const size = FEATURES.length
  const weights = new Float64Array(size)
  const first = new Float64Array(size)
  const second = new Float64Array(size)
  for (let step = 1; step <= STEPS; step++) {
    const gradient = weights.map((weight) => L2 * weight)
    for (const { rows, shares, weight } of examples) {
      const model = sharesOf(rows, weights)
      rows.forEach((row, unit) => {
        const difference = (model[unit]! - shares[unit]!) * weight
        for (let at = 0; at < size; at++) gradient[at]! += difference * row[at]!
      })
    }
    for (let at = 0; at < size; at++) {
      first[at] = 0.9 * first[at]! + 0.1 * gradient[at]!
      second[at] = 0.99 * second[at]! + 0.01 * gradient[at]! ** 2
      const move = first[at]! / (1 - 0.9 ** step) / (Math.sqrt(second[at]! / (1 - 0.99 ** step)) + 1e-8)
      weights[at]! -= LEARNING_RATE * move
      const floor = FLOORS[FEATURES[at] as Feature]
      if (floor !== undefined) weights[at] = Math.max(weights[at]!, floor * deviations[at]!)
    }
  }
  return weights
}

function weightsModule(
  raw: readonly (readonly [Feature, number])[],
  split: Split,
  without: string | undefined,
): string {
  const data = {
    tune: 'half of the development conversations',
    held: 'the held-out half',
    all: 'all development conversations',
  }
  return `import type { Feature } from './features.js'

/**
 * Weights of the features, as fitted. Not edited by hand.
 *
 * Source  listwise softmax within each conversation over labelled evidence, every source weighing the same, L2 ${L2}, on
 *         ${data[split]}${without === undefined ? '' : ` without ${without}`}: \`bench/src/quality/fit-salience.ts\`.
 */
export const SALIENCE_WEIGHTS: Readonly<Partial<Record<Feature, number>>> = {
${raw.map(([feature, weight]) => `  ${feature}: ${Number(weight.toFixed(2))},`).join('\n')}
}
`
}

await main()
