import type { Planted } from './conversation.js'
import type { Change, Pair, Plant, PlantKind } from './plants.js'

/** Counts of what a compaction kept; shares are `kept / all`. */
export interface Survival {
  readonly kept: Readonly<Record<PlantKind, number>>
  readonly all: Readonly<Record<PlantKind, number>>
  readonly current: number
  readonly stale: number
  readonly changes: number
  readonly apart: number
  readonly pairs: number
  /** Sentences that were lost, for a person to read. */
  readonly lost: readonly string[]
}

/** Statements of the text: lines, and sentences within them. */
function statementsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/\n|(?<=[.;!?])\s+/)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '')
}

const hasWord = (statement: string, word: string): boolean =>
  new RegExp(
    `(?<![\\p{L}\\p{N}])${word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?:s)?(?![\\p{L}\\p{N}])`,
    'u',
  ).test(statement)
const holds = (statement: string, words: readonly string[]) => words.every((word) => hasWord(statement, word))

/** The last statement that has all words, or -1. */
const lastWith = (statements: readonly string[], words: readonly string[]): number =>
  statements.findLastIndex((statement) => holds(statement, words))

function survives(plant: Plant, text: string, statements: readonly string[]): boolean {
  // A rule stands byte for byte; anything else may be said shorter.
  return plant.kind === 'rule' ? text.includes(plant.sentence) : lastWith(statements, plant.anchors) >= 0
}

/** The newest value is there. */
const isCurrent = (change: Change, statements: readonly string[]) =>
  lastWith(statements, [change.subject, change.newValue]) >= 0

/** The old value is what a reader takes for the value in force: nothing newer about the subject stands after it. */
function isStale(change: Change, statements: readonly string[]): boolean {
  const old = lastWith(statements, [change.subject, change.oldValue])
  return old >= 0 && lastWith(statements, [change.subject, change.newValue]) < old
}

/** Both are there, and no statement gives one the number of the other alone. */
function isApart([left, right]: Pair, statements: readonly string[]): boolean {
  const [leftName = '', leftDigits = ''] = left.anchors
  const [rightName = '', rightDigits = ''] = right.anchors
  const isSwapped = statements.some(
    (statement) =>
      (holds(statement, [leftName, rightDigits]) && !holds(statement, [rightName])) ||
      (holds(statement, [rightName, leftDigits]) && !holds(statement, [leftName])),
  )
  return !isSwapped && lastWith(statements, left.anchors) >= 0 && lastWith(statements, right.anchors) >= 0
}

/** Looks for everything that was planted in a text. */
export function measureSurvival(text: string, { plants, changes, pairs }: Planted): Survival {
  const statements = statementsOf(text)
  const kept = { rule: 0, fact: 0, goal: 0, preference: 0 }
  const all = { rule: 0, fact: 0, goal: 0, preference: 0 }
  const lost: string[] = []
  for (const plant of plants) {
    all[plant.kind]++
    if (survives(plant, text, statements)) kept[plant.kind]++
    else lost.push(`${plant.kind}, ${plant.style}: ${plant.sentence}`)
  }
  const gone = changes.filter((change) => !isCurrent(change, statements))
  const stale = changes.filter((change) => isStale(change, statements))
  const mixed = pairs.filter((pair) => !isApart(pair, statements))
  lost.push(
    ...gone.map((change) => `current value: ${change.after.sentence}`),
    ...stale.map((change) => `stale value: ${change.before.sentence}`),
    ...mixed.map(([left, right]) => `pair: ${left.sentence} / ${right.sentence}`),
  )
  return {
    kept,
    all,
    current: changes.length - gone.length,
    stale: stale.length,
    changes: changes.length,
    apart: pairs.length - mixed.length,
    pairs: pairs.length,
    lost,
  }
}

/** Adds counts up. */
export function sumOf(parts: readonly Survival[]): Survival {
  const add = (pick: (part: Survival) => number) => parts.reduce((sum, part) => sum + pick(part), 0)
  const byKind = (pick: (part: Survival) => Readonly<Record<PlantKind, number>>) => ({
    rule: add((part) => pick(part).rule),
    fact: add((part) => pick(part).fact),
    goal: add((part) => pick(part).goal),
    preference: add((part) => pick(part).preference),
  })
  return {
    kept: byKind((part) => part.kept),
    all: byKind((part) => part.all),
    current: add((part) => part.current),
    stale: add((part) => part.stale),
    changes: add((part) => part.changes),
    apart: add((part) => part.apart),
    pairs: add((part) => part.pairs),
    lost: parts.flatMap((part) => part.lost),
  }
}
