/**
 * What survives ten rounds of compacting and going on: rules, facts, goals, preferences, values in force, look-alikes.
 *
 * node --conditions=precis-source --import tsx bench/src/survival/main.ts [--seeds N] [--lost]
 */
import { type Survival, sumOf } from '../../../packages/engine/test/survival/measure.js'
import { ROUNDS, runRounds, SHARES } from '../../../packages/engine/test/survival/rounds.js'

const DEFAULT_SEEDS = 10
const MAX_LOST_LINES = 60

function numberAfter(flag: string, fallback: number): number {
  const at = process.argv.indexOf(flag)
  if (at < 0) return fallback
  const value = Number(process.argv[at + 1])
  if (!Number.isInteger(value) || value < 1)
    throw new Error(`${flag} takes a whole number of at least 1, not ${process.argv[at + 1]}`)
  return value
}

const percent = (part: number, whole: number) =>
  (whole === 0 ? '-' : (100 * (part / whole)).toFixed(1)).padStart(8)

function line(name: string, { kept, all, current, stale, changes, apart, pairs }: Survival): string {
  const kinds = (['rule', 'fact', 'goal', 'preference'] as const).map((kind) =>
    percent(kept[kind], all[kind]),
  )
  return `${name.padEnd(16)}${kinds.join('')}${percent(current, changes)}${percent(stale, changes)}${percent(apart, pairs)}`
}

const seeds = Array.from({ length: numberAfter('--seeds', DEFAULT_SEEDS) }, (_, at) => at + 1)
const runs = seeds.flatMap((seed) => runRounds(seed))
console.log(`survival over ${ROUNDS} rounds, seeds 1 to ${seeds.length}, in per cent`)
console.log(`${''.padEnd(16)}   rules   facts   goals   prefs current   stale   apart`)
for (const share of SHARES) {
  const own = runs.filter((run) => run.share === share)
  for (let round = 0; round < ROUNDS; round++)
    console.log(
      line(`${share * 100} %, round ${round + 1}`, sumOf(own.flatMap((run) => run.survivals[round] ?? []))),
    )
  console.log(line(`${share * 100} %, all`, sumOf(own.flatMap((run) => run.survivals))))
}
if (process.argv.includes('--lost')) {
  const counts = new Map<string, number>()
  for (const run of runs.filter(({ share }) => share === 0.3))
    for (const sentence of run.survivals.at(-1)?.lost ?? [])
      counts.set(sentence, (counts.get(sentence) ?? 0) + 1)
  console.log(`\nlost at 30 % in the last round:\n${[...counts.keys()].slice(0, MAX_LOST_LINES).join('\n')}`)
}
