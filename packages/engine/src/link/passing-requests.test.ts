import { describe, expect, it } from 'vitest'
import { annotate } from '../annotate/annotate.js'
import { buildConversation } from '../conversation.js'
import { passingReader } from './passing-requests.js'

const LONG = 'The gate is closed by a beam that two people lean on. '.repeat(15)

/** Whether all that a user says there is asked in passing. */
function isPassing(said: string, language = 'en', answer = LONG): boolean {
  const messages = [
    { id: 'u', role: 'user' as const, content: said },
    { id: 'a', role: 'assistant' as const, content: answer },
  ]
  const conversation = buildConversation(
    messages.map((message) => ({ message, annotation: annotate(message, { language }) })),
  )
  const reads = passingReader(conversation)
  return conversation.units.filter(({ messageIndex }) => messageIndex === 0).every(reads)
}

describe('passingReader', () => {
  it.each([
    'Please summarise what matters about canal locks in short points.',
    "what's the difference between shorthand and salt mining",
    'give me a short history of ice cores',
    'make a table that compares kites with sourdough by cost and effort',
    'quiz questions on honey bees, with answers',
    'and the economics of silk?',
    'how did people do paper folding before electricity',
  ])('reads "%s"', (said) => {
    expect(isPassing(said)).toBe(true)
  })

  it.each([
    ['de', 'erkläre den Unterschied zwischen Sauerteig und Hefe'],
    ['fr', 'pourquoi les phares tournent'],
    ['es', 'qué diferencia hay entre el carbón y la turba'],
    ['pt', 'como funciona um relógio de sol'],
  ])('reads it in %s', (language, said) => {
    expect(isPassing(said, language)).toBe(true)
  })

  it.each([
    'The well in the garden gives water on Tuesdays alone.',
    'how do I get my mother up the stairs',
    'explain the letter that Rosa sent',
    'give me a plan for 14 guests',
    'the dog of the neighbour is allergic to nuts',
  ])('leaves "%s", which tells something', (said) => {
    expect(isPassing(said)).toBe(false)
  })

  it('leaves what was answered in a few words', () => {
    expect(isPassing('give me a short history of ice cores', 'en', 'They are drilled.')).toBe(false)
  })
})
