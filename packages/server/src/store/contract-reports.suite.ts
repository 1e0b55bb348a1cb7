import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Clock, ManualClock } from '../clock.js'
import { aMessage, anInstance, EVERYTHING, id } from './builders.suite.js'
import type { NewMessage, ReportWay, Store } from './contract.js'
import { ERASE_MEANS } from './erasure.suite.js'
import { aFixture } from './fixture.suite.js'

/** Turns that a client tells in two ways, for one implementation. */
export function describeReportsContract(name: string, open: (clock: Clock) => Promise<Store>): void {
  describe(`${name}: turns that are told in two ways`, () => {
    let store: Store
    let clock: ManualClock
    let instanceId: string
    let conversationId: string

    beforeEach(async () => {
      ;({ clock, store, instanceId, conversationId } = await aFixture(open))
    })
    afterEach(() => store.close())

    const told = (reportedBy: ReportWay, content: string, fields: Partial<NewMessage> = {}) =>
      aMessage(conversationId, { content, reportedBy, ...fields })
    /** Each message's kind, and the number of the message that it is. */
    const record = async (messages: readonly NewMessage[], instance = instanceId) => {
      const { results } = await store.messages.record(instance, messages)
      return results.map((result) =>
        result.kind === 'key_reused' ? result.kind : `${result.kind} ${result.sequence}`,
      )
    }

    it.each([
      ['prompt', 'stream'],
      ['stream', 'prompt'],
    ] as const)('are one when the %s comes first, and each report answers one', async (first, second) => {
      expect(await record([told(first, 'Yes.'), told(first, 'No.')])).toEqual(['recorded 1', 'recorded 2'])

      expect(await record([told(second, 'Yes.'), told(second, 'Yes.')])).toEqual(['replayed 1', 'recorded 3'])
      expect(await record([told(second, 'No.')])).toEqual(['replayed 2'])
      expect((await store.messages.head(instanceId, conversationId))?.lastSequence).toBe(3)
    })

    it('are two when both came the same way, and each has its other report', async () => {
      const twice = [told('stream', 'Yes.'), told('stream', 'Yes.')]
      expect(await record(twice)).toEqual(['recorded 1', 'recorded 2'])

      const thrice = [1, 2, 3].map(() => told('prompt', 'Yes.'))
      expect(await record(thrice)).toEqual(['replayed 1', 'replayed 2', 'recorded 3'])
    })

    it('are one when both arrive in one commit', async () => {
      const answers = await Promise.all([record([told('prompt', 'Yes.')]), record([told('stream', 'Yes.')])])

      expect(answers).toEqual([['recorded 1'], ['replayed 1']])
      expect(await record([told('stream', 'Yes.')])).toEqual(['recorded 2'])
    })

    it('are told apart by instance, conversation, role and words', async () => {
      const other = await anInstance(store)
      await record([told('stream', 'Yes.')])

      expect(await record([told('prompt', 'Yes.')], other)).toEqual(['recorded 1'])
      expect(await record([told('prompt', 'Yes.', { conversationId: id() })])).toEqual(['recorded 1'])
      expect(await record([told('prompt', 'Yes.', { role: 'assistant' })])).toEqual(['recorded 2'])
      expect(await record([told('prompt', 'Yes!')])).toEqual(['recorded 3'])
    })

    it('leave alone what was told in no such way', async () => {
      await record([aMessage(conversationId, { content: 'Yes.' })])

      expect(await record([told('prompt', 'Yes.')])).toEqual(['recorded 2'])
      expect(await record([aMessage(conversationId, { content: 'Yes.' })])).toEqual(['recorded 3'])
    })

    it('are not looked for after ten seconds', async () => {
      await record([told('stream', 'Yes.')])
      clock.advance(10_001)

      expect(await record([told('prompt', 'Yes.')])).toEqual(['recorded 2'])
    })

    it('are told once more under the same key without a further message', async () => {
      await record([told('stream', 'Yes.')])
      const again = { idempotencyKey: 'place 1' }

      expect(await record([told('prompt', 'Yes.', again)])).toEqual(['replayed 1'])
      expect(await record([told('prompt', 'Yes.', again)])).toEqual(['replayed 1'])
    })

    it('are settled where a prompt told them that found them stored', async () => {
      await record([told('stream', 'Yes.'), told('prompt', 'No.')])

      await store.messages.settleReports(instanceId, conversationId, { after: 0, through: 2 })

      expect(await record([told('prompt', 'Yes.')])).toEqual(['recorded 3'])
      expect(await record([told('stream', 'No.')])).toEqual(['replayed 2'])
    })

    it('are no longer known once they were deleted', async () => {
      await record([told('stream', 'Yes.'), told('stream', 'No.')])
      const [yes] = await store.messages.read(instanceId, conversationId, EVERYTHING)
      await store.erasures.eraseMessages(instanceId, conversationId, [yes?.id ?? ''], ERASE_MEANS)

      expect(await record([told('prompt', 'Yes.')])).toEqual(['recorded 3'])
    })
  })
}
