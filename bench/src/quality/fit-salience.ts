/**
 * Fits the engine's salience weights: `node --conditions=precis-source --import tsx bench/src/quality/fit-salience.ts`
 * [--split tune|held|all] [--without SOURCE] [--out FILE] [--with-assistant]. The model is in `salience-model.ts`. `--with-assistant` leaves the tables that
 * all kinds share as they are and fits what is added between a user and an assistant, on the other kinds too.
 */
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { FeatureWeights, SalienceWeights } from '../../../packages/engine/src/salience/shape.js'
import { SALIENCE_WEIGHTS } from '../../../packages/engine/src/salience/weights.js'
import { loadFittedOtherKinds, loadOwnConversations } from './own-conversations.js'
import { fitSalience, fitWithAssistant, L2, SHIFT_L2 } from './salience-model.js'
import { loadSharedBench } from './shared-bench.js'
import { type Split, selectSplit } from './split.js'

const fileOf = (name: string) =>
  fileURLToPath(new URL(`../../../packages/engine/src/salience/${name}.ts`, import.meta.url))

async function main(): Promise<void> {
  const option = (name: string): string | undefined => {
    const at = process.argv.indexOf(`--${name}`)
    return at < 0 ? undefined : process.argv[at + 1]
  }
  const bench = await loadSharedBench(option('data'))
  const split = (option('split') ?? 'tune') as Split
  const without = option('without')
  const isWithAssistant = process.argv.includes('--with-assistant')
  const all = [
    ...bench.loadData([bench.dataDir]),
    ...loadOwnConversations(bench),
    ...(isWithAssistant ? loadFittedOtherKinds(bench) : []),
  ]
  const conversations = selectSplit(all, split).filter((conversation) => conversation.source !== without)
  const { weights, loss } = isWithAssistant
    ? fitWithAssistant(conversations, SALIENCE_WEIGHTS)
    : fitSalience(conversations)
  const where = `${DATA[split]}${without === undefined ? '' : ` without ${without}`}`
  const file = option('out') ?? fileOf(isWithAssistant ? 'assistant-weights' : 'weights')
  writeFileSync(file, isWithAssistant ? assistantModule(weights, where) : weightsModule(weights, where))
  console.log(`${conversations.length} conversations, cross entropy ${loss.toFixed(4)}`)
}

const DATA: Readonly<Record<Split, string>> = {
  tune: 'half of the development conversations and of our own',
  held: 'the held-out half',
  all: 'all development conversations and our own',
}

const weightsModule = ({ base, shifts }: SalienceWeights, where: string): string =>
  `import { WITH_ASSISTANT_WEIGHTS } from './assistant-weights.js'
import type { SalienceWeights } from './shape.js'

/**
 * Weights of the features, as fitted. Not edited by hand.
 *
 * Source  listwise softmax within each conversation over labelled evidence, L2 ${L2}
 *         and ${SHIFT_L2} (shifts), on ${where}: \`bench/src/quality/fit-salience.ts\`.
 */
export const SALIENCE_WEIGHTS: SalienceWeights = {
  base: {
${tableLines(base, 4)}
  },
  shifts: {
    people: {
${tableLines(shifts.people, 6)}
    },
    turnLength: {
${tableLines(shifts.turnLength, 6)}
    },
  },
  withAssistant: WITH_ASSISTANT_WEIGHTS,
}
`

const assistantModule = ({ withAssistant }: SalienceWeights, where: string): string =>
  `import type { SalienceWeights } from './shape.js'

/**
 * What is added to the weights between a user and an assistant, as fitted. Not edited by hand.
 *
 * Source  listwise softmax within each conversation over labelled evidence, L2 ${L2} and ${SHIFT_L2} (turn length), on ${where}
 *         and three sets of other kinds, those of a user and an assistant: \`bench/src/quality/fit-salience.ts --with-assistant\`.
 */
export const WITH_ASSISTANT_WEIGHTS: NonNullable<SalienceWeights['withAssistant']> = {
  base: {
${tableLines(withAssistant?.base ?? {}, 4)}
  },
  turnLength: {
${tableLines(withAssistant?.turnLength ?? {}, 4)}
  },
}
`

const tableLines = (table: FeatureWeights, indent: number): string =>
  Object.entries(table)
    .filter(([, weight]) => weight !== 0)
    .map(([feature, weight]) => `${' '.repeat(indent)}${feature}: ${weight},`)
    .join('\n')

await main()
