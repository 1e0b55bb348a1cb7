import { describe, expect, it } from 'vitest'
import { compact } from '../compact.js'
import type { Item, Message } from '../types.js'

const rulesOf = (content: string, ...said: readonly string[]): readonly Item[] =>
  compact(
    [
      { role: 'system', content },
      ...said.map((text) => ({ role: 'user', content: text })),
      { role: 'assistant', content: 'Hello, what can I do for you?' },
    ].map((message, at) => ({ ...message, id: `m${at}`, timestamp: '2026-03-04T09:00:00Z' }) as Message),
    { targetTokens: 2_000 },
  ).constraints

const told = (content: string, ...said: readonly string[]): readonly string[] =>
  rulesOf(content, ...said).map((item) => item.content)

const POLICY = `You are the desk of a boat hire by the lake. You serve members by chat.

Late return until nine: 12.00 a boat, subject to the yard. Never say it is certain.
Deposits: half a day from two boats. Paid back as a voucher, never in money.
A cracked hull costs 40, which you may not waive; only the yard can.
A boat is only lent again, when the yard has seen it (a photo with its number).

Steps for a lost boat
(a) name and berth; (b) is anyone hurt – if so stop and call 112; (c) register only after a yes.

| matter | you may | you may not |
|---|---|---|
| boats | name size and price | name who has hired them |

Boats can be moved up to two days before the hire starts. Notes go out only after a yes, never on a Friday after three.`

describe('a rule of a policy as an item', () => {
  it.each([
    [
      'behind the sentence it points at',
      'Late return until nine: 12.00 a boat, subject to the yard. Never say it is certain.',
    ],
    ['under the label of its line', 'Deposits: Paid back as a voucher, never in money.'],
    ['over a semicolon', 'A cracked hull costs 40, which you may not waive; only the yard can.'],
    [
      'with its condition and what stands in brackets',
      'A boat is only lent again, when the yard has seen it (a photo with its number).',
    ],
    [
      'as a whole procedure under its heading',
      'Steps for a lost boat: (a) name and berth; (b) is anyone hurt – if so stop and call 112; (c) register only after a yes.',
    ],
    [
      'as a row under the heads of its table',
      'matter: boats; you may: name size and price; you may not: name who has hired them',
    ],
  ])('is told %s', (_, rule) => expect(told(POLICY)).toContain(rule))

  it('is told once, and neither a heading nor who the listener is is one', () => {
    const rules = told(POLICY)
    expect(new Set(rules).size).toBe(rules.length)
    expect(rules.filter((rule) => rule.includes('only the yard can'))).toHaveLength(1)
    expect(rules.join('\n')).not.toMatch(/^Steps for a lost boat$|You serve|desk of a boat hire/m)
  })

  it('stands by itself too where its first words are the label of another', () => {
    const rules = told(`You are the desk of a boat hire.

Refunds: the hire may be paid back within two days if nobody sailed, otherwise not. Taxes with the invoice. Never in cash.
Late hire. Only until nine.
Speak plainly. Never guess.`)
    expect(rules).toContain(
      'Refunds: the hire may be paid back within two days if nobody sailed, otherwise not.',
    )
    expect(rules).toContain('Refunds: Taxes with the invoice.')
    expect(rules.join('\n')).not.toMatch(/plainly:|Late hire:/)
  })

  it('is of no one day where it holds on', () => {
    const rules = rulesOf(POLICY).filter((item) => /two days before|a Friday/.test(item.content))
    expect(rules.length).toBeGreaterThan(0)
    for (const { eventDate } of rules) expect(eventDate).toBeUndefined()
  })

  it('is of a day that it names with its year', () => {
    const days = (rule: string) => rulesOf(rule).map(({ eventDate }) => eventDate)
    expect(days('You are the desk of a boat hire. Never lend the red boat before 14 May 2027.')).toEqual([
      '2027-05-14',
    ])
    expect(days('You are the desk of a boat hire. Never lend the red boat before Friday.')).toEqual([
      undefined,
    ])
  })

  it('gives the places of every word it tells', () => {
    for (const { content, evidence } of rulesOf(POLICY)) {
      const said = evidence.map(({ start, end }) => POLICY.slice(start, end)).join(' ')
      for (const word of content.match(/\p{L}{4,}/gu) ?? [])
        if (!/^(?:matter|boats)$/.test(word) && !content.startsWith('matter:')) expect(said).toContain(word)
    }
  })
})

describe('a rule of a user as an item', () => {
  it('is told with what is to be done in its place', () => {
    const rules = told(
      'You work in a shell.',
      'If you need line 583 of a file, never use the scroll command ten times. Instead, use the goto 583 command. It is quicker.',
    )
    expect(rules).toContain(
      'If you need line 583 of a file, never use the scroll command ten times. Instead, use the goto 583 command.',
    )
  })

  it('is told with what its pronoun stands for in the sentence before', () => {
    expect(
      told(
        'You help with baking.',
        'A cake for the class of Wynn, please. She is allergic to hazelnuts so never use any nuts.',
      ),
    ).toContain('A cake for the class of Wynn, please. She is allergic to hazelnuts so never use any nuts.')
  })

  it('still holds where another of its sentence was replaced or lifted', () => {
    const first =
      'Please never use emojis in anything that you write for me or my sister, and always keep every letter to the board under 80 words.'
    const [rule] = rulesOf(
      'You help with letters.',
      first,
      'From now on always keep it under 120 words.',
    ).filter(({ content }) => content.includes('emojis'))
    expect(rule?.supersededBy).toBeUndefined()
    const lifted = told('You help with letters.', first, 'You can ignore the rule about emojis from now on.')
    expect(lifted.some((content) => content.includes('80 words'))).toBe(true)
    expect(lifted.some((content) => content.includes('Never use emojis'))).toBe(false)
  })
})
