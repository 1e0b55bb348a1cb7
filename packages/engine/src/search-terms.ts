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

/** Plain English and code. Of such text, folding leaves all but the case and the grouping of digits. */
const ASCII = /^[\0-\x7f]*$/
const ASCII_TERM = /[0-9]+(?:[.,:][0-9]+)*|[a-z0-9]+/g

const foldAscii = (text: string) => text.toLowerCase().replace(/(?<=[0-9]),(?=[0-9]{3}(?![0-9]))/g, '')

/** Stems of words that were seen: texts use the same ones again and again. Dropped altogether when there are too many: about 2 MB. */
const stems = new Map<string, string>()
const MAX_STEMS = 20_000
/** Longer ones are rarely words, and as parts of a text they would keep all of it in memory. */
const MAX_REMEMBERED_CHARACTERS = 12

function stemOf(word: string): string {
  const known = stems.get(word)
  if (known !== undefined) return known
  const stem = stemmer(word)
  if (word.length > MAX_REMEMBERED_CHARACTERS) return stem
  if (stems.size >= MAX_STEMS) stems.clear()
  stems.set(word, stem)
  return stem
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
  const stemmed = language === 'en' ? stemOf : undefined
  if (ASCII.test(text)) {
    const words: readonly string[] = foldAscii(text).match(ASCII_TERM) ?? []
    return words.map((word) => (stemmed && ENGLISH_WORD.test(word) ? stemmed(word) : word))
  }
  const terms: string[] = []
  for (const [term] of fold(text).matchAll(TERM)) {
    if (UNSPACED_RUN.test(term)) for (const pair of pairsOf(term)) terms.push(pair)
    else terms.push(stemmed && ENGLISH_WORD.test(term) ? stemmed(term) : term)
  }
  return terms
}
