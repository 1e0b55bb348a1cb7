import { describe, expect, it } from 'vitest'
import { compact } from '../compact.js'
import { hangsOnTheMeeting, isCutOff, isDatedByTheTalk } from './meeting-talk.js'

describe('what hangs on the meeting around it', () => {
  it.each([
    [
      'a part of something unnamed',
      'Removing the levy from section 4 means that farmers pay less than before.',
    ],
    [
      'a subject that nothing names',
      'The revised timetable will be sent to all schools in Hallein by Friday.',
    ],
    ['a law without its name', 'The Act built on the rules that Hallein had for its markets.'],
    ['an attitude', 'We have a very positive working relationship with the Council of Hallein.'],
    [
      'what somebody said here',
      'the Deputy Mayor mentioned the campaign for the market in Hallein as a way out.',
    ],
    ['what is going to be said', 'As will be shown later, Hallein relies on the market for its income.'],
    ['a detail that is a guess', 'on, I believe, 18 March the ferry stopped in Hallein for a week.'],
    ['what may be', 'Hallein can consider with the schools how to share the boats.'],
    [
      'what everybody knows',
      'Mr. Chair, we know that many ports around Hallein face difficulties this year.',
    ],
    ['a profession', 'We remain committed to working with Hallein so that nobody is left out.'],
    ['a demand', 'Sailors need and deserve a Council in Hallein that listens to them.'],
    [
      'a name without a verb',
      'our own Lieutenant Lund of Hallein, who was based out of the northern harbour',
    ],
    ['whoever held the office', 'In April, the minister stated that Hallein had not enough boats left.'],
    ['figures of what', "We've gone from over 200 million ordered to 100 million, according to Hallein."],
    [
      'what was asked before',
      'Mr. Chair, yesterday I asked the Mayor of Hallein how many boats were leased, and got no number.',
    ],
    ['later than what', 'Sixty-three days later, the ferries of Hallein still have no pilots.'],
    ['which levy', 'In Hallein a report was done where the levy has raised 150 million so far.'],
    [
      'how the speaker sees it',
      'Certainly the market of Hallein does present real opportunities for traders.',
    ],
    ['what is not said', "We're not asking Hallein suddenly to go from three ferries to a whole fleet."],
    [
      'an answer to what was said',
      'In Hallein we continue to talk, as you quite rightly say, to support the pilots.',
    ],
    ['that there is something', 'There is a huge amount to be gained for the pilots of Hallein.'],
    [
      'a profession with a name in it',
      'Hallein is fully committed, Odile, to implementing the plan for the market.',
    ],
    ['a few words', "We've got six years from Easter."],
  ])('%s', (_, said) => expect(hangsOnTheMeeting(said, said)).toBe(true))

  it('what follows from the sentence before', () =>
    expect(
      hangsOnTheMeeting(
        'we are now averaging 600 passengers a day from Hallein.',
        'So, we are now averaging 600 passengers a day from Hallein.',
      ),
    ).toBe(true))

  it.each([
    'Section 58 of the Harbour Act 2004 lets a captain refuse the pilot of Emden.',
    'The Council of Hallein pays 40,000 euros a year for the ferry.',
    'We have spoken to harbour masters in Ireland, Malta and New Zealand.',
    'In June, I shared the findings of a survey of 300 sailors with the harbour office.',
    'The witnesses from Emden raised the price of the berth by 20 euros.',
  ])('but not %j', (said) => expect(hangsOnTheMeeting(said, said)).toBe(false))
})

describe('the day of a meeting', () => {
  it('is all that some statements are dated by', () => {
    expect(isDatedByTheTalk('Yesterday the harbour office of Hallein closed two berths.')).toBe(true)
    expect(isDatedByTheTalk('This coming Saturday, May 30, the pilots of Hallein meet.')).toBe(false)
    expect(isDatedByTheTalk('The harbour office of Hallein closed two berths in 2019.')).toBe(false)
  })

  it('is missing from what was cut off', () => {
    expect(isCutOff('I have had two meetings with the pilots on the importance of keeping')).toBe(true)
    expect(isCutOff('I have had two meetings with the pilots.')).toBe(false)
  })
})

describe('facts of a meeting', () => {
  const factsOf = (...turns: readonly (readonly [string, string])[]) =>
    compact(
      turns.map(([name, content], at) => ({ id: `m${at}`, role: 'user', name, content })),
      { targetTokens: 4_000 },
    )
      .items.filter(({ type }) => type === 'fact')
      .map(({ content }) => content)

  it('are whole sentences, also as answers', () => {
    const facts = factsOf(
      ['Imke', 'Good morning, the survey of Hallein is on the table.'],
      ['Odile', 'We paid 40,000 euros for the new ferry in Hallein last year.'],
      ['Imke', 'Which sport season?'],
      ['Odile', 'Right before the Hallein Cup.'],
    )
    expect(facts).toEqual(['Odile: We paid 40,000 euros for the new ferry in Hallein last year.'])
  })

  it('may come back to their terms, where they are long and written out', () => {
    const said =
      'The list of berths in Hallein is the list of all berths leased in 2019, put into the order in which the piers stand on the map.'
    expect(factsOf(['Odile', said], ['Imke', 'Thank you, Odile.'])).toEqual([`Odile: ${said}`])
  })

  it('are no talk about the talk', () =>
    expect(
      factsOf(
        [
          'Odile',
          'As I noted under amendments 1B to 1E, there are 30 pilots in Hallein who need to be heard.',
        ],
        ['Imke', 'Mr. Chair, I will remind the member that Hallein has paid 40,000 euros.'],
      ),
    ).toEqual([]))
})
