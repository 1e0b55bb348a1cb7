/** `|---|:--|`: between the heads of a table and its rows. */
const SEPARATOR = /^\s*\|?(?:\s*:?-{2,}:?\s*\|)+\s*(?::?-{2,}:?)?\s*$/
const ROW = /^\s*\|.*\|\s*$/
/** So many rows up the heads are looked for. */
const MAX_ROWS = 100
/** A longer line is no row that anybody would read; and each of the rules in it would look for where it begins. */
const MAX_ROW_CHARACTERS = 2_000

/**
 * A row of a table as it is told without the table: each cell behind the head of its column ("area: staff; you may: …; you may not: …").
 * Undefined where the line at `start` is no row with heads over it.
 *
 * Cost: linear in the lines between the row and its heads, of bounded number; nothing in a line that is too long for a row.
 */
export function rowWithHeads(content: string, start: number): string | undefined {
  const near = Math.max(0, start - MAX_ROW_CHARACTERS)
  const from = near + content.slice(near, start).lastIndexOf('\n') + 1
  if (from === near && near > 0) return undefined
  const row = content.slice(from, from + MAX_ROW_CHARACTERS).split('\n', 1)[0] ?? ''
  if (!ROW.test(row)) return undefined
  const cells = cellsOf(row)
  for (let at = from, rows = 0; at > 0 && rows < MAX_ROWS; rows++) {
    const above = content.lastIndexOf('\n', at - 2) + 1
    const line = lineAt(content, above)
    if (SEPARATOR.test(line)) {
      const heads = above === 0 ? [] : cellsOf(lineAt(content, content.lastIndexOf('\n', above - 2) + 1))
      return heads.length === cells.length && heads.length > 1 ? withHeads(heads, cells) : undefined
    }
    if (!ROW.test(line)) return undefined
    at = above
  }
  return undefined
}

const withHeads = (heads: readonly string[], cells: readonly string[]): string =>
  cells
    .map((cell, at) => (heads[at] === '' ? cell : `${heads[at]}: ${cell}`))
    .filter((_, at) => cells[at] !== '')
    .join('; ')

function lineAt(content: string, start: number): string {
  const end = content.indexOf('\n', start)
  return content.slice(start, end === -1 ? content.length : end)
}

const cellsOf = (row: string): string[] =>
  row
    .trim()
    .replace(/^\||\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim())
