import { describe, expect, it } from 'vitest'
import { compact } from '../compact.js'
import { asksAsTyped, namesHowOrWhich } from './typed-requests.js'

const lastRequest = (said: string) =>
  compact([
    { id: '1', role: 'user', content: 'When does the ferry to Moen leave on Friday?' },
    { id: '2', role: 'assistant', content: 'On Friday it leaves at 8:10 and at 16:40.' },
    { id: '3', role: 'user', content: said },
  ]).currentState.lastUserRequest

describe('the last request, as people type it', () => {
  it.each([
    'Thanks! Last thing: draft the note for the harbour office, two lines',
    'Alright, draft a note to the crew saying we are late',
    'Great. Then the packing list',
    'Yes, and while you’re at it move the second car',
    'ok now do the second one',
    'Looks good, ship it',
    'My ticket was charged twice',
    "I can't open the booking any more",
    'Also I was wondering whether the deposit comes back',
    'which one would you take',
    'in French',
    'too formal',
    'And the price',
  ])('%s', (said) => {
    expect(lastRequest(said)).toBe(said)
  })

  it.each([
    'thanks a lot!',
    "great, I'll take an umbrella then",
    'it rained the whole time when we went in 2019',
    'perfect, that helps',
    'Met the crew yesterday, lovely people.',
  ])('stays what it was behind %s', (said) => {
    expect(lastRequest(said)).toBe('When does the ferry to Moen leave on Friday?')
  })

  it('takes no past tense, adverb or question word for an order', () => {
    for (const said of [
      'Saw the crew',
      'Only the crew',
      'Still a mess',
      'Loved the ferry',
      'Sounds a bit off',
    ])
      expect(asksAsTyped(said), said).toBe(false)
    expect(namesHowOrWhich('the ferry was late again')).toBe(false)
  })
})
