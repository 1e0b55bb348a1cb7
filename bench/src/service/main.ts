/**
 * What a service agent's conversations keep: who the customer is, what was asked, what was changed, what tools told.
 *
 * node --conditions=precis-source --import tsx bench/src/service/main.ts [--seeds N] [--form calls|roles|text] [--show ID:LEVEL] [--lost]
 */
import { parseArgs } from 'node:util'
import { compact } from '@precis/engine'
import { loadSharedBench, type ScoredRow } from '../quality/shared-bench.js'
import { serviceConversations } from './conversation.js'
import { FORMS, type Form } from './recorder.js'

const LEVELS = ['10%', '20%', '30%', '50%'] as const

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    seeds: { type: 'string', default: '6' },
    form: { type: 'string' },
    show: { type: 'string' },
    lost: { type: 'string' },
    baselines: { type: 'boolean', default: false },
  },
})
const bench = await loadSharedBench(values.data)
const seeds = Array.from({ length: Number(values.seeds) }, (_, at) => at + 1)
const forms = values.form ? FORMS.filter((form) => form === values.form) : FORMS

const rows: ScoredRow[] = []
const lost = new Map<string, number>()
for (const form of forms) measure(form)
console.log(bench.table(bench.aggregate(rows, 0), true))
if (values.lost) {
  console.log(`\nlost at ${values.lost}:`)
  for (const [question, count] of [...lost].sort((a, b) => b[1] - a[1]))
    console.log(String(count).padStart(4), question)
}

function measure(form: Form): void {
  for (const conversation of serviceConversations(seeds, form))
    for (const { label, budget } of bench.budgetsFor(conversation, LEVELS)) {
      const { text, tokenCount } = compact(conversation.engineMessages, { targetTokens: budget })
      if (values.show === `${conversation.id}:${label}`)
        console.log(`--- ${form} ${conversation.id} ${label}: ${tokenCount} of ${budget}\n${text}\n`)
      const output = { id: conversation.id, method: 'precis', label, budget, text, ms: 0 }
      const scored = bench.scoreOne(conversation, output)
      rows.push(scored)
      if (label === values.lost)
        scored.probes.forEach((probe, at) => {
          const question = conversation.probes[at]?.question?.replace(/#\w+|[A-Z]{3}\b|HAT\d+/g, '…') ?? ''
          if (probe.ret < 1) lost.set(question, (lost.get(question) ?? 0) + 1)
        })
      if (!values.baselines) continue
      for (const name of ['tail', 'mmr'] as const) {
        const method = bench.METHODS[name]
        if (method === undefined)
          throw new Error(`no baseline ${name}: ${Object.keys(bench.METHODS).join(', ')}`)
        rows.push(
          bench.scoreOne(conversation, { ...output, method: name, text: method(conversation)(budget) }),
        )
      }
    }
}
