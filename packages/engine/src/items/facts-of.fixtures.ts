import { compact } from '../compact.js'
import type { Message, Role } from '../types.js'

/** The facts of a talk of one morning, as they are told. */
export const factsOf = (...turns: readonly (readonly [Role, string])[]): string[] =>
  compact(
    turns.map(
      ([role, content], at): Message => ({ id: `m${at}`, role, content, timestamp: '2026-03-04T09:00:00Z' }),
    ),
    { targetTokens: 2_000 },
  )
    .items.filter(({ type }) => type === 'fact')
    .map(({ content }) => content)
