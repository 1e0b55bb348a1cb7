import { readWords } from '../annotate/words.js'
import { type Conversation, textOf } from '../conversation.js'
import { isOfTool } from '../items/item-type.js'
import { lexiconFor } from '../lexicon/registry.js'

/** Words of the topic, most telling first. */
const TOPIC_WORDS = 3
const MIN_WORD_LENGTH = 3
/** What stands in more of the messages than this is how people talk, not what about. In a short talk its topic does too. */
const MAX_SHARE_OF_MESSAGES = 0.2
const MIN_COMMON_MESSAGES = 12

/** Longer words are no words of a language, and no topic. */
const MAX_WORD_LENGTH = 40
/** Letters that a stemmer takes off at most. */
const MAX_ENDING = 10

/** A word that stands in several of the last messages. */
interface TopicWord {
  readonly written: string
  readonly messages: Set<number>
  /** Messages of the whole conversation that have its term. */
  readonly frequency: number
}

/**
 * Says what the messages from `first` on are about: the words that stand in several of them and in few messages of the
 * conversation otherwise. Null where no word stands in two messages. Cost: linear in those messages.
 */
export function topicOf(conversation: Conversation, first: number): string | null {
  const { stopwords, statements } = lexiconFor(conversation.entries[0]?.annotation.language ?? 'en')
  const mostMessages = Math.max(MIN_COMMON_MESSAGES, conversation.entries.length * MAX_SHARE_OF_MESSAGES)
  const found = new Map<number, TopicWord>()
  for (const unit of conversation.units.slice(conversation.unitStarts[first] ?? 0)) {
    const { kind, act, terms } = unit.annotation
    if (kind === 'code' || kind === 'output' || act === 'filler' || isOfTool(conversation, unit)) continue
    const text = textOf(conversation, unit)
    const words = readWords(text)
    const termAt = new Map(terms.map((term, at) => [term, unit.terms[at] as number]))
    words.lower.forEach((word, at) => {
      const isEmpty =
        word.length < MIN_WORD_LENGTH ||
        word.length > MAX_WORD_LENGTH ||
        stopwords.has(word) ||
        /\d|ly$/.test(word)
      if (isEmpty || statements.has(word)) return
      const term = termAt.get(word) ?? termNear(word, termAt)
      if (term === undefined) return
      const frequency = conversation.messageFrequency[term] ?? 1
      if (frequency > mostMessages) return
      const known = found.get(term)
      if (known !== undefined) known.messages.add(unit.messageIndex)
      else
        found.set(term, {
          written: text.slice(words.starts[at], words.ends[at]),
          messages: new Set([unit.messageIndex]),
          frequency,
        })
    })
  }
  const weight = ({ messages, frequency }: TopicWord) => messages.size / Math.sqrt(frequency)
  const words = [...found.values()]
    .filter(({ messages }) => messages.size >= 2)
    .sort((a, b) => weight(b) - weight(a) || (a.written < b.written ? -1 : 1))
    .slice(0, TOPIC_WORDS)
    .map(({ written }) => written)
  return words.length === 0 ? null : words.join(', ')
}

/** The number of the stem that a word was counted under: stems share all but the last letters with their word. */
function termNear(word: string, termAt: ReadonlyMap<string, number>): number | undefined {
  const shortest = Math.max(MIN_WORD_LENGTH, word.length - MAX_ENDING)
  for (let length = word.length - 1; length >= shortest; length--)
    for (const ending of ['', 'i', 'e']) {
      const term = termAt.get(word.slice(0, length) + ending)
      if (term !== undefined) return term
    }
  return undefined
}
