import { isUnspaced, readWords } from '../annotate/words.js'
import { type Conversation, textOf } from '../conversation.js'
import type { CompiledLexicon } from '../lexicon/compiled.js'
import { germanNouns, namesInSource } from './names.js'

/** Words that stand in a name somewhere, and the names of speakers, in lower case. */
export function namesSaid(conversation: Conversation, { source, stopwords }: CompiledLexicon): Set<string> {
  const names = new Set<string>()
  const inLowerCase = new Set<string>()
  for (const { message } of conversation.entries)
    for (const [word] of message.content.matchAll(/(?<!\p{L})\p{Ll}{2,}(?!\p{L})/gu)) inLowerCase.add(word)
  for (const unit of conversation.units) {
    for (const name of unit.annotation.names) for (const word of readWords(name).lower) names.add(word)
    const text = textOf(conversation, unit)
    for (const name of namesInSource(text, source.language)) names.add(name)
    const opener = /^\p{Lu}\p{L}+(?=\s)/u.exec(text)?.[0].toLowerCase()
    if (opener !== undefined && !stopwords.has(opener) && !inLowerCase.has(opener)) names.add(opener)
  }
  for (const name of inLowerCase) names.delete(name)
  if (source.language !== 'de') return names
  const nouns = germanNouns(conversation.entries.map(({ message }) => message.content))
  return new Set([...names].filter((name) => !nouns.has(name)))
}

/** Names of the speakers and their parts, in lower case. */
export const speakersOf = ({ entries }: Conversation): Set<string> =>
  new Set(
    entries.flatMap(({ message: { name, role } }) =>
      name === undefined || role === 'tool' ? [] : [name.toLowerCase(), ...readWords(name).lower],
    ),
  )

/** The known names of a text, as they are spelled there. */
export function namesIn(text: string, names: ReadonlySet<string>): string[] {
  if (isUnspaced(text)) return [...names].filter((name) => isUnspaced(name) && text.includes(name))
  const { lower, starts, ends } = readWords(text)
  return lower.flatMap((word, at) => (names.has(word) ? [text.slice(starts[at], ends[at])] : []))
}
