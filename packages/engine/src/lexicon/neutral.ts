import { english } from './english.js'
import type { CueName, Lexicon } from './types.js'

const CUE_NAMES = Object.keys(english.cues) as CueName[]

/**
 * For languages without a lexicon of their own: no cue is recognised and nothing is deleted, since the words of one
 * language mean something else in another ("a" is a preposition in Italian). The headings are English.
 */
export const neutral: Lexicon = {
  language: 'und',
  stopwords: [],
  firstPerson: [],
  secondPerson: [],
  abbreviations: [],
  clauseOpeners: [],
  // Every name of `CueName` gets its empty list.
  cues: Object.fromEntries(CUE_NAMES.map((name) => [name, []])) as unknown as Lexicon['cues'],
  shortening: {
    fillers: [],
    openers: [],
    intensifiers: [],
    articles: [],
    keepArticleBefore: [],
    attitudes: [],
    emptySubjects: [],
    politeness: [],
    requests: [],
    requestsBeforeVerb: [],
    requestVerbs: [],
    offers: [],
    speakerSubjects: [],
    complementVerbs: [],
    complementisers: [],
  },
  statements: Object.fromEntries(
    Object.keys(english.statements).map((name) => [name, []]),
  ) as unknown as Lexicon['statements'],
  wording: english.wording,
}
