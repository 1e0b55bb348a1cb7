import { describe, expect, it } from 'vitest'
import { readWords } from '../annotate/words.js'
import { lexiconFor } from '../lexicon/registry.js'
import { shorten } from './shorten.js'

const short = (text: string) => shorten(text, readWords(text), lexiconFor('en'))?.text ?? text

describe('shorten', () => {
  it.each([
    ['Well, I really think that the kiln is ready.', 'kiln is ready.'],
    ['Um, so we, uh, moved the the meeting to Monday.', 'we, moved meeting to Monday.'],
    [
      "Ring the side bell, not the front, front one's broken.",
      "Ring side bell, not the front, front one's broken.",
    ],
    ["I'm proud of the harbour, and I've bought a boat.", 'proud of harbour, and bought boat.'],
    ['I went to the harbour, and I bought a boat.', 'went to harbour, and bought boat.'],
    ["It's a great place for a picnic.", 'great place for picnic.'],
    ['She said that the train was late.', 'She said train was late.'],
    ['and $419.05 has been refunded.', '$419.05 has been refunded.'],
    ['Well, #12 is the one, and please /etc/hosts too.', '#12 is the one, and /etc/hosts.'],
    ['No nuts please, Sam is allergic.', 'No nuts, Sam is allergic.'],
    ['I am sorry, but it is closed.', 'am sorry, but it is closed.'],
  ])('takes the words without content out of %j', (text, expected) => {
    expect(short(text)).toBe(expected)
  })

  it.each([
    ['My mother and I planted roses.', 'a subject behind a plain "and"'],
    ['Never really open that door.', 'what follows a negation'],
    ['He told us: "I really saw the fox".', 'quoted words'],
    ['Run `the really long command` now.', 'code'],
    ['We have a few left.', 'the article of "a few"'],
    ['Do you know what kind of glaze this was?', 'words that are meant'],
    ['Twice a week.', 'a rate'],
    ["I'm not sure.", 'what is not so'],
    ['Write days as yyyy-mm-dd.', 'a pattern'],
    ['Cut 5 mm off each of eight mm.', 'a measure'],
    ['She was at ER all night.', 'an abbreviation'],
    ['No north, no noise.', 'a short word that the next one begins with'],
    ['Looking at all schools on this side.', 'words that mean all of it'],
    ['Kaung Kaung lies behind Bora Bora.', 'a name that doubles a word'],
  ])('leaves %j alone: %s', (text) => {
    expect(short(text)).toBe(text)
  })

  it.each([
    ['user', 'Can you please help me find a cheap room?', 'find cheap room?'],
    ['user', 'I need to find a dentist near the mill.', 'find dentist near mill.'],
    ['user', 'Are there any late trains?', 'late trains?'],
    ['user', 'How about a room in Leeds?', 'room in Leeds?'],
    ['user', "I'd like to move the order to Lisbon.", 'move order to Lisbon.'],
    ['assistant', 'I found 3 rooms with a sea view.', '3 rooms with sea view.'],
    ['assistant', 'Would you like me to book the blue room for 3 nights?', 'book blue room for 3 nights?'],
    ['assistant', 'I have a room with a balcony.', 'room with balcony.'],
    ['assistant', 'How about the Harbour Inn on 3 May?', 'Harbour Inn on 3 May?'],
    [
      'assistant',
      "Just to confirm, you'd like to rent the red canoe on 3 May.",
      'confirm, rent red canoe on 3 May.',
    ],
    [
      'assistant',
      'Could you please confirm the following details: You want a canoe for 2 people.',
      'confirm: canoe for 2 people.',
    ],
  ] as const)('takes the formula that the label of the %s tells off %j', (side, text, expected) => {
    expect(shorten(text, readWords(text), lexiconFor('en'), { side })?.text).toBe(expected)
  })

  it.each([
    { side: 'user', text: 'Can you swim?', why: 'a question about the listener' },
    { side: 'user', text: 'Would like it if it were blue.', why: 'a wish that what follows does not tell' },
    { side: 'assistant', text: 'I have to go to the Leeds office.', why: 'a duty' },
    { side: undefined, text: "You know I'd like to visit Norway.", why: 'a wish among named people' },
  ] as const)('leaves the formula of the $side in "$text": $why', ({ side, text }) => {
    const formula = /can you|would like|I'd like to|have to/i
    expect(shorten(text, readWords(text), lexiconFor('en'), { side })?.text ?? text).toMatch(formula)
  })

  it('never deletes numbers, negations or names', () => {
    const text =
      'Oh, I just really think that Anna did not pay the 40 euros to the Hotel Adler on 3 May, you know.'
    for (const word of ['Anna', 'not', '40', 'Hotel Adler', '3 May', 'did'])
      expect(short(text)).toContain(word)
  })
})
