import { describe, expect, it } from 'vitest'
import { claimCuesFor } from '../lexicon/claims/registry.js'
import { lexiconFor } from '../lexicon/registry.js'
import { clauseValues } from './clause-values.js'

const read = (text: string, language = 'en') =>
  clauseValues(text, language).map(({ kind, key, start, end }) => `${kind} ${key} ${text.slice(start, end)}`)

describe('clauseValues', () => {
  it.each([
    ['at 8 then, or 19:30', ['clock 480 8', 'clock 450 19:30']],
    ['(Thursday) £1,200 for 4 of us', ['weekday 4 Thursday', 'money 1200 £1,200', 'number 4 4']],
    ['MARCH 3 at NOON', ['day 3 mar MARCH 3', 'clock 0 NOON']],
    ['the 9th, not room9', ['day 9 9th']],
    ['until the weekend of twenty', ['number 20 twenty']],
    ['“six”…seven', ['number 6 six', 'number 7 seven']],
    ['🙂5 kr', ['money 5 5 kr']],
  ])('reads the values of %j', (text, values) => expect(read(text)).toEqual(values))

  it.each([
    ['de', 'gegen 7 am Dienstag, zwölf Leute', ['clock 420 7', 'weekday 2 Dienstag', 'number 12 zwölf']],
    ['fr', 'à 8, le 26', ['clock 480 8', 'day 26 26']],
    ['es', 'A LAS 9 el 10 de mayo', ['clock 540 9', 'day 10 may 10 de mayo']],
    ['pt', 'às 7, dia 12, Terça', ['clock 420 7', 'day 12 12', 'weekday 2 Terça']],
  ])('reads %s', (language, text, values) => expect(read(text, language)).toEqual(values))

  it.each(['en', 'de', 'fr', 'es', 'pt'])(
    'finds every word of a value in %s, wherever it stands',
    (language) => {
      const { weekdays, numbers } = claimCuesFor(language).source
      const words = [
        ...weekdays.flatMap((names) => names.split('|').slice(0, 1)),
        ...Object.keys(numbers).filter((word) => (numbers[word] as number) >= 2),
        ...lexiconFor(language).source.wording.months.map((month) => `${month} 3`),
      ]
      for (const word of words)
        for (const written of [word, word.toUpperCase(), `(${word})`, `¿${word}?`, `x ${word}`, `“${word}”`])
          expect(clauseValues(written, language), written).toHaveLength(1)
    },
  )
})
