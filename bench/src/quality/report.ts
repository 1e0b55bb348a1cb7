import type { Aggregate } from './shared-bench.js'
import type { WorkerOutput } from './worker.js'

/** What is kept of a run so that a later one can be held against it. */
export interface SavedRun {
  readonly label: string
  readonly rows: readonly { id: string; source: string; method: string; label: string; ret: number }[]
}

export function savedRun(label: string, outputs: readonly WorkerOutput[]): SavedRun {
  return {
    label,
    rows: outputs.map(({ scored: { id, source, method, label: level, ret } }) => ({
      id,
      source,
      method,
      label: level,
      ret,
    })),
  }
}

type RetRow = SavedRun['rows'][number]

/**
 * Before and after, over the conversations and budgets that both runs have.
 *
 * Each line: mean `ret` (per cent) before, after, the difference, how many conversations gained and lost over a point.
 */
export function compareTable(before: SavedRun, after: SavedRun, method: string): string {
  const key = (row: RetRow) => `${row.id}\t${row.label}`
  const earlier = new Map(before.rows.filter(isOneMethod(before)).map((row) => [key(row), row]))
  const pairs = after.rows
    .filter((row) => row.method === method)
    .flatMap((row) => {
      const old = earlier.get(key(row))
      return old ? [{ source: row.source, level: row.label, before: old.ret, after: row.ret }] : []
    })
  const lines = [
    `before: ${before.label}   after: ${after.label}`,
    'budget  source        before  after   diff   up down',
  ]
  for (const level of distinct(pairs.map((pair) => pair.level))) {
    const here = pairs.filter((pair) => pair.level === level)
    const means: { before: number; after: number }[] = []
    for (const source of distinct(here.map((pair) => pair.source)).sort()) {
      const own = here.filter((pair) => pair.source === source)
      const b = mean(own.map((pair) => pair.before))
      const a = mean(own.map((pair) => pair.after))
      means.push({ before: b, after: a })
      const up = own.filter((pair) => pair.after - pair.before > 0.01).length
      const down = own.filter((pair) => pair.before - pair.after > 0.01).length
      lines.push(
        `${level.padStart(6)}  ${source.padEnd(12)} ${percent(b)} ${percent(a)} ${signed(a - b)} ${String(up).padStart(4)} ${String(down).padStart(4)}`,
      )
    }
    const b = mean(means.map((value) => value.before))
    const a = mean(means.map((value) => value.after))
    lines.push(`${level.padStart(6)}  ${'MACRO'.padEnd(12)} ${percent(b)} ${percent(a)} ${signed(a - b)}`)
  }
  return lines.join('\n')
}

/** A saved run may hold baselines too: its own method is the first that it lists. */
function isOneMethod(run: SavedRun): (row: RetRow) => boolean {
  const first = run.rows[0]?.method
  return (row) => row.method === first
}

/** One line for each signal switched off: macro `ret` at each budget, and the points lost against the whole engine. */
export function ablationTable(aggregates: readonly Aggregate[], wholeName: string): string {
  const levels = distinct(aggregates.map((aggregate) => aggregate.label))
  const macro = (method: string, level: string) =>
    aggregates.find((a) => a.method === method && a.label === level)?.macro.ret ?? Number.NaN
  const sources = distinct(aggregates.flatMap((aggregate) => Object.keys(aggregate.per))).sort()
  const at = levels.includes('20%') ? '20%' : (levels[0] ?? '')
  const perSource = (method: string, source: string) =>
    aggregates.find((a) => a.method === method && a.label === at)?.per[source]?.ret ?? Number.NaN
  const head = [
    'without'.padEnd(24),
    ...levels.map((level) => level.padStart(7)),
    '  | points lost by source at ',
    at,
    ': ',
    sources.join(', '),
  ].join('')
  const methods = distinct(aggregates.map((aggregate) => aggregate.method))
  const lines = methods
    .map((method) => ({ method, lost: macro(wholeName, at) - macro(method, at) }))
    .sort((a, b) => b.lost - a.lost)
    .map(({ method }) =>
      [
        (method === wholeName ? '(the whole engine)' : method).padEnd(24),
        ...levels.map((level) =>
          method === wholeName
            ? percent(macro(method, level)).padStart(7)
            : signed(macro(method, level) - macro(wholeName, level)).padStart(7),
        ),
        '  | ',
        sources
          .map((source) =>
            method === wholeName
              ? percent(perSource(method, source))
              : signed(perSource(method, source) - perSource(wholeName, source)),
          )
          .join(' '),
      ].join(''),
    )
  return [head, ...lines].join('\n')
}

