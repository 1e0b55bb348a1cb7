// Why a probe was lost: what became of the units that carry its answer. See `USAGE`.
import { parseArgs } from 'node:util'
import type { CompactionResult, ManifestEntry } from '@precis/engine'
import { asEngineMessage, loadEngine } from './compactors.js'
import { distinct } from './report.js'
import { type BenchConversation, LEVELS, loadSharedBench, type Probe } from './shared-bench.js'
import { type Split, selectSplit } from './split.js'

const USAGE = `node --conditions=precis-source --import tsx src/quality/losses.ts --source NAME [options]
  --level 20%       the budget (${LEVELS.join(', ')})
  --split tune      tune | held | all
  --cause NAME      only probes lost for this cause
  --limit 12        examples for each cause
  --conversation ID only this conversation
  --text            print the outputs too
  --data DIR, --engine FILE as for the quality run`

export const CAUSES = [
  'dropped whole',
  'partly dropped',
  'shortened away',
  'superseded',
  'date lost',
  'kept, not recognised',
  'never a unit',
] as const
export type Cause = (typeof CAUSES)[number]

export interface Loss {
  readonly conversationId: string
  readonly probe: Probe
  readonly cause: Cause
  readonly evidence: readonly EvidenceFate[]
}

interface EvidenceFate {
  readonly messageId: string
  readonly speaker: string
  readonly sentence: string
  readonly entries: readonly ManifestEntry[]
}

/** The probes that the output lost, each with the fate of the units that carry its evidence. */
export function lossesOf(
  conversation: BenchConversation,
  manifest: readonly ManifestEntry[],
  retainedOf: ReadonlyMap<string, number>,
): readonly Loss[] {
  const entriesOf = new Map<string, ManifestEntry[]>()
  for (const entry of manifest) {
    const list = entriesOf.get(entry.span.messageId)
    if (list) list.push(entry)
    else entriesOf.set(entry.span.messageId, [entry])
  }
  const messageOf = new Map(conversation.messages.map((message) => [message.id, message]))
  return conversation.probes
    .filter((probe) => (retainedOf.get(probe.id) ?? 0) < 0.5)
    .map((probe) => {
      const evidence = probe.evidence.flatMap((messageId) => {
        const message = messageOf.get(messageId)
        if (!message) return []
        const sentence = probe.keys?.[messageId] ?? message.content
        const entries = (entriesOf.get(messageId) ?? []).filter((entry) => carries(entry.text, sentence))
        return [{ messageId, speaker: message.name ?? message.role, sentence, entries }]
      })
      return { conversationId: conversation.id, probe, cause: causeOf(probe, evidence), evidence }
    })
}

function causeOf(probe: Probe, evidence: readonly EvidenceFate[]): Cause {
  const fates = evidence.flatMap(({ entries }) => entries.map((entry) => entry.fate))
  if (fates.length === 0) return 'never a unit'
  if (fates.every((fate) => fate === 'dropped')) return 'dropped whole'
  if (fates.every((fate) => fate === 'dropped' || fate === 'superseded')) return 'superseded'
  if (fates.includes('dropped')) return 'partly dropped'
  if (probe.kind === 'temporal') return 'date lost'
  return fates.includes('shortened') ? 'shortened away' : 'kept, not recognised'
}

/** Most of the shorter text's words stand in the longer one. */
function carries(unit: string, sentence: string): boolean {
  const own = wordsOf(unit)
  const wanted = wordsOf(sentence)
  const [short, long] = own.size < wanted.size ? [own, wanted] : [wanted, own]
  let shared = 0
  for (const word of short) if (long.has(word)) shared++
  const ENOUGH = 0.6
  return short.size > 0 && shared / short.size >= ENOUGH
}

function wordsOf(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [])
}

function describe(loss: Loss): string {
  const { probe } = loss
  const head = `  [${probe.kind}] ${probe.question ?? '(statement)'} => ${probe.answers.join(' / ')}`
  const stale = probe.stale?.length ? `      outdated: ${probe.stale.join(' / ')}` : undefined
  const units = loss.evidence.flatMap(({ messageId, speaker, sentence, entries }) => [
    `      ${messageId} ${speaker}: ${sentence.replace(/\s+/g, ' ').slice(0, 240)}`,
    ...entries.slice(0, 3).map((entry) => {
      const parts = Object.entries(entry.scoreParts)
        .sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]))
        .slice(0, 6)
        .map(([name, value]) => `${name} ${value.toFixed(2)}`)
      const now = entry.shortened === undefined ? '' : ` → ${entry.shortened.slice(0, 160)}`
      return `        ${entry.fate} (${entry.reason}; ${parts.join(', ')})${now}`
    }),
  ])
  return [`${head}   (${loss.conversationId})`, ...(stale ? [stale] : []), ...units].join('\n')
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      source: { type: 'string' },
      level: { type: 'string', default: '20%' },
      split: { type: 'string', default: 'tune' },
      cause: { type: 'string' },
      limit: { type: 'string', default: '12' },
      conversation: { type: 'string' },
      text: { type: 'boolean', default: false },
      data: { type: 'string' },
      engine: { type: 'string' },
    },
  })
  if (!values.source && !values.conversation) return console.log(USAGE)
  const bench = await loadSharedBench(values.data)
  const engine = await loadEngine(values.engine)
  const conversations = selectSplit(bench.loadData([bench.dataDir]), values.split as Split).filter(
    ({ id, source }) => (values.conversation ?? id) === id && (values.source ?? source) === source,
  )
  const losses: Loss[] = []
  for (const conversation of conversations) {
    const [budget] = bench.budgetsFor(conversation, [values.level])
    if (!budget) continue
    const result: CompactionResult = engine.compact(conversation.messages.map(asEngineMessage), {
      targetTokens: budget.budget,
      explain: true,
    })
    if (values.text) console.log(`===== ${conversation.id}\n${result.text}\n`)
    const row = { id: conversation.id, method: 'losses', ...budget, text: result.text, ms: 0 }
    const scored = bench.scoreOne(conversation, row)
    const retained = new Map(scored.probes.map((probe) => [probe.id, probe.ret]))
    losses.push(...lossesOf(conversation, result.manifest ?? [], retained))
  }
  const probeCount = conversations.reduce((sum, conversation) => sum + conversation.probes.length, 0)
  console.log(`${losses.length} of ${probeCount} probes lost in ${conversations.length} conversations`)
  for (const cause of CAUSES) {
    const here = losses.filter((loss) => loss.cause === cause && (values.cause ?? cause) === cause)
    if (here.length === 0) continue
    const kinds = distinct(here.map((loss) => loss.probe.kind)).map(
      (kind) => `${kind} ${here.filter((loss) => loss.probe.kind === kind).length}`,
    )
    console.log(`\n${cause}: ${here.length} (${kinds.join(', ')})`)
    // Spread over all conversations rather than the first of one.
    const step = Math.max(1, Math.floor(here.length / Number(values.limit)))
    for (const loss of here.filter((_, i) => i % step === 0).slice(0, Number(values.limit)))
      console.log(describe(loss))
  }
}

if (process.argv[1]?.endsWith('losses.ts'))
  main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  })
