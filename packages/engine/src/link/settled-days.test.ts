import { describe, expect, it } from 'vitest'
import { annotate } from '../annotate/annotate.js'
import { buildConversation } from '../conversation.js'
import type { Message } from '../types.js'
import { findSettledDays } from './settled-days.js'

/** Pairs of message indexes: a settled day, and the one that was settled in its place. */
function renewed(...talk: readonly (readonly [string, string])[]): string[] {
  const conversation = buildConversation(
    talk.map(([name, content], at) => {
      const message: Message = {
        id: `m${at}`,
        role: 'user',
        name,
        content,
        timestamp: '2025-06-03T19:00:00.000Z',
      }
      return { message, annotation: annotate(message, { language: 'en' }) }
    }),
  )
  const messageOf = (index: number) => conversation.units[index]?.messageIndex
  return [...findSettledDays(conversation)].map(([one, by]) => `${messageOf(one)}→${messageOf(by)}`)
}

describe('days that people settle anew', () => {
  it('lets the final one hold, whoever says it', () => {
    expect(
      renewed(
        ['Ada', '9 may then, 2 to 6ish'],
        ['Ben', 'works'],
        ['Cleo', 'the hall has burst a pipe, they offer 16 or 23 may'],
        ['Ben', '16 MAY. final. and at 3'],
      ),
    ).toEqual(['0→3'])
  })

  it('lets a later one hold where the first was refused in between', () => {
    expect(
      renewed(
        ['Ada', '9 may then'],
        ['Cleo', 'they say not the 9th, a pipe has burst'],
        ['Ben', '16 may then'],
      ),
    ).toEqual(['0→2'])
  })

  it.each([
    [
      'nothing was refused',
      [
        ['Ada', '9 may then'],
        ['Ben', 'and the talk on 16 may then'],
      ],
    ],
    [
      'it tells of another thing',
      [
        ['Ada', 'viewing of the attic flat in Elm Street 9 may then'],
        ['Ben', '16 may. final.'],
      ],
    ],
    [
      'it is no day',
      [
        ['Ada', '9 chairs then'],
        ['Ben', '16 chairs. final.'],
      ],
    ],
  ] as const)('leaves both where %s', (_, talk) => {
    expect(renewed(...talk, ['Cleo', 'ok'])).toEqual([])
  })
})
