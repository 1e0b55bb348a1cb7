/**
 * What `verify` makes of summaries that somebody else wrote: which faults it names, and what it blames wrongly.
 *
 * node --conditions=precis-source --import tsx bench/src/faith/main.ts [--seeds N] [--from N] [--faults]
 */
import { TRIAL_KINDS } from '../../../packages/engine/test/faith/alterations.js'
import { FAITH_LANGUAGES } from '../../../packages/engine/test/faith/languages.js'
import { type Faith, measureFaith } from '../../../packages/engine/test/faith/measure.js'

const DEFAULT_SEEDS = 20
const MAX_FAULT_LINES = 40

function numberAfter(flag: string, fallback: number): number {
  const at = process.argv.indexOf(flag)
  if (at < 0) return fallback
  const value = Number(process.argv[at + 1])
  if (!Number.isInteger(value) || value < 1)
    throw new Error(`${flag} takes a whole number of at least 1, not ${process.argv[at + 1]}`)
  return value
}

const share = (named: number, all: number) => (all === 0 ? '-' : `${Math.round((100 * named) / all)} %`)

const from = numberAfter('--from', 1)
const seeds = Array.from({ length: numberAfter('--seeds', DEFAULT_SEEDS) }, (_, at) => from + at)
const found = FAITH_LANGUAGES.map((language) => ({
  code: language.language,
  faith: measureFaith(language, seeds),
}))
const total = (pick: (faith: Faith) => number) => found.reduce((sum, { faith }) => sum + pick(faith), 0)
const row = (name: string, named: (faith: Faith) => number, all: (faith: Faith) => number) =>
  `| ${[name, ...found.map(({ faith }) => share(named(faith), all(faith))), share(total(named), total(all)), total(all)].join(' | ')} |`

console.log(
  `verify on summaries by others, seeds ${from} to ${from + seeds.length - 1}: share of faults that it names`,
)
console.log(
  `| kind | ${found.map(({ code }) => code).join(' | ')} | all | n |\n| --- |${' --- |'.repeat(found.length + 2)}`,
)
for (const kind of TRIAL_KINDS.slice(1))
  console.log(
    row(
      kind,
      ({ counts }) => counts.get(kind)?.named ?? 0,
      ({ counts }) => counts.get(kind)?.all ?? 0,
    ),
  )
console.log(
  row(
    'correct sentence blamed',
    ({ counts }) => counts.get('correct')?.named ?? 0,
    ({ counts }) => counts.get('correct')?.all ?? 0,
  ),
)
console.log(
  row(
    'retold rule thought lost',
    (faith) => faith.rulesMissed,
    (faith) => faith.rules,
  ),
)
if (process.argv.includes('--faults'))
  for (const { code, faith } of found)
    console.log(`\n${code}\n${[...new Set(faith.faults)].slice(0, MAX_FAULT_LINES).join('\n')}`)
