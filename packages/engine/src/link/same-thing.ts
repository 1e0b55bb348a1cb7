import { factsOf } from '../annotate/facts.js'
import { readWords, type Words } from '../annotate/words.js'
import { isEnglishVerb } from '../items/finite-verbs.js'
import type { CompiledLexicon } from '../lexicon/compiled.js'
import { list } from '../lexicon/list.js'

/** What tells one thing of a kind from another behind its noun: "the call with the bank", "rent for the garage". */
const LINKS: Readonly<Record<string, ReadonlySet<string>>> = {
  en: new Set(list('for, with, of, from, to, about, between, in, at, on')),
  de: new Set(list('für, mit, von, vom, beim, bei, zum, zur, nach, aus')),
  fr: new Set(list('de, du, des, pour, avec, chez')),
  es: new Set(list('de, del, para, con')),
  pt: new Set(list('de, do, da, dos, das, para, com')),
}
/** "To Oslo" and "from Oslo" are two ways. */
const DIRECTIONS: ReadonlySet<string> = new Set(['to', 'from', 'nach', 'aus'])
/** These say of which of several things one speaks. */
const NARROWING: ReadonlySet<string> = new Set(list('for, für, du, pour, para'))
/** Adverbs of direction behind a noun: "my flight back". */
const WAYS: ReadonlySet<string> = new Set(list('back, home, out, zurück'))
/** Tell one of a row from the next, though they are no content terms. */
const ORDINALS: ReadonlySet<string> = new Set(
  list(`first, second, third, fourth, fifth, last, next, old, former, previous, other, one, two, three, four, five, six, seven, eight, nine, ten,
    erste, ersten, erster, zweite, zweiten, zweiter, dritte, dritten, alte, alten, alter, premier, première, deuxième, troisième, dernier, dernière,
    primera, primero, segunda, segundo, tercera, tercero, terceira, terceiro`),
)
/** Which of a row one is: of a row nobody spoke before. */
const COUNTS_OUT: ReadonlySet<string> = new Set(
  list(
    `second, third, fourth, fifth, zweite, zweiten, zweiter, dritte, dritten, deuxième, troisième, segunda, segundo, tercera, tercero, terceira, terceiro`,
  ),
)
/** Who says so of a thing has another one. */
const FORMER: ReadonlySet<string> = new Set(list('old, former, previous, alte, alten, alter'))
/** What joins two words of one phrase: a blank, a hyphen, the apostrophe of "the boys' room". */
const JOINT = /^['’]?[ \u00A0-]$/
const DIGITS = /^\d/
/** "Painted"; not "red". */
const PAST = /^.{3,}ed$/
/** Words of a phrase; longer ones are no names of things. */
const MAX_MODIFIERS = 5
/** Subjects that are nobody's name: what is told then hangs on the object. */
const MAX_SUBJECT_WORDS = 6

/** A statement as read for what it is about. */
export interface Told {
  readonly text: string
  /** Names that are its value rather than what it is about, in lower case. */
  readonly values: ReadonlySet<string>
}

/**
 * Whether two statements that share words are about one thing: "the dentist appointment" and "the vet appointment" are two,
 * and so are "the call with the bank" and "the call with the landlord", "version 2.1" and "version 2.2".
 *
 * Told by what stands at the nouns that both have: where each has something there that the other lacks, they are two things.
 * In English the subject of the earlier one has to be named again as well. Closed classes only; no noun is known.
 * Cost: the words of both.
 */
export function areOfOneThing(
  earlier: Told,
  later: Told,
  changes: ReadonlySet<string>,
  lexicon: CompiledLexicon,
): boolean {
  const links = LINKS[lexicon.source.language]
  if (links === undefined) return true
  const before = new Phrases(earlier, changes, lexicon, links)
  const after = new Phrases(later, changes, lexicon, links)
  if (lexicon.source.language === 'en' && !after.namesSubjectOf(before)) return false
  return haveSameModifiers(before, after)
}

/** The same without asking whether the subject is named again: of a long sentence the later one names only the thing that changed. */
export function haveNoOther(
  earlier: Told,
  later: Told,
  changes: ReadonlySet<string>,
  lexicon: CompiledLexicon,
): boolean {
  const links = LINKS[lexicon.source.language]
  if (links === undefined) return true
  return haveSameModifiers(
    new Phrases(earlier, changes, lexicon, links),
    new Phrases(later, changes, lexicon, links),
  )
}

function haveSameModifiers(before: Phrases, after: Phrases): boolean {
  for (const [term, at] of before.places) {
    const there = after.places.get(term)
    if (there === undefined) continue
    const own = before.modifiersOf(at)
    const others = after.modifiersOf(there)
    if (after.lacksSome(own) && before.lacksSome(others)) return false
    // "The rent is 840", "the rent for the garage is 90".
    if (own.size === 0 && before.lacksSome(after.narrowedAt(there))) return false
    // "The class has 14", "the second class has 17".
    for (const one of others) if (COUNTS_OUT.has(one) && before.lacksSome(new Set([one]))) return false
    // "The old printer takes 6 minutes", "the new printer takes 2".
    for (const one of own) if (FORMER.has(one) && after.lacksSome(own)) return false
  }
  return true
}

class Phrases {
  readonly words: Words
  /** Where each content term first stands. */
  readonly places = new Map<string, number>()
  /** Content terms, ordinals, and "to oslo" for what tells a direction. */
  readonly #has = new Set<string>()

  constructor(
    readonly told: Told,
    readonly changes: ReadonlySet<string>,
    readonly lexicon: CompiledLexicon,
    readonly links: ReadonlySet<string>,
  ) {
    this.words = readWords(told.text)
    for (let at = 0; at < this.words.lower.length; at++) {
      const key = this.#keyOf(at)
      if (key === undefined) continue
      this.#has.add(key)
      const before = this.words.lower[this.#beforeArticles(at)] ?? ''
      if (DIRECTIONS.has(before)) this.#has.add(`${before} ${key}`)
      if (!ORDINALS.has(key) && !this.places.has(key)) this.places.set(key, at)
    }
  }

  /** What stands at a noun and says which one it is. */
  modifiersOf(at: number): ReadonlySet<string> {
    const found = new Set<string>()
    for (let left = at - 1; left >= 0 && found.size < MAX_MODIFIERS; left--) {
      const key = this.#isJoined(left) && !this.#isVerb(left) ? this.#keyOf(left) : undefined
      if (key === undefined) break
      found.add(key)
    }
    let right = at + 1
    // "The locker code of …": the phrase goes on behind the rest of the noun, as behind that of "rendez-vous".
    while (
      right - at < MAX_MODIFIERS &&
      this.#isJoined(right - 1) &&
      (this.#isNoun(right) || this.#isHyphened(right))
    )
      right++
    if (!this.#isJoined(right - 1)) return found
    const word = this.words.lower[right] ?? ''
    if (WAYS.has(word)) found.add(word)
    if (this.links.has(word)) this.#addNamed(right, found)
    return found
  }

  /** What a noun is said to be for or of, right behind it. */
  narrowedAt(at: number): ReadonlySet<string> {
    const found = new Set<string>()
    if (this.#isJoined(at) && NARROWING.has(this.words.lower[at + 1] ?? '')) this.#addNamed(at + 1, found)
    return found
  }

  /** Some of the modifiers stand nowhere in this statement. */
  lacksSome(modifiers: ReadonlySet<string>): boolean {
    for (const one of modifiers) if (!this.#has.has(one)) return true
    return false
  }

  /** The thing that the other statement opens with is named here, with its number where it has one. */
  namesSubjectOf(other: Phrases): boolean {
    const { lower } = other.words
    // "Book the table", "Send the invoice": an order opens with no thing.
    if (isDeterminer(lower[1] ?? '') && !isDeterminer(lower[0] ?? '')) return true
    const named: string[] = []
    let last = ''
    for (let at = 0; at < lower.length && at < MAX_SUBJECT_WORDS; at++) {
      const word = lower[at] as string
      if (at > 0 && !other.#isJoined(at - 1)) break
      if (DIGITS.test(word) || (ORDINALS.has(word) && named.length > 0)) {
        if (named.length > 0 && !this.words.lower.includes(word)) return false
        continue
      }
      const key = other.#keyOf(at)
      const isPart = key !== undefined && (named.length === 0 ? !other.#isVerb(at) : other.#isNoun(at))
      if (isPart) {
        named.push(key)
        last = word
      } else if (named.length > 0 || !isDeterminer(word)) break
    }
    // "Staging runs on …": the last of several words may be a verb that no list has.
    const nouns = named.length > 1 && /(?:s|ed)$/.test(last) ? named.slice(0, -1) : named
    return nouns.length === 0 || nouns.some((key) => this.#has.has(key))
  }

  /** The words of the phrase that a link opens. */
  #addNamed(link: number, found: Set<string>): void {
    const direction = this.words.lower[link] as string
    let at = link + 1
    while (isDeterminer(this.words.lower[at] ?? '') || this.#tellsChange(at)) at++
    for (const end = at + MAX_MODIFIERS; at < end; at++) {
      const key = this.#isJoined(at - 1) && !this.#isVerb(at) ? this.#keyOf(at) : undefined
      const isValue = this.told.values.has(this.words.lower[at] ?? '')
      if (key === undefined || isValue) return
      found.add(DIRECTIONS.has(direction) ? `${direction} ${key}` : key)
    }
  }

  /** The term of a word that can tell what a statement is about; undefined for changes, numbers and function words. */
  #keyOf(at: number): string | undefined {
    const spelling = this.words.spellings[at]
    if (spelling === undefined) return undefined
    if (ORDINALS.has(spelling.lower)) return spelling.lower
    const { term } = factsOf(spelling, this.lexicon)
    return term === undefined || DIGITS.test(term) || this.changes.has(term) ? undefined : term
  }

  /** "The new team": no part of what tells this team from that. */
  #tellsChange(at: number): boolean {
    const spelling = this.words.spellings[at]
    return spelling !== undefined && this.changes.has(factsOf(spelling, this.lexicon).term ?? '')
  }

  #isNoun(at: number): boolean {
    return this.#keyOf(at) !== undefined && !this.#isVerb(at) && !ORDINALS.has(this.words.lower[at] ?? '')
  }

  #isVerb(at: number): boolean {
    const word = this.words.lower[at] ?? ''
    return this.lexicon.source.language === 'en' && (isEnglishVerb(word) || PAST.test(word))
  }

  /** Nothing but a joint stands between this word and the next. */
  #isJoined(at: number): boolean {
    const { starts, ends } = this.words
    return at >= 0 && at + 1 < starts.length && JOINT.test(this.told.text.slice(ends[at], starts[at + 1]))
  }

  #isHyphened(at: number): boolean {
    return this.told.text[(this.words.starts[at] ?? 0) - 1] === '-'
  }

  #beforeArticles(at: number): number {
    let before = at - 1
    while (before >= 0 && isDeterminer(this.words.lower[before] ?? '')) before--
    return before
  }
}

const DETERMINERS: ReadonlySet<string> = new Set(
  list(`the, a, an, my, our, your, his, her, their, its, this, that, der, die, das, dem, den, des, ein, eine, einen, einem, einer, mein, meine, meinen,
    meinem, meiner, unser, unsere, unserem, unserer, le, la, les, l', un, une, mon, ma, mes, notre, nos, el, los, las, una, mi, mis, nuestro, nuestra, o, os, as,
    um, uma, meu, minha, nosso, nossa`),
)
export const isDeterminer = (word: string): boolean => DETERMINERS.has(word)
