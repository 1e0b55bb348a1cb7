import { describe, expect, it } from 'vitest'
import { factsOf } from './facts-of.fixtures.js'

describe('what a user tells an assistant beside what he asks for', () => {
  it('is told with the sentence that opens the message where its subject has no article', () => {
    expect(
      factsOf(['user', 'rowing plan for a beginner pls, i can row 2 km now. race is on 26 may in Aurich']),
    ).toContain(
      'User: rowing plan for a beginner pls, i can row 2 km now. race is on 26 may in Aurich [2026-05-26]',
    )
  })

  it('is left out where that sentence points away itself', () => {
    expect(factsOf(['user', 'they said yes to it!! curator is Rosa Quill, from Aurich'])).toEqual([])
  })

  it.each([
    'cat is called Sardine and hates boxes. any trick?',
    'Oona is at school in Millgate until three. When should we leave?',
    'my sister moves to Aurich in May and I drive the van',
    'my van is a 2015 Heron with 120,000 km',
    'I burned 40 CDs for the choir in Aurich. What is a good label?',
  ])('stays as it is: %s', (text) => expect(factsOf(['user', text]).length).toBeGreaterThan(0))

  it.each([
    'burned my thumb on the kiln, small blister',
    'my sourdough comes out flat like a plate, crust ok, inside wet',
    'saturday dinner, nine guests, spanish but not boring, and we have a big grill in the yard',
    'you were right, only the fuse: 165, my nephew Ole helped, glows again since tuesday',
  ])('is no fact where it asks by telling: %s', (text) => expect(factsOf(['user', text])).toEqual([]))
})
