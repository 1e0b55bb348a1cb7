import type { Message } from '@precis/engine'

/** Messages and a text about them that a careless check would pay dearly for, of about `characters` characters together. */
export interface HostileCheck {
  readonly name: string
  readonly of: (characters: number) => { readonly messages: readonly Message[]; readonly text: string }
}

const LINE_CHARACTERS = 60
const message = (content: string, at: number): Message => ({
  id: `m${at}`,
  role: at % 2 === 0 ? 'user' : 'assistant',
  content,
})
const TALK = Array.from({ length: 200 }, (_, at) =>
  message(`Ann Novak ${at} sold the mill in Graz for ${at * 37} euros on ${(at % 28) + 1} March.`, at),
)

/** A long text about a short talk. */
const longText = (piece: (at: number) => string, separator: string) => (characters: number) => {
  const count = Math.ceil(characters / (piece(1_000).length + separator.length))
  return { messages: TALK, text: Array.from({ length: count }, (_, at) => piece(at)).join(separator) }
}
/** A long talk, and a text of half its length about it. */
const both = (said: (at: number) => string, told: (at: number) => string) => (characters: number) => {
  const count = Math.ceil(characters / (2 * LINE_CHARACTERS))
  return {
    messages: Array.from({ length: count }, (_, at) => message(said(at), at)),
    text: Array.from({ length: count }, (_, at) => told(at)).join('\n'),
  }
}
/** A base of 26 letters: names that are all different. */
const nameOf = (at: number): string =>
  `Q${[...String(at)].map((digit) => String.fromCharCode(97 + Number(digit))).join('')}`

export const HOSTILE_CHECKS: readonly HostileCheck[] = [
  { name: 'verify: one sentence', of: longText((at) => `and Ann Novak said mill ${at % 97} is red`, ' ') },
  { name: 'verify: one word', of: longText(() => 'millmillmill', '') },
  { name: 'verify: numbers', of: longText((at) => `${at * 7_919}.${at % 89}`, ', ') },
  { name: 'verify: quotes', of: longText((at) => `Ann said "the mill ${at} is red".`, ' ') },
  { name: 'verify: quotes without an end', of: longText(() => '"the mill', ' ') },
  { name: 'verify: names', of: longText((at) => `then ${nameOf(at)} met ${nameOf(at * 3)}.`, ' ') },
  { name: 'verify: the same line', of: longText(() => 'Ann: Never sell the mill in Graz.', '\n') },
  {
    name: 'verify: rules, all lost',
    of: both(
      (at) => `Never open door ${at} in wing ${at % 90} without asking Ann.`,
      (at) => `The roof of mill ${at} is red and new.`,
    ),
  },
  {
    name: 'verify: rules in other words',
    of: both(
      (at) => `Never open door ${at} in wing ${at % 90} without asking Ann.`,
      (at) => `Doors such as ${at} stay shut unless Ann is asked.`,
    ),
  },
  {
    name: 'verify: the same values of others',
    of: both(
      (at) => `The fee of ${nameOf(at)} is ${at % 50} euros.`,
      (at) => `The fee of ${nameOf(at + 1)} is ${at % 50} euros.`,
    ),
  },
  {
    name: 'verify: speakers swapped',
    of: both(
      (at) => `I sold mill ${at} in Graz to ${nameOf(at)}.`,
      (at) => `${at % 2 === 0 ? 'Assistant' : 'User'}: I sold mill ${at} in Graz to ${nameOf(at)}.`,
    ),
  },
]
