import { describe, expect, it } from 'vitest'
import { compact } from '../compact.js'
import type { CurrentState, Message } from '../types.js'

type Turn = readonly ['user' | 'assistant' | 'tool', string]

const stateOf = (...turns: readonly Turn[]): CurrentState => {
  const messages: Message[] = turns.map(([role, content], at) => ({ id: `m${at}`, role, content }))
  return compact(messages, { targetTokens: 2_000 }).currentState
}
const requestOf = (...turns: readonly Turn[]) => {
  const { lastRequestStatus, lastUserRequest } = stateOf(...turns)
  return [lastRequestStatus, lastUserRequest]
}

describe('the last request', () => {
  const ask = ['user', 'When does the ferry to Sark leave?'] as const

  it('is open until it is answered, and stays answered after thanks', () => {
    expect(requestOf(ask)).toEqual(['open', ask[1]])
    const answered = [ask, ['assistant', 'It leaves at 8:30 from the north pier.']] as const
    expect(requestOf(...answered)).toEqual(['answered', ask[1]])
    expect(requestOf(...answered, ['user', 'Great, thanks a lot!'])).toEqual(['answered', ask[1]])
    expect(requestOf(...answered, ['user', "No, that's all I need."])).toEqual(['answered', ask[1]])
  })

  it('is no remark with an "actually" in it, but a correction is one', () => {
    const booked = ['assistant', 'You are booked on the 8:30 to Sark.'] as const
    for (const remark of [
      'My sister lives there actually',
      'It is actually my favourite island',
      'We were on that ferry with the kids, actually.',
    ])
      expect(requestOf(ask, booked, ['user', remark])).toEqual(['answered', ask[1]])
    for (const correction of [
      'Actually, Herm',
      'It is the 9th actually',
      'I actually need it for three',
      'the early one actually',
      'We leave on Sunday actually',
      "that's not the ferry I wanted actually",
    ])
      expect(requestOf(ask, booked, ['user', correction])).toEqual(['open', correction])
  })

  it('is open while the assistant asks back, works on it, or has to act on a yes', () => {
    const book = ['user', 'Please book a table for four at the Lotsenhaus.'] as const
    const back = ['assistant', 'For which day would you like it?'] as const
    expect(requestOf(book, back)).toEqual(['open', book[1]])
    expect(requestOf(book, back, ['user', 'Friday'])).toEqual(['open', book[1]])
    expect(requestOf(book, ['assistant', 'Please confirm: a table for four on Friday.'])).toEqual([
      'open',
      book[1],
    ])
    expect(requestOf(book, ['assistant', 'One moment, let me look for a free table.'])).toEqual([
      'open',
      book[1],
    ])
    const offer = ['assistant', 'A table is free on Friday at 19:00. Shall I book it?'] as const
    expect(requestOf(book, offer, ['user', 'Yes please.'])).toEqual(['open', book[1]])
    const call = ['assistant', '{"name":"book","arguments":{"table":4}}'] as const
    expect(requestOf(book, offer, ['user', 'Yes please.'], call, ['tool', '{"status":"ok"}'])).toEqual([
      'open',
      book[1],
    ])
    expect(
      requestOf(
        book,
        offer,
        ['user', 'Yes please.'],
        call,
        ['tool', '{"status":"ok"}'],
        ['assistant', 'Your table is booked for Friday at 19:00.'],
      ),
    ).toEqual(['answered', book[1]])
    expect(requestOf(book, offer, ['user', 'No thanks, not now.'])).toEqual(['answered', book[1]])
  })

  it('is no password, bare answer, news, assent or plea for time', () => {
    const block = ['user', 'Please block my card, it was stolen.'] as const
    const others = [
      [['assistant', 'What is your security phrase?'] as const, 'brass lantern on monday'],
      [
        ['assistant', 'Shall I block the debit card or the credit card?'] as const,
        'Please block the debit card',
      ],
      [['assistant', 'It is blocked.'] as const, 'Oh, the phone rings. Wait'],
      [['assistant', 'It is blocked. You get a new one by post.'] as const, 'That sounds perfect.'],
      [['assistant', 'It is blocked.'] as const, 'My neighbour lost hers last year as well, in Genoa.'],
    ] as const
    for (const [before, said] of others)
      expect(requestOf(block, before, ['user', said])[1], said).toBe(block[1])
  })

  it('is a want without its subject, a thing that is named, or what is laid down', () => {
    for (const said of [
      'need a plumber in Oranmore today',
      'packing list for a week on a boat',
      'and put the order number on the label',
      'No comments in the code from now on.',
    ])
      expect(requestOf(ask, ['assistant', 'At 8:30.'], ['user', said]), said).toEqual(['open', said])
  })

  it('says nothing about answers among named people', () => {
    const messages: Message[] = ['Can you bring the projector, Ilse?', 'Sure.'].map((content, at) => ({
      id: `m${at}`,
      role: 'user',
      name: at === 0 ? 'Tam' : 'Ilse',
      content,
    }))
    expect(compact(messages, { targetTokens: 500 }).currentState.lastRequestStatus).toBeNull()
  })

  it.each([
    [['Kannst du den Brief an die Bank schreiben?', 'Ja. An welche Bank soll der Brief gehen?'], 'open'],
    [['Wann fährt die Fähre nach Sylt?', 'Sie fährt um 8:30 Uhr ab Hörnum.'], 'answered'],
    [['¿Cuándo sale el tren a Toledo?', 'Sale a las 8:30 de Atocha.'], 'answered'],
    [['Peux-tu réserver une table pour ce soir ?', 'Bien sûr. Pour combien de personnes ?'], 'open'],
    [['火车几点出发？', '早上八点半出发。'], 'answered'],
  ] as const)('is told as open or answered in other languages: %j', ([asked, said], status) => {
    expect(requestOf(['user', asked], ['assistant', said])).toEqual([status, asked])
  })
})

