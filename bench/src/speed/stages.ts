import type { StackSample } from './profile.js'

/**
 * Where a stage begins: by file or folder of the engine, by a function only where it has to be, since V8 tells no frame of a function
 * that it had put into its caller before the samples were taken. Of a stack the outermost frame that a row names decides, and of
 * its rows the longest; within `annotate`, items and `fit` frames further in tell the parts apart.
 */
type Rows = Readonly<Record<string, string>>

const STAGES: Rows = {
  'annotate/annotate': 'annotate',
  'annotate/language': 'language',
  'recall/recalled-language': 'language',
  'recall/': 'run: build',
  conversation: 'run: build',
  'digest/past': 'run: build',
  'link/echoes': 'run: records of tools',
  'records/': 'run: brisk dialogues',
  options: 'run: budget',
  transcript: 'run: budget',
  'link/': 'run: what was replaced',
  score: 'run: score',
  'salience/': 'run: score',
  protect: 'run: protect, rank',
  plan: 'run: protect, rank',
  select: 'run: protect, rank',
  'told-items': 'run: items',
  'told-matters': 'run: items',
  'items/': 'run: items',
  'digest/': 'run: items',
  'current-state': 'run: state and values',
  'state/': 'run: state and values',
  'render/state-line': 'run: state and values',
  verify: 'run: validate, explain',
  explain: 'run: validate, explain',
  fit: 'run: fit',
  summary: 'run: fit',
  'render/': 'run: fit, render',
  'count-tokens': 'run: fit, count',
}

/** The parts of a stage, by the frames further in; where none is named, the stage itself. */
const PARTS: Readonly<Record<string, Rows>> = {
  annotate: {
    'segment/': 'annotate: segment',
    'annotate/words': 'annotate: words and terms',
    'annotate/terms': 'annotate: words and terms',
    'annotate/entities': 'annotate: names and numbers',
    'annotate/tokens': 'annotate: count tokens',
    'count-tokens': 'annotate: count tokens',
    'shorten/': 'annotate: shorten',
    'annotate/language': 'language',
    'annotate/': 'annotate: acts, rules, wording',
    'annotate/annotate': 'annotate',
    'items/reading': 'annotate: read items',
  },
  'annotate: read items': {
    'items/looks': 'annotate: signs for runs',
    'items/hints': 'annotate: signs for runs',
    'annotate/dates': 'annotate: days',
    'link/members': 'annotate: records of tools',
    'render/line-tokens': 'annotate: count tokens',
  },
  'run: items': {
    'items/agreements': 'run: items, settled by several',
    'items/among-people': 'run: items, settled by several',
    'items/matter-items': 'run: items, settled by several',
    'items/item-type': 'run: items, units read',
    'items/statement': 'run: items, units read',
    'items/user-facts': 'run: items, units read',
    'items/whole-rule': 'run: items, rules',
    'items/whole-turn': 'run: items, turns',
    'annotate/dates': 'run: items, days',
    'annotate/english-spans': 'run: items, days',
    'link/': 'run: what was replaced',
  },
  'run: fit': {
    'render/': 'run: fit, render',
    'fit selectionOf': 'run: fit, render',
    'count-tokens': 'run: fit, count',
  },
}

/** A stage of the work, with the share of all samples that were taken in it. */
export interface StageShare {
  readonly stage: string
  readonly share: number
}

/** What the rows say of a frame: the longest that it begins with; a file, a folder or a function's full name. */
function rowOf(rows: Rows, frame: string): string | undefined {
  let longest = ''
  for (const row of Object.keys(rows)) {
    const isNamed = row.endsWith('/') ? frame.startsWith(row) : frame === row || frame.startsWith(`${row} `)
    if (isNamed && row.length > longest.length) longest = row
  }
  return rows[longest]
}

/** Which stage a stack belongs to, by its frames, the outermost first: `items/reading readUnit`. */
export function stageOf(frames: readonly string[]): string {
  if (frames.at(-1)?.endsWith('(garbage collector)') === true) return 'garbage collection'
  let stage: string | undefined
  for (const frame of frames) {
    const rows: Rows | undefined = stage === undefined ? STAGES : PARTS[stage]
    if (rows === undefined) break
    const found = rowOf(rows, frame)
    if (found === undefined || found === stage) continue
    stage = found
  }
  return stage ?? 'other'
}
/** The shares of all stages, most first. */
export function stageShares(samples: readonly StackSample[]): readonly StageShare[] {
  const hits = new Map<string, number>()
  let total = 0
  for (const { frames, count } of samples) {
    const stage = stageOf(frames)
    hits.set(stage, (hits.get(stage) ?? 0) + count)
    total += count
  }
  return [...hits]
    .map(([stage, count]) => ({ stage, share: count / total }))
    .sort((a, b) => b.share - a.share)
}

/** The stages of one compaction, with its time as a multiple of tokenising the text once. */
export interface StageColumn {
  readonly name: string
  readonly ratio: number
  readonly shares: readonly StageShare[]
}

/** One column for each input, one row for each stage; a cell is the stage's time as a multiple of tokenising the input once. */
export function stageTable(columns: readonly StageColumn[]): string {
  const stages = [...new Set(columns.flatMap(({ shares }) => shares.map(({ stage }) => stage)))]
  const cell = (stage: string, { ratio, shares }: StageColumn) => {
    const share = shares.find((one) => one.stage === stage)?.share ?? 0
    return `${(share * ratio).toFixed(2)} × (${(share * 100).toFixed(0)} %)`
  }
  const head = ['stage', ...columns.map(({ name }) => name)]
  const rows = stages.map((stage) => [stage, ...columns.map((column) => cell(stage, column))])
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}
