import { type Conversation, mayHaveLook, textOf, type Unit } from '../conversation.js'
import { LOOK } from '../unit-looks.js'

/** Words that take back what the speaker has just said, at the start of a sentence, in every language with a lexicon. */
const TAKES_BACK =
  /^(?:(?:hm+|oh|ah|argh|uh|um|sorry|ok|ach|ay|uf)[\s,.!…–—-]+){0,2}(?:no,? wait|wait,? no\b|scratch that|strike that|on second thoughts?|actually,? no\b|no,? actually|(?:nein|nee),? (?:warte|moment|halt|doch nicht)|(?:moment|halt|warte),? nein|quatsch\b|doch nicht\b|non,? (?:attends|attendez|en fait)|(?:attends|attendez),? non|finalement,? non|no,? (?:espera|espere|mejor no)|(?:espera|espere),? no\b|mejor no\b|não,? (?:espera|espere)|(?:espera|espere),? não|melhor não|不对|不對|等等[，,]?不|いや[、,]?(?:待って|やっぱり)|待って[、,]?いや)/iu
export const retracts = (text: string): boolean => TAKES_BACK.test(text)

/** A longer sentence says more than a choice that can be taken back in a breath. */
const MAX_WORDS = 8

/**
 * Sentences that their speaker takes back in the same message: "Green then. No wait, that won't go with the kettle. Stay with
 * slate." A message is one breath: what follows the retraction holds, what stands right before it does not.
 *
 * Shapes  index of the sentence taken back → index of the one after the retraction, else of the retraction itself.
 * Cost    linear in the sentences of users.
 */
export function findRetractions(conversation: Conversation): Map<number, number> {
  const found = new Map<number, number>()
  const { entries, units, unitStarts } = conversation
  for (const [index, { message, annotation }] of entries.entries()) {
    const first = unitStarts[index] as number
    const end = unitStarts[index + 1] as number
    if (end - first < 2 || message.role !== 'user' || annotation.isToolOutput) continue
    for (let at = first + 1; at < end; at++) {
      if (!mayHaveLook(conversation, at, LOOK.retracts)) continue
      const before = units[at - 1] as Unit
      if (!canBeTakenBack(before) || !retracts(textOf(conversation, units[at] as Unit))) continue
      found.set(before.index, end - 1 > at ? at + 1 : at)
    }
  }
  return found
}

const canBeTakenBack = ({ annotation }: Unit): boolean =>
  annotation.kind === 'prose' &&
  annotation.act !== 'question' &&
  annotation.act !== 'filler' &&
  annotation.wordCount <= MAX_WORDS
