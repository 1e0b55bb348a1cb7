/**
 * Fits the engine's salience weights: `node --conditions=precis-source --import tsx bench/src/quality/fit-salience.ts`
 * [--split tune|held|all] [--without SOURCE] [--out FILE]. The model is in `salience-model.ts`.
 */
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { FeatureWeights, SalienceWeights } from '../../../packages/engine/src/salience/shape.js'
import { loadOwnConversations } from './own-conversations.js'
import { fitSalience, L2, SHIFT_L2 } from './salience-model.js'
import { loadSharedBench } from './shared-bench.js'
import { type Split, selectSplit } from './split.js'

const WEIGHTS_FILE = fileURLToPath(
  new URL('../../../packages/engine/src/salience/weights.ts', import.meta.url),
)

async function main(): Promise<void> {
  const option = (name: string): string | undefined => {
    const at = process.argv.indexOf(`--${name}`)
    return at < 0 ? undefined : process.argv[at + 1]
  }
  const bench = await loadSharedBench(option('data'))
  const split = (option('split') ?? 'tune') as Split
  const without = option('without')
  const all = [...bench.loadData([bench.dataDir]), ...loadOwnConversations(bench)]
  const conversations = selectSplit(all, split).filter((conversation) => conversation.source !== without)
  const { weights, loss } = fitSalience(conversations)
  writeFileSync(option('out') ?? WEIGHTS_FILE, weightsModule(weights, split, without))
  console.log(`${conversations.length} conversations, cross entropy ${loss.toFixed(4)}`)
}

function weightsModule({ base, shifts }: SalienceWeights, split: Split, without: string | undefined): string {
  const data = {
    tune: 'half of the development conversations and of our own',
    held: 'the held-out half',
    all: 'all development conversations and our own',
  }
  return `import type { SalienceWeights } from './shape.js'

/**
 * Weights of the features, as fitted. Not edited by hand.
 *
 * Source  listwise softmax within each conversation over labelled evidence, L2 ${L2}
 *         and ${SHIFT_L2} (shifts), on ${data[split]}${without === undefined ? '' : ` without ${without}`}: \`bench/src/quality/fit-salience.ts\`.
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
}
`
}

const tableLines = (table: FeatureWeights, indent: number): string =>
  Object.entries(table)
    .map(([feature, weight]) => `${' '.repeat(indent)}${feature}: ${weight},`)
    .join('\n')

await main()
