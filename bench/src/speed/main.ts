/** Measures the speed figures and prints them as a table. `--only compaction|stored|service|delay` measures one group. */
import { cpus } from 'node:os'
import {
  type CompactionSpeed,
  measureCompactions,
  measureMegabytes,
  profileCompaction,
  stageTables,
} from './compact-speed.js'
import { figureTable } from './figure.js'
import { hotSpotTable } from './profile.js'
import { measureLoopDelay, measureService } from './service-speed.js'

const compactions: CompactionSpeed[] = []
async function measureCompaction() {
  compactions.push(...(await measureCompactions()))
  return compactions.flatMap(({ figures }) => figures)
}

const GROUPS = {
  compaction: measureCompaction,
  stored: measureMegabytes,
  service: measureService,
  delay: measureLoopDelay,
}

function chosenGroups(argv: readonly string[]): readonly (keyof typeof GROUPS)[] {
  const names = Object.keys(GROUPS) as (keyof typeof GROUPS)[] // proof: GROUPS is the literal above
  const at = argv.indexOf('--only')
  if (at === -1) return names
  const chosen = names.filter((name) => name === argv[at + 1])
  if (chosen.length === 0)
    throw new RangeError(`--only ${argv[at + 1] ?? ''}: expected one of ${names.join(', ')}`)
  return chosen
}

const figures = []
const groups = chosenGroups(process.argv.slice(2))
for (const group of groups) figures.push(...(await GROUPS[group]()))
console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}\n`)
console.log(figureTable(figures))
if (compactions.length > 0) {
  console.log(`\n${stageTables(compactions)}`)
  console.log(`\nWhere a compaction of 1 MB spends its time:\n\n${hotSpotTable(await profileCompaction())}`)
}
