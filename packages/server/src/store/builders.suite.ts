import type { Item } from '@precis/engine'
import type { NewCompaction, NewMessage, NewRun, RecordResult, Store } from './contract.js'

let nextId = 0
/** A new UUID; unique within a test process. */
export const id = () => `00000000-0000-7000-8000-${(nextId++).toString(16).padStart(12, '0')}`

/** A message of one conversation; fields that a test does not care about are filled in. */
export function aMessage(conversationId: string, fields: Partial<NewMessage> = {}): NewMessage {
  return {
    id: id(),
    conversationId,
    role: 'user',
    content: 'Ship it to Lisbon.',
    newSessionId: id(),
    ...fields,
  }
}

export function aRun(conversationId: string, fields: Partial<NewRun> = {}): NewRun {
  return {
    id: id(),
    conversationId,
    triggerType: 'manual_api',
    strategy: 'adaptive',
    force: false,
    ...fields,
  }
}

export function anItem(fields: Partial<Item> = {}): Item {
  return {
    id: 'item-1',
    type: 'fact',
    content: 'The order goes to Lisbon.',
    speaker: 'user',
    confidence: 1,
    evidence: [],
    ...fields,
  }
}

export function aCompaction(fields: Partial<NewCompaction> = {}): NewCompaction {
  const rendering = { text: 'The order goes to Lisbon.', tokenCount: 6 }
  return {
    strategyRequested: 'adaptive',
    strategyUsed: 'balanced',
    targetTokens: 800,
    originalTokenCount: 110,
    coveredTokens: 100,
    validationScore: 0.9,
    validationPassed: true,
    qualityWarning: false,
    coveredThroughAtMs: 1,
    renderings: {
      structured: rendering,
      narrative: rendering,
      bullet_points: rendering,
      injection: rendering,
    },
    detail: '{"summary":"Lisbon"}',
    items: [anItem()],
    ...fields,
  }
}

/** Adds an instance and returns its id. */
export async function anInstance(store: Store): Promise<string> {
  const instanceId = `inst_${id()}`
  await store.instances.create({ id: instanceId, clientId: 'cli_1', name: instanceId })
  return instanceId
}

export function sequencesOf(results: readonly RecordResult[]): (number | undefined)[] {
  return results.map((result) => (result.kind === 'key_reused' ? undefined : result.sequence))
}

/** A range that holds every message. */
export const EVERYTHING = { after: 0, through: Number.MAX_SAFE_INTEGER, limit: 100_000 }
export const LEASE_MS = 15_000
