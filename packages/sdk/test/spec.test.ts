import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const folder = fileURLToPath(new URL('..', import.meta.url))

/** The titles of all tests, as they are written in the sources. */
function testTitles(): Set<string> {
  const titles = new Set<string>()
  for (const name of readdirSync(folder, { recursive: true }) as string[]) {
    if (!/^(src|test)\/.*\.test\.ts$/.test(name.replaceAll('\\', '/'))) continue
    const text = readFileSync(join(folder, name), 'utf8')
    for (const [, title] of text.matchAll(/'((?:[^'\\\n]|\\.)+)',?\s*(?:async\s*)?\(/g))
      titles.add(title ?? '')
  }
  return titles
}

describe('SPEC.md', () => {
  const spec = readFileSync(join(folder, 'SPEC.md'), 'utf8')
  const invariants = spec.split(/\n- \*\*(?=[IPL]\d+ )/).slice(1)

  it('numbers every invariant once, in order', () => {
    const numbers = invariants.map((invariant) => /^[IPL]\d+/.exec(invariant)?.[0])

    expect(numbers).toEqual([
      ...Array.from({ length: 13 }, (_, i) => `I${i + 1}`),
      ...Array.from({ length: 9 }, (_, i) => `P${i + 1}`),
      ...Array.from({ length: 5 }, (_, i) => `L${i + 1}`),
    ])
  })

  it('names for each invariant tests that exist', () => {
    const titles = testTitles()
    for (const invariant of invariants) {
      const named = [...invariant.matchAll(/"([^"]+)"/g)].map((match) => match[1] ?? '')
      expect(named.length, invariant).toBeGreaterThan(0)
      expect(named.filter((title) => !titles.has(title))).toEqual([])
    }
  })
})
