import { validate, version } from 'uuid'
import { describe, expect, it } from 'vitest'
import { createUuids } from './ids.js'

describe('UUIDs', () => {
  it('are of version 7 and say when they were made', () => {
    const uuid = createUuids(() => Date.parse('2026-11-28T01:00:00Z'))()
    expect([validate(uuid), version(uuid)]).toEqual([true, 7])
    expect(Number.parseInt(uuid.replaceAll('-', '').slice(0, 12), 16)).toBe(
      Date.parse('2026-11-28T01:00:00Z'),
    )
  })

  it('are different and in order of creation, within a millisecond and when the clock goes back', () => {
    let nowMs = 1_800_000_000_000
    const next = createUuids(() => nowMs)
    const made: string[] = []
    for (let i = 0; i < 20_000; i++) {
      if (i === 12_000) nowMs -= 5_000
      made.push(next())
    }
    expect(new Set(made).size).toBe(made.length)
    expect(made.toSorted()).toEqual(made)
    expect(made.every((uuid) => validate(uuid) && version(uuid) === 7)).toBe(true)
  })
})
