/**
 * Feeds texts of ours in again, and prints what becomes of their items, by source and format.
 *
 *   node --conditions=precis-source --import tsx src/read-back/main.ts [--share 0.2] [--source locomo] [--engine FILE] [--show 5]
 *
 * `beside`: the text is one more message of the conversation that it was made from, after 1 and after 3 rounds; nothing may change.
 * `alone`: the text is all there is. Of the items that it tells (what their speaker said last of them stands there): found again, lost, of another type, of another
 * speaker, and what is new; then the texts and items of two more rounds, which may not change any more.
 */

import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { CompactionResult, Format, Item, Message } from '@precis/engine'
import { asEngineMessage, loadEngine } from '../quality/compactors.js'
import { loadSharedBench } from '../quality/shared-bench.js'
import { type Comparison, compareItems, exactDifference } from './compare.js'

const { values: options } = parseArgs({
  options: {
    share: { type: 'string', default: '0.2' },
    source: { type: 'string' },
    format: { type: 'string' },
    data: { type: 'string' },
    engine: { type: 'string' },
    show: { type: 'string', default: '0' },
  },
})
const FORMATS: readonly Format[] = ['structured', 'narrative', 'injection']
const ROUNDS = 3
const OURS = join(dirname(fileURLToPath(import.meta.url)), '../../conversations')

const engine = await loadEngine(options.engine)
const bench = await loadSharedBench(options.data)
const recall = (content: string, round: number): Message => ({
  id: `recalled-${round}`,
  role: 'user',
  content,
})

interface Row extends Comparison {
  texts: number
  besideChanged: [number, number]
  besideItems: [number, number]
  same: number
  items: number
  rules: [number, number]
  unstable: number
}

const rows = new Map<string, Row>()
let shown = 0
const show = (title: string, lines: readonly string[]) => {
  if (lines.length === 0 || shown >= Number(options.show)) return
  shown += 1
  console.log(`## ${title}\n${lines.map((line) => `  ${line}`).join('\n')}`)
}

for (const path of [bench.dataDir, OURS])
  for (const { id, source, messages } of bench.loadData([path])) {
    if (options.source !== undefined && source !== options.source) continue
    const said = messages.map(asEngineMessage)
    for (const format of FORMATS)
      if (options.format === undefined || options.format === format) measure(id, source, said, format)
  }
print()

function measure(id: string, source: string, said: readonly Message[], format: Format): void {
  const whole = engine.compact(said, { targetTokens: 1_000_000, format })
  const targetTokens = Math.max(80, Math.floor(whole.originalTokenCount * Number(options.share)))
  const settings = { targetTokens, format }
  const first = engine.compact(said, { ...settings, explain: true })
  const row = rows.get(`${source} ${format}`) ?? newRow()
  rows.set(`${source} ${format}`, row)
  row.texts += 1
  let all = [...said]
  for (let round = 1, { text } = first; round <= ROUNDS; round++) {
    all = [...all, recall(text, round)]
    const again = engine.compact(all, settings)
    const { missing, added } = exactDifference(first.items, again.items)
    const at = round === 1 ? 0 : 1
    if (round === 1 || round === ROUNDS) {
      if (again.text !== first.text) row.besideChanged[at] += 1
      row.besideItems[at] += missing.length + added.length
    }
    if (round === 1)
      show(`${id} ${format} beside`, [...missing.map((key) => `- ${key}`), ...added.map((key) => `+ ${key}`)])
    text = again.text
  }
  const standing = standingItems(first, said)
  const alone = engine.compact([recall(first.text, 1)], settings)
  if (alone.text === first.text) row.same += 1
  const compared = compareItems(standing, alone.items, first.items)
  row.items += standing.length
  for (const key of ['kept', 'lost', 'retyped', 'misattributed', 'invented'] as const)
    row[key] += compared[key]
  const rules = standing.filter(({ type }) => type === 'constraint')
  const found = new Set(alone.constraints.map(({ content }) => content))
  row.rules[0] += rules.filter(({ content }) => found.has(content)).length
  row.rules[1] += rules.length
  let { text } = alone
  for (let round = 2; round <= ROUNDS; round++) {
    const again = engine.compact([recall(text, round)], settings)
    const { missing, added } = exactDifference(alone.items, again.items)
    row.unstable += missing.length + added.length
    text = again.text
  }
  show(`${id} ${format} alone`, differences(standing, alone.items, first.items))
}

/** Items that the text tells: what their speaker said last of them was chosen for it. */
function standingItems(
  { items, manifest = [] }: CompactionResult,
  said: readonly Message[],
): readonly Item[] {
  const kept = manifest.filter(({ fate }) => fate === 'kept' || fate === 'shortened').map(({ span }) => span)
  const speakers = new Map(said.map(({ id, name, role }) => [id, name?.trim() || role]))
  return items.filter(({ evidence, speaker, supersededBy }) => {
    const told = evidence.findLast(({ messageId }) => speakers.get(messageId) === speaker) ?? evidence.at(-1)
    return (
      supersededBy === undefined &&
      told !== undefined &&
      kept.some(
        ({ messageId, start, end }) => messageId === told.messageId && start < told.end && told.start < end,
      )
    )
  })
}

function differences(first: readonly Item[], second: readonly Item[], all: readonly Item[]): string[] {
  const lines: string[] = []
  const tell = ({ type, speaker, content }: Item) =>
    `${type} | ${speaker} | ${content.replace(/\s+/g, ' ').slice(0, 160)}`
  for (const item of first) {
    const { kept, lost, retyped } = compareItems([item], second)
    if (kept === 0)
      lines.push(`${lost === 1 ? 'lost' : retyped === 1 ? 'retyped' : 'speaker'}: ${tell(item)}`)
  }
  for (const item of second) if (compareItems(all, [item]).invented === 1) lines.push(`new: ${tell(item)}`)
  return lines
}

function newRow(): Row {
  return {
    texts: 0,
    besideChanged: [0, 0],
    besideItems: [0, 0],
    same: 0,
    items: 0,
    rules: [0, 0],
    kept: 0,
    lost: 0,
    retyped: 0,
    misattributed: 0,
    invented: 0,
    unstable: 0,
  }
}

function print(): void {
  console.log(
    '| source, format | texts | beside: changed after 1, 3 | items changed 1, 3 | alone: text the same | items | kept | lost | retyped | other speaker | new | rules exact | changed in rounds 2, 3 |',
  )
  console.log('|---|---|---|---|---|---|---|---|---|---|---|---|---|')
  for (const [name, row] of rows)
    console.log(
      `| ${[name, row.texts, row.besideChanged.join(', '), row.besideItems.join(', '), row.same, row.items, row.kept, row.lost, row.retyped, row.misattributed, row.invented, row.rules.join(' of '), row.unstable].join(' | ')} |`,
    )
}