describe('what else tells the last request and its status', () => {
  const offer = ['assistant', 'I found one hotel, the Corvina.'] as const

  it.each([
    'Did you have anything else?',
    'Can you find something else? A quiet one near the pier sounds good.',
    'worth a try :) ok do the smoked ones, both',
    'regex for prices like 1.299,00 €',
    'wifi keeps dropping in the evening',
  ])('asks: %s', (said) => {
    expect(requestOf(['user', 'Find me a hotel in Graz.'], offer, ['user', said])).toEqual(['open', said])
  })

  it('is open while a program has the last word or the last command, and its refusal is an issue', () => {
    const ask = ['user', 'Add 2 GB to my line, please.'] as const
    const call = ['assistant', '{"name":"top_up","arguments":{"gb":2}}'] as const
    const refused = [
      'tool',
      '{"status":"error","code":"BILL_OVERDUE","message":"Top-up refused: overdue bill."}',
    ] as const
    const state = stateOf(ask, call, refused)
    expect(state.lastRequestStatus).toBe('open')
    expect(state.openIssues).toEqual([expect.stringContaining('refused')])
    const shell = ['assistant', 'Let me run it.\n```\npython solve.py\n```'] as const
    expect(requestOf(ask, shell, ['tool', '300 rows'], ['assistant', '```\npython check.py\n```'])[0]).toBe(
      'open',
    )
  })

  it('is completed once it was answered and the user wants nothing more', () => {
    const ask = ['user', 'Who wrote the play?'] as const
    const told = ['assistant', 'Nia Amari wrote it.'] as const
    expect(stateOf(ask, told, ['user', "That's all, thanks."]).status).toBe('completed')
    expect(
      stateOf(
        ask,
        told,
        ['user', 'Good to know.'],
        ['assistant', 'Is there anything else?'],
        ['user', 'No, thank you.'],
      ).status,
    ).toBe('completed')
    expect(stateOf(ask, told).status).toBe('in_progress')
  })

  it('lists no trouble that the user had before he asked for something else', () => {
    const broken = ['user', 'The oven in the shop is broken since Monday. What can I serve cold?'] as const
    const told = ['assistant', 'Take rolls with salmon, and cakes from the day before.'] as const
    expect(stateOf(broken).openIssues).toHaveLength(1)
    expect(stateOf(broken, told, ['user', 'How do I clean a stained cover?']).openIssues).toEqual([])
  })

  it('is no word to go ahead', () => {
    const ask = ['user', 'Please move my fitting to Friday.'] as const
    const back = ['assistant', 'I need your confirmation to move it to Friday at 9:30.'] as const
    expect(requestOf(ask, back, ['user', 'Confirmed. Please proceed.'])[1]).toBe(ask[1])
  })

  it('is about the news that came after it', () => {
    const { topic } = stateOf(
      ['user', 'How much soap spray does the greenhouse need?'],
      ['assistant', 'One litre a week.'],
      ['user', 'Bad luck: hailstorm over the orchard yesterday, nine apple trees are gone.'],
    )
    expect(topic).not.toMatch(/soap|greenhouse/)
  })

  it.each([
    ['so what do i still have to do', true],
    ['ok and when do we leave', true],
    ['what a day', false],
    ['we brought what we had', false],
  ])('is a question by its words among people, without a mark: %s', (said, asks) => {
    const messages = [
      'who sleeps in the annex?',
      'we do, the kids go to bed early',
      'great, sorted',
      said,
    ].map(
      (content, at): Message => ({
        id: `m${at}`,
        role: 'user',
        name: at % 2 === 0 ? 'Tam' : 'Ilse',
        content,
      }),
    )
    const { lastUserRequest } = compact(messages, { targetTokens: 500 }).currentState
    expect(lastUserRequest === said).toBe(asks)
  })
})
