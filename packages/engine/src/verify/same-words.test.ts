import { describe, expect, it } from 'vitest'
import type { Message } from '../types.js'
import { verify } from '../verify.js'

const say = (name: string, content: string, at: number, role: Message['role'] = 'user'): Message => ({
  id: `m${at}`,
  role,
  name,
  content,
})

/** A choir plans a concert trip, written for these tests. */
const TRIP: readonly Message[] = [
  say('Ottilie', 'The coach leaves the school yard at 7:15, and the driver cannot wait for latecomers.', 1),
  say('Bram', 'I might bring the portable organ, if the strap is repaired by then.', 2),
  say('Ottilie', 'Everybody must hand in the signed form by Thursday evening.', 3),
  say('Bram', 'The hall keeps our chairs for 48 hours, it costs £35 for each row.', 4),
  say('Ottilie', "Wendel sings the second solo, and Ruta doesn't sing on Saturday because of her throat.", 5),
  say('Bram', 'My cousin lends us the drums until Sunday night.', 6),
  say('Ottilie', 'The caretaker opens the side door for us at noon.', 7),
]

const unsupported = (line: string) => verify(TRIP, line).unsupported
const kindsOf = (line: string) => unsupported(line).map((claim) => claim.split(':')[0])

const kindsIn = (messages: readonly Message[], text: string) =>
  verify(messages, text).unsupported.map((claim) => claim.split(':')[0])

describe('a statement in the same words that says something else', () => {
  it.each([
    ['a negation that was dropped', 'The driver can wait for latecomers.', 'negation'],
    ['the same of a person', 'Ruta does sing on Saturday because of her throat.', 'negation'],
    ['a negation that was put in', 'My cousin lends us the drums, not until Sunday night.', 'negation'],
    [
      'a duty for a possibility',
      'I must bring the portable organ, if the strap is repaired by then.',
      'modality',
    ],
    ['a possibility for a duty', 'Everybody may hand in the signed form by Thursday evening.', 'modality'],
    ['another unit', 'The hall keeps our chairs for 48 days.', 'unit'],
    ['another currency', 'It costs $35 for each row.', 'unit'],
    ['another name in the same place', 'Ruta sings the second solo.', 'name'],
    [
      "the end of somebody else's sentence",
      'Bram: My cousin lends us the drums, the caretaker opens the side door at noon.',
      'wrong speaker',
    ],
  ])('%s', (_, line, kind) => {
    expect(kindsOf(line)).toContain(kind)
  })

  it.each([
    'The coach leaves at 7:15; the driver will not wait for anyone who is late.',
    'Bram: might bring the portable organ if the strap is repaired by then',
    'Signed forms have to be handed in by Thursday evening.',
    'The chairs stay in the hall for two days, £35 for each row.',
    "Ruta can't sing on Saturday because of her throat.",
    'Bram: cousin lends us the drums until Sunday night',
    'The caretaker opens the side door for us at noon.',
  ])('leaves alone: %s', (line) => {
    expect(unsupported(line)).toEqual([])
  })

  it('does not hold "no" as an answer for a denial of what follows', () => {
    const talk = [
      say('Ana', 'Were you driving when the mirror was hit?', 1),
      say('Ben', 'No, I was inside getting milk.', 2),
    ]
    expect(verify(talk, 'Ben: I was inside getting milk.').unsupported).toEqual([])
  })

  it('does not blame the headings of days in texts that list them', () => {
    const dated = TRIP.map((message, at) => ({ ...message, timestamp: `2025-02-${10 + at}T09:00:00Z` }))
    const text = dated
      .map(({ name, content }, at) => `[${10 + at} February 2025]\n${name}: ${content}`)
      .join('\n')
    expect(verify(dated, text).unsupported).toEqual([])
  })
})

describe('a value that was replaced', () => {
  const changed: readonly Message[] = [
    say('user', 'The workshop starts at 9:30 in room 204.', 1),
    say('assistant', 'Noted.', 2, 'assistant'),
    say('user', 'Correction: the workshop starts at 10:45 in room 204.', 3),
  ]

  it('is named where the text does not tell what replaced it', () => {
    expect(kindsIn(changed, 'The workshop starts at 9:30 in room 204.')).toContain('outdated')
  })

  it('is left alone where it does', () => {
    expect(
      kindsIn(changed, 'The workshop started at 9:30 in room 204 at first. It starts at 10:45 now.'),
    ).toEqual([])
  })
})

describe('what a summary in other words may do', () => {
  it('leaves out what a sentence denies besides', () => {
    const talk = [say('Ana', 'We meet at 9:45 at the gate of Park Street, not the one on the quay.', 1)]
    expect(kindsIn(talk, 'They meet at 9:45 at the gate of Park Street.')).toEqual([])
  })

  it('names a day of a span whose month was said once', () => {
    const talk = [say('Ana', 'Dann überbrücken wir vom 3. bis zum 7. März, ab dem 3. arbeite ich.', 1)]
    expect(kindsIn(talk, 'Ana arbeitet ab dem 3. März.')).toEqual([])
  })

  it('inflects the words of a rule', () => {
    const talk = [
      say('Ana', 'Nunca mezcles las semillas de Rosario con las otras.', 1),
      say('Ben', 'Apuntado. El pozo está lleno y la huerta mide trescientos metros.', 2),
    ]
    const { missing } = verify(talk, 'Las semillas de Rosario no se mezclan nunca con otras.')
    expect(missing.filter(({ type }) => type === 'constraint')).toEqual([])
  })
})
