import { describe, expect, it } from 'vitest'
import { isDayOfPlan } from './day-of-plan.js'

describe('isDayOfPlan', () => {
  it.each([
    'I do friday dinner, soup and bread',
    'walk it is, saturday after breakfast',
    '110 for the weekend',
  ])('is so of %j', (said) => expect(isDayOfPlan(said)).toBe(true))
  it.each([
    'send me 20 photos till sunday',
    'please agree on roles by Friday',
    'Ole turns 33 on the sunday we are there, 18 may',
    'I was there last Saturday',
  ])('is not so of %j', (said) => expect(isDayOfPlan(said)).toBe(false))
})
