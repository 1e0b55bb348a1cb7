import { describe, expect, it } from 'vitest'
import { english } from './english.js'
import { lexiconFor, lexicons } from './registry.js'
import type { Lexicon } from './types.js'

const NEGATIONS: Record<string, string[]> = {
  en: ['not', 'no', 'never', 'nor', "don't", "can't", 'without'],
  de: ['nicht', 'kein', 'keine', 'nie', 'niemals', 'ohne'],
  fr: ['ne', 'pas', 'jamais', 'sans', 'non', 'aucun'],
  es: ['no', 'nunca', 'jamás', 'sin', 'ningún'],
  pt: ['não', 'nunca', 'jamais', 'sem', 'nenhum'],
  zh: ['不', '没', '没有', '別', '别'],
  ja: ['ないで', 'ません', 'ず'],
}
/** Negations that are also something else, and stand among the function words for that. */
const DOUBLE_USE: Record<string, string[]> = { ja: ['ず'] }

const deletions = ({ shortening }: Lexicon) =>
  [
    shortening.fillers,
    shortening.openers,
    shortening.intensifiers,
    shortening.articles,
    shortening.attitudes,
    shortening.politeness,
  ].flat()

describe.each(Object.entries(lexicons))('lexicon %s', (language, lexicon) => {
  const lists: (readonly [string, readonly string[]])[] = [
    ...Object.entries(lexicon.cues),
    ...Object.entries(lexicon.shortening as unknown as Record<string, readonly string[]>),
    ['stopwords', lexicon.stopwords],
  ]

  it('carries its own code', () => {
    expect(lexicon.language).toBe(language)
  })

  it('has cues for every act and stance', () => {
    expect(Object.keys(lexicon.cues).sort()).toEqual(Object.keys(english.cues).sort())
    for (const [name, phrases] of Object.entries(lexicon.cues))
      expect(phrases.length, name).toBeGreaterThan(2)
  })

  it('writes every phrase in lower case, with straight apostrophes and single spaces', () => {
    for (const [name, phrases] of lists)
      for (const phrase of phrases) {
        expect(phrase, name).toBe(phrase.toLowerCase().replaceAll('’', "'").replace(/\s+/g, ' ').trim())
        expect(phrase, name).not.toMatch(/^$|[\n,`]/)
      }
  })

  it('never deletes a negation or counts it as empty', () => {
    const negations = (NEGATIONS[language] ?? []).filter((word) => !DOUBLE_USE[language]?.includes(word))
    for (const word of negations) expect(lexicon.stopwords).not.toContain(word)
    // A formula may end in one ("no problem"); only the bare word would turn a statement round.
    for (const word of NEGATIONS[language] ?? []) expect(deletions(lexicon)).not.toContain(word)
  })

  it('has a word for everything that the engine writes', () => {
    const { months, status, ...wording } = lexicon.wording
    expect(months).toHaveLength(12)
    expect(Object.values(status).every((word) => word !== '')).toBe(true)
    for (const [name, word] of Object.entries(wording)) expect(word, name).not.toBe('')
    for (const slot of ['{day}', '{month}', '{year}']) expect(wording.date).toContain(slot)
    expect(wording.onDate).toContain('{date}')
    expect(wording.said).toMatch(/\{name\}.*\{text\}/)
  })
})

describe('lexiconFor', () => {
  it('deletes nothing and recognises nothing in a language without a lexicon', () => {
    const { source } = lexiconFor('it')
    expect([...deletions(source), ...Object.values(source.cues).flat(), ...source.stopwords]).toEqual([])
    expect(source.wording).toBe(english.wording)
  })
})
