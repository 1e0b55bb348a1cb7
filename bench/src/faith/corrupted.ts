/**
 * What `verify` names in our own texts when one statement of them is made wrong, and what it blames in them as they are.
 *
 * npm run --workspace bench corrupted -- [--set tune|held|ours|ours-2] [--seeds N] [--from N] [--level 20%] [--unnamed] [--blamed]
 */
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import {
  type AnnotatedMessage,
  annotate,
  compactAnnotated,
  detectLanguage,
  verifyAnnotated,
} from '@precis/engine'
import { randomFrom } from '../../../packages/engine/test/survival/random.js'
import { asEngineMessage } from '../quality/compactors.js'
import { type BenchConversation, loadSharedBench, type SharedBench } from '../quality/shared-bench.js'
import { selectSplit } from '../quality/split.js'
import { CORRUPTIONS, type Corrupted, Corrupter, type Corruption } from './corruptions.js'

const OURS = fileURLToPath(new URL('../../conversations', import.meta.url))
/** Written later than what the figures of the first set are for. */
const LATER_SETS: ReadonlySet<string> = new Set(['other-kinds-2', 'other-kinds-3'])
/** Longer conversations take a second for each of their texts. */
const MAX_MESSAGES = 700

interface Count {
  all: number
  named: number
}

/** Conversations of a set: a half of the shared ones, ours that were fitted on and the first other kinds, or the second. */
function conversationsOf(set: string, bench: SharedBench): readonly BenchConversation[] {
  if (set === 'tune' || set === 'held') return selectSplit(bench.loadData([bench.dataDir]), set)
  const ours = bench.loadData([OURS])
  if (set === 'ours') return ours.filter(({ source }) => !LATER_SETS.has(source))
  if (set === 'ours-2') return ours.filter(({ source }) => source === 'other-kinds-2')
  throw new Error(`--set takes tune, held, ours or ours-2, not ${set}`)
}

const { values } = parseArgs({
  options: {
    set: { type: 'string', default: 'ours' },
    seeds: { type: 'string', default: '2' },
    from: { type: 'string', default: '1' },
    level: { type: 'string', default: '20%' },
    unnamed: { type: 'boolean', default: false },
    blamed: { type: 'boolean', default: false },
  },
})
const bench = await loadSharedBench()
const counts = new Map<Corruption, Count>(CORRUPTIONS.map((kind) => [kind, { all: 0, named: 0 }]))
const told = { lines: 0, blamed: 0, rules: 0, thoughtLost: 0 }

function isNamed(
  entries: readonly AnnotatedMessage[],
  { text, lostRule }: Corrupted,
  before: ReadonlySet<string>,
): boolean {
  const { unsupported, missing } = verifyAnnotated(entries, text)
  if (lostRule === undefined) return unsupported.some((claim) => !before.has(claim))
  return missing.some(
    ({ type, evidence }) =>
      type === 'constraint' && evidence.some(({ messageId }) => lostRule.includes(messageId)),
  )
}

function measure(conversation: BenchConversation, seeds: readonly number[]): void {
  const messages = conversation.messages.map(asEngineMessage)
  const language = detectLanguage(messages)
  const entries = messages.map((message) => ({ message, annotation: annotate(message) }))
  const budget = bench.budgetsFor(conversation, [values.level])[0]?.budget ?? 0
  const result = compactAnnotated(entries, { targetTokens: budget })
  const base = verifyAnnotated(entries, result.text)
  const before = new Set(base.unsupported)
  told.lines += result.text.split('\n').length
  told.blamed += before.size
  if (values.blamed)
    for (const claim of before) console.log(`blamed ${conversation.id}: ${claim.slice(0, 200)}`)
  for (const { content, evidence } of result.constraints) {
    if (!result.text.includes(content)) continue
    told.rules++
    const isLost = base.missing.some(
      ({ type, evidence: [at] }) =>
        type === 'constraint' && at?.messageId === evidence[0]?.messageId && at?.start === evidence[0]?.start,
    )
    if (isLost) told.thoughtLost++
    if (isLost && values.blamed) console.log(`thought lost ${conversation.id}: ${content.slice(0, 200)}`)
  }
  for (const seed of seeds)
    for (const corrupted of new Corrupter(messages, result, language, randomFrom(seed)).all()) {
      const count = counts.get(corrupted.kind) as Count
      const isFound = isNamed(entries, corrupted, before)
      count.all++
      if (isFound) count.named++
      else if (values.unnamed)
        console.log(`${corrupted.kind}, ${conversation.id}: ${corrupted.change.slice(0, 260)}`)
    }
}

const seeds = Array.from({ length: Number(values.seeds) }, (_, at) => Number(values.from) + at)
const conversations = conversationsOf(values.set, bench).filter(
  ({ messages }) => messages.length <= MAX_MESSAGES,
)
for (const conversation of conversations) measure(conversation, seeds)
const percent = ({ named, all }: Count) => (all === 0 ? '-' : `${Math.round((100 * named) / all)} %`)
console.log(
  `${values.set}: ${conversations.length} conversations at ${values.level}, seeds ${seeds[0]} to ${seeds.at(-1)}`,
)
console.log('| fault | named | of |\n| --- | --- | --- |')
for (const [kind, count] of counts) console.log(`| ${kind} | ${percent(count)} | ${count.all} |`)
console.log(`| lines of the text as it is, blamed | ${told.blamed} | ${told.lines} |`)
console.log(`| rules of the text as it is, thought lost | ${told.thoughtLost} | ${told.rules} |`)
