import { type Conversation, hasFlag, textOf, type Unit } from '../conversation.js'
import { ASKED_INSTEAD, findTurnedDown } from '../link/turned-down.js'
import { wordsOf } from '../link/values-of.js'
import { FLAG } from '../unit-flags.js'
import type { Phrase, Phrased } from './phrases.js'

/** Units after a phrase in which it can be said again or replaced. */
const MAX_DISTANCE_UNITS = 60
/** Messages after an offer or a wish in which another can be asked for instead. */
const MAX_DISTANCE_MESSAGES = 8

/** What became of the phrases of a brisk dialogue. */
export interface PhrasesInForce {
  /** By unit, only where some phrase is left out; an empty list where none is left. */
  readonly phrases: ReadonlyMap<number, readonly Phrase[]>
  /** A unit of which nothing is left → the one that says it again or replaced it. */
  readonly heirs: ReadonlyMap<number, number>
  /** Units of which nothing is left and nothing was replaced: what they say is true, and stands elsewhere. */
  readonly saidAgain: ReadonlySet<number>
  /** The marks of `findTurnedDown`. */
  readonly turnedDown: Uint8Array
}

/**
 * The phrases that a task still stands by. Left out is one that a later request to confirm says again, and one whose value
 * a later phrase of the same task replaces:
 * - what a user asks for instead: "a table for four" after "for two", "a rock song" after "a pop song";
 * - what an assistant brings forward after it failed with what was to be confirmed: "Sorry, 7 pm is gone. How about 8 pm?";
 * - the time that is offered after "Anything later?";
 * - what is put up to be confirmed of a thing that was asked for otherwise ("leaving on the 3rd", then "leaving on the 5th").
 *
 * Values replace each other only where they are of one kind and lead from the same small word and the same thing.
 *
 * Cost  linear: bounded looks ahead, each over a bounded number of phrases.
 */
export function phrasesInForce(
  conversation: Conversation,
  tasks: Int32Array,
  phrased: ReadonlyMap<number, Phrased>,
): PhrasesInForce {
  const { units } = conversation
  const taskOf = (index: number) => tasks[(units[index] as Unit).messageIndex] as number
  const turnedDown = findTurnedDown(conversation)
  const later = replacersOf(conversation, phrased, turnedDown)
  const days = wordsOf('en').days
  const valued = new Map<number, readonly Valued[]>()
  const valuesAt = (index: number): readonly Valued[] => {
    const known = valued.get(index) ?? valuesOf(phrased.get(index) as Phrased, days)
    valued.set(index, known)
    return known
  }
  const found = new Map<number, readonly Phrase[]>()
  const heirs = new Map<number, number>()
  const saidAgain = new Set<number>()
  let next = 0
  for (const [index, { phrases }] of phrased) {
    const { messageIndex } = units[index] as Unit
    while (
      next < later.length &&
      (units[(later[next] as Replacer).index] as Unit).messageIndex <= messageIndex
    )
      next++
    let kept = valuesAt(index)
    let isTrue = true
    for (let at = next; at < later.length && kept.length > 0; at++) {
      const replacer = later[at] as Replacer
      if (replacer.index - index > MAX_DISTANCE_UNITS || taskOf(replacer.index) !== taskOf(index)) break
      const distance = (units[replacer.index] as Unit).messageIndex - messageIndex
      const values = phrased.has(replacer.index) ? valuesAt(replacer.index) : []
      const standing =
        distance > MAX_DISTANCE_MESSAGES
          ? kept
          : kept.filter((one) => !values.some((other) => isReplaced(one, other, replacer.why, kept, values)))
      if (standing.length < kept.length) isTrue = false
      kept =
        replacer.why === 'confirms'
          ? standing.filter(
              ({ phrase }, at) =>
                !saysAgain(replacer.said, phrase) || leadsOn(standing[at + 1]?.phrase, replacer.said),
            )
          : standing
      if (kept.length === 0) heirs.set(index, replacer.index)
    }
    if (kept.length === 0 && isTrue) saidAgain.add(index)
    if (kept.length < phrases.length)
      found.set(
        index,
        kept.map(({ phrase }) => phrase),
      )
  }
  return { phrases: found, heirs, saidAgain, turnedDown }
}

/** A unit that can say again or replace what was said before it, and as what. */
interface Replacer {
  readonly index: number
  readonly why: 'instead' | 'retries' | 'another' | 'confirms'
  readonly said: ReadonlySet<string>
}

