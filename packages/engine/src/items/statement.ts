import { type Conversation, textOf, type Unit } from '../conversation.js'
import type { Wording } from '../lexicon/types.js'
import { labelOf } from '../render/rendering.js'
import type { Span } from '../types.js'

/** A statement that can be read alone, with the places it was taken from. */
export interface Statement {
  readonly content: string
  readonly evidence: readonly Span[]
}

/** An answer of at most this many terms says nothing without its question. */
const MAX_TERMS_OF_BARE_ANSWER = 4
/** A question of more words than this is no context but a text of its own. */
const MAX_WORDS_OF_QUESTION = 30

/**
 * Writes a unit as a statement of its own: who said it, and the question where it is only an answer to one.
 * The words are the speaker's own, without fillers; nothing is reworded.
 */
export function statementOf(conversation: Conversation, unit: Unit, wording: Wording): Statement {
  const question = questionAnsweredBy(conversation, unit)
  const speaker = speakerLabel(conversation, unit, wording)
  const said = wordsOf(conversation, unit)
  return question === undefined
    ? { content: `${speaker}: ${said}`, evidence: [spanOf(conversation, unit)] }
    : {
        content: `${speaker} (“${oneLine(textOf(conversation, question))}”): ${said}`,
        evidence: [spanOf(conversation, question), spanOf(conversation, unit)],
      }
}

export const speakerLabel = (conversation: Conversation, unit: Unit, wording: Wording): string =>
  labelOf(conversation.speakers[unit.speaker] ?? '', wording)

/** The unit's own words on one line, shortened where that was found safe. A clause cut from a sentence loses its comma. */
export function wordsOf(conversation: Conversation, unit: Unit): string {
  return oneLine(unit.annotation.shortened ?? textOf(conversation, unit)).replace(/[,;:–—-]+$/, '')
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()

export function spanOf(conversation: Conversation, unit: Unit): Span {
  const { start, end } = unit.annotation
  return { messageId: conversation.entries[unit.messageIndex]?.message.id ?? '', start, end }
}

/** The question of the message before that a short or pointing first sentence answers. */
export function questionAnsweredBy(conversation: Conversation, unit: Unit): Unit | undefined {
  const first = conversation.unitStarts[unit.messageIndex]
  if (unit.index !== first || unit.index === 0) return undefined
  const isBare = unit.terms.length <= MAX_TERMS_OF_BARE_ANSWER || unit.annotation.wording.includes('pointing')
  if (!isBare) return undefined
  const before = conversation.units[unit.index - 1] as Unit
  const { annotation } = before
  const isQuestion = annotation.wording.includes('asksMark') && annotation.wordCount <= MAX_WORDS_OF_QUESTION
  return before.speaker !== unit.speaker && isQuestion ? before : undefined
}
