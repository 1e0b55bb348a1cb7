/**
 * How many fetches the pushed bundles answer, on the shared dialogue data:
 * `node --conditions=precis-source --import tsx src/stream/anticipation.ts [--conversations N] [--messages N]
 * [--split tune|held] [--sources A,B] [--data DIR]`.
 */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type BenchConversation, loadSharedBench } from '../quality/shared-bench.js'
import { selectSplit } from '../quality/split.js'
import { createReplay, type FetchVerdict } from './replay.js'

const { values } = parseArgs({
  options: {
    conversations: { type: 'string', default: '3' },
    messages: { type: 'string', default: '120' },
    sources: { type: 'string', default: '' },
    split: { type: 'string', default: 'all' },
    data: { type: 'string' },
  },
})
const { split } = values
if (split !== 'tune' && split !== 'held' && split !== 'all')
  throw new RangeError(`--split ${split}: expected tune, held or all`)
const perSource = Number(values.conversations)
const maxMessages = Number(values.messages)

const percent = (part: number, whole: number) =>
  whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)} %`

function row(name: string, verdicts: readonly FetchVerdict[]): string {
  const served = verdicts.filter((v) => v.isServed)
  const answerable = verdicts.filter((v) => v.hasServerAnswer)
  const good = verdicts.filter((v) => v.isGood)
  const items = served.reduce((sum, v) => sum + v.servedCount, 0) / Math.max(1, served.length)
  const cells = [
    name,
    String(verdicts.length),
    percent(good.length, verdicts.length),
    percent(good.length, answerable.length),
    percent(served.length, verdicts.length),
    percent(good.length, served.length),
    items.toFixed(1),
  ]
  return `| ${cells.join(' | ')} |`
}

function chosen(conversations: readonly BenchConversation[]): BenchConversation[] {
  const wanted = values.sources === '' ? undefined : values.sources.split(',')
  const counts = new Map<string, number>()
  return conversations.filter(({ source }) => {
    if (wanted && !wanted.includes(source)) return false
    counts.set(source, (counts.get(source) ?? 0) + 1)
    return (counts.get(source) ?? 0) <= perSource
  })
}

const bench = await loadSharedBench(values.data)
const files = readdirSync(bench.dataDir).map((file) => join(bench.dataDir, file))
const conversations = chosen(selectSplit(bench.loadData(files), split))
const replay = await createReplay()
const verdicts: { source: string; verdict: FetchVerdict }[] = []
for (const conversation of conversations) {
  const found = await replay.run(conversation, maxMessages)
  verdicts.push(...found.map((verdict) => ({ source: conversation.source, verdict })))
  process.stderr.write('.')
}
await replay.stop()
process.stderr.write('\n')

console.log(
  `${conversations.length} conversations, at most ${maxMessages} messages of each.\n` +
    '"good": served locally with at least one of the five items that the server ranks first.\n',
)
const head = [
  'fetch · client · source',
  'fetches',
  'good',
  'of answerable',
  'served',
  'good of served',
  'items',
]
console.log(`| ${head.join(' | ')} |\n| ${head.map(() => '---').join(' | ')} |`)
const sources = [...new Set(verdicts.map(({ source }) => source))]
for (const moment of ['next', 'same'] as const)
  for (const client of ['python', 'adapter'])
    for (const source of [...sources, 'all']) {
      const wanted = verdicts.filter(
        (v) =>
          v.verdict.moment === moment &&
          v.verdict.client === client &&
          (source === 'all' || v.source === source),
      )
      console.log(
        row(
          `${moment} · ${client} · ${source}`,
          wanted.map((v) => v.verdict),
        ),
      )
    }
