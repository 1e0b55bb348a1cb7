import { parseArgs } from 'node:util'
import type { Encoding, Format } from '@precis/engine'
import { LEVELS } from './shared-bench.js'
import type { Split } from './split.js'

export interface QualityOptions {
  readonly dataDir?: string
  /** A module that exports `compact`, instead of this checkout's engine. */
  readonly enginePath?: string
  readonly format: Format
  readonly encoding: Encoding
  readonly sources: readonly string[]
  readonly levels: readonly string[]
  readonly split: Split
  readonly label: string
  readonly compareFile?: string
  readonly kinds: boolean
  readonly ablate: boolean
  readonly baselines: boolean
  readonly quick: boolean
  readonly outDir: string
}

const FORMATS = ['structured', 'narrative', 'bullet_points', 'injection'] as const
const ENCODINGS = ['o200k_base', 'cl100k_base'] as const
const SPLITS = ['tune', 'held', 'all'] as const

export const USAGE = `npm run bench:quality -- [options]
  --data DIR        the benchmark's folder (default ../shared/bench beside the checkout)
  --source a,b      only these sources
  --split S         tune | held | all (default all); see split.ts
  --levels 20%,2000 only these budgets
  --format F        ${FORMATS.join(' | ')} (default structured)
  --encoding E      ${ENCODINGS.join(' | ')}
  --kinds           also by kind of probe
  --baselines       tail truncation and MMR beside it
  --ablate          one row for each signal switched off
  --quick           every fourth conversation, 20 % only
  --label NAME      name of the run; written to bench/out/NAME.jsonl and NAME.run.json
  --compare FILE    a NAME.run.json of an earlier run: before and after
  --engine FILE     another engine's index.ts`

/**
 * Reads the command line.
 *
 * Errors  Error that names the option, the value given and the values allowed.
 */
export function readOptions(argv: readonly string[], outDir: string): QualityOptions {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      data: { type: 'string' },
      engine: { type: 'string' },
      format: { type: 'string', default: 'structured' },
      encoding: { type: 'string', default: 'o200k_base' },
      source: { type: 'string' },
      levels: { type: 'string' },
      split: { type: 'string', default: 'all' },
      label: { type: 'string', default: 'precis' },
      compare: { type: 'string' },
      kinds: { type: 'boolean', default: false },
      ablate: { type: 'boolean', default: false },
      baselines: { type: 'boolean', default: false },
      quick: { type: 'boolean', default: false },
    },
  })
  const levels = values.levels ? values.levels.split(',') : values.quick ? ['20%'] : LEVELS
  return {
    ...(values.data ? { dataDir: values.data } : {}),
    ...(values.engine ? { enginePath: values.engine } : {}),
    ...(values.compare ? { compareFile: values.compare } : {}),
    format: oneOf('format', values.format, FORMATS),
    encoding: oneOf('encoding', values.encoding, ENCODINGS),
    split: oneOf('split', values.split, SPLITS),
    sources: values.source ? values.source.split(',') : [],
    levels: levels.map((level) => oneOf('levels', level, LEVELS)),
    label: fileName(values.label),
    kinds: values.kinds,
    ablate: values.ablate,
    baselines: values.baselines,
    quick: values.quick,
    outDir,
  }
}

function oneOf<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((candidate) => candidate === value)
  if (found === undefined)
    throw new Error(`--${option} ${value} is not known; it is one of ${allowed.join(', ')}`)
  return found
}

function fileName(label: string): string {
  if (!/^[\w.-]+$/.test(label))
    throw new Error(`--label ${label} cannot name a file; use letters, digits, ".", "-" and "_"`)
  return label
}
