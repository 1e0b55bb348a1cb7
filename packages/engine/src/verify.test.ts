import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Message } from './types.js'
import { verify } from './verify.js'

const turn = (id: number, role: Message['role'], content: string, extra: Partial<Message> = {}): Message => ({
  id: `m${id}`,
  role,
  content,
  ...extra,
})

/** A move of a small bakery, written for these tests. */
const MOVE: Message[] = [
  turn(
    1,
    'user',
    'We are moving the bakery to Mill Lane 27. Never schedule anything before 6:30 in the morning.',
  ),
  turn(2, 'assistant', 'Understood. Who is in charge of the ovens?'),
  turn(
    3,
    'user',
    'Radka Novak takes care of the two Wachtel ovens, the quote from the carrier is 4,850 euros.',
  ),
  turn(4, 'assistant', 'I suggest the week of the school holidays, since fewer customers come by then.'),
  turn(
    5,
    'user',
    'Good idea. We decided to close from 14 July to 19 July. The landlord wrote "keys are handed over at noon".',
  ),
  turn(6, 'assistant', 'I put the plan into docs/move-plan.md and told the flour supplier.'),
  turn(7, 'user', 'My sister Ilka prefers that the shop sign stays green, and the cash register is insured.'),
]
const whole = MOVE.map((message) => `${message.role}: ${message.content}`).join('\n')

