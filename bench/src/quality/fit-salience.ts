// Fits the engine's salience weights to labelled evidence. See `USAGE`.
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { annotateWith } from '../../../packages/engine/src/annotate/annotate.js'
import { detectLanguage } from '../../../packages/engine/src/annotate/language.js'
import { buildConversation, textOf } from '../../../packages/engine/src/conversation.js'
import { FEATURES, featureReader } from '../../../packages/engine/src/salience/features.js'
import { asEngineMessage } from './compactors.js'
import { type Example, fitWeights } from './listwise.js'
import { type BenchConversation, loadSharedBench, type Probe } from './shared-bench.js'
import { type Split, selectSplit } from './split.js'

const USAGE = `node --conditions=precis-source --import tsx src/quality/fit-salience.ts [options]
  --split tune        which half is fitted on (tune, held, all)
  --leave-out SOURCE  leave one source out of the fit
  --l2 0.002          strength of the penalty on large weights
  --write             write the table into the engine (otherwise it is printed)
  --out FILE          write it there instead
  --data DIR`

const WEIGHTS_FILE = fileURLToPath(
  new URL('../../../packages/engine/src/salience/weights.ts', import.meta.url),
)
/** A unit carries a part of the evidence when this share of its words stands in the evidence sentence. */
const CARRIES_SHARE = 0.6

interface Arguments {
  readonly split: Split
  readonly leaveOut: string | undefined
  readonly l2: number
}

/** The rows of one conversation with the share of its later questions that each unit helps to answer. */
export function exampleOf(conversation: BenchConversation, sourceSize: number): Example {
  const messages = conversation.messages.map(asEngineMessage)
  const language = detectLanguage(messages)
  const stems = new Map<string, string>()
  const built = buildConversation(
    messages.map((message) => ({ message, annotation: annotateWith(message, language, stems) })),
  )
  const rowOf = featureReader(built)
  const rows = new Float64Array(built.units.length * FEATURES.length)
  const target = new Float64Array(built.units.length)
  const unitsOf = new Map<string, { index: number; words: readonly string[] }[]>()
  for (const unit of built.units) {
    rows.set(rowOf(unit), unit.index * FEATURES.length)
    const id = built.entries[unit.messageIndex]?.message.id ?? ''
    const entry = { index: unit.index, words: contentWords(textOf(built, unit)) }
    unitsOf.set(id, [...(unitsOf.get(id) ?? []), entry])
  }
  for (const probe of conversation.probes) label(probe, weightOf(probe, conversation), unitsOf, target)
  return { rows, target, weight: 1 / sourceSize }
}

/** As the scorer weighs them: questions and bare statements share a conversation half and half. */
function weightOf(probe: Probe, { probes }: BenchConversation): number {
  const questions = probes.filter((one) => one.question !== undefined).length
  const statements = probes.length - questions
  const group = probe.question === undefined ? statements : questions
  return questions > 0 && statements > 0 ? 0.5 / group : 1 / group
}

function label(
  probe: Probe,
  weight: number,
  unitsOf: ReadonlyMap<string, readonly { index: number; words: readonly string[] }[]>,
  target: Float64Array,
): void {
  for (const messageId of probe.evidence) {
    const units = unitsOf.get(messageId) ?? []
    const key = probe.keys?.[messageId]
    const wanted = new Set(key === undefined ? units.flatMap((unit) => unit.words) : contentWords(key))
    for (const { index, words } of units) {
      const own = new Set(words)
      let shared = 0
      for (const word of own) if (wanted.has(word)) shared++
      if (own.size === 0 || shared / own.size < CARRIES_SHARE) continue
      target[index] = (target[index] ?? 0) + (weight * shared) / Math.max(1, wanted.size)
    }
  }
}

/** Words of three letters and more, and numbers: short words are in every sentence. */
function contentWords(text: string): string[] {
  return [...new Set(text.toLowerCase().match(/\p{N}+|[\p{L}][\p{L}'’_-]{2,}/gu) ?? [])]
}

function weightsModule(weights: ReadonlyMap<string, number>, { split, leaveOut, l2 }: Arguments): string {
  const lines = FEATURES.map((feature) => `  ${feature}: ${weights.get(feature) ?? 0},`)
  const half =
    split === 'all' ? 'all development conversations' : `the "${split}" half of the development conversations`
  return `import type { Feature } from './features.js'

/**
 * Weights of the features, as fitted.
 *
 * Source  listwise softmax within each conversation over labelled evidence, every source weighing the same, L2 ${l2},
 *         on ${half}${leaveOut ? ` without ${leaveOut}` : ''} (\`bench/src/quality/fit-salience.ts\`). Not edited by hand.
 */
export const SALIENCE_WEIGHTS: Readonly<Partial<Record<Feature, number>>> = {
${lines.join('\n')}
}
`
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      split: { type: 'string', default: 'tune' },
      'leave-out': { type: 'string' },
      l2: { type: 'string', default: '0.002' },
      write: { type: 'boolean', default: false },
      out: { type: 'string' },
      data: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return console.log(USAGE)
  const fitArguments: Arguments = {
    split: values.split as Split,
    leaveOut: values['leave-out'],
    l2: Number(values.l2),
  }
  const bench = await loadSharedBench(values.data)
  const conversations = selectSplit(bench.loadData([bench.dataDir]), fitArguments.split).filter(
    ({ source }) => source !== fitArguments.leaveOut,
  )
  const sizeOf = (source: string) => conversations.filter((one) => one.source === source).length
  const examples = conversations.map((one) => exampleOf(one, sizeOf(one.source)))
  const fitted = fitWeights(examples, FEATURES.length, fitArguments.l2)
  const weights = new Map(FEATURES.map((feature, at) => [feature, fitted.weights[at] ?? 0]))
  console.error(
    `${conversations.length} conversations, loss ${fitted.loss.toFixed(4)} (unfitted ${fitted.startLoss.toFixed(4)})`,
  )
  const strongest = FEATURES.map((feature, at) => ({ feature, pull: fitted.standardized[at] ?? 0 }))
    .sort((a, b) => Math.abs(b.pull) - Math.abs(a.pull))
    .slice(0, 25)
  for (const { feature, pull } of strongest) console.error(`  ${feature.padEnd(20)} ${pull.toFixed(2)}`)
  const module = weightsModule(weights, fitArguments)
  const file = values.out ?? (values.write ? WEIGHTS_FILE : undefined)
  if (file) writeFileSync(file, module)
  else console.log(module)
}

if (process.argv[1]?.endsWith('fit-salience.ts'))
  main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  })
