import { type Conversation, hasFlag, type Unit } from '../conversation.js'
import { isEnglishVerb } from '../items/finite-verbs.js'
import type { CompiledLexicon } from '../lexicon/compiled.js'
import { wordsOf } from '../link/values-of.js'
import { FLAG } from '../unit-flags.js'
import type { Phrased } from './phrases.js'

/** Shortest word that can name what a task is about. */
const MIN_LETTERS = 3
/** Messages of a user, from the task's first, in which he names what he wants. */
const NAMING_MESSAGES = 2

/**
 * What each task is about: of the words with which the user opens it, no name, number, day or verb, the one that most of the task's
 * messages have; of several the first.
 *
 * Shapes  by task; empty where none stands in two messages.
 * Cost    linear in the words of the units given.
 */
export function taskLabels(
  conversation: Conversation,
  tasks: Int32Array,
  phrased: ReadonlyMap<number, Phrased>,
  { stopwords }: CompiledLexicon,
): readonly string[] {
  const { dayTerms } = wordsOf('en')
  const messages = messagesOfTerms(conversation, tasks)
  const labels: { text: string; count: number; messages: number[] }[] = []
  for (const [index, { text, words, phrases }] of phrased) {
    const { messageIndex, annotation } = conversation.units[index] as Unit
    if (!hasFlag(conversation, index, FLAG.ofUser)) continue
    const task = tasks[messageIndex] as number
    const label = labels[task] ?? { text: '', count: 1, messages: [] }
    labels[task] = label
    if (label.messages.at(-1) !== messageIndex) label.messages.push(messageIndex)
    if (label.messages.length > NAMING_MESSAGES) continue
    for (const { from, to, terms } of phrases)
      for (let at = from; at <= to; at++) {
        const word = words.lower[at] as string
        if (word.length < MIN_LETTERS || stopwords.has(word) || isEnglishVerb(word) || /[\p{N}']/u.test(word))
          continue
        // "120 euros": of what there is a number is a measure, not the matter.
        if (/\p{N}/u.test(words.lower[at - 1] ?? '')) continue
        if (at > 0 && /\p{Lu}/u.test(text[words.starts[at] as number] ?? '')) continue
        const term = terms.find((one) => word.startsWith(one.slice(0, -1)) && annotation.terms.includes(one))
        if (term === undefined || dayTerms.has(term)) continue
        const count = messages.get(`${task} ${term}`) ?? 0
        if (count > label.count) {
          label.count = count
          label.text = word
        }
      }
  }
  return Array.from(labels, (label) => label?.text ?? '')
}

/** In how many messages of a task each term stands. */
function messagesOfTerms(conversation: Conversation, tasks: Int32Array): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  const last = new Map<string, number>()
  for (const { messageIndex, annotation } of conversation.units)
    for (const term of annotation.terms) {
      const key = `${tasks[messageIndex]} ${term}`
      if (last.get(key) === messageIndex) continue
      last.set(key, messageIndex)
      counts.set(key, (counts.get(key) ?? 0) + 1)
    }
  return counts
}
