import { describe, expect, it } from 'vitest'
import { annotate } from '../annotate/annotate.js'
import { buildConversation } from '../conversation.js'
import type { Message } from '../types.js'
import { findCorrectedNames } from './corrected-names.js'

/** Messages, the assistant's first, in turn; whether the first one was put right by the last. */
function isPutRight(language: string, ...talk: readonly string[]): boolean {
  const conversation = buildConversation(
    talk.map((content, at) => {
      const message: Message = { id: `m${at}`, role: at % 2 === 0 ? 'assistant' : 'user', content }
      return { message, annotation: annotate(message, { language }) }
    }),
  )
  return [...findCorrectedNames(conversation).keys()].some(
    (index) => conversation.units[index]?.messageIndex === 0,
  )
}

describe('names that a user puts right', () => {
  it.each([
    ['de', 'Ich informiere dann Frau Brandis und das Büro.', 'Herr Brandis. das ist der Mann. ja, beide'],
    ['en', 'The room is booked for Mrs Holt on Friday.', 'Mr Holt.'],
    ['en', 'I wrote to Ann about the keys.', 'sorry, Anne with an e'],
    ['en', 'Signed: Imogen Bratle.', "it's Brattle, two t's"],
    ['fr', 'Le dossier est au nom de Madame Rolin.', 'Madame Rollin avec deux l'],
    ['de', 'Notiert: Herr Schmit kommt um drei.', 'Schmidt mit dt'],
  ])('%s: “%s” by “%s”', (language, said, correction) => {
    expect(isPutRight(language, said, correction)).toBe(true)
  })

  it.each([
    ['en', 'The room is booked for Mr Holt on Friday.', 'Mrs Holt is coming too, she brings the dog.'],
    ['en', 'I wrote to Anna about the keys.', 'and Anne with the red car?'],
    ['en', 'I wrote to Boris about the keys.', 'sorry, Anne with an e'],
    ['de', 'Herr Brandis kommt um drei.', 'Frau Keller.'],
  ])('%s: not “%s” by “%s”', (language, said, answer) => {
    expect(isPutRight(language, said, answer)).toBe(false)
  })
})
