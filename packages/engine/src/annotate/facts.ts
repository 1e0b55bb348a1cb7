import { stemmer } from 'stemmer'
import type { CompiledLexicon } from '../lexicon/compiled.js'
import type { AgreementCue, CueName, StatementCues, WordingCue } from '../lexicon/types.js'
import { lightStem } from './light-stems.js'
import { addTags, type PhraseRow } from './phrases.js'
import { isUnspaced, type Spelling, type Words } from './words.js'

/** Phrases that begin with a word, by their table. */
type Rows = { readonly [Name in TableName]: PhraseRow<Tags[Name]> }

/** What a lexicon says of one word: everything that annotating asks of it, looked up once. */
export interface WordFacts extends Rows {
  readonly lexicon: CompiledLexicon
  /** Bits of `WORD`. */
  readonly flags: number
  /** The content term that the word stands for; undefined for stop words, single letters and unspaced characters. */
  readonly term: string | undefined
  readonly fillers: PhraseRow<true>
  readonly intensifiers: PhraseRow<true>
  readonly politeness: PhraseRow<true>
}

/** What a word can be, as bits. */
export const WORD = {
  stop: 1,
  firstPerson: 2,
  secondPerson: 4,
  past: 8,
  unspaced: 16,
  article: 32,
  speakerSubject: 64,
  complementiser: 128,
  clauseOpener: 256,
  negation: 512,
  /** A phrase begins with it that can open a sentence and go (`shorten/shorten.ts`). */
  opener: 1_024,
  /** It may go from the midst of a sentence, or a phrase that may go begins with it. */
  droppable: 2_048,
  /** Phrases of these tables begin with it. */
  cue: 4_096,
  wordingCue: 8_192,
  statement: 16_384,
} as const

/** The tables of phrases that are looked for in any words, and what the phrases of each are tagged with. */
interface Tags {
  readonly cues: CueName
  readonly wordingCues: WordingCue | AgreementCue
  readonly statements: keyof StatementCues
}
type TableName = keyof Tags
const BIT_OF_TABLE: Readonly<Record<TableName, number>> = {
  cues: WORD.cue,
  wordingCues: WORD.wordingCue,
  statements: WORD.statement,
}

/** Words that go by themselves where their place allows it. */
export const MAY_GO = WORD.article | WORD.speakerSubject | WORD.complementiser

/** Shortest word that an ending makes a past tense. */
const MIN_PAST_WORD = 5
const ENGLISH_WORD = /^[a-z]{4,30}$/
const NEGATION = /^(?:not|no|never|cannot|without|nor|none|neither)$|n't$/
/** A term is never longer than this: what is longer is noise to a ranking. */
const MAX_TERM = 40
const NONE: PhraseRow<never> = []

/** What the lexicon says of the word, remembered with its spelling. */
export function factsOf(spelling: Spelling, lexicon: CompiledLexicon): WordFacts {
  const known = spelling.facts as WordFacts | undefined // proof: only this function sets it
  if (known !== undefined && known.lexicon === lexicon) return known
  const word = spelling.lower
  const ofWord = flagsOf(word, lexicon)
  const cues = lexicon.cues.get(word) ?? NONE
  const wordingCues = lexicon.wordingCues.get(word) ?? NONE
  const statements = lexicon.statements.get(word) ?? NONE
  const fillers = lexicon.fillers.get(word) ?? NONE
  const intensifiers = lexicon.intensifiers.get(word) ?? NONE
  const politeness = lexicon.politeness.get(word) ?? NONE
  const isSmall = lexicon.source.shortening.smallWords?.includes(word) === true
  const isDroppable =
    isSmall || (ofWord & MAY_GO) !== 0 || fillers.length + intensifiers.length + politeness.length > 0
  const made: WordFacts = {
    lexicon,
    flags:
      ofWord |
      (isDroppable ? WORD.droppable : 0) |
      (cues.length > 0 ? WORD.cue : 0) |
      (wordingCues.length > 0 ? WORD.wordingCue : 0) |
      (statements.length > 0 ? WORD.statement : 0),
    term: termOf(word, ofWord, lexicon),
    cues,
    wordingCues,
    statements,
    fillers,
    intensifiers,
    politeness,
  }
  spelling.facts = made
  return made
}

/** The tags of all phrases of one table that occur in the words. Cost: a look at each word, which says whether one begins with it. */
export function tagsOf<Name extends TableName>(
  words: Words,
  lexicon: CompiledLexicon,
  table: Name,
): ReadonlySet<Tags[Name]> {
  const { spellings } = words
  const bit = BIT_OF_TABLE[table]
  let found: Set<Tags[Name]> | undefined
  for (let at = 0; at < spellings.length; at++) {
    const facts = factsOf(spellings[at] as Spelling, lexicon)
    if ((facts.flags & bit) === 0) continue
    found ??= new Set()
    addTags<Tags[Name]>(found, (facts as Rows)[table], words, at)
  }
  return found ?? NO_TAGS
}
const NO_TAGS: ReadonlySet<never> = new Set()

/** Bits of `WORD` that some word has. Cost: one look-up for each word. */
export function wordFlagsOf({ spellings }: Words, lexicon: CompiledLexicon): number {
  let flags = 0
  for (const spelling of spellings) flags |= factsOf(spelling, lexicon).flags
  return flags
}

function flagsOf(word: string, lexicon: CompiledLexicon): number {
  const endings = lexicon.source.pastEndings ?? []
  const isPast = word.length >= MIN_PAST_WORD && endings.some((ending) => word.endsWith(ending))
  return (
    (lexicon.stopwords.has(word) ? WORD.stop : 0) |
    (isPerson(word, lexicon.firstPerson) ? WORD.firstPerson : 0) |
    (isPerson(word, lexicon.secondPerson) ? WORD.secondPerson : 0) |
    (isPast ? WORD.past : 0) |
    (word.charCodeAt(0) > 0x0e00 && isUnspaced(word) ? WORD.unspaced : 0) |
    (lexicon.articles.has(word) ? WORD.article : 0) |
    (lexicon.speakerSubjects.has(word) ? WORD.speakerSubject : 0) |
    (lexicon.complementisers.has(word) ? WORD.complementiser : 0) |
    (lexicon.clauseOpeners.has(word) ? WORD.clauseOpener : 0) |
    (NEGATION.test(word) ? WORD.negation : 0) |
    (lexicon.openingWords.has(word) ? WORD.opener : 0)
  )
}

/** "J'habite": the elided pronoun stands before the apostrophe. */
const isPerson = (word: string, persons: ReadonlySet<string>): boolean =>
  persons.has(word) || (word.charCodeAt(1) === APOSTROPHE && persons.has(word.slice(0, 2)))
const APOSTROPHE = 39

function termOf(word: string, flags: number, lexicon: CompiledLexicon): string | undefined {
  const code = word.charCodeAt(0)
  const isLoneLetter = word.length === 1 && (code < 48 || code > 57)
  if ((flags & (WORD.stop | WORD.unspaced)) !== 0 || isLoneLetter) return undefined
  const short = word.length > MAX_TERM ? word.slice(0, MAX_TERM) : word
  const apostrophe = short.indexOf("'")
  const stem = apostrophe > 1 ? short.slice(0, apostrophe) : short
  const { language } = lexicon.source
  if (language === 'en') return ENGLISH_WORD.test(stem) ? stemmer(stem) : stem
  return lightStem(stem, language)
}
