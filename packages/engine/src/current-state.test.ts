import { describe, expect, it } from 'vitest'
import { compact } from './compact.js'
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

  it('quotes the last request word for word, not the thanks after it', () => {
    const state = stateOf(
      ['user', 'Could you *really* check invoice  #88-A again?'],
      ['assistant', 'Invoice #88-A is paid.'],
      ['user', 'Thank you!'],
    )
    expect(state.lastUserRequest).toBe('Could you *really* check invoice  #88-A again?')
  })

  it('keeps the newest value of each name', () => {
    const state = stateOf(
      ['user', 'The deadline is 12 March. My budget is $4,500 for the trip.'],
      ['assistant', 'Noted.'],
      ['user', 'Actually the deadline is now 14 March.'],
    )
    expect(state.values).toEqual({ budget: '$4,500', deadline: '14 March' })
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
      openIssues: [],
      nextSteps: [],
      values: {},
    })
  })
})
