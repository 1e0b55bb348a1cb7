import { describe, expect, it } from 'vitest'
import { compact } from '../compact.js'
import type { CurrentState, Message } from '../types.js'

function stateOf(...turns: readonly string[]): CurrentState {
  const messages = turns.map((turn, at): Message => {
    const [, who = 'user', content = ''] = /^(\w+)> (.*)$/s.exec(turn) ?? []
    const isRole = who === 'user' || who === 'assistant' || who === 'system'
    return {
      id: `m${at + 1}`,
      role: isRole ? who : 'user',
      ...(isRole ? {} : { name: who }),
      content,
      timestamp: '2026-03-04T09:00:00Z',
    }
  })
  return compact(messages, { targetTokens: 2_000 }).currentState
}

describe('values in force', () => {
  it('lists what the user confirmed, with the thing, its name and its details, as confirmed last', () => {
    const { values } = stateOf(
      'user> I need a table at Lakshmi for tonight.',
      'assistant> Please confirm: a table for 4 at Lakshmi Garden in Leeds on 5 May at 7 pm.',
      'user> Yes, that is right.',
      'assistant> Sorry, 7 pm is gone. So you want a table for 4 at Lakshmi Garden in Leeds on 5 May at 8 pm, right?',
      'user> Yes please.',
      'assistant> Shall I send 300 euros from your savings account to Maren Holt?',
      'user> Yes.',
    )
    expect(values).toEqual({
      'table (Lakshmi Garden)': 'for 4 at Lakshmi Garden in Leeds on 5 May at 8 pm',
      'send (Maren Holt)': '300 euros from your savings account to Maren Holt',
    })
  })

  it('lists nothing that was confirmed and then could not be done', () => {
    const { values } = stateOf(
      'assistant> Please confirm: a table for 4 at Lakshmi Garden in Leeds on 5 May at 7 pm.',
      'user> Yes, that is right.',
      'assistant> Sorry, the booking was unsuccessful. Is another day all right?',
    )
    expect(values).toEqual({})
  })

  it('keeps the count and the kind that stand before the thing', () => {
    const { values } = stateOf(
      'assistant> To confirm: you want three balcony tickets for the Vespers on 9 May in Trier.',
      'user> That is correct.',
    )
    expect(Object.values(values)).toEqual(['three balcony tickets for the Vespers on 9 May in Trier'])
  })

  it('begins with the whole of a time that stands before the thing', () => {
    const { values } = stateOf(
      'assistant> Please confirm: you are booking a 4:30 pm appointment with Dr Amsel on 9 May.',
      'user> Yes, exactly.',
    )
    expect(Object.values(values)).toEqual(['4:30 pm appointment with Dr Amsel on 9 May'])
  })

  it('takes news behind a colon for no value', () => {
    const { values } = stateOf('user> Small change: Mara only gets leave from the 18th.')
    expect(values).toEqual({})
  })

  it('takes an assurance for no value', () => {
    const { values } = stateOf('user> Does the date hold?', 'assistant> Of course: 1 April stays.')
    expect(values).toEqual({})
  })

  it('tells a sum of several amounts no more once a part of it was set anew', () => {
    const { values } = stateOf(
      'user> For vans it should be 150.',
      'assistant> Deposit: €50 for each bike, €150 for the vans.',
      'user> Make the van deposit 120 instead.',
      'assistant> Updated: the van deposit is €120. The bike deposit stays at €50.',
    )
    expect(values).toEqual({ 'van deposit': '€120', 'bike deposit': '€50' })
  })

  it('lists no side of something that is not told', () => {
    const { values } = stateOf(
      'user> 1450 is a typo, the end is 2024-06-09.',
      'user> My address is 12 Elm Row.',
    )
    expect(values).toEqual({ address: '12 Elm Row' })
  })

  it('names a value by the whole of its name', () => {
    const { values } = stateOf(
      'user> name on the bell is Falk.',
      'assistant> The balance in your savings account is $13.90.',
      "assistant> To confirm: Potters' Corner at Elm Row, Tuesday 5 May, six people. Yes?",
      'user> Yes.',
      'assistant> Can you please confirm that you want me to play Lanterns without subtitles?',
      'user> Yes, please do.',
    )
    expect(values).toEqual({
      'name on the bell': 'Falk',
      'savings account balance': '$13.90',
      "potters' corner": 'at Elm Row, Tuesday 5 May, six people',
    })
  })

  it('has one name for what is worded in two ways', () => {
    const { values } = stateOf(
      'assistant> Your savings account balance is $13.90.',
      'user> I paid in 20.',
      'assistant> The balance of your savings account is $33.90.',
    )
    expect(values).toEqual({ 'savings account balance': '$33.90' })
  })

  it.each([
    ['user> GRETA: Two long, one short.'],
    ['user> A flight?', 'assistant> I have one at 3:40 pm. Your cost will be $320.'],
    ['user> When?', 'assistant> Dates: 19 May in the morning, 21 May in the afternoon.'],
    [
      'user> Which way?',
      'assistant> On Saturday:\n- B: 11:30 via Linz, 219.50 each\n- C: 8:15 via Graz, 264.00 each',
    ],
    ['user> A cake.', 'assistant> Here it is:\n- dough: 1 kg flour, 400 ml water, 150 ml oil'],
    [
      'assistant> So, I will book 1 ticket for the bus from Linz to Graz on 3 May. Is this okay?',
      'user> Yes, that sounds good.',
      "assistant> It leaves from the pier. But I'm afraid there are no more tickets. How about the bus at 1:10 pm?",
    ],
  ])('lists no line of a play, price, choice, ingredient or failed booking: %s', (...turns) =>
    expect(stateOf(...turns).values).toEqual({}),
  )

  it('leaves out what a system message sets', () => {
    expect(stateOf('system> Plans: Solo 0, Crew 9 dollars.', 'user> Hi there.').values).toEqual({})
  })
})

