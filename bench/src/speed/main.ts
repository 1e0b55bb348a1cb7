/**
 * Measures the speed figures and prints them as a table. `--only compaction|service|delay` measures one group,
 * `--kind NAME` compactions of one kind.
 */
import { cpus } from 'node:os'
import { type CompactionSpeed, measureCompaction, stageTables } from './compact-speed.js'
import { figureTable } from './figure.js'
import { kindOf, speedKinds } from './inputs.js'
import { hotSpotTable } from './profile.js'
import { measureLoopDelay, measureService } from './service-speed.js'

const compactions: CompactionSpeed[] = []
async function measureCompactions() {
  const named = optionValue('--kind')
  for (const kind of named === undefined ? speedKinds() : [kindOf(named)])
    compactions.push(await measureCompaction(kind))
  return compactions.flatMap(({ figures }) => figures)
}

const GROUPS = { compaction: measureCompactions, service: measureService, delay: measureLoopDelay }

function optionValue(option: string): string | undefined {
  const at = process.argv.indexOf(option)
  return at === -1 ? undefined : (process.argv[at + 1] ?? '')
}

function chosenGroups(): readonly (keyof typeof GROUPS)[] {
  const names = Object.keys(GROUPS) as (keyof typeof GROUPS)[] // proof: GROUPS is the literal above
  const only = optionValue('--only')
  if (only === undefined) return names
  const chosen = names.filter((name) => name === only)
  if (chosen.length === 0) throw new RangeError(`--only ${only}: expected one of ${names.join(', ')}`)
  return chosen
}

const figures = []
for (const group of chosenGroups()) figures.push(...(await GROUPS[group]()))
console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}\n`)
console.log(figureTable(figures))
const [first] = compactions
if (first !== undefined) {
  console.log(`\n${stageTables(compactions)}`)
  console.log(`\nWhere a compaction of the first kind spends its time:\n\n${hotSpotTable(first.spots)}`)
}
