import { factsOf, MAY_GO, WORD } from '../annotate/facts.js'
import { longestOf, phraseLengthAt } from '../annotate/phrases.js'
import { SIGN } from '../annotate/signs.js'
import type { Spelling, Words } from '../annotate/words.js'
import type { CompiledLexicon } from '../lexicon/compiled.js'
import { confirmationAt } from './confirmations.js'
import { isOpeningTime, isSmallWord } from './small-words.js'

/** `dense`: all that is safe to delete under a label; `gentle`: only hesitations, openers and repairs. */
export type Depth = 'dense' | 'gentle'

/** Between a user and an assistant the label tells who asks and who brings: their formulas for it say nothing more. */
export type Side = 'user' | 'assistant'

export interface ShortenOptions {
  /** Default `dense`. */
  readonly depth?: Depth
  /** Absent among named people: there "I'd like to" tells a wish. */
  readonly side?: Side | undefined
}

/**
 * Shortens one unit of prose by safe deletions: hesitations, repairs, discourse markers, intensifiers, articles,
 * politeness, the speaker's own "I" under a speaker label, the complementiser, a user's formulas for asking.
 *
 * Nothing inside quotation marks or code ticks is touched, no negation, number or modal goes, and no word is added.
 * Returns `undefined` where nothing could go. Cost: linear in the words.
 */
export function shorten(
  text: string,
  words: Words,
  lexicon: CompiledLexicon,
  { depth = 'dense', side }: ShortenOptions = {},
): Shortened | undefined {
  const count = words.lower.length
  if (count < 2) return undefined
  const state: State = {
    text,
    words,
    lexicon,
    isDense: depth === 'dense',
    side,
    gone: flagsFor(GONE, count),
    kept: quotedWords(text, words),
  }
  const opening = dropOpening(state)
  dropRepairs(state)
  for (let at = opening; at < count; at++) {
    const { flags } = factsOf(words.spellings[at] as Spelling, lexicon)
    if ((flags & WORD.droppable) === 0 || state.gone[at] === 1 || state.kept[at] === 1) continue
    at += dropAt(state, at, opening)
  }
  let removedWords = 0
  for (let at = 0; at < count; at++) removedWords += state.gone[at] as number
  if (removedWords === 0 || removedWords === count) return undefined
  const result = rebuild(state)
  if (result === '' || result.length >= text.length) return undefined
  const removedMarks = marksBetween(text, words) - marksIn(result, 0, result.length)
  return { text: result, removedTokens: removedWords + removedMarks }
}

/** Zeros for so many words, in an array that each call takes over from the one before: two are made for each unit else. */
function flagsFor(scratch: { flags: Uint8Array }, count: number): Uint8Array {
  if (scratch.flags.length < count) scratch.flags = new Uint8Array(2 * count)
  else scratch.flags.fill(0, 0, count)
  return scratch.flags
}
const FEW_WORDS = 256
const GONE = { flags: new Uint8Array(FEW_WORDS) }
const KEPT = { flags: new Uint8Array(FEW_WORDS) }

export interface Shortened {
  readonly text: string
  /** Estimated: the deleted words and marks are of one token each. */
  readonly removedTokens: number
}

/** The same as of the whole text: no word holds such a mark. */
function marksBetween(text: string, { starts, ends }: Words): number {
  let count = 0
  let from = 0
  for (let at = 0; at < starts.length; at++) {
    const start = starts[at] as number
    // Most words follow a single space.
    if (start - from > 1) count += marksIn(text, from, start)
    else if (start > from && isMark(text.charCodeAt(from))) count++
    from = ends[at] as number
  }
  return count + marksIn(text, from, text.length)
}

function marksIn(text: string, from: number, to: number): number {
  let count = 0
  for (let at = from; at < to; at++) if (isMark(text.charCodeAt(at))) count++
  return count
}

/** `!`, `,`, `-`, `.`, `?`. */
const isMark = (code: number): boolean =>
  code < 64 && (code === 44 || code === 46 || code === 45 || code === 33 || code === 63)

