/**
 * What sealing costs in quality at the server's own range size: all conversations of a source, one after the other, are one
 * long conversation, compacted sealed and unsealed to the same target, and all their questions are asked.
 */
import { compact as compactWhole } from '@precis/engine'
import { asEngineMessage } from '../quality/compactors.js'
import { type BenchConversation, loadSharedBench, type SharedBench } from '../quality/shared-bench.js'
import { compactSealed, FULL } from './sealed-engine.js'

const SOURCES = ['qmsum', 'locomo', 'sgd', 'swe-agent']
const TARGETS = [4_000, 8_000, 16_000]

function joined(source: string, all: readonly BenchConversation[]): BenchConversation {
  const parts = all.filter((one) => one.source === source)
  const idIn = (part: BenchConversation, id: string) => `${part.id}/${id}`
  return {
    id: `all ${source}`,
    source,
    messages: parts.flatMap((part) => part.messages.map((m) => ({ ...m, id: idIn(part, m.id) }))),
    probes: parts.flatMap((part) =>
      part.probes.map((probe) => ({
        ...probe,
        id: idIn(part, probe.id),
        evidence: probe.evidence.map((id) => idIn(part, id)),
        ...(probe.keys
          ? { keys: Object.fromEntries(Object.entries(probe.keys).map(([id, key]) => [idIn(part, id), key])) }
          : {}),
      })),
    ),
  }
}

/** Percent of what the questions need. */
function retained(bench: SharedBench, conversation: BenchConversation, budget: number, text: string): number {
  const output = { id: conversation.id, method: 'm', label: String(budget), budget, text, ms: 0 }
  return bench.scoreOne(conversation, output).ret * 100
}

const bench = await loadSharedBench()
const all = bench.loadData([bench.dataDir])
console.log(
  '| source | messages | tokens | target | unsealed | sealed | difference |\n| --- | --- | --- | --- | --- | --- | --- |',
)
for (const source of SOURCES) {
  const conversation = joined(source, all)
  const messages = conversation.messages.map(asEngineMessage)
  for (const targetTokens of TARGETS) {
    const whole = compactWhole(messages, { targetTokens })
    const sealed = compactSealed(messages, { targetTokens }, FULL)
    const [a, b] = [whole, sealed].map(({ text }) => retained(bench, conversation, targetTokens, text))
    console.log(
      `| ${[source, messages.length, whole.originalTokenCount, targetTokens, a?.toFixed(1), b?.toFixed(1), ((b ?? 0) - (a ?? 0)).toFixed(1)].join(' | ')} |`,
    )
  }
}
