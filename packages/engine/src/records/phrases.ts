import { factsOf, WORD } from '../annotate/facts.js'
import type { Spelling, Words } from '../annotate/words.js'
import type { CompiledLexicon } from '../lexicon/compiled.js'
import type { FewWords } from './words-left-out.js'

/** A piece of a sentence that tells something: a small word that leads to it, if there is one, and what it leads to. */
export interface Phrase {
  /** Indices of its first and its last word. */
  readonly from: number
  readonly to: number
  /** "at", "from"; empty for none. */
  readonly joint: string
  /** Its content, stemmed, in order. */
  readonly terms: readonly string[]
  /** It follows the phrase before with nothing left out between them: they are told without a comma. */
  readonly isJoined: boolean
}

/** A sentence, read for its phrases. */
export interface Phrased {
  readonly text: string
  readonly words: Words
  readonly phrases: readonly Phrase[]
}

/** Marks between two words that part what stands before them from what stands behind. */
const PARTING = /[.,;:?!…]["')\]]*\s|\s[-–—]\s|\n/
/** Leads to what follows only behind what it joins it to. */
const AND = 'and'
const HOUR = /^(?:am|pm)$/
/** Marks that belong to the word behind them. */
const LEADING_MARKS = /[$€£#+]+$/
/** Marks that belong to the word before them: "20 %", and the stop of an initial. */
const TRAILING_MARKS = /^(?:\s?[%°]|\.(?=\s?\p{Lu}))/u
const ENDS_IN_INITIAL = /(?:^|[\s.])\p{L}$|\b(?:Dr|Mr|Mrs|Ms|St)$/u

/**
 * Cuts a sentence into the phrases that tell more than that something is wanted, found or offered: "I would like a table for
 * two at Mirabel" has "table", "for two" and "at Mirabel".
 *
 * Cost  linear in the words.
 */
export function phrasesOf(
  text: string,
  words: Words,
  lexicon: CompiledLexicon,
  { leftOut, leftOutAtEnd, emptyAlone, joints }: FewWords,
): Phrase[] {
  const { lower } = words
  const phrases: Phrase[] = []
  let open: { from: number; to: number; joint: string; terms: string[]; isJoined: boolean } | undefined
  let jointAt = -1
  let isJoined = false
  const close = () => {
    if (open === undefined) return
    const isTold =
      (open.terms.length > 0 || isName(text, words, open.to)) &&
      !(open.from === open.to && emptyAlone.has(lower[open.from] as string))
    if (isTold) phrases.push(open)
    isJoined = isTold
    open = undefined
  }
  const part = () => {
    close()
    jointAt = -1
    isJoined = false
  }
  const add = (at: number) => {
    const { term } = factsOf(words.spellings[at] as Spelling, lexicon)
    const joint = lower[jointAt] ?? ''
    const isLed = joint !== '' && (joint !== AND || isJoined)
    open ??= { from: isLed ? jointAt : at, to: at, joint: isLed ? joint : '', terms: [], isJoined }
    jointAt = -1
    open.to = at
    if (term !== undefined) open.terms.push(term)
  }
  for (let at = 0; at < lower.length; at++) {
    const word = lower[at] as string
    if (at > 0 && isParted(text, words, at)) part()
    if (joints.has(word)) {
      // Two in a row: the first is part of its verb ("check in on the 4th").
      const isParticle =
        jointAt < 0 && at > 0 && joints.has(lower[at + 1] ?? '') && !joints.has(lower[at - 1] as string)
      if (isParticle && !isParted(text, words, at)) {
        if (open === undefined) add(at - 1)
        add(at)
        continue
      }
      close()
      if (jointAt < 0 || lower[jointAt] === AND) jointAt = at
      continue
    }
    if (isArticle(words, at, lexicon)) continue
    const isHour = HOUR.test(word) && /\d$/.test(lower[at - 1] ?? '')
    const isEnd = jointAt < 0 && at === lower.length - 1 && leftOutAtEnd.has(word)
    if ((leftOut.has(word) || isEnd) && !isHour && !isName(text, words, at)) part()
    else add(at)
  }
  close()
  return phrases
}

const gapBefore = (text: string, { starts, ends }: Words, at: number): string =>
  text.slice(ends[at - 1], starts[at])

/** A mark parts the word from the one before; the stop of "Dr." and "D." does not. */
const isParted = (text: string, words: Words, at: number): boolean => {
  const gap = gapBefore(text, words, at)
  return (
    PARTING.test(gap) &&
    !(/^\.\s$/.test(gap) && ENDS_IN_INITIAL.test(text.slice(words.starts[at - 1], words.ends[at - 1])))
  )
}

const isArticle = ({ spellings }: Words, at: number, lexicon: CompiledLexicon): boolean =>
  (factsOf(spellings[at] as Spelling, lexicon).flags & WORD.article) !== 0

/** A capital inside a sentence: "How to Train" in a title, "Will" of a person. */
const isName = (text: string, words: Words, at: number): boolean =>
  at > 0 &&
  /\p{Lu}/u.test(text[words.starts[at] as number] ?? '') &&
  !/^i(?:$|')/.test(words.lower[at] as string) &&
  !isParted(text, words, at)

/** The phrases in one line: neighbours as they stand, what was left out between them as a comma. */
export function tellPhrases(
  { text, words }: Phrased,
  phrases: readonly Phrase[],
  lexicon: CompiledLexicon,
): string {
  let told = ''
  let last: Phrase | undefined
  for (const phrase of phrases) {
    const isNext =
      phrase.isJoined && last !== undefined && onlyArticles(words, last.to + 1, phrase.from, lexicon)
    told += (told === '' ? '' : isNext ? ' ' : ', ') + tellPhrase(text, words, phrase, lexicon)
    last = phrase
  }
  return told
}

const onlyArticles = (words: Words, from: number, to: number, lexicon: CompiledLexicon): boolean => {
  for (let at = from; at < to; at++) if (!isArticle(words, at, lexicon)) return false
  return true
}

function tellPhrase(text: string, words: Words, { from, to }: Phrase, lexicon: CompiledLexicon): string {
  let told = ''
  let last = -1
  for (let at = from; at <= to; at++) {
    if (isArticle(words, at, lexicon) && !isName(text, words, at)) continue
    const gap = at === 0 ? text.slice(0, words.starts[0]) : gapBefore(text, words, at)
    const isWhole = last === at - 1 && last >= 0
    told += isWhole ? gap.replace(/\s+/g, ' ') : (last < 0 ? '' : ' ') + (LEADING_MARKS.exec(gap)?.[0] ?? '')
    told += text.slice(words.starts[at], words.ends[at])
    last = at
  }
  if (isBracketOpen(told) && text[words.ends[to] as number] === ')') told += ')'
  const tail = TRAILING_MARKS.exec(text.slice(words.ends[to]))?.[0] ?? ''
  return tail.endsWith('.') && !ENDS_IN_INITIAL.test(told) ? told : told + tail
}

const isBracketOpen = (told: string): boolean => told.lastIndexOf('(') > told.lastIndexOf(')')