interface State {
  readonly text: string
  readonly words: Words
  readonly lexicon: CompiledLexicon
  readonly isDense: boolean
  readonly side: Side | undefined
  /** 1 for a word that is deleted. */
  readonly gone: Uint8Array
  /** 1 for a word that must stay: quoted or code. */
  readonly kept: Uint8Array
}

const VERB_PARTICLES_AFTER_EMPTY_SUBJECT =
  /^(?:not|been|got|why|when|where|because|how|what|like|who|if|up|n't|no|all|about)$/
const QUOTED = /"[^"\n]*"|“[^”\n]*”|«[^»\n]*»|`[^`\n]*`|(?<![\p{L}\p{N}])'[^'\n]{2,}'(?![\p{L}\p{N}])/gu

function quotedWords(text: string, words: Words): Uint8Array {
  const count = words.lower.length
  const kept = flagsFor(KEPT, count)
  if ((words.signs & SIGN.quote) === 0) return kept
  let at = 0
  QUOTED.lastIndex = 0
  for (let match = QUOTED.exec(text); match !== null; match = QUOTED.exec(text)) {
    const end = match.index + match[0].length
    while (at < count && (words.starts[at] as number) < match.index) at++
    while (at < count && (words.starts[at] as number) < end) kept[at++] = 1
  }
  return kept
}

/** Openers that are also ordinary adjectives or adverbs go only where a comma or stop sets them off. */
const NEEDS_NO_COMMA =
  /^(?:and|but|so|well|oh|okay|ok|yeah|yep|yup|wow|hey|aw|gosh|also|then|anyway|anyways|basically|actually|honestly|hi|hello)$/
/** At most this many opening phrases are taken off one unit. */
const MAX_OPENERS = 6

/** Deletes opening phrases; returns the index of the first word that stays. */
function dropOpening(state: State): number {
  const { words, lexicon, isDense } = state
  const count = words.lower.length
  const first = words.spellings[0]
  if (first === undefined || (factsOf(first, lexicon).flags & WORD.opener) === 0) return 0
  let at = 0
  for (let round = 0; round < MAX_OPENERS; round++) {
    const attitude = isDense ? phraseLengthAt(lexicon.attitudes, words, at) : 0
    const polite = isDense ? phraseLengthAt(lexicon.politeness, words, at) : 0
    const filler = phraseLengthAt(lexicon.fillers, words, at)
    const formula = isDense ? formulaLengthAt(state, at) : 0
    let length = Math.max(attitude, polite, filler, formula)
    if (length === 0) {
      const opener = phraseLengthAt(lexicon.openers, words, at)
      const first = words.lower[at] ?? ''
      if (opener > 0 && ((opener === 1 && NEEDS_NO_COMMA.test(first)) || isSetOff(state, at + opener - 1)))
        length = opener
    }
    if (length === 0 || at + length >= count || hasKept(state, at, length)) break
    if (holdsFirstPlace(state, at + length - 1)) break
    drop(state, at, length)
    at += length
  }
  if (!isDense) return at
  if (state.side === 'assistant') {
    const formula = confirmationAt(lexicon, words, at)
    if (formula !== undefined && !hasKept(state, at, formula.length)) {
      drop(state, at, formula.length)
      state.gone[formula.kept] = 0
      return at + formula.length
    }
  }
  const empty = phraseLengthAt(lexicon.emptySubjects, words, at)
  const next = words.lower[at + empty] ?? ''
  if (
    empty > 0 &&
    count - at - empty >= 2 &&
    !VERB_PARTICLES_AFTER_EMPTY_SUBJECT.test(next) &&
    !hasKept(state, at, empty)
  ) {
    drop(state, at, empty)
    at += empty
  }
  return at
}

/** "I'd like it if", "I would like not to": what follows is not what is asked for. */
const NO_OBJECT = /^(?:it|that|if|when|not|how)$/
/** "I have to", "I have never", "would you like that": nothing is brought forward. */
const NO_OFFER = /^(?:not|to|never|no|been|had|it|that)$/
/** Fewer words than these are no statement without the formula before them. */
const MIN_WORDS_AFTER_FORMULA = 2

