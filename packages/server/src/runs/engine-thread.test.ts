import { describe, expect, it } from 'vitest'
import type { CompactWork, WorkMessage } from '../services/engine-work.js'
import { annotate, compact, explain } from './engine-thread.js'

const aWorkMessage = (i: number, content: string, role: WorkMessage['role'] = 'user'): WorkMessage => ({
  id: `m${i}`,
  sequence: i + 1,
  role,
  content,
  name: null,
  saidAtMs: 1_767_225_600_000 + i * 60_000,
  toolCalls: [],
  toolCallId: null,
})

const aWork = (messages: readonly WorkMessage[], fields: Partial<CompactWork> = {}): CompactWork => ({
  messages: [JSON.stringify(messages)],
  annotations: [],
  strategy: 'balanced',
  targetTokens: null,
  pinnedMessageIds: [],
  ...fields,
})

const orders = (count: number) =>
  Array.from({ length: count }, (_, i) =>
    aWorkMessage(i, `Order AX-${i} weighs ${i + 3} kg and goes to dock ${i}.`),
  )

const pageOf = (made: readonly { readonly data: string }[]) => `[${made.map(({ data }) => data).join(',')}]`

describe('engine thread', () => {
  it('gives the same result with stored annotations as without, however the pages are cut', () => {
    const messages = orders(20)
    const fresh = compact(aWork(messages))
    const pages = [JSON.stringify(messages.slice(0, 7)), JSON.stringify(messages.slice(7))]
    const annotations = [pageOf(fresh.made.slice(0, 12)), pageOf(fresh.made.slice(12, 15))]
    const again = compact(aWork(messages, { messages: pages, annotations }))

    expect(again.compaction).toEqual(fresh.compaction)
    expect(fresh.made).toHaveLength(20)
    expect(again.made).toEqual(fresh.made.slice(15))
  })

  it('annotates in pieces as it does at once', () => {
    const messages = orders(6)
    const whole = annotate({ messages })
    const first = annotate({ messages: messages.slice(0, 4) })
    const rest = annotate({ messages: messages.slice(4), previous: first.at(-1)?.data })

    expect([...first, ...rest]).toEqual(whole)
    expect(whole).toEqual(compact(aWork(messages)).made)
  })

  it('sees that stored annotations are of another language, and does not use them', () => {
    const german = Array.from({ length: 8 }, (_, i) =>
      aWorkMessage(
        i,
        `Bitte schicken Sie die Bestellung ${i} nicht an die alte Adresse, sondern an das neue Lager.`,
      ),
    )
    const wrong = annotate({ messages: german, language: 'en' })
    const compacted = compact(aWork(german, { annotations: [pageOf(wrong)] }))

    expect(compacted).toMatchObject({ isOutdated: true, language: 'de', made: [] })
    expect(compacted.compaction).toEqual(compact(aWork(german)).compaction)
  })

  it('explains every unit', () => {
    const entries = explain(aWork(orders(5), { targetTokens: 30 }))

    expect(new Set(entries.map(({ span }) => span.messageId)).size).toBe(5)
  })
})
