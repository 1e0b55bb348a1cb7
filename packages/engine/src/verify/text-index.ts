import { termsOf } from '../annotate/terms.js'
import { readWords } from '../annotate/words.js'
import type { Conversation } from '../conversation.js'
import type { CompiledLexicon } from '../lexicon/compiled.js'
import { ITEM_INDENT } from '../render/item-lines.js'

/** One sentence of a text that is to be checked. */
export interface Sentence {
  readonly text: string
  /** Index of the conversation's speaker whose label opens the line, or -1. */
  readonly speaker: number
  /** Distinct terms of the conversation in the sentence. */
  readonly terms: readonly number[]
  /** Terms of the sentence that the conversation does not have. */
  readonly foreign: readonly string[]
}

/** Where the conversation's terms stand in a text. */
export interface TextIndex {
  readonly sentences: readonly Sentence[]
  /** For each term of the conversation its places, ascending; a place is the running number of a term. */
  readonly places: readonly (readonly number[] | undefined)[]
  /** The speaker of each place, as in `Sentence`. */
  readonly speakerAt: readonly number[]
}

/** A label is at most this long; a longer run before a colon is a clause. */
const MAX_LABEL_CHARS = 40
const LABEL = new RegExp(`^[\\s>*•#-]*([^:：\\n]{1,${MAX_LABEL_CHARS}})[:：](?=\\s|\\P{ASCII})`, 'u')
/** A stop after a digit may belong to an ordinal ("5. August"), so it ends nothing here. */
const SENTENCE_END = /(?<=(?<!\d)\.|[!?;])\s+|(?<=[。！？；])(?=\S)/u

/** What is looked at as one sentence, in characters: the patterns for identifiers are quadratic in an unbroken run. */
const MAX_SENTENCE_CHARS = 1_000

/** The sentences of a line, none longer than the bound. */
function* sentencesOf(line: string): Generator<string> {
  for (const sentence of line.split(SENTENCE_END))
    for (let at = 0; at < sentence.length; at += MAX_SENTENCE_CHARS)
      yield sentence.slice(at, at + MAX_SENTENCE_CHARS)
}

/** Forms of one word that are looked for. */
const MAX_FORMS = 8
/** Characters by which words of languages without a stemmer here are told apart: endings inflect. */
const STEM_CHARACTERS = 5
const INFLECTED = /^\p{L}{6,}$/u

/** A spelling for all forms of a word, in languages whose terms are the words themselves. */
const stemOf = (term: string): string => (INFLECTED.test(term) ? `${term.slice(0, STEM_CHARACTERS)}…` : term)

/** "8,447" is told as "8447", and the other way round: terms of the one that the other has not. */
function numberSpellings(sentence: string): string {
  const joined = sentence.match(/(?<!\d)\d{1,3}(?:[.,'’\u00a0\u202f ]\d{3})+(?!\d)/g) ?? []
  const whole = sentence.match(/(?<![\d.,])\d{4,7}(?![\d.,]\d|\d)/g) ?? []
  if (joined.length + whole.length === 0) return ''
  const split = whole.map((number) => number.replace(/\B(?=(?:\d{3})+$)/g, ' '))
  return ` ${[...joined.map((number) => number.replace(/\D/g, '')), ...split].join(' ')}`
}

/** Numbers of the conversation's terms by their text. Cost: linear in the terms. */
export function termNumbers(conversation: Conversation, isStemmed: boolean): Map<string, number[]> {
  const numbers = new Map<string, number[]>()
  const add = (key: string, term: number) => {
    const list = numbers.get(key)
    if (list === undefined) numbers.set(key, [term])
    else if (!list.includes(term) && list.length < MAX_FORMS) list.push(term)
  }
  for (const unit of conversation.units)
    for (let at = 0; at < unit.terms.length; at++) {
      const term = unit.annotation.terms[at] as string
      const id = unit.terms[at] as number
      add(isStemmed ? term : stemOf(term), id)
    }
  return numbers
}

/** Finds the conversation's terms and speakers in a text. Cost: linear in the text. */
export function indexText(text: string, conversation: Conversation, lexicon: CompiledLexicon): TextIndex {
  const isStemmed = lexicon.source.language === 'en'
  const numbers = termNumbers(conversation, isStemmed)
  const formsOf = (term: string) => numbers.get(isStemmed ? term : stemOf(term))
  const speakers = new Map(conversation.speakers.map((name, at) => [name.toLowerCase(), at]))
  for (const role of ['user', 'assistant', 'system', 'tool'] as const) {
    const at = speakers.get(role)
    if (at !== undefined) speakers.set(lexicon.source.wording[role].toLowerCase(), at)
  }
  const sentences: Sentence[] = []
  const places: number[][] = []
  const speakerAt: number[] = []
  let opened = -1
  for (const line of text.split('\n')) {
    const label = LABEL.exec(line)?.[1]?.trim().toLowerCase()
    const named = label === undefined ? -1 : (speakers.get(label) ?? -1)
    // An item stands one blank in, under the label of whoever said it.
    const isUnder = named < 0 && line.startsWith(ITEM_INDENT)
    if (!isUnder) opened = named < 0 ? opened : named
    const speaker = isUnder ? opened : named
    const body = named < 0 ? line : line.slice(LABEL.exec(line)?.[0].length)
    for (const sentence of sentencesOf(body)) {
      const found = termsOf(readWords(sentence), lexicon)
      const terms = found.flatMap((term) => formsOf(term) ?? [])
      const foreign = found.filter((term) => formsOf(term) === undefined)
      for (const term of termsOf(readWords(numberSpellings(sentence)), lexicon))
        for (const form of formsOf(term) ?? []) if (!terms.includes(form)) terms.push(form)
      for (const term of terms) {
        const list = places[term]
        if (list === undefined) places[term] = [speakerAt.length]
        else list.push(speakerAt.length)
        speakerAt.push(speaker)
      }
      if (found.length > 0)
        sentences.push({
          text: sentence.trim(),
          speaker,
          terms: [...terms],
          foreign,
        })
    }
  }
  return { sentences, places, speakerAt }
}
