import { describe, expect, it } from 'vitest'
import { annotate } from './annotate/annotate.js'
import { FLAG, readBits, type UnitBits } from './unit-flags.js'

const flagsIn = (content: string) => {
  const message = { id: 'm1', role: 'user', content } as const
  const [unit] = annotate(message, { language: 'en' }).units
  if (unit === undefined) throw new Error('no unit')
  const bits: UnitBits = { flags: 0, acts: 0, wording: 0, hints: undefined }
  readBits(unit, bits)
  return bits.flags
}

describe('readBits', () => {
  it.each([
    ['Never send mail to the auditors.', FLAG.rule | FLAG.telling | FLAG.spoken],
    ['I prefer the night train.', FLAG.telling | FLAG.spoken],
    ['Actually, make it 4 pm.', FLAG.correction | FLAG.mayCorrect | FLAG.spoken],
    ['Is the ferry on time?', FLAG.mayCorrect | FLAG.spoken],
    ['Yes, please.', FLAG.mayAccept | FLAG.spoken],
    ['The deadline is 14 March.', FLAG.statesValue | FLAG.spoken],
    ['{"id": 17, "status": "open", "items": [1, 2, 3]}', FLAG.output],
  ])('marks %j', (content, expected) => {
    expect(flagsIn(content) & expected).toBe(expected)
  })

  it('leaves a plain statement plain', () => {
    expect(flagsIn('The heron caught a pike near the old bridge.')).toBe(FLAG.spoken)
  })
})
