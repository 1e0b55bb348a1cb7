import { lightStem } from '../../annotate/light-stems.js'
import { buildPhraseTable, type PhraseTable } from '../../annotate/phrases.js'
import { chineseClaims } from './chinese.js'
import { englishClaims } from './english.js'
import { frenchClaims } from './french.js'
import { germanClaims } from './german.js'
import { japaneseClaims } from './japanese.js'
import { portugueseClaims } from './portuguese.js'
import { spanishClaims } from './spanish.js'
import type { ClaimCues } from './types.js'

export type ClaimCue = 'negation' | 'denial' | 'reporting' | 'wishing'

/** What words between the words of a statement do to it. */
export type GapCue = 'negation' | 'forbids' | 'permits' | 'obliges' | 'bridge'

/** Claim cues in the form that they are looked up in. */
export interface CompiledClaims {
  readonly source: ClaimCues
  readonly cues: PhraseTable<ClaimCue>
  readonly reporting: PhraseTable<true>
  readonly gaps: PhraseTable<GapCue>
  /** Single words that deny or limit, as terms and as they are spelled. */
  readonly joints: ReadonlySet<string>
  readonly contrast: PhraseTable<true>
  readonly opposites: ReadonlySet<string>
  readonly light: ReadonlySet<string>
}

const NONE: ClaimCues = {
  negation: [],
  denial: [],
  reporting: [],
  numbers: {},
  scales: {},
  durations: {},
  weekdays: [],
}

const compile = (source: ClaimCues, language: string): CompiledClaims => ({
  source,
  cues: buildPhraseTable<ClaimCue>([
    ['negation', source.negation],
    ['denial', source.denial],
    ['reporting', source.reporting],
    ['wishing', source.wishing ?? []],
  ]),
  reporting: buildPhraseTable([[true, [...source.reporting, ...(source.wishing ?? [])]]]),
  gaps: buildPhraseTable<GapCue>([
    ['forbids', source.forbids ?? []],
    ['negation', source.negation],
    ['permits', source.permits ?? []],
    ['obliges', source.obliges ?? []],
    ['bridge', source.bridges ?? []],
  ]),
  joints: new Set(source.joints ?? []),
  contrast: buildPhraseTable([[true, source.contrast ?? []]]),
  light: new Set((source.light ?? []).map((word) => lightStem(word, language))),
  opposites: new Set(
    [...source.negation, ...source.denial].flatMap((word) => [word, lightStem(word, language)]),
  ),
})

const byLanguage: ReadonlyMap<string, CompiledClaims> = new Map(
  Object.entries({
    en: englishClaims,
    de: germanClaims,
    fr: frenchClaims,
    es: spanishClaims,
    pt: portugueseClaims,
    zh: chineseClaims,
    ja: japaneseClaims,
  }).map(([language, cues]) => [language, compile(cues, language)]),
)
const neutralClaims = compile(NONE, '')

/** The claim cues of a language; empty ones where it has none: nothing is then told but what stands literally. */
export const claimCuesFor = (language: string): CompiledClaims => byLanguage.get(language) ?? neutralClaims
