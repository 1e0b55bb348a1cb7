import { type Conversation, hasFlag, textOf, type Unit } from '../conversation.js'
import { termSetKeys } from '../term-sets.js'
import type { Item, MissingItem } from '../types.js'
import { FLAG } from '../unit-flags.js'

/** Losses that are told, at most. */
const MAX_MISSING = 50

/** A unit that the text does not say, and what it weighs. */
export interface Loss {
  readonly unit: Unit
  readonly item: Item | undefined
  readonly weight: number
}

/** Content terms below which a unit without a name, a number or an identifier tells nothing by itself. */
const MIN_TERMS = 2
/** Share of the messages from which on words that a program prints tell nothing: a prompt, the folder one is in. */
const PRINTED_EVERYWHERE = 0.25
const MIN_PRINTED_MESSAGES = 3
/** Characters for each word from which on a unit is encoded data, which nobody reads. */
const ENCODED_CHARACTERS_PER_WORD = 40
const MIN_ENCODED_CHARACTERS = 120
/** "Have a wonderful day!", "Thanks a lot for your help.", "Nice, sounds perfect.", "You are welcome." */
const FORMULA =
  /^(?:(?:have|enjoy)(?!\w).*(?<!\w)(?:day|evening|night|weekend|time|trip|journey|stay|ride|meal|rest|fun)|have fun|thanks?)(?!\w)|(?<!\w)(?:good)?bye(?!\w)|(?<!\w)sounds (?:good|great|fine|nice|perfect|awesome)(?!\w)|(?<!\w)you(?:'re| are) welcome(?!\w)/iu
/** Content terms of a longer one that says something beside. */
const MAX_FORMULA_TERMS = 5
/** Content terms of a request that a brisk dialogue goes on to fill: "I need help with flights." */
const MAX_OPENING_TERMS = 4
/** "I found 4 movies that you may like.": what they are comes after it. */
const COUNT_OF_OFFERS =
  /\b(?:found|have|got|there(?: are|'s| is)|searched)\s+(?:about\s+)?\d{1,3}\s[^\d$€£%]*$/iu
const MAX_COUNT_WORDS = 12

/**
 * Whether somebody who reads what is missing would miss the unit. What a user or a person asks is told by its answer, and where it has none it
 * is an open issue, which is an item; an assistant's question tells something where it offers a thing by name or number. "Sounds
 * good", "Enjoy your day", a prompt and encoded data tell nothing.
 */
export function isMissed(conversation: Conversation, { unit, item, weight }: Loss): boolean {
  if (item !== undefined) return !isOpening(conversation, unit, item)
  const { annotation, index, terms } = unit
  const { act, names, numbers, identifiers } = annotation
  if (weight === 0 || act === 'filler' || isEncoded(unit) || isPrintedEverywhere(conversation, unit))
    return false
  const isValued = names.length + numbers.length + identifiers.length > 0
  if (hasFlag(conversation, index, FLAG.question | FLAG.asksMark))
    return isValued && hasFlag(conversation, index, FLAG.ofAssistant) && !conversation.isNamed
  if (conversation.isNamed && names.length === 0 && annotation.wording.includes('procedure')) return false
  if (isValued) return !isCountOfOffers(conversation, unit)
  if (act === 'acceptance' || act === 'refusal' || terms.length < MIN_TERMS) return false
  return terms.length > MAX_FORMULA_TERMS || !FORMULA.test(textOf(conversation, unit))
}

/** What a brisk dialogue is begun with is told by what comes of it. */
function isOpening({ records }: Conversation, { annotation, terms }: Unit, { type }: Item): boolean {
  if (records === undefined || type !== 'task' || terms.length > MAX_OPENING_TERMS) return false
  return annotation.names.length + annotation.numbers.length + annotation.identifiers.length === 0
}

function isCountOfOffers(conversation: Conversation, unit: Unit): boolean {
  const { numbers, names, identifiers, wordCount } = unit.annotation
  if (numbers.length !== 1 || names.length + identifiers.length > 0 || wordCount > MAX_COUNT_WORDS)
    return false
  if (!hasFlag(conversation, unit.index, FLAG.ofAssistant)) return false
  return COUNT_OF_OFFERS.test(textOf(conversation, unit))
}

const isEncoded = ({ annotation: { start, end, wordCount } }: Unit): boolean =>
  end - start >= MIN_ENCODED_CHARACTERS && end - start > wordCount * ENCODED_CHARACTERS_PER_WORD

function isPrintedEverywhere(conversation: Conversation, { index, terms }: Unit): boolean {
  if (!hasFlag(conversation, index, FLAG.ofTool | FLAG.output)) return false
  const { messageFrequency, entries } = conversation
  const enough = Math.max(MIN_PRINTED_MESSAGES, entries.length * PRINTED_EVERYWHERE)
  return terms.every((term) => (messageFrequency[term] as number) >= enough)
}

/** Lines of one answer of a tool, or of one block of code, that are told: who misses more of it fetches all of it. */
const MAX_PRINTED = 2

/** The losses to be told: rules first, then by what they weigh, then as they were offered; what two units say in the same words once. */
export class MostImportant {
  readonly #conversation: Conversation
  readonly #keys: Float64Array
  readonly #kept: Loss[] = []

  constructor(conversation: Conversation) {
    this.#conversation = conversation
    this.#keys = termSetKeys(conversation)
  }

  offer(offered: Loss): void {
    const loss = this.#conversation.isChronicle
      ? { ...offered, weight: asNews(offered, this.#conversation) }
      : offered
    const kept = this.#kept
    const last = kept.at(-1)
    if (kept.length === MAX_MISSING && last !== undefined && !isBefore(loss, last)) return
    if (!isMissed(this.#conversation, loss)) return
    if (this.#isPrintedEnough(loss)) return
    const same = kept.findIndex((other) => this.#saysTheSame(loss, other))
    if (same >= 0) {
      if (!isBefore(loss, kept[same] as Loss)) return
      kept.splice(same, 1)
    }
    let at = kept.length
    while (at > 0 && isBefore(loss, kept[at - 1] as Loss)) at--
    kept.splice(at, 0, loss)
    if (kept.length > MAX_MISSING) kept.pop()
  }

  listed(): readonly MissingItem[] {
    return this.#kept.map((loss) => missingItem(this.#conversation, loss))
  }

  /** Enough weightier lines of the same message are told. */
  #isPrintedEnough({ unit, weight }: Loss): boolean {
    if (!this.#isPrinted(unit)) return false
    const beside = this.#kept.filter(
      (other) => other.unit.messageIndex === unit.messageIndex && this.#isPrinted(other.unit),
    )
    if (beside.length < MAX_PRINTED) return false
    const least = beside.at(-1) as Loss
    if (least.weight >= weight) return true
    this.#kept.splice(this.#kept.indexOf(least), 1)
    return false
  }

  #isPrinted({ index, annotation }: Unit): boolean {
    return hasFlag(this.#conversation, index, FLAG.ofTool | FLAG.output) || annotation.kind === 'code'
  }

  #saysTheSame(a: Loss, b: Loss): boolean {
    if (a.item !== undefined && a.item === b.item) return true
    return this.#keys[a.unit.index] === this.#keys[b.unit.index]
  }
}

/** Share of its weight that a statement of no fact, name or number counts in a chronicle: there feelings are told as often as news. */
const FEELING_SHARE = 0.5

function asNews({ unit: { annotation }, item, weight }: Loss, { speakers }: Conversation): number {
  const { numbers, identifiers, eventDate } = annotation
  // "Yes, John" names whom it speaks to.
  const names = annotation.names.filter((name) => !speakers.includes(name))
  const isNews = item !== undefined || eventDate !== undefined
  return isNews || names.length + numbers.length + identifiers.length > 0 ? weight : weight * FEELING_SHARE
}

function isBefore(a: Loss, b: Loss): boolean {
  const isRule = a.item?.type === 'constraint'
  return isRule === (b.item?.type === 'constraint') ? a.weight > b.weight : isRule
}

function missingItem(conversation: Conversation, { unit, item }: Loss): MissingItem {
  if (item !== undefined) return { type: item.type, content: item.content, evidence: item.evidence }
  const messageId = conversation.entries[unit.messageIndex]?.message.id ?? ''
  const { start, end } = unit.annotation
  return { type: 'episode', content: textOf(conversation, unit), evidence: [{ messageId, start, end }] }
}
