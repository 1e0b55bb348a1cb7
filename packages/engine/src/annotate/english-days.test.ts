import { describe, expect, it } from 'vitest'
import { resolveDate } from './dates.js'
import { dayOfMonthMeant, spanMeant } from './english-spans.js'

/** A Sunday. */
const SAID = '2024-09-15T18:00:00Z'
const dayOf = (text: string) => resolveDate(text, { saidAt: SAID, language: 'en', tense: undefined })?.day

describe('the day that an English sentence means', () => {
  it.each([
    ['the oven comes Tuesday 1 Oct 5-8 pm', '2024-10-01'],
    ['Nils turns forty on the Saturday we are away, 12 October', '2024-10-12'],
    ['a tour of the brewery, 9 november, 4 people at most', '2024-11-09'],
    ['the course runs from 3 to 7 December', '2024-12-03'],
    ['vote on the colour by Friday', '2024-09-20'],
    ['the boiler is dead since Monday', '2024-09-09'],
    ['next year the fair opens on 8 June', '2025-06-08'],
    ['the kiln arrives in ten days', '2024-09-25'],
    ["Friday at 5 I've got work till 6", '2024-09-20'],
  ])('is that of %j', (text, day) => expect(dayOf(text)).toBe(day))

  it('is to come where it was arranged for, and gone where it was done', () => {
    const dated = (text: string) =>
      resolveDate(text, { saidAt: '2025-03-03T09:00:00Z', language: 'en', tense: 'past' })?.day
    expect(dated('I signed up for the half marathon on 7 September')).toBe('2025-09-07')
    expect(dated('I ran the half marathon on 7 September')).toBe('2024-09-07')
    const open = { saidAt: '2025-03-03T09:00:00Z', language: 'en', tense: undefined }
    expect(resolveDate('the half marathon of 7 September', open)).toBeUndefined()
    expect(resolveDate('5k in about 33 min', open)).toBeUndefined()
  })

  it.each([
    'I like a bath after a day of climbing',
    'nine days out and four at home',
    'sweep the yard every Wednesday',
    'I do Friday dinner',
    'a trailer with 200 plates, 110 for the weekend',
  ])('is none in %j', (text) => expect(dayOf(text)).toBeUndefined())
})

describe('the stretch of time that an English sentence means', () => {
  it.each([
    ['Last week I sold the kayak', '2024-09-02/2024-09-08'],
    ['We move this month', '2024-09'],
    ['She retires next year', '2025'],
    ['We went camping last weekend', '2024-09-07/2024-09-08'],
    ['I took up the oboe three months ago', '2024-06'],
    ['They met two years ago', '2022'],
  ])('of %j is %s', (text, span) => expect(spanMeant(text, SAID)).toBe(span))

  it.each(['the last week of May is full', 'next weekend maybe', 'for weeks', "this week's menu is out"])(
    'is open in %j',
    (text) => expect(spanMeant(text, SAID)).toBeUndefined(),
  )

  it('is open where nobody knows when it was said', () => {
    expect(spanMeant('Last week I sold the kayak', undefined)).toBeUndefined()
  })
})

describe('a day of the month without its month', () => {
  it.each([
    ['Our choir sang in Brno on the 11th', '2024-09-11'],
    ['I met Rosa on the 20th', '2024-08-20'],
    ['I have to be in Ghent on the 6th', '2024-10-06'],
    ['The boat is in the yard until the 28th', '2024-09-28'],
    ['I was ill on the 31st', '2024-08-31'],
  ])('in %j is %s', (text, day) => expect(dayOfMonthMeant(text, SAID)).toBe(day))

  it.each(['We live on the 3rd floor', 'The fair opens on the 6th of May', 'Lots 40 to 45', 'on the 0th'])(
    'is none in %j',
    (text) => expect(dayOfMonthMeant(text, SAID)).toBeUndefined(),
  )

  it('is open where nobody knows when it was said', () => {
    expect(dayOfMonthMeant('I met Rosa on the 20th', undefined)).toBeUndefined()
    expect(dayOfMonthMeant('I met Rosa on the 20th', 'yesterday')).toBeUndefined()
  })
})
