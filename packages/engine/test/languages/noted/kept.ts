import { compact } from '../../../src/compact.js'
import { countTokens } from '../../../src/count-tokens.js'
import type { CompactionResult } from '../../../src/types.js'
import { messagesOf, type Note, type NotedTalk, tells } from './noted-talk.js'

/** What became of the notes of one talk. Shares are counts of `notes`. */
export interface Kept {
  readonly notes: number
  /** Told by one item in force, or by what the state says; and those of the note's own type. */
  readonly listed: readonly Note[]
  readonly rightlyTyped: readonly Note[]
  /** Told by the text of 20 and of 30 per cent. */
  readonly at20: readonly Note[]
  readonly at30: readonly Note[]
  /** Stale parts in an item that is not called superseded, and in the text of 30 per cent. */
  readonly staleItems: readonly string[]
  readonly staleText: readonly string[]
}

export function keptOf(talk: NotedTalk): Kept {
  const messages = messagesOf(talk)
  const tokens = countTokens(messages.map(({ content }) => content).join('\n'))
  const whole = compact(messages, { targetTokens: 3 * tokens })
  const textAt = (share: number) => compact(messages, { targetTokens: Math.floor(tokens * share) }).text
  const [text20, text30] = [textAt(0.2), textAt(0.3)]
  const inForce = whole.items.filter(({ supersededBy }) => supersededBy === undefined)
  const state = stateLines(whole)
  const listed = talk.notes.filter((note) =>
    [...inForce.map(({ content }) => content), ...state].some((line) => tells(line, note)),
  )
  return {
    notes: talk.notes.length,
    listed,
    rightlyTyped: listed.filter((note) =>
      [
        ...inForce.filter(({ type }) => type === note[0]).map(({ content }) => content),
        ...(note[0] === 'state' ? state : []),
      ].some((line) => tells(line, note)),
    ),
    at20: talk.notes.filter((note) => tells(text20, note)),
    at30: talk.notes.filter((note) => tells(text30, note)),
    staleItems: talk.stale.filter((part) => inForce.some(({ content }) => content.includes(part))),
    staleText: talk.stale.filter((part) => text30.includes(part)),
  }
}

const stateLines = ({ currentState }: CompactionResult): string[] => [
  ...currentState.openIssues,
  ...currentState.nextSteps,
  ...Object.entries(currentState.values).map(([name, value]) => `${name}: ${value}`),
  ...(currentState.lastUserRequest === null ? [] : [currentState.lastUserRequest]),
]
