import { factsOf, WORD } from '../annotate/facts.js'
import { readWords } from '../annotate/words.js'
import { type Conversation, textOf, type Unit } from '../conversation.js'
import { isOfTool } from '../items/item-type.js'
import type { CompiledLexicon } from '../lexicon/compiled.js'
import { lexiconFor } from '../lexicon/registry.js'
import { UNITS_OF_VALUES, wordsOf } from '../link/values-of.js'
import { type NounPhrase, nounPhrases } from './noun-phrases.js'

/** Sentences read for a topic, the newest ones. A topic is what the talk is about now. */
const MAX_UNITS = 60
/** A word of one message alone weighs this much of one that returns. */
const ONCE = 0.5
/** What stands in more of the messages than this is how people talk, not what about. In a short talk its topic does too. */
const MAX_SHARE_OF_MESSAGES = 0.2
const MIN_COMMON_MESSAGES = 12
/** The phrase that somebody asks about is more likely the topic than one that is mentioned. */
const ASKED = 1.6
/** Of the oldest sentence read, against 1 for the newest. */
const OLDEST = 0.4
/** In an assistant's conversation the user says what it is about, and each turn may be about something else. */
const OF_USER = 1.5
const TURN_BEFORE = 0.6
const OF_REQUEST = 4
const AFTER_REQUEST = 0.8
/** "Thanks, you've been quick" is about the talk. */
const WORDS_OF_THANKS = 12
/** A lone word tells less than two. */
const LONE_WORD = 0.6
/** A longer phrase tells more, up to so many words that count. */
const MAX_WORDS_COUNTED = 3
/** Letters that a stemmer takes off at most. */
const MAX_ENDING = 10
const MIN_STEM = 3

/** A phrase with what it is worth as a topic. */
interface Candidate extends NounPhrase {
  readonly worth: number
  /** Place of its sentence; of phrases worth the same the first counts. */
  readonly place: number
}

/**
 * Says what the messages from `first` on are about: the phrase of theirs, as written, whose words return in several of
 * them and stand in few other messages; rather out of the last request (the message at `request`) and what is nearest to it.
 * Null where nothing is named. Cost: linear in those messages, at most 60 sentences.
 */
export function topicOf(conversation: Conversation, first: number, request: number): string | null {
  const language = conversation.entries[0]?.annotation.language ?? 'en'
  const lexicon = lexiconFor(language)
  const units = conversation.units
    .slice(conversation.unitStarts[first] ?? 0)
    .filter((unit) => isTalk(conversation, unit))
    .slice(-MAX_UNITS)
  const words = units.map((unit) => contentWords(conversation, unit, lexicon))
  const weights = wordWeights(conversation, units, words)
  const sentences = units.map((unit, place): Sentence => {
    const recency = OLDEST + (1 - OLDEST) * ((place + 1) / units.length)
    const bonus = recency * (asksOrWants(unit) ? ASKED : 1) * weightOfTurn(conversation, unit, request)
    return { unit, place, bonus, most: bonus * sumOfMost(words[place] ?? [], weights) }
  })
  let best: Candidate | undefined
  for (const { unit, place, bonus, most } of sentences.sort((a, b) => b.most - a.most || a.place - b.place)) {
    // No phrase of this sentence or of one after it can be worth more.
    if (most < (best?.worth ?? 0)) break
    for (const phrase of nounPhrases(textOf(conversation, unit), lexicon, language)) {
      const worth = bonus * worthOf(phrase, weights)
      const isEarlier = worth === best?.worth && place < best.place
      if (worth <= (best?.worth ?? 0) && !isEarlier) continue
      best = { ...phrase, worth, place }
    }
  }
  return best === undefined ? null : best.text.replace(/\s+/g, ' ')
}

/** A sentence with the most that a phrase of its words could be worth. */
interface Sentence {
  readonly unit: Unit
  readonly place: number
  readonly bonus: number
  readonly most: number
}

function isTalk(conversation: Conversation, unit: Unit): boolean {
  const { kind, act, wording, wordCount } = unit.annotation
  const isThanks =
    wording.includes('courtesy') && wordCount < WORDS_OF_THANKS && !wording.includes('asksMark')
  const isSaid = kind !== 'code' && kind !== 'output' && kind !== 'aside' && act !== 'filler' && !isThanks
  const role = conversation.entries[unit.messageIndex]?.message.role
  return isSaid && role !== 'system' && !isOfTool(conversation, unit)
}

/** Between a user and an assistant the last request counts most, then what was said next to it. */
function weightOfTurn({ entries, isNamed }: Conversation, { messageIndex }: Unit, request: number): number {
  if (isNamed) return 1
  const isOfUser = entries[messageIndex]?.message.role === 'user'
  if (messageIndex === request) return OF_REQUEST
  if (request >= 0 && messageIndex > request) return isOfUser ? 1 : AFTER_REQUEST
  const to = request < 0 ? undefined : request + 1
  const turnsAfter = entries
    .slice(messageIndex + 1, to)
    .filter(({ message }) => message.role === 'user').length
  return (isOfUser ? OF_USER : 1) * TURN_BEFORE ** turnsAfter
}

