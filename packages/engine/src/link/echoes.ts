import { termsOf } from '../annotate/terms.js'
import { readWords } from '../annotate/words.js'
import { type Conversation, hasFlag, textOf, type Unit } from '../conversation.js'
import { countTokens } from '../count-tokens.js'
import { lexiconFor } from '../lexicon/registry.js'
import { writeData } from '../shorten/data.js'
import { FLAG } from '../unit-flags.js'
import { answersToChanges, isToolAnswer, termsSaid } from './tool-answers.js'

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
  const records = conversation.units.filter(({ index, messageIndex }) => {
    // Only data has a shorter form among what programs print.
    return hasFlag(conversation, index, FLAG.data) && isToolAnswer(conversation, messageIndex)
  })
  if (records.length === 0) return conversation
  const { termIds, firstMessages } = conversation
  const lexicon = lexiconFor(conversation.entries[0]?.annotation.language ?? 'en')
  /** Records of one kind have many values in common. */
  const known = new Map<string, readonly number[]>()
  const termsOfText = (text: string): readonly number[] => {
    const before = known.get(text)
    if (before !== undefined) return before
    const terms = termsOf(readWords(text), lexicon).map((term) => termIds.get(term) ?? UNHEARD)
    known.set(text, terms)
    return terms
  }
  const said = termsSaid(conversation)
  /** Records of one kind have the same keys. */
  const saidKeys = new Map<string, boolean>()
  const isKeySaid = (key: string): boolean => {
    const isKnown = saidKeys.get(key) ?? isSaid(termsOfText(words(key)), said)
    saidKeys.set(key, isKnown)
    return isKnown
  }
  const answers = answersToChanges(conversation)
  const shorter = records.flatMap((unit) => {
    const { messageIndex } = unit
    const isKnown = (term: number) => term !== UNHEARD && (firstMessages[term] as number) < messageIndex
    const text = writeData(textOf(conversation, unit), (key, value) => {
      if (TELLS_STATE.test(key)) return true
      const terms = termsOfText(value)
      // What is known already stands in the call, or in the words that led to it.
      if (answers[messageIndex] === 1) return terms.some((term) => !isKnown(term))
      return isSaid(terms, said) || isKeySaid(key)
    })
    return text === undefined || text === unit.annotation.shortened ? [] : [withShortened(unit, text)]
  })
  if (shorter.length === 0) return conversation
  const units = conversation.units.slice()
  for (const unit of shorter) units[unit.index] = unit
  return { ...conversation, units, table: conversation.table.withShortened(shorter) }
}

/** A term that no unit has. */
const UNHEARD = -1

const withShortened = (unit: Unit, text: string): Unit => ({
  ...unit,
  annotation: {
    ...unit.annotation,
    shortened: text,
    shortenedTokenCount: countTokens(text),
    lineTokens: undefined,
  },
})

/** `new_itemIds` as words. */
const words = (key: string): string => key.replace(/[_-]+|(?<=[a-z])(?=[A-Z])/g, ' ')

const isSaid = (terms: readonly number[], said: Uint8Array): boolean =>
  terms.length > 0 && terms.filter((term) => said[term] === 1).length / terms.length >= SAID_SHARE
