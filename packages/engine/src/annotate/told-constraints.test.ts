import { describe, expect, it } from 'vitest'
import { annotate } from './annotate.js'
import { isToldConstraint } from './told-constraints.js'

describe('constraints told in passing', () => {
  it.each([
    'the caretaker says no bikes in the cellar',
    "our landlord won't let anyone smoke on the balcony",
    "helmets are compulsory on that track, that's the law",
    'ladders are out, since my knee',
    'nothing over 30 a head, please',
    'twenty minutes at most, then she naps',
    "that's the ceiling, not a cent more",
    "it can't be a room with stairs",
    'the crate has to fit under the seat',
    'every parcel needs a customs form',
    'he reacts to cats, so no cats in the flat',
    'nobody in the workshop without goggles',
    'she can come along as long as she is back by six',
    'not her old surname on the card',
    'any evening but Thursday',
    'hands off the blue folder',
    'leave the archive branch alone',
    'keep the old links working',
    "don't merge anything on Fridays",
    'we never leave the kiln unattended',
    "I'm on blood thinners",
    "he can't manage stairs",
    "we don't accept cheques",
    "my back won't take long drives",
    'cash only',
    'no calls before nine',
    'two signatures on every transfer',
    'release notes in german please',
    'without the badge you don’t get in',
    'any change to the schedule needs her approval',
  ])('a constraint: %s', (sentence) => {
    expect(isToldConstraint(sentence)).toBe(true)
  })

  it.each([
    "no idea, I wasn't there",
    'it only took ten minutes',
    "they wouldn't let him board, so he went home",
    'could you keep the receipt?',
    "don't worry about it",
    'that must have been the wind',
    'we had to be out by noon and nobody helped',
    'not bad at all',
    'nobody showed up on Friday',
    'the new album is out',
    'not right now',
    'no, that will be all',
    "I don't know what the limit is",
    'I never liked that colour',
    'so nobody came',
    'work is mad, ran only once',
    'maximum fun with the kids',
  ])('none: %s', (sentence) => {
    expect(isToldConstraint(sentence)).toBe(false)
  })

  it('are read of users, in turns of talk, and neither in a document nor among people', () => {
    const said = 'Stairs are out for me.'
    const isRule = (content: string, more: object = {}) =>
      annotate({ id: 'm', role: 'user', content, ...more }, { language: 'en' }).units.some(({ stances }) =>
        stances.includes('rule'),
      )
    expect(isRule(said)).toBe(true)
    expect(isRule(said, { name: 'Ines' })).toBe(false)
    expect(isRule(said, { role: 'assistant' })).toBe(false)
    const document = Array.from({ length: 25 }, (_, at) => `Step ${at} is shown in figure ${at}.`).join(' ')
    expect(isRule(`${document} ${said}`)).toBe(false)
  })

  it('cost no more than their length', () => {
    const long = `${'no nothing without any so '.repeat(9)}x`
    expect(isToldConstraint(long.slice(0, 239))).toBeTypeOf('boolean')
    expect(isToldConstraint(`nothing over 30 ${'and '.repeat(100)}`)).toBe(false)
  })
})
