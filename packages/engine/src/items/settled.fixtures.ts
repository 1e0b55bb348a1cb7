import { compact } from '../compact.js'
import type { ItemType, Message } from '../types.js'

/** Statements of one type in a talk: "user: …" and "assistant: …" of one morning, or a chat of several days among named people. */
export const told = (type: ItemType, ...turns: readonly string[]): string[] =>
  compact(
    turns.map((turn, at): Message => {
      const [, who = '', content = ''] = /^(\p{L}+): (.*)$/su.exec(turn) ?? []
      const id = `m${at}`
      if (who === 'user' || who === 'assistant')
        return { id, role: who, content, timestamp: `2026-03-04T09:${10 + at}:00Z` }
      return {
        id,
        role: 'user',
        name: who,
        content,
        timestamp: `2026-03-0${Math.min(at + 1, 3)}T09:${10 + at}:00Z`,
      }
    }),
    { targetTokens: 4_000 },
  )
    .items.filter((item) => item.type === type)
    .map(({ content }) => content)
