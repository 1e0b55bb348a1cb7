/**
 * Endings of number, gender and person that make one word look like several: "rojo", "rojas"; "entrego", "entrega".
 *
 * Light stemming after Savoy 2006, "Light stemming approaches for the French, Portuguese, German and Hungarian languages": inflection
 * alone goes, what derives a word from another stays.
 */
const ENDINGS: Readonly<Record<string, readonly RegExp[]>> = {
  de: [/(?:ern|em|en|er|es|e|s|(?<=[lr])n)$/],
  fr: [/[sx]$/, /(?:ée|é|e)$/],
  es: [/s$/, /[aeoáéó]$/],
  pt: [/s$/, /[aeoáéó]$/],
}
/** Shorter words are too often others when their end is gone. */
const MIN_STEM = 4
const WORD = /^\p{L}+$/u

/** The word without its endings of inflection; the word itself in a language that has no list. */
export function lightStem(word: string, language: string): string {
  const endings = ENDINGS[language]
  if (endings === undefined || word.length <= MIN_STEM || !WORD.test(word)) return word
  let stem = word
  for (const ending of endings) {
    const shorter = stem.replace(ending, '')
    if (shorter.length >= MIN_STEM) stem = shorter
  }
  return stem
}
