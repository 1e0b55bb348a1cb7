import { readWords } from '../annotate/words.js'
import { type Conversation, textOf, type Unit } from '../conversation.js'
import { lexiconFor } from '../lexicon/registry.js'
import { shorten } from '../shorten/shorten.js'

/** The sentence that a unit stands in: the unit itself, or all clauses that it was cut into. */
export interface Passage {
  readonly units: readonly Unit[]
  /** On one line, in the speaker's own words. */
  readonly text: string
  readonly wordCount: number
  /** One clause of a sentence that is too long to be told whole. */
  readonly isClause: boolean
}

/** A longer sentence is a speech. */
const MAX_WORDS_OF_SENTENCE = 60
const MAX_UNITS_OF_SENTENCE = 8
const ENDS = /[.!?…。！？；;:।؟۔]["'”’»)\]*_]*$/
/** "J.", "p.m.": a full stop that ended a unit but no sentence. */
const ENDS_IN_INITIAL = /(?:^|[\s.])\p{Lu}\.$/u

/** The whole sentence of a unit; the unit alone where the sentence is longer than `maxWords`. */
export function sentenceOf(
  conversation: Conversation,
  unit: Unit,
  maxWords: number = MAX_WORDS_OF_SENTENCE,
): Passage {
  let first = unit.index
  let last = unit.index
  while (unit.index - first < MAX_UNITS_OF_SENTENCE && goesOn(conversation, first - 1)) first--
  while (last - unit.index < MAX_UNITS_OF_SENTENCE && goesOn(conversation, last)) last++
  while (last > unit.index && conversation.units[last]?.annotation.kind === 'aside') last--
  const units = conversation.units.slice(first, last + 1)
  const wordCount = units.reduce((sum, { annotation }) => sum + annotation.wordCount, 0)
  if (units.length === 1 || wordCount > maxWords)
    return {
      units: [unit],
      text: oneLine(textOf(conversation, unit)),
      wordCount: unit.annotation.wordCount,
      isClause: units.length > 1,
    }
  const content = conversation.entries[unit.messageIndex]?.message.content ?? ''
  const [from, to] = [units[0]?.annotation.start ?? 0, units.at(-1)?.annotation.end ?? 0]
  return { units, text: oneLine(content.slice(from, to)), wordCount, isClause: false }
}

/** Whether the sentence of unit `at` goes on in the unit after it. */
function goesOn(conversation: Conversation, at: number): boolean {
  const unit = conversation.units[at]
  const next = conversation.units[at + 1]
  if (unit === undefined || next === undefined || unit.messageIndex !== next.messageIndex) return false
  if (!isSpoken(unit) || !isSpoken(next)) return false
  const text = textOf(conversation, unit)
  if (ENDS.test(text) && !ENDS_IN_INITIAL.test(text) && unit.annotation.kind !== 'aside') return false
  const content = conversation.entries[unit.messageIndex]?.message.content ?? ''
  return !content.slice(unit.annotation.end, next.annotation.start).includes('\n')
}

const isSpoken = ({ annotation: { kind } }: Unit): boolean => kind === 'prose' || kind === 'aside'

/**
 * A sentence as an item tells it: without hesitations, openers and repairs, and with every word that a reader needs.
 * An item has no budget: the telegraphic wording of the text would only make it harder to read.
 */
export function toldPlainly(text: string, language: string): string {
  const plain = shorten(text, readWords(text), lexiconFor(language), { depth: 'gentle' })?.text ?? text
  return DANGLES.has(plain.charCodeAt(plain.length - 1)) || /\s$/.test(plain)
    ? plain.replace(/[\s,;:–—-]+$/, '')
    : plain
}

/** Marks that hang after what was said. */
const DANGLES: ReadonlySet<number> = new Set(Array.from(',;:–—-', (mark) => mark.charCodeAt(0)))

/** Whitespace other than single spaces between words: most texts have none. */
export const oneLine = (text: string): string => (isUneven(text) ? text.replace(/\s+/g, ' ').trim() : text)

function isUneven(text: string): boolean {
  let isSpaced = true
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    const isSpace = code === SPACE
    if (isSpace && isSpaced) return true
    if (code < SPACE || code > LAST_ASCII) return UNEVEN.test(text)
    isSpaced = isSpace
  }
  return isSpaced && text !== ''
}
const SPACE = 32
const LAST_ASCII = 126
const UNEVEN = /[^\S ]| {2}|^ | $/
