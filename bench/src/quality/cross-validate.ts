/**
 * What the engine reaches on conversations that its weights were not fitted on:
 * `node --conditions=precis-source --import tsx bench/src/quality/cross-validate.ts [--levels 10%,20%,30%]`.
 *
 * Halves   weights from one half, scored on the other; the two together cover every conversation once.
 * Sources  weights from all other sources, scored on the one left out: how the engine does on a kind it has not seen.
 */
import { isFittedOtherKind, loadFittedOtherKinds, loadOwnConversations } from './own-conversations.js'
import { runPool } from './pool.js'
import { distinct, mean, percent } from './report.js'
import { fitSalience, fitWithAssistant } from './salience-model.js'
import {
  type BenchConversation,
  LEVELS,
  loadSharedBench,
  type ScoredRow,
  type SharedBench,
} from './shared-bench.js'
import { selectSplit } from './split.js'

interface Fold {
  readonly fitted: readonly BenchConversation[]
  readonly scored: readonly BenchConversation[]
}

async function main(): Promise<void> {
  const at = process.argv.indexOf('--levels')
  const levels = at < 0 ? [...LEVELS] : (process.argv[at + 1] ?? '').split(',')
  const bench = await loadSharedBench()
  const all = [
    ...bench.loadData([bench.dataDir]),
    ...loadOwnConversations(bench),
    ...loadFittedOtherKinds(bench),
  ]
  const tune = selectSplit(all, 'tune')
  const held = selectSplit(all, 'held')
  const sources = distinct(all.map((conversation) => conversation.source)).sort()
  const halves: Fold[] = [
    { fitted: tune, scored: held },
    { fitted: held, scored: tune },
  ]
  const leftOut: Fold[] = sources.map((source) => ({
    fitted: all.filter((conversation) => conversation.source !== source),
    scored: all.filter((conversation) => conversation.source === source),
  }))
  for (const [name, folds] of [
    ['other half', halves],
    ['source left out', leftOut],
  ] as const) {
    const rows: ScoredRow[] = []
    for (const fold of folds) rows.push(...(await scoreFold(fold, levels)))
    console.log(foldTable(name, rows, levels, sources, bench))
  }
}

async function scoreFold({ fitted, scored }: Fold, levels: readonly string[]): Promise<readonly ScoredRow[]> {
  const shared = fitSalience(fitted.filter((conversation) => !isFittedOtherKind(conversation)))
  const { weights } = fitWithAssistant(fitted, shared.weights)
  const outputs = await runPool(
    scored,
    {
      settings: { format: 'structured', encoding: 'o200k_base' },
      variants: [{ kind: 'engine', name: 'precis' }],
      levels,
      weights,
    },
    () => {},
  )
  return outputs.map((output) => output.scored)
}

function foldTable(
  name: string,
  rows: readonly ScoredRow[],
  levels: readonly string[],
  sources: readonly string[],
  bench: SharedBench,
): string {
  const aggregates = bench.aggregate(rows, 0)
  const cell = (level: string, source: string) =>
    aggregates.find((aggregate) => aggregate.label === level)?.per[source]?.ret ?? Number.NaN
  return [
    name.padEnd(18) + levels.map((level) => level.padStart(7)).join(''),
    ...sources.map(
      (source) => source.padEnd(18) + levels.map((level) => ` ${percent(cell(level, source))}`).join(''),
    ),
    'MACRO'.padEnd(18) +
      levels.map((level) => ` ${percent(mean(sources.map((source) => cell(level, source))))}`).join(''),
    '',
  ].join('\n')
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
