import { describe, expect, it } from 'vitest'
import { isNoNews } from '../items/no-news.js'
import { isBroken, pointsOutside } from '../items/reads-alone-english.js'
import { mayTakeUp } from '../items/taken-up.js'
import { asksByWordOrder } from '../items/unmarked-requests.js'
import { lexiconFor } from '../lexicon/registry.js'
import { mayHave, SIGN } from './signs.js'
import { actsOf } from './speech-acts.js'
import { readWords, wordsWithin } from './words.js'

const signsOf = (text: string): number => readWords(text).signs
const has = (text: string, sign: keyof typeof SIGN): boolean => (signsOf(text) & SIGN[sign]) !== 0

describe('signs of a text', () => {
  it.each([
    ['notPlain', 'a_b'],
    ['notPlain', 'so – yes'],
    ['digit', 'room B2'],
    ['quote', "don't"],
    ['quote', 'the ‘old’ mill'],
    ['doubleQuote', 'the “old” mill'],
    ['asks', '真的吗？'],
    ['exclaims', 'go!'],
    ['colon', 'to do:'],
    ['code', 'see main.ts'],
    ['code', 'with -v'],
    ['code', 'a--b'],
    ['code', 'readFile'],
    ['code', 'src/main'],
    ['otherLetters', 'naïve'],
    ['rule', 'Do not'],
    ['convention', 'Only'],
    ['otherTongue', 'niemals'],
    ['points', "it's"],
    ['points', 'it’s'],
  ] as const)('has %s in %j', (sign, text) => {
    expect(has(text, sign)).toBe(true)
  })

  it.each([
    ['notPlain', "It's well-known, (mostly) so."],
    ['digit', 'seven'],
    ['code', 'A well-known place. Another one - maybe.'],
    ['quote', 'don’t'],
    ['points', 'the mill with a wheel'],
  ] as const)('has no %s in %j', (sign, text) => {
    expect(has(text, sign)).toBe(false)
  })

  it('are those of the part where a part is cut out', () => {
    const text = 'Is it 5? We met (at noon) in Leeds: yes'
    for (const [from, to] of [
      [0, 8],
      [9, 25],
      [26, text.length],
    ] as const)
      expect(wordsWithin(text, readWords(text), from, to)).toEqual(readWords(text.slice(from, to)))
  })

  it('rule nothing out where a word has other letters than ASCII', () => {
    expect(mayHave(signsOf('Möwe'), SIGN.rule)).toBe(true)
  })
})

/** Each holds a pattern that is only tried where a sign stands. The word that gives the sign is spelled in an odd way where it can be. */
describe('patterns behind signs', () => {
  it.each([
    'PAY OFF will come',
    'They can’t wait',
    'keep me motivated and keep strong',
    'My dreams came true, a DREAM come true',
    'Family is EVERYTHING',
    "It's so great to teach",
    'I cannot thank him enough',
    'That is a classic',
    'I got something',
    'Anna joined to participate',
  ])('finds no news in %j', (text) => {
    expect(isNoNews(text, false)).toBe(true)
  })

  it.each([
    "And's all there is",
    'With the filter included',
    'of the mill',
    'she said xxx loudly',
    'the mill @ noon',
    'We came ?? late',
    'so we there now',
    'it costs: ',
    'the steps are as follows below',
    'We will meet at I am late',
    'we came and, ',
    'he said "yes',
    'the mill and whoſe name b there',
  ])('finds that %j is broken', (text) => {
    expect(isBroken(text) || isBroken(text.toLowerCase())).toBe(true)
  })

  it.each([
    'so HOW do I poach an egg',
    'which eggs do I need',
    'tell me what should I pack',
    'next: should I salt it',
  ])('reads %j as a question', (text) => {
    expect(asksByWordOrder(text)).toBe(true)
  })

  it.each(['WHOS responsible', 'Who’s free at ten', 'If someone cleans it'])(
    'finds that %j asks for somebody',
    (text) => {
      expect(mayTakeUp(text) && mayHave(signsOf(text), SIGN.wantsSomebody)).toBe(true)
    },
  )

  it.each(['THEY came', 'the old ones', "that's fine", 'I was there'])('finds that %j points', (text) => {
    expect(pointsOutside(text)).toBe(true)
  })

  it.each([
    'You must not open it.',
    'Use pnpm, not npm.',
    'oh and keep every turn under 120 words',
    'Type hints everywhere please',
    'Answer in German please',
    'Ask me each time you delete something',
    'Antworte niemals auf Englisch.',
    'No jQuery',
    'miles not km',
    'No me llames nunca.',
  ])('reads %j as a rule', (text) => {
    const words = readWords(text)
    expect(actsOf(text, words, 'prose', 4, lexiconFor('en')).stances).toContain('rule')
  })
})
