import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { SIGNALS } from './ablation.js'
import type { Variant } from './compactors.js'
import { type QualityOptions, readOptions, USAGE } from './options.js'
import { runPool } from './pool.js'
import { ablationTable, breaches, compareTable, type SavedRun, savedRun, validationTable } from './report.js'
import { type BenchConversation, loadSharedBench, type SharedBench } from './shared-bench.js'
import { selectSplit } from './split.js'
import type { WorkerOutput } from './worker.js'

const OUT_DIR = fileURLToPath(new URL('../../out', import.meta.url))
const BOOTSTRAP_ROUNDS = 1000
const QUICK_STEP = 4
/** Enough to see what kind of breach it is. */
const MAX_BREACHES_SHOWN = 12

async function main(): Promise<void> {
  if (process.argv.includes('--help')) return console.log(USAGE)
  const startedAt = performance.now()
  const options = readOptions(process.argv.slice(2), OUT_DIR)
  const bench = await loadSharedBench(options.dataDir)
  const conversations = chosen(bench, options)
  const variants = variantsOf(options)
  const outputs = await runPool(
    conversations,
    {
      ...(options.dataDir ? { dataDir: options.dataDir } : {}),
      settings: {
        format: options.format,
        encoding: options.encoding,
        ...(options.enginePath ? { enginePath: options.enginePath } : {}),
      },
      variants,
      levels: options.levels,
    },
    (finished) => progress(`${finished} of ${conversations.length} conversations`),
  )
  progress('')
  save(options, outputs)
  print(options, outputs, bench)
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  console.log(
    `\n${conversations.length} conversations (${options.split}), ${outputs.length} outputs, ${seconds} s`,
  )
}

function chosen(bench: SharedBench, options: QualityOptions): readonly BenchConversation[] {
  const all = selectSplit(bench.loadData([bench.dataDir]), options.split)
  const wanted = all.filter((c) => options.sources.length === 0 || options.sources.includes(c.source))
  if (wanted.length === 0) throw new Error(`no conversation of the sources ${options.sources.join(', ')}`)
  return options.quick ? wanted.filter((_, place) => place % QUICK_STEP === 0) : wanted
}

function variantsOf(options: QualityOptions): readonly Variant[] {
  const variants: Variant[] = [{ kind: 'engine', name: options.label }]
  if (options.baselines) variants.push({ kind: 'baseline', name: 'tail' }, { kind: 'baseline', name: 'mmr' })
  if (options.ablate) {
    if (options.enginePath)
      throw new Error("--ablate switches signals of this checkout's engine off; leave --engine out")
    for (const signal of SIGNALS) variants.push({ kind: 'without', name: `- ${signal}`, signal })
  }
  return variants
}

function save(options: QualityOptions, outputs: readonly WorkerOutput[]): void {
  mkdirSync(options.outDir, { recursive: true })
  const rows = outputs.filter(({ output }) => output.method === options.label)
  const lines = rows.map(({ output }) => JSON.stringify(output))
  writeFileSync(join(options.outDir, `${options.label}.jsonl`), `${lines.join('\n')}\n`)
  writeFileSync(
    join(options.outDir, `${options.label}.run.json`),
    JSON.stringify(savedRun(options.label, rows)),
  )
}

function print(options: QualityOptions, outputs: readonly WorkerOutput[], bench: SharedBench): void {
  const withoutAblation = outputs.filter(({ output }) => !output.method.startsWith('- '))
  const rowsOf = (part: readonly WorkerOutput[]) => part.map((entry) => entry.scored)
  console.log(bench.table(bench.aggregate(rowsOf(withoutAblation), BOOTSTRAP_ROUNDS), options.kinds))
  if (options.ablate)
    console.log(
      `\n${ablationTable(bench.aggregate(rowsOf(outputs.filter(isOwn(options))), 0), options.label)}`,
    )
  const own = outputs.filter(({ output }) => output.method === options.label)
  console.log(`\n${validationTable(own)}`)
  const broken = breaches(own)
  console.log(`\n${broken.length} breaches (over budget, or not in the conversation)`)
  for (const line of broken.slice(0, MAX_BREACHES_SHOWN)) console.log(`  ${line}`)
  if (options.compareFile) {
    // Written by `save` above in an earlier run.
    const before = JSON.parse(readFileSync(options.compareFile, 'utf8')) as SavedRun
    console.log(`\n${compareTable(before, savedRun(options.label, outputs), options.label)}`)
  }
}

function isOwn(options: QualityOptions): (output: WorkerOutput) => boolean {
  return ({ output }) => output.method === options.label || output.method.startsWith('- ')
}

function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`)
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
