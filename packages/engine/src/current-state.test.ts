import { describe, expect, it } from 'vitest'
import { annotate } from './annotate/annotate.js'
import { compact } from './compact.js'
import { buildConversation } from './conversation.js'
import { stateReader } from './current-state.js'
import type { CurrentState, Message } from './types.js'

const stateOf = (...turns: readonly (readonly ['user' | 'assistant' | 'tool', string])[]): CurrentState => {
  const messages: Message[] = turns.map(([role, content], at) => ({ id: `m${at}`, role, content }))
  return compact(messages, { targetTokens: 2_000 }).currentState
}

describe('currentState', () => {
  it('is in progress until completion is said', () => {
    const request = ['user', 'Please migrate the booking table to the new database.'] as const
    expect(stateOf(request, ['assistant', 'I will copy the rows first.']).status).toBe('in_progress')
    expect(stateOf(request, ['assistant', 'The migration is done, all 300 rows were copied.']).status).toBe(
      'completed',
    )
    expect(stateOf(request, ['assistant', 'When this is finished I will tell you.']).status).toBe(
      'in_progress',
    )
  })

  it('waits when the assistant asked last', () => {
    expect(
      stateOf(['user', 'Book a table for four.'], ['assistant', 'At what time would you like to eat?'])
        .status,
    ).toBe('waiting')
  })

  it('goes on after a new request', () => {
    expect(
      stateOf(
        ['user', 'Fix the login test.'],
        ['assistant', 'The login test is fixed.'],
        ['user', 'Now rename the config file, please.'],
      ).status,
    ).toBe('in_progress')
  })

  it('lists an offer that was just accepted as what comes next, until the assistant speaks of it', () => {
    const offer = [
      ['user', 'I need a room in Bruges for the night of 4 May.'],
      ['assistant', 'Shall I book the Hotel Anker in Bruges for 4 May?'],
      ['user', 'Yes, please.'],
    ] as const
    const steps = stateOf(...offer).nextSteps
    expect(steps).toEqual([expect.stringContaining('Hotel Anker in Bruges for 4 May?')])
    expect(
      stateOf(...offer, ['assistant', '{"name":"book","arguments":{"hotel":"Anker"}}']).nextSteps,
    ).toEqual(steps)
    expect(stateOf(...offer, ['assistant', 'The Hotel Anker is booked for 4 May.']).nextSteps).toEqual([])
  })

  it('takes a heading for no open issue', () => {
    const report = '**Describe the bug**\n\nThe export of the ledger writes the dates in the wrong order.'
    const { openIssues } = stateOf(['user', report])
    expect(openIssues.filter((issue) => issue.includes('Describe the bug'))).toEqual([])
  })

  it('takes the offer of more help for no open question', () => {
    const ask = ['user', 'Move 40 euros to my savings account.'] as const
    const done = 'The transfer to your savings account is done. Would you like to make any more transfers?'
    expect(stateOf(ask, ['assistant', done]).openIssues).toEqual([])
  })

  it('quotes the last request word for word, not the thanks after it', () => {
    const state = stateOf(
      ['user', 'Could you *really* check invoice  #88-A again?'],
      ['assistant', 'Invoice #88-A is paid.'],
      ['user', 'Thank you!'],
    )
    expect(state.lastUserRequest).toBe('Could you *really* check invoice  #88-A again?')
  })

  it('quotes the last request of a brisk dialogue that is told in few words', () => {
    const messages = [
      ['user', 'I want to send a parcel.'],
      ['assistant', 'What is in it, and where does it go?'],
      ['user', 'Send 12 jars to Ilse from the Elm Street shop.'],
      ['assistant', 'Please confirm: you want to send 12 jars to Ilse from Elm Street.'],
      ['user', 'Yep'],
      ['assistant', 'Your parcel has been booked and will arrive in 3 days.'],
    ].map(([role, content], at) => ({ id: `m${at}`, role, content }) as Message)
    const { currentState: state } = compact(messages, { targetTokens: 40 })
    expect(state.lastUserRequest).toBe('Send 12 jars to Ilse from the Elm Street shop.')
    expect(state.status).toBe('completed')
  })

  it('takes a reaction without a verb for no request', () => {
    const state = stateOf(
      ['user', 'How long is the ferry to Sark?'],
      ['assistant', 'Fifty minutes each way, and the last one leaves at five.'],
      ['user', 'Nice. Almost a whole day.'],
    )
    expect(state.lastUserRequest).toBe('How long is the ferry to Sark?')
    expect(
      stateOf(
        ['user', 'How long is the ferry to Sark?'],
        ['assistant', 'Fifty minutes.'],
        ['user', 'Great. Two tickets for Friday then.'],
      ).lastUserRequest,
    ).toBe('Great. Two tickets for Friday then.')
  })

  it('keeps the newest value of each name', () => {
    const state = stateOf(
      ['user', 'The deadline is 12 March. My budget is $4,500 for the trip.'],
      ['assistant', 'Noted.'],
      ['user', 'Actually the deadline is now 14 March.'],
    )
    expect(state.values).toEqual({ budget: '$4,500', deadline: '14 March' })
  })

  it('takes no word of an answer for the name of a value', () => {
    const state = stateOf(
      ['user', 'Six people, please.'],
      ['assistant', 'Done: 6 people at 20:00.'],
      ['user', 'Twice?'],
      ['assistant', 'You are right: 12.99 on 3 September.'],
    )
    expect(state.values).toEqual({})
  })

  it('reads no value from a question or a clock time', () => {
    const state = stateOf(['user', 'Is the deadline 12 March? We meet at 18:45.'])
    expect(state.values).toEqual({})
  })

  it('lists problems that nobody has solved yet, and what was announced', () => {
    const state = stateOf(
      ['user', 'Run the import.'],
      ['assistant', 'The import failed on row 17 with a wrong date. I will ask Marit for the right one.'],
    )
    expect(state.openIssues).toEqual([expect.stringContaining('row 17')])
    expect(state.nextSteps).toEqual([expect.stringContaining('ask Marit')])
  })

  it('takes no sentence and no property of the thing just spoken of for a value in force', () => {
    const state = stateOf(
      ['user', 'Find me a hotel in Graz.'],
      ['assistant', 'I found the Hotel Lerche. The price is $120. To confirm: You want one room.'],
    )
    expect(state.values).toEqual({})
  })

  it('forgets a step of the assistant that has written since, and a question that was followed by a statement', () => {
    const state = stateOf(
      ['user', 'Run the import and tell me the row count.'],
      ['assistant', 'I will run the import script first.'],
      ['tool', '300 rows'],
      ['assistant', 'Shall we check the other table? No, it is the same one.'],
    )
    expect(state.nextSteps).toEqual([])
    expect(state.openIssues).toEqual([])
  })

  it('has nothing to say about an empty conversation', () => {
    expect(stateOf()).toEqual({
      status: 'in_progress',
      topic: null,
      lastUserRequest: null,
      lastRequestStatus: null,
      openIssues: [],
      nextSteps: [],
      values: {},
    })
  })

  it('is completed when the assistant reports the change that was asked for', () => {
    const request = ['user', 'Please move my fitting to Friday at 9:30.'] as const
    expect(stateOf(request, ['assistant', 'I have moved your fitting to Friday at 9:30.']).status).toBe(
      'completed',
    )
    expect(stateOf(request, ['assistant', 'Your fitting has been moved to Friday.']).status).toBe('completed')
    expect(stateOf(request, ['assistant', 'Your fitting will be moved once it has been paid.']).status).toBe(
      'in_progress',
    )
    expect(stateOf(request, ['assistant', 'I found two free times on Friday.']).status).toBe('in_progress')
    expect(
      stateOf(
        request,
        ['assistant', 'I have moved your fitting. Let me look for the receipt, too.'],
        ['tool', 'no receipt'],
        ['assistant', 'Looking in the archive.'],
      ).status,
    ).toBe('in_progress')
  })

  it('is not completed by an answer about what was done before, nor where the next thing is begun', () => {
    const refund = ['user', 'I would like a refund for order 12.'] as const
    for (const answer of [
      'I see that the order was completed on 3 May. Refunds are possible within 30 days.',
      'The last repair was finished yesterday, so a refund is possible.',
      'Our system shows that the order is done.',
    ])
      expect(stateOf(refund, ['assistant', answer]).status, answer).toBe('in_progress')
    const both = ['user', 'Please book a table for 4 and a taxi for 18:30.'] as const
    const table = "I've booked the table for 4 at 19:00."
    expect(stateOf(both, ['assistant', `${table} I'll take care of the taxi now.`]).status).toBe(
      'in_progress',
    )
    expect(stateOf(both, ['assistant', table]).status).toBe('completed')
  })

  it('stays completed when the user says thanks and the assistant answers that', () => {
    const done = [
      ['user', 'Please change my address to Elm Road 4.'],
      ['assistant', 'Your address has been updated to Elm Road 4.'],
    ] as const
    expect(stateOf(...done).status).toBe('completed')
    expect(stateOf(...done, ['user', 'Thanks, bye!'], ['assistant', "You're welcome!"]).status).toBe(
      'completed',
    )
    expect(
      stateOf(...done, ['user', 'When does my parcel arrive?'], ['assistant', 'It arrives on Thursday.'])
        .status,
    ).toBe('in_progress')
  })

  it('takes what opens the talk for no next step', () => {
    const state = stateOf(
      ['user', 'Ich plane eine Reise nach Wien vom 3. bis 7. September.'],
      ['assistant', 'Welches Budget haben Sie für das Hotel?'],
      ['user', 'Höchstens 140 Euro pro Nacht.'],
    )
    expect(state.nextSteps).toEqual([])
  })

  it('tells values without what they are not, and keeps the unit of a corrected number', () => {
    expect(stateOf(['user', 'My meeting is at 3pm not 2pm.']).values).toEqual({ meeting: '3pm' })
    expect(
      stateOf(
        ['user', 'The budget is 500 dollars a month.'],
        ['assistant', 'Noted.'],
        ['user', 'Actually make that 650.'],
      ).values,
    ).toEqual({ budget: '650 dollars a month' })
    const german = stateOf(
      ['user', 'Wir reisen doch erst am 4. September an.'],
      ['assistant', 'Verstanden: Anreise am 4. September, Hotel Lindenhof.'],
    )
    expect(german.values).toEqual({})
  })

  it('takes no line of a program for an open issue, unless it is the last word', () => {
    const error = 'FileNotFoundError: the ledger file ledger.csv was not found'
    const request = ['user', 'Import the ledger, please.'] as const
    const running = ['assistant', 'Running the import.'] as const
    expect(stateOf(request, running, ['tool', `line 1 fails\n${error}`]).openIssues).toEqual([
      expect.stringContaining('ledger.csv'),
    ])
    expect(
      stateOf(request, running, ['tool', error], ['assistant', 'Let me look for the file.']).openIssues,
    ).toEqual([])
  })

  it('lists a question of the assistant as open, and the last request of the user as that', () => {
    const asked = stateOf(
      ['user', 'Book a boat.'],
      ['assistant', 'How many people will come along to the lake?'],
    )
    expect(asked.openIssues).toEqual([expect.stringContaining('How many people')])
    const request = stateOf(['user', 'Can you look up ferries to Bergen for me?'])
    expect(request.openIssues).toEqual([])
    expect(request.lastUserRequest).toBe('Can you look up ferries to Bergen for me?')
  })

  it('takes no message that is named after a tool for the last request', () => {
    const messages: Message[] = [
      { id: 'a', role: 'user', content: 'Find out why the boiler log is empty.' },
      { id: 'b', role: 'assistant', content: 'Let me open the log.' },
      {
        id: 'c',
        role: 'user',
        name: 'tool',
        content: 'Should the boiler restart? Open the valve of boiler 7 first.',
      },
    ]
    expect(compact(messages, { targetTokens: 500 }).currentState.lastUserRequest).toBe(messages[0]?.content)
  })

  it('quotes a very long request by its beginning and its last question', () => {
    const pasted = 'The archive of the harbour office holds a ledger for each pier and year. '.repeat(60)
    const request = `Read this first. ${pasted}Which pier earned most?`
    const { lastUserRequest } = stateOf(['user', request])
    expect(lastUserRequest).toMatch(/^Read this first\. The archive/)
    expect(lastUserRequest).toMatch(/ … Which pier earned most\?$/)
    expect(lastUserRequest?.length).toBeLessThanOrEqual(2_000)
  })

  it.each([
    [['The deadline is 12 March.', 'Actually, make it the 14th.'], { deadline: '14th' }],
    [['The venue is Graz and we come on 13 May.', 'Change it to the 3rd.'], { venue: 'Graz' }],
    [['My fitting is at 9:30.', 'No, let us say 10:15 instead.'], { fitting: '10:15' }],
    [['Our budget is $4,500.', 'Our budget went up to $5,200.'], { budget: '$5,200' }],
    [['The parade is on 3 May.', 'The parade has been moved to 9 May.'], { parade: '9 May' }],
    [
      ['The deadline is 12 March.', 'Make it the 14th instead.', 'On second thought, make it the 17th.'],
      { deadline: '17th' },
    ],
  ])('knows the value in force after %j', (said, values) => {
    expect(stateOf(...said.map((text) => ['user', text] as const)).values).toEqual(values)
  })

  it('takes a correction that was put as a question for one when it is agreed to', () => {
    const booking = ['user', 'The departure is at 8:10.'] as const
    const asked = ['user', 'How about 9:40 instead?'] as const
    expect(
      stateOf(booking, ['assistant', 'Noted.'], asked, ['assistant', 'Sure, 9:40 it is.']).values,
    ).toEqual({
      departure: '9:40',
    })
    expect(
      stateOf(booking, ['assistant', 'Noted.'], asked, ['assistant', 'Sorry, nothing leaves then.']).values,
    ).toEqual({ departure: '8:10' })
  })
})

describe('stateReader', () => {
  const said: readonly Message[] = [
    { id: 'a', role: 'user', content: 'The berth number is 14. Which tide table should I print for Calais?' },
    { id: 'b', role: 'assistant', content: 'Print the one for March. Shall I add the moon phases?' },
  ]
  const conversation = buildConversation(
    said.map((message) => ({ message, annotation: annotate(message, { language: 'en' }) })),
  )

  it('tells in a line what the whole state tells', () => {
    const { status, lastRequestStatus, values } = stateReader(conversation, new Map()).whole()
    expect(stateReader(conversation, new Map()).inLine()).toEqual({ status, lastRequestStatus, values })
    expect({ status, values }).toEqual({ status: 'waiting', values: { 'berth number': '14' } })
  })

  it('lists the parts of a state in one order', () => {
    expect(Object.keys(stateReader(conversation, new Map()).whole())).toEqual([
      'status',
      'topic',
      'lastUserRequest',
      'lastRequestStatus',
      'openIssues',
      'nextSteps',
      'values',
    ])
  })
})
