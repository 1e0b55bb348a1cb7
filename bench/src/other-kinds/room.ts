/**
 * How much room the selection has: what the same units, in the same words and rendering, would answer if somebody who was told the
 * questions chose them, behind what is protected and with nothing protected. One row for each budget.
 *
 * npm run --workspace bench room -- [--set other-kinds,other-kinds-2] [--levels 10%,20%,30%] [--each]
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { annotateWith } from '../../../packages/engine/src/annotate/annotate.js'
import { buildConversation, type Unit } from '../../../packages/engine/src/conversation.js'
import { type FitRequest, fit, type Step, selectionOf } from '../../../packages/engine/src/fit.js'
import { lexiconFor } from '../../../packages/engine/src/lexicon/registry.js'
import { withoutUnsaidMembers } from '../../../packages/engine/src/link/echoes.js'
import { findSuperseded, withSuccessors } from '../../../packages/engine/src/link/supersession.js'
import { planSteps } from '../../../packages/engine/src/plan.js'
import { type Protection, protect } from '../../../packages/engine/src/protect.js'
import { detectConversationLanguage } from '../../../packages/engine/src/recall/recalled-language.js'
import { inFewWords } from '../../../packages/engine/src/records/few-words.js'
import { render } from '../../../packages/engine/src/render/render.js'
import { score } from '../../../packages/engine/src/score.js'
import { denseTokens } from '../../../packages/engine/src/select.js'
import { asEngineMessage } from '../quality/compactors.js'
import { mean } from '../quality/report.js'
import { type BenchConversation, loadSharedBench, type SharedBench } from '../quality/shared-bench.js'
import { answeredBy } from './answered.js'
import { answersOf, greedyOrder, type Judge, type ToldAnswer } from './told-answers.js'

interface Spoken extends BenchConversation {
  readonly lang: string
}

const FOLDER = fileURLToPath(new URL('../../conversations/', import.meta.url))
const UNBOUND = Number.MAX_SAFE_INTEGER
const NOTHING: Protection = { rules: [], beyondShare: [], pinned: [], turns: [], change: [] }
const COLUMNS = ['engine', 'nothing protected', 'told', 'told, nothing protected'] as const

/** A conversation as the engine writes it, up to the plan; without the line of state and the marks of items. */
function prepare(own: Spoken) {
  const messages = own.messages.map(asEngineMessage)
  const language = detectConversationLanguage(messages)
  const entries = messages.map((message) => ({ message, annotation: annotateWith(message, language) }))
  const said = withoutUnsaidMembers(buildConversation(entries))
  const { wording } = lexiconFor(language).source
  const successor = findSuperseded(said)
  return { ...inFewWords(said, withSuccessors(score(said), said, successor)), wording, successor }
}

type Prepared = ReturnType<typeof prepare>

const requestOf = (
  { conversation, wording }: Prepared,
  steps: readonly Step[],
  budget: number,
): FitRequest => ({ conversation, wording, steps, budget, encoding: 'o200k_base', state: '' })

function judgeOf(own: Spoken, prepared: Prepared, bench: SharedBench): Judge {
  return (units) => {
    const steps = units.map((unit): Step => ({ unit, action: 'dense', tokensUpTo: 0 }))
    const text = render('structured', selectionOf(requestOf(prepared, steps, UNBOUND), steps))
    const lost = new Set(answeredBy(own, text, { label: '', budget: UNBOUND }, bench).lost)
    return own.probes.map((probe) => (lost.has(probe) ? 0 : 1))
  }
}

/** `before`, then `units`, then what is left of `rest`; costs as they were estimated. */
function withUnits(before: readonly Step[], units: readonly Unit[], rest: readonly Step[]): readonly Step[] {
  const steps = [...before]
  const chosen = new Set(units)
  let tokensUpTo = before.at(-1)?.tokensUpTo ?? 0
  for (const unit of units) {
    tokensUpTo += denseTokens(unit) + 1
    steps.push({ unit, action: 'dense', tokensUpTo })
  }
  rest.forEach((step, at) => {
    const cost = step.tokensUpTo - ((at === 0 ? before.at(-1) : rest[at - 1])?.tokensUpTo ?? 0)
    if (step.action === 'dense' && chosen.has(step.unit)) return
    tokensUpTo += cost
    steps.push({ ...step, tokensUpTo })
  })
  return steps
}

/** Probes answered, in percent, in the order of `COLUMNS`. */
function rowOf(
  own: Spoken,
  prepared: Prepared,
  answers: readonly ToldAnswer[],
  budget: number,
  bench: SharedBench,
): readonly number[] {
  const { conversation, scores, successor } = prepared
  const answered = (steps: readonly Step[]): number => {
    const { text } = fit(requestOf(prepared, steps, budget), 'structured')
    return answeredBy(own, text, { label: '', budget }, bench).ret
  }
  const runs = [protect(conversation, new Set(), successor, scores.salience, budget), NOTHING].map(
    (protection) => {
      const steps = planSteps(conversation, scores, protection, budget, successor)
      const { rules, pinned, turns, change } = protection
      const fixed = new Set([...rules, ...pinned, ...turns, ...change])
      const before = steps.slice(0, fixed.size)
      const told = withUnits(before, greedyOrder(answers, fixed), steps.slice(fixed.size))
      return { engine: answered(steps), told: answered(told) }
    },
  )
  return [...runs.map(({ engine }) => engine), ...runs.map(({ told }) => told)]
}

const show = (row: readonly number[]): string =>
  COLUMNS.map((name, at) => `${name} ${(row[at] ?? Number.NaN).toFixed(1)}`).join(', ')

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      set: { type: 'string', default: 'other-kinds' },
      levels: { type: 'string', default: '10%,20%,30%' },
      each: { type: 'boolean', default: false },
    },
  })
  const bench = await loadSharedBench()
  for (const set of values.set.split(',')) {
    const rows = new Map<string, (readonly number[])[]>()
    for (const line of readFileSync(join(FOLDER, `${set}.jsonl`), 'utf8')
      .trim()
      .split('\n')) {
      const own = JSON.parse(line) as Spoken
      const prepared = prepare(own)
      const answers = answersOf(own, prepared.conversation, judgeOf(own, prepared, bench))
      for (const { label, budget } of bench.budgetsFor(own, values.levels.split(','))) {
        const row = rowOf(own, prepared, answers, budget, bench)
        rows.set(label, [...(rows.get(label) ?? []), row])
        if (values.each) console.log(`${own.id} ${label}: ${show(row)}`)
      }
    }
    for (const [label, list] of rows)
      console.log(`${set} ${label}: ${show(COLUMNS.map((_, at) => mean(list.map((row) => row[at] ?? 0))))}`)
  }
}

await main()
