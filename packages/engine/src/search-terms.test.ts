import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { searchTermsOf } from './search-terms.js'

describe('searchTermsOf', () => {
  it('unites the forms of an English word', () => {
    expect(searchTermsOf('Bookings booked')).toEqual(['book', 'book'])
  })

  it('does not stem other languages', () => {
    expect(searchTermsOf('Buchungen gebucht', 'de')).toEqual(['buchungen', 'gebucht'])
  })

  it('finds accented words without their accents', () => {
    expect(searchTermsOf('Réunion à Zürich', 'fr')).toEqual(searchTermsOf('reunion a zurich', 'fr'))
  })

  it('keeps a number whole and ignores how its thousands are grouped', () => {
    expect(searchTermsOf('$1,200.50 at 10:45')).toEqual(['1200.50', 'at', '10:45'])
  })

  it('takes pairs of characters in scripts without spaces', () => {
    expect(searchTermsOf('京都駅で 3時', 'ja')).toEqual(['京都', '都駅', '駅で', '3', '時'])
  })

  it('keeps the vowel signs of Devanagari', () => {
    expect(searchTermsOf('बैठक कल', 'hi')).toEqual(['बैठक', 'कल'])
  })

  it('reads a run of any length', () => {
    expect(searchTermsOf('漢'.repeat(300_000), 'zh')).toHaveLength(299_999)
  })

  it('finds nothing in punctuation and emoji', () => {
    expect(searchTermsOf('… !? 🙂 —')).toEqual([])
  })

  it('finds in text without accents the same as beside text with them', () => {
    const plain = fc.string({ unit: 'grapheme-ascii', maxLength: 40 })
    const numbers = fc.array(fc.constantFrom('1', '23', '456', ',', '.', ':', 'a', 'Booked', ' '), {
      maxLength: 20,
    })
    const texts = fc.oneof(
      plain,
      numbers.map((parts) => parts.join('')),
    )
    fc.assert(
      fc.property(texts, fc.constantFrom('en', 'de'), (text, language) => {
        // An accented letter sends the whole text the longer way.
        expect(searchTermsOf(`${text} é`, language)).toEqual([...searchTermsOf(text, language), 'e'])
      }),
      { verbose: true, numRuns: 1_000 },
    )
  })
})
