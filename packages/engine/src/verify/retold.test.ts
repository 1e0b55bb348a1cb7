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
