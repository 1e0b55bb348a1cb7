import { readWords } from '../annotate/words.js'
import { isEnglishVerb } from '../items/finite-verbs.js'
import type { CompiledLexicon } from '../lexicon/compiled.js'
import { list } from '../lexicon/list.js'

/** A phrase that can name a topic: its words as written, and the place of its words in the text's list of words. */
export interface NounPhrase {
  readonly text: string
  readonly words: readonly string[]
}

const MAX_WORDS = 7
const MIN_LETTERS = 3
/** Longer words are no words of a language, and no topic. */
const MAX_LETTERS = 40
/** What joins two parts of a name: "the checklist for the 16th and 17th". */
const LINKS: ReadonlySet<string> = new Set(
  list('of, for, in, at, on, to, from, with, about, between, against, without, and'),
)
const DETERMINERS: ReadonlySet<string> = new Set(list('the, a, an, my, our, your, his, her, their'))
/** Content words of English that describe how or when, and name nothing. */
const NO_PART: ReadonlySet<string> = new Set(
  list(`now, then, later, soon, already, again, today, tomorrow, yesterday, tonight, not, no, never, nothing, anyone, everyone,
    someone, nobody, else, instead, maybe, two, three, four, five, six, seven, eight, nine, ten, many, much, every, last, next, first, second,
    able, ready, sorry, fine, perfect, correct, exactly, welcome, hope, please, pls, plz, until, till, since, after, before, while, though, although,
    during, around, always, often, sometimes, twice, almost, early, late, sorted, gone, both, back, away, together, enough, between, another, whole, wait, course, want, need, needs, wants, help, ask, asks, ago,
    bought, sold, met, made, built, won, lost, wrote, broke, flew, drove, went, came, ran, found, gave, given, took, spent, taught, paid, better, best,
    moment, lines, similar, forgotten, hundred, thousand, million, bucks, dollars, euros, sort, kind, possible, something, free, available, cheaper, agree, agreed, supposed, sounds, ending, extra, ok, wanna, gonna, breathe, rings, goodbye, cheers, dear, btw, tbh, lol, haha, hello, morning, evening, night`),
)

