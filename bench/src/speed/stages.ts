import type { StackSample } from './profile.js'

/** Functions that a stage begins with, by the stage's name. The outermost of a stack decides, `PARTS_OF_FIT` within `fit`. */
const STAGES: Readonly<Record<string, readonly string[]>> = {
  'annotate: segment': ['segment', 'splitClauses'],
  'annotate: words and terms': ['readWords', 'readWordsOf', 'wordsWithin', 'termsOf', 'wordFlagsOf'],
  'annotate: acts, rules, wording': ['actsOf', 'wordingOf'],
  'annotate: names and numbers': ['entitiesOf'],
  'annotate: count tokens': ['tokensOf'],
  'annotate: shorten': ['shorten', 'proseShortened', 'shortenData'],
  'annotate: read items': ['readItems'],
  language: ['detectLanguage'],
  'run: build': ['buildConversation', 'withRecalledSpeech', 'withoutUnsaidMembers'],
  'run: budget': ['estimateTranscriptTokens', 'budgetFor', 'protectedTokens'],
  'run: what was replaced': ['findSuperseded', 'markSuperseded', 'withSuccessors'],
  'run: score': ['score'],
  'run: protect, rank': ['protect', 'planSteps'],
  'run: items': ['itemsOf', 'extractItems'],
  'run: state and values': ['currentState'],
  'run: validate, explain': ['validateSelection', 'explain'],
  'run: fit': ['fitOrWhole', 'fit', 'summarise'],
}
const PARTS_OF_FIT: Readonly<Record<string, readonly string[]>> = {
  'run: fit, render': ['render', 'selectionOf'],
  'run: fit, count': ['countTokens', 'countLine', 'count'],
}

const stageByFunction = (stages: Readonly<Record<string, readonly string[]>>): ReadonlyMap<string, string> =>
  new Map(Object.entries(stages).flatMap(([stage, names]) => names.map((name) => [name, stage] as const)))
const OUTER = stageByFunction(STAGES)
const INNER = stageByFunction(PARTS_OF_FIT)

/** A stage of the work, with the share of all samples that were taken in it. */
export interface StageShare {
  readonly stage: string
  readonly share: number
}

/** Which stage a stack, outermost function first, belongs to. */
export function stageOf(functions: readonly string[]): string {
  if (functions.at(-1) === '(garbage collector)') return 'garbage collection'
  const at = functions.findIndex((name) => OUTER.has(name))
  const outer = OUTER.get(functions[at] ?? '')
  if (outer === undefined) return 'other'
  if (outer !== 'run: fit') return outer
  const inner = functions.slice(at).find((name) => INNER.has(name))
  return INNER.get(inner ?? '') ?? outer
}

/** The shares of all stages, most first. */
export function stageShares(samples: readonly StackSample[]): readonly StageShare[] {
  const hits = new Map<string, number>()
  let total = 0
  for (const { functions, count } of samples) {
    const stage = stageOf(functions)
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
