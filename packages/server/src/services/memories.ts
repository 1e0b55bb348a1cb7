/**
 * Documents that are to be remembered.
 *
 * A memory's text is recorded as a conversation of its own and compacted like any other, so its items come from the
 * same engine, carry the same provenance and are found by the same fetches. A replaced text becomes another
 * conversation; the old one is erased with everything made from it.
 */
import { AppError } from '../errors.js'
import type { Ids } from '../ids.js'
import type { Store } from '../store/contract.js'
import type { Memory } from '../store/contract-directory.js'
import { type DocumentText, newParagraphs, toText, turnsOf } from './document-turns.js'
import { isThere, readMessages } from './read-conversation.js'
import { recordInOrder, startCompaction } from './take-in.js'
import type { Turn } from './transcript-turns.js'
import type { CompactionService, MessageService, Principal } from './types.js'

export interface MemoryInput extends DocumentText {
  readonly documentId?: string | undefined
  readonly userId?: string | undefined
  readonly customerId?: string | undefined
  readonly metadata?: Readonly<Record<string, unknown>> | undefined
}

export type MergeStrategy = 'smart-merge' | 'replace' | 'append'

export interface MemoryChange extends Pick<MemoryInput, 'text' | 'metadata'> {
  readonly documentType?: string | undefined
  readonly strategy: MergeStrategy
}

export interface MemoryState {
  readonly memory: Memory
  readonly status: 'queued' | 'processing' | 'completed' | 'failed'
  readonly startedAtMs: number | null
  readonly completedAtMs: number | null
  readonly errorMessage: string | null
}

export interface MemoryContent {
  readonly memory: Memory
  readonly text: string
}

export interface MemoryService {
  /**
   * Takes in a document. A document id that is known updates its memory; the same text again changes nothing.
   *
   * Errors  `invalid_argument` for empty text and for kinds of document that are not text; `already_exists` (reason
   *         `document_exists`) when the document id is another user's or customer's.
   */
  create(principal: Principal, input: MemoryInput): Promise<MemoryState>
  /** Errors  `not_found` (reason `no_such_memory`), as for the others below. */
  state(principal: Principal, id: string): Promise<MemoryState>
  get(principal: Principal, id: string): Promise<MemoryContent>
  /** `smart-merge` adds the paragraphs that the memory does not have. */
  update(principal: Principal, id: string, change: MemoryChange): Promise<MemoryContent>
  remove(principal: Principal, id: string): Promise<void>
}

export interface MemoryServiceDependencies {
  readonly store: Pick<Store, 'messages' | 'memories'>
  readonly messages: MessageService
  readonly compactions: CompactionService
  readonly ids: Ids
  readonly eraseConversation: (instanceId: string, conversationId: string) => Promise<unknown>
}

export function createMemoryService(dependencies: MemoryServiceDependencies): MemoryService {
  const { store } = dependencies
  return {
    create: (principal, input) => create(dependencies, principal, input),

    async state(principal, id) {
      return stateOf(dependencies, principal, await find(dependencies, principal, id))
    },

    async get(principal, id) {
      const memory = await find(dependencies, principal, id)
      return { memory, text: await textOf(dependencies, principal, memory) }
    },

    async update(principal, id, change) {
      const memory = await find(dependencies, principal, id)
      await changeText(dependencies, principal, memory, change)
      const { documentType = memory.documentType, metadata } = change
      const noted = { documentType, ...(metadata && { metadata }) }
      const updated = await store.memories.update(principal.instanceId, id, noted)
      const current = updated ?? (await find(dependencies, principal, id))
      return { memory: current, text: await textOf(dependencies, principal, current) }
    },

    async remove(principal, id) {
      const memory = await find(dependencies, principal, id)
      // With its memory, in one transaction; a memory whose text was not stored has no conversation.
      await dependencies.eraseConversation(principal.instanceId, memory.conversationId)
      await store.memories.remove(principal.instanceId, id)
    },
  }
}

async function find(
  { store }: MemoryServiceDependencies,
  { instanceId }: Principal,
  id: string,
): Promise<Memory> {
  const memory = await store.memories.find(instanceId, id)
  if (memory) return memory
  throw new AppError('not_found', `there is no memory or ingestion ${id}`, { reason: 'no_such_memory' })
}

