import type { Conversation, Unit } from '../conversation.js'
import { countTokens } from '../count-tokens.js'
import type { Wording } from '../lexicon/types.js'
import type { Item, ItemType, UnitAnnotation } from '../types.js'
import { unitPlaces } from '../unit-places.js'
import { type MatterMark, opensMarkedTask } from './matter-marks.js'

/**
 * What dense texts tell by their layout alone: a line that opens with one blank tells an item, with the label of its speaker or,
 * further down, under that; talk stands in lines without the blank. Read back (`recall/`), such a line is that item and talk is none. Its
 * type is what its cues say, or a word before it ("agreed: ", "note: ") where they say another.
 *
 * Cost  nothing where no mark is needed: after punctuation the tokenizer takes a break and a blank as it takes a blank
 *       (o200k_base, counted for 14 closing marks), and " Tim" as "Tim"; behind a letter or a digit a break is a token.
 */
export const ITEM_INDENT = ' '
export const ITEM_BREAK = `\n${ITEM_INDENT}`
export const TALK_BREAK = '\n'

/** A label behind which an item stands instead of talk. */
export const itemLabel = (label: string): string => ITEM_INDENT + label

/** Whether a line tells an item. */
export const isItemLine = (line: string): boolean =>
  line.startsWith(ITEM_INDENT) && /^\S/.test(line.slice(ITEM_INDENT.length))

/** Whether a line, or one of several that stand together, tells an item by its layout. */
export const showsItems = (text: string): boolean => /(?:^|\n) \S/.test(text) || opensMarkedTask(text)

const MARK_END = ': '

/** The type that the cues of a statement say, which no mark has to tell. */
export function typeOfCues({ stances, act }: UnitAnnotation): ItemType {
  if (stances.includes('rule') || stances.includes('policy')) return 'constraint'
  if (stances.includes('decision')) return 'decision'
  if (stances.includes('preference')) return 'preference'
  if (act === 'request') return 'task'
  return stances.includes('emotion') ? 'emotion' : 'fact'
}

/** The mark before an item of a type: a word of the conversation's language. */
const markFor = (type: ItemType, { itemMarks }: Wording): string => {
  const word = type in itemMarks ? itemMarks[type as keyof Wording['itemMarks']] : undefined
  return word === undefined ? '' : word + MARK_END
}

/** The mark before an item whose last unit has this annotation: empty where that tells its type, unless it `isNeeded` all the same. */
export const markOf = (type: ItemType, last: UnitAnnotation, wording: Wording, isNeeded: boolean): string =>
  !isNeeded && typeOfCues(last) === type ? '' : markFor(type, wording)

/** Tokens of marks with a blank before them (o200k_base), by their words. */
const markTokens = new Map<string, number>()

export function tokensOfMark(mark: string): number {
  const known = markTokens.get(mark) ?? countTokens(` ${mark.trimEnd()}`)
  markTokens.set(mark, known)
  return known
}

/** What the mark of an item line tells, and its length. */
export function readMark(
  said: string,
  { itemMarks }: Wording,
): { readonly type: ItemType | undefined; readonly length: number } {
  for (const [type, word] of Object.entries(itemMarks))
    if (said.startsWith(word) && said.startsWith(MARK_END, word.length))
      return { type: type as ItemType, length: word.length + MARK_END.length }
  return { type: undefined, length: 0 }
}

/** The items that units tell. */
export interface ItemMarks {
  /** By unit: 1 and more for an item, the same for all its units; 0 for talk. */
  readonly item: Int32Array
  /** By item. */
  readonly types: readonly ItemType[]
  /** By unit, what its phrase in the line of a task tells; empty where nothing is told so. */
  readonly matters: readonly MatterMark[]
}

/**
 * Finds which units tell the items in force: those of an item's evidence that its speaker said.
 *
 * Cost  linear in the evidence.
 */
export function markItems(items: readonly Item[], conversation: Conversation): Omit<ItemMarks, 'matters'> {
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
    for (const unit of own) if (unit !== last && mayBeOfItem(unit, last, type)) contexts.push([unit, number])
  }
  for (const [{ index }, number] of contexts) if (item[index] === 0) item[index] = number
  return { item, types }
}

/** Whether what is told with the last unit of an item is marked as it too. */
function mayBeOfItem(unit: Unit, last: Unit, type: ItemType): boolean {
  // "Write me the checklist. And keep it short.": what a rule is of is no rule.
  if (type === 'constraint') return typeOfCues(unit.annotation) === type
  // What a decision is about, said in another turn, is not what was decided: alone in a text it would seem to be.
  return type !== 'decision' || unit.messageIndex === last.messageIndex
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

/** Whether what stands under its speaker's label opens as if another were named: "Paid: 56 euros." */
export const looksLikeLabel = (text: string, { isNamed }: Conversation, isTalk: boolean): boolean =>
  text.startsWith('[') || ((isNamed || isTalk) && LABEL_LIKE.test(text))
