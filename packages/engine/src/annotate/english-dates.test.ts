import { casual } from 'chrono-node/en'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { english, NEEDED } from './english-dates.js'

const reference = { instant: new Date('2024-05-21T19:48:00Z'), timezone: 0 }

/** What there is to tell a reading by; of hours alone none is needed. */
const readingOf = (parser: Pick<typeof casual, 'parse'>, text: string, forwardDate: boolean) => {
  const found = parser.parse(text, reference, { forwardDate })
  if (!found.some(({ start }) => start.isCertain('day') || start.isCertain('weekday'))) return []
  return found.map(({ index, text: phrase, start, end }) => [
    index,
    phrase,
    start.date().toISOString(),
    start.isCertain('day'),
    start.isCertain('weekday'),
    end?.date().toISOString(),
  ])
}

const words = [
  ...'on at in for within about half a an few couple of the several and to until from now this last past next after'.split(
    ' ',
  ),
  ...'one two three eleven twelve 1 2 3.5 14 2024 1999 5th 3rd first second twenty-first thirtieth'.split(
    ' ',
  ),
  ...'s sec seconds m min minute h hr hours d day days w week weeks mo mon month months qtr quarter y yr years'.split(
    ' ',
  ),
  ..."ago before earlier later after henceforth forward out o'clock am p.m. night tonight tomorrow yesterday tmr".split(
    ' ',
  ),
  ...'morning noon midnight evening weekend monday Tue. wed thurs fri saturday sun end'.split(' '),
  ...'january Feb. mar april may jun sept December 2024-05-03 2024-05-03T10:15 3/4 3/4/2024 11.12. 5/2024 10:30 7pm'.split(
    ' ',
  ),
  ...', . - / ( ) : works and has been'.split(' '),
]
const texts = fc
  .array(fc.tuple(fc.constantFrom(...words), fc.constantFrom(' ', ' ', ' ', '', '  ', '    ')), {
    minLength: 1,
    maxLength: 9,
  })
  .map((parts) => parts.map(([word, space]) => word + space).join(''))

describe('the reading of English dates', () => {
  it('finds what the library finds with all its parsers and its own patterns', () => {
    fc.assert(
      fc.property(texts, fc.boolean(), (text, forwardDate) => {
        expect(readingOf(english, text, forwardDate)).toEqual(readingOf(casual, text, forwardDate))
      }),
      { numRuns: 500 },
    )
  })

  it('knows every parser of the library', () => {
    expect(casual.parsers.map((parser) => parser.constructor.name).sort()).toEqual(Object.keys(NEEDED).sort())
  })
})
