import { describe, expect, it } from 'vitest'
import { hasDetail, isNoNews } from './no-news.js'

describe('a detail to look a statement up by', () => {
  it.each([
    ['We sold 40 bikes in the spring.', true],
    ['the council of Hallein pays for the bridge.', true],
    ['Mr. Chair, we have acted very fast.', false],
    ['Rosa, I think we have acted very fast.', false],
  ])('%j: %s', (said, expected) => expect(hasDetail(said)).toBe(expected))
})

describe('what is no news', () => {
  it.each([
    "I'm staying positive and looking ahead.",
    'All my hard work is paying off.',
    'Patience is key for any baker.',
    'The old opera house film is a classic!',
    'Gives me a picture of my week.',
    'We had the neighbours over to celebrate.',
    'We connected over our shared love of rowing.',
    'Super stoked to help with the boats.',
    'Marek, I understand the stress of a flooded cellar.',
    'I have already welded one from steel.',
    'Yesterday I organised something with my cousins.',
    "Ines, it's really important to teach them the old songs.",
    'As soon as I start, all my worries vanish.',
  ])('among friends: %j', (said) => expect(isNoNews(said, false)).toBe(true))

  it.each([
    'I rented a boathouse in Ghent last week.',
    'My family is important to me.',
    'We won the regatta in Lucerne.',
    "I'm excited to join the Linz orchestra in May.",
    'My sister holds the key to the cellar.',
    "We keep the boats' oars in the shed.",
  ])('but not %j', (said) => expect(isNoNews(said, false)).toBe(false))

  it.each([
    'I just want to say again that the fees rise.',
    'We have received apologies for absence from Ines.',
    'What we need is a national plan, as in health care.',
    'In March, if there is no treaty, the fees rise.',
    'The next petition will be presented by Ms Brandt.',
    'we kree we keep the same colours',
    'You suggest that the ministry pays for the bridge.',
    'The levy—now, farmers are exempt, and the levy falls.',
  ])('in a meeting: %j', (said) => expect(isNoNews(said, true)).toBe(true))

  it('keeps what a meeting tells', () =>
    expect(isNoNews('The council paid 40,000 euros for the new bridge in Hallein.', true)).toBe(false))
})
