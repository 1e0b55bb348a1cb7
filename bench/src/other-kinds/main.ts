/**
 * What is left of the conversations that nothing was fitted on (`bench/conversations/other-kinds.jsonl`): probes answered and
 * rules kept word for word.
 *
 * npm run --workspace bench other-kinds -- [--levels 10%,20%,30%,2000] [--only 05] [--embed TOKENS] [--texts DIR] [--format F]
 *   [--engine FILE: another engine's index.ts]
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Format } from '@precis/engine'
import { asEngineMessage, loadEngine } from '../quality/compactors.js'
import { type BenchConversation, loadSharedBench, type Probe } from '../quality/shared-bench.js'
import { embed } from './filler.js'

interface OtherConversation extends BenchConversation {
  readonly lang: string
  readonly rules?: readonly string[]
  readonly notRules?: readonly string[]
}

const FILE = fileURLToPath(new URL('../../conversations/other-kinds.jsonl', import.meta.url))
/** The scorer reads words between spaces; these are held against pairs of characters instead. */
const WITHOUT_SPACES: ReadonlySet<string> = new Set(['zh', 'ja'])
/** Share of an answer's pairs of characters that has to stand on one line, as the scorer asks of words. */
const PAIRS_NEEDED = 0.6
const SEED = 20251127

const pairsOf = (text: string): Set<string> => {
  const letters = [...text.replace(/[^\p{L}\p{N}]/gu, '')]
  return new Set(letters.slice(1).map((letter, at) => `${letters[at]}${letter}`))
}

function isAnsweredByPairs({ answers, keys }: Probe, text: string): boolean {
  const lines = text.split('\n').map(pairsOf)
  return [...answers, ...Object.values(keys ?? {})].some((wanted) => {
    const pairs = [...pairsOf(wanted)]
    return lines.some((line) => pairs.filter((pair) => line.has(pair)).length >= PAIRS_NEEDED * pairs.length)
  })
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      levels: { type: 'string', default: '10%,20%,30%,2000' },
      only: { type: 'string' },
      embed: { type: 'string' },
      texts: { type: 'string' },
      format: { type: 'string', default: 'structured' },
      engine: { type: 'string' },
    },
  })
  const bench = await loadSharedBench()
  const { compact } = await loadEngine(values.engine)
  const all = readFileSync(FILE, 'utf8').trim().split('\n')
  const conversations = all
    .map((line) => JSON.parse(line) as OtherConversation)
    .filter(({ id }) => values.only === undefined || id.includes(values.only))
    .map((one, at) =>
      values.embed === undefined ? one : { ...one, ...embed(one, Number(values.embed), SEED + at) },
    )
  const levels = values.levels.split(',')
  const sums = new Map<string, number[]>()
  for (const conversation of conversations) {
    const messages = conversation.messages.map(asEngineMessage)
    const cells: string[] = []
    for (const { label, budget } of bench.budgetsFor(conversation, levels)) {
      const result = compact(messages, { targetTokens: budget, format: values.format as Format })
      const ret = retained(conversation, budget, label, result.text, bench)
      const rules = conversation.rules ?? []
      const kept = rules.filter((rule) => result.text.includes(rule)).length
      const listed = rules.filter((rule) =>
        result.constraints.some(({ content }) => content.includes(rule)),
      ).length
      const wrong = (conversation.notRules ?? []).filter((remark) =>
        result.constraints.some(({ content }) => content.includes(remark)),
      ).length
      cells.push(
        `${label} ${ret.toFixed(1).padStart(5)} rules ${kept}/${listed}/${rules.length}${wrong > 0 ? ` WRONG ${wrong}` : ''}${result.tokenCount > budget ? ' OVER' : ''}`,
      )
      const sum = sums.get(label) ?? [0, 0, 0, 0, 0, 0]
      sums.set(
        label,
        [ret, kept, listed, rules.length, wrong, 1].map((value, at) => value + (sum[at] ?? 0)),
      )
      if (values.texts !== undefined) {
        mkdirSync(values.texts, { recursive: true })
        writeFileSync(join(values.texts, `${conversation.id}.${label}.${values.format}.txt`), result.text)
      }
    }
    console.log(`${conversation.id.replace('other-kinds-', '').padEnd(28)} ${cells.join('  ')}`)
  }
  for (const [label, [ret = 0, kept, listed, rules, wrong, count = 1]] of sums)
    console.log(
      `${label.padEnd(6)} ${count} conversations, probes answered ${(ret / count).toFixed(1)} %,  rules in the text ${kept}, listed ${listed}, of ${rules}; listed that are none ${wrong}`,
    )
}

/** Share of the probes, in percent. */
function retained(
  conversation: OtherConversation,
  budget: number,
  label: string,
  text: string,
  bench: Awaited<ReturnType<typeof loadSharedBench>>,
): number {
  if (WITHOUT_SPACES.has(conversation.lang)) {
    const { probes } = conversation
    return (100 * probes.filter((probe) => isAnsweredByPairs(probe, text)).length) / probes.length
  }
  return (
    100 *
    bench.scoreOne(conversation, { id: conversation.id, method: 'precis', label, budget, text, ms: 0 }).ret
  )
}

await main()
