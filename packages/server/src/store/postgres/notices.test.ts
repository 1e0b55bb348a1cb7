import { describe, expect, it } from 'vitest'
import type { StoreChange } from '../contract.js'
import { readNotice, writeNotices } from './notices.js'

const change = (sequence: number, conversationId = 'c'): StoreChange => ({
  kind: 'message_recorded',
  instanceId: 'inst_a',
  conversationId,
  sequence,
})

describe('notices', () => {
  it('carry changes to other processes, in order', () => {
    const [notice = '', ...more] = writeNotices('p1', [change(1), change(2)])

    expect(more).toEqual([])
    expect(readNotice('p2', notice)).toEqual([change(1), change(2)])
    expect(readNotice('p1', notice)).toEqual([])
  })

  it('are as many as it takes to stay under the limit of Postgres', () => {
    const changes = Array.from({ length: 300 }, (_, i) => change(i))
    const notices = writeNotices('p1', changes)

    expect(Math.max(...notices.map((notice) => Buffer.byteLength(notice)))).toBeLessThan(8_000)
    expect(notices.flatMap((notice) => readNotice('p2', notice))).toEqual(changes)
  })

  it('leave out what fits none, and are none for nothing', () => {
    const huge = change(1, 'é'.repeat(5_000))

    expect(writeNotices('p1', [])).toEqual([])
    expect(writeNotices('p1', [huge])).toEqual([])
    expect(writeNotices('p1', [huge, change(2)]).flatMap((notice) => readNotice('p2', notice))).toEqual([
      change(2),
    ])
  })

  it.each([
    ['text', 'hello'],
    ['another shape', '{"kind":"run_queued"}'],
    [
      'a change that a newer version may know',
      '["p1",{"kind":"dreamt","instanceId":"i","conversationId":"c"}]',
    ],
    ['a change without ids', '["p1",{"kind":"run_queued"},null,7]'],
    ['a name that every object has', '["p1",{"kind":"toString","instanceId":"i","conversationId":"c"}]'],
    ['nothing', ''],
  ])('of %s say nothing', (_, notice) => {
    expect(readNotice('p2', notice)).toEqual([])
  })
})
