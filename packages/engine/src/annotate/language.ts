import { detectAll } from 'tinyld/light'
import { lexicons } from '../lexicon/registry.js'
import type { Message } from '../types.js'
import { readWords } from './words.js'

/** Used where a conversation says too little to tell. */
const FALLBACK_LANGUAGE = 'en'

/** Messages looked at, spread evenly over the conversation. With the next two: 3,000 characters at most, under 10 ms. */
const SAMPLE_MESSAGES = 24
/** Characters of a message that are searched for prose. */
const READ_CHARS = 500
/** Characters of prose taken from a message. */
const PROSE_CHARS = 125

/** Fewer Latin letters than this do not tell a language ("ok", "git push", a name). A sentence of five words has about 25. */
const MIN_LATIN_LETTERS = 24
/** Other scripts narrow the choice by themselves. */
const MIN_OTHER_LETTERS = 2
/** Below this the detector is guessing: code and logs score 0.02 to 0.045, sentences above 0.06 (30 lines of ours). */
const MIN_ACCURACY = 0.05
/** Share of function words above which a language is certain: its own prose has 0.4 to 0.6, its neighbours' under 0.25. */
const CERTAIN_WORD_SHARE = 0.33
/** How far the best share must be above the second. Portuguese read with the Spanish list reaches 0.6 of its own. */
const CERTAIN_LEAD = 1.3

/** Languages whose words are set off by spaces and whose function words are listed. */
const LISTED = ['en', 'de', 'fr', 'es', 'pt'].filter((language) => language in lexicons)

/** Code, rows of tables, paths and addresses. */
const NOT_PROSE = /```[\s\S]*?(?:```|$)|^[^|\n]*\|[^|\n]*\|.*$|`[^`\n]*`|\S*(?:[/\\@]|\w[._]\w)\S*/gm
const ASCII = /[\0-\x7F]+/g
const LATIN_LETTER = /\p{Script=Latin}/gu
const LETTER = /\p{L}/gu

/** Prose of the people and models that speak; tool output is mostly not language. */
function sampleOf(messages: readonly Message[]): string[] {
  const spoken = messages.filter((message) => message.role !== 'tool')
  const step = Math.max(1, spoken.length / SAMPLE_MESSAGES)
  const parts: string[] = []
  for (let at = 0; at < spoken.length; at += step) {
    const head = spoken[Math.floor(at)]?.content.slice(0, READ_CHARS) ?? ''
    const prose = head.replace(NOT_PROSE, ' ').trim()
    if (prose !== '') parts.push(prose.slice(0, PROSE_CHARS))
  }
  return parts
}

/** The languages, as bits in the order of `LISTED`, that a word is a function word of. */
const LANGUAGES_OF = new Map<string, number>()
for (const [at, language] of LISTED.entries())
  for (const word of lexicons[language]?.stopwords ?? [])
    LANGUAGES_OF.set(word, (LANGUAGES_OF.get(word) ?? 0) | (1 << at))

/** Counted by hand: a match for each letter, or each word, is dear. */
function asciiLettersIn(text: string): number {
  let count = 0
  for (let at = 0; at < text.length; at++) {
    const letter = text.charCodeAt(at) | CASE
    if (letter >= LETTER_A && letter <= LETTER_Z) count++
  }
  return count
}
const CASE = 32
const LETTER_A = 97
const LETTER_Z = 122

/** The language whose function words make up the sample, where one is far ahead. */
function byFunctionWords(sample: string): string | undefined {
  const words = readWords(sample).lower
  const counts = LISTED.map(() => 0)
  for (const word of words) {
    const languages = LANGUAGES_OF.get(word) ?? 0
    for (let at = 0; languages >> at !== 0; at++)
      if (((languages >> at) & 1) === 1) counts[at] = (counts[at] ?? 0) + 1
  }
  const shares = LISTED.map((language, at) => ({
    language,
    share: (counts[at] ?? 0) / Math.max(1, words.length),
  })).sort((a, b) => b.share - a.share)
  const [best, second] = shares
  const isCertain =
    best !== undefined &&
    best.share >= CERTAIN_WORD_SHARE &&
    best.share >= CERTAIN_LEAD * (second?.share ?? 0)
  return isCertain ? best.language : undefined
}

/** Languages of the detector that are not written in Latin letters: for the bar of a table it says Hindi. */
const OTHER_SCRIPTS: ReadonlySet<string> = new Set([
  'ar',
  'bn',
  'el',
  'he',
  'hi',
  'ja',
  'ko',
  'ru',
  'th',
  'zh',
])

/** The language that most letters of the sample are in: each message votes with its length and the detector's certainty. */
function byVotes(parts: readonly string[], isLatin: boolean): string {
  const votes = new Map<string, number>()
  for (const part of parts) {
    const best = detectAll(part).find(({ lang }) => !(isLatin && OTHER_SCRIPTS.has(lang)))
    if (best === undefined || best.accuracy < MIN_ACCURACY) continue
    votes.set(best.lang, (votes.get(best.lang) ?? 0) + part.length * Math.sqrt(best.accuracy))
  }
  let winner = FALLBACK_LANGUAGE
  for (const [language, weight] of votes) if (weight > (votes.get(winner) ?? 0)) winner = language
  return winner
}

/**
 * Tells the language that most of a conversation is in.
 *
 * Units   ISO 639-1, e.g. `de`. `en` where there is too little text to tell.
 * Source  function words for the languages that the engine has a lexicon for, else tinyld (n-grams, 24 languages);
 *         both see a bounded sample.
 * Cost    constant in the length of the conversation but for one pass over the roles. Never throws.
 */
export function detectLanguage(messages: readonly Message[]): string {
  const parts = sampleOf(messages)
  const sample = parts.join('\n')
  const ascii = asciiLettersIn(sample)
  const others = sample.replace(ASCII, '')
  const letters = ascii + (others.match(LETTER)?.length ?? 0)
  const latin = ascii + (others.match(LATIN_LETTER)?.length ?? 0)
  const isLatin = latin * 2 > letters
  if (letters < (isLatin ? MIN_LATIN_LETTERS : MIN_OTHER_LETTERS)) return FALLBACK_LANGUAGE
  return (isLatin ? byFunctionWords(sample) : undefined) ?? byVotes(parts, isLatin)
}
