import { readWords, type Words } from '../annotate/words.js'
import { type Conversation, textOf, type Unit } from '../conversation.js'
import { lexiconFor } from '../lexicon/registry.js'
import { type Phrase, phrasesOf } from './phrases.js'
import { fewWordsIn } from './words-left-out.js'

/**
 * Words and phrases of the units of a brisk dialogue, read once for each: its text, its matters and their slots are all made of them.
 * They live as long as the unit.
 */
const known = new WeakMap<Unit, Reading>()
interface Reading {
  readonly words: Words
  phrases?: PhrasesIn
}
interface PhrasesIn {
  readonly language: string
  readonly phrases: readonly Phrase[]
}
const NO_PHRASES: readonly Phrase[] = []

function readingOf(conversation: Conversation, unit: Unit): Reading {
  const before = known.get(unit)
  if (before !== undefined) return before
  const read = { words: readWords(textOf(conversation, unit)) }
  known.set(unit, read)
  return read
}

export const wordsOfUnit = (conversation: Conversation, unit: Unit): Words =>
  readingOf(conversation, unit).words

/** None where a language has no such phrases. */
export function phrasesOfUnit(conversation: Conversation, unit: Unit, language: string): readonly Phrase[] {
  const reading = readingOf(conversation, unit)
  if (reading.phrases?.language === language) return reading.phrases.phrases
  const few = fewWordsIn(language)
  const phrases =
    few === undefined
      ? NO_PHRASES
      : phrasesOf(textOf(conversation, unit), reading.words, lexiconFor(language), few)
  reading.phrases = { language, phrases }
  return phrases
}