/** Words of the formula of asking or offering that stands here. */
function formulaLengthAt({ words, lexicon, side }: State, at: number): number {
  if (side === undefined) return 0
  const remain = (length: number) =>
    length > 0 && words.lower.length - at - length >= MIN_WORDS_AFTER_FORMULA ? length : 0
  if (side === 'assistant') {
    const offer = phraseLengthAt(lexicon.offers, words, at)
    return NO_OFFER.test(words.lower[at + offer] ?? '') ? 0 : remain(offer)
  }
  const request = phraseLengthAt(lexicon.requests, words, at)
  if (request > 0) return NO_OBJECT.test(words.lower[at + request] ?? '') ? 0 : remain(request)
  const beforeVerb = phraseLengthAt(lexicon.requestsBeforeVerb, words, at)
  return lexicon.requestVerbs.has(words.lower[at + beforeVerb] ?? '') ? remain(beforeVerb) : 0
}

const SUBJECT =
  /^(?:ich|du|er|sie|es|wir|ihr|man|das|dies|die|der|den|dem|mein\p{L}*|unser\p{L}*|dein\p{L}*|sich|mir|mich|uns)$/u
const NO_VERB =
  /^(?:die|der|das|den|dem|ein\p{L}*|mein\p{L}*|unser\p{L}*|kein\p{L}*|in|im|am|an|bei|beim|mit|für|von|vom|zu|zur|zum|auf|aus|nach|und|oder|aber|nicht)$/u

/** "Übrigens hat Frau Petersen gesagt …": in German what stands before the verb cannot go, or a question is left. */
function holdsFirstPlace(state: State, last: number): boolean {
  const { words, text, lexicon } = state
  if (lexicon.source.language !== 'de' || !isPlainSpace(gapAfter(state, last))) return false
  const verb = words.lower[last + 1] ?? ''
  const subject = words.lower[last + 2] ?? ''
  const isVerb = /^\p{Ll}/u.test(text[words.starts[last + 1] ?? 0] ?? '') && !NO_VERB.test(verb)
  return (
    isVerb &&
    isPlainSpace(gapAfter(state, last + 1)) &&
    (SUBJECT.test(subject) || hasCapital(state, last + 2))
  )
}

const gapAfter = (state: State, at: number): string =>
  state.text.slice(state.words.ends[at], state.words.starts[at + 1] ?? state.text.length)
const isSetOff = (state: State, at: number): boolean => /[,;:!.…—–]|\s-/.test(gapAfter(state, at))
const isPlainGap = (gap: string): boolean => /^[\s,\-–—]{0,4}$/.test(gap)

function drop(state: State, at: number, length: number): void {
  for (let k = at; k < at + length; k++) state.gone[k] = 1
}

function hasKept(state: State, at: number, length: number): boolean {
  for (let k = at; k < at + length; k++) if (state.kept[k] === 1) return true
  return false
}

/**
 * Deletes stutters and restarts: "the the", "w we", "I was I was". Only in English: doubled words are grammar in others
 * ("nous nous voyons"), and doubled characters are spelling where words are not spaced (慢慢, ไฟฟ้า).
 */
function dropRepairs(state: State): void {
  if (state.lexicon.source.language !== 'en') return
  const { lower } = state.words
  for (let at = 0; at + 1 < lower.length; at++) {
    const word = lower[at] as string
    const next = lower[at + 1] as string
    // The first letter rules out nearly every pair, before anything is looked at closely.
    if (word.charCodeAt(0) !== next.charCodeAt(0) && word !== lower[at + 2]) continue
    if (state.gone[at] === 1 || state.kept[at] === 1 || !isPlainGap(gapAfter(state, at))) continue
    if (/\d/.test(word)) continue
    const isRepeat =
      word === next &&
      !/^(?:that|had|very|so|no)$/.test(word) &&
      !isHyphenated(state, at) &&
      !isDoubledName(state, at) &&
      !beginsAnew(state, at)
    const isStutter =
      word.length <= 3 && next.length > word.length && next.startsWith(word) && isNoWord(state, word)
    const isRestart = word === lower[at + 2] && next === lower[at + 3] && isPlainGap(gapAfter(state, at + 1))
    if (isRepeat || isStutter) state.gone[at] = 1
    else if (isRestart) drop(state, at, 2)
  }
}

