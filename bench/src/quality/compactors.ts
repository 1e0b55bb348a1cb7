import { pathToFileURL } from 'node:url'
import type { CompactionResult, CompactOptions, Encoding, Format, Message } from '@precis/engine'
import { switchOff } from './ablation.js'
import type { BenchConversation, BenchMessage, SharedBench } from './shared-bench.js'

/** What one output was made with: the engine, the engine without one signal, or a reference method. */
export type Variant =
  | { readonly kind: 'engine'; readonly name: string }
  | { readonly kind: 'without'; readonly name: string; readonly signal: string }
  | { readonly kind: 'baseline'; readonly name: string }

export interface Produced {
  readonly text: string
  readonly result?: CompactionResult
  readonly ms: number
}

export type Compactor = (budget: number) => Produced

/** What is used of an engine. */
export interface Engine {
  compact(messages: readonly Message[], options: CompactOptions): CompactionResult
}

export interface EngineSettings {
  readonly enginePath?: string
  readonly format: Format
  readonly encoding: Encoding
}

/** Loads this checkout's engine, or the module at `enginePath`. */
export async function loadEngine(enginePath?: string): Promise<Engine> {
  const specifier = enginePath ? pathToFileURL(enginePath).href : '@precis/engine'
  const loaded: unknown = await import(specifier)
  if (typeof loaded !== 'object' || loaded === null || !('compact' in loaded))
    throw new Error(`${enginePath ?? '@precis/engine'} exports no compact()`)
  // The check above found the one export that is needed; its signature is the engine's public one.
  return loaded as Engine
}

/** A compactor of one conversation; its cost is counted cold, as the first call of a process that is warmed up. */
export function compactorFor(
  variant: Variant,
  conversation: BenchConversation,
  context: { readonly engine: Engine; readonly bench: SharedBench; readonly settings: EngineSettings },
): Compactor {
  if (variant.kind === 'baseline') {
    const method = context.bench.METHODS[variant.name]
    if (!method) throw new Error(`the benchmark has no baseline ${variant.name}`)
    return (budget) => timed(() => ({ text: method(conversation)(budget) }))
  }
  const { engine, settings } = context
  const compact = variant.kind === 'without' ? switchOff(engine.compact, variant.signal) : engine.compact
  const messages = conversation.messages.map(asEngineMessage)
  return (budget) =>
    timed(() => {
      const result = compact(messages, {
        targetTokens: budget,
        format: settings.format,
        encoding: settings.encoding,
      })
      return { text: result.text, result }
    })
}

const ROLES = ['user', 'assistant', 'system', 'tool'] as const

/** Only what a caller would send: labels of the data stay behind. */
export function asEngineMessage(message: BenchMessage): Message {
  const role = ROLES.find((candidate) => candidate === message.role)
  if (!role) throw new Error(`message ${message.id} has the unknown role ${message.role}`)
  return {
    id: message.id,
    role,
    content: message.content,
    ...(message.name === undefined ? {} : { name: message.name }),
    ...(message.timestamp === undefined ? {} : { timestamp: message.timestamp }),
  }
}

function timed<T extends object>(make: () => T): T & { ms: number } {
  const startedAt = performance.now()
  const made = make()
  return { ...made, ms: performance.now() - startedAt }
}
