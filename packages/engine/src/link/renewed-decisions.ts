import { termsOf } from '../annotate/terms.js'
import { readWords } from '../annotate/words.js'
import { type Conversation, textOf, type Unit } from '../conversation.js'
import { statementCuesIn } from '../items/statement-cues.js'
import { lexiconFor } from '../lexicon/registry.js'
import { once } from '../once.js'
import type { Item } from '../types.js'
import { unitPlaces } from '../unit-places.js'

/** Decisions back that a new one is compared with, and messages that may lie between. */
const MAX_DECISIONS_BACK = 3
const MAX_DISTANCE_MESSAGES = 16
/** Share of the terms of both, numbers aside, that two decisions about one thing have in common. */
const MIN_SHARED = 0.6
const MIN_TERMS = 3

interface Decided {
  readonly item: Item
  readonly message: number
  /** Read when it is compared: most decisions have none of their speaker near. */
  readonly terms: () => ReadonlySet<string>
}

/**
 * Finds decisions that were made again with another value: "a table at 8 pm" – "yes", and then "a table at 7:15" – "yes".
 * What was carried out in between is another matter: two transfers to one person are two.
 *
 * Shapes  id of the earlier decision → id of the one in force.
 * Cost    linear in the decisions and the messages between them.
 */
export function findRenewedDecisions(
  items: readonly Item[],
  conversation: Conversation,
  mayReplace: (earlier: Item, later: Item) => boolean,
): Map<string, string> {
  const language = conversation.entries[0]?.annotation.language ?? 'en'
  const lexicon = lexiconFor(language)
  const { messageAt } = unitPlaces(conversation)
  const decided = items
    .filter(({ type }) => type === 'decision')
    .map(
      (item): Decided => ({
        item,
        message: messageAt(item.evidence[0]?.messageId ?? ''),
        terms: once(
          () =>
            new Set(
              termsOf(readWords(item.content.replace(ASKED, '')), lexicon).filter((term) => !/\d/.test(term)),
            ),
        ),
      }),
    )
    .sort((a, b) => a.message - b.message)
  const renewed = new Map<string, string>()
  const reportsDone = doneReader(conversation, language)
  for (const [at, later] of decided.entries())
    for (const earlier of decided.slice(Math.max(0, at - MAX_DECISIONS_BACK), at))
      if (
        mayReplace(earlier.item, later.item) &&
        isAboutTheSame(earlier, later) &&
        !isDoneBetween(conversation, earlier, later, reportsDone)
      )
        renewed.set(earlier.item.id, later.item.id)
  return renewed
}

/** What a decision is told with, as `toldInItsTurn` quotes it, is not what was decided. */
const ASKED = / \(“[^”]*”\)(?=: )/u

function isAboutTheSame(earlier: Decided, later: Decided): boolean {
  if (earlier.message === later.message || later.message - earlier.message > MAX_DISTANCE_MESSAGES)
    return false
  if (earlier.item.speaker !== later.item.speaker) return false
  if (areNumberedOtherwise(earlier.item.content, later.item.content)) return false
  const [before, after] = [earlier.terms(), later.terms()]
  const shared = [...before].filter((term) => after.has(term)).length
  return shared >= MIN_TERMS && shared >= MIN_SHARED * Math.max(before.size, after.size)
}

/** "Amendment 6 is agreed", "option B is chosen": the number of the thing, no value of it. */
const NUMBERED_SUBJECT =
  /(?:^|: |→ )(?:the )?(\p{L}{3,}) (\d+\p{L}?|\p{Lu})(?: (?:\p{Ll}+ly|therefore))? (?:is|are|was|were|has|have)\b/iu

/** Two things of a kind that have different numbers. */
function areNumberedOtherwise(one: string, other: string): boolean {
  const [, thing, number] = NUMBERED_SUBJECT.exec(one) ?? []
  const [, otherThing, otherNumber] = NUMBERED_SUBJECT.exec(other) ?? []
  return thing !== undefined && thing.toLowerCase() === otherThing?.toLowerCase() && number !== otherNumber
}

/** Whether a unit reports something as done. Between neighbouring decisions the same units are asked again and again. */
function doneReader(conversation: Conversation, language: string): (unit: Unit) => boolean {
  /** 0 for a unit that has not been read, then 1 for "no" and 2 for "yes". */
  const known = new Uint8Array(conversation.units.length)
  return (unit) => {
    if (known[unit.index] === 0) known[unit.index] = saysDone(conversation, unit, language) ? 2 : 1
    return known[unit.index] === 2
  }
}

function saysDone(conversation: Conversation, unit: Unit, language: string): boolean {
  const { stances, wording, kind } = unit.annotation
  if (stances.includes('completion') || wording.includes('done')) return true
  // The wording of code and of what programs print is not read when a message is annotated.
  const isRead = kind !== 'code' && kind !== 'output'
  if (isRead && conversation.entries[unit.messageIndex]?.annotation.language === language) return false
  return statementCuesIn(textOf(conversation, unit), language).has('done')
}

/** Whether somebody reports something as done after the earlier and before the later decision was proposed. */
function isDoneBetween(
  conversation: Conversation,
  earlier: Decided,
  later: Decided,
  reportsDone: (unit: Unit) => boolean,
): boolean {
  const start = later.item.evidence[0]?.start ?? 0
  const to = conversation.unitStarts[later.message + 1] ?? 0
  for (let at = conversation.unitStarts[earlier.message + 1] ?? to; at < to; at++) {
    const unit = conversation.units[at] as Unit
    if (unit.messageIndex === later.message && unit.annotation.start >= start) continue
    if (reportsDone(unit)) return true
  }
  return false
}