/** "Kaung Kaung", "Bora Bora": a stutter of a sentence's first word goes on in small letters. */
const isDoubledName = (state: State, at: number): boolean =>
  hasCapital(state, at) &&
  hasCapital(state, at + 1) &&
  !state.lexicon.stopwords.has(state.words.lower[at] ?? '')

/** "Not the front, front one's broken": a noun that ends one clause and begins the next. */
const beginsAnew = (state: State, at: number): boolean =>
  gapAfter(state, at).includes(',') && !state.lexicon.stopwords.has(state.words.lower[at] ?? '')

const hasCapital = ({ text, words }: State, at: number): boolean =>
  /\p{Lu}/u.test(text[words.starts[at] ?? 0] ?? '')

const isHyphenated = (state: State, at: number): boolean => gapAfter(state, at) === '-'
/** "No north", "go Gothic", "the EU euro": two letters that are a word. */
const SHORT_WORD = /^(?:no|go|do|up|ok|ad|ax|ox|ex|id|pa|ma|eu|un|uk|us|tv|pc|ai)$/
const isNoWord = (state: State, word: string): boolean =>
  !SHORT_WORD.test(word) && !state.lexicon.stopwords.has(word) && (word.length <= 2 || !/[aeiouy]/.test(word))

/** Looks at one word in the body; returns how many further words were dealt with. */
function dropAt(state: State, at: number, opening: number): number {
  const { lexicon, words } = state
  const facts = factsOf(words.spellings[at] as Spelling, lexicon)
  const filler = longestOf(facts.fillers, words, at)
  const isFree = filler > 0 && !isMeantLiterally(state, at, filler) && !hasKept(state, at, filler)
  if (isFree && !holdsFirstPlace(state, at + filler - 1)) {
    drop(state, at, filler)
    return filler - 1
  }
  if (!state.isDense) return 0
  if (at > 0 && (factsOf(words.spellings[at - 1] as Spelling, lexicon).flags & WORD.negation) !== 0) return 0
  const intensifier = longestOf(facts.intensifiers, words, at)
  if (intensifier > 0 && at + intensifier < words.lower.length && !hasKept(state, at, intensifier)) {
    drop(state, at, intensifier)
    return intensifier - 1
  }
  const polite = longestOf(facts.politeness, words, at)
  if (
    polite > 0 &&
    !COPULA.test(words.lower[at - 1] ?? '') &&
    (isSetOff(state, at + polite - 1) || at + polite >= words.lower.length || words.lower[at] === 'please')
  ) {
    drop(state, at, polite)
    return polite - 1
  }
  if (lexicon.source.language === 'en' && state.kept[at] === 0 && isSmallWord(words, at)) {
    state.gone[at] = 1
    return 0
  }
  if ((facts.flags & MAY_GO) !== 0 && mayGo(state, at, opening, facts.flags)) state.gone[at] = 1
  return 0
}

/** "I am sorry, but …": what completes the verb is no formula. */
const COPULA = /^(?:am|are|is|was|were|be|been|feel|feels|felt|i'm|we're|i am)$/

/** Articles, the speaker's own "I", and complementisers, where the place allows it. */
function mayGo(state: State, at: number, opening: number, flags: number): boolean {
  const before = state.words.lower[at - 1] ?? ''
  const next = state.words.lower[at + 1] ?? ''
  if ((flags & WORD.article) !== 0) return isDroppableArticle(state, at, next)
  if ((flags & WORD.speakerSubject) !== 0)
    return isClauseStart(state, at, opening) && canOpen(next) && isPlainSpace(gapAfter(state, at))
  return isComplement(state, at, before, next)
}

