import { readWords } from '../annotate/words.js'
import { tellsPlainly } from './chat-talk.js'
import { CLASS_BIT, CLASSES_OF, type WordClass } from './fact-words.js'

/** What tells how sure one may be of a fact of a chat. English. */
export interface ChatFactSigns {
  /** The speaker's own words, without the question. */
  readonly said: string
  /** As `factWorth` says. */
  readonly worth: number
  /** Told with the sentence before. */
  readonly hasContext: boolean
}

/**
 * What each sign adds to the log-odds that a reader finds what one of two people tells true, clear by itself and a fact. Logistic regression
 * (L2 = 2) on the 340 statements of the chats of both halves that the forms let pass (round 16 of `bench/src/items/verdicts`); with each of
 * the five conversations left out in turn, design/talk.md has what it promised and what was found.
 */
const OF_TWO = {
  bias: 0.34,
  /** Per log-odds of `factWorth`. */
  worth: 0.93,
  when: 0.16,
  /** Without a name or a figure. */
  nameless: -0.16,
  opensI: 0.63,
  /** Kin, company and belongings. */
  life: 0.34,
  isAskedOpenly: -1.01,
  isShort: 0,
  hasContext: 0,
  isPlain: 0,
} as const
type Weights = Readonly<Record<keyof typeof OF_TWO, number>>
/** The same for a group: on 106 facts of chats (rounds 3 to 9), the last four and the bias beside them on 309 statements of the tuning half (round 16). */
const OF_GROUP: Weights = {
  bias: 0.49,
  worth: 0.4,
  when: 1.2,
  nameless: -0.52,
  isShort: -0.62,
  opensI: 0.6,
  hasContext: -0.44,
  life: 0.81,
  isAskedOpenly: -1.3,
  /** A figure of a subject that is named. */
  isPlain: 0.62,
}
/** What is worth less, or more than 1 less this, counts as this. */
const MIN_WORTH = 0.02
/** A count of words above this adds nothing more. */
const MAX_COUNT = 3
const SHORT_WORDS = 7
const OPENS_I = /^i(?:['’]\p{L}+)?$/u
/** A figure, or a capital letter that opens no sentence; not "I". */
const NAMED = /\d|(?<!^|[.!?] )\b[A-Z][a-zA-Z'’]+(?<!\bI['’][a-z]+)/

/** "Tent poles. my uncle has four": the heading is not what is told. */
const HEADING = /^[^.:!?]{1,30}[.:] (?=\S)/

/** Log-odds in hundredths, of two people and of a group, as its words show; whole numbers, since they are stored with the message. */
export function oddsOf({ said, worth: found, hasContext }: ChatFactSigns): readonly [number, number] {
  const { lower } = readWords(said)
  const worth = Math.min(Math.max(found, MIN_WORTH), 1 - MIN_WORTH)
  const share = (name: WordClass): number => {
    const count = lower.filter((word) => ((CLASSES_OF.get(word) ?? 0) & CLASS_BIT[name]) !== 0).length
    return Math.min(count, MAX_COUNT) / MAX_COUNT
  }
  const signs = {
    worth: Math.log(worth / (1 - worth)),
    when: share('when'),
    life: share('life'),
    nameless: NAMED.test(said) ? 0 : 1,
    isShort: lower.length < SHORT_WORDS ? 1 : 0,
    opensI: OPENS_I.test(lower[0] ?? '') ? 1 : 0,
    hasContext: hasContext ? 1 : 0,
    isPlain: tellsPlainly(said.replace(HEADING, '')) ? 1 : 0,
  }
  const names = Object.keys(signs) as (keyof typeof signs)[]
  const weighed = (weights: Weights) =>
    Math.round(100 * names.reduce((odds, name) => odds + weights[name] * signs[name], weights.bias))
  return [weighed(OF_TWO), weighed(OF_GROUP)]
}

/** The share, to a hundredth, of such facts that a reader finds good. `isAskedOpenly`: what the message before asks about stands elsewhere. */
export function shareFoundGood(
  odds: readonly [number, number],
  isOfGroup: boolean,
  isAskedOpenly: boolean,
): number {
  const weights = isOfGroup ? OF_GROUP : OF_TWO
  const sum = odds[isOfGroup ? 1 : 0] / 100 + (isAskedOpenly ? weights.isAskedOpenly : 0)
  return Math.round(100 / (1 + Math.exp(-sum))) / 100
}
