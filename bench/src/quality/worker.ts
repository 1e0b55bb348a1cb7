// One child process of the pool: compacts and scores the conversations that it is sent, one at a time.
import type { SalienceWeights } from '../../../packages/engine/src/salience/shape.js'
import { overrideWeights } from './ablation.js'
import { compactorFor, type EngineSettings, loadEngine, type Variant } from './compactors.js'
import { type BenchConversation, loadSharedBench, type OutputRow, type ScoredRow } from './shared-bench.js'

export interface WorkerSetup {
  readonly dataDir?: string
  readonly settings: EngineSettings
  readonly variants: readonly Variant[]
  readonly levels: readonly string[]
  /** Salience weights instead of the engine's own. */
  readonly weights?: SalienceWeights
}

/** What the engine itself said about an output, to be held against the scorer's verdict. */
export interface OwnVerdict {
  readonly validationScore: number
  readonly qualityWarning: boolean
}

export interface WorkerOutput {
  readonly output: OutputRow
  readonly scored: ScoredRow
  readonly own?: OwnVerdict
  /**
   * Numbers, dates and names of the text that the conversation does not have. (The scorer also counts parts of words
   * such as `Pod` in `iPod`; those are not listed.)
   */
  readonly unsupported: readonly string[]
}

export type ToWorker =
  | { readonly kind: 'setup'; readonly setup: WorkerSetup }
  | { readonly kind: 'conversation'; readonly conversation: BenchConversation }
export type FromWorker =
  | { readonly kind: 'ready' }
  | { readonly kind: 'done'; readonly outputs: readonly WorkerOutput[] }
  | { readonly kind: 'failed'; readonly message: string }

type Answer = (conversation: BenchConversation) => readonly WorkerOutput[]

async function prepare(setup: WorkerSetup): Promise<Answer> {
  const bench = await loadSharedBench(setup.dataDir)
  const needsEngine = setup.variants.some((variant) => variant.kind !== 'baseline')
  const engine = needsEngine ? await loadEngine(setup.settings.enginePath) : { compact: notLoaded }
  const context = { engine, bench, settings: setup.settings }
  if (setup.weights) overrideWeights(setup.weights)
  return (conversation) => {
    const said = conversation.messages.map((message) => message.content).join('\n')
    return setup.variants.flatMap((variant) => {
      const compactor = compactorFor(variant, conversation, context)
      return bench.budgetsFor(conversation, setup.levels).map(({ label, budget }) => {
        const { text, result, ms } = compactor(budget)
        const contents = (items: readonly { content: string }[]) => items.map((item) => item.content)
        const output: OutputRow = {
          id: conversation.id,
          method: variant.name,
          label,
          budget,
          text,
          ...(result && {
            facts: contents(result.facts),
            decisions: contents(result.decisions),
            preferences: contents(result.preferences),
          }),
          ms,
        }
        return {
          output,
          scored: bench.scoreOne(conversation, output),
          ...(result && {
            own: { validationScore: result.validation.score, qualityWarning: result.qualityWarning },
          }),
          unsupported: bench.faithfulness(text, conversation).bad.filter((word) => !said.includes(word)),
        }
      })
    })
  }
}

function notLoaded(): never {
  throw new Error('the engine was not loaded')
}

function reply(message: FromWorker): void {
  process.send?.(message)
}

let answer: Answer | undefined
process.on('message', async (message: ToWorker) => {
  try {
    if (message.kind === 'setup') {
      answer = await prepare(message.setup)
      reply({ kind: 'ready' })
    } else if (answer) {
      reply({ kind: 'done', outputs: answer(message.conversation) })
    }
  } catch (error) {
    const where = message.kind === 'conversation' ? `${message.conversation.id}: ` : ''
    reply({
      kind: 'failed',
      message: where + (error instanceof Error ? (error.stack ?? error.message) : error),
    })
  }
})
