import { describe, expect, it } from 'vitest'
import { type DateContext, resolveDate } from './dates.js'

const said = (tense?: DateContext['tense'], language = 'en'): DateContext => ({
  saidAt: '2023-05-21T19:48:00Z', // a Sunday
  language,
  tense,
})

describe('resolveDate', () => {
  it.each([
    ['I gave my old bike away yesterday', 'past', '2023-05-20'],
    ['We met on Friday at the station', 'past', '2023-05-19'],
    ['See you on Friday', 'future', '2023-05-26'],
    ['Two days ago I fell', 'past', '2023-05-19'],
    ['She was born on 7 May 1999', 'past', '1999-05-07'],
    ['The hall is ours on March 8th at 5 pm', 'future', '2024-03-08'],
    ['It was sold on 12.03.2022', 'past', '2022-12-03'],
    ['It was sold 12-03-22', 'past', '2022-12-03'],
    ['The past 2 d it took 3.5 kg', 'past', '2023-05-19'],
  ] as const)('resolves %j', (text, tense, day) => {
    expect(resolveDate(text, said(tense))?.day).toBe(day)
  })

  it.each([
    ['I start at the hospital on Tuesday', '2023-05-23'],
    ['I start at the hospital on Friday', '2023-05-26'],
    ['The rent is due Thursday', '2023-05-25'],
    ['The door I left open on Friday', '2023-05-19'],
  ])('takes the day of %j for one to come where its verb says so', (text, day) => {
    expect(resolveDate(text, said())?.day).toBe(day)
  })

  it.each([
    'Tuesday easy 5 km, Thursday intervals, Saturday long run',
    'Call me at 10',
    'That is 38.00 euros more',
    'Games for 5-6 people',
    'He sat down',
    'A ratio of 1/3 of them',
    'Next week is fine',
    'In 2022 we moved',
  ])('finds no day in %j', (text) => {
    expect(resolveDate(text, said())).toBeUndefined()
  })

  it.each([
    ['I need to be in Lyon on Thursday the 15th', '2023-06-15'],
    ["I'll come on the 9th, a Friday, when it is complete", '2023-06-09'],
    ['The release is set for Sunday then', '2023-05-28'],
    ['Saturday afternoon is the concert', '2023-05-27'],
  ])(
    'tells the day of %j by its number, its verb, and since nobody calls today by its weekday',
    (text, day) => {
      expect(resolveDate(text, said())?.day).toBe(day)
    },
  )

  it.each([
    'Free changes until 18:00 two days before arrival',
    'Visits can be moved up to 24 hours before they start',
    'It runs for 110 minutes',
    'We need a room to rehearse on Friday and Saturday morning',
    'The kids have school on the Friday',
  ])(
    'finds no day in %j, which is counted from something else, lasts, is two days, or was spoken of',
    (text) => {
      expect(resolveDate(text, said())).toBeUndefined()
    },
  )

  it('reads other languages', () => {
    expect(resolveDate('Das Treffen ist am 14. März', said('future', 'de'))?.day).toBe('2024-03-14')
    expect(resolveDate('hier je suis allé au marché', said('past', 'fr'))?.day).toBe('2023-05-20')
    expect(resolveDate('Wir sehen uns am 2023-06-01', said(undefined, 'xx'))?.day).toBe('2023-06-01')
  })

  it('resolves a relative day only when it is known when it was said', () => {
    const unknown: DateContext = { saidAt: undefined, language: 'en', tense: undefined }
    expect(resolveDate('We met yesterday', unknown)).toBeUndefined()
    expect(resolveDate('We met on 3 June 2021', unknown)?.day).toBe('2021-06-03')
  })

  it('does not read listings', () => {
    expect(resolveDate(`${'item '.repeat(100)} yesterday`, said())).toBeUndefined()
  })
})

describe('days in other languages', () => {
  const saidAt = '2026-01-12T09:00:00Z' // a Monday
  const dayIn = (language: string, text: string) =>
    resolveDate(text, { saidAt, language, tense: undefined })?.day

  it.each([
    ['de', 'Guten Morgen, ich möchte meinen Sohn anmelden.'],
    ['de', 'Wir treffen uns jeden Donnerstag im Lindenbad.'],
    ['fr', 'Le mardi je chante à la chorale.'],
    ['es', 'Trabajo los lunes hasta las tres en la farmacia.'],
    ['pt', 'Agora são cem páginas.'],
    ['fr', 'Parfait pour 18 h 50.'],
    ['de', 'Der Bus fährt um 8 Uhr 40.'],
    ['de', 'Die Ware kommt in drei Stunden.'],
    ['pt', 'Tenho ensaio às quintas no clube.'],
  ])('%s: names none: %s', (language, text) => {
    expect(dayIn(language, text)).toBeUndefined()
  })

  it.each([
    ['de', 'Morgen kommt der Klempner.', '2026-01-13'],
    ['de', 'Am 9. Februar, 11 Uhr, ist die Abnahme.', '2026-02-09'],
    ['de', 'Die Fahrt liegt jetzt auf Dienstag, dem 20. Januar.', '2026-01-20'],
    ['fr', 'La visite est le 9 février, 11 heures.', '2026-02-09'],
    ['fr', 'Rendez-vous le mercredi 14 janvier.', '2026-01-14'],
    ['es', 'El pedido llega mañana.', '2026-01-13'],
    ['pt', 'A entrega é amanhã.', '2026-01-13'],
    ['fr', 'Le retour est dimanche 14.', '2026-06-14'],
    ['es', 'El técnico viene el jueves 15.', '2026-01-15'],
    ['pt', 'Tem de ser no domingo, dia 24.', '2026-05-24'],
    ['de', 'Dann am Sonntag, den 24.', '2026-05-24'],
    ['es', 'El jueves 18:30 me va bien.', '2026-01-15'],
    ['fr', 'Samedi 14 heures, ça va.', '2026-01-17'],
  ])('%s: names one: %s', (language, text, day) => {
    expect(dayIn(language, text)).toBe(day)
  })
})
