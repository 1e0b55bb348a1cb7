import { termsOf } from '../annotate/terms.js'
import { readWords } from '../annotate/words.js'
import type { Conversation } from '../conversation.js'
import type { CompiledLexicon } from '../lexicon/compiled.js'

/** One sentence of a text that is to be checked. */
export interface Sentence {
  readonly text: string
  /** Index of the conversation's speaker whose label opens the line, or -1. */
  readonly speaker: number
  /** Distinct terms of the conversation in the sentence. */
  readonly terms: readonly number[]
  /** Terms of the sentence that the conversation does not have. */
  readonly foreignTerms: number
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

/** Numbers of the conversation's terms by their text. Cost: linear in the terms. */
export function termNumbers(conversation: Conversation): Map<string, number> {
  const numbers = new Map<string, number>()
  for (const unit of conversation.units)
    for (let at = 0; at < unit.terms.length; at++)
      numbers.set(unit.annotation.terms[at] as string, unit.terms[at] as number)
  return numbers
}

/** Finds the conversation's terms and speakers in a text. Cost: linear in the text. */
export function indexText(text: string, conversation: Conversation, lexicon: CompiledLexicon): TextIndex {
  const numbers = termNumbers(conversation)
  const speakers = new Map(conversation.speakers.map((name, at) => [name.toLowerCase(), at]))
  for (const role of ['user', 'assistant', 'system', 'tool'] as const) {
    const at = speakers.get(role)
    if (at !== undefined) speakers.set(lexicon.source.wording[role].toLowerCase(), at)
  }
  const sentences: Sentence[] = []
  const places: number[][] = []
  const speakerAt: number[] = []
  for (const line of text.split('\n')) {
    const label = LABEL.exec(line)?.[1]?.trim().toLowerCase()
    const speaker = label === undefined ? -1 : (speakers.get(label) ?? -1)
    const body = speaker < 0 ? line : line.slice(LABEL.exec(line)?.[0].length)
    for (const sentence of sentencesOf(body)) {
      const found = termsOf(readWords(sentence), lexicon)
      const terms = found.flatMap((term) => numbers.get(term) ?? [])
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
          foreignTerms: found.length - terms.length,
        })
    }
  }
  return { sentences, places, speakerAt }
}
