import { detectAll } from 'tinyld/light'
import { english } from '../lexicon/english.js'
import type { Message } from '../types.js'

/** Used where a conversation says too little to tell, and for the parts of the engine that have no list for a language. */
export const FALLBACK_LANGUAGE = 'en'

/** Messages looked at, spread evenly over the conversation. With the next two: 3,000 characters at most, about 10 ms. */
const SAMPLE_MESSAGES = 24
/** Characters of a message that are searched for prose. */
const READ_CHARS = 500
/** Characters of prose taken from a message. */
const PROSE_CHARS = 125

/** Fewer Latin letters than this do not tell a language ("ok", "git push", a name). A sentence of five words has about 25. */
const MIN_LATIN_LETTERS = 24
/** Other scripts narrow the choice by themselves. */
const MIN_OTHER_LETTERS = 2
/** Below this the detector is guessing: code and logs score 0.02 to 0.09, sentences of five words above 0.1 (30 lines of ours). */
const MIN_ACCURACY = 0.1
/** Share of English function words above which no other language is meant: English prose has 0.4 to 0.6, other languages under 0.15. */
const ENGLISH_WORD_SHARE = 0.3

const NOT_PROSE = /```[\s\S]*?(?:```|$)|`[^`\n]*`|\S*(?:[/\\@]|\w[._]\w)\S*/g
const WORD = /[\p{L}\p{M}']+/gu
const LATIN_LETTER = /\p{Script=Latin}/gu
const LETTER = /\p{L}/gu

const englishWords = new Set(english.stopwords)

/** Prose of the people and models that speak; tool output is mostly not language. */
function sampleOf(messages: readonly Message[]): string {
  const spoken = messages.filter((message) => message.role !== 'tool')
  const step = Math.max(1, spoken.length / SAMPLE_MESSAGES)
  const parts: string[] = []
  for (let at = 0; at < spoken.length; at += step) {
    const head = spoken[Math.floor(at)]?.content.slice(0, READ_CHARS) ?? ''
    const prose = head.replace(NOT_PROSE, ' ').trim()
    if (prose !== '') parts.push(prose.slice(0, PROSE_CHARS))
  }
  return parts.join('\n')
}

function isPlainlyEnglish(sample: string): boolean {
  const words = sample.toLowerCase().match(WORD) ?? []
  const known = words.filter((word) => englishWords.has(word)).length
  return words.length > 0 && known / words.length >= ENGLISH_WORD_SHARE
}

/**
 * Tells the language that most of a conversation is in.
 *
 * Units   ISO 639-1, e.g. `de`. `en` where there is too little text to tell.
 * Source  tinyld (n-grams, 24 languages), asked once for a bounded sample; plain English is recognised by its function words.
 * Cost    constant in the length of the conversation. Never throws.
 */
export function detectLanguage(messages: readonly Message[]): string {
  const sample = sampleOf(messages)
  const letters = sample.match(LETTER)?.length ?? 0
  const latin = sample.match(LATIN_LETTER)?.length ?? 0
  const isLatin = latin * 2 > letters
  if (letters < (isLatin ? MIN_LATIN_LETTERS : MIN_OTHER_LETTERS)) return FALLBACK_LANGUAGE
  if (isLatin && isPlainlyEnglish(sample)) return FALLBACK_LANGUAGE
  const [best] = detectAll(sample)
  return best !== undefined && best.accuracy >= MIN_ACCURACY ? best.lang : FALLBACK_LANGUAGE
}
