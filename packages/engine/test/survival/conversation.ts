import type { Message } from '../../src/types.js'
import { type FillerSource, fillerFrom } from './filler.js'
import {
  type Change,
  type Deck,
  deckFrom,
  makeChanges,
  makePair,
  makePlant,
  type Pair,
  type Plant,
  type PlantKind,
  STYLES,
} from './plants.js'
import { randomFrom } from './random.js'

/** What was planted up to a round. */
export interface Planted {
  readonly plants: readonly Plant[]
  /** Things whose change has been said. */
  readonly changes: readonly Change[]
  readonly pairs: readonly Pair[]
}

/** A conversation that goes on: each round adds talk and plants. */
export interface GrowingConversation {
  readonly messages: readonly Message[]
  readonly planted: Planted
  /** Adds one round. */
  goOn(): void
}

const FIRST_ROUND = { rule: 5, fact: 6, goal: 3, preference: 4 } as const
const LATER_ROUND = { rule: 1, fact: 2, goal: 1, preference: 1 } as const
const FIRST_TURNS = 90
const LATER_TURNS = 30
const PAIRS_AT_START = 3
const CHANGES_AT_START = 4

/** Builds a conversation from a seed: the same seed gives the same messages. */
export function growConversation(seed: number): GrowingConversation {
  const random = randomFrom(seed)
  const deck = deckFrom(random)
  const filler = fillerFrom(random)
  const messages: Message[] = []
  const plants: Plant[] = []
  const pairs: Pair[] = []
  const changed: Change[] = []
  const waiting = makeChanges(CHANGES_AT_START, deck)
  const say = (sentences: readonly string[], turns: number) =>
    saySpread(messages, sentences, turns, filler, deck)

  const first = sentencesFor(FIRST_ROUND, plants, deck)
  for (let at = 0; at < PAIRS_AT_START; at++) pairs.push(makePair(deck))
  first.push(
    ...pairs.flat().map((plant) => plant.sentence),
    ...waiting.map((change) => change.before.sentence),
  )
  say(random.shuffle(first), FIRST_TURNS)
  const changeOne = (): string[] => {
    const change = waiting.shift()
    if (change === undefined) return []
    changed.push(change)
    return [change.after.sentence]
  }
  say([...changeOne(), ...changeOne()], LATER_TURNS)
  return {
    messages,
    planted: { plants, changes: changed, pairs },
    goOn: () =>
      say(random.shuffle([...sentencesFor(LATER_ROUND, plants, deck), ...changeOne()]), LATER_TURNS),
  }
}

function sentencesFor(counts: Readonly<Record<PlantKind, number>>, plants: Plant[], deck: Deck): string[] {
  const sentences: string[] = []
  for (const kind of ['rule', 'fact', 'goal', 'preference'] as const)
    for (let at = 0; at < counts[kind]; at++) {
      const plant = makePlant(kind, STYLES[(plants.length + at) % STYLES.length] ?? 'plain', deck)
      if (plants.some((known) => known.anchors.join() === plant.anchors.join())) continue
      plants.push(plant)
      sentences.push(plant.sentence)
    }
  return sentences
}

/** Spreads sentences over user turns: alone in a message, or among talk about nothing. */
function saySpread(
  messages: Message[],
  sentences: readonly string[],
  turns: number,
  filler: FillerSource,
  { random }: Deck,
): void {
  const userTurns = Math.ceil(turns / 2)
  const places = random.shuffle(Array.from({ length: userTurns }, (_, at) => at)).slice(0, sentences.length)
  const ordered = places.sort((a, b) => a - b)
  for (let at = 0; at < userTurns; at++) {
    const planted = sentences.filter((_, k) => (ordered[k] ?? userTurns - 1) === at)
    // A sentence without a stop (casual style) ends its message, as people write it.
    const mixed = planted.length > 0 && random.whole(0, 1) === 0 ? [...planted] : [filler.user(), ...planted]
    messages.push({ id: `m${messages.length}`, role: 'user', content: mixed.join('\n') })
    messages.push({ id: `m${messages.length}`, role: 'assistant', content: filler.assistant() })
  }
}
