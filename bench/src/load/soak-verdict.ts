/** What is said of a soak in the end: which figures still rise once the caches are full. */
import { type Judgement, judge, type Point, type Trend, trendOf } from './flatness.js'
import type { HeldMemory } from './held-memory.js'

export interface Look {
  readonly minutes: number
  readonly memory: HeldMemory
  /** Of all processes on Postgres. */
  readonly sessions: number | undefined
}

const MIB = 1024 * 1024
/** The caches are full once they hold this share of the most that they hold in the run: they never hold all they may. */
const FULL_SHARE = 0.95
/** What the collector takes, once they are full, to come by in each heap: it lets a heap grow before. */
const SETTLE_MINUTES = 2
/** Shorter than this, what is left after the caches are full says nothing. */
const JUDGED_MINUTES = 8
/** What an hour may add without anybody noticing: 60 MiB to a process of several hundred. */
const MIB_PER_MINUTE = 1
/** A file or a session in ten minutes. */
const HANDLES_PER_MINUTE = 0.1

interface Figure {
  readonly name: string
  readonly unit: string
  readonly allowedPerMinute: number
  readonly of: 'median' | 'lowest'
  readonly value: (look: Look) => number
}

const FIGURES: readonly Figure[] = [
  {
    name: 'resident memory',
    unit: 'MiB',
    allowedPerMinute: MIB_PER_MINUTE,
    of: 'median',
    value: ({ memory }) => memory.residentBytes / MIB,
  },
  {
    name: 'resident memory after the collector',
    unit: 'MiB',
    allowedPerMinute: MIB_PER_MINUTE,
    of: 'lowest',
    value: ({ memory }) => memory.residentBytes / MIB,
  },
  {
    name: 'heap of the main thread after the collector',
    unit: 'MiB',
    allowedPerMinute: MIB_PER_MINUTE,
    of: 'lowest',
    value: ({ memory }) => memory.heapUsed / MIB,
  },
  {
    name: 'heap of the engine thread after the collector',
    unit: 'MiB',
    allowedPerMinute: MIB_PER_MINUTE,
    of: 'lowest',
    value: ({ memory }) => memory.threads.reduce((sum, { heapUsed }) => sum + heapUsed, 0) / MIB,
  },
  {
    name: 'open files',
    unit: '',
    allowedPerMinute: HANDLES_PER_MINUTE,
    of: 'median',
    value: ({ memory }) => memory.openFiles,
  },
  {
    name: 'sessions of all processes',
    unit: '',
    allowedPerMinute: HANDLES_PER_MINUTE,
    of: 'median',
    value: ({ sessions }) => sessions ?? 0,
  },
]

/** Prints a line for each figure of each process; whether none of them rises. */
export function printVerdict(looks: readonly (readonly Look[])[]): boolean {
  const judgements: Judgement[] = []
  console.log(
    '\n| process | from minute | figure | first window | last | highest look | per minute | at most (95 %) | straight line explains | verdict |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |',
  )
  for (const [index, all] of looks.entries()) {
    const warmFrom = warmFromOf(all)
    if ((all.at(-1)?.minutes ?? 0) - warmFrom < JUDGED_MINUTES) {
      console.log(`| ${index + 1} | ${warmFrom.toFixed(1)} | all | | | | | | | too short to tell |`)
      judgements.push(...FIGURES.map(() => 'cannot tell' as const))
      continue
    }
    const warm = all.filter(({ minutes }) => minutes >= warmFrom)
    for (const { name, unit, allowedPerMinute, of, value } of FIGURES) {
      const points = warm.map((look): Point => [look.minutes, value(look)])
      const trend = trendOf(points, of)
      const judgement = judge(trend, allowedPerMinute)
      judgements.push(judgement)
      const highest = Math.max(...points.map(([, seen]) => seen))
      console.log(
        `| ${index + 1} | ${warmFrom.toFixed(1)} | ${name} | ${cells(trend, highest, unit)} | ${judgement} |`,
      )
    }
  }
  for (const [index, all] of looks.entries()) printCaches(index + 1, all)
  const count = (judgement: Judgement) => judgements.filter((one) => one === judgement).length
  const [flat, rising, open] = [count('flat'), count('rises'), count('cannot tell')]
  console.log(
    `\n${rising > 0 ? 'Not flat' : 'Nothing rises'}: ${flat} figures are flat, ${rising} rise, ${open} cannot be told.`,
  )
  return rising === 0
}

function printCaches(process: number, all: readonly Look[]): void {
  const last = all.at(-1)?.memory.caches
  if (last === undefined) return
  const [held, allowed] = [last.bytes / MIB, last.maxBytes / MIB].map((mib) => mib.toFixed(0))
  console.log(
    `\nprocess ${process}: the caches hold ${held} of ${allowed} MiB; those that had to make room: ${last.full.join(', ') || 'none'}`,
  )
}

/** From here on a process is judged. */
export function warmFromOf(looks: readonly Look[]): number {
  const most = Math.max(...looks.map(({ memory }) => memory.caches.bytes))
  const full = looks.find(({ memory }) => memory.caches.bytes >= FULL_SHARE * most)
  return (full?.minutes ?? 0) + SETTLE_MINUTES
}

function cells({ first, last, slope, error, fit }: Trend, highest: number, unit: string): string {
  const whole = (value: number) => `${value.toFixed(0)} ${unit}`.trim()
  return [
    whole(first),
    whole(last),
    whole(highest),
    `${slope.toFixed(2)} ± ${error.toFixed(2)} ${unit}`.trim(),
    `${(slope + 2 * error).toFixed(2)} ${unit}`.trim(),
    `${(100 * fit).toFixed(0)} %`,
  ].join(' | ')
}
