/**
 * Whether anything that a stranger can send costs more than its length: processor time of one compaction of each hostile
 * shape, and of one verification of each hostile pair of messages and text, at two sizes. Exits with 1 where four times the text took more than `MAX_GROWTH` times the time.
 */
import { compact, verify } from '@precis/engine'
import { HOSTILE_SHAPES } from './hostile.js'
import { HOSTILE_CHECKS } from './hostile-checks.js'

const SMALL_CHARACTERS = 250_000
const LARGE_CHARACTERS = 4 * SMALL_CHARACTERS
/** Linear is 4, quadratic 16. */
const MAX_GROWTH = 8
/** Below this a ratio says more about the collector of garbage than about the engine. */
const MIN_TELLING_MS = 150
const ROUNDS = 2
const TARGET_TOKENS = 2_000

/** Processor time, in milliseconds, of the fastest of a few rounds: other programs can only add to it. */
function processorMs(work: () => unknown): number {
  const rounds = Array.from({ length: ROUNDS }, () => {
    const before = process.cpuUsage()
    work()
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1000
  })
  return Math.min(...rounds)
}

interface Work {
  readonly name: string
  /** What is timed, on an input of about so many characters. */
  readonly prepare: (characters: number) => () => unknown
}

const works: readonly Work[] = [
  ...HOSTILE_SHAPES.map(({ name, messages }): Work => {
    const prepare: Work['prepare'] = (characters) => {
      const given = messages(characters)
      return () => compact(given, { targetTokens: TARGET_TOKENS })
    }
    return { name, prepare }
  }),
  ...HOSTILE_CHECKS.map(({ name, of }): Work => {
    const prepare: Work['prepare'] = (characters) => {
      const { messages, text } = of(characters)
      return () => verify(messages, text)
    }
    return { name, prepare }
  }),
]
const wanted = process.argv.slice(2)
const shapes = works.filter(({ name }) => wanted.length === 0 || wanted.includes(name))
const costOf = (characters: number, { prepare }: Work) => processorMs(prepare(characters))

console.log('| shape | 250 KB | 1 MB | growth |\n| --- | --- | --- | --- |')
let isLinear = true
for (const shape of shapes) {
  const small = costOf(SMALL_CHARACTERS, shape)
  const large = costOf(LARGE_CHARACTERS, shape)
  const growth = large / Math.max(small, 1)
  const grows = large >= MIN_TELLING_MS && growth > MAX_GROWTH
  if (grows) isLinear = false
  console.log(
    `| ${shape.name} | ${small.toFixed(0)} ms | ${large.toFixed(0)} ms | ${growth.toFixed(1)} ×${grows ? ' GROWS' : ''} |`,
  )
}
process.exitCode = isLinear ? 0 : 1
