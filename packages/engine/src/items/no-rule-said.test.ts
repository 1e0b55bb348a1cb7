import { describe, expect, it } from 'vitest'
import { told } from './settled.fixtures.js'

describe('what only has the words of a rule', () => {
  it.each([
    [
      'an offer turned down',
      'assistant: We have 9:10 on Monday or 14:20 on Friday.',
      "user: I can't do either of those, sorry.",
    ],
    [
      'what happened',
      'assistant: How is he?',
      'user: Olav rang Mum and told her that these pills are not to be mixed with milk.',
    ],
    [
      'which of several are so',
      'assistant: Sind alle Heizkörper kalt, und haben Sie Wasser?',
      'user: nur Küche und Flur.',
    ],
    [
      'one more thing',
      'assistant: Done.',
      'user: Only the last thing, extend the hold at the kiosk until Friday.',
    ],
    ['what is still so', 'assistant: Guten Tag.', 'user: Der Monteur kam immer noch nicht.'],
    [
      'an order of once',
      'assistant: The retry in deploy.sh is unused.',
      "user: keep it anyway, it's only ugly.",
    ],
  ])('is none: %s', (_, said, answer) => {
    expect(told('constraint', said, answer)).toEqual([])
  })

  it.each([
    ["user: I can't do stairs, so never book me upstairs on Mondays.", /Mondays/],
    ['user: My doctor told me, never milk with these pills.', /never milk/],
    ['user: Bitte nur in der Küche arbeiten, nie im Flur.', /nie im Flur/],
    ['user: Only reply in English, please.', /Only reply/],
    ['user: Keep it under 80 words, always.', /under 80/],
    ['user: Bitte rufen Sie mich nie vor 18 Uhr an, immer noch danach.', /nie vor 18/],
  ])('is one: %s', (said, rule) => {
    expect(told('constraint', 'assistant: What can I do?', said).join()).toMatch(rule)
  })
})

describe('what a user said wrong, or says of the moment', () => {
  it.each([
    ['assistant: What is your number?', 'user: 0175, no wait, that was the old one.'],
    ['assistant: Unter welcher Nummer sind Sie erreichbar?', 'user: 0175 nee moment, das war die alte.'],
    ['assistant: Soll ich Frau Aksoy im Brief vorschlagen?', 'user: Ja, aber ohne den Preis.'],
    [
      'assistant: You could ring the contact on the advert.',
      "user: I'll ring the contact in Derby tomorrow, I'm brave.",
    ],
  ])('is no fact: %s %s', (asked, said) => {
    expect(told('fact', asked, said).filter((fact) => /^(?:User|Nutzer)/.test(fact))).toEqual([])
  })

  it('but a plan with its day is, and a move is no preference', () => {
    expect(
      told('fact', 'assistant: And then?', "user: I'll start at the bakery in Derby on the 18th of May."),
    ).toHaveLength(1)
    const moves = 'user: Ich ziehe am 30. Juni nach Graz und suche ein Zimmer.'
    expect(told('preference', 'assistant: Guten Tag.', moves)).toEqual([])
    expect(
      told(
        'preference',
        'assistant: Guten Tag.',
        'user: Ich ziehe grünen Tee dem Kaffee vor, auch im Winter.',
      ),
    ).toHaveLength(1)
  })
})
