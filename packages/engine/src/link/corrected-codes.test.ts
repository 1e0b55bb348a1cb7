import { expect, it } from 'vitest'
import { annotate } from '../annotate/annotate.js'
import { buildConversation } from '../conversation.js'
import type { Message } from '../types.js'
import { findCorrectedCodes } from './corrected-codes.js'

function isPutRight(first: string, answer: string, last: string): boolean {
  const conversation = buildConversation(
    [first, answer, last].map((content, at) => {
      const message: Message = { id: `m${at}`, role: at % 2 === 0 ? 'user' : 'assistant', content }
      return { message, annotation: annotate(message, { language: 'en' }) }
    }),
  )
  return [...findCorrectedCodes(conversation).keys()].some(
    (index) => conversation.units[index]?.messageIndex === 0,
  )
}

it.each([
  ['project code is WX2918.', "It's WX2981, I swapped the digits."],
  ['my number is 0551 44719', 'sorry, 44718'],
])('“%s” is put right by “%s”', (first, last) => expect(isPutRight(first, 'Noted.', last)).toBe(true))

it.each([
  ['the order is KC-2918', 'and KC-2981 came broken'],
  ['the order is KC-2918', 'sorry, I also have KC-77102'],
  ['it was 2019', 'sorry, I am late'],
])('“%s” stands beside “%s”', (first, last) => expect(isPutRight(first, 'Noted.', last)).toBe(false))
