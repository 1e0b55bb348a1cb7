import { describe, expect, it } from 'vitest'
import { annotate } from '../../src/annotate/annotate.js'
import { buildConversation } from '../../src/conversation.js'
import { findSuperseded } from '../../src/link/supersession.js'
import type { Message } from '../../src/types.js'
import { UPDATES } from './updates.js'

function isReplaced(language: string, before: string, after: string): boolean {
  const messages = [before, 'Hm.', after].map(
    (content, at): Message => ({ id: `m${at}`, role: 'user', content }),
  )
  const conversation = buildConversation(
    messages.map((message) => ({ message, annotation: annotate(message, { language }) })),
  )
  return [...findSuperseded(conversation).keys()].some((unit) => conversation.units[unit]?.messageIndex === 0)
}

/** Of eight; what is missed leaves two values standing, and the newer one is read last. */
const FOUND_AT_LEAST: Readonly<Record<string, number>> = { de: 7, fr: 7, es: 5, pt: 6, zh: 8, ja: 8 }

describe('values that are replaced in other words, by language', () => {
  it.each(Object.entries(FOUND_AT_LEAST))('%s: finds %d of eight', (language, least) => {
    const found = UPDATES.filter(
      (pair) =>
        pair.language === language && pair.is === 'replaced' && isReplaced(language, pair.before, pair.after),
    )
    expect(found.length).toBeGreaterThanOrEqual(least)
  })

  it.each(UPDATES.filter(({ is }) => is === 'apart'))('$language: $before stands beside $after', (pair) => {
    expect(isReplaced(pair.language, pair.before, pair.after)).toBe(false)
  })
})
