/** A conversation's own things: its messages as they were recorded, its pins, its settings. */
import { AppError } from '../errors.js'
import type { AutomaticRuns, ConversationHead, Store, StoredMessage } from '../store/contract.js'
import type { Removed } from '../store/contract-erasure.js'
import { isThere } from './read-conversation.js'
import type { Principal } from './types.js'

/** One page of messages, in order. */
export interface MessagePage {
  readonly messages: readonly StoredMessage[]
  /** Of the whole conversation. */
  readonly total: number
  /** Where the next page begins; null on the last one. */
  readonly nextAfter: number | null
}

/** When runs start by themselves, as far as it is set at one level. */
export type AutomaticSettings = AutomaticRuns

/** Fields that are given are set; null gives one back to the broader level. */
export type AutomaticChange = { readonly [F in keyof AutomaticRuns]?: AutomaticRuns[F] | null | undefined }

/** What is set for the whole instance. */
export interface InstanceSettings {
  readonly automatic: AutomaticRuns
  /** Messages older than this many days are deleted; null keeps them. */
  readonly maxAgeDays: number | null
}

export interface InstanceChange {
  readonly automatic?: AutomaticChange | undefined
  readonly maxAgeDays?: number | null | undefined
}

/** Errors of all calls  `not_found` (reasons `no_such_conversation`, `no_such_message`). */
export interface ConversationService {
  messages(
    principal: Principal,
    conversationId: string,
    page: { readonly after: number; readonly limit: number },
  ): Promise<MessagePage>
  /** Erases the conversation and everything made from it. A run under way ends without a result. */
  erase(principal: Principal, conversationId: string): Promise<Removed>
  pins(principal: Principal, conversationId: string): Promise<readonly string[]>
  /** Takes effect with the next version. Pinning twice is one pin. Answers all pins. */
  pin(principal: Principal, conversationId: string, messageId: string): Promise<readonly string[]>
  unpin(principal: Principal, conversationId: string, messageId: string): Promise<readonly string[]>
  automatic(principal: Principal, conversationId: string): Promise<AutomaticRuns>
  setAutomatic(principal: Principal, conversationId: string, change: AutomaticChange): Promise<AutomaticRuns>
  instanceSettings(principal: Principal): Promise<InstanceSettings>
  setInstance(principal: Principal, change: InstanceChange): Promise<InstanceSettings>
}

export function createConversationService(dependencies: {
  readonly store: Pick<Store, 'messages' | 'instances'>
  readonly eraseConversation: (instanceId: string, conversationId: string) => Promise<Removed | undefined>
}): ConversationService {
  const { messages, instances } = dependencies.store

  const headOf = async ({ instanceId }: Principal, conversationId: string): Promise<ConversationHead> => {
    const head = await messages.head(instanceId, conversationId)
    if (head) return head
    throw noConversation(conversationId)
  }

  const instanceSettings = async ({ instanceId }: Principal): Promise<InstanceSettings> => {
    const { automatic = {}, maxAgeDays = null } = (await instances.findById(instanceId)) ?? {}
    return { automatic, maxAgeDays }
  }

  /** Pins or unpins, and answers what is pinned then. */
  const change = async (
    call: 'pin' | 'unpin',
    principal: Principal,
    conversationId: string,
    messageId: string,
  ) => {
    const { instanceId } = principal
    await headOf(principal, conversationId)
    if (!(await messages[call](instanceId, conversationId, messageId)))
      throw new AppError(
        'not_found',
        `message ${messageId} is not ${call === 'pin' ? 'in' : 'pinned in'} conversation ${conversationId}`,
        { reason: 'no_such_message' },
      )
    return messages.pins(instanceId, conversationId)
  }

  return {
    async messages(principal, conversationId, { after, limit }) {
      const { lastSequence, deletedMessages } = await headOf(principal, conversationId)
      const range = { after, through: lastSequence, limit }
      const page = await messages.read(principal.instanceId, conversationId, range)
      const last = page.at(-1)?.sequence
      return {
        messages: page.filter(isThere),
        total: lastSequence - deletedMessages,
        nextAfter: last !== undefined && last < lastSequence ? last : null,
      }
    },
    async erase(principal, conversationId) {
      const removed = await dependencies.eraseConversation(principal.instanceId, conversationId)
      return removed ?? Promise.reject(noConversation(conversationId))
    },
    async pins(principal, conversationId) {
      await headOf(principal, conversationId)
      return messages.pins(principal.instanceId, conversationId)
    },
    pin: (principal, conversationId, messageId) => change('pin', principal, conversationId, messageId),
    unpin: (principal, conversationId, messageId) => change('unpin', principal, conversationId, messageId),
    async automatic(principal, conversationId) {
      return (await headOf(principal, conversationId)).automatic
    },
    async setAutomatic(principal, conversationId, given) {
      const automatic = changed((await headOf(principal, conversationId)).automatic, given)
      await messages.setAutomatic(principal.instanceId, conversationId, automatic)
      return automatic
    },
    instanceSettings,
    async setInstance(principal, { automatic, maxAgeDays }) {
      const { instanceId } = principal
      if (automatic !== undefined) {
        const current = await instanceSettings(principal)
        await instances.setAutomatic(instanceId, changed(current.automatic, automatic))
      }
      if (maxAgeDays !== undefined) await instances.setMaxAge(instanceId, maxAgeDays)
      return instanceSettings(principal)
    },
  }
}

export function noConversation(conversationId: string): AppError {
  return new AppError('not_found', `there is no conversation ${conversationId} here`, {
    reason: 'no_such_conversation',
  })
}

function changed(current: AutomaticRuns, change: AutomaticChange): AutomaticRuns {
  const merged = Object.entries({ ...current, ...withoutUndefined(change) }).filter(
    ([, value]) => value !== null,
  )
  return Object.fromEntries(merged) // the fields are those of AutomaticRuns, and null ones are gone
}

const withoutUndefined = (change: AutomaticChange): AutomaticChange =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
