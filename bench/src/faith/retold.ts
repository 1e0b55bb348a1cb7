/**
 * What `verify` makes of summaries that people wrote in their own words (`conversations/retold`): each line alone, and the
 * rules that the right lines together retell.
 *
 * A line of those files: `+ TEXT` is right, `FAULT: TEXT` has that fault, `rule TEXT` stands in a rule that the right lines keep.
 *
 * npm run --workspace bench retold -- [--unnamed] [--only 05]
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { verify } from '@precis/engine'
import { asEngineMessage } from '../quality/compactors.js'
import { loadSharedBench } from '../quality/shared-bench.js'

const OURS = fileURLToPath(new URL('../../conversations', import.meta.url))
const { values } = parseArgs({
  options: { unnamed: { type: 'boolean', default: false }, only: { type: 'string', default: '' } },
})
const bench = await loadSharedBench()
const conversations = bench.loadData([OURS])
const counts = new Map<string, { all: number; told: number }>()
const count = (kind: string, isTold: boolean) => {
  const entry = counts.get(kind) ?? { all: 0, told: 0 }
  counts.set(kind, { all: entry.all + 1, told: entry.told + (isTold ? 1 : 0) })
}
const show = (line: string) => {
  if (values.unnamed) console.log(line)
}

for (const file of readdirSync(join(OURS, 'retold')).sort()) {
  const id = file.replace('.txt', '')
  if (!id.includes(values.only)) continue
  const conversation = conversations.find((one) => one.id === id)
  if (conversation === undefined) throw new Error(`retold/${file}: there is no conversation ${id}`)
  const messages = conversation.messages.map(asEngineMessage)
  const lines = readFileSync(join(OURS, 'retold', file), 'utf8').split('\n')
  const right = lines.filter((line) => line.startsWith('+ ')).map((line) => line.slice(2))
  const { missing } = verify(messages, right.join('\n'))
  for (const line of lines) {
    if (line.startsWith('+ ')) {
      const { unsupported } = verify(messages, line.slice(2))
      count('a right line, blamed', unsupported.length > 0)
      if (unsupported.length > 0) show(`${id}: blamed: ${unsupported.join(' | ')}`)
    } else if (line.startsWith('rule ')) {
      const isLost = missing.some(
        ({ type, content }) => type === 'constraint' && content.includes(line.slice(5)),
      )
      count('a retold rule, thought lost', isLost)
      if (isLost) show(`${id}: thought lost: ${line}`)
    } else if (line !== '') {
      const [kind = '', text = ''] = line.split(/: (.*)/s)
      const isNamed = verify(messages, text).unsupported.length > 0
      count(kind, isNamed)
      if (!isNamed) show(`${id}: not named: ${line}`)
    }
  }
}
console.log('| lines of summaries in other words | told by verify | of |\n| --- | --- | --- |')
for (const [kind, { told, all }] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1)))
  console.log(`| ${kind} | ${told} | ${all} |`)
