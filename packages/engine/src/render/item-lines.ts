import type { Conversation, Unit } from '../conversation.js'
import { countTokens } from '../count-tokens.js'
import type { Wording } from '../lexicon/types.js'
import type { Item, ItemType, UnitAnnotation } from '../types.js'
import { unitPlaces } from '../unit-places.js'
import { type MatterMark, opensMarkedTask, opensTask } from './matter-marks.js'

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

const MARK_JOINT = ', '

/** The mark before what tells items of these types: words of the conversation's language. */
export function markFor(types: readonly ItemType[], { itemMarks }: Wording): string {
  const words = types.flatMap((type) => itemMarks[type as keyof Wording['itemMarks']] ?? [])
  return words.length === 0 ? '' : words.join(MARK_JOINT) + MARK_END
}

/** Tokens of marks with a blank before them (o200k_base), by their words. */
const markTokens = new Map<string, number>()

export function tokensOfMark(mark: string): number {
  const known = markTokens.get(mark) ?? countTokens(` ${mark.trimEnd()}`)
  markTokens.set(mark, known)
  return known
}

/** What the mark of an item line tells, and its length; nothing where it has none. */
export function readMark(
  said: string,
  { itemMarks }: Wording,
): { readonly types: readonly ItemType[]; readonly length: number } {
  const types: ItemType[] = []
  let at = 0
  for (;;) {
    const found = Object.entries(itemMarks).find(([, word]) => said.startsWith(word, at))
    if (found === undefined) return UNMARKED
    types.push(found[0] as ItemType)
    at += found[1].length
    if (said.startsWith(MARK_END, at)) return { types, length: at + MARK_END.length }
    if (types.length > MAX_TYPES || !said.startsWith(MARK_JOINT, at)) return UNMARKED
    at += MARK_JOINT.length
  }
}

/** What one line tells is of two types, or three: "agreed, note: …". */
const MAX_TYPES = 6
const UNMARKED = { types: [], length: 0 } as const

/** The items that units tell. */
export interface ItemMarks {
  /** By unit: 1 and more for an item, the same for all its units; 0 for talk. */
  readonly item: Int32Array
  /** By item: what its last unit tells, of one type or of several. */
  readonly types: readonly (readonly ItemType[])[]
  /** By unit, what its phrase in the line of a task tells; empty where nothing is told so. */
  readonly matters: readonly MatterMark[]
  /** The type that an item whose last unit this is would have by its words, were it read back as it is written here. */
  readonly readsAs: (last: Unit, written: string) => ItemType
}

/**
 * Finds which units tell the items in force: those of an item's evidence that its speaker said.
 *
 * Cost  linear in the evidence.
 */
export function markItems(
  items: readonly Item[],
  conversation: Conversation,
): Pick<ItemMarks, 'item' | 'types'> {
  const { unitsAt } = unitPlaces(conversation)
  const item = new Int32Array(conversation.units.length)
  const types: ItemType[][] = [['fact']]
  const contexts: (readonly [Unit, number])[] = []
  for (const { type, speaker, evidence, supersededBy } of items) {
    if (supersededBy !== undefined) continue
    const own = unitsAt(evidence).filter(
      (unit) => conversation.speakers[unit.speaker] === speaker && mayBeMarked(unit),
    )
    const last = own.at(-1)
    if (last === undefined) continue
    const known = item[last.index] as number
    if (known !== 0 && types[known]?.includes(type) === false) types[known].push(type)
    const number = known !== 0 ? known : types.push([type]) - 1
    item[last.index] = number
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

/** What a speaker's label can look like: up to five words, the first with a capital, and perhaps a bracket. */
export const NAME_SHAPE =
  "[\\p{Lu}\\p{Lo}][\\p{L}\\p{N}.'’_-]*(?: [\\p{L}\\p{N}.'’_-]+){0,4}(?: \\([^()\\n]{1,60}\\))?"

/** "Lena: …": a line without a blank that opens so would be read as another's. */
const LABEL_LIKE = new RegExp(`^${NAME_SHAPE} ?[:：](?:\\s|$)`, 'u')

/**
 * Whether a text that opens a line needs its speaker's label before it: one that opens as a label or a date does, and among people one
 * that opens with the name of somebody who speaks, since his it would seem. An item's line has its label read, where it is no talk, only
 * among people.
 */
export function opensLikeAnother(text: string, conversation: Conversation, isTalk: boolean): boolean {
  // A date, or the sign of a task.
  if (text.startsWith('[') || (isTalk && opensTask(text, true))) return true
  if ((isTalk || conversation.isNamed) && LABEL_LIKE.test(text)) return true
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
