/**
 * How well `validation_score` predicts the benchmark's `ret`: over conversations × budgets × sources × compactors.
 *
 * node --conditions=precis-source --import tsx bench/src/validation/main.ts [--split tune|held|all]
 * (default held: conversations that nothing was fitted on)
 */
import { compact, verify } from '@precis/engine'
import { asEngineMessage } from '../quality/compactors.js'
import { type BenchConversation, LEVELS, loadSharedBench, type SharedBench } from '../quality/shared-bench.js'
import { type Split, selectSplit } from '../quality/split.js'
import { alarms, spearman } from './correlation.js'

/** The mark below which `quality_warning` fires. */
const PASS_MARK = 0.7

interface Row {
  readonly source: string
  readonly method: string
  readonly label: string
  readonly score: number
  readonly ret: number
}

/** Compacts and scores one conversation with the engine (its own validation) and every baseline (`verify`). */
function measure(conversation: BenchConversation, bench: SharedBench): Row[] {
  const messages = conversation.messages.map(asEngineMessage)
  const rows: Row[] = []
  const add = (method: string, label: string, budget: number, text: string, score: number) => {
    const { ret } = bench.scoreOne(conversation, { id: conversation.id, method, label, budget, text, ms: 0 })
    rows.push({ source: conversation.source, method, label, score, ret })
  }
  const baselines = Object.entries(bench.METHODS).map(([name, make]) => ({ name, fill: make(conversation) }))
  for (const { label, budget } of bench.budgetsFor(conversation, LEVELS)) {
    const own = compact(messages, { targetTokens: budget })
    add('precis, compact()', label, budget, own.text, own.validation.score)
    add('precis, verify()', label, budget, own.text, verify(messages, own.text).score)
    for (const { name, fill } of baselines) {
      const text = fill(budget)
      add(name, label, budget, text, verify(messages, text).score)
    }
  }
  return rows
}

const cell = (value: number) => (Number.isFinite(value) ? value.toFixed(2) : '-').padStart(8)
const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

function line(name: string, rows: readonly Row[]): string {
  const score = rows.map((row) => row.score)
  const ret = rows.map((row) => row.ret)
  const { fires, precision, raised, ofTheRest } = alarms(score, ret, PASS_MARK)
  const error = meanOf(rows.map((row) => Math.abs(row.score - row.ret)))
  const cells = [
    spearman(score, ret),
    meanOf(score),
    meanOf(ret),
    error,
    fires,
    ofTheRest,
    raised,
    precision,
  ].map(cell)
  return `${name.padEnd(24)}${String(rows.length).padStart(5)}${cells.join('')}`
}

function groups(rows: readonly Row[], key: (row: Row) => string): [string, Row[]][] {
  const found = new Map<string, Row[]>()
  for (const row of rows) found.set(key(row), [...(found.get(key(row)) ?? []), row])
  return [...found]
}

function report(rows: readonly Row[]): string {
  const isOwn = (row: Row) => row.method.startsWith('precis')
  const compacted = rows.filter((row) => row.method === 'precis, compact()')
  const others = rows.filter((row) => !isOwn(row))
  return [
    `${''.padEnd(24)}    n spearman   score     ret   error   fires of rest  raised   right`,
    line('all texts', [...others, ...rows.filter((row) => row.method === 'precis, verify()')]),
    ...groups(rows, (row) => row.method).map(([name, own]) => line(name, own)),
    '',
    ...groups(compacted, (row) => row.source).map(([name, own]) => line(`compact(), ${name}`, own)),
    ...groups(compacted, (row) => row.label).map(([name, own]) => line(`compact(), ${name}`, own)),
    '',
    'spearman: score against ret · error: mean of |score - ret| · fires: share of the worst quarter with a warning',
    'of rest: share of the other three quarters with a warning',
    'raised: share of all texts with a warning · right: share of the warnings where ret is below the mark too',
  ].join('\n')
}

function splitFrom(args: readonly string[]): Split {
  const value = args[args.indexOf('--split') + 1]
  if (!args.includes('--split')) return 'held'
  if (value === 'tune' || value === 'held' || value === 'all') return value
  throw new Error(`--split takes tune, held or all, not ${value ?? 'nothing'}`)
}

const bench = await loadSharedBench()
const split = splitFrom(process.argv.slice(2))
const conversations = selectSplit(bench.loadData([bench.dataDir]), split)
const rows: Row[] = []
for (const [at, conversation] of conversations.entries()) {
  if (process.stderr.isTTY)
    process.stderr.write(`\r${at + 1}/${conversations.length} ${conversation.id}\u001b[K`)
  rows.push(...measure(conversation, bench))
}
if (process.stderr.isTTY) process.stderr.write('\n')
console.log(`validation_score against ret, ${conversations.length} conversations (${split})\n${report(rows)}`)
