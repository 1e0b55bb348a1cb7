import { describe, expect, it } from 'vitest'
import { goneValues, numberKey } from './gone-values.js'

const CASES: readonly (readonly [string, string, readonly string[]])[] = [
  ['en', 'yes 11:40, but 512 not 768, the box is small.', ['768']],
  ['en', 'they say NOT the 9th, the hall is being painted', ['9']],
  ['en', 'open at 4 though not 5', ['5']],
  ['en', 'the tank is 24 litres instead of 30, so order less', ['30']],
  ['en', 'The board moved the hearing from 3 March to 17 March.', ['3']],
  ['en', 'the rent goes up from 800 to 840 in May', ['800']],
  ['en', "it wasn't the fuse that blew, it was the switch.", ['fuse']],
  ['en', "We're not adopting a parrot, we're adopting a cat.", ['parrot']],
  ['en', 'changed my mind about 45: the paint dries at 40', ['45']],
  ['en', 'the total is 1,250.50 in place of 1,410.00', ['1410']],
  ['en', 'Thursday with Ms Ravel in place of Mr Holt', ['holt']],
  ['de', 'Wir fahren nicht nach Husum, sondern nach Kiel.', ['husum']],
  ['de', 'Es sind 14 statt 18 Stühle.', ['18']],
  ['fr', "Le marché n'est plus le 4 mais le 11 mai.", ['4']],
  ['fr', 'La porte est verte, pas bleue.', ['bleue']],
  ['de', 'Der Termin rückt von 14 auf 16 Uhr.', ['14']],
  ['fr', 'Le loyer passe de 700 à 730 euros.', ['700']],
  ['es', 'El bote es verde, no gris.', ['gris']],
  ['es', 'La cuota sube de 30 a 35 euros.', ['30']],
  ['pt', 'A renda sobe de 600 para 640 euros.', ['600']],
  ['pt', 'A reunião é às 15h em vez de às 14h.', ['14']],
]
/** Bounds, doubts, ways and ranges name no value that is gone. */
const NONE: readonly (readonly [string, string])[] = [
  ['en', 'not more than 80 a night'],
  ['en', 'not before 9, please'],
  ['en', 'I am not sure about the 5th guest yet'],
  ['en', 'we walk from 5 km now to 12 km at the end of May'],
  ['en', 'asking for late shifts instead of early from 1 June'],
  ['de', 'nicht mehr als 3 Stück'],
  ['fr', 'pas plus de 3 personnes'],
  ['es', 'no más de 20 euros'],
]

describe('values that a sentence says not to hold', () => {
  it.each(CASES)('%s: %s', (language, text, gone) => {
    expect(goneValues(text, language).map(({ value }) => value)).toEqual(gone)
  })

  it.each(NONE)('%s: none in “%s”', (language, text) => {
    expect(goneValues(text, language)).toEqual([])
  })

  it('writes a number in one way', () => {
    expect(['£1,250.00', '1250', '13.05', '13:05', '5th', '05'].map(numberKey)).toEqual([
      '1250',
      '1250',
      '13:05',
      '13:05',
      '5',
      '5',
    ])
  })
})
