// Draws probes by a seed and writes the readers' tasks: text and questions, nothing else. See PROTOCOL.md.
import { createHash } from 'node:crypto'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { asEngineMessage, loadEngine } from '../src/quality/compactors.js'
import { type BenchConversation, loadSharedBench, type Probe } from '../src/quality/shared-bench.js'
import { type Split, selectSplit } from '../src/quality/split.js'

/** A drawn probe, as the judge needs it. Stays outside the repository, as it quotes the data. */
export interface KeyEntry {
  readonly conversationId: string
  readonly source: string
  readonly kind: string
  readonly question: string
  readonly gold: readonly string[]
  /** The scorer's own verdict on the same text, to compare with the reader's. */
  readonly retained: number
}
export type Key = Readonly<Record<string, KeyEntry>>

const OUT_DIR = fileURLToPath(new URL('../out/reader', import.meta.url))

/** The `count` probes with a question whose seeded hash is smallest: a fair draw that does not depend on file order. */
export function draw(
  conversations: readonly BenchConversation[],
  seed: string,
  count: number,
): readonly { conversation: BenchConversation; probe: Probe }[] {
  const hash = (id: string) => createHash('sha256').update(`${seed}\n${id}`).digest('hex')
  return conversations
    .flatMap((conversation) => conversation.probes.map((probe) => ({ conversation, probe })))
    .filter(({ probe }) => probe.question !== undefined)
    .map((entry) => ({ ...entry, place: hash(entry.probe.id) }))
    .sort((a, b) => (a.place < b.place ? -1 : 1))
    .slice(0, count)
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: '1' },
      'per-source': { type: 'string', default: '24' },
      level: { type: 'string', default: '20%' },
      split: { type: 'string', default: 'held' },
      data: { type: 'string' },
      engine: { type: 'string' },
    },
  })
  const bench = await loadSharedBench(values.data)
  const engine = await loadEngine(values.engine)
  const conversations = selectSplit(bench.loadData([bench.dataDir]), values.split as Split)
  const sources = [...new Set(conversations.map(({ source }) => source))].sort()
  const drawn = sources.flatMap((source) =>
    draw(
      conversations.filter((one) => one.source === source),
      values.seed,
      Number(values['per-source']),
    ),
  )
  const key: Record<string, KeyEntry> = {}
  rmSync(OUT_DIR, { recursive: true, force: true })
  mkdirSync(join(OUT_DIR, 'tasks'), { recursive: true })
  for (const conversation of new Set(drawn.map((entry) => entry.conversation))) {
    const probes = drawn.filter((entry) => entry.conversation === conversation).map((entry) => entry.probe)
    const [budget] = bench.budgetsFor(conversation, [values.level])
    if (!budget) continue
    const { text } = engine.compact(conversation.messages.map(asEngineMessage), {
      targetTokens: budget.budget,
    })
    const scored = bench.scoreOne(conversation, {
      id: conversation.id,
      method: 'reader',
      ...budget,
      text,
      ms: 0,
    })
    const retained = new Map(scored.probes.map((probe) => [probe.id, probe.ret]))
    for (const probe of probes)
      key[probe.id] = {
        conversationId: conversation.id,
        source: conversation.source,
        kind: probe.kind,
        question: probe.question ?? '',
        gold: probe.answers,
        retained: retained.get(probe.id) ?? 0,
      }
    const questions = probes.map((probe) => `- ${probe.id}: ${probe.question}`)
    writeFileSync(
      join(OUT_DIR, 'tasks', `${conversation.id}.md`),
      `# Notes\n\n${text}\n\n# Questions\n\n${questions.join('\n')}\n`,
    )
  }
  writeFileSync(join(OUT_DIR, 'key.json'), JSON.stringify(key, null, 1))
  console.log(
    `${Object.keys(key).length} questions in ${OUT_DIR}/tasks; the key is beside it and not for readers`,
  )
}

if (process.argv[1]?.endsWith('draw.ts'))
  main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  })
