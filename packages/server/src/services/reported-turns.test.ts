import { describe, expect, it } from 'vitest'
import { createManualClock } from '../clock.js'
import { createReportedTurns } from './reported-turns.js'

const principal = { instanceId: 'inst_1', clientId: 'cli_1', keyId: 'key_1' }
const turn = (content: string, role: 'user' | 'assistant' = 'user') => ({
  conversationId: '3f6b1a2c-4d5e-4f7a-8b9c-0d1e2f3a4b5c',
  role,
  content,
})

describe('turns that are reported in two ways', () => {
  it.each([
    ['prompt', 'stream'],
    ['stream', 'prompt'],
  ] as const)('are one when the %s comes first', (first, second) => {
    const reported = createReportedTurns(createManualClock())

    expect(reported.isKnown(first, principal, turn('Yes.'))).toBe(false)
    expect(reported.isKnown(second, principal, turn('Yes.'))).toBe(true)
    expect(reported.isKnown(second, principal, turn('Yes.'))).toBe(false)
  })

  it('are two when both came the same way, and each has its other report', () => {
    const reported = createReportedTurns(createManualClock())
    for (let i = 0; i < 2; i++) expect(reported.isKnown('stream', principal, turn('Yes.'))).toBe(false)

    const known = Array.from({ length: 3 }, () => reported.isKnown('prompt', principal, turn('Yes.')))

    expect(known).toEqual([true, true, false])
  })

  it('are told apart by instance, role and words', () => {
    const reported = createReportedTurns(createManualClock())
    reported.isKnown('stream', principal, turn('Yes.'))

    expect(reported.isKnown('prompt', { ...principal, instanceId: 'inst_2' }, turn('Yes.'))).toBe(false)
    expect(reported.isKnown('prompt', principal, turn('Yes.', 'assistant'))).toBe(false)
    expect(reported.isKnown('prompt', principal, turn('Yes!'))).toBe(false)
  })

  it('are not looked for after ten seconds', () => {
    const clock = createManualClock()
    const reported = createReportedTurns(clock)
    reported.isKnown('stream', principal, turn('Yes.'))
    clock.advance(10_001)

    expect(reported.isKnown('prompt', principal, turn('Yes.'))).toBe(false)
  })

  it('count as answered once what one way brought was found stored', () => {
    const reported = createReportedTurns(createManualClock())
    reported.isKnown('stream', principal, turn('Yes.'))

    expect(reported.settle('prompt', principal, turn('Yes.'))).toBe(true)
    expect(reported.isKnown('prompt', principal, turn('Yes.'))).toBe(false)
  })

  it('are waited for while a stream stores them, in their own conversation and no longer', async () => {
    const reported = createReportedTurns(createManualClock())
    const { conversationId } = turn('Yes.')
    const isStored = (of: string, instanceId = principal.instanceId) =>
      Promise.race([
        reported.stored({ ...principal, instanceId }, of).then(() => true),
        // Whatever is settled already wins against a turn of the event loop.
        new Promise<boolean>((resolve) => setImmediate(resolve, false)),
      ])
    const ends = [reported.begin(principal, conversationId), reported.begin(principal, conversationId)]

    expect(await isStored(conversationId)).toBe(false)
    expect(await isStored('0c0ffee0-4d5e-4f7a-8b9c-0d1e2f3a4b5c')).toBe(true)
    expect(await isStored(conversationId, 'inst_2')).toBe(true)
    ends[0]?.()
    expect(await isStored(conversationId)).toBe(false)
    ends[1]?.()
    expect(await isStored(conversationId)).toBe(true)
  })
})