function replacersOf(
  conversation: Conversation,
  phrased: ReadonlyMap<number, Phrased>,
  turnedDown: Uint8Array,
): readonly Replacer[] {
  const found: Replacer[] = []
  let failedIn = -1
  let otherTimeIn = -1
  for (const { index, messageIndex, annotation } of conversation.units) {
    const isAssistants = hasFlag(conversation, index, FLAG.ofAssistant)
    if (isAssistants && (annotation.stances.includes('problem') || annotation.wording.includes('negation')))
      failedIn = messageIndex
    if (asksOtherTime(conversation, index)) otherTimeIn = messageIndex + 1
    const why =
      turnedDown[index] === ASKED_INSTEAD
        ? 'instead'
        : !isAssistants
          ? undefined
          : failedIn === messageIndex
            ? 'retries'
            : hasFlag(conversation, index, FLAG.confirming)
              ? 'confirms'
              : otherTimeIn === messageIndex
                ? 'another'
                : undefined
    if (why !== undefined && (why === 'confirms' || phrased.has(index)))
      found.push({ index, why, said: new Set(annotation.terms) })
  }
  return found
}

const OTHER_TIME = /\b(?:anything|something|any|one|slot|time)\b.{0,20}\b(?:later|earlier)\b/i
/** Words of "do you have anything a bit later?"; longer ones are about more. */
const MAX_OTHER_TIME_WORDS = 10

const asksOtherTime = (conversation: Conversation, index: number): boolean => {
  const unit = conversation.units[index] as Unit
  return (
    hasFlag(conversation, index, FLAG.ofUser) &&
    unit.annotation.wordCount <= MAX_OTHER_TIME_WORDS &&
    OTHER_TIME.test(textOf(conversation, unit))
  )
}

/** What follows is no part of a later confirmation, and would hang in the air: "for £9.40" of "standard for £9.40". */
const leadsOn = (next: Phrase | undefined, said: ReadonlySet<string>): boolean =>
  next?.isJoined === true && next.joint !== '' && !saysAgain(said, next)

/** A month is no term: "of May" stays while "on 7th" does. */
const saysAgain = (said: ReadonlySet<string>, { terms }: Phrase): boolean =>
  terms.length > 0 && terms.every((term) => said.has(term))

type Kind = 'clock' | 'day' | 'number' | 'name' | 'words'

interface Valued {
  readonly phrase: Phrase
  readonly kind: Kind
  /** Terms of the phrases that it follows without a break. */
  readonly heads: ReadonlySet<string>
}

const CLOCK = /\d{1,2}:\d{2}|\d ?[ap]\.?m\b/i
const ORDINAL = /\b\d{1,2}(?:st|nd|rd|th)\b/i

function valuesOf({ text, words, phrases }: Phrased, days: ReadonlySet<string>): readonly Valued[] {
  let heads: string[] = []
  return phrases.map((phrase) => {
    if (!phrase.isJoined) heads = []
    const written = text.slice(words.starts[phrase.from], words.ends[phrase.to])
    const isDay = words.lower.slice(phrase.from, phrase.to + 1).some((word) => days.has(word))
    const kind = CLOCK.test(written)
      ? 'clock'
      : isDay || ORDINAL.test(written)
        ? 'day'
        : /\d/.test(written)
          ? 'number'
          : /\s\p{Lu}/u.test(` ${written.slice(phrase.joint.length)}`) && phrase.joint !== ''
            ? 'name'
            : 'words'
    const valued: Valued = { phrase, kind, heads: new Set(heads) }
    heads = [...heads, ...phrase.terms]
    return valued
  })
}

function isReplaced(
  earlier: Valued,
  later: Valued,
  why: Replacer['why'],
  besideEarlier: readonly Valued[],
  besideLater: readonly Valued[],
): boolean {
  const { kind, phrase } = earlier
  if (later.kind !== kind || !differ(phrase, later.phrase)) return false
  // Two fares, two days: which of them is meant cannot be told.
  if (countOf(besideLater, kind) > 1 && kind !== 'words' && !isSameThing(earlier, later)) return false
  if (why === 'another') return kind === 'clock' && countOf(besideEarlier, kind) === 1
  if (kind === 'words') return why === 'instead' && haveOneHead(phrase, later.phrase)
  if (kind === 'number')
    return phrase.terms.at(-1) === later.phrase.terms.at(-1) && !/\d/.test(phrase.terms.at(-1) ?? '')
  if (why === 'retries') return countOf(besideEarlier, kind) === 1 && kind !== 'name'
  if (phrase.joint !== later.phrase.joint) return false
  if (why === 'confirms') return isSameThing(earlier, later)
  return earlier.heads.size === 0 || later.heads.size === 0 || isSameThing(earlier, later)
}

const countOf = (all: readonly Valued[], kind: Kind): number => all.filter((one) => one.kind === kind).length

const isSameThing = ({ heads }: Valued, later: Valued): boolean =>
  [...heads].some((term) => later.heads.has(term))

/** Neither says all that the other does. */
const differ = (a: Phrase, b: Phrase): boolean =>
  a.terms.some((term) => !b.terms.includes(term)) && b.terms.some((term) => !a.terms.includes(term))

/** "pop song", "metal song": one thing, of another kind. */
const haveOneHead = (a: Phrase, b: Phrase): boolean =>
  a.terms.length > 1 && b.terms.length > 1 && a.terms.at(-1) === b.terms.at(-1)
