import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { annotate } from '../annotate/annotate.js'
import { readWords } from '../annotate/words.js'
import { compactAnnotated } from '../compact.js'
import { buildConversation, type Unit } from '../conversation.js'
import { talks } from '../lexicon/talks.fixtures.js'
import { MAY_LIFT } from '../lifting-forms.js'
import { subjectOfLifting } from '../rules-in-force.js'
import type { Message } from '../types.js'
import { FLAG, HINT } from '../unit-flags.js'
import { choosesSomething } from './choices.js'
import { mayClose } from './closings.js'
import { mayPropose } from './group-agreements.js'
import { hintsLeftBy } from './hints.js'
import { mayTakeUp } from './taken-up.js'
import { takesBack } from './withdrawn.js'

/** A unit of no words, which is never too long. */
const NO_UNIT = { annotation: { wordCount: 0 } } as Unit

const leaves = (text: string, hint: number, language = 'en') =>
  (hintsLeftBy(readWords(text).signs, language) & hint) !== 0

/** Every word that stands in a file, so that one which is added to a pattern is tried here too. */
const wordsOfFile = (file: string): readonly string[] => [
  ...new Set(readFileSync(new URL(file, import.meta.url), 'utf8').match(/[A-Za-z]{2,}/g)),
]
/** Openings in which the patterns have their words. */
const FRAMES: readonly ((word: string) => string)[] = [
  (word) => `${word} x`,
  (word) => `${word}!`,
  (word) => `${word}.`,
  (word) => `${word}, x`,
  (word) => `x, ${word}`,
  (word) => `${word}: x`,
  (word) => `${word} it is`,
  (word) => `${word} we x`,
  (word) => `${word} for x`,
  (word) => `${word} with x`,
  (word) => `${word} to x`,
  (word) => `${word} that`,
  (word) => `${word} up x`,
  (word) => `i ${word} x`,
  (word) => `i'd ${word} x`,
  (word) => `i’ll ${word} the x`,
  (word) => `we ${word} x`,
  (word) => `we'll ${word} with x`,
  (word) => `we're ${word} with x`,
  (word) => `my ${word} is x`,
  (word) => `let us ${word} x`,
  (word) => `can ${word} x`,
  (word) => `if ${word} x`,
  (word) => `from ${word} on x`,
  (word) => `i x the y and z, ${word}`,
]

