/** Measures the stream's figures and prints them as a table. `--only push,idle,busy,fetch` measures some groups. */
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { type Figure, figureTable } from '../speed/figure.js'
import { STREAM_GROUPS } from './stream-speed.js'

const names = Object.keys(STREAM_GROUPS) as (keyof typeof STREAM_GROUPS)[] // proof: the keys of a literal
const { values } = parseArgs({ options: { only: { type: 'string' } } })
const wanted = values.only?.split(',')
const chosen = names.filter((name) => wanted?.includes(name) ?? true)
if (chosen.length === 0) throw new RangeError(`--only ${values.only}: expected some of ${names.join(', ')}`)

const figures: Figure[] = []
for (const name of chosen) figures.push(...(await STREAM_GROUPS[name]()))
console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}\n`)
console.log(figureTable(figures))
