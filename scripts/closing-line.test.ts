import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startVitest } from 'vitest/node'
import { ClosingLine } from './closing-line.js'

describe('the closing line of a test run', () => {
  let root: string
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'precis-closing-line-'))
  })
  afterEach(() => rm(root, { recursive: true }))

  /** Runs a test file in a vitest of its own, and gives what the reporter wrote last. */
  async function closingLineOf(testFile: string): Promise<string | undefined> {
    const lines: string[] = []
    await writeFile(join(root, 'a.test.mjs'), testFile)
    const exitCode = process.exitCode
    const run = await startVitest('test', [], {
      root,
      config: false,
      watch: false,
      globals: true,
      include: ['*.test.mjs'],
      reporters: [new ClosingLine((line) => lines.push(line))],
    })
    await run.close()
    // The failures are those of the inner run.
    process.exitCode = exitCode
    return lines.at(-1)
  }

  it('counts what passed, failed and was skipped', async () => {
    const file = `it('a', () => {}); it('b', () => {}); it('c', () => expect(1).toBe(2)); it.skip('d', () => {})`
    expect(await closingLineOf(file)).toBe('2 passed, 1 failed, 1 skipped')
  })

  it('counts a file that cannot be run as failed', async () => {
    expect(await closingLineOf(`throw new Error('no such thing')`)).toBe('0 passed, 1 failed, 0 skipped')
  })

  it('counts what fails around tests and outside of them', async () => {
    const file = `afterAll(() => { throw new Error('after') }); it('a', () => { Promise.reject(new Error('outside')) })`
    expect(await closingLineOf(file)).toBe('1 passed, 2 failed, 0 skipped')
  })
})
