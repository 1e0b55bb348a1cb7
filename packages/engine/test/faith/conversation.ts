import type { Message } from '../../src/types.js'
import { type Random, randomFrom } from '../survival/random.js'
import type { FaithLanguage, Slots, Statement } from './language.js'

/** A statement as it was said in one conversation. */
export interface Said {
  readonly statement: Statement
  readonly slots: Slots
  readonly messageId: string
}

/** A conversation whose every statement is known, with what a summary can say of it. */
export interface FaithConversation {
  readonly language: FaithLanguage
  readonly random: Random
  /** A user and an assistant: all statements and the quote. */
  readonly messages: readonly Message[]
  /** Named people among themselves, each of whom tells something of their own. */
  readonly talk: readonly Message[]
  readonly said: readonly Said[]
  readonly quote: { readonly person: string; readonly text: string; readonly altered: string }
  /** What two named speakers said of themselves: index of the statement, and of the speaker. */
  readonly own: readonly { readonly at: number; readonly speaker: string; readonly other: string }[]
}

const STATEMENTS = 7

/** Draws the slots of a conversation's statements; no amount, day or person means two things. */
function slotDrawer(random: Random, { people, places }: FaithLanguage): () => Slots {
  const names = random.shuffle(people)
  const towns = random.shuffle(places)
  const days = random.shuffle(Array.from({ length: 24 }, (_, at) => at + 2))
  const counts = random.shuffle([4, 5, 6, 7, 8, 9, 10, 11, 12])
  let drawn = 0
  return () => {
    drawn++
    const pick = <T>(from: readonly T[], at: number) => from[at % from.length] as T
    return {
      a: pick(names, 2 * drawn),
      b: pick(names, 2 * drawn + 1),
      place: pick(towns, drawn),
      amount: random.whole(11, 89) * 100 + 10 * drawn + 7,
      count: pick(counts, drawn),
      day: pick(days, drawn),
      month: random.whole(1, 12),
    }
  }
}

/** Makes a conversation from a seed: statements between small talk, a quote, and two people who talk of themselves. */
export function makeConversation(language: FaithLanguage, seed: number): FaithConversation {
  const random = randomFrom(seed)
  const draw = slotDrawer(random, language)
  const messages: Message[] = []
  const say = (content: string): string => {
    const id = `m${messages.length + 1}`
    messages.push({ id, role: 'user', content, timestamp: '2025-01-01T10:00:00Z' })
    messages.push({
      id: `r${id}`,
      role: 'assistant',
      content: random.pick(language.filler),
      timestamp: '2025-01-01T10:01:00Z',
    })
    return id
  }
  const said = random
    .shuffle(language.statements)
    .slice(0, STATEMENTS)
    .map((statement): Said => {
      const slots = draw()
      return { statement, slots, messageId: say(statement.said(slots)) }
    })
  const person = random.pick(language.people)
  const [text, altered] = random.pick(language.quote.texts)
  say(language.quote.said(person, text))
  const [first = '', second = ''] = random.shuffle(language.people)
  const own = random
    .shuffle(language.own.map((_, at) => at))
    .slice(0, 2)
    .map((at, k) => ({ at, speaker: k === 0 ? first : second, other: k === 0 ? second : first }))
  return {
    language,
    random,
    messages,
    talk: talkOf(language, own, random),
    said,
    quote: { person, text, altered },
    own,
  }
}

/** Two people in turn: each tells their own, between small talk of both. */
function talkOf(language: FaithLanguage, own: FaithConversation['own'], random: Random): Message[] {
  return own
    .flatMap(({ at, speaker, other }) => [
      { name: speaker, content: random.pick(language.filler) },
      { name: other, content: random.pick(language.filler) },
      { name: speaker, content: language.own[at]?.said ?? '' },
      { name: other, content: random.pick(language.filler) },
    ])
    .map((said, at): Message => ({ id: `t${at}`, role: 'user', timestamp: '2025-01-01T10:00:00Z', ...said }))
}
