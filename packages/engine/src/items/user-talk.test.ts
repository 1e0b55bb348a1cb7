import { describe, expect, it } from 'vitest'
import { factsOf } from './facts-of.fixtures.js'

describe('what a user tells an assistant', () => {
  it.each([
    'one thing, make the margin 30 mm, 20 mm was tight on the Heron last time',
    'the kiln in Bergen starts at 06:10, do 05:40',
    'my nephew Ole starts rowing in May, what should a 9 year old bring to the club',
    'three days in the Harz with Ole, hut to hut, what to pack',
    'is 12-8-4 really a scale for oil paint',
    'practical again: we want to get Ole a kayak, second-hand, up to 300',
    'i have to write to the harbour office in Bergen about the mooring',
    'GRETA: I counted nine lanterns in Bergen yesterday.',
    'yes 7:40, i sleep on the ferry to Bergen',
  ])('takes the order, question, wish or line of a play %j for no fact', (text) =>
    expect(factsOf(['user', text])).toEqual([]),
  )

  it.each([
    'my sister just rang, she stays with me instead.',
    'we only renewed two days ago!',
    'it was 4,200 litres',
    'theres 180 left',
    'The Lanterns of Bergen is actually perfect!',
    'price went up with the new year, 1,940.',
    'Greta took 19 hours not 14, so 510.',
    'ours is called Magda btw',
    'i ordered that in Bergen half asleep',
    'it is on a shelf in the Bergen shed i think.',
    "I'm in the mood for some jazz from Bergen now.",
  ])('leaves out %j, of which only the talk tells what it is', (text) =>
    expect(factsOf(['user', text])).toEqual([]),
  )

  it.each([
    'I cook, and take the kids to the club in Bergen on Mondays.',
    'note that my apprentice Ole opens the kiln in Bergen on Sundays.',
    'we charge the boat in Bergen at night',
    'My sister Greta moves to Bergen instead of Halle.',
  ])('keeps %j', (text) => expect(factsOf(['user', text])).toEqual([`User: ${text}`]))

  it('keeps what answers a question, though it has no verb', () => {
    expect(
      factsOf(
        ['assistant', 'Which pharmacy in Bergen do you use?'],
        ['user', 'the one at the pier, Torvapotek'],
      ),
    ).toHaveLength(1)
  })
})

describe('what an assistant reports', () => {
  it.each([
    'Proposal: the lathe PX-40 from Bergen, delivered on Friday 6 March at 9:00.',
    'I move booking PX-40 to Monday 9 March, 8:20, room P1.',
    'Earliest from 1 April, once PX-40 is fitted.',
    'Both are renewed until 3 May at the Bergen desk.',
    '3 are left until 3 May in Bergen.',
    'Dear Ms Haaland, the shipment PX-40 is complete with 1,304 boxes.',
    "To Flat 3, 18 Potter's Row, then: PX-40, 56 boxes, 9.90, by standard post.",
    "PX-40 to Flat 3, 18 Potter's Row, 56 boxes, which arrive on Thursday.",
    'We see that there is a file PX-40.txt in Bergen.',
  ])('takes the offer or note %j for no fact', (text) => expect(factsOf(['assistant', text])).toEqual([]))

  it('takes what waits for a yes for no fact', () => {
    const report = 'The kiln PX-40 in Bergen is booked from 9:00 to 12:00.'
    expect(factsOf(['assistant', `${report} Yes?`])).toEqual([])
    expect(factsOf(['assistant', `${report} Anything else?`])).toEqual([`Assistant: ${report}`])
  })

  it.each([
    'Paid: 56.00 euros, receipt PX-551203.',
    'The parcel PX-40 was delivered to Bergen on 2 March.',
    'Mr Haaland of the Bergen desk keeps 12 boxes under PX-40.',
  ])('keeps %j', (text) => expect(factsOf(['assistant', text])).toHaveLength(1))
})
