import { describe, expect, it } from 'vitest'
import { compact } from '../compact.js'
import type { Item, Message, Role } from '../types.js'

const itemsOf = (...turns: readonly (readonly [Role, string])[]): readonly Item[] =>
  compact(
    turns.map(
      ([role, content], at): Message => ({ id: `m${at}`, role, content, timestamp: '2026-03-04T09:00:00Z' }),
    ),
    { targetTokens: 2_000 },
  ).items

const told = (type: Item['type'], ...turns: readonly (readonly [Role, string])[]): string[] =>
  itemsOf(...turns)
    .filter((item) => item.type === type)
    .map(({ content }) => content)

describe('what a user of a desk says in passing', () => {
  it.each([
    'Although, Greta is in Bergen during the week...',
    "I'll ring the harbour office at lunch.",
    'just found the mail from Moller.',
    "48 same as mine, else there'll be tears.",
    'like 150 now, 150 next week and the rest in june',
    'My cousin on the island has 240.',
    'One kettle in red for Greta and keep one green one for me.',
    'Ole Moller, he has a single.',
    'Ole is at school in Bergen so that is easy.',
    'the pump on deck is already tight, 88 % full',
    "it was a long ride and i'm such an idiot, I teach in Bergen.",
  ])('%j is no fact', (text) => expect(told('fact', ['user', text])).toEqual([]))

  it.each([
    'I drive to Bergen 3 times a week.',
    "I'll be on the night ferry from april.",
    'our boat is called Magda and has two masts',
    'On 12 March the mooring was flooded all evening.',
  ])('%j is one', (text) => expect(told('fact', ['user', text])).toHaveLength(1))

  it('takes up a question in few words, which is no answer', () => {
    const asked: readonly [Role, string] = ['assistant', 'Next: which moorings in Bergen and which months?']
    expect(told('fact', asked, ['user', 'good catch, 4.00 then.'])).toEqual([])
    expect(told('fact', asked, ['user', "it's the one by the Moller yard probably."])).toEqual([])
  })
})

describe('what an assistant of a desk reports', () => {
  const asked: readonly [Role, string] = ['user', 'What about my mooring?']
  it.each([
    'The Heron on Friday 13 June at 06:55 has seats for three.',
    'Berth 4 at Moller Quay is free from 14:00.',
    'With Greta Moller there is Friday 22 August at 14:00 or Tuesday 26 August.',
    '592.50 is still open for February.',
    'Monday to Friday is free, Saturday 6 December costs 8.50.',
    'Submitted as GW-2619 for 60.00.',
    'Booked: Thu 4 Dec, between 9 and 1, ring twice.',
    'Both changes together: 10.50 more on the Visa ending in 4471.',
    'approved at 15:51 on condition that Moller Yard does it.',
  ])('%j says not of what, or nothing that lasts', (text) =>
    expect(told('fact', asked, ['assistant', text])).toEqual([]),
  )

  it.each([
    'Done: LO-551 comes to Moller Quay on Thursday 12 February.',
    'Booked: the crane of Moller Yard, Thursday 12 February, keel up, reference BK-51906.',
    'Moller Yard also does masts.',
    'FC-23815 still holds 60.00 until 17 February 2026.',
  ])('%j is a fact', (text) => expect(told('fact', asked, ['assistant', text])).toHaveLength(1))
})

const LONG_ANSWER =
  'Say who you are first. Then tell one story that only you know, not three. Name the place and the year, since that is what people remember. Keep it under two minutes. Raise the glass at the end and say the name of the one whom it is for, loudly.'

describe('a request', () => {
  it('that the next message met is no task any more', () =>
    expect(
      told('task', ['user', 'write a toast for a rowing club dinner'], ['assistant', LONG_ANSWER]),
    ).toEqual([]))

  it('is one while the answer asks, while nothing came, and where the user comes back to it', () => {
    const wish: readonly [Role, string] = ['user', 'write a toast for a rowing club dinner']
    expect(told('task', wish)).toHaveLength(1)
    expect(told('task', wish, ['assistant', `${LONG_ANSWER} Shall I make it longer?`])).toHaveLength(1)
    const back = told(
      'task',
      wish,
      ['assistant', LONG_ANSWER],
      ['user', 'The toast for the rowing dinner needs a joke too.'],
    )
    expect(back.some((content) => content.includes('toast for a rowing club dinner'))).toBe(true)
  })

  it('stays one where the user tells what he is about to do', () =>
    expect(
      told(
        'task',
        ['user', 'I want to give a rowing course in spring for four people.'],
        ['assistant', LONG_ANSWER],
      ),
    ).toHaveLength(1))

  it.each([
    'raise the limit pls.',
    'Send me the label for after, please',
    "wait, I'm at the till in ten minutes. can you block it in an hour?",
    'Put the difference on the gift card please',
    'write me something for the log, 5 lines max.',
    'Remind me when I next order.',
    "I'd love to, but not a morning obviously, and the crew has to be rested.",
    'i need my usual stuff again, customer number LK-408',
  ])('%j does not say of what', (text) => expect(told('task', ['user', text])).toEqual([]))

  it.each(['Send me the label for the Moller boots, please', 'Remind me to return the Moller boots.'])(
    '%j does',
    (text) => expect(told('task', ['user', text])).toHaveLength(1),
  )
})

