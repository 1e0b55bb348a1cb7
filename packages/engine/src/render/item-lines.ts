import type { Conversation, Unit } from '../conversation.js'
import type { Item, ItemType, UnitAnnotation } from '../types.js'
import { unitPlaces } from '../unit-places.js'

/**
 * What dense texts tell by their layout alone: a statement that is an item stands on a line of its own, one blank in, under
 * its speaker's label, or behind that label with a blank before the colon; talk goes on in a line without a blank. Read back
 * (`recall/`), such a line is that item and talk is none. Its type is what its cues say, or a mark before it where they say another.
 *
 * Cost  nothing where no mark is needed: after punctuation the tokenizer takes a break and a blank as it takes a blank
 *       (o200k_base, counted for 14 closing marks), and " :" as ":"; behind a letter or a digit a break is a token.
 */
export const ITEM_INDENT = ' '
export const ITEM_BREAK = `\n${ITEM_INDENT}`
export const TALK_BREAK = '\n'

const LABEL_END = ': '
const ITEM_LABEL_END = ' : '

/** A label behind which an item stands instead of talk. */
export const itemLabel = (label: string): string =>
  label.endsWith(LABEL_END) ? label.slice(0, -LABEL_END.length) + ITEM_LABEL_END : label.trimEnd() + LABEL_END

/** Whether an item stands behind this label. */
export const opensItem = (label: string): boolean => label.endsWith(ITEM_LABEL_END)

/** Types by the mark that tells them. */
const TYPE_MARKS: Readonly<Partial<Record<ItemType, string>>> = {
  fact: '- ',
  decision: '= ',
  preference: '+ ',
  task: '> ',
  emotion: '~ ',
  constraint: '! ',
}
const TYPES_BY_MARK = new Map(Object.entries(TYPE_MARKS).map(([type, mark]) => [mark, type as ItemType]))
const MARK_LENGTH = 2

/** The type that the cues of a statement say, which no mark has to tell. */
export function typeOfCues({ stances, act }: UnitAnnotation): ItemType {
  if (stances.includes('rule') || stances.includes('policy')) return 'constraint'
  if (stances.includes('decision')) return 'decision'
  if (stances.includes('preference')) return 'preference'
  if (act === 'request') return 'task'
  return stances.includes('emotion') ? 'emotion' : 'fact'
}

/** The mark before an item whose last unit has this annotation: empty where that tells its type. */
export const markOf = (type: ItemType, last: UnitAnnotation): string =>
  typeOfCues(last) === type ? '' : (TYPE_MARKS[type] ?? '')

/** What the mark of an item line tells, and its length. */
export function readMark(said: string): { readonly type: ItemType | undefined; readonly length: number } {
  const type = TYPES_BY_MARK.get(said.slice(0, MARK_LENGTH))
  return { type, length: type === undefined ? 0 : MARK_LENGTH }
}

/** The items that units tell. */
export interface ItemMarks {
  /** By unit: 1 and more for an item, the same for all its units; 0 for talk. */
  readonly item: Int32Array
  /** By item. */
  readonly types: readonly ItemType[]
}

/**
 * Finds which units tell the items in force: those of an item's evidence that its speaker said.
 *
 * Cost  linear in the evidence.
 */
export function markItems(items: readonly Item[], conversation: Conversation): ItemMarks {
  const { unitsAt } = unitPlaces(conversation)
  const item = new Int32Array(conversation.units.length)
  const types: ItemType[] = ['fact']
  const contexts: (readonly [Unit, number])[] = []
  for (const { type, speaker, evidence, supersededBy } of items) {
    if (supersededBy !== undefined) continue
    const own = unitsAt(evidence).filter(
      (unit) => conversation.speakers[unit.speaker] === speaker && mayBeMarked(unit),
    )
    const last = own.at(-1)
    if (last === undefined) continue
    const number = types.push(type) - 1
    if (item[last.index] === 0) item[last.index] = number
    for (const unit of own) if (unit !== last) contexts.push([unit, number])
  }
  for (const [{ index }, number] of contexts) if (item[index] === 0) item[index] = number
  return { item, types }
}

const mayBeMarked = ({ annotation: { kind } }: Unit): boolean => kind !== 'code' && kind !== 'output'

/** "Lena: …", "[7 May]": a line without a blank that opens so would be read as another's, or as of another day. */
const LABEL_LIKE = /^(?:\[|[^:：\n]{1,60}[:：](?:\s|$))/u

/**
 * Whether a line should not open with a text: where it is talk, one that looks like a label, and at all, one that opens with the
 * name of somebody who speaks, since his it would seem.
 */
export function opensLikeAnother(text: string, conversation: Conversation, isTalk: boolean): boolean {
  if (isTalk && LABEL_LIKE.test(text)) return true
  if (!conversation.isNamed) return false
  const [word = ''] = text.split(/[^\p{L}\p{M}]/u, 1)
  return word !== '' && firstNames(conversation).has(word.toLowerCase())
}

const names = new WeakMap<Conversation, ReadonlySet<string>>()

function firstNames(conversation: Conversation): ReadonlySet<string> {
  const known =
    names.get(conversation) ??
    new Set(
      conversation.speakers.map((speaker) => speaker.split(/[^\p{L}\p{M}]/u, 1)[0]?.toLowerCase() ?? ''),
    )
  names.set(conversation, known)
  return known
}
