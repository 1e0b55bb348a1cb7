import { buildPhraseTable, firstWordOf, type PhraseTable } from '../annotate/phrases.js'
import {
  AGREEMENT_CUES,
  type AgreementCue,
  type CueName,
  type Lexicon,
  type StatementCues,
  type WordingCue,
} from './types.js'

/** A lexicon in the form that the steps look things up in. */
export interface CompiledLexicon {
  readonly source: Lexicon
  readonly stopwords: ReadonlySet<string>
  readonly firstPerson: ReadonlySet<string>
  readonly secondPerson: ReadonlySet<string>
  readonly abbreviations: ReadonlySet<string>
  readonly clauseOpeners: ReadonlySet<string>
  readonly cues: PhraseTable<CueName>
  readonly wordingCues: PhraseTable<WordingCue | AgreementCue>
  readonly statements: PhraseTable<keyof StatementCues>
  readonly fillers: PhraseTable<true>
  readonly openers: PhraseTable<true>
  /** First words of all phrases that can open a sentence and go. */
  readonly openingWords: ReadonlySet<string>
  readonly intensifiers: PhraseTable<true>
  readonly attitudes: PhraseTable<true>
  readonly emptySubjects: PhraseTable<true>
  readonly politeness: PhraseTable<true>
  readonly requests: PhraseTable<true>
  readonly requestsBeforeVerb: PhraseTable<true>
  readonly requestVerbs: ReadonlySet<string>
  readonly offers: PhraseTable<true>
  readonly confirmationOpenings: PhraseTable<true>
  readonly confirmationObjects: PhraseTable<true>
  readonly confirmationWords: ReadonlySet<string>
  readonly articles: ReadonlySet<string>
  readonly keepArticleBefore: ReadonlySet<string>
  readonly speakerSubjects: ReadonlySet<string>
  readonly complementVerbs: ReadonlySet<string>
  readonly complementisers: ReadonlySet<string>
}

/** Compiled once for each lexicon; lexicons are constants, so the memory is bounded by their number. */
const compiled = new WeakMap<Lexicon, CompiledLexicon>()

export function compileLexicon(source: Lexicon): CompiledLexicon {
  const known = compiled.get(source)
  if (known !== undefined) return known
  const rules = source.shortening
  const table = (phrases: readonly string[]) => buildPhraseTable<true>([[true, phrases]])
  const made: CompiledLexicon = {
    source,
    stopwords: new Set(source.stopwords),
    firstPerson: new Set(source.firstPerson),
    secondPerson: new Set(source.secondPerson),
    abbreviations: new Set(source.abbreviations),
    clauseOpeners: new Set(source.clauseOpeners),
    cues: buildPhraseTable(Object.entries(source.cues) as [CueName, readonly string[]][]),
    wordingCues: buildPhraseTable<WordingCue | AgreementCue>([
      ...(Object.entries(source.wordingCues ?? {}) as [WordingCue, readonly string[]][]),
      ...AGREEMENT_CUES.map((cue) => [cue, source.statements[cue]] as const),
    ]),
    statements: buildPhraseTable(
      // An absent list is no list; the others are all of one shape.
      Object.entries(source.statements) as [keyof StatementCues, readonly string[]][],
    ),
    fillers: table(rules.fillers),
    openers: table(rules.openers),
    openingWords: new Set(
      [
        rules.attitudes,
        rules.politeness,
        rules.fillers,
        rules.openers,
        rules.emptySubjects,
        rules.requests,
        rules.requestsBeforeVerb,
        rules.offers,
        rules.confirmationOpenings ?? [],
      ].flatMap((phrases) => phrases.map(firstWordOf)),
    ),
    intensifiers: table(rules.intensifiers),
    attitudes: table(rules.attitudes),
    emptySubjects: table(rules.emptySubjects),
    politeness: table(rules.politeness),
    requests: table(rules.requests),
    requestsBeforeVerb: table(rules.requestsBeforeVerb),
    requestVerbs: new Set(rules.requestVerbs),
    offers: table(rules.offers),
    confirmationOpenings: table(rules.confirmationOpenings ?? []),
    confirmationObjects: table(rules.confirmationObjects ?? []),
    confirmationWords: new Set(rules.confirmationWords),
    articles: new Set(rules.articles),
    keepArticleBefore: new Set(rules.keepArticleBefore),
    speakerSubjects: new Set(rules.speakerSubjects),
    complementVerbs: new Set(rules.complementVerbs),
    complementisers: new Set(rules.complementisers),
  }
  compiled.set(source, made)
  return made
}
