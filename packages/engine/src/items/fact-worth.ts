import { readWords, type Words } from '../annotate/words.js'
import { CLASS_BIT, CLASSES_OF, WORD_CLASSES, type WordClass } from './fact-words.js'
import { repeatsPhrase } from './repeats.js'

/**
 * What each sign of an English statement adds to the log-odds that a careful reader calls it true, clear by itself and a
 * fact. Fitted by logistic regression (L2 = 1) on 403 statements of the tuning half of the dev data (meetings and chats
 * between people), each judged by hand; signs that did not help on conversations left out of the fit were dropped.
 * Those of `IN_CHATS` hold for people who write each other over days, beside the rest.
 */
const WEIGHTS = {
  bias: -1.71,
  names: 1.2,
  /** Set by hand: in the meetings read numbers are mostly those of amendments, which tells nothing of others. */
  hasDigits: 0.3,
  content: 1.54,
  isShort: -0.95,
  restarts: -0.85,
  articles: -1.13,
  isAnswer: 0.46,
  commas: -0.76,
  oddCommas: -0.76,
  endsInStop: 0.99,
  opensMy: 0.89,
  opensWe: 0.6,
  opensPointing: -0.98,
  repeats: -0.35,
  points: -0.76,
  vague: -0.88,
  hedges: -1.05,
  events: 0.77,
  life: 2.04,
  when: 1.12,
  listener: -0.73,
  prepositions: 0.48,
  prepares: -0.47,
} as const
const IN_CHATS = { bias: 1.08, opensWe: -1.1, articles: -0.75, isShort: -0.44 } as const

/**
 * What a statement of a meeting needs besides: fitted anew (logistic, L2 = 1) on 208 statements that pass the other rules, of 18 meetings
 * of both halves, each judged by hand. With each meeting left out of the fit 76 of the 85 above 0.7 are good; by the signs above alone
 * 81 of 96.
 */
