import { describe, expect, it } from 'vitest'
import type { Message } from '../types.js'
import { verify } from '../verify.js'

const talk = (...turns: readonly string[]): Message[] =>
  turns.map((content, at) => ({ id: `m${at}`, role: at % 2 === 0 ? 'user' : 'assistant', content }))

/** A retired beekeeper; written for these tests. */
const BEES = talk(
  'My neighbour Ulrike wants to see the hives. She is allergic to nettles, so we walk along the brook.',
  'Then take the lower path; it is dry in summer and has no nettles.',
  'Now a poem for the village fair, eight lines.',
  'The bees hum low, the lindens glow, and so on for eight lines.',
  'Good. Which paint lasts on a hive in the rain?',
  'Linseed oil paint, two thin coats, and a third on the roof.',
  'And a recipe for honey cake.',
  'Rye flour, honey, cloves; bake it for an hour.',
  'Next month my cousin Barnaby drives the trailer to the heather at Fenwick Moor. We leave on 4 August.',
  'Close the entrances at night and leave early, while it is cool.',
  'It slips a week, so the 11th. And prices of the jars stay in cents, as integers, since the till wants it that way.',
  'Fine, the 11th then.',
)
const unsupported = (text: string) => verify(BEES, text).unsupported

describe('verify of a summary in other words', () => {
  it('names a person of whom nothing of the kind was said, and who knows where', () => {
    expect(unsupported('Ulrike drives the trailer to Fenwick Moor.')).toEqual([
      expect.stringMatching(/^name: Ulrike \(said there: .*trailer/),
    ])
    expect(unsupported('Barnaby drives the trailer to Fenwick Moor.')).toEqual([])
    expect(unsupported('The neighbour, Ulrike, is allergic to nettles.')).toEqual([])
  })

  it('takes a day that was said without its month', () => {
    expect(unsupported('They leave on 11 August.')).toEqual([])
    expect(unsupported('They leave on 19 August.')).toContain('date: 19 August')
  })

  it('names a negation of a clause of a longer sentence', () => {
    expect(unsupported('Prices of the jars are not in cents.')).toEqual([
      'negation: Prices of the jars are not in cents.',
    ])
    expect(unsupported('Prices of the jars are integers, in cents.')).toEqual([])
  })

  it('does not take a report that gathers what stands apart for an invention, and names one of what was never said', () => {
    expect(unsupported('The user asked for a poem, the paint of a hive and a honey cake.')).toEqual([])
    expect(unsupported('The user asked for a lawyer and a passport.')).toEqual([
      'request or decision: The user asked for a lawyer and a passport.',
    ])
  })
})

/** Four people run a puppet theatre; written for these tests. */
const PUPPETS: Message[] = [
  ['Rosalba', 'The premiere is on 9 October, the council wants it before the fair.'],
  ['Quentin', 'No flash photography in the hall, the strings tangle when people jump.'],
  ['Isaura', "I'll paint the backdrop this week."],
  ['Quentin', 'The lamps cost four thousand one hundred and eighty, the hall a hundred and forty a night.'],
  ['Rosalba', 'The council moved our premiere to the 16th, same hall.'],
  ['Isaura', 'Fine. The dragon puppet stays in the cupboard.'],
].map(([name, content], at) => ({
  id: `p${at}`,
  role: 'user',
  name: name as string,
  content: content as string,
}))
const ofPuppets = (text: string) => verify(PUPPETS, text).unsupported

describe('verify of what a summary turns round', () => {
  it('names what is told as allowed where all that was said of it denies', () => {
    expect(ofPuppets('Flash photography is fine in the hall.')).toEqual([
      expect.stringMatching(/^negation: Flash photography is fine/),
    ])
    expect(ofPuppets('Flash photography is forbidden in the hall.')).toEqual([])
  })

  it('names a day that was moved later, and tells where to', () => {
    expect(ofPuppets('The premiere is on 9 October.')).toEqual([
      expect.stringMatching(/^outdated: .*\(later: The council moved our premiere to the 16th/),
    ])
    expect(ofPuppets('The premiere has moved from 9 to 16 October.')).toEqual([])
  })

  it('names who is said to do what only another said of himself', () => {
    expect(ofPuppets('Quentin paints the backdrop.')).toEqual(['name: Quentin (said there: Isaura)'])
    expect(ofPuppets('Isaura paints the backdrop.')).toEqual([])
    const move = talk("I'm changing jobs in April, to the port authority.", 'Congratulations!')
    expect(verify(move, 'The assistant is changing jobs in April.').unsupported).toEqual([
      expect.stringMatching(/^actor: The assistant is changing jobs in April\. \(user: I'm changing/),
    ])
    expect(verify(move, 'The user is changing jobs in April.').unsupported).toEqual([])
  })

  it('reads numbers of several words, as people say them', () => {
    expect(ofPuppets('The lamps cost 4,180 and the hall 140 a night.')).toEqual([])
    expect(ofPuppets('The lamps cost 4,810.')).toContain('number: 4,810')
  })

  it('takes a wish in other words for no invention', () => {
    expect(ofPuppets('Rosalba wanted the premiere to come before the town market.')).toEqual([])
  })
})
