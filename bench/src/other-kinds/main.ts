/**
 * What is left of the conversations that nothing was fitted on (`bench/conversations/other-kinds*.jsonl`): probes answered and
 * rules kept word for word.
 *
 * npm run --workspace bench other-kinds -- [--set other-kinds-2|other-kinds-3] [--levels 10%,20%,30%,2000] [--only 05] [--lost]
 *   [--embed TOKENS] [--varied] [--texts DIR] [--format F] [--engine FILE: another engine's index.ts]
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { CompactionResult, Format } from '@precis/engine'
import { asEngineMessage, loadEngine } from '../quality/compactors.js'
import { type BenchConversation, loadSharedBench } from '../quality/shared-bench.js'
import { answeredBy } from './answered.js'
import { embed } from './filler.js'

interface OtherConversation extends BenchConversation {
  readonly lang: string
  readonly rules?: readonly string[]
  readonly notRules?: readonly string[]
}

const FOLDER = fileURLToPath(new URL('../../conversations/', import.meta.url))
const SEED = 20251127
const MIB = 1024 * 1024

/** Sums over conversations; rules are counted, the rest is divided by `count` when printed. */
interface Sums {
  ret: number
  kept: number
  listed: number
  rules: number
  wrong: number
  ms: number
  count: number
}
const NOTHING: Sums = { ret: 0, kept: 0, listed: 0, rules: 0, wrong: 0, ms: 0, count: 0 }

const plus = (a: Sums, b: Sums): Sums => ({
  ret: a.ret + b.ret,
  kept: a.kept + b.kept,
  listed: a.listed + b.listed,
  rules: a.rules + b.rules,
  wrong: a.wrong + b.wrong,
  ms: a.ms + b.ms,
  count: a.count + b.count,
})

function countsOfRules(conversation: OtherConversation, { text, constraints }: CompactionResult) {
  const rules = conversation.rules ?? []
  const isListed = (said: string) => constraints.some(({ content }) => content.includes(said))
  return {
    rules: rules.length,
    kept: rules.filter((rule) => text.includes(rule)).length,
    listed: rules.filter(isListed).length,
    wrong: (conversation.notRules ?? []).filter(isListed).length,
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      set: { type: 'string', default: 'other-kinds' },
      levels: { type: 'string', default: '10%,20%,30%,2000' },
      only: { type: 'string' },
      embed: { type: 'string' },
      varied: { type: 'boolean', default: false },
      lost: { type: 'boolean', default: false },
      texts: { type: 'string' },
      format: { type: 'string', default: 'structured' },
      engine: { type: 'string' },
    },
  })
  const bench = await loadSharedBench()
  const { compact } = await loadEngine(values.engine)
  const all = readFileSync(join(FOLDER, `${values.set}.jsonl`), 'utf8')
    .trim()
    .split('\n')
  const conversations = all
    .map((line) => JSON.parse(line) as OtherConversation)
    .filter(({ id }) => values.only === undefined || values.only.split(',').some((part) => id.includes(part)))
  const sums = new Map<string, Sums>()
  for (const [at, own] of conversations.entries()) {
    const conversation =
      values.embed === undefined
        ? own
        : { ...own, ...embed(own, Number(values.embed), SEED + at, values.varied) }
    const messages = conversation.messages.map(asEngineMessage)
    const cells: string[] = []
    for (const { label, budget } of bench.budgetsFor(conversation, values.levels.split(','))) {
      const begun = performance.now()
      const result = compact(messages, { targetTokens: budget, format: values.format as Format })
      const ms = performance.now() - begun
      const { ret, lost } = answeredBy(conversation, result.text, { label, budget }, bench)
      const { rules, kept, listed, wrong } = countsOfRules(conversation, result)
      cells.push(
        `${label} ${ret.toFixed(1).padStart(5)} rules ${kept}/${listed}/${rules}${wrong > 0 ? ` WRONG ${wrong}` : ''}${result.tokenCount > budget ? ' OVER' : ''}`,
      )
      sums.set(label, plus(sums.get(label) ?? NOTHING, { ret, kept, listed, rules, wrong, ms, count: 1 }))
      if (values.lost)
        for (const { kind, answers } of lost)
          cells.push(`\n    lost at ${label}: ${kind}: ${answers.join(' / ')}`)
      if (values.texts !== undefined) {
        mkdirSync(values.texts, { recursive: true })
        writeFileSync(join(values.texts, `${conversation.id}.${label}.${values.format}.txt`), result.text)
      }
    }
    console.log(`${conversation.id.replace(`${values.set}-`, '').padEnd(28)} ${cells.join('  ')}`)
  }
  for (const [label, { ret, kept, listed, rules, wrong, ms, count }] of sums)
    console.log(
      `${label.padEnd(6)} ${count} conversations, probes answered ${(ret / count).toFixed(1)} %,  rules in the text ${kept}, listed ${listed}, of ${rules}; listed that are none ${wrong};  ${(ms / count).toFixed(0)} ms a compaction`,
    )
  console.log(
    `largest resident set ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MiB, heap ${(process.memoryUsage().heapUsed / MIB).toFixed(0)} MiB`,
  )
}

await main()
