import { describe, expect, it } from 'vitest'
import { claimCuesFor } from '../lexicon/claims/registry.js'
import { numbersInWords, ordinalsInWords } from './number-words.js'

const readings = (text: string, language = 'en') =>
  numbersInWords(text, claimCuesFor(language).source).map((number) => number.readings)

describe('numbers in words', () => {
  it.each([
    ['four thousand one hundred and eighty', '4180'],
    ['a hundred and forty', '140'],
    ['eleven thousand four hundred', '11400'],
    ['nineteen hundred', '1900'],
    ['one million two hundred thousand', '1200000'],
    ['twenty-one', '21'],
  ])('%s', (text, value) => {
    expect(readings(text)).toEqual([[value]])
  })

  it.each([
    ['fr', 'quatre-vingt-dix', '90'],
    ['fr', 'soixante-douze', '72'],
    ['de', 'zweihundertfünf', '205'],
    ['es', 'ciento veinte', '120'],
  ])('%s: %s', (language, text, value) => {
    expect(readings(text, language)).toEqual([[value]])
  })

  it('reads two in a row as one that is spoken so, and as themselves', () => {
    expect(readings('one seventy')).toEqual([['170', '1', '70']])
    expect(readings('six twenty')).toEqual([['620', '6:20', '6', '20']])
    expect(readings('three, four')).toEqual([['3'], ['4']])
  })

  it('reads places in an order', () => {
    const { source } = claimCuesFor('en')
    expect(ordinalsInWords('the twenty-ninth, not the third', source)).toEqual([29, 3])
  })
})
