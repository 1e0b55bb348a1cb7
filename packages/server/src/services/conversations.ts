/** A conversation's own things: its messages as they were recorded, its pins, its settings. */
import { AppError } from '../errors.js'
import type { AutomaticRuns, ConversationHead, Store, StoredMessage } from '../store/contract.js'
import type { Principal } from './types.js'

/** One page of messages, in order. */
export interface MessagePage {
  readonly messages: readonly StoredMessage[]
  readonly total: number
  /** Where the next page begins; null on the last one. */
  readonly nextAfter: number | null
}

/** What was removed. */
export interface Erased {
  readonly messageCount: number
  readonly versionCount: number
}

/** When runs start by themselves, as far as it is set at one level. */
export type AutomaticSettings = AutomaticRuns

/** Fields that are given are set; null gives one back to the broader level. */
export type AutomaticChange = { readonly [F in keyof AutomaticRuns]?: AutomaticRuns[F] | null | undefined }

/** Errors of all calls  `not_found` (reasons `no_such_conversation`, `no_such_message`). */
export interface ConversationService {
  messages(
    principal: Principal,
    conversationId: string,
    page: { readonly after: number; readonly limit: number },
  ): Promise<MessagePage>
  /** Erases the conversation and everything made from it. A run under way ends without a result. */
  erase(principal: Principal, conversationId: string): Promise<Erased>
  pins(principal: Principal, conversationId: string): Promise<readonly string[]>
  /** Takes effect with the next version. Pinning twice is one pin. Answers all pins. */
  pin(principal: Principal, conversationId: string, messageId: string): Promise<readonly string[]>
  unpin(principal: Principal, conversationId: string, messageId: string): Promise<readonly string[]>
  automatic(principal: Principal, conversationId: string): Promise<AutomaticRuns>
  setAutomatic(principal: Principal, conversationId: string, change: AutomaticChange): Promise<AutomaticRuns>
  instanceAutomatic(principal: Principal): Promise<AutomaticRuns>
  setInstanceAutomatic(principal: Principal, change: AutomaticChange): Promise<AutomaticRuns>
}

export function createConversationService(dependencies: {
  readonly store: Pick<Store, 'messages' | 'instances'>
  readonly eraseConversation: (instanceId: string, conversationId: string) => Promise<boolean>
}): ConversationService {
  const { messages, instances } = dependencies.store

  const headOf = async ({ instanceId }: Principal, conversationId: string): Promise<ConversationHead> => {
    const head = await messages.head(instanceId, conversationId)
    if (head) return head
    throw new AppError('not_found', `there is no conversation ${conversationId} here`, {
      reason: 'no_such_conversation',
    })
  }

  const instanceAutomatic = async ({ instanceId }: Principal): Promise<AutomaticRuns> =>
    (await instances.findById(instanceId))?.automatic ?? {}

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
      const { lastSequence } = await headOf(principal, conversationId)
      const range = { after, through: lastSequence, limit }
      const page = await messages.read(principal.instanceId, conversationId, range)
      const last = page.at(-1)?.sequence
      return {
        messages: page,
        total: lastSequence,
        nextAfter: last !== undefined && last < lastSequence ? last : null,
      }
    },
    async erase(principal, conversationId) {
      const { lastSequence, latestVersion } = await headOf(principal, conversationId)
      // Erased by somebody else meanwhile: then it is as gone as was asked for.
      await dependencies.eraseConversation(principal.instanceId, conversationId)
      return { messageCount: lastSequence, versionCount: latestVersion }
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
    instanceAutomatic,
    async setInstanceAutomatic(principal, given) {
      const automatic = changed(await instanceAutomatic(principal), given)
      await instances.setAutomatic(principal.instanceId, automatic)
      return automatic
    },
  }
}

function changed(current: AutomaticRuns, change: AutomaticChange): AutomaticRuns {
  const merged = Object.entries({ ...current, ...withoutUndefined(change) }).filter(
    ([, value]) => value !== null,
  )
  return Object.fromEntries(merged) // the fields are those of AutomaticRuns, and null ones are gone
}

const withoutUndefined = (change: AutomaticChange): AutomaticChange =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
