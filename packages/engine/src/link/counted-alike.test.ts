import { describe, expect, it } from 'vitest'
import { areCountedAlike } from './counted-alike.js'

describe('areCountedAlike', () => {
  it.each([
    ['30 chairs', '30', 'make it 24 chairs', '24', 'same'],
    ['30 chairs', '30', 'make it 24 litres', '24', 'other'],
    ['rent is €840', '840', 'now $ 900', '900', 'same'],
    ['rent is 840 euros', '840', 'it takes 9 hours', '9', 'other'],
    ['the total of 1,250 pounds', '1250', 'rather £1,400.00', '1400', 'same'],
    ['on the 5th', '5', '5 boxes', '5', 'other'],
    ['on 5 July', '5', 'on 5 June', '5', 'other'],
    ['on the 5th', '5', 'no, 9 June', '9', 'open'],
    ['room 12', '12', 'room 14', '14', 'open'],
    ['euro  12 boxes', '12', 'some 14 boxes', '14', 'same'],
  ])('takes %j (%s) and %j (%s) for %s', (text, value, other, otherValue, likeness) => {
    expect(areCountedAlike(text, value, other, otherValue)).toBe(likeness)
  })

  it('knows no number within another', () => {
    expect(areCountedAlike('112 boxes', '12', '12 hours', '12')).toBe('open')
    expect(areCountedAlike('3.12 boxes', '12', '12 hours', '12')).toBe('open')
  })
})
