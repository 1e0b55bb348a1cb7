import type { Message } from '@precis/engine'
import { createRandom } from './conversation.js'

/** A word said no more often in all of a kind is taken for one of content: the others carry the grammar and the turns of talk. */
const MAX_RARE_COUNT = 3
const WORD = /\p{L}{5,}/gu
/** Sums, counts and the digits of codes; hours and days of the month stay what they are. */
const LONG_NUMBER = /\d{3,}/g

/** Letters by which a word's form is told well enough that another of the same ending can stand in its place. */
const ENDING_LETTERS = 2

/** Copies of some conversations that say other things: the same talk as far as its grammar goes, of the same length and the same words. */
export interface OtherWording {
  /** The copy of this number; 0 is what was said. */
  copy(messages: readonly Message[], number: number): readonly Message[]
}

/**
 * Rare words trade places with others that end alike, and longer numbers get other digits, their first one aside.
 *
 * The words of a copy are those of the kind, so that a tokenizer that knows them has it easy: new words would flatter whoever is compared with it.
 */
export function otherWordingOf(conversations: readonly (readonly Message[])[]): OtherWording {
  const byEnding = wordsByEnding(conversations.flat())
  const substitutes = new Map<number, ReadonlyMap<string, string>>()
  const substitutesOf = (number: number) => {
    const known = substitutes.get(number)
    if (known !== undefined) return known
    const made = tradedPlaces(byEnding, createRandom(number))
    substitutes.set(number, made)
    return made
  }
  return {
    copy(messages, number) {
      if (number === 0) return messages
      const words = substitutesOf(number)
      const random = createRandom(number)
      const digit = () => String(Math.floor(random() * 10))
      const reworded = (content: string) =>
        content
          .replace(WORD, (word) => words.get(word) ?? word)
          .replace(LONG_NUMBER, (digits) => digits.charAt(0) + digits.slice(1).replace(/\d/g, digit))
      return messages.map((message) => ({ ...message, content: reworded(message.content) }))
    },
  }
}

/** The rare words, those together that have the same last letters and the same case. */
function wordsByEnding(messages: readonly Message[]): readonly (readonly string[])[] {
  const counts = new Map<string, number>()
  for (const { content } of messages)
    for (const [word] of content.matchAll(WORD)) counts.set(word, (counts.get(word) ?? 0) + 1)
  const groups = new Map<string, string[]>()
  for (const [word, count] of counts) {
    if (count > MAX_RARE_COUNT) continue
    const key = `${/^\p{Lu}/u.test(word)} ${word.slice(-ENDING_LETTERS)}`
    groups.set(key, [...(groups.get(key) ?? []), word])
  }
  return [...groups.values()]
}

/** Each word with the one that stands in its place. */
function tradedPlaces(
  groups: readonly (readonly string[])[],
  random: () => number,
): ReadonlyMap<string, string> {
  const traded = new Map<string, string>()
  for (const words of groups) {
    const shuffled = [...words]
    for (let at = shuffled.length - 1; at > 0; at--) {
      const other = Math.floor(random() * (at + 1))
      const word = shuffled[at] as string
      shuffled[at] = shuffled[other] as string
      shuffled[other] = word
    }
    for (const [at, word] of words.entries()) traded.set(word, shuffled[at] as string)
  }
  return traded
}
