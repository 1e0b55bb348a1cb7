import type { Random } from './random.js'
import { FILLER, PEOPLE, PLACES } from './vocabulary.js'

/** One user turn in so many mentions a name or a number in passing. */
const INCIDENTAL_EVERY = 6

const { adjectives, nouns, verbs, places, moods, asides } = FILLER

const thing = (random: Random) => `the ${random.pick(adjectives)} ${random.pick(nouns)}`
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

const USER_LINES: readonly ((random: Random) => string)[] = [
  (r) =>
    `${capital(thing(r))} at ${r.pick(places)} ${r.pick(verbs)} ${thing(r)}, and it is ${r.pick(moods)}.`,
  (r) => `Yesterday I walked past ${thing(r)} again and thought of ${thing(r)} near ${r.pick(places)}.`,
  (r) => `Have you ever heard how ${thing(r)} came to ${r.pick(places)}?`,
  (r) => `Someone told me that ${thing(r)} ${r.pick(verbs)} ${thing(r)}, which sounds ${r.pick(moods)}.`,
  (r) => `What would you write about ${thing(r)} and ${thing(r)}?`,
  (r) => `It rained all evening, so we sat beside ${thing(r)} and talked about ${r.pick(places)}.`,
  (r) => `Tell me a little more about ${thing(r)}, the one that ${r.pick(verbs)} ${thing(r)}.`,
  (r) => `${capital(r.pick(asides))}, ${thing(r)} is ${r.pick(moods)} when the light is low.`,
]
/** Small talk has names and numbers too; nobody asks for them later. */
const INCIDENTAL_LINES: readonly ((random: Random) => string)[] = [
  (r) => `I counted ${r.whole(3, 90)} steps up to ${thing(r)} before the rain began.`,
  (r) => `Someone called ${r.pick(PEOPLE)} painted ${thing(r)} there back in ${r.whole(1890, 1990)}.`,
  (r) => `On the way to ${r.pick(PLACES)} I saw ${thing(r)} from the train.`,
]

const ASSISTANT_LINES: readonly ((random: Random) => string)[] = [
  (r) => `People often say that ${thing(r)} ${r.pick(verbs)} ${thing(r)}, and there is something to it.`,
  (r) => `A visitor at ${r.pick(places)} would notice ${thing(r)} first, then ${thing(r)}.`,
  (r) => `It may help to picture ${thing(r)} beside ${thing(r)}: the contrast is ${r.pick(moods)}.`,
  (r) => `${capital(r.pick(asides))}, stories about ${thing(r)} tend to begin at ${r.pick(places)}.`,
  (r) => `That sounds ${r.pick(moods)}, a little like ${thing(r)} in winter.`,
  (r) => `One could begin with ${thing(r)} and let ${thing(r)} appear only near the end.`,
  (r) => `There is a long tradition of comparing ${thing(r)} with ${thing(r)} around ${r.pick(places)}.`,
]

/** Talk that nobody asks about later. No sentence is said twice in the lifetime of one source. */
export interface FillerSource {
  user(): string
  assistant(): string
}

export function fillerFrom(random: Random): FillerSource {
  const said = new Set<string>()
  const unsaid = (lines: readonly ((random: Random) => string)[]): string => {
    for (;;) {
      const line = random.pick(lines)(random)
      if (said.has(line)) continue
      said.add(line)
      return line
    }
  }
  const several = (lines: readonly ((random: Random) => string)[], low: number, high: number) =>
    Array.from({ length: random.whole(low, high) }, () => unsaid(lines)).join(' ')
  const isIncidental = () => random.whole(1, INCIDENTAL_EVERY) === 1
  return {
    user: () => (isIncidental() ? unsaid(INCIDENTAL_LINES) : several(USER_LINES, 1, 2)),
    assistant: () => several(ASSISTANT_LINES, 2, 4),
  }
}