/** How well the engine's own score predicts the scorer's `ret`, over conversations × budgets. */
export function validationTable(outputs: readonly WorkerOutput[]): string {
  const judged = outputs.flatMap(({ scored, own }) => (own ? [{ scored, own }] : []))
  if (judged.length === 0) return 'validation: no own scores'
  const lines = ['validation_score against ret    n  Spearman  warned in the bottom quarter / elsewhere']
  const groups: [string, typeof judged][] = [
    ['all', judged],
    ...distinct(judged.map(({ scored }) => scored.source))
      .sort()
      .map((source): [string, typeof judged] => [
        source,
        judged.filter(({ scored }) => scored.source === source),
      ]),
  ]
  for (const [name, group] of groups) {
    const rho = spearman(
      group.map(({ own }) => own.validationScore),
      group.map(({ scored }) => scored.ret),
    )
    const ordered = [...group].sort((a, b) => a.scored.ret - b.scored.ret)
    const cut = Math.ceil(ordered.length / 4)
    const warned = (part: typeof judged) => mean(part.map(({ own }) => (own.qualityWarning ? 1 : 0)))
    lines.push(
      `${name.padEnd(28)} ${String(group.length).padStart(4)} ${rho.toFixed(3).padStart(9)}  ${percent(warned(ordered.slice(0, cut)))} / ${percent(warned(ordered.slice(cut)))}`,
    )
  }
  return lines.join('\n')
}

/** Spearman's rank correlation, ties by their mean rank. */
export function spearman(xs: readonly number[], ys: readonly number[]): number {
  return pearson(ranks(xs), ranks(ys))
}

function ranks(values: readonly number[]): number[] {
  const order = values.map((value, place) => ({ value, place })).sort((a, b) => a.value - b.value)
  const result = new Array<number>(values.length).fill(0)
  for (let from = 0; from < order.length; ) {
    let to = from
    while (to + 1 < order.length && order[to + 1]?.value === order[from]?.value) to++
    for (let i = from; i <= to; i++) result[order[i]?.place ?? 0] = (from + to) / 2
    from = to + 1
  }
  return result
}

function pearson(xs: readonly number[], ys: readonly number[]): number {
  const mx = mean(xs)
  const my = mean(ys)
  let xy = 0
  let xx = 0
  let yy = 0
  xs.forEach((x, i) => {
    const y = ys[i] ?? my
    xy += (x - mx) * (y - my)
    xx += (x - mx) ** 2
    yy += (y - my) ** 2
  })
  return xx && yy ? xy / Math.sqrt(xx * yy) : Number.NaN
}

/** The rows that break a promise of the engine, whatever their score: over budget, or something that was never said. */
export function breaches(outputs: readonly WorkerOutput[]): readonly string[] {
  return outputs
    .filter(({ output }) => output.facts !== undefined)
    .flatMap(({ output, scored, unsupported }) => [
      ...(scored.use > 1
        ? [`${output.id} ${output.label}: ${(100 * scored.use).toFixed(1)} % of its budget`]
        : []),
      ...(unsupported.length
        ? [`${output.id} ${output.label}: not in the conversation: ${unsupported.slice(0, 8).join(', ')}`]
        : []),
    ])
}

export const mean = (values: readonly number[]): number =>
  values.length ? values.reduce((sum, value) => sum + value, 0) / values.length : Number.NaN
export const percent = (share: number): string => (100 * share).toFixed(1).padStart(6)
export const distinct = <T>(values: readonly T[]): T[] => [...new Set(values)]
const signed = (share: number): string => `${share >= 0 ? '+' : ''}${(100 * share).toFixed(1)}`.padStart(6)