describe('a desk that speaks another language', () => {
  const talk = (...said: readonly string[]) =>
    said.flatMap((text): (readonly [Role, string])[] => [
      ['user', text],
      ['assistant', 'Verstanden.'],
    ])
  it.each([
    [
      'Guten Tag, ich habe eine Frage zum Liegeplatz von Frau Moller im Hafen.',
      'Die Nummer ist LP 7731, glaube ich.',
    ],
    [
      'Guten Tag, ich habe eine Frage zum Liegeplatz von Frau Moller im Hafen.',
      'ich nehm sie am 4. Mai ab, sicher ist sicher.',
    ],
    [
      'Guten Tag, ich habe eine Frage zum Liegeplatz von Frau Moller im Hafen.',
      'Schreib ich mir auf den Kalender von der Werft Moller.',
    ],
    [
      'Bonjour, je loue un bateau au port de Bergen pour ma famille.',
      'Expliquez-moi aussi le tarif de la caution, je ne comprends rien.',
    ],
    ['Hola, tengo un barco en el puerto y necesito ayuda con la plaza.', 'ya lo tengo, sale VRF-91TQ.'],
    [
      'Bom dia, tenho um barco no porto e preciso de ajuda com a vaga.',
      'Quer dizer, não, quem me leva é o Edvaldo e ele sai às 3.',
    ],
  ])('after %j the remark %j is no fact', (first, remark) => {
    const facts = told('fact', ...talk(first, remark))
    expect(facts.filter((content) => content.includes(remark.slice(0, 18)))).toEqual([])
  })

  it('lists what the user tells of himself', () => {
    const facts = told(
      'fact',
      ...talk(
        'Guten Tag, ich habe einen Liegeplatz im Hafen.',
        'Ich arbeite ab dem 3. in der Werft, Frühdienst ab 6 Uhr.',
      ),
    )
    expect(facts.some((content) => content.includes('in der Werft'))).toBe(true)
  })

  it('takes an English sentence among others for what it is', () => {
    const facts = told(
      'fact',
      ['user', 'Guten Tag, ich bin Greta und habe einen Liegeplatz im Hafen von Bergen.'],
      ['assistant', 'That is fine, Greta. I will answer you in English unless you prefer the other one.'],
    )
    expect(facts.filter((content) => /That is fine|I will answer/.test(content))).toEqual([])
  })

  it('tells a short decision with the sentence behind it', () => {
    const decisions = told(
      'decision',
      ['user', '五月に両親と船で旅行に行きたいのですが、計画を手伝ってもらえますか。'],
      ['assistant', 'はい、喜んで。'],
      ['user', '宿を予約しました。海辺荘の洋室、二部屋で予約番号はKH-7731です。'],
    )
    expect(decisions.some((content) => content.includes('宿を予約しました。海辺荘の洋室'))).toBe(true)
  })
})

describe('a weekday at a desk', () => {
  it('is of no day where nothing says which week', () => {
    const [need] = itemsOf([
      'user',
      'We also need a room to rehearse on Friday and Saturday morning, with a piano',
    ]).filter(({ type }) => type === 'task' || type === 'fact')
    expect(need?.content).not.toMatch(/\[20/)
    expect(need?.eventDate).toBeUndefined()
  })

  it('keeps the day that a past, a future or a whole date gives', () => {
    const days = itemsOf(
      ['user', 'my heater is still not installed in Bergen and nobody showed up on friday!'],
      ['assistant', 'Done: LO-551902 comes to Moller Quay on Thursday 12 March.'],
    ).map(({ eventDate }) => eventDate)
    expect(days.toSorted()).toEqual(['2026-02-27', '2026-03-12'])
  })
})
