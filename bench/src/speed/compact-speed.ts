import { type ContestantProcess, startContestant } from './contestant-process.js'
import type { ContestantName, Timed, Times } from './contestants.js'
import type { Figure } from './figure.js'
import { charactersOf, type SpeedKind } from './inputs.js'
import type { HotSpot } from './profile.js'
import { type StageColumn, stageTable } from './stages.js'
import { median } from './statistics.js'

const ROUNDS = 7
/** Of a text that takes long a few have to do: annotating a megabyte of groups takes ten seconds. */
const LONG_CHARACTERS = 500_000
const ROUNDS_OF_LONG = 3
/** Characters that each process works on before anything counts: V8 has then compiled what it will. A small text takes many passes. */
const WARM_UP_CHARACTERS = 2_000_000
/** Passes of a new process that are told, counted from one, as far as they are of the warm-up. */
const TOLD_PASSES = [1, 2, 3, 5, 10] as const
const MIN_WARM_UPS = 2
/** Bounds of the issue: how many times tokenising the same text once a compaction may take, from messages and from annotations. */
const MAX_COLD_RATIO = 6
const MAX_STORED_RATIO = 0.5

/** What was measured on one kind of conversation. */
export interface CompactionSpeed {
  readonly figures: readonly Figure[]
  /** Where a compaction from messages spends its time, one from annotations, and annotating. */
  readonly cold: StageColumn
  readonly stored: StageColumn
  readonly written: StageColumn
  /** Functions in which a compaction from messages spends most time of their own. */
  readonly spots: readonly HotSpot[]
}

/**
 * Compaction against tokenising the same text once: processor time, to which other programs add little.
 *
 * Each contestant has a process of its own and does nothing else there. Each text is new to it: the process has worked on others
 * of its kind before, until its code was compiled, and never on this one. The contestants take turns, text by text.
 */
export async function measureCompaction(kind: SpeedKind): Promise<CompactionSpeed> {
  const start = (name: ContestantName) => startContestant(kind.name, name)
  const [tokenising, compacting, storing] = [start('tokenising'), start('compacting'), start('storing')]
  const processes = [tokenising, compacting, storing]
  try {
    const text = kind.textAt(0)
    const rounds = charactersOf(text) < LONG_CHARACTERS ? ROUNDS : ROUNDS_OF_LONG
    const warmUps = Math.max(MIN_WARM_UPS, Math.ceil(WARM_UP_CHARACTERS / charactersOf(text)))
    const passes: Times[] = []
    for (let number = 0; number < warmUps + rounds; number++) {
      const times: Times[] = []
      for (const one of number % 2 === 0 ? processes : [...processes].reverse())
        times.push(await one.time(number))
      passes.push(Object.assign({}, ...times) as Times) // proof: made of the times of one text
    }
    const warm = passes.slice(warmUps)
    const sampled = async (one: ContestantProcess, what: Timed) => ({
      name: kind.name,
      ratio: ratio(warm, what),
      ...(await one.sample(warmUps + rounds, what)),
    })
    const cold = await sampled(compacting, 'cold')
    return {
      figures: [...figuresOf(kind, warm), ...firstPasses(passes.slice(0, warmUps))],
      cold,
      stored: await sampled(storing, 'all'),
      written: await sampled(storing, 'annotate'),
      spots: cold.spots,
    }
  } finally {
    await Promise.all(processes.map((one) => one.stop()))
  }
}

const timesOf = (passes: readonly Times[], timed: Timed): readonly number[] =>
  passes.map((times) => times[timed] ?? Number.NaN)

/** The median over the texts of what something took as a multiple of tokenising the same one. */
const ratio = (passes: readonly Times[], timed: Timed): number => {
  const tokenise = timesOf(passes, 'tokenise')
  return median(timesOf(passes, timed).map((ms, at) => ms / (tokenise[at] as number)))
}

const milliseconds = (times: readonly number[]) => `${median(times).toFixed(0)} ms`

function figuresOf(kind: SpeedKind, passes: readonly Times[]): readonly Figure[] {
  const text = kind.textAt(0)
  const size = `${(charactersOf(text) / 1000).toFixed(0)} thousand characters, ${text.flat().length} messages`
  const figure = (name: string, timed: Timed, aim?: number): Figure => ({
    name,
    value: ratio(passes, timed),
    unit: '×',
    ...(aim !== undefined && { aim: { kind: 'at_most', value: aim } }),
    detail: milliseconds(timesOf(passes, timed)),
  })
  const compact = figure(`${kind.name}: compact / tokenise once`, 'cold', MAX_COLD_RATIO)
  const tokenise = milliseconds(timesOf(passes, 'tokenise'))
  return [
    { ...compact, detail: `${compact.detail} / ${tokenise} of processor time; ${size}` },
    figure('  from annotations parsed before, all that it tells', 'all', MAX_STORED_RATIO),
    figure('  the same, the text alone', 'text', MAX_STORED_RATIO),
    figure('  annotate (once, on write)', 'annotate'),
    figure('  parsing messages and annotations', 'parse'),
    figure('  tokenising the same text again', 'again'),
  ]
}

/** What of the ratio is a new process that compiles its code: the first passes, each against tokenising as long after the start. */
function firstPasses(passes: readonly Times[]): readonly Figure[] {
  return TOLD_PASSES.filter((pass) => pass <= passes.length).map((pass) => {
    const { cold = Number.NaN, tokenise = Number.NaN } = passes[pass - 1] ?? {}
    return {
      name: `  compact, pass ${pass} of a new process`,
      value: cold / tokenise,
      unit: '×',
      detail: `${cold.toFixed(0)} / ${tokenise.toFixed(0)} ms`,
    }
  })
}

/** What each stage costs, by kind: compactions from messages, those from annotations, annotating. */
export const stageTables = (measured: readonly CompactionSpeed[]): string =>
  [
    'What each stage costs, as a multiple of tokenising (share of the compaction), from messages:',
    stageTable(measured.map(({ cold }) => cold)),
    'With annotations:',
    stageTable(measured.map(({ stored }) => stored)),
    'Annotating, once on write:',
    stageTable(measured.map(({ written }) => written)),
  ].join('\n\n')
