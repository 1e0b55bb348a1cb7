import { describe, expect, it } from 'vitest'
import { annotate } from '../annotate/annotate.js'
import { compact } from '../compact.js'
import { factsOf } from './facts-of.fixtures.js'

describe('a short message of a user that tells one matter', () => {
  it('is one fact, with what its first sentence says of what', () => {
    expect(
      factsOf([
        'user',
        'My aunt Greta sold her bakery in Kirkby. 84,000 for the ovens and the name. the keys went on Friday',
      ]),
    ).toEqual([
      'User: My aunt Greta sold her bakery in Kirkby. 84,000 for the ovens and the name. the keys went on Friday [2026-02-27]',
    ])
  })

  it('leaves out the questions and requests at its ends', () => {
    expect(
      factsOf([
        'user',
        'thanks! I start at the harbour office on 4 May. 31 hours a week, Mrs Ilves is my boss. can you write her a short hello?',
      ]),
    ).toEqual([
      'User: I start at the harbour office on 4 May. 31 hours a week, Mrs Ilves is my boss. [2026-05-04]',
    ])
  })

  it('is told with the question that it answers', () => {
    const [fact] = factsOf(
      ['assistant', 'Which boiler do you have, and how old is it?'],
      ['user', 'we have a Corvid 24 from 2011. 19 litres, serviced every March by Mr Adeyemi.'],
    )
    expect(fact).toBe(
      'User (“Which boiler do you have, and how old is it?”): we have a Corvid 24 from 2011. 19 litres, serviced every March by Mr Adeyemi.',
    )
  })

  it('keeps the sentence that its pronoun needs', () => {
    const facts = factsOf(
      ['assistant', 'How was the viewing?'],
      [
        'user',
        'the flat in Marrow Lane is gone, a couple from Derby took it. They pay 1,140. the agent has another on 3 June',
      ],
    )
    expect(facts.join()).toContain('a couple from Derby took it. They pay 1,140')
  })

  it.each([
    ['whose first sentence only answers', 'the second one, yes. 14:30 then'],
    ['whose first sentence points at what was said', 'it came back yesterday. 40 euros for nothing'],
    ['that is a request', 'write to the school in Ghent. two pages, formal. my son Emil starts in May'],
    ['that asks in its middle', 'we moved to Lund in May. is 900 a lot? the rent is 900 kronor more'],
    ['of the moment', 'wait, let me look at the meter in the cellar. 44 812 it says'],
    ['that tells no name and no number', 'my knee hurts when I run. the left side mostly'],
    ['with a quotation that is cut', 'my boss said "we never close on Sundays. 24 hours a day'],
  ])('is not told whole where it is one %s', (_, message) => {
    const facts = factsOf(['assistant', 'Good. What else would you like me to look at?'], ['user', message])
    expect(facts.filter((fact) => fact.endsWith(message))).toEqual([])
  })

  it('is told sentence by sentence where one of them was replaced', () => {
    const facts = factsOf(
      ['user', 'My recital is on 12 June. we have 14 places at Weir House.'],
      ['assistant', 'Noted.'],
      ['user', 'Actually my recital is on 19 June.'],
      ['assistant', 'Noted.'],
    )
    expect(facts.filter((fact) => fact.includes('12 June') && fact.includes('14 places'))).toEqual([])
  })

  it('has no day where its sentences name several', () => {
    const [fact] = factsOf(['user', 'I sold the van to Mr Okoro yesterday. he pays another 400 on 9 May.'])
    expect(fact).toBe('User: I sold the van to Mr Okoro yesterday. he pays another 400 on 9 May.')
  })
})

describe('what is stored of a short message that may tell one matter', () => {
  const mayTellWhole = (content: string, role: 'user' | 'assistant' = 'user', language = 'en') =>
    annotate({ id: 'a', role, content }, { language }).mayTellWhole
  const TELLS = 'I start at the harbour office on 4 May. 31 hours a week, Mrs Ilves is my boss.'

  it('says so of a user who tells in English, alone or with a question behind', () => {
    expect(mayTellWhole(TELLS)).toBe(true)
    expect(mayTellWhole(`${TELLS} can you write her a short hello?`)).toBe(true)
  })

  it('says so wherever a rule stands, since another message may lift it', () => {
    expect(mayTellWhole('From now on, never call me before 9:30. What is the weather in Graz?')).toBe(true)
  })

  it.each([
    ['one sentence', 'I start at the harbour office on 4 May.'],
    ['no name and no number', 'my knee hurts when I run. the left side mostly'],
    ['questions', 'What is 12 times 7? And what is 19 times 4?'],
    ['an order', 'write to the school in Ghent. two pages, formal.'],
  ])('says nothing of %s', (_, content) => {
    expect(mayTellWhole(content)).toBeUndefined()
  })

  it('says nothing of an assistant, nor of another language', () => {
    expect(mayTellWhole(TELLS, 'assistant')).toBeUndefined()
    expect(mayTellWhole('Ich ziehe am 4. Mai nach Graz. Die Wohnung kostet 900 Euro.', 'user', 'de')).toBe(
      undefined,
    )
  })
})

describe('a talk in short turns that goes on over days', () => {
  it('is told by its sentences, and as no matter that was booked', () => {
    const turns = [
      ['user', 'help me keep track of our move to Lorrik, 29 August'],
      ['assistant', 'Gladly. How many rooms?'],
      ['user', 'four. our piano goes with Larkin on the 28th'],
      ['assistant', 'Noted. Who comes for the rest?'],
      ['user', 'Bexley, booked. they come at 7:30'],
      ['assistant', 'Good, Bexley at 7:30.'],
      ['user', 'Mina got her place at Hollow Lane, she starts on 3 September'],
      ['assistant', 'Lovely, from 3 September.'],
    ] as const
    const items = compact(
      turns.map(([role, content], at) => ({
        id: `m${at}`,
        role,
        content,
        timestamp: `2026-06-0${1 + at}T09:00:00Z`,
      })),
      { targetTokens: 2_000 },
    ).items.map(({ content }) => content)
    expect(items.filter((content) => content.includes('Larkin') && content.includes('Bexley'))).toEqual([])
    expect(items.some((content) => content.includes('Hollow Lane'))).toBe(true)
  })
})
