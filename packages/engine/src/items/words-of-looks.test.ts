import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readWords } from '../annotate/words.js'
import { reportsInShort } from '../current-state.js'
import { talks } from '../lexicon/talks.fixtures.js'
import { bareValues } from '../link/bare-values.js'
import { goneValues } from '../link/gone-values.js'
import { thingInState } from '../link/lasting-state.js'
import { tellsOwnState } from '../link/own-state.js'
import { retracts } from '../link/retractions.js'
import { daysIn, wordsOf } from '../link/values-of.js'
import { looksUp, wishes } from '../matters/wishes.js'
import { LOOK } from '../unit-looks.js'
import { asksForAction, wantsSomebody } from './action-items.js'
import { looksLeftBy } from './words-of-looks.js'

const leaves = (text: string, look: number) => (looksLeftBy(text, readWords(text), 'en') & look) !== 0

const FOUND: readonly (readonly [file: string, look: number, isFound: (text: string) => boolean])[] = [
  ['../link/own-state.ts', LOOK.ownState, (text) => tellsOwnState(text, 'en')],
  ['../link/gone-values.ts', LOOK.namesGone, (text) => goneValues(text, 'en').length > 0],
  ['../link/retractions.ts', LOOK.retracts, retracts],
  ['../lexicon/english.ts', LOOK.namesDay, (text) => daysIn(text, wordsOf('en').days).length > 0],
  ['../lexicon/claims/english.ts', LOOK.givesBareValue, (text) => bareValues(text, 'en').length > 0],
  ['../link/lasting-state.ts', LOOK.ofState, (text) => thingInState(text, 'en') !== undefined],
  ['../matters/wishes.ts', LOOK.looksUp, looksUp],
  ['../matters/wishes.ts', LOOK.wishes, wishes],
  ['../current-state.ts', LOOK.reportsInShort, reportsInShort],
  ['./action-items.ts', LOOK.asksForAction, asksForAction],
  ['./action-items.ts', LOOK.wantsSomebody, wantsSomebody],
]

/** Every word that stands in a file, so that one which is added to a pattern is tried here too. */
const wordsOfFile = (file: string): readonly string[] => [
  ...new Set(readFileSync(new URL(file, import.meta.url), 'utf8').match(/[A-Za-z]{2,}/g)),
]
/** Sentences in which the patterns have their words. */
const FRAMES: readonly ((word: string) => string)[] = [
  (word) => `${word}.`,
  (word) => `${word} that`,
  (word) => `${word}: x`,
  (word) => `x, ${word} 8`,
  (word) => `I ${word} the Harbour`,
  (word) => `we’re now ${word} in Bergen`,
  (word) => `I'm ${word} to 80 kg`,
  (word) => `our budget ${word} 8 euros`,
  (word) => `we can only ${word} 80 euros`,
  (word) => `8, ${word} 9`,
  (word) => `8 ${word} of 9`,
  (word) => `it's ${word} 9, but`,
  (word) => `no, ${word}`,
  (word) => `${word}, no`,
  (word) => `${word} nicht`,
  (word) => `nein, ${word}`,
  (word) => `on ${word} at 8`,
  (word) => `the team ${word} 6 people`,
  (word) => `${word} team has 6 people`,
  (word) => `${word} me what`,
  (word) => `${word} I have it`,
  (word) => `x ${word} to know if`,
  (word) => `please ${word} the big hall in Linz`,
  (word) => `ok, ${word} the x`,
  (word) => `can you ${word} the member list of Linz`,
  (word) => `Ewa, ${word} the printer in Linz`,
  (word) => `ewa you ${word} the bar`,
  (word) => `somebody has to ${word} the hall in Linz`,
  (word) => `${word} can send the long list to Linz`,
  (word) => `your pass is ${word} until May`,
  (word) => `${word} 5th_x two more`,
]

describe('looks that the words of a text leave', () => {
  it.each(FOUND)('leave whatever the words of %s make for the bit %i', (file, look, isFound) => {
    const texts = wordsOfFile(file).flatMap((word) => FRAMES.map((frame) => frame(word)))
    const found = texts.filter(isFound)
    expect(found.length).toBeGreaterThan(3)
    expect(found.filter((text) => !leaves(text, look))).toEqual([])
  })

  it.each([
    [LOOK.namesAnew, 'Herr Latt.'],
    [LOOK.namesAnew, 'Brattle, two t’s'],
    [LOOK.namesAnew, 'misspelled: Hendrik'],
    [LOOK.namesAnew, 'M. Latt'],
    [LOOK.codesAnew, "It's HR4471, I swapped the digits."],
    [LOOK.picks, 'the 2nd one'],
    [LOOK.picks, 'x#2'],
    [LOOK.picks, 'Ty Glas sounds right'],
    [LOOK.picks, 'buchen'],
    [LOOK.takesBackValue, "We're getting a whippet,"],
    [LOOK.asksForAction, "Joe you've got bay A"],
    [LOOK.looksUp, "What's it cost"],
    [LOOK.retracts, 'No waiting'],
  ])('leave the bit %i to %j', (look, text) => {
    expect(leaves(text, look)).toBe(true)
  })

  it('are none of those of words for a plain statement', () => {
    const ofWords = FOUND.reduce((all, [, look]) => all | look, LOOK.namesAnew | LOOK.codesAnew | LOOK.picks)
    const text = 'A heron caught a pike near that old bridge.'
    expect(looksLeftBy(text, readWords(text), 'en') & ofWords).toBe(0)
  })

  it.each([
    ['de', 'Ein Reiher fing einen Hecht.'],
    ['en', 'A heron caught a pike near the café.'],
  ])('are all in %s for %j', (language, text) => {
    expect(looksLeftBy(text, readWords(text), language)).toBe(-1)
  })

  it.each(Object.keys(talks))('leave whatever is found in the talks in %s, read as English', (language) => {
    for (const [, content] of (talks[language] ?? []).flatMap((talk) => talk.turns))
      for (const text of [content, ...content.split(/(?<=[.!?]) /)]) {
        const found = FOUND.reduce((all, [, look, isFound]) => all | (isFound(text) ? look : 0), 0)
        expect(found & ~looksLeftBy(text, readWords(text), 'en'), text).toBe(0)
      }
  })
})
