import { describe, expect, it } from 'vitest'
import { isOfSeveralDays } from './several-days.js'

const next = (day: string) => ({ day, isRelative: true })

describe('a day that may be one of several', () => {
  it.each([
    ['Thursday the twenty-seventh at seven then.', '2025-03-20'],
    ['We meet on Friday the fourteenth, in the hall.', '2025-03-21'],
    ["In two weeks I'll come, on the 9th.", '2025-03-20'],
  ])('is none: %s', (content, day) => {
    expect(isOfSeveralDays('task', content, next(day))).toBe(true)
  })

  it.each([
    ['Thursday the twenty-seventh at seven then.', '2025-03-27'],
    ['I came on Thursday, the second of three.', '2025-03-20'],
    ['We took the fifth floor on Thursday.', '2025-03-20'],
  ])('is one: %s', (content, day) => {
    expect(isOfSeveralDays('task', content, next(day))).toBe(false)
  })

  it('is none where a weekday is taken of an offer with other dates', () => {
    const offered =
      'Assistent: dienstags ab dem 27. Januar, donnerstags ab dem 5. Februar. → Nutzer: Den am Dienstag.'
    expect(isOfSeveralDays('decision', offered, next('2026-01-13'))).toBe(true)
    expect(isOfSeveralDays('decision', offered, next('2026-01-27'))).toBe(false)
    expect(isOfSeveralDays('decision', 'Ute: 16-19 may? → Kofi: 16 works.', next('2026-05-16'))).toBe(false)
  })
})