const IN_MEETINGS = {
  bias: -1.68,
  /** Per log-odds of the signs above, within `MAX_ODDS`. */
  odds: 1.57,
  /** "There are 630,000 businesses", and what "opens pointing" takes off such a sentence. */
  existential: 0.99,
  opensPointing: 1.07,
  hasDigits: 1.14,
  /** "Of the Children Act", "in Parkdale": a name within a phrase. */
  nameInPhrase: 0.56,
  toListener: -0.99,
  /** What "we" do is a profession half of the time. */
  opensWe: -0.69,
  articles: 0.67,
} as const
const MAX_ODDS = 3.9
const EXISTENTIAL = /\bthere(?:['’]s| is| are| was| were)\b/i
const NAME_IN_PHRASE = /\b(?:of|in|for|to|with|by|from|on|under|between) (?:the )?\p{Lu}/u
const LISTENER = /\byou(?:rs?)?\b/i

/** A count of signs above this adds nothing more. */
const MAX_COUNT = 3
const MAX_CONTENT_WORDS = 6
const MIN_CONTENT_CHARACTERS = 5
const SHORT_WORDS = 6
/** Commas per word of a statement that is nothing but asides. */
const MAX_COMMAS_PER_WORD = 0.2

/** "Look at …", "let me see", "something happened": an order, a turn of the talk, an announcement. */
const ORDERS =
  /^(?:look|enjoy|check|imagine|let|see|try|take|keep|remember|note|give|come|think|wait|hang|tell|something|things)\b/i
/** "We'll go back to Suzy", "the next thing is", "I move amendment 4": the talk about the talk. */
export const MOVES_ON =
  /\b(?:mov(?:e|ing) (?:on|to)|go(?:ing)? (?:back|on|over) to|questions?\b.*\bfrom|(?:my|next|last|final|first) questions?|(?:i|we)(?:['’]ll)? move|in the name of|lead amendment|item \d|group \d|(?:next|second|third) thing|first of all|come back)\b/i
/** "If they decide not to—.", "on the internet or": left in the air. */
const BREAKS_OFF = /[—–-]\.?$|\b(?:or|and|to|the|of)$/
/** "What we had, the on", "is, basically, …": speech that feels its way. */
const ODD_COMMAS = /\p{L},? (?:the|a|of|to|in|with),|\b(?:is|are|the|a|of|to|and|for|was|have), |—\.?$/u
const ENDS_IN_STOP = /[.!]["'’”)]*$/

/** What the words of a statement show, counted in one pass. */
interface Counts {
  readonly ofClass: Float64Array
  readonly names: number
  readonly restarts: number
  readonly articles: number
  readonly content: number
}

const CLASS_NAMES = Object.keys(WORD_CLASSES) as WordClass[]
/** The place of each class in `Counts.ofClass`. */
const PLACE = Object.fromEntries(CLASS_NAMES.map((name, at) => [name, at])) as Readonly<
  Record<WordClass, number>
>

/** What was weighed last: whether a statement is kept, and how sure one may be of it, is asked in a row. */
let newest: { said: string; isAnswer: boolean; isChat: boolean; worth: number } | undefined

/**
 * How sure one may be that an English statement is worth keeping as a fact, between 0 and 1; 0 where it is broken or only
 * moves the talk on. Cost: one look-up for each word and five short patterns.
 */
export function factWorth(said: string, isAnswer: boolean, isChat: boolean): number {
  if (newest?.said === said && newest.isAnswer === isAnswer && newest.isChat === isChat) return newest.worth
  const worth = weigh(said, isAnswer, isChat)
  newest = { said, isAnswer, isChat, worth }
  return worth
}

function weigh(said: string, isAnswer: boolean, isChat: boolean): number {
  if (ORDERS.test(said) || MOVES_ON.test(said) || BREAKS_OFF.test(said)) return 0
  const words = readWords(said)
  const counts = countWords(said, words)
  // In a meeting what is taken up again was not understood the first time either.
  if (!isChat && (counts.restarts > 0 || (repeatsPhrase(words.lower, 2) && !isWritten(said, words)))) return 0
  const values = signsOf(said, words, counts, isAnswer)
  const weights = isChat ? WEIGHTS_IN_CHATS : WEIGHTS
  let odds = weights.bias
  for (const sign of SIGNS) odds += values[sign] * weights[sign]
  // Of answers too few were read: the question tells the rest.
  return 1 / (1 + Math.exp(isChat || isAnswer ? -odds : -oddsInMeeting(said, odds, values)))
}

function oddsInMeeting(said: string, odds: number, values: Readonly<Record<Sign, number>>): number {
  return (
    IN_MEETINGS.bias +
    IN_MEETINGS.odds * Math.min(Math.max(odds, -MAX_ODDS), MAX_ODDS) +
    (EXISTENTIAL.test(said) ? IN_MEETINGS.existential : 0) +
    IN_MEETINGS.opensPointing * values.opensPointing +
    IN_MEETINGS.hasDigits * values.hasDigits +
    (NAME_IN_PHRASE.test(said) ? IN_MEETINGS.nameInPhrase : 0) +
    (LISTENER.test(said) ? IN_MEETINGS.toListener : 0) +
    IN_MEETINGS.opensWe * values.opensWe +
    IN_MEETINGS.articles * values.articles
  )
}

/** A long sentence from its capital to its full stop comes back to its terms ("the list of amendments is the list of all amendments"). */
const isWritten = (said: string, { starts }: Words): boolean =>
  starts.length >= MIN_WORDS_OF_WRITTEN && /^\p{Lu}.*[.]["'’”)]*$/su.test(said)
const MIN_WORDS_OF_WRITTEN = 18

type Sign = Exclude<keyof typeof WEIGHTS, 'bias'>

const SIGNS = (Object.keys(WEIGHTS) as (keyof typeof WEIGHTS)[]).filter((sign) => sign !== 'bias')
const WEIGHTS_IN_CHATS: Readonly<Record<keyof typeof WEIGHTS, number>> = {
  ...WEIGHTS,
  ...Object.fromEntries(
    (Object.keys(IN_CHATS) as (keyof typeof IN_CHATS)[]).map((sign) => [
      sign,
      WEIGHTS[sign] + IN_CHATS[sign],
    ]),
  ),
}

function signsOf(
  said: string,
  { lower, starts }: Words,
  counts: Counts,
  isAnswer: boolean,
): Record<Sign, number> {
  const ofClass = (name: WordClass) => share(counts.ofClass[PLACE[name]] as number)
  const first = lower[0] ?? ''
  const isFirst = (name: WordClass) => ((CLASSES_OF.get(first) ?? 0) & CLASS_BIT[name]) !== 0
  let commas = 0
  for (let at = said.indexOf(','); at >= 0; at = said.indexOf(',', at + 1)) commas++
  return {
    names: share(counts.names),
    hasDigits: flag(/\d/.test(said)),
    content: Math.min(counts.content, MAX_CONTENT_WORDS) / MAX_CONTENT_WORDS,
    isShort: flag(starts.length < SHORT_WORDS),
    restarts: share(counts.restarts),
    articles: share(counts.articles),
    isAnswer: flag(isAnswer),
    commas: Math.min(commas / Math.max(1, starts.length), MAX_COMMAS_PER_WORD) / MAX_COMMAS_PER_WORD,
    oddCommas: flag(ODD_COMMAS.test(said)),
    endsInStop: flag(ENDS_IN_STOP.test(said)),
    opensMy: flag(first === 'my' || first === 'our'),
    opensWe: flag(first.startsWith('we')),
    opensPointing: flag(isFirst('points')),
    repeats: flag(repeatsPhrase(lower, 2)),
    points: ofClass('points'),
    vague: ofClass('vague'),
    hedges: ofClass('hedges'),
    events: ofClass('events'),
    life: ofClass('life'),
    when: ofClass('when'),
    listener: ofClass('listener'),
    prepositions: ofClass('prepositions'),
    prepares: ofClass('prepares'),
  }
}

const share = (count: number): number => Math.min(count, MAX_COUNT) / MAX_COUNT
const flag = (holds: boolean): number => (holds ? 1 : 0)

const NINE = 57
const UPPER_A = 65
const UPPER_Z = 90

function countWords(said: string, { lower, starts }: Words): Counts {
  const ofClass = new Float64Array(CLASS_NAMES.length)
  let [names, restarts, articles, content, past] = [0, 0, 0, 0, 0]
  for (let at = 0; at < lower.length; at++) {
    const word = lower[at] as string
    const start = starts[at] as number
    const bits = CLASSES_OF.get(word) ?? 0
    for (let k = 0; bits >> k !== 0; k++) if (((bits >> k) & 1) === 1) ofClass[k] = (ofClass[k] as number) + 1
    const code = said.charCodeAt(start)
    if (code >= UPPER_A && code <= UPPER_Z && isInside(said, at, start) && !/^i(?:'|$)/.test(word)) names++
    else if (bits === 0 && code > NINE && word.length >= MIN_CONTENT_CHARACTERS) content++
    if (word.length >= MIN_CONTENT_CHARACTERS && word.endsWith('ed') && (bits & CLASS_BIT.events) === 0)
      past++
    if (word === 'the') articles++
    if (isBegunAnew(word, lower[at + 1]) || isLoneLetter(said, word, start)) restarts++
  }
  // A past tense tells of an event, whatever its verb.
  ofClass[PLACE.events] = (ofClass[PLACE.events] as number) + past
  return { ofClass, names, restarts, articles, content }
}

/** Not the first word of a sentence: a capital letter there is no sign of a name. */
const isInside = (said: string, at: number, start: number): boolean =>
  at > 0 && !/[.!?]["'”]? *$/.test(said.slice(Math.max(0, start - 3), start))

/** "Wi which is", "a b c": the first sound of a word. */
const isLoneLetter = (said: string, word: string, start: number): boolean =>
  word.length === 1 && /[b-hj-z]/.test(word) && !/['’_]/.test(said[start + 1] ?? '')

/** "Produ product", "the the": a word begun anew. Not "under understanding", which only looks like it. */
function isBegunAnew(word: string, next: string | undefined): boolean {
  if (next === undefined) return false
  if (word === next) return !SAID_TWICE.has(word)
  return (
    word.length >= 2 &&
    next.length > word.length + 1 &&
    next.startsWith(word) &&
    !CLASSES_OF.has(word) &&
    !WHOLE_WORDS.has(word)
  )
}
const SAID_TWICE: ReadonlySet<string> = new Set(['had', 'that', 'very'])
/** Short words that others begin with. */
const WHOLE_WORDS: ReadonlySet<string> = new Set(
  'a an any as at be can car do every for he i in is it my no of on or out over she so some the to under up we'.split(
    ' ',
  ),
)
