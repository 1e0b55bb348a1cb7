import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ERROR_REASONS } from '@precis/protocol'
import { describe, expect, it } from 'vitest'

const SOURCES = fileURLToPath(new URL('../../src/', import.meta.url))
/** Folders whose errors reach a caller over HTTP, or the operator at the start. */
const FOLDERS = ['auth', 'http', 'services', 'store']

/** Reasons that the sources give errors, by file. */
function reasonsInSources(): [string, string][] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(join(SOURCES, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !/\.(test|suite)\.ts$/.test(file))
      .flatMap((file) => {
        const text = readFileSync(join(SOURCES, folder, file), 'utf8')
        return [...text.matchAll(/\breason: '(\w+)'/g)].map(([, reason = '']): [string, string] => [
          join(folder, file),
          reason,
        ])
      }),
  )
}

describe('reasons of errors', () => {
  it('are all in the table, and so in docs/errors.md', () => {
    const found = reasonsInSources()
    expect(found.length).toBeGreaterThan(10)
    expect(found.filter(([, reason]) => !Object.hasOwn(ERROR_REASONS, reason))).toEqual([])
  })
})
