import { Writable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { compactLines } from './compact-lines.js'

const request = (id: number) =>
  `${JSON.stringify({ id, messages: [{ role: 'user', content: `Send ${id} crates.` }] })}\n`

describe('compactLines', () => {
  it('reads nothing more while an answer waits to be taken', async () => {
    let read = 0
    const taken: string[] = []
    const mostAhead = { lines: 0 }
    async function* input() {
      for (let id = 0; id < 50; id++) {
        read += 1
        yield Buffer.from(request(id))
      }
    }
    const slowReader = new Writable({
      highWaterMark: 1,
      write(chunk: Buffer, _encoding, done) {
        setImmediate(() => {
          taken.push(chunk.toString())
          mostAhead.lines = Math.max(mostAhead.lines, read - taken.length)
          done()
        })
      },
    })

    await compactLines(input(), slowReader)

    expect(taken.map((line) => JSON.parse(line).id)).toEqual(Array.from({ length: 50 }, (_, id) => id))
    expect(mostAhead.lines).toBeLessThanOrEqual(1)
  })

  it('gives the same answer to the same line, but for the time it took', async () => {
    const answers: Record<string, unknown>[] = []
    const collect = new Writable({
      write(chunk: Buffer, _encoding, done) {
        answers.push(JSON.parse(chunk.toString()))
        done()
      },
    })
    async function* input() {
      yield Buffer.from(request(7) + request(7))
    }

    await compactLines(input(), collect)

    const [first, second] = answers.map(({ ms: _ms, ...rest }) => rest)
    expect(first).toEqual(second)
  })
})