describe('verify', () => {
  it('gives a text that holds everything the full score', () => {
    const { score, passed, missing, unsupported } = verify(MOVE, whole)
    expect({ score, passed, missing, unsupported }).toEqual({
      score: 1,
      passed: true,
      missing: [],
      unsupported: [],
    })
  })

  it('gives an empty text nothing and lists what is missing, the rule first', () => {
    const { score, passed, missing } = verify(MOVE, '')
    expect(score).toBe(0)
    expect(passed).toBe(false)
    expect(missing[0]).toMatchObject({ type: 'constraint', evidence: [{ messageId: 'm1' }] })
    expect(missing[0]?.content).toContain('Never schedule anything before 6:30')
  })

  it.each([
    ['number', 'The carrier wants 5,200 euros.', 'number: 5,200'],
    ['name', 'The ovens are looked after by Bohumil.', 'name: Bohumil'],
    ['date', 'They close from 12 July on.', 'date: 12 July'],
    ['quote', 'The landlord wrote "keys are left under the mat".', 'quote: keys are left under the mat'],
    ['identifier', 'The plan is in docs/budget-plan.xlsx.', 'identifier: docs/budget-plan.xlsx'],
  ])('names an invented %s', (_kind, invented, expected) => {
    const result = verify(MOVE, `${whole}\n${invented}`)
    expect(result.unsupported).toContain(expected)
    expect(result.faithfulness).toBeLessThan(1)
    expect(result.score).toBe(result.faithfulness)
  })

  it('accepts what the conversation has in another spelling', () => {
    const text = 'Carrier: 4850 EUR. Closed July 14 until July 19. Two ovens, plan in `docs/move-plan.md`.'
    expect(verify(MOVE, text).unsupported).toEqual([])
  })

  it('names a statement that is put into the wrong mouth', () => {
    const named = [
      turn(1, 'user', 'I signed up for the pottery course in Lisbon last week.', { name: 'Nadia' }),
      turn(2, 'user', 'I sold the old canoe to a neighbour for ninety euros.', { name: 'Tomasz' }),
    ]
    const right =
      'Nadia: signed up for the pottery course in Lisbon\nTomasz: sold the old canoe to a neighbour'
    const wrong = 'Tomasz: signed up for the pottery course in Lisbon last week'
    expect(verify(named, right).unsupported).toEqual([])
    expect(verify(named, wrong).unsupported).toEqual([
      'wrong speaker: Tomasz: signed up for the pottery course in Lisbon last week',
    ])
    expect(verify(named, wrong).score).toBe(0)
  })

  it('lets a lost rule weigh more than its words', () => {
    const withoutRule = whole.replace('Never schedule anything before 6:30 in the morning.', '')
    const withoutAdvice = whole.replace(
      'I put the plan into docs/move-plan.md and told the flour supplier.',
      '',
    )
    expect(verify(MOVE, withoutRule).score).toBeLessThan(0.7)
    expect(verify(MOVE, withoutRule).coverage.constraint).toBeLessThan(0.5)
    expect(verify(MOVE, withoutAdvice).score).toBeGreaterThan(0.7)
  })

  it('accepts a date that a relative one stands for, and the day of a message', () => {
    const dated = [
      turn(1, 'user', 'I saw the dentist yesterday, the crown holds.', { timestamp: '2025-03-10T09:00:00Z' }),
      turn(2, 'assistant', 'Good to hear about the crown.', { timestamp: '2025-03-11T09:00:00Z' }),
    ]
    expect(verify(dated, '[11 March 2025] The crown holds.').unsupported).toEqual([])
    expect(verify(dated, 'The dentist was on 9 May 2025.').unsupported).toEqual(['date: 9 May'])
  })

  it('measures other languages', () => {
    const german = [
      turn(1, 'user', 'Wir ziehen am 3. August in die Lindenstraße 12. Die Umzugsfirma kostet 940 Euro.'),
      turn(2, 'assistant', 'Gut, ich habe den Termin mit der Umzugsfirma eingetragen.'),
    ]
    const good = verify(german, 'Umzug am 3. August in die Lindenstraße 12, Umzugsfirma 940 Euro')
    expect(good.unsupported).toEqual([])
    expect(good.score).toBeGreaterThan(0.5)
    expect(verify(german, 'Umzug am 5. August').unsupported).toEqual(['date: 5. August'])
    const chinese = [turn(1, 'user', '会议改到星期五下午三点，地点是静安路十二号。')]
    expect(verify(chinese, '会议改到星期五下午三点，地点是静安路十二号。').score).toBe(1)
    expect(verify(chinese, '预算是三万元').score).toBe(0)
  })

  it('never scores a part of the text higher than the whole', () => {
    fc.assert(
      fc.property(fc.subarray(MOVE), fc.subarray(MOVE), (some, more) => {
        const lines = (messages: Message[]) =>
          messages.map(({ role, content }) => `${role}: ${content}`).join('\n')
        const union = MOVE.filter((message) => some.includes(message) || more.includes(message))
        expect(verify(MOVE, lines(some)).score).toBeLessThanOrEqual(verify(MOVE, lines(union)).score + 1e-9)
      }),
    )
  })

  it('stays within 0 and 1 for any text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme', maxLength: 60 }), { maxLength: 6 }),
        fc.string(),
        (contents, text) => {
          const messages = contents.map((content, i) => turn(i, i % 2 ? 'assistant' : 'user', content))
          const { score, faithfulness, coverage } = verify(messages, text)
          for (const share of [score, faithfulness, ...Object.values(coverage)]) {
            expect(share).toBeGreaterThanOrEqual(0)
            expect(share).toBeLessThanOrEqual(1)
          }
        },
      ),
    )
  })

  it('bounds its lists and its work on a text that repeats one thing', () => {
    const many = Array.from({ length: 3_000 }, (_, i) =>
      turn(i, 'user', `The crate of pears number ${i} costs ${i * 7} coins.`),
    )
    const text = 'crate of pears 99999999; '.repeat(20_000)
    const { missing, unsupported } = verify(many, text)
    expect(missing.length).toBeLessThanOrEqual(50)
    expect(unsupported).toEqual(['number: 99999999'])
  })

  it('reads an unbroken run of half a megabyte', () => {
    // In one piece this took minutes; the suite's time limit is what holds it.
    for (const run of ['1.', 'a@', 'a/', '"'])
      expect(verify(MOVE, run.repeat(250_000)).score).toBeLessThan(0.1)
  })
})