describe('topic', () => {
  it.each([
    [
      'the phrase of the last request',
      ['user> Please write me the checklist for the 16th and 17th, with names.'],
      'checklist for the 16th and 17th',
    ],
    [
      'what a request without a verb names',
      ['user> packing list for a week on a sailing boat'],
      'packing list for a week',
    ],
    [
      'no verb before its object',
      ['user> I fixed the leak in the cellar.', 'assistant> Well done.'],
      'leak in the cellar',
    ],
    [
      'no word of thanks',
      [
        'user> How do I prune an old pear tree?',
        'assistant> In February.',
        'user> Thanks, you have been a great help!',
      ],
      'old pear tree',
    ],
    [
      'no number cut in two',
      ['assistant> The new tariff for your father costs 5.00 pounds a month.'],
      'new tariff for your father',
    ],
  ] as const)('is %s', (_, turns, topic) => {
    expect(stateOf(...turns).topic).toBe(topic)
  })

  it('is null where nothing is named', () => expect(stateOf('user> ok', 'assistant> Sure.').topic).toBeNull())
})

describe('issues, steps and the last request', () => {
  it('takes a task that tells of a trouble for no open issue', () => {
    const { openIssues } = stateOf(
      'user> write a polite mail to the landlord: the heating is broken since Monday',
    )
    expect(openIssues).toEqual([])
  })

  it('takes the promise in a drafted letter for no next step', () => {
    const { nextSteps } = stateOf(
      'user> Help me to say no to the hotel.',
      'assistant> Subject: Your order\n\nDear Ms Roth,\n\nI will send you the old price list of 2025 on Monday.',
    )
    expect(nextSteps).toEqual([])
  })

  it('takes the end of the asking for no request', () => {
    const state = stateOf(
      'user> When does the ferry to Bergen leave on Sunday?',
      'assistant> At 8:30.',
      "user> Sounds good, that's all I need.",
      'assistant> Have a nice day.',
    )
    expect(state.lastUserRequest).toBe('When does the ferry to Bergen leave on Sunday?')
  })
})

describe('values that are left out', () => {
  const values = (...turns: readonly string[]) => stateOf(...turns).values

  it('what is over as soon as it is done, and what nobody could name later', () => {
    expect(
      values(
        'assistant> Can you please confirm that you want me to play Lanterns on the kitchen speaker?',
        'user> Yes, please do.',
        'assistant> Please confirm: 1 ticket for March 1st.',
        'user> Yes.',
      ),
    ).toEqual({})
  })

  it('a balance out of which something was paid later', () => {
    expect(
      values(
        'user> What do I have?',
        'assistant> Your savings account balance is $913.90. Your checking account balance is $70.10.',
        'user> I want to send money to Maren Holt.',
        'assistant> Shall I send 300 euros from your savings account to Maren Holt?',
        'user> Yes.',
      ),
    ).toEqual({
      'checking account balance': '$70.10',
      'send (Maren Holt)': '300 euros from your savings account to Maren Holt',
    })
  })

  it('a relative day gets its date', () => {
    expect(
      values('assistant> Shall I book 2 rooms at the Hotel Corvina for tomorrow?', 'user> Yes, please.'),
    ).toEqual({ 'rooms (Hotel Corvina)': '2 rooms at the Hotel Corvina for tomorrow (2026-03-05)' })
  })

  it('a sum of parts once a part of it went down', () => {
    expect(
      values(
        'user> trips: 14 in year 1, 10 in year 2',
        'assistant> Noted.',
        'user> The ranger wants fewer, so trips in year 1 go down to 9.',
      ),
    ).toEqual({})
  })
})
