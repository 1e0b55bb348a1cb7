import { termsOf } from '../annotate/terms.js'
import { readWords } from '../annotate/words.js'
import { type Conversation, hasFlag, textOf, type Unit } from '../conversation.js'
import { lexiconFor } from '../lexicon/registry.js'
import { FLAG } from '../unit-flags.js'
import { type BareValue, bareValues } from './bare-values.js'
import { BARE_WORDS } from './bare-words.js'
import { areEqualValues, type ClauseKind, type ClauseValue, clauseValues } from './clause-values.js'

/** A value that was given anew by a clause that names nothing: granted, settled, told with a word of change, or with the reason alone. */
export interface Given {
  readonly unit: Unit
  readonly bare: BareValue
  readonly language: string
  /** Words for what its speaker has just said to change. */
  readonly named: readonly string[]
  readonly mode: 'asked' | 'settled' | 'told' | 'upset'
  /** The unit that has the value in force. */
  readonly heir: Unit
}

/** Messages back that a value which names nothing may reach. */
const MAX_DISTANCE_MESSAGES = 8
/** The same for a number: of things that are counted there are more. */
const MAX_DISTANCE_OF_NUMBER = 4
/** Units back that are looked at: a message can be of any length. */
const MAX_DISTANCE_UNITS = 80
/** The same where what changed is named by a word of few messages. */
const MAX_DISTANCE_NAMED = 600
const MAX_MESSAGES_OF_NAME = 6
/** Units of a message that are read around one of them. */
const MAX_UNITS_AROUND = 6
/** A sentence of more words tells of other things as well. */
const MAX_WORDS_BEFORE = 32
/** A question of so few words names what it asks about. */
const MAX_WORDS_OF_FRAGMENT = 3
const HOURS = 24
/** Letters of a counted noun that its plural shares. */
const ROOT_LETTERS = 4
/** Bold print, a table, code. */
const MARKED = /\*\*|`|^\s*[|#]/

/** Indexes of the units that say the value which is overtaken. Cost: a bounded look back. */
export const overtakenBy = (conversation: Conversation, given: Given): readonly number[] =>
  new WalkBack(conversation, given).found()

interface Overtaken {
  readonly keys: ReadonlySet<string>
  /** No other value of that kind stands in the sentence. */
  readonly isOne: boolean
}

type ByKind = ReadonlyMap<ClauseKind, readonly ClauseValue[]>

class WalkBack {
  readonly #anew: ByKind
  /** What somebody asked about since then: of none of it may the value be. */
  readonly #asked: (readonly number[])[] = []
  readonly #isCount: boolean
  /** The rare ones of the words for what changed. */
  readonly #named: ReadonlySet<number>

  constructor(
    readonly conversation: Conversation,
    readonly given: Given,
  ) {
    this.#anew = byKind(given.bare.values)
    const { termIds, messageFrequency } = conversation
    const numbers = given.named.flatMap((word) => termIds.get(this.#termOf(word) ?? '') ?? [])
    this.#named = new Set(
      numbers.filter((term) => (messageFrequency[term] as number) <= MAX_MESSAGES_OF_NAME),
    )
    this.#isCount = this.#anew.has('number') || this.#anew.has('money')
  }

  found(): readonly number[] {
    const { conversation, given } = this
    const { unit } = given
    const found: number[] = []
    // "12 on the 6th and 12 on the 20th" are several things.
    if (this.#isCount && given.bare.values.length > 1) return found
    if (this.#isCount && given.mode === 'upset' && !given.bare.resumes) return found
    let old: ReadonlySet<string> | undefined
    const end = Math.max(0, unit.index - (this.#named.size > 0 ? MAX_DISTANCE_NAMED : MAX_DISTANCE_UNITS))
    const reach = this.#isCount ? MAX_DISTANCE_OF_NUMBER : MAX_DISTANCE_MESSAGES
    const first = conversation.unitStarts[unit.messageIndex] as number
    // "Breakfast? 7:15?"
    for (const before of conversation.units.slice(Math.max(first, unit.index - MAX_UNITS_AROUND), unit.index))
      this.#noteQuestion(before, textOf(conversation, before))
    for (let index = first - 1; index >= end; index--) {
      const earlier = conversation.units[index] as Unit
      const isFar = unit.messageIndex - earlier.messageIndex > reach
      if (isFar && this.#named.size === 0) break
      if (isFar && !earlier.terms.some((term) => this.#named.has(term))) continue
      if (!hasFlag(conversation, index, FLAG.spoken) || hasFlag(conversation, index, FLAG.filler)) continue
      const text = textOf(conversation, earlier)
      const mayGive = this.#mayGiveValue(earlier, text)
      if (!mayGive && this.#isOfAnothersMatter(earlier, text)) break
      const overtaken = mayGive ? this.#overtakenIn(this.#partMeant(text)) : undefined
      if (overtaken === 'apart') break
      if (overtaken === 'said') {
        if (!bareValues(text, given.language).some(({ rest }) => rest.length === 0)) break
      } else if (overtaken !== undefined) {
        const isSame = old === undefined || [...overtaken.keys].every((key) => old?.has(key))
        // Of several values it may be any; an earlier sentence of the same speaker that says one of them tells which.
        const isKnown = old === undefined || found.length > 0 || earlier.speaker === unit.speaker
        if (!isSame || !isKnown) break
        const isOffer = this.#isOfferOf(earlier)
        if (isOffer && conversation.isNamed) continue
        if (isOffer || !this.#mayMean(earlier, isFar)) break
        if (overtaken.isOne) found.push(index)
        old = overtaken.keys
      }
      this.#noteQuestion(earlier, text)
    }
    return found
  }

  /** A plain statement or wish of somebody whose value the speaker may change. */
  #mayGiveValue(earlier: Unit, text: string): boolean {
    const { conversation, given } = this
    const { index, annotation, speaker } = earlier
    if (hasFlag(conversation, index, FLAG.ofTool | FLAG.supposed | FLAG.list | FLAG.rule)) return false
    if (annotation.wording.includes('negation') || annotation.wordCount > MAX_WORDS_BEFORE) return false
    if (speaker === given.unit.speaker) return true
    if (this.#isCount && given.mode !== 'asked' && !this.#ordersCounted()) return false
    if (given.mode === 'upset' || (given.mode === 'told' && !given.bare.isMoved)) return false
    if (!conversation.isNamed) return this.#unitsOf(earlier).length < MAX_UNITS_AROUND && !MARKED.test(text)
    // "I have choir on Wednesdays" is another's; what was put up may be settled anew by anybody.
    if (given.bare.isOfOnePerson || annotation.wording.includes('firstSingular')) return false
    if (annotation.wording.includes('asksMark')) return true
    // Asked right behind it: "pick up at Bea's at 5", "6.30?"
    if (given.mode === 'asked' && earlier.messageIndex === given.unit.messageIndex - 1) return true
    return bareValues(text, given.language).some(
      ({ values, rest }) =>
        (rest.length === 0 || given.bare.isMade) && values.some(({ kind }) => this.#anew.has(kind)),
    )
  }

  /** "Make it 2 MB": of "make it 40" nobody knows which of another's numbers it is. */
  #ordersCounted(): boolean {
    const { bare } = this.given
    return bare.isMade && this.#nounBehind(bare.text, bare.values[0] as ClauseValue) !== undefined
  }

  /** What another of several people has said of his matter: a value beyond that is not the nearest. */
  #isOfAnothersMatter(earlier: Unit, text: string): boolean {
    const { conversation, given } = this
    if (!conversation.isNamed || given.mode === 'told' || given.mode === 'upset') return false
    if (earlier.speaker === given.unit.speaker || earlier.annotation.wording.includes('firstSingular'))
      return false
    if (earlier.annotation.wording.includes('negation')) return false
    return clauseValues(text, given.language).some(({ kind }) => this.#anew.has(kind))
  }

  /** "19 tombola, 21.30 end of music": of "tombola 18:50 then" only the part that names it can be meant. */
  #partMeant(text: string): string {
    const { rest } = this.given.bare
    if (rest.length === 0) return text
    const parts = text.split(/[,;.!?](?= )/)
    return parts.filter((part) => this.#standIn(rest, part)).join(', ')
  }

  #standIn(words: readonly string[], text: string): boolean {
    const { lower } = readWords(text)
    const terms = new Set(termsOf(readWords(text), lexiconFor(this.given.language)))
    return words.every((word) => lower.includes(word) || terms.has(this.#termOf(word) ?? ''))
  }

  /** What the new values overtake in a sentence: `said` where it says the new one too, `apart` where it is of another thing. */
  #overtakenIn(text: string): Overtaken | 'said' | 'apart' | undefined {
    const values = byKind(clauseValues(text, this.given.language))
    const keys = new Set<string>()
    let changed = 0
    let isOne = true
    for (const [kind, anew] of this.#anew) {
      const before = this.#ofSameKind(kind, anew, values, text)
      if (before.length === 0) continue
      const old = new Set(before.map((one) => `${one.kind} ${one.key}`))
      const repeated = anew.filter((value) => before.some((one) => areEqualValues(one, value))).length
      if (repeated === anew.length) {
        // "Tuesday 11 or Thursday 13": what is taken of an offer overtakes nothing that it offers.
        if (old.size > anew.length) return undefined
        if (this.#anew.size === 1) return 'said'
        continue
      }
      changed++
      isOne &&= old.size <= anew.length
      for (const key of old) keys.add(key)
    }
    if (changed === 0) return undefined
    // "Friday at 7", "and a taxi on Sunday at 11": with another day and another hour it is another thing, unless it is said to be moved.
    if (changed > 1 && !this.given.bare.anew) return 'apart'
    return { keys, isOne }
  }

  /** The values of a sentence that one of the kind may overtake. */
  #ofSameKind(
    kind: ClauseKind,
    anew: readonly ClauseValue[],
    values: ByKind,
    text: string,
  ): readonly ClauseValue[] {
    const of = (one: ClauseKind) => values.get(one) ?? []
    if (kind === 'number' || kind === 'money') {
      const all = [...of('number'), ...of('money')]
      const alike = all.filter((one) => this.#areCountedAlike(one, text, anew[0] as ClauseValue))
      if (alike.length > 0) return alike
      // "Friday at 7", "8 then".
      return kind === 'number' && all.length === 0 && Number(anew[0]?.key) < HOURS ? of('clock') : []
    }
    if (of(kind).length > 0) return of(kind)
    // "Saturday 10 at the pier".
    if (kind === 'clock')
      return of('number').filter(
        ({ key, start }) => Number(key) < HOURS && of('weekday').some(({ end }) => start - end === 1),
      )
    return []
  }

  /** What stands behind both numbers is the same, or the speaker says of his one number that it is another now. */
  #areCountedAlike(old: ClauseValue, text: string, anew: ClauseValue): boolean {
    const { bare, mode } = this.given
    const [one, other] = [this.#nounBehind(text, old), this.#nounBehind(bare.text, anew)]
    if (old.kind === 'money' && anew.kind === 'money') return true
    if (one !== undefined && other !== undefined) return one === other
    if (old.kind !== anew.kind && other !== undefined) return false
    return mode === 'told' || mode === 'asked' || bare.isMade || bare.resumes || mode === 'settled'
  }

  /** The word right behind a number that it counts: "8 tickets" → "tick". */
  #nounBehind(text: string, { end }: ClauseValue): string | undefined {
    const word = /^[ -]?(?:of )?(\p{L}+)/u.exec(text.slice(end, end + 24))?.[1]?.toLowerCase()
    if (word === undefined || BARE_WORDS[this.given.language]?.glue.has(word) === true) return undefined
    return word.slice(0, ROOT_LETTERS)
  }

  #unitsOf({ messageIndex }: Unit): readonly Unit[] {
    const { units, unitStarts } = this.conversation
    const from = unitStarts[messageIndex] as number
    return units.slice(from, Math.min(unitStarts[messageIndex + 1] as number, from + MAX_UNITS_AROUND))
  }

  /** It is of what was asked about since, and of what the speaker says to change. */
  #mayMean(earlier: Unit, isFar: boolean): boolean {
    const { given } = this
    const around = this.#unitsOf(earlier)
    const terms = new Set(around.flatMap((unit) => unit.terms))
    if (!isFar && !this.#asked.every((asked) => asked.some((term) => terms.has(term)))) return false
    const said = new Set(around.flatMap(({ annotation }) => annotation.terms))
    const { named } = given
    return named.length === 0 || named.some((word) => said.has(this.#termOf(word) ?? ''))
  }

  /** "Work till 6. 6.30?": what somebody says beside the new value is no statement of the old one. */
  #isOfferOf(earlier: Unit): boolean {
    const { conversation, given } = this
    if (earlier.speaker === given.unit.speaker) return false
    return this.#unitsOf(earlier).some((unit) =>
      clauseValues(textOf(conversation, unit), given.language).some((value) =>
        given.bare.values.some((anew) => areEqualValues(value, anew)),
      ),
    )
  }

  #termOf = (word: string): string | undefined => termsOf(readWords(word), lexiconFor(this.given.language))[0]

  /** "And the hygienist?": from here on it is about that. */
  #noteQuestion(earlier: Unit, text: string): void {
    const { conversation, given } = this
    const isQuestion = hasFlag(conversation, earlier.index, FLAG.question | FLAG.asksMark)
    if (!isQuestion && earlier.annotation.act !== 'request') return
    const { glue, asksWhat } = BARE_WORDS[given.language] ?? {}
    // "Are you ready for her?" asks for no value; "the deposit?" and "and the boat, at 14 or 16?" do.
    const isForYes =
      earlier.annotation.wordCount > MAX_WORDS_OF_FRAGMENT &&
      asksWhat?.test(text) === false &&
      !clauseValues(text, given.language).some(({ kind }) => this.#anew.has(kind))
    if (isQuestion && earlier.speaker !== given.unit.speaker && isForYes) return
    const own = new Set(
      readWords(text)
        .lower.filter((word) => glue?.has(word) !== true && !/\d/.test(word))
        .flatMap((word) => this.#termOf(word) ?? []),
    )
    const valued = clauseValues(text, given.language).map(({ start, end }) =>
      text.slice(start, end).toLowerCase(),
    )
    const terms = earlier.terms.filter((_, at) => {
      const term = earlier.annotation.terms[at] as string
      return own.has(term) && !valued.some((value) => value.startsWith(term.slice(0, ROOT_LETTERS)))
    })
    if (terms.length > 0) this.#asked.push(terms)
  }
}

function byKind(values: readonly ClauseValue[]): ByKind {
  const found = new Map<ClauseKind, ClauseValue[]>()
  for (const value of values) {
    const known = found.get(value.kind)
    if (known === undefined) found.set(value.kind, [value])
    else known.push(value)
  }
  return found
}
