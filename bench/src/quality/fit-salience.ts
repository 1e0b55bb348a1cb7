/**
 * Fits the engine's salience weights: `node --conditions=precis-source --import tsx bench/src/quality/fit-salience.ts`
 * [--split tune|held|all] [--without SOURCE] [--out FILE]. The model is in `salience-model.ts`.
 */
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Feature } from '../../../packages/engine/src/salience/features.js'
import { fitSalience, L2 } from './salience-model.js'
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
  const conversations = selectSplit(bench.loadData([bench.dataDir]), split).filter(
    (conversation) => conversation.source !== without,
  )
  const { weights, loss } = fitSalience(conversations)
  writeFileSync(option('out') ?? WEIGHTS_FILE, weightsModule(weights, split, without))
  console.log(`${conversations.length} conversations, cross entropy ${loss.toFixed(4)}`)
}

function weightsModule(
  weights: ReadonlyMap<Feature, number>,
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
${[...weights].map(([feature, weight]) => `  ${feature}: ${Number(weight.toFixed(2))},`).join('\n')}
}
`
}

await main()
