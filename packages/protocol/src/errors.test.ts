import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ERROR_CODES, ERROR_DEFINITIONS, ERROR_REASONS, isErrorCode } from './errors.js'

const page = readFileSync(new URL('../../../docs/errors.md', import.meta.url), 'utf8')

/** The cells of every table row whose first cell is code. */
function rowsOf(markdown: string): Map<string, string[]> {
  const rows = new Map<string, string[]>()
  for (const line of markdown.split('\n')) {
    const cells = line.split('|').map((cell) => cell.trim())
    const name = /^`(\w+)`$/.exec(cells[1] ?? '')?.[1]
    if (name !== undefined) rows.set(name, cells.slice(2, -1))
  }
  return rows
}

describe('docs/errors.md', () => {
  const rows = rowsOf(page)

  it.each(ERROR_CODES)('documents %s as the table defines it', (code) => {
    const { httpStatus, grpcStatus, retryable, meaning } = ERROR_DEFINITIONS[code]
    expect(rows.get(code)).toEqual([
      String(httpStatus),
      String(grpcStatus),
      retryable ? 'yes' : 'no',
      meaning,
    ])
  })

  it.each(Object.entries(ERROR_REASONS))('documents the reason %s under %s', (reason, code) => {
    expect(rows.get(reason)?.[0]).toBe(`\`${code}\``)
  })

  it('documents nothing that does not exist', () => {
    const known = new Set<string>([...ERROR_CODES, ...Object.keys(ERROR_REASONS)])
    expect([...rows.keys()].filter((name) => !known.has(name))).toEqual([])
  })
})

describe('isErrorCode', () => {
  it('knows the codes and nothing that objects inherit', () => {
    expect(isErrorCode('not_found')).toBe(true)
    expect(isErrorCode('toString')).toBe(false)
    expect(isErrorCode(404)).toBe(false)
  })
})
