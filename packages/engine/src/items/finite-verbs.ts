import { readWords } from '../annotate/words.js'
import { list } from '../lexicon/list.js'
import { CLASS_BIT, CLASSES_OF } from './fact-words.js'

/** Frequent English verbs in the third person and in irregular past forms that `fact-words.ts` does not list. */
const MORE_VERBS: ReadonlySet<string> = new Set(
  list(`costs, takes, leaves, departs, arrives, starts, ends, opens, closes, offers, includes, contains, serves, lists, shows,
    returns, needs, requires, supports, provides, comes, goes, stays, means, says, wants, makes, gives, gets, holds, keeps,
    covers, checks, reads, writes, prints, outputs, dumps, calls, sends, points, depends, belongs, expires, begins, follows,
    seems, looks, sits, stands, applies, accepts, allows, sells, buys, pays, moves, changes, adds, loads, fails, builds, matters,
    expects, explains, helps, knows, likes, loves, hates, thinks, turns, weighs, wears, speaks, teaches, drives, eats, drinks,
    sleeps, said, told, asked, knew, thought, saw, kept, left, held, sent, heard, felt, put, set, let, cut, chose, chosen, ate, slept,
    swam, sang, spoke, stood, sat, fell, grew, caught, brought, shook, rang, hung, dug, forgot, lent, rode, rose, threw, woke, wore,
    need, want, like, love, hate, prefer, know, make, take, go, come, keep, see, say, leave, fly, drive, eat, sleep, move, stay, look, help`),
)
const MIN_LETTERS_OF_PAST = 5
const VERB_BITS = CLASS_BIT.finite | CLASS_BIT.events
const SHORT_FORM = /['’](?:s|re|m|ve|ll|d)$/

/** Whether an English text has a word that can be its finite verb; "a used boat" has none. Cost: a look-up for each word. */
export function mayHaveFiniteVerb(text: string): boolean {
  const { lower } = readWords(text)
  return (
    lower.some((word, at) => !ARTICLES.has(lower[at - 1] ?? '') && mayBeFinite(word)) ||
    NAME_AND_VERB.test(text)
  )
}

/** "My sister Ines brings 40 chairs": no list has every verb, but behind a name and before an object there stands one. */
const NAME_AND_VERB =
  /\p{Lu}\p{Ll}+ (?!is\b|its\b|this\b|plus\b|less\b|as\b)\p{Ll}{3,}s (?:\d|(?:an?|the|my|his|her|our|their|your|us|me|him|them|it|some|all|every|two|three|four|five)\b)/u

const ARTICLES: ReadonlySet<string> = new Set(['a', 'an', 'the'])

/** A word that is a verb more often than not; "plan" and "work" are both. */
export const isEnglishVerb = (word: string): boolean =>
  MORE_VERBS.has(word) || ((CLASSES_OF.get(word) ?? 0) & CLASS_BIT.finite) !== 0

const mayBeFinite = (word: string): boolean =>
  ((CLASSES_OF.get(word) ?? 0) & VERB_BITS) !== 0 ||
  MORE_VERBS.has(word) ||
  SHORT_FORM.test(word) ||
  (word.length >= MIN_LETTERS_OF_PAST && word.endsWith('ed'))
