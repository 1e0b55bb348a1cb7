import { describe, expect, it } from 'vitest'
import { TRIAL_KINDS, type TrialKind } from './alterations.js'
import { FAITH_LANGUAGES } from './languages.js'
import { type Faith, measureFaith } from './measure.js'

const SEEDS = [101, 102, 103]

/** Least shares of faults that are named, over all languages; measured on other seeds by bench/src/faith. */
const LEAST: Partial<Record<TrialKind, number>> = {
  'number changed': 0.8,
  'date changed': 0.8,
  'name invented': 0.85,
  'names swapped': 0.6,
  'negation lost or added': 0.65,
  'quote altered': 1,
  'wrong label': 0.95,
  'wrong person': 0.8,
  'request invented': 0.8,
  'decision invented': 0.9,
}
const MOST_BLAMED = 0.02

describe(`verify on summaries that somebody else wrote, seeds ${SEEDS.join(', ')}`, () => {
  const found = FAITH_LANGUAGES.map((language) => measureFaith(language, SEEDS))
  const share = (kind: TrialKind) => {
    const of = (pick: (counts: { all: number; named: number }) => number) =>
      found.reduce((sum, { counts }) => sum + pick(counts.get(kind) ?? { all: 0, named: 0 }), 0)
    return of(({ named }) => named) / of(({ all }) => all)
  }

  it.each(TRIAL_KINDS.filter((kind) => LEAST[kind] !== undefined))('names most of: %s', (kind) => {
    expect(share(kind)).toBeGreaterThanOrEqual(LEAST[kind] ?? 1)
  })

  it('blames next to nothing in what is right', () => {
    expect(share('correct')).toBeLessThanOrEqual(MOST_BLAMED)
  })

  it.each(FAITH_LANGUAGES.map(({ language }, at) => [language, found[at] as Faith] as const))(
    'misses a rule that is gone and none that is retold: %s',
    (_language, { counts, rules, rulesMissed }) => {
      const lost = counts.get('rule lost')
      expect(lost?.named).toBe(lost?.all)
      expect(rulesMissed).toBeLessThanOrEqual(rules / 2)
    },
  )
})
