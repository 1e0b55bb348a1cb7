import { termsOf } from '../annotate/terms.js'
import { isUnspaced, readWords } from '../annotate/words.js'
import { type Conversation, textOf, type Unit } from '../conversation.js'
import type { CompiledLexicon } from '../lexicon/compiled.js'
import type { Claim } from './claims.js'
import { isGermanNoun } from './names.js'
import type { SourceFacts } from './source-facts.js'
import type { Sentence, TextIndex } from './text-index.js'
import { reportingWords } from './topic-terms.js'

/** Messages that name somebody, up to which it can be told what is said of him. */
const MAX_MENTIONS = 12
/** Messages around a mention that may be about who was named. */
const REACH_MESSAGES = 3
/** Share of a sentence's weight that one message holds, from which on the sentence is about that message. */
const ABOUT = 0.5
/** Fewer known terms beside the name may stand together by chance. */
const MIN_TERMS = 2
/** Messages of one term that are looked at. */
const MAX_MESSAGES = 64

/**
 * Names of sentences that tell what was said somewhere, where nobody of that name was spoken of: nothing of what a
 * sentence says stands near any mention of the name, and most of it together in a message far from all of them. So a name that was swapped is
 * found in other words too.
 *
 * Cost  linear in conversation and text: mentions and messages tried are bounded.
 */
export function farNameClaims(
  index: TextIndex,
  conversation: Conversation,
  facts: SourceFacts,
  weights: Float64Array,
  lexicon: CompiledLexicon,
  isKnownName: (word: string) => boolean,
): Claim[] {
  const messagesOf = messagesByTerm(conversation)
  const speakers = speakingMessages(conversation)
  return index.sentences.flatMap((sentence) => {
    if (isUnspaced(sentence.text)) return []
    const named = [...new Set(readWords(sentence.text).lower)].filter(
      (word) => isKnownName(word) && !lexicon.stopwords.has(word) && !facts.claims.cues.has(word),
    )
    if (named.length === 0) return []
    const isNoun = (name: string) =>
      lexicon.source.language === 'de' &&
      isGermanNoun(spelled(name, sentence.text), sentence.text, () => false)
    return named.flatMap((name) => {
      if (isNoun(name)) return []
      const mentions = [...mentionsOf(name, conversation, messagesOf, lexicon), ...(speakers.get(name) ?? [])]
      if (mentions.length === 0 || mentions.length > MAX_MENTIONS) return []
      const topic = topicOf(sentence, name, conversation, facts, lexicon)
      const about = messageAbout(topic, messagesOf, weights)
      if (about === undefined || about.terms < MIN_TERMS) return []
      if (about.weight < ABOUT * weightOf(topic, sentence, conversation, weights)) return []
      const isNear = (message: number) => mentions.some((at) => Math.abs(at - message) <= REACH_MESSAGES)
      if (topic.some((term) => (messagesOf[term] ?? []).some(isNear))) return []
      const said = saidOf(topic, about.message, conversation)
      return [
        { kind: 'name', text: `${spelled(name, sentence.text)} (said there: ${said})`, isSupported: false },
      ]
    })
  })
}

/** The weight of a sentence without the name; a foreign term weighs as much as one that was said once. */
function weightOf(
  topic: readonly number[],
  { foreign }: Sentence,
  { entries }: Conversation,
  weights: Float64Array,
): number {
  const strange = foreign.filter((term) => !/^\d/.test(term)).length
  return topic.reduce(
    (sum, term) => sum + (weights[term] as number),
    strange * Math.log(1 + entries.length / 1.5),
  )
}

/** Characters shown of what is said there. */
const MAX_SAID = 80

/** The statement of a message that holds most of the topic. */
function saidOf(topic: readonly number[], message: number, conversation: Conversation): string {
  const { units, unitStarts } = conversation
  const shared = ({ terms }: Unit) => terms.filter((term) => topic.includes(term)).length
  const own = units.slice(unitStarts[message], unitStarts[message + 1])
  const best = own.reduce((one, other) => (shared(other) > shared(one) ? other : one))
  return textOf(conversation, best).replace(/\s+/g, ' ').slice(0, MAX_SAID)
}

/** Messages of each term, ascending, at most `MAX_MESSAGES`. */
function messagesByTerm({ units }: Conversation): readonly (readonly number[] | undefined)[] {
  const lists: number[][] = []
  for (const { terms, messageIndex } of units)
    for (const term of terms) {
      const list = lists[term]
      if (list === undefined) lists[term] = [messageIndex]
      else if (list.length < MAX_MESSAGES && list.at(-1) !== messageIndex) list.push(messageIndex)
    }
  return lists
}

/** Messages by who speaks, by each word of the name in lower case. */
function speakingMessages({ entries }: Conversation): ReadonlyMap<string, readonly number[]> {
  const messages = new Map<string, number[]>()
  entries.forEach(({ message: { name, role } }, at) => {
    if (name === undefined || role === 'tool') return
    for (const word of new Set(readWords(name).lower)) messages.set(word, [...(messages.get(word) ?? []), at])
  })
  return messages
}

/** The known terms of the sentence, without numbers, names in question and the words that only report. */
function topicOf(
  { terms, text }: Sentence,
  name: string,
  { termIds }: Conversation,
  facts: SourceFacts,
  lexicon: CompiledLexicon,
): readonly number[] {
  const aside = new Set(
    [...termsOf(readWords(name), lexicon), ...reportingWords(text, facts, lexicon)].map((term) =>
      termIds.get(term),
    ),
  )
  return terms.filter((term) => !aside.has(term))
}

function mentionsOf(
  name: string,
  { termIds }: Conversation,
  messagesOf: readonly (readonly number[] | undefined)[],
  lexicon: CompiledLexicon,
): readonly number[] {
  return termsOf(readWords(name), lexicon).flatMap((term) => messagesOf[termIds.get(term) ?? -1] ?? [])
}

/** The message that holds most of the topic's weight. */
function messageAbout(
  topic: readonly number[],
  messagesOf: readonly (readonly number[] | undefined)[],
  weights: Float64Array,
) {
  const held = new Map<number, { message: number; weight: number; terms: number }>()
  let best: { message: number; weight: number; terms: number } | undefined
  for (const term of topic)
    for (const message of messagesOf[term] ?? []) {
      const entry = held.get(message) ?? { message, weight: 0, terms: 0 }
      entry.weight += weights[term] as number
      entry.terms++
      held.set(message, entry)
      if (best === undefined || entry.weight > best.weight) best = entry
    }
  return best
}

/** The name as the sentence spells it. */
function spelled(name: string, text: string): string {
  const at = text.toLowerCase().indexOf(name)
  return at < 0 ? name : text.slice(at, at + name.length)
}
