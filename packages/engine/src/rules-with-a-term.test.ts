import { describe, expect, it } from 'vitest'
import { compact } from './compact.js'
import { lastDayOf } from './rules-with-a-term.js'
import type { Message } from './types.js'

/** A Tuesday. */
const SAID = '2025-06-03'

describe('the last day of a rule', () => {
  it.each([
    ['en', 'two weeks no climbing, the doctor said', '2025-06-18'],
    ['en', 'no deliveries for the next 3 days please', '2025-06-07'],
    ['en', "don't ring me until Friday", '2025-06-06'],
    ['en', 'no calls until the 14th', '2025-06-14'],
    ['en', 'no meetings today', '2025-06-03'],
    ['en', 'only soft food this week', '2025-06-10'],
    ['de', 'zwei Wochen kein Sport', '2025-06-18'],
    ['de', 'diese Woche keine Termine', '2025-06-10'],
    ['fr', 'pas de sport pendant deux semaines', '2025-06-18'],
    ['es', 'nada de nadar durante dos semanas', '2025-06-18'],
    ['pt', 'sem café até sexta-feira', '2025-06-06'],
  ])('%s: “%s” ends on %s', (language, text, day) => expect(lastDayOf(text, SAID, language)).toBe(day))

  it.each([
    ['en', 'keep the logs for 30 days', 'what to do'],
    ['en', "don't store data for more than 30 days", 'a bound'],
    ['en', "don't wake me until 9", 'an hour of every day'],
    ['en', 'no merging until the release is out', 'no day'],
    ['en', 'from today on no sugar', 'when it begins'],
    ['en', "tomorrow's no good, I work tuesdays and thursdays", 'what comes back'],
    ['de', 'ab heute keine Anrufe vor neun', 'when it begins'],
    ['de', 'jeden Freitag kein Fleisch', 'what comes back'],
  ])('%s: “%s” has none: %s', (language, text) => expect(lastDayOf(text, SAID, language)).toBeUndefined())
})

describe('a rule whose term is over', () => {
  const talk = (last: string): readonly Message[] =>
    [
      [
        '2025-06-03',
        'Plan my training. Do not book any climbing for the next two weeks. Never plan anything on Mondays.',
      ],
      ['2025-06-04', 'How long is the river path?'],
      [last, 'And what do I train this week?'],
    ].flatMap(([day, content], at): Message[] => [
      { id: `u${at}`, role: 'user', content: content as string, timestamp: `${day}T10:00:00.000Z` },
      { id: `a${at}`, role: 'assistant', content: 'Fine.', timestamp: `${day}T10:01:00.000Z` },
    ])
  const constraints = (last: string) =>
    compact(talk(last), { targetTokens: 60 })
      .constraints.map(({ content }) => content)
      .join(' | ')

  it('is listed while it holds, and no longer after that', () => {
    expect(constraints('2025-06-10')).toContain('any climbing')
    expect(constraints('2025-09-01')).not.toContain('any climbing')
    expect(constraints('2025-09-01')).toContain('Never plan anything on Mondays')
  })
})
