import { tagsIn } from '../annotate/phrases.js'
import { readWords } from '../annotate/words.js'
import { type Conversation, textOf, type Unit } from '../conversation.js'
import type { ClaimCue } from '../lexicon/claims/registry.js'
import type { SpeechAct } from '../types.js'
import { dayKey, statedDays } from './days.js'
import { statedNumbers } from './numbers.js'
import { type SourceFacts, spellingsOf } from './source-facts.js'

/** Units before and after one that belong to what it says. */
const REACH = 3
/** How far after a unit something may still point back at it. */
const LATER_UNITS = 60
const LATER_MESSAGES = 12
const ANSWER_MESSAGES = 2
/** A remark of so few terms says nothing by itself: "No, on the 14th." */
const POINTING_TERMS = 2
/** Units with one number that are looked at. */
const UNITS_PER_NUMBER = 100
/** What somebody else may fulfil. */
const CALLING: ReadonlySet<SpeechAct> = new Set(['question', 'proposal', 'request'])

/** What single units say, read once: their words, numbers and denials, and what belongs to them. */
export class UnitReadings {
  readonly #words = new Map<number, ReadonlySet<string>>()
  readonly #numbers = new Map<number, ReadonlySet<string>>()
  readonly #neighbours = new Map<number, readonly Unit[]>()
  readonly #cues = new Map<number, ReadonlySet<ClaimCue>>()
  readonly #conversation: Conversation
  readonly #facts: SourceFacts
  readonly #marks: Uint8Array

  constructor(conversation: Conversation, facts: SourceFacts) {
    this.#conversation = conversation
    this.#facts = facts
    this.#marks = new Uint8Array(conversation.termCount)
    for (const { terms, annotation } of conversation.units)
      terms.forEach((term, at) => {
        if (/^\d/.test(annotation.terms[at] ?? '')) this.#marks[term] = 1
      })
  }

  /**
   * The unit with its neighbours of the same message, what answers it where it asks, and what points back at it: later
   * corrections and remarks that are too short to be about something of their own.
   */
  near(unit: Unit, called: ReadonlySet<SpeechAct> = CALLING): readonly Unit[] {
    return remembered(this.#neighbours, 2 * unit.index + (called === CALLING ? 1 : 0), () => {
      const { units } = this.#conversation
      const near = units
        .slice(Math.max(0, unit.index - REACH), unit.index + REACH + 1)
        .filter(({ messageIndex }) => messageIndex === unit.messageIndex)
      const isAsked = called.has(unit.annotation.act)
      for (let at = unit.index + 1; at < units.length && at <= unit.index + LATER_UNITS; at++) {
        const later = units[at] as Unit
        const distance = later.messageIndex - unit.messageIndex
        if (distance > LATER_MESSAGES) break
        const { act, terms } = later.annotation
        if (
          (isAsked && distance <= ANSWER_MESSAGES) ||
          act === 'correction' ||
          terms.length <= POINTING_TERMS
        )
          near.push(later)
      }
      return near
    })
  }

  /** Whether a message that has the number shares enough with the sentence, around where the number stands: at least so many terms of so much weight. */
  isToldOf(
    readings: readonly string[],
    topic: ReadonlySet<number>,
    weights: Float64Array,
    least: { readonly terms: number; readonly weight: number },
  ): boolean {
    this.#byReading ??= this.#unitsByReading()
    const { units } = this.#conversation
    const enough = Math.min(least.terms, topic.size)
    return readings.some((reading) =>
      (this.#byReading?.get(reading) ?? []).some((at) => {
        const own = units[at] as Unit
        const shared = new Set(
          units
            .slice(Math.max(0, at - REACH), at + REACH + 1)
            .filter(({ messageIndex }) => messageIndex === own.messageIndex)
            .flatMap(({ terms }) => terms.filter((term) => topic.has(term) && this.#marks[term] === 0)),
        )
        const weight = [...shared].reduce((sum, term) => sum + (weights[term] ?? 0), 0)
        return shared.size >= enough && (topic.size === 0 || weight >= least.weight)
      }),
    )
  }

  #byReading: ReadonlyMap<string, readonly number[]> | undefined
  #unitsByReading(): ReadonlyMap<string, readonly number[]> {
    const found = new Map<string, number[]>()
    for (const unit of this.#conversation.units)
      for (const reading of this.numbersOf(unit)) {
        const list = found.get(reading)
        if (list === undefined) found.set(reading, [unit.index])
        else if (list.length < UNITS_PER_NUMBER) list.push(unit.index)
      }
    return found
  }

  wordsOf(unit: Unit): ReadonlySet<string> {
    return remembered(this.#words, unit.index, () => {
      const lower = readWords(textOf(this.#conversation, unit)).lower
      return new Set(lower.flatMap(spellingsOf))
    })
  }

  numbersOf(unit: Unit): ReadonlySet<string> {
    return remembered(this.#numbers, unit.index, () => {
      const text = textOf(this.#conversation, unit)
      const { dayPatterns, claims } = this.#facts
      const day = this.#conversation.days[unit.messageIndex]
      return new Set([
        ...[...statedDays(text, dayPatterns), ...statedNumbers(text, claims.source)].flatMap(
          ({ readings }) => readings,
        ),
        ...[day, unit.annotation.eventDate].flatMap((iso) => (iso === undefined ? [] : [dayKey(iso)])),
      ])
    })
  }

  cuesOfUnit(unit: Unit): ReadonlySet<ClaimCue> {
    return remembered(this.#cues, unit.index, () => this.cuesOf(textOf(this.#conversation, unit)))
  }

  cuesOf(text: string): ReadonlySet<ClaimCue> {
    return tagsIn(this.#facts.claims.cues, readWords(text))
  }
}

function remembered<Value>(known: Map<number, Value>, key: number, make: () => Value): Value {
  const value = known.get(key) ?? make()
  known.set(key, value)
  return value
}
