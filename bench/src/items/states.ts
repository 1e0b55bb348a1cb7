import { createHash } from 'node:crypto'
import { type CurrentState, compact, type Message } from '@precis/engine'

interface Talk {
  readonly id: string
  readonly messages: readonly Message[]
}

/** A conversation that ends after `length` of its messages. */
interface Cut {
  readonly talk: Talk
  readonly length: number
}

/** A shorter talk has no state worth reading. */
const MIN_MESSAGES = 4
const SHOWN_MESSAGES = 7
const MAX_SHOWN_CHARACTERS = 500

/** The states of `count` cut conversations, with their last messages. The seed alone decides where they are cut. */
export function statesForReader(talks: readonly Talk[], seed: number, count: number): string[] {
  return cutsBySeed(talks, seed, count).map(({ talk, length }) => {
    const messages = talk.messages.slice(0, length)
    const shown = messages
      .slice(-SHOWN_MESSAGES)
      .map(
        ({ name, role, content }) =>
          `     ${name ?? role}: ${content.replace(/\s+/g, ' ').slice(-MAX_SHOWN_CHARACTERS)}`,
      )
    return [`## ${talk.id} after ${length}`, ...shown, ...linesOf(compact(messages).currentState)].join('\n')
  })
}

/** One place for each conversation, in rounds until there are enough. */
export function cutsBySeed(talks: readonly Talk[], seed: number, count: number): Cut[] {
  const cuts: Cut[] = []
  const long = talks.filter(({ messages }) => messages.length > MIN_MESSAGES)
  for (let round = 0; long.length > 0 && cuts.length < count; round++)
    for (const talk of long) {
      const range = talk.messages.length - MIN_MESSAGES + 1
      cuts.push({ talk, length: MIN_MESSAGES + (numberOf(`${seed} ${round} ${talk.id}`) % range) })
    }
  return cuts.slice(0, count)
}

const numberOf = (text: string): number => createHash('sha256').update(text).digest().readUInt32BE(0)

const linesOf = ({
  status,
  topic,
  lastUserRequest,
  openIssues,
  nextSteps,
  values,
}: CurrentState): string[] => [
  `   status ${status} · topic ${topic}`,
  `   request ${lastUserRequest?.slice(0, MAX_SHOWN_CHARACTERS)}`,
  ...openIssues.map((one) => `   issue ${one}`),
  ...nextSteps.map((one) => `   step ${one}`),
  ...Object.entries(values).map(([name, value]) => `   value ${name} = ${value}`),
]
