import type { Writable } from 'node:stream'
import { compact } from '@precis/engine'
import { AppError, isAppError } from '../errors.js'
import { type CompactionJson, compactionJson } from './compaction-json.js'
import { type LineId, type LineRequest, lineIdOf, parseLine, parseLineRequest } from './line-request.js'
import { compactToList } from './message-list-json.js'
import { writeText } from './output.js'
import { type InputLine, readLines } from './read-lines.js'

/** Longest request line, in bytes: over ten times a conversation of a million tokens. */
export const MAX_LINE_BYTES = 64 * 1024 * 1024

/**
 * Answers every input line with exactly one output line, in order, until the input ends.
 *
 * A line that cannot be answered gets `{ id, error: { code, message } }` (id null where the line does not tell it) and
 * the next line is read; nothing is read while an answer is waiting to be taken.
 */
export async function compactLines(input: AsyncIterable<Uint8Array>, output: Writable): Promise<void> {
  for await (const line of readLines(input, MAX_LINE_BYTES)) {
    await writeText(output, `${JSON.stringify(answerLine(line))}\n`)
  }
}

function answerLine(line: InputLine): object {
  let id: LineId = null
  try {
    if (line.kind === 'too_long')
      throw new AppError(
        'payload_too_large',
        `The line has ${line.sizeBytes} bytes, at most ${MAX_LINE_BYTES} are read.`,
      )
    const value = parseLine(line.text)
    id = lineIdOf(value)
    const startedAt = performance.now()
    const request = parseLineRequest(value)
    const result = answerOf(request)
    const ms = Math.round((performance.now() - startedAt) * 1000) / 1000
    return { id, ...result, warnings: [...request.notes, ...result.warnings], ms }
  } catch (error) {
    return { id, error: describeError(error) }
  }
}

function answerOf({ messages, options, provider }: LineRequest): CompactionJson {
  if (provider === undefined) return compactionJson(compact(messages, options))
  const { list, compaction } = compactToList(messages, options, provider)
  return { ...compaction, ...list }
}

/** The request is checked before the engine sees it, so whatever else is thrown is our fault and not the caller's. */
function describeError(error: unknown): { readonly code: string; readonly message: string } {
  if (isAppError(error)) return { code: error.code, message: error.message }
  return { code: 'internal', message: error instanceof Error ? error.message : String(error) }
}