/** What follows one of these is a verb: "I'll replace", "she learns", "to send". */
const BEFORE_VERB =
  /^(?:i|you|we|he|she|it|they|who|to|please|pls|can|could|will|would|should|must|may|might|do|does|did|don't|doesn't|didn't|can't|won't|let's|\p{L}+'(?:ll|d))$/u

const BETWEEN = /^(?:then|now|also|still|just|only|really|already)$/

/** The class of a word within a phrase. */
type Part = 'content' | 'link' | 'determiner' | 'end'

/**
 * Cuts a sentence into the phrases that could name what it is about: content words next to each other, in English with
 * "of", "for the" and the like between them. No grammar of any one subject; a verb, a pronoun and a mark end a phrase.
 * Cost: linear in the words.
 */
export function nounPhrases(
  text: string,
  { stopwords, source: { shortening } }: CompiledLexicon,
  language: string,
): NounPhrase[] {
  if (language === 'zh' || language === 'ja') return phrasesWithoutSpaces(text, language)
  const verbs = shortening?.requestVerbs ?? []
  const { lower, starts, ends } = readWords(text)
  const found: NounPhrase[] = []
  let run: number[] = []
  const close = () => {
    const isCapital = (at: number) => /^\p{Lu}/u.test(text.slice(starts[at], ends[at]))
    const kept = trimmed(run, lower, isCapital, stopwords, language)
    const [first, last] = [kept[0], kept.at(-1)]
    if (first !== undefined && last !== undefined)
      found.push({
        text: text.slice(starts[first], ends[last]),
        words: kept.map((at) => lower[at] as string),
      })
    run = []
  }
  lower.forEach((word, at) => {
    const isNext = at > 0 && /^[ \u00A0-]$/.test(text.slice(ends[at - 1], starts[at]))
    if (!isNext || run.length >= MAX_WORDS) close()
    const written = text.slice(starts[at], ends[at])
    const part = partOf(word, written, stopwords, language)
    const isVerb =
      language === 'en' &&
      part === 'content' &&
      opensWithVerb(run, lower, at, verbs) &&
      /^\p{Ll}/u.test(written)
    const isVerbElsewhere =
      /^(?:es|fr|pt)$/.test(language) && BEFORE_VERB_ELSEWHERE.test(lower[at - 1] ?? '') && part === 'content'
    // "5.00" is read as two words.
    const isCutNumber = /\d/.test(word) && /\d[.,:]$/.test(text.slice(0, starts[at]).slice(-2))
    // "Fixed the leak": what a determiner follows without a link is a verb.
    if (part === 'determiner' && run.length > 0 && !LINKS.has(lower[run.at(-1) as number] as string)) close()
    // "Movie directed by", "song started": behind a noun a participle goes with what follows.
    const isParticiple = language === 'en' && run.length > 0 && PARTICIPLE.test(written)
    if (part === 'end' || isParticiple || isVerb || isVerbElsewhere || isCutNumber) close()
    else run.push(at)
  })
  close()
  return found
}

/** Words of Chinese that name nothing, and part what does; in Japanese what is written in hiragana parts. */
const PARTS_OF_SPEECH =
  /[的了是在我你您他她它们們吗嗎呢吧啊和与與或也都就很有没沒不别別可以要会會想这這那哪给給把被从從到对對为為所能还還再最个個之于於让讓请請帮幫用来來去上下里裡中天年月日号點点元人位位]|什么|什麼|怎么|怎麼|一下|因为|因為|所以|如果|已经|已經/u
const NAMING: Readonly<Record<string, RegExp>> = {
  zh: /[\p{Script=Han}A-Za-z]{2,10}/gu,
  ja: /[\p{Script=Han}\p{Script=Katakana}ーA-Za-z々]{2,12}/gu,
}

/** Runs of characters that can name something; their words are pairs of characters, as terms are. */
function phrasesWithoutSpaces(text: string, language: 'zh' | 'ja'): NounPhrase[] {
  const parts = language === 'zh' ? text.split(PARTS_OF_SPEECH) : [text]
  return parts.flatMap((part) =>
    Array.from(part.matchAll(NAMING[language] as RegExp), ([found]) => ({
      text: found,
      words: pairsOf(found),
    })),
  )
}

function pairsOf(text: string): string[] {
  const characters = Array.from(text.toLowerCase())
  return characters.slice(1).map((character, at) => (characters[at] as string) + character)
}

/** "Write the …", "I'll replace the …": the word is a verb where nothing before it belongs to the phrase. */
function opensWithVerb(
  run: readonly number[],
  lower: readonly string[],
  at: number,
  requestVerbs: readonly string[],
): boolean {
  const before = lower[at - 1]
  if (before !== undefined && BEFORE_VERB.test(before)) return true
  // "It then runs": the pronoun stands before an adverb.
  if (before !== undefined && BETWEEN.test(before) && BEFORE_VERB.test(lower[at - 2] ?? '')) return true
  // "My schedule and send", "songs and search": what joins two orders.
  if (before === 'and' && requestVerbs.includes(lower[at] as string)) return true
  return run.length === 0 && requestVerbs.includes(lower[at] as string)
}

const PARTICIPLE = /^(?!.*eed$)\p{Ll}{3,}ed$/u

/** Before one of these words stands a verb: "se calienta", "je pense". */
const BEFORE_VERB_ELSEWHERE =
  /^(?:se|me|te|nos|os|yo|tú|él|ella|no|lo|je|tu|il|elle|on|nous|vous|ils|elles|ne|eu|ele|ela|não)$/u

function partOf(word: string, written: string, stopwords: ReadonlySet<string>, language: string): Part {
  const isEnglish = language === 'en'
  if (isEnglish && LINKS.has(word)) return 'link'
  if (isEnglish && DETERMINERS.has(word)) return 'determiner'
  if (stopwords.has(word) || word.length > MAX_LETTERS) return 'end'
  if (/\d/.test(word)) return 'content'
  if (word.length < MIN_LETTERS && !/^\p{Lu}{2}$/u.test(written)) return 'end'
  // A capital letter inside a sentence is a name's, whatever the word means otherwise.
  if (!isEnglish || /^\p{Lu}/u.test(written)) return NO_PART.has(word) ? 'end' : 'content'
  return NO_PART.has(word) || /ly$|['’]/.test(word) || isEnglishVerb(word) ? 'end' : 'content'
}

/** Without links and determiners at its ends. */
function trimmed(
  run: readonly number[],
  lower: readonly string[],
  isCapital: (at: number) => boolean,
  stopwords: ReadonlySet<string>,
  language: string,
): number[] {
  // A German phrase ends with a noun, which has a capital: "Euro gehen".
  const isNoNoun = (at: number) => language === 'de' && !isCapital(at)
  // "Birk stools change from 45", "movie directed": a number behind a link and a participle at the end belong to what is left out.
  const isTail = (at: number) => language === 'en' && /^\d+$/.test(lower[at] as string)
  const isInner = (at: number) => {
    const part = partOf(lower[at] as string, lower[at] as string, stopwords, language)
    return part === 'link' || part === 'determiner'
  }
  let from = 0
  let to = run.length
  while (from < to && isInner(run[from] as number)) from++
  while (
    to - from > 2 &&
    isTail(run[to - 1] as number) &&
    (isInner(run[to - 2] as number) || !/\d/.test(lower[run[to - 1] as number] as string))
  )
    to--
  while (to > from && (isInner(run[to - 1] as number) || isNoNoun(run[to - 1] as number))) to--
  return run.slice(from, to)
}
