import { describe, expect, it } from 'vitest'
import { readWords } from '../annotate/words.js'
import { lexiconFor } from '../lexicon/registry.js'
import { shorten } from './shorten.js'

const short = (text: string): string => shorten(text, readWords(text), lexiconFor('en'))?.text ?? text

describe('small words', () => {
  it.each([
    ['She was so kind to Nadia.', 'She was kind to Nadia.'],
    ['We got some new paddles for Leeds.', 'We got new paddles for Leeds.'],
    ['They also paint boats.', 'They paint boats.'],
    ['Ravi paints boats too.', 'Ravi paints boats.'],
    ['Last week I sold my boat.', 'Last week sold my boat.'],
    ['Two weeks ago, I sold my boat.', 'Two weeks ago, sold my boat.'],
    ["Here's a list of boats.", 'list of boats.'],
    ['Plus, Ravi paints boats.', 'Ravi paints boats.'],
  ])('go from %j', (text, expected) => {
    expect(short(text)).toBe(expected)
  })

  it.each([
    'Nadia was so tired that she fell asleep.',
    'Nadia has so many boats.',
    'We left so Ravi sleeps.',
    'We know some schools closed.',
    'Some boats sank.',
    'Nadia needs some of them.',
    'They paint not only boats but also oars.',
    'That is too much.',
    'Nadia said me too',
    'Nadia sold boats when I was ill.',
    'He said "they also paint so well"',
  ])('stay in %j', (text) => {
    expect(short(text)).toBe(text)
  })

  it('are another matter in other languages', () => {
    const text = 'Ich also male so gern.'
    expect(shorten(text, readWords(text), lexiconFor('de'))?.text ?? text).toContain('also male so gern')
  })
})
