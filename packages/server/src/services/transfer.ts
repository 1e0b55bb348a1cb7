/** Carrying an instance out of a store and into one, as JSON Lines. */
import { createHash } from 'node:crypto'
import { AppError, isAppError } from '../errors.js'
import type { Store } from '../store/contract.js'
import type { TransferCounts, TransferRecord } from '../store/contract-transfer.js'
import { type EndLine, parseLine, toLine } from './transfer-format.js'

/**
 * Writes an instance, line by line; `write` is waited for.
 *
 * Errors  `not_found` (reason `no_such_instance`).
 */
export async function exportInstance(
  store: Pick<Store, 'transfer'>,
  instanceId: string,
  write: (text: string) => Promise<void>,
): Promise<void> {
  const hash = createHash('sha256')
  let lines = 0
  const isThere = await store.transfer.exportInstance(instanceId, async (record) => {
    const text = `${toLine(record)}\n`
    hash.update(text)
    lines++
    await write(text)
  })
  if (!isThere)
    throw new AppError('not_found', `there is no instance ${instanceId} here`, { reason: 'no_such_instance' })
  const end: EndLine = { record: 'end', lines, sha256: hash.digest('hex') }
  await write(`${JSON.stringify(end)}\n`)
}

/** One line of a file, or the fact that it is longer than any line may be. */
export type ImportLine = { readonly kind: 'line'; readonly text: string } | { readonly kind: 'too_long' }

export interface ImportOptions {
  /** Instead of the name in the export. */
  readonly name?: string | undefined
}

/**
 * Takes an instance in from its lines, whole or not at all; never holds more than a few of them.
 *
 * Errors  `invalid_argument` (reason `broken_export`, details `{ line }`) with the number of the line that cannot be
 *         read or does not fit to those before it; `already_exists` (reason `instance_exists`).
 */
export async function importInstance(
  store: Pick<Store, 'transfer'>,
  lines: AsyncIterable<ImportLine>,
  options: ImportOptions = {},
): Promise<TransferCounts> {
  const progress = { line: 0 }
  try {
    return await store.transfer.importInstance(readRecords(lines, options, progress))
  } catch (error) {
    if (!isAppError(error) || error.reason !== 'broken_export') throw error
    const { line } = progress
    throw new AppError(
      'invalid_argument',
      `line ${line} of the export: ${error.message}. Nothing was imported.`,
      {
        reason: 'broken_export',
        details: { line },
        cause: error,
      },
    )
  }
}

async function* readRecords(
  lines: AsyncIterable<ImportLine>,
  { name }: ImportOptions,
  progress: { line: number },
): AsyncGenerator<TransferRecord> {
  const hash = createHash('sha256')
  let end: EndLine | undefined
  for await (const line of lines) {
    progress.line++
    if (line.kind === 'too_long') throw broken('is longer than any line may be')
    if (end) throw broken('comes after the end')
    const parsed = parseLine(line.text)
    if (parsed.kind === 'refused') throw broken(parsed.why)
    if (parsed.kind === 'end') {
      end = parsed.end
      checkEnd(end, progress.line - 1, hash.digest('hex'))
      continue
    }
    hash.update(`${line.text}\n`)
    const { record } = parsed
    yield name !== undefined && record.kind === 'instance'
      ? { kind: 'instance', row: { ...record.row, name } }
      : record
  }
  if (end) return
  progress.line++
  throw broken('is missing: the export was cut short')
}

function checkEnd(end: EndLine, lines: number, sha256: string): void {
  if (end.lines !== lines) throw broken(`says that ${end.lines} lines come before it, and there are ${lines}`)
  if (end.sha256 !== sha256) throw broken('has another checksum than the lines before it: they were changed')
}

const broken = (why: string) => new AppError('invalid_argument', why, { reason: 'broken_export' })