/** Under a label "not sure" would seem to answer: "I'm not sure" stays. */
const canOpen = (next: string): boolean => next !== '' && next !== 'not' && next !== 'never' && next !== 'no'

/** "kind of" after "what", "you know" after "do": meant, not a hesitation. */
function isMeantLiterally(state: State, at: number, length: number): boolean {
  const { words } = state
  if (length === 1 && isUnitOrCode(state, at)) return true
  const before = words.lower[at - 1] ?? ''
  const after = words.lower[at + length] ?? ''
  const first = words.lower[at] ?? ''
  if (first === 'kind' || first === 'sort')
    return /^(?:what|this|that|a|any|some|every|the|which|of|all|one|same|these|those)$/.test(before)
  if (words.lower[at + 1] === 'know')
    return (
      /^(?:do|if|did|let|as|that|would|when)$/.test(before) ||
      /^(?:what|how|if|the|about|who|where|when|why|any)$/.test(after)
    )
  if (words.lower[at + 1] === 'mean') return /^(?:what|do|did)$/.test(before) || /^(?:to|the|by)$/.test(after)
  // "Looking at all the schools", "thanks for the work and everything you did": more follows than a pause.
  const isAll = first === 'at' || (first === 'and' && words.lower[at + 1] === 'everything')
  if (isAll) return after !== '' && !isSetOff(state, at + length - 1)
  if (first === 'as') return after === 'as'
  return false
}

/** "yyyy-mm-dd", "5 mm", "the ER": letters of a pattern, a measure or an abbreviation, which sound like a hesitation. */
function isUnitOrCode({ text, words }: State, at: number): boolean {
  const start = words.starts[at] ?? 0
  const end = words.ends[at] ?? 0
  if (
    /[-/_][^\s]/.test(text.slice(end, end + 2)) ||
    /[^\s][-/_]/.test(text.slice(Math.max(0, start - 2), start))
  )
    return true
  const isMeasure =
    words.lower[at] === 'mm' &&
    /^(?:two|three|four|five|six|seven|eight|nine|ten|\w+teen|\w+ty|hundred|half|few|in|per|of)$/.test(
      words.lower[at - 1] ?? '',
    )
  return (
    isMeasure ||
    /^\p{Lu}{2,}$/u.test(text.slice(start, end)) ||
    /\d\s?$/.test(text.slice(Math.max(0, start - 2), start))
  )
}

function isDroppableArticle(state: State, at: number, next: string): boolean {
  if (next === '' || state.lexicon.keepArticleBefore.has(next) || !isPlainSpace(gapAfter(state, at)))
    return false
  if (/^(?:day|week|month|year|hour|minute|night|piece|time)s?$/.test(next)) return false
  const start = state.words.starts[at] as number
  const isCapital = /\p{Lu}/u.test(state.text[start] ?? '')
  const nextIsCapital = /\p{Lu}/u.test(state.text[state.words.starts[at + 1] ?? 0] ?? '')
  if (isCapital && at > 0) return false
  const previousIsCapital = at > 0 && /\p{Lu}/u.test(state.text[state.words.starts[at - 1] ?? 0] ?? '')
  return !(nextIsCapital && previousIsCapital)
}

const isPlainSpace = (gap: string): boolean => gap === ' ' || gap === '  '

/** The start of the unit, or after a comma or a coordinating word that opens a clause. */
function isClauseStart(state: State, at: number, opening: number): boolean {
  if (at === opening) return true
  let before = at - 1
  while (before >= opening && state.gone[before] === 1) before--
  if (before < opening) return true
  const gap = state.text.slice(state.words.ends[before], state.words.starts[at])
  if (/[;.!]/.test(gap)) return true
  if (state.lexicon.source.language === 'en' && isOpeningTime(state.words, opening, before + 1)) return true
  // "My mother and I went": only a comma before the conjunction shows that a clause begins after it.
  const beforeConjunction = state.text.slice(state.words.ends[before - 1] ?? 0, state.words.starts[before])
  return /^(?:and|but|so|then)$/.test(state.words.lower[before] ?? '') && beforeConjunction.includes(',')
}

