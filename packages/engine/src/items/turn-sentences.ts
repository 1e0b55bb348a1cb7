import { type Conversation, hasFlag, type Unit } from '../conversation.js'
import { unitsOf } from '../protect.js'
import { FLAG } from '../unit-flags.js'
import { type Passage, sentenceOf } from './passage.js'
import { isPasted } from './pasted.js'
import { remembered } from './remembered.js'
import { isTooLongToRead } from './turn-before.js'

/** A message of a talk, sentence by sentence, for what is told with its turn. */

/** "James!", "can't wait!": a sentence of fewer content terms and no number is not told beside another. */
const MIN_TERMS = 2

/** Spoken by somebody here, with nothing but sentences in it. */
export function isPlainTalk(conversation: Conversation, { messageIndex }: Unit): boolean {
  const entry = conversation.entries[messageIndex]
  if (entry === undefined || entry.isRecalled === true || entry.message.role === 'system') return false
  if (isTooLongToRead(conversation, messageIndex)) return false
  return unitsOf(conversation, messageIndex).every(
    (one) =>
      (one.annotation.kind === 'prose' || one.annotation.kind === 'aside') && !isPasted(conversation, one),
  )
}

export interface Sentence extends Passage {
  /** It says nothing: a greeting, "ok". */
  readonly isFiller: boolean
  /** It says little. */
  readonly isFormula: boolean
  readonly asks: boolean
}

/** The sentences of a message: asked for with each statement of it, and with each that answers it. */
export const sentencesOf = (conversation: Conversation, messageIndex: number): readonly Sentence[] =>
  sentencesAt(conversation, messageIndex) ?? []

const sentencesAt = remembered((conversation, messageIndex): readonly Sentence[] => {
  const found: Sentence[] = []
  const units = unitsOf(conversation, messageIndex)
  let at = units[0]?.index ?? 0
  const end = at + units.length
  while (at < end) {
    const passage = sentenceOf(conversation, conversation.units[at] as Unit)
    const last = Math.max(at, passage.units.at(-1)?.index ?? at)
    let [terms, numbers] = [0, 0]
    let asks = false
    for (const { index, terms: its, annotation } of passage.units) {
      if (hasFlag(conversation, index, FLAG.asksMark)) asks = true
      else if (annotation.act === 'request' || annotation.act === 'question') asks = true
      if (hasFlag(conversation, index, FLAG.filler)) continue
      terms += its.length
      numbers += annotation.numbers.length
    }
    const { units: own, text, wordCount, isClause } = passage
    const isFormula = terms < MIN_TERMS && numbers === 0
    found.push({ units: own, text, wordCount, isClause, isFiller: terms === 0, isFormula, asks })
    at = last + 1
  }
  return found
})

/** Two sentences in a row, with a full stop between where the first has no mark. */
export function joined(before: string, after: string): string {
  const said = before.trimEnd()
  if (/[。！？；：，]["”’」）)]?$/u.test(said)) return `${said}${after}`
  return /[.!?…;:,]["”’)]?$/u.test(said) ? `${said} ${after}` : `${said}. ${after}`
}
