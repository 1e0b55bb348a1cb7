/**
 * Conversations for measuring speed: as long as asked, never twice the same sentence by design, the same for a seed.
 * The wording is our own and says nothing about quality; quality is measured elsewhere, on real conversations.
 */
import type { Message } from '@precis/engine'

const NAMES = ['Amira', 'Bogdan', 'Chloé', 'Dario', 'Elif', 'Femke', 'Goran', 'Hana', 'Iver', 'Jolanta']
const THINGS =
  'invoice shipment contract prototype sensor greenhouse ferry timetable lease workshop printer scaffold permit roof turbine kiosk archive festival orchard clinic bakery tunnel museum survey battery catalogue'.split(
    ' ',
  )
const QUALITIES =
  'blue overdue narrow temporary certified heavy second-hand insulated seasonal digital northern spare rented approved damaged quiet modular wooden recycled'.split(
    ' ',
  )
const VERBS =
  'repair move order inspect paint insure replace cancel publish translate measure store label deliver postpone'.split(
    ' ',
  )
const PLACES =
  'Tromsø Gdańsk Leeds Porto Bergamo Utrecht Graz Aarhus Cádiz Tartu Ghent Brno Malmö Košice'.split(' ')

/** A small seeded generator (xorshift32): the benchmark needs repeatable, not good, randomness. */
export function createRandom(seed: number): () => number {
  let state = seed | 0 || 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
}

interface Chooser {
  of<T>(values: readonly T[]): T
  number(min: number, max: number): number
  chance(share: number): boolean
}

function createChooser(random: () => number): Chooser {
  const number = (min: number, max: number) => min + Math.floor(random() * (max - min + 1))
  return {
    number,
    chance: (share) => random() < share,
    of: (values) => values[number(0, values.length - 1)] as (typeof values)[number], // proof: the lists are not empty
  }
}

const thing = (c: Chooser) => `${c.of(QUALITIES)} ${c.of(THINGS)}`
const code = (c: Chooser) => `${c.of(['PO', 'REF', 'LT', 'QX'])}-${c.number(1000, 99_999)}`

const USER_SENTENCES: readonly ((c: Chooser) => string)[] = [
  (c) => `Can you ${c.of(VERBS)} the ${thing(c)} in ${c.of(PLACES)} before ${c.number(1, 28)} June?`,
  (c) => `We decided to ${c.of(VERBS)} the ${thing(c)} for ${c.number(20, 9000)} euro.`,
  (c) => `Never ${c.of(VERBS)} anything in ${c.of(PLACES)} without asking ${c.of(NAMES)}.`,
  (c) => `I prefer the ${thing(c)} over the ${thing(c)}.`,
  (c) => `Actually, make it ${c.number(2, 400)} instead of ${c.number(2, 400)} for ${code(c)}.`,
  (c) => `${c.of(NAMES)} says the ${thing(c)} has the number ${code(c)}.`,
  (c) => `Thanks, that looks fine to me, please go on with the ${c.of(THINGS)}.`,
]

const AGENT_SENTENCES: readonly ((c: Chooser) => string)[] = [
  (c) => `I looked at the ${thing(c)} and compared it with the ${thing(c)} from ${c.of(PLACES)}.`,
  (c) => `There are ${c.number(2, 90)} entries for ${code(c)}, of which ${c.number(1, 40)} are open.`,
  (c) =>
    `One way would be to ${c.of(VERBS)} the ${thing(c)} first and then ${c.of(VERBS)} the ${c.of(THINGS)}.`,
  (c) => `It is worth keeping in mind that the ${c.of(THINGS)} in ${c.of(PLACES)} is ${c.of(QUALITIES)}.`,
  (c) =>
    `The total comes to ${c.number(100, 90_000)}.${c.number(10, 99)} euro including the ${c.of(THINGS)}.`,
  (c) => `Would you like me to ${c.of(VERBS)} the ${thing(c)} as well?`,
  (c) => `Done: ${c.of(NAMES)} will ${c.of(VERBS)} the ${c.of(THINGS)} on ${c.number(1, 28)} May.`,
]

const toolOutput = (c: Chooser) =>
  Array.from({ length: c.number(3, 12) }, () => `${code(c)} | ${c.of(THINGS)} | ${c.number(1, 9999)}`).join(
    '\n',
  )

function content(c: Chooser, role: Message['role']): string {
  if (role === 'tool') return toolOutput(c)
  const [sentences, length] =
    role === 'user' ? [USER_SENTENCES, c.number(1, 3)] : [AGENT_SENTENCES, c.number(3, 9)]
  return Array.from({ length }, () => c.of(sentences)(c)).join(' ')
}

/** A conversation that ends with the first message for which `isEnough(messages, characters)` holds. */
function generate(seed: number, isEnough: (messages: number, characters: number) => boolean): Message[] {
  const chooser = createChooser(createRandom(seed))
  const messages: Message[] = []
  let characters = 0
  while (!isEnough(messages.length, characters)) {
    const isUser = messages.length % 2 === 0
    const role = isUser ? 'user' : chooser.chance(0.1) ? 'tool' : 'assistant'
    const message = { id: `m${messages.length + 1}`, role, content: content(chooser, role) } as const
    characters += message.content.length
    messages.push(message)
  }
  return messages
}

export const conversationOfCharacters = (characters: number, seed: number): readonly Message[] =>
  generate(seed, (_, length) => length >= characters)

export const conversationOfMessages = (count: number, seed: number): readonly Message[] =>
  generate(seed, (length) => length >= count)