function isComplement(state: State, at: number, before: string, next: string): boolean {
  if (!state.lexicon.complementVerbs.has(before) || !isPlainSpace(gapAfter(state, at))) return false
  return /^(?:i|you|he|she|it|we|they|the|a|an|my|your|his|her|our|their|there|this|these|those|i'm|it's|we're|they're|you're)$/.test(
    next,
  )
}

/** Joins the words that stay, with the punctuation that still belongs to them. */
function rebuild(state: State): string {
  const { text, words, gone } = state
  const count = words.lower.length
  let out = gone[0] === 1 ? text.slice(0, words.starts[0]).trimStart() : text.slice(0, words.starts[0])
  let isFirst = out.trim() === ''
  for (let at = 0; at < count; at++) {
    if (gone[at] === 0) {
      // Words that stay next to each other are copied as they stand.
      const from = words.starts[at]
      while (at + 1 < count && gone[at + 1] === 0) at++
      out += text.slice(from, words.starts[at + 1] ?? text.length)
      isFirst = false
      continue
    }
    const gap = text.slice(words.ends[at], words.starts[at + 1] ?? text.length)
    const isLast = at === count - 1
    if (isLast) out = out.replace(/[\s,;:\-–—]+$/, '') + gap.trimStart()
    else if (gap === ' ') continue
    else if (!isFirst && /[;:.!?…()"]|—|–/.test(gap)) out = out.replace(/[\s,]+$/, '') + gap
    // "No nuts please, Sam is allergic": without the mark the clauses would run into each other.
    else if (!isFirst && gap === ', ') out = `${out.replace(/[\s,]+$/, '')}, `
    else if (isFirst && /["“(]/.test(gap)) out += gap.trimStart()
    // "and $40", "please #12": a mark that belongs to the next word stays with it.
    else out += MARK_OF_NEXT.exec(gap)?.[1] ?? ''
    isFirst = isFirst && out.trim() === ''
  }
  return tidy(out)
}

const MARK_OF_NEXT = /\s((?:[^\s\p{L}\p{N}"“(–—-])+)$/u

/** Whether a text of ASCII has nothing that `UNTIDY` finds: most results, and the pattern is slower than a look at each character. */
function isPlainlyTidy(text: string): boolean {
  // A mark at the start is left to the pattern.
  let before = SPACED
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code > LAST_ASCII) return false
    const form = FORM[code] as number
    if (before !== OTHER && form !== OTHER && (before === SPACED || form !== SPACED)) return false
    before = form === MARK && code !== COMMA ? OTHER : form
  }
  return before !== SPACED && text.charCodeAt(0) !== HYPHEN
}
const OTHER = 0
const SPACED = 1
const MARK = 2
const COMMA = 44
const HYPHEN = 45
const LAST_ASCII = 127
const FORM = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code)
  return /\s/.test(character) ? SPACED : /[,.!?;:]/.test(character) ? MARK : OTHER
})

/** White space twice or before a mark, marks that meet, a mark at the start: without these nothing is to be tidied. */
const UNTIDY = /\s[\s,.!?;:]|,[,.!?;]|^[\s,;:.!\-–—，、。；]|\s$|[，、][，、。！？；]/

const tidy = (text: string): string =>
  isPlainlyTidy(text) || !UNTIDY.test(text)
    ? text
    : text
        .replace(/[ \t]{2,}/g, ' ')
        .replace(/\s+([,.!?;:])/g, '$1')
        .replace(/,(?:\s*,)+/g, ',')
        .replace(/,\s*([.!?;])/g, '$1')
        .replace(/[，、]+(?=[，、。！？；])/g, '')
        .replace(/^[，、。；]+/, '')
        .replace(/^[\s,;:.!\-–—]+(?=[\p{L}\p{N}"'$(])/u, '')
        .trim()
