import { readWords } from '../annotate/words.js'
import { type Conversation, textOf } from '../conversation.js'
import { lexiconFor } from '../lexicon/registry.js'

/** Words of the topic, most telling first. */
const TOPIC_WORDS = 3
const MIN_WORD_LENGTH = 3

/**
 * Says what the messages from `first` on are about: the words that stand in several of them and in few messages before.
 * Null where no word stands in two messages. Cost: linear in those messages.
 */
export function topicOf(conversation: Conversation, first: number): string | null {
  const { stopwords } = lexiconFor(conversation.entries[0]?.annotation.language ?? 'en')
  const seenIn = new Map<string, Set<number>>()
  const written = new Map<string, string>()
  for (const unit of conversation.units.slice(conversation.unitStarts[first] ?? 0)) {
    const { kind, act } = unit.annotation
    if (kind === 'code' || kind === 'output' || act === 'filler') continue
    const text = textOf(conversation, unit)
    const words = readWords(text)
    words.lower.forEach((word, at) => {
      if (word.length < MIN_WORD_LENGTH || stopwords.has(word) || /\d/.test(word)) return
      const messages = seenIn.get(word) ?? new Set()
      seenIn.set(word, messages.add(unit.messageIndex))
      if (!written.has(word)) written.set(word, text.slice(words.starts[at], words.ends[at]))
    })
  }
  const ranked = [...seenIn]
    .filter(([, messages]) => messages.size >= 2)
    .sort(([a, inA], [b, inB]) => inB.size - inA.size || b.length - a.length || (a < b ? -1 : 1))
  const words = ranked.slice(0, TOPIC_WORDS).map(([word]) => written.get(word) ?? word)
  return words.length === 0 ? null : words.join(', ')
}
