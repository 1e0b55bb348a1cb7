/**
 * Prints statements of the engine for a reader to judge, drawn by a seed: see verdicts/README.md.
 *
 *   node --conditions=precis-source --import tsx bench/src/items/main.ts --type fact --source locomo --seed 1 --count 50
 *   … --table          the shares found good, by type and source, from verdicts/*.json
 *   … --states 20      the current states of so many conversations, each cut at a place that the seed draws
 *   … --file bench/conversations/service-agent.jsonl   conversations of ours, all of them, in place of a source
 */

import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { compact } from '@precis/engine'
import { asEngineMessage } from '../quality/compactors.js'
import { loadSharedBench } from '../quality/shared-bench.js'
import { type Split, selectSplit } from '../quality/split.js'
import { candidatesOf, type Drawn, drawBySeed, forReader } from './draw.js'
import { HEAD_OF_STATES, statesForReader } from './states.js'
import { readVerdicts, tableOf } from './verdicts.js'

const { values: options } = parseArgs({
  options: {
    type: { type: 'string', default: 'fact' },
    source: { type: 'string', default: 'locomo' },
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '50' },
    split: { type: 'string', default: 'tune' },
    data: { type: 'string' },
    file: { type: 'string' },
    states: { type: 'string' },
    table: { type: 'boolean', default: false },
  },
})

/** The conversations written here: `--source group-planning` and the like. */
const OURS = join(dirname(fileURLToPath(import.meta.url)), '../../conversations')

if (options.table) console.log(tableOf(readVerdicts()))
else await print()

async function print(): Promise<void> {
  const bench = await loadSharedBench(options.data)
  const ours = join(OURS, `${options.source}.jsonl`)
  const path = options.file ?? (existsSync(ours) ? ours : join(bench.dataDir, `${options.source}.jsonl.gz`))
  const split = options.file === undefined ? splitOf(options.split) : 'all'
  const conversations = selectSplit(bench.loadData([path]), split).map(({ id, messages }) => ({
    id,
    messages: messages.map(asEngineMessage),
  }))
  if (options.states !== undefined) {
    console.log(`${HEAD_OF_STATES}\n# states ${path.split('/').at(-1)}, seed ${options.seed}`)
    for (const text of statesForReader(conversations, Number(options.seed), Number(options.states)))
      console.log(text)
    return
  }
  const results = conversations.map(({ id, messages }) => ({ id, result: compact(messages) }))
  const messagesOf = new Map(conversations.map(({ id, messages }) => [id, messages]))
  for (const type of options.type.split(',')) {
    const candidates = results.flatMap(({ id, result }): Drawn[] => candidatesOf(id, result, type))
    const chosen = drawBySeed(candidates, Number(options.seed), Number(options.count))
    console.log(
      `# ${path.split('/').at(-1)} ${type}: ${chosen.length} of ${candidates.length}, seed ${options.seed}`,
    )
    for (const one of chosen) console.log(forReader(one, messagesOf.get(one.conversation) ?? []))
  }
}

function splitOf(name: string): Split {
  if (name === 'tune' || name === 'held' || name === 'all') return name
  throw new RangeError(`--split is tune, held or all, not ${JSON.stringify(name)}`)
}
