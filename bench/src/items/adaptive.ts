/**
 * Compares `adaptive` with fixed shares at equal mean size: does choosing by content pay?
 *
 *   node --conditions=precis-source --import tsx bench/src/items/adaptive.ts [--split tune|held|all] [--max-tokens 12000]
 *
 * Within   one share for all conversations of a source: no gain comes from moving tokens between kinds of conversation.
 * For all  one share for all conversations, as `balanced` has it: the mean of what `adaptive` spends, each source counting the same.
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
const perSource = ['locomo', 'qmsum', 'sgd', 'swe-agent']
  .map((source) => ({ source, cases: casesOf(bench, source) }))
  .filter(({ cases }) => cases.length >= 2)
const shareForAll = mean(perSource.map(({ cases }) => mean(cases.map(({ ratio }) => ratio))))
console.log(
  '| source | conversations | mean ratio | spread | ret adaptive | ret fixed within | ret fixed for all |\n|---|---|---|---|---|---|---|',
)
const rows = perSource.map(({ source, cases }) => {
  const tokens = cases.reduce((sum, { original }) => sum + original, 0)
  const spent = cases.reduce((sum, { original, ratio }) => sum + original * ratio, 0)
  const ratios = cases.map(({ ratio }) => ratio)
  const measured = [
    mean(cases.map((one) => retOf(bench, one, one.ratio))),
    mean(cases.map((one) => retOf(bench, one, spent / tokens))),
    mean(cases.map((one) => retOf(bench, one, shareForAll))),
  ]
  const spread = `${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}`
  console.log(row([source, cases.length, (spent / tokens).toFixed(3), spread, ...measured.map(percent)]))
  return measured
})
const macro = [0, 1, 2].map((column) => percent(mean(rows.map((measured) => measured[column] ?? 0))))
console.log(row(['macro', '', shareForAll.toFixed(3), '', ...macro]))

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
