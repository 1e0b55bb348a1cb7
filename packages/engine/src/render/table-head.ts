import { type Conversation, textOf, type Unit } from '../conversation.js'

/** A row of a table in Markdown; a sentence that opens with a bar has no such end. */
export const isRow = (text: string): boolean => text.length > 1 && text.startsWith('|') && text.endsWith('|')

/** Rows of one table that are looked back over for its head; what stands further down goes without. */
const MAX_ROWS_BACK = 64

/**
 * The head of the table that a row belongs to: cells mean nothing without it.
 *
 * Shapes  the first of the rows that stand right before it in its message; the row itself where it is the first.
 * Cost    bounded.
 */
export function headOf(conversation: Conversation, row: Unit): Unit {
  let head = row
  for (let back = 0; back < MAX_ROWS_BACK; back++) {
    const before = conversation.units[head.index - 1]
    if (before?.messageIndex !== row.messageIndex || !isRow(textOf(conversation, before))) return head
    head = before
  }
  return row
}
