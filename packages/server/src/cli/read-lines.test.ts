import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type InputLine, readLines } from './read-lines.js'

async function linesOf(chunks: readonly Uint8Array[], maxLineBytes = 1_000_000): Promise<InputLine[]> {
  async function* stream() {
    yield* chunks
  }
  const lines: InputLine[] = []
  for await (const line of readLines(stream(), maxLineBytes)) lines.push(line)
  return lines
}

const textOf = (line: InputLine) => (line.kind === 'line' ? line.text : `<${line.sizeBytes} bytes>`)

describe('readLines', () => {
  it('gives the same lines however the bytes are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'binary' }).map((s) => Buffer.from(s.replace(/[\r\n]/g, '')).toString())),
        fc.array(fc.nat(40)),
        async (lines, cuts) => {
          const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''))
          const chunks: Uint8Array[] = []
          let at = 0
          for (const cut of cuts) {
            chunks.push(bytes.subarray(at, at + cut))
            at += cut
          }
          chunks.push(bytes.subarray(at))

          const found = await linesOf(chunks)

          expect(found.map(textOf)).toEqual(lines)
        },
      ),
    )
  })

  it('reads a last line without a newline, and CRLF', async () => {
    const found = await linesOf([Buffer.from('a\r\n\r\nb')])

    expect(found.map(textOf)).toEqual(['a', '', 'b'])
  })

  it('reads past a line that is too long and goes on with the next', async () => {
    const found = await linesOf([Buffer.from('ok\nxxxx'), Buffer.from('xxxxxxxx\nfine\n')], 8)

    expect(found.map(textOf)).toEqual(['ok', '<12 bytes>', 'fine'])
  })

  it('replaces bytes that are no UTF-8 instead of failing', async () => {
    const found = await linesOf([Buffer.from([0x61, 0xff, 0x62, 0x0a])])

    expect(found.map(textOf)).toEqual(['a\uFFFDb'])
  })
})