async function textOf(
  { store }: MemoryServiceDependencies,
  { instanceId }: Principal,
  { conversationId, documentType }: Memory,
): Promise<string> {
  const head = await store.messages.head(instanceId, conversationId)
  if (!head) return ''
  const range = { after: 0, through: head.lastSequence }
  return toText(
    documentType,
    (await readMessages(store.messages, { instanceId, conversationId }, range)).filter(isThere),
  )
}

async function stateOf(
  { store, compactions }: MemoryServiceDependencies,
  principal: Principal,
  memory: Memory,
): Promise<MemoryState> {
  const { conversationId } = memory
  const status = await compactions.status(principal, conversationId)
  const state: MemoryState = {
    memory,
    status: STATUS[status.status],
    startedAtMs: status.latestCreatedAtMs,
    completedAtMs: status.completedAtMs,
    errorMessage: status.errorMessage,
  }
  if (status.status !== 'none') return state
  // The process that took the document in has ended before it was done.
  if ((await store.messages.head(principal.instanceId, conversationId)) === undefined)
    return { ...state, status: 'failed', errorMessage: 'the text was not stored; send the document again' }
  await startCompaction(compactions, principal, conversationId)
  return { ...state, status: 'processing' }
}

async function create(
  dependencies: MemoryServiceDependencies,
  principal: Principal,
  input: MemoryInput,
): Promise<MemoryState> {
  const { store, ids } = dependencies
  const turns = await turnsOf(input)
  const id = ids.uuid()
  const userId = input.userId ?? null
  const customerId = input.customerId ?? null
  const { kind, memory } = await store.memories.create(principal.instanceId, {
    id,
    documentId: input.documentId ?? id,
    documentType: input.documentType,
    userId,
    customerId,
    conversationId: ids.uuid(),
    metadata: input.metadata ?? null,
  })
  if (kind === 'created') {
    await recordTurns(dependencies, principal, memory, turns)
    const current = await find(dependencies, principal, memory.id)
    // Replaced while it was being recorded: what came later stands.
    if (current.conversationId !== memory.conversationId)
      await dependencies.eraseConversation(principal.instanceId, memory.conversationId)
    return stateOf(dependencies, principal, current)
  }
  if (memory.userId !== userId || memory.customerId !== customerId)
    throw new AppError(
      'already_exists',
      `document_id ${memory.documentId} belongs to another user or customer; choose another one`,
      { reason: 'document_exists' },
    )
  const isSame = (await textOf(dependencies, principal, memory)) === toText(memory.documentType, turns)
  const current = isSame ? memory : await replace(dependencies, principal, memory, turns)
  return stateOf(dependencies, principal, current)
}

async function changeText(
  dependencies: MemoryServiceDependencies,
  principal: Principal,
  memory: Memory,
  { text, documentType = memory.documentType, strategy }: MemoryChange,
): Promise<void> {
  if (strategy === 'replace') {
    await replace(dependencies, principal, memory, await turnsOf({ text, documentType }))
    return
  }
  const addition =
    strategy === 'append' ? text : newParagraphs(await textOf(dependencies, principal, memory), text)
  if (addition === '') return
  await recordTurns(dependencies, principal, memory, await turnsOf({ text: addition, documentType }))
}

/**
 * Puts another text in the place of the memory's: readers see the old one or the new one. Of two that replace at
 * once, the first stands and the other's text is erased again.
 */
async function replace(
  dependencies: MemoryServiceDependencies,
  principal: Principal,
  memory: Memory,
  turns: readonly Turn[],
): Promise<Memory> {
  const { store, ids } = dependencies
  const { instanceId } = principal
  const conversationId = ids.uuid()
  await recordTurns(dependencies, principal, { ...memory, conversationId }, turns)
  const change = { conversationId, replacing: memory.conversationId }
  const updated = await store.memories.update(instanceId, memory.id, change)
  await dependencies.eraseConversation(instanceId, updated ? memory.conversationId : conversationId)
  return updated ?? find(dependencies, principal, memory.id)
}

const STATUS = {
  none: 'queued',
  in_progress: 'processing',
  completed: 'completed',
  failed: 'failed',
} as const

async function recordTurns(
  { messages, compactions }: MemoryServiceDependencies,
  principal: Principal,
  memory: Memory,
  turns: readonly Turn[],
): Promise<void> {
  const { conversationId, userId, customerId } = memory
  const owner = { userId: userId ?? undefined, customerId: customerId ?? undefined }
  const inputs = turns.map((turn) => ({ conversationId, ...owner, ...turn }))
  await recordInOrder(messages, principal, inputs)
  await startCompaction(compactions, principal, conversationId)
}
