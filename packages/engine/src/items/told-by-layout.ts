import type { Conversation, Unit } from '../conversation.js'
import type { Wording } from '../lexicon/types.js'
import { typeOfWords } from '../recall/type-of-line.js'
import type { ItemType } from '../types.js'
import { oneLine } from './passage.js'
import { type Statement, spanOf, speakerLabel } from './statement.js'

/** An item that a line of a text of ours tells. */
export interface ToldItem {
  readonly unit: Unit
  readonly type: ItemType
  readonly statement: Statement
  /** Whose it is, where not the unit's speaker's. */
  readonly speaker?: string
}

/** Whether the layout of a text of ours tells what a unit is, so that its words are not to be asked. */
export const isToldByLayout = ({ entries }: Conversation, { messageIndex }: Unit): boolean =>
  entries[messageIndex]?.tells !== undefined

const NONE: readonly ToldItem[] = []

/**
 * The items of the lines that a text of ours marks as such: each line one item, told by its words as they stand. Where no mark tells
 * the type, its cues do.
 *
 * Cost  linear in these lines; nothing where there are none.
 */
export function itemsToldByLayout(conversation: Conversation, wording: Wording): readonly ToldItem[] {
  const { entries, units, unitStarts } = conversation
  if (!entries.some(({ tells }) => tells !== undefined)) return NONE
  return entries.flatMap(({ tells, message, recalledFrom }, at): ToldItem[] => {
    if (tells === undefined || tells === 'talk') return []
    const own = units.slice(unitStarts[at], unitStarts[at + 1])
    const [first] = own
    const last = own.at(-1)
    if (first === undefined || last === undefined) return []
    const said = oneLine(message.content.slice(first.annotation.start, last.annotation.end))
    const evidence = own.map((unit) => spanOf(conversation, unit))
    const label = speakerLabel(conversation, last, wording)
    const told = (type: ItemType): ToldItem => {
      const content = type === 'constraint' ? said : `${label}: ${said}`
      return { unit: last, type, statement: { content, evidence } }
    }
    if (tells === 'item') {
      const { start, end } = { start: first.annotation.start, end: last.annotation.end }
      const hadNoSubject = recalledFrom?.inserted.some(([put]) => put >= start && put < end) === true
      return [told(typeOfWords(last.annotation, hadNoSubject))]
    }
    if (tells !== 'agreed' && tells !== 'done') return tells.map(told)
    // The user asked for what was agreed on, and where it is done the assistant carried it out.
    const asked = { content: `${wording.user}: ${said}`, evidence }
    const task: ToldItem = { unit: last, type: 'task', statement: asked, speaker: 'user' }
    return [told('decision'), task, ...(tells === 'done' ? [told('fact')] : [])]
  })
}
