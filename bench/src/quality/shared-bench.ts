import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** One message of a benchmark conversation. `tool` is a label of the data and never shown to a compactor. */
export interface BenchMessage {
  readonly id: string
  readonly role: string
  readonly name?: string
  readonly content: string
  readonly timestamp?: string
  readonly tool?: boolean
}

/** Something that a later question needs, with the messages that answer it. */
export interface Probe {
  readonly id: string
  readonly kind: string
  readonly question?: string
  readonly answers: readonly string[]
  readonly match?: 'soft'
  readonly evidence: readonly string[]
  /** Message id → the sentence of a long message that carries the answer. */
  readonly keys?: Readonly<Record<string, string>>
  readonly stale?: readonly string[]
}

export interface BenchConversation {
  readonly id: string
  readonly source: string
  readonly messages: readonly BenchMessage[]
  readonly probes: readonly Probe[]
}

/** One output of a compactor, in the scorer's own file format. */
export interface OutputRow {
  readonly id: string
  readonly method: string
  readonly label: string
  /** Tokens. */
  readonly budget: number
  readonly text: string
  readonly facts?: readonly string[]
  readonly decisions?: readonly string[]
  readonly preferences?: readonly string[]
  readonly ms: number
}

export interface ScoredProbe {
  readonly id: string
  readonly kind: string
  readonly ans: number
  readonly ev: number
  readonly ret: number
}

/** The scorer's verdict on one output; shares are 0 to 1. */
export interface ScoredRow {
  readonly id: string
  readonly source: string
  readonly method: string
  readonly label: string
  readonly ret: number
  readonly over: number
  readonly use: number
  readonly faith: number
  readonly fluency: number
  readonly redundancy: number
  readonly superseded: number
  readonly probes: readonly ScoredProbe[]
}

export interface Measures {
  readonly ret: number
  readonly over: number
  readonly use: number
  readonly redundancy: number
  readonly faith: number
  readonly fluency: number
  readonly superseded: number
  readonly ms: number
}

export interface Aggregate {
  readonly method: string
  readonly label: string
  readonly per: Readonly<Record<string, Measures>>
  readonly macro: Measures & { readonly ci: readonly [number, number] | null }
}

export interface Budget {
  readonly label: string
  readonly budget: number
}

type Baseline = (conversation: BenchConversation) => (budget: number) => string

interface DataModule {
  loadData(paths: readonly string[]): BenchConversation[]
}
interface BaselineModule {
  budgetsFor(conversation: BenchConversation, levels: readonly string[]): Budget[]
  readonly METHODS: Readonly<Record<string, Baseline>>
}
interface ScoreModule {
  scoreOne(conversation: BenchConversation, row: OutputRow): ScoredRow
  aggregate(rows: readonly ScoredRow[], bootstrapRounds: number): Aggregate[]
  table(aggregates: readonly Aggregate[], byKind: boolean): string
  faithfulness(text: string, conversation: BenchConversation): { readonly bad: readonly string[] }
}

/** The benchmark's own functions: the same scorer and budgets as its command line uses. */
export type SharedBench = DataModule & BaselineModule & ScoreModule & { readonly dataDir: string }

export const LEVELS = ['10%', '20%', '30%', '50%', '2000'] as const

const repositoryRoot = resolve(dirname(fileURLToPath(import.meta.url)), '../../..')
const DEFAULT_DIR = resolve(repositoryRoot, '../shared/bench')

/**
 * Loads the benchmark from `dir` (a folder with `score.mjs`, `lib/` and `data/`).
 *
 * Errors  Error when the folder is not there, with the option that names another one.
 */
export async function loadSharedBench(dir: string = DEFAULT_DIR): Promise<SharedBench> {
  if (!existsSync(join(dir, 'score.mjs')) || !existsSync(join(dir, 'data')))
    throw new Error(
      `no benchmark data at ${dir}: expected score.mjs and data/*.jsonl.gz there. ` +
        'The data is not part of this repository; give its folder with --data DIR.',
    )
  requireTokenizer()
  // The modules are the benchmark's; their shapes are stated above and pinned by its README.
  const load = async (file: string): Promise<unknown> => import(pathToFileURL(join(dir, file)).href)
  const io = (await load('lib/io.mjs')) as DataModule
  const baselines = (await load('baselines.mjs')) as BaselineModule
  const score = (await load('score.mjs')) as ScoreModule
  return {
    dataDir: join(dir, 'data'),
    loadData: io.loadData,
    budgetsFor: baselines.budgetsFor,
    METHODS: baselines.METHODS,
    scoreOne: score.scoreOne,
    aggregate: score.aggregate,
    table: score.table,
    faithfulness: score.faithfulness,
  }
}

/** The scorer looks for its tokenizer from the working directory, so that has to be one that finds ours. */
function requireTokenizer(): void {
  try {
    createRequire(join(process.cwd(), 'x.js')).resolve('gpt-tokenizer/encoding/o200k_base')
  } catch {
    process.chdir(join(repositoryRoot, 'bench'))
  }
}
