import { describe, expect, it } from 'vitest'
import { annotate } from '../annotate/annotate.js'
import { buildConversation } from '../conversation.js'
import type { Message } from '../types.js'
import { findResolvedProblems } from './resolved-problems.js'

type Role = Message['role']

/** By what each problem was mended: pairs of message indexes. */
function mended(language: string, ...talk: readonly (readonly [Role, string])[]): string[] {
  const conversation = buildConversation(
    talk.map(([role, content], at) => {
      const message: Message = { id: `m${at}`, role, content }
      return { message, annotation: annotate(message, { language }) }
    }),
  )
  const messageOf = (index: number) => conversation.units[index]?.messageIndex
  return [...findResolvedProblems(conversation)].map(([one, by]) => `${messageOf(one)}→${messageOf(by)}`)
}

describe('problems that were mended', () => {
  it('pairs a failing test with the run that passes, told by the assistant where he tells it', () => {
    const talk = [
      ['assistant', 'Two tests fail: an empty file has no minimum.'],
      ['user', 'return early then'],
      ['tool', '24 passed in 0.74s'],
      ['assistant', 'All 24 pass now. Shall I commit?'],
    ] as const
    expect(mended('en', ...talk)).toEqual(['0→3'])
  })

  it('leaves what fails after that', () => {
    const talk = [
      ['assistant', 'One test fails on the empty file.'],
      ['assistant', 'The suite is green.'],
      ['assistant', 'The build is broken on the old compiler.'],
    ] as const
    expect(mended('en', ...talk)).toEqual(['0→1'])
  })

  it.each([
    ['en', 'The boiler in the yoga room is broken again.', 'good news: the boiler works again since noon'],
    ['de', 'Der Drucker im Büro ist kaputt.', 'Der Drucker läuft wieder.'],
    ['fr', 'La chaudière est en panne.', 'La chaudière est réparée.'],
    ['es', 'El ascensor no funciona.', 'El ascensor vuelve a funcionar.'],
    ['pt', 'A impressora está avariada.', 'A impressora voltou a funcionar.'],
  ])('%s: pairs “%s” with “%s”', (language, problem, mending) => {
    expect(mended(language, ['user', problem], ['assistant', 'Oh.'], ['user', mending])).toEqual(['0→2'])
  })

  it.each([
    ['another thing', 'The boiler is broken again.', 'The lift works again.'],
    ['not mended', 'The boiler is broken again.', 'The boiler should be fixed until Friday.'],
    ['a wish', 'One test fails.', 'Make sure all tests pass before you push.'],
  ])('leaves %s', (_, problem, after) => {
    expect(mended('en', ['user', problem], ['assistant', 'Oh.'], ['user', after])).toEqual([])
  })
})
