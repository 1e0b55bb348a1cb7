import { describe, expect, it } from 'vitest'
import { claimCuesFor } from '../lexicon/claims/registry.js'
import { statedNumbers } from './numbers.js'

const readings = (text: string) =>
  statedNumbers(text, claimCuesFor('zh').source).flatMap(({ readings }) => readings)

describe('Han numerals', () => {
  it.each([
    ['订了十一箱木板', ['11']],
    ['二十一个人', ['21']],
    ['一百二十公里', ['120']],
    ['一万两千元', ['12000']],
    ['千万不要迟到', []],
    ['一起去看一下', []],
  ])('%s', (text, expected) => {
    expect(readings(text)).toEqual(expected)
  })
})
