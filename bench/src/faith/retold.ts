/**
 * What `verify` makes of summaries that people wrote in their own words (`conversations/retold`, and `conversations/retold-held`, which
 * nothing was fitted on): each line alone, and the rules that the right lines together retell.
 *
 * A line of those files: `+ TEXT` is right, `FAULT: TEXT` has that fault, `rule TEXT` stands in a rule that the right lines keep.
 *
 * npm run --workspace bench retold -- [--held] [--unnamed] [--named] [--only 05]
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { annotate, detectLanguage, verifyAnnotated } from '@precis/engine'
import { asEngineMessage } from '../quality/compactors.js'
import { loadSharedBench } from '../quality/shared-bench.js'

const OURS = fileURLToPath(new URL('../../conversations', import.meta.url))
const { values } = parseArgs({
  options: {
    unnamed: { type: 'boolean', default: false },
    named: { type: 'boolean', default: false },
    held: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
  },
})
const folder = join(OURS, values.held ? 'retold-held' : 'retold')
/** Kinds of faults are single words or a few: `rule inverted: …` is one, `rule …` retells a rule. */
const FAULT = /^([a-z ]+): (.*)$/s
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

for (const file of readdirSync(folder).sort()) {
  const id = file.replace('.txt', '')
  if (!id.includes(values.only)) continue
  const conversation = conversations.find((one) => one.id === id)
  if (conversation === undefined) throw new Error(`${file}: there is no conversation ${id}`)
  const messages = conversation.messages.map(asEngineMessage)
  const language = detectLanguage(messages)
  const entries = messages.map((message) => ({ message, annotation: annotate(message, { language }) }))
  const lines = readFileSync(join(folder, file), 'utf8').split('\n')
  const right = lines.filter((line) => line.startsWith('+ ')).map((line) => line.slice(2))
  const { missing } = verifyAnnotated(entries, right.join('\n'))
  for (const line of lines) {
    if (line.startsWith('+ ')) {
      const { unsupported } = verifyAnnotated(entries, line.slice(2))
      count('a right line, blamed', unsupported.length > 0)
      if (unsupported.length > 0) show(`${id}: blamed: ${unsupported.join(' | ')}`)
    } else if (FAULT.test(line)) {
      const [, kind = '', text = ''] = FAULT.exec(line) ?? []
      const { unsupported } = verifyAnnotated(entries, text)
      count(kind, unsupported.length > 0)
      if (unsupported.length === 0) show(`${id}: not named: ${line}`)
      else if (values.named) console.log(`${id}: named: ${line} ⇒ ${unsupported.join(' | ')}`)
    } else if (line.startsWith('rule ')) {
      const isLost = missing.some(
        ({ type, content }) => type === 'constraint' && content.includes(line.slice(5)),
      )
      count('a retold rule, thought lost', isLost)
      if (isLost) show(`${id}: thought lost: ${line}`)
    } else if (line !== '') throw new Error(`${file}: no such line: ${line}`)
  }
}
console.log('| lines of summaries in other words | told by verify | of |\n| --- | --- | --- |')
for (const [kind, { told, all }] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1)))
  console.log(`| ${kind} | ${told} | ${all} |`)
const faults = [...counts].filter(([kind]) => !kind.startsWith('a '))
const sum = (pick: (entry: { all: number; told: number }) => number) =>
  faults.reduce((total, [, entry]) => total + pick(entry), 0)
console.log(`| all faults | ${sum(({ told }) => told)} | ${sum(({ all }) => all)} |`)
