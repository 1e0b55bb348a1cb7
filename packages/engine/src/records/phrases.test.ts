import { describe, expect, it } from 'vitest'
import { readWords } from '../annotate/words.js'
import { lexiconFor } from '../lexicon/registry.js'
import { phrasesOf, tellPhrases } from './phrases.js'
import { type FewWords, fewWordsIn } from './words-left-out.js'

const lexicon = lexiconFor('en')
const few = fewWordsIn('en') as FewWords

const toldOf = (text: string): string => {
  const words = readWords(text)
  const phrases = phrasesOf(text, words, lexicon, few)
  return tellPhrases({ text, words, phrases }, phrases, lexicon)
}

describe('phrasesOf', () => {
  it.each([
    ['I would like a table for two at Mirabel.', 'table for two at Mirabel'],
    [
      'I will check in on the 4th and check out on the 7th of May.',
      'check in on 4th and check out on 7th of May',
    ],
    ['There is an appointment with Dr. Lee at 10:45 am.', 'appointment with Dr. Lee at 10:45 am'],
    ['It costs $40 per person.', 'costs $40 per person'],
    ['Does a table at 8 pm work?', 'table at 8 pm'],
    ['Book me a room, please. It has to be in Faro.', 'room, in Faro'],
    ['I want to hear The Needle by Anna & The Gulls.', 'to hear The Needle by Anna & The Gulls'],
    ['I am leaving from Faro and going to Porto.', 'leaving from Faro, to Porto'],
  ])('%s', (text, told) => {
    expect(toldOf(text)).toBe(told)
  })

  it('finds none in a formula', () => {
    expect(toldOf('Sure, that sounds good.')).toBe('')
    expect(toldOf('Okay, please confirm the following details.')).toBe('')
  })
})