describe('hints that the signs of a text leave', () => {
  it.each([
    ['choices.ts', FLAG.mayChoose, choosesSomething],
    ['closings.ts', FLAG.mayClose, (text: string) => mayClose(text, 'en')],
    ['withdrawn.ts', FLAG.mayTakeBack, (text: string) => takesBack(text, 'en')],
    ['taken-up.ts', FLAG.mayTakeUp, mayTakeUp],
    ['../lifting-forms.ts', FLAG.mayLift, (text: string) => MAY_LIFT.test(text)],
    ['group-agreements.ts', FLAG.mayPropose, (text: string) => mayPropose(NO_UNIT, text, 'en')],
  ] as const)('leave whatever the words of %s make in an opening', (file, hint, isFound) => {
    const texts = wordsOfFile(file).flatMap((word) => FRAMES.map((frame) => frame(word)))
    const found = texts.filter(isFound)
    expect(found.length).toBeGreaterThan(3)
    expect(found.filter((text) => !leaves(text, hint))).toEqual([])
  })

  it.each([
    "let's go with Kysely",
    'Let us take the night train instead',
    'ok, I’ll use pnpm',
    'We will stick with Postgres',
    'then go for the second one',
    "we're going with oak",
    'I pick the blue one',
    'I chose it for its light',
  ])('leave the choice in %j', (text) => {
    expect(choosesSomething(text) && leaves(text, FLAG.mayChoose)).toBe(true)
  })

  it.each([
    'never mind that',
    'Actually, forget it.',
    'no, scrap that',
    'I’ve changed my mind.',
    'nevermind',
    'please cancel that',
    'ok drop it',
    'ignore my last message',
  ])('leave what %j takes back', (text) => {
    expect(takesBack(text, 'en') && leaves(text, FLAG.mayTakeBack)).toBe(true)
  })

  it.each([
    'Thursdays 15:30 it is',
    '4.45 at the station, deal',
    'DECIDED.',
    'Ordered: two motors',
    'All prepaid!',
    'Liners are compulsory from this season',
    'done!',
    "that'it is",
  ])('leave what %j may close', (text) => {
    expect(mayClose(text, 'en') && leaves(text, FLAG.mayClose)).toBe(true)
  })

  it.each([
    ['Okay, then we take the boat to Porto.', true],
    ['Marek drives the van then.', true],
    ['Perfect so Marek drives', true],
    ['Ok 24 for the bus', true],
    ['Fine, no cover', true],
    ['Thursdays 15:30 it is', true],
    ['Ok, if so, abgemacht', true],
    ['Ok, if so, fine', false],
    ['Ok, great, that was lovely!', false],
    ['Okay, then maybe we could take the boat?', false],
    ['Right, I was there in May.', false],
    ['So he told me about his aunt in Leeds.', false],
    ['Ok thanks', false],
  ])('say of %j read alone whether it may close: %s', (text, may) => {
    const message = { id: 'm1', role: 'user', content: text, name: 'Ann' } as const
    const { units } = annotate(message, { language: 'en' })
    expect(units.some(({ hints = 0 }) => (hints & FLAG.mayClose) !== 0)).toBe(may)
  })

  it.each([
    "let's meet at six",
    'Lets meet at six',
    'shall we take the boat',
    'How about Leeds',
    'what about the tent',
    'why don’t we paint it blue',
    'What if we rent two vans',
    "I'd suggest oak",
    'my proposal is tea',
    'we might as well walk',
    'ok, buy two motors',
    'Thursday?',
    '周四？',
    'any objections?',
  ])('leave what %j may propose', (text) => {
    const message = { id: 'm1', role: 'user', content: text } as const
    const { units } = buildConversation([{ message, annotation: annotate(message) }])
    expect(units.some((unit) => mayPropose(unit, text, 'en')) && leaves(text, FLAG.mayPropose)).toBe(true)
  })

  it.each([
    'ok dark blue on white',
    'All right, then fibre',
    'Good, then oak',
    'lol agreed',
    'WHO brings the grill',
    'So can somebody pick us up',
    'I do the dishes if someone cleans the grill',
    "I'll bring the big tent",
    'We organise a van',
    'I turn the stage to the west, no problem',
    'I paint the fence, promise',
  ])('leave what %j may take up', (text) => {
    expect(mayTakeUp(text) && leaves(text, FLAG.mayTakeUp)).toBe(true)
  })

  it('are none of a plain statement', () => {
    expect(hintsLeftBy(readWords('The heron caught a pike near the old bridge.').signs, 'en')).toBe(0)
  })

  it('rule nothing out in words with other letters', () => {
    expect(leaves('Rückzug', FLAG.mayChoose | FLAG.mayLift | FLAG.mayTakeUp)).toBe(true)
  })

  it('change nothing that people settle', () => {
    const said: readonly [string, string][] = [
      ['Ann', 'The band wants 400 and the bus is 24 euros.'],
      ['Bob', 'ok 24 for the bus'],
      ['Cleo', 'Fine with me.'],
      ['Ann', 'Who drives to Porto on the 14th?'],
      ['Bob', 'Cleo drives then.'],
      ['Cleo', 'Good, so we take the small van.'],
      ['Ann', 'Perfect so Bob brings the drum'],
      ['Bob', 'Okay, then I was wrong about the drum.'],
      ['Bob', 'Thursday 15:30 it is.'],
      ['Cleo', 'Decided.'],
    ]
    const entries = said.map(([name, content], at) => {
      const message: Message = {
        id: `m${at}`,
        role: 'user',
        name,
        content,
        timestamp: `2026-03-0${1 + (at % 4)}T10:00:00Z`,
      }
      return { message, annotation: annotate(message, { language: 'en' }) }
    })
    const withAllHints = entries.map(({ message, annotation }) => ({
      message,
      annotation: { ...annotation, units: annotation.units.map((unit) => ({ ...unit, hints: HINT })) },
    }))
    expect(JSON.stringify(compactAnnotated(entries))).toBe(JSON.stringify(compactAnnotated(withAllHints)))
  })

  it.each(Object.keys(talks))('leave whatever is found in the talks in %s', (language) => {
    for (const [, content] of (talks[language] ?? []).flatMap((talk) => talk.turns)) {
      const message = { id: 'm1', role: 'user', content } as const
      const { entries, units } = buildConversation([{ message, annotation: annotate(message, { language }) }])
      for (const unit of units) {
        const text = entries[0]?.message.content.slice(unit.annotation.start, unit.annotation.end) ?? ''
        const left = hintsLeftBy(readWords(text).signs, language)
        const found =
          (choosesSomething(text) ? FLAG.mayChoose : 0) |
          (subjectOfLifting(text) === undefined ? 0 : FLAG.mayLift) |
          (takesBack(text, language) ? FLAG.mayTakeBack : 0) |
          (mayClose(text, language) ? FLAG.mayClose : 0) |
          (mayPropose(unit, text, language) ? FLAG.mayPropose : 0) |
          (mayTakeUp(text) ? FLAG.mayTakeUp : 0)
        expect(found & ~left, text).toBe(0)
      }
    }
  })
})
