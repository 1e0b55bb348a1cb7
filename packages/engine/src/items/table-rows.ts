/** `|---|:--|`: between the heads of a table and its rows. */
const SEPARATOR = /^\s*\|?(?:\s*:?-{2,}:?\s*\|)+\s*(?::?-{2,}:?)?\s*$/
const ROW = /^\s*\|.*\|\s*$/
/** So many rows up the heads are looked for. */
const MAX_ROWS = 100

/**
 * A row of a table as it is told without the table: each cell behind the head of its column ("area: staff; you may: …; you may not: …").
 * Undefined where the line at `start` is no row with heads over it.
 *
 * Cost: linear in the lines between the row and its heads.
 */
export function rowWithHeads(content: string, start: number): string | undefined {
  const from = content.lastIndexOf('\n', start - 1) + 1
  const row = lineAt(content, from)
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
