import { readFileSync } from 'node:fs'
import { compact } from '@precis/engine'
import { describe, expect, it } from 'vitest'
import { asEngineMessage } from '../quality/compactors.js'
import type { BenchConversation } from '../quality/shared-bench.js'

interface WithRules extends BenchConversation {
  readonly rules: readonly string[]
  readonly notRules: readonly string[]
}

const conversations = ['other-kinds', 'other-kinds-2'].flatMap((set) =>
  readFileSync(new URL(`../../conversations/${set}.jsonl`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as WithRules),
)

const TIGHT = 0.1

describe('rules of users, told in passing and in seven languages', () => {
  const found = conversations.map(({ id, messages, rules, notRules }) => {
    const tokens = messages.reduce((sum, { content }) => sum + content.length / 4, 0)
    const { constraints, text } = compact(messages.map(asEngineMessage), {
      targetTokens: Math.round(tokens * TIGHT),
    })
    const isListed = (said: string) => constraints.some(({ content }) => content.includes(said))
    return { id, text, missed: rules.filter((rule) => !isListed(rule)), wrong: notRules.filter(isListed) }
  })

  it('are listed', () => {
    // "Ignore it in all means" has no form that tells it from a request of the moment.
    expect(found.flatMap(({ missed }) => missed)).toEqual([
      'sensor 22 is broken since April, ignore it in all means',
    ])
  })

  it('are not made of what was lifted, quoted, told or asked for once', () => {
    // Of a play that is looked for: as much a limit of the search as a remark.
    expect(found.flatMap(({ wrong }) => wrong)).toEqual(["it mustn't end after ten"])
  })
})
