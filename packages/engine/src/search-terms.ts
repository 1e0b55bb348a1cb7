import { stemmer } from 'stemmer'

/** Scripts written without spaces: words cannot be split off by a pattern, so their character pairs are the terms. */
const UNSPACED =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}ー\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}'

/** A number with its separators, a run of an unspaced script, or a word. */
const TERM = new RegExp(
  `\\p{N}+(?:[.,:]\\p{N}+)*|[${UNSPACED}]+|(?:(?![${UNSPACED}])[\\p{L}\\p{N}\\p{M}])+`,
  'gu',
)
const UNSPACED_RUN = new RegExp(`^[${UNSPACED}]`, 'u')
const ENGLISH_WORD = /^[a-z]+$/
const COMBINING_MARK = /\p{M}/gu
/** A comma between digits groups thousands, so "1,200" and "1200" are one term. */
const DIGIT_GROUPING = /(?<=\p{N}),(?=\p{N}{3}(?!\p{N}))/gu

/** Lower case, compatibility forms unified, accents of Latin, Greek and Cyrillic letters removed. */
function fold(text: string): string {
  const folded = text.normalize('NFKC').toLowerCase().replace(DIGIT_GROUPING, '')
  // Accents carry no meaning for search; the vowel signs of Indic and Thai scripts do, and survive recomposition.
  return folded
    .normalize('NFD')
    .replace(/(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]\p{M}*)\p{M}/gu, '')
    .normalize('NFC')
}

/** Adjacent pairs of characters; a single character is its own term. */
function pairsOf(run: string): string[] {
  const characters = [...run.replace(COMBINING_MARK, '')]
  if (characters.length < 2) return characters
  return characters.slice(1).map((character, i) => `${characters[i]}${character}`)
}

/**
 * The terms by which a text is found: folded words (English ones stemmed), numbers, and character pairs
 * of scripts without spaces. In order, repetitions kept.
 *
 * Source  bigrams for unspaced scripts: Nie, Gao, Zhang & Zhou 2000 (as good as word segmentation for retrieval).
 * Cost    linear in the text.
 */
export function searchTermsOf(text: string, language = 'en'): string[] {
  const terms: string[] = []
  for (const [term] of fold(text).matchAll(TERM)) {
    if (UNSPACED_RUN.test(term)) for (const pair of pairsOf(term)) terms.push(pair)
    else terms.push(language === 'en' && ENGLISH_WORD.test(term) ? stemmer(term) : term)
  }
  return terms
}
