import { termsOf } from '../annotate/terms.js'
import { readWords } from '../annotate/words.js'
import { type Conversation, hasFlag, textOf, type Unit } from '../conversation.js'
import { countTokens } from '../count-tokens.js'
import { lexiconFor } from '../lexicon/registry.js'
import { writeData } from '../shorten/data.js'
import { FLAG } from '../unit-flags.js'
import { mapMembers, TELLS_STATE } from './members.js'
import { ANSWER, answersToChanges, isToolAnswer, termsSaid } from './tool-answers.js'

/** Share of a value's terms that people or calls have to say before it counts as said. */
const SAID_SHARE = 0.5

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
  const language = conversation.entries[0]?.annotation.language ?? 'en'
  const lexicon = lexiconFor(language)
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
  const isTold = (messageIndex: number, terms: readonly number[], key: () => string): boolean => {
    // What is known already stands in the call, or in the words that led to it.
    const isNew = (term: number) => term === UNHEARD || (firstMessages[term] as number) >= messageIndex
    if (answers[messageIndex] !== ANSWER.none) return terms.some(isNew)
    return isSaid(terms, said) || isKeySaid(key())
  }
  const shorter = records.flatMap((unit) => {
    const { messageIndex, annotation, terms } = unit
    const text = textOf(conversation, unit)
    const { members } = annotation
    const isOfLanguage = conversation.entries[messageIndex]?.annotation.language === language
    const areTold =
      isOfLanguage && members !== undefined
        ? mapMembers(members, (keyStart, keyEnd, places) =>
            isTold(
              messageIndex,
              places.map((place) => terms[place] as number),
              () => text.slice(keyStart, keyEnd),
            ),
          )
        : undefined
    if (areTold?.every(Boolean) === true) return []
    // Members come in the same order as when their places were noted.
    let at = 0
    const written = writeData(
      text,
      (key, value) =>
        TELLS_STATE.test(key) || (areTold?.[at++] ?? isTold(messageIndex, termsOfText(value), () => key)),
    )
    return written === undefined || written === annotation.shortened ? [] : [withShortened(unit, written)]
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
    members: undefined,
  },
})

/** `new_itemIds` as words. */
const words = (key: string): string => key.replace(/[_-]+|(?<=[a-z])(?=[A-Z])/g, ' ')

const isSaid = (terms: readonly number[], said: Uint8Array): boolean =>
  terms.length > 0 && terms.filter((term) => said[term] === 1).length / terms.length >= SAID_SHARE
