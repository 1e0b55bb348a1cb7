import { describe, expect, it } from 'vitest'
import { annotate } from '../../src/annotate/annotate.js'
import { RULE_WORDINGS } from './rule-wordings.js'

const isRule = (content: string, language: string): boolean =>
  annotate({ id: 'm1', role: 'user', content }, { language }).units.some(({ stances }) =>
    stances.includes('rule'),
  )

describe.each(RULE_WORDINGS)('rules in $language', ({ language, rules, remarks }) => {
  it.each(rules)('a rule: %s', (content) => {
    expect(isRule(content, language)).toBe(true)
  })

  it.each(remarks)('none: %s', (content) => {
    expect(isRule(content, language)).toBe(false)
  })
})
