/** One line of input, or the fact that a line was longer than it may be. */
export type InputLine =
  | { readonly kind: 'line'; readonly text: string }
  | { readonly kind: 'too_long'; readonly sizeBytes: number }

const NEWLINE = 0x0a
const CARRIAGE_RETURN = 0x0d

/**
 * Splits bytes into lines without ever holding more than one line and one chunk.
 *
 * A line over `maxLineBytes` is read past and reported, so the lines after it are still answered.
 * Text after the last newline counts as a line; nothing after it does not.
 */
export async function* readLines(
  chunks: AsyncIterable<Uint8Array>,
  maxLineBytes: number,
): AsyncGenerator<InputLine> {
  const line = createLineBuffer(maxLineBytes)
  for await (const chunk of chunks) {
    let start = 0
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      line.append(chunk.subarray(start, end))
      yield line.take()
      start = end + 1
    }
    line.append(chunk.subarray(start))
  }
  if (line.sizeBytes() > 0) yield line.take()
}

interface LineBuffer {
  append(piece: Uint8Array): void
  sizeBytes(): number
  take(): InputLine
}

function createLineBuffer(maxLineBytes: number): LineBuffer {
  let pieces: Uint8Array[] = []
  let sizeBytes = 0
  return {
    append(piece) {
      if (piece.length === 0) return
      sizeBytes += piece.length
      if (sizeBytes <= maxLineBytes) pieces.push(piece)
      else pieces = []
    },
    sizeBytes: () => sizeBytes,
    take() {
      const size = sizeBytes
      const bytes = Buffer.concat(pieces)
      pieces = []
      sizeBytes = 0
      if (size > maxLineBytes) return { kind: 'too_long', sizeBytes: size }
      const end = bytes.at(-1) === CARRIAGE_RETURN ? bytes.length - 1 : bytes.length
      return { kind: 'line', text: bytes.toString('utf8', 0, end) }
    },
  }
}
