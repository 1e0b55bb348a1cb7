/** Measures the stream's figures and prints them as a table. */
import { cpus } from 'node:os'
import { figureTable } from '../speed/figure.js'
import { measureStream } from './stream-speed.js'

const figures = await measureStream()
console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}\n`)
console.log(figureTable(figures))