const ASKING_ACTS: ReadonlySet<string> = new Set(['question', 'request', 'proposal'])
const asksOrWants = ({ annotation: { act, wording } }: Unit): boolean =>
  ASKING_ACTS.has(act) || wording.includes('asksMark')

/** The words that count most make a phrase worth what it is; more of them add less and less. */
function worthOf({ words }: NounPhrase, weights: ReadonlyMap<string, number>): number {
  const worth = sumOfMost(words, weights)
  return words.filter((word) => !/^\d/.test(word)).length <= 1 ? worth * LONE_WORD : worth
}

function sumOfMost(words: readonly string[], weights: ReadonlyMap<string, number>): number {
  const most = new Float64Array(MAX_WORDS_COUNTED)
  for (const word of words) {
    let weight = weights.get(word) ?? 0
    for (let at = 0; weight > 0 && at < most.length; at++) {
      const other = most[at] as number
      if (weight <= other) continue
      most[at] = weight
      weight = other
    }
  }
  return most.reduce((sum, weight, at) => sum + weight / (at + 1), 0)
}

/** Words of a sentence that may tell its topic. */
function contentWords(conversation: Conversation, unit: Unit, lexicon: CompiledLexicon): readonly string[] {
  // In scripts without spaces terms are pairs of characters, and so are the words of a phrase.
  if (lexicon.source.language === 'zh' || lexicon.source.language === 'ja') return unit.annotation.terms
  const words: string[] = []
  for (const spelling of readWords(textOf(conversation, unit)).spellings) {
    const { flags, statements } = factsOf(spelling, lexicon)
    if ((flags & WORD.stop) === 0 && statements.length === 0) words.push(spelling.lower)
  }
  return words
}

/** Say when and how long, and no topic. */
const CALENDAR =
  /^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|january|february|march|april|may|june|july|august|september|october|november|december|mornings?|afternoons?|evenings?|nights?|days?|weeks?|months?|years?|minutes?|hours?|hundred|thousand|bucks|cubic|jahre?n?|monate?n?|wochen?|tage?n?|uhr|jours?|semaines?|mois|ans|heures?|días?|semanas?|meses|años?|horas?|mañana|dias?|anos?|hoje|heute|aujourd['’]hui)$/
const UNITS: ReadonlySet<string> = new Set(UNITS_OF_VALUES)

/** What each word of the sentences says of their topic. */
function wordWeights(
  conversation: Conversation,
  units: readonly Unit[],
  words: readonly (readonly string[])[],
): Map<string, number> {
  const days = wordsOf(conversation.entries[0]?.annotation.language ?? 'en').days
  const isMeasure = (word: string) => CALENDAR.test(word) || UNITS.has(word) || days.has(word)
  const mostMessages = Math.max(MIN_COMMON_MESSAGES, conversation.entries.length * MAX_SHARE_OF_MESSAGES)
  const messagesOf = new Map<number, Set<number>>()
  const termOf = new Map<string, number>()
  for (const [place, unit] of units.entries()) {
    const termAt = new Map<string, number>()
    for (const [at, term] of unit.annotation.terms.entries()) termAt.set(term, unit.terms[at] as number)
    for (const word of words[place] ?? []) {
      const term = termAt.get(word) ?? termNear(word, termAt)
      if (term === undefined) continue
      termOf.set(word, term)
      const known = messagesOf.get(term)
      if (known === undefined) messagesOf.set(term, new Set([unit.messageIndex]))
      else known.add(unit.messageIndex)
    }
  }
  const weights = new Map<string, number>()
  for (const [word, term] of termOf) {
    const frequency = conversation.messageFrequency[term] ?? 1
    const messages = messagesOf.get(term)?.size ?? 0
    // A number says when or how many; it makes no topic by itself.
    if (frequency > mostMessages || /^\d/.test(word) || isMeasure(word)) continue
    weights.set(word, (messages > 1 ? messages : ONCE) / Math.sqrt(frequency))
  }
  return weights
}

/** The number of the stem that a word was counted under: stems share all but the last letters with their word. */
function termNear(word: string, termAt: ReadonlyMap<string, number>): number | undefined {
  const shortest = Math.max(MIN_STEM, word.length - MAX_ENDING)
  for (let length = word.length - 1; length >= shortest; length--)
    for (const ending of ['', 'i', 'e']) {
      const term = termAt.get(word.slice(0, length) + ending)
      if (term !== undefined) return term
    }
  return undefined
}
