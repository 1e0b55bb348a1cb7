/** How far an ending or a particle counts as a word of its own, and a pair of which one half is such. */
const PARTICLE_SHARE = 0.2
const INFLECTED_SHARE = 0.5
const ALL_HIRAGANA = /^\p{Script=Hiragana}+$/u
const SOME_HIRAGANA = /\p{Script=Hiragana}/u

/** Foreign terms by how much of a word each is: "売った" is no other word than "売りました". */
export function sharesOf(foreign: readonly string[]): number {
  let sum = 0
  for (const term of foreign)
    sum += ALL_HIRAGANA.test(term) ? PARTICLE_SHARE : SOME_HIRAGANA.test(term) ? INFLECTED_SHARE : 1
  return sum
}

/** Signs that carry meaning of their own; those of negation and grammar aside. */
const SIGN = /[\p{Script=Han}\p{Script=Katakana}]/gu
const GRAMMAR_SIGNS = new Set('不没别勿无未非的了是在和与任何都也就很从一概把被给这那')
/** Share of the signs of each that the other has, from which two short statements say the same but for a negation. */
const SAME_SIGNS = 0.75
const MIN_SIGNS = 5

/**
 * Whether two sentences without spaces have nearly the same signs: a word put in, or one in place of "not", makes two or three pairs
 * of neighbours that the other lacks, and one sign.
 */
export function sharesSigns(one: string, other: string): boolean {
  const signsOf = (text: string) =>
    new Set((text.match(SIGN) ?? []).filter((sign) => !GRAMMAR_SIGNS.has(sign)))
  const [a, b] = [signsOf(one), signsOf(other)]
  if (a.size < MIN_SIGNS || b.size < MIN_SIGNS) return false
  let shared = 0
  for (const sign of a) if (b.has(sign)) shared++
  return shared >= SAME_SIGNS * a.size && shared >= SAME_SIGNS * b.size
}

/** Japanese leaves out who does it where that is the speaker: "古いカヌーを近所の人に売りました" has neither は nor が. */
export const isWithoutSubject = (text: string): boolean => SOME_HIRAGANA.test(text) && !/[はがも]/.test(text)
