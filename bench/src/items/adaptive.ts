/**
 * Compares `adaptive` with one fixed share for all conversations at equal mean size: does choosing by content pay?
 *
 *   node --conditions=precis-source --import tsx bench/src/items/adaptive.ts [--split tune|held|all] [--max-tokens 12000]
 *
 * Sizes are made equal within each source, so that no gain comes from moving tokens to sources with easy questions.
 */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { compact, type Message } from '@precis/engine'
import { asEngineMessage } from '../quality/compactors.js'
import { type BenchConversation, loadSharedBench, type SharedBench } from '../quality/shared-bench.js'
import { selectSplit } from '../quality/split.js'

const { values: options } = parseArgs({
  options: {
    split: { type: 'string', default: 'tune' },
    'max-tokens': { type: 'string', default: '12000' },
    data: { type: 'string' },
  },
})

interface Case {
  readonly conversation: BenchConversation
  readonly messages: readonly Message[]
  readonly original: number
  readonly ratio: number
}

const bench = await loadSharedBench(options.data)
const sources = ['locomo', 'qmsum', 'sgd', 'swe-agent']
console.log(
  '| source | conversations | mean ratio | spread | ret adaptive | ret fixed |\n|---|---|---|---|---|---|',
)
const totals = { adaptive: 0, fixed: 0, sources: 0 }
for (const source of sources) {
  const cases = casesOf(bench, source)
  if (cases.length < 2) continue
  const tokens = cases.reduce((sum, { original }) => sum + original, 0)
  const spent = cases.reduce((sum, { original, ratio }) => sum + original * ratio, 0)
  const fixedRatio = spent / tokens
  const adaptive = mean(cases.map((one) => retOf(bench, one, one.ratio)))
  const fixed = mean(cases.map((one) => retOf(bench, one, fixedRatio)))
  totals.adaptive += adaptive
  totals.fixed += fixed
  totals.sources++
  const ratios = cases.map(({ ratio }) => ratio)
  const spread = `${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}`
  console.log(row([source, cases.length, fixedRatio.toFixed(3), spread, percent(adaptive), percent(fixed)]))
}
console.log(
  row([
    'macro',
    '',
    '',
    '',
    percent(totals.adaptive / totals.sources),
    percent(totals.fixed / totals.sources),
  ]),
)

function casesOf({ loadData, dataDir }: SharedBench, source: string): Case[] {
  const split = options.split === 'held' || options.split === 'all' ? options.split : 'tune'
  return selectSplit(loadData([join(dataDir, `${source}.jsonl.gz`)]), split).flatMap((conversation) => {
    const messages = conversation.messages.map(asEngineMessage)
    const { originalTokenCount: original, targetTokens } = compact(messages, { strategy: 'adaptive' })
    if (original > Number(options['max-tokens'])) return []
    return [{ conversation, messages, original, ratio: targetTokens / original }]
  })
}

function retOf({ scoreOne }: SharedBench, { conversation, messages, original }: Case, ratio: number): number {
  const budget = Math.max(1, Math.round(original * ratio))
  const { text } = compact(messages, { targetTokens: budget })
  return scoreOne(conversation, { id: conversation.id, method: 'precis', label: 'x', budget, text, ms: 0 })
    .ret
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
function percent(share: number): string {
  return (100 * share).toFixed(1)
}
function row(cells: readonly (string | number)[]): string {
  return `| ${cells.join(' | ')} |`
}
