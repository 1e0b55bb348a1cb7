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
const SHOWN_MESSAGES = 6
const MAX_SHOWN_CHARACTERS = 500

/** What a reader is told before the states: what each field is meant to hold. */
export const HEAD_OF_STATES = `Each block is the state of a conversation that was cut at a drawn place: what an agent is told that goes on from there and has not seen it.
First the whole state, then the last ${SHOWN_MESSAGES} messages before the cut (the conversation has earlier ones: values and a request may come from them).
- status: in_progress unless something else was said; completed = what was asked for is reported done; waiting = the assistant asked last; blocked = stuck.
- topic: a few words of the conversation for what its last part is about (no sentence).
- last request: the newest message in which the user asks for something, quoted word for word (so it may say "it"); "open" = the assistant still has to
  answer or to do it, "answered" = it has. Where the user asks nothing new for a while it is an older one. "(none)" = nobody asked.
- issue: a question of the assistant or a trouble that is open at the cut. step: what somebody has said they will do next.
- value: a named value in force at the cut: what it belongs to, then the last value. What was booked or confirmed stays in force after its talk is over.
Judge the state as a whole: good = an agent that goes on from it is told right; bad = a field would mislead it; borderline = right but for a small thing.`

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
    return [`## ${talk.id} after ${length}`, ...linesOf(compact(messages).currentState), ...shown].join('\n')
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

const linesOf = (state: CurrentState): string[] => [
  `   status: ${state.status}`,
  `   topic: ${state.topic}`,
  state.lastUserRequest === null
    ? '   last request: (none)'
    : `   last request (${state.lastRequestStatus ?? 'none asked, newest words'}): ${state.lastUserRequest.replace(/\s+/g, ' ').slice(0, MAX_SHOWN_CHARACTERS)}`,
  ...state.openIssues.map((one) => `   issue: ${one}`),
  ...state.nextSteps.map((one) => `   step: ${one}`),
  ...Object.entries(state.values).map(([name, value]) => `   value: ${name} = ${value}`),
]
