import { describe, expect, it } from 'vitest'
import { areCountedAlike } from './counted-alike.js'

describe('areCountedAlike', () => {
  it.each([
    ['24 litres a day', '24', 'no, 30 litres', '30', 'same'],
    ['12 hours', '12', '14 boxes', '14', 'other'],
    ['the 5th', '5', '6 boxes', '6', 'other'],
    ['on 5 July', '5', 'on 7 June', '7', 'other'],
    ['at 08:15', '8:15', 'at 8.45', '8:45', 'open'],
    ['1,200 sheets', '1200', '900 sheets', '900', 'same'],
    ['£40', '40', '55 euros', '55', 'same'],
    ['v1.40 and 40 seats', '40', '55 seats', '55', 'same'],
    ['400 boxes', '40', '55 boxes', '55', 'open'],
    ['40.00 each', '40', '55 each', '55', 'open'],
  ])('%j with %s, %j with %s: %s', (text, value, other, otherValue, likeness) =>
    expect(areCountedAlike(text, value, other, otherValue)).toBe(likeness),
  )
})
