import { termsOf } from '../annotate/terms.js'
import { readWords } from '../annotate/words.js'
import type { Conversation, Unit } from '../conversation.js'
import { textOf } from '../conversation.js'
import { lexiconFor } from '../lexicon/registry.js'
import { type ShortenedData, shortenData } from '../shorten/data.js'
import { FLAG } from '../unit-flags.js'
import { answersToChanges, isToolAnswer } from './tool-answers.js'

/** Share of a value's terms that people or calls have to say before it counts as said. */
const SAID_SHARE = 0.5

/** Keys whose value says how something stands, whoever takes it up. */
const TELLS_STATE = /^(?:status|state|result|success|error|message|reason)$/i

/**
 * Shortens the data of tools to the members that the talk takes up: a key or a value that a person, an assistant or a call
 * says somewhere; the answer to a change to what it tells for the first time, such as a confirmation number. A record of
 * which nothing would stay stays as it is.
 *
 * Cost  linear in the terms and in the data; nothing where no tool has answered in JSON.
 */
export function withoutUnsaidMembers(conversation: Conversation): Conversation {
  if (!conversation.units.some((unit) => isData(conversation, unit) && isOfTool(conversation, unit)))
    return conversation
  const lexicon = lexiconFor(conversation.entries[0]?.annotation.language ?? 'en')
  const termsOfText = (text: string) => termsOf(readWords(text), lexicon)
  const said = termsSaid(conversation)
  const answers = answersToChanges(conversation)
  /** Terms of the messages before the one that is read, and those of this one. */
  const known = new Set<string>()
  const own: string[] = []
  let reading = -1
  const units = conversation.units.map((unit) => {
    if (unit.messageIndex !== reading) for (const term of own.splice(0)) known.add(term)
    reading = unit.messageIndex
    own.push(...unit.annotation.terms)
    if (!isData(conversation, unit) || !isOfTool(conversation, unit)) return unit
    const answersChange = answers[unit.messageIndex] === 1
    const shorter = shortenData(textOf(conversation, unit), (key, value) => {
      const terms = termsOfText(value)
      if (TELLS_STATE.test(key)) return true
      // What is known already stands in the call, or in the words that led to it.
      if (answersChange) return terms.some((term) => !known.has(term))
      return isSaid(terms, said) || isSaid(termsOfText(words(key)), said)
    })
    return shorter === undefined || shorter.text === unit.annotation.shortened
      ? unit
      : withShortened(unit, shorter)
  })
  return { ...conversation, units }
}

const withShortened = (unit: Unit, { text, tokenCount }: ShortenedData): Unit => ({
  ...unit,
  annotation: { ...unit.annotation, shortened: text, shortenedTokenCount: tokenCount },
})

/** Only data has a shorter form among what programs print. */
const isData = ({ flags }: Conversation, { index }: Unit): boolean =>
  ((flags[index] as number) & FLAG.data) !== 0

const isOfTool = (conversation: Conversation, { messageIndex }: Unit): boolean =>
  isToolAnswer(conversation, messageIndex)

function termsSaid(conversation: Conversation): ReadonlySet<string> {
  const said = new Set<string>()
  for (const unit of conversation.units)
    if (!isOfTool(conversation, unit)) for (const term of unit.annotation.terms) said.add(term)
  return said
}

/** `new_itemIds` as words. */
const words = (key: string): string => key.replace(/[_-]+|(?<=[a-z])(?=[A-Z])/g, ' ')

const isSaid = (terms: readonly string[], said: ReadonlySet<string>): boolean =>
  terms.length > 0 && terms.filter((term) => said.has(term)).length / terms.length >= SAID_SHARE
