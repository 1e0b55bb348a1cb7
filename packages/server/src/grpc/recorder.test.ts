import { describe, expect, it } from 'vitest'
import { createManualClock } from '../clock.js'
import { AppError } from '../errors.js'
import type { RecordMessageInput, RecordOutcome } from '../services/types.js'
import { createRecorder } from './recorder.js'

const settle = () => new Promise<void>((resolve) => setImmediate(resolve))
const message = (content: string): RecordMessageInput => ({ conversationId: 'c', role: 'user', content })
const recorded = (input: RecordMessageInput): RecordOutcome => ({
  kind: 'recorded',
  message: {
    messageId: input.content,
    conversationId: 'c',
    sessionId: 's',
    recordedAtMs: 0,
    sequence: 1,
    isReplay: false,
  },
})

type Answer = 'ok' | Error | readonly RecordOutcome[]

/** A recorder over a store that answers when it is told to. */
function setUp() {
  const clock = createManualClock()
  const calls: string[][] = []
  const answers: ((answer: Answer) => void)[] = []
  const outcomes: [string, RecordOutcome['kind']][] = []
  const errors: unknown[] = []
  const recorder = createRecorder({
    clock,
    record: (inputs) => {
      calls.push(inputs.map((input) => input.content))
      return new Promise((resolve, reject) => {
        answers.push((answer) => {
          if (answer instanceof Error) reject(answer)
          else resolve(answer === 'ok' ? inputs.map(recorded) : answer)
        })
      })
    },
    onOutcome: (input, outcome) => outcomes.push([input.content, outcome.kind]),
    onError: (error) => errors.push(error),
  })
  const answer = async (with_: Answer) => {
    answers.shift()?.(with_)
    await settle()
  }
  return { clock, recorder, calls, outcomes, errors, answer }
}

describe('recorder', () => {
  it('records in order, what came meanwhile in one call', async () => {
    const { recorder, calls, outcomes, answer } = setUp()
    for (const content of ['a', 'b', 'c']) await recorder.add(message(content))

    await answer('ok')
    await answer('ok')
    await recorder.drain()

    expect(calls).toEqual([['a'], ['b', 'c']])
    expect(outcomes.map(([content]) => content)).toEqual(['a', 'b', 'c'])
  })

  it('holds the peer back at 64 waiting messages, and lets it go on when there is room', async () => {
    const { recorder, answer } = setUp()
    await recorder.add(message('in work'))
    for (let i = 0; i < 64; i++) await recorder.add(message(String(i)))
    let isAdded = false
    const added = recorder.add(message('one more')).then(() => {
      isAdded = true
    })
    await settle()
    expect([recorder.isFull, isAdded]).toEqual([true, false])

    await answer('ok')
    await added

    expect(isAdded).toBe(true)
  })

  it('tries again while the store is busy, and loses nothing', async () => {
    const { clock, recorder, calls, outcomes, answer } = setUp()
    await recorder.add(message('a'))

    for (let attempt = 0; attempt < 3; attempt++) {
      await answer(new AppError('unavailable', 'busy'))
      clock.advance(100 * 2 ** attempt)
      await settle()
    }
    await answer('ok')

    expect(calls).toHaveLength(4)
    expect(outcomes).toEqual([['a', 'recorded']])
  })

  it('tries only those again that the store was too busy for', async () => {
    const { clock, recorder, calls, outcomes, answer } = setUp()
    const busy: RecordOutcome = { kind: 'failed', code: 'unavailable', message: 'busy' }
    for (const content of ['in work', 'a', 'b']) await recorder.add(message(content))
    await answer('ok')

    await answer([recorded(message('a')), busy])
    clock.advance(100)
    await settle()
    await answer('ok')
    await recorder.drain()

    expect(calls).toEqual([['in work'], ['a', 'b'], ['b']])
    expect(outcomes.slice(1)).toEqual([
      ['a', 'recorded'],
      ['b', 'recorded'],
    ])
  })

  it('gives up on a busy store after six attempts, and says so', async () => {
    const { clock, recorder, calls, outcomes, answer } = setUp()
    await recorder.add(message('a'))

    for (let attempt = 0; attempt < 6; attempt++) {
      await answer(new AppError('unavailable', 'busy'))
      clock.advance(100 * 2 ** attempt)
      await settle()
    }
    await recorder.drain()

    expect(calls).toHaveLength(6)
    expect(outcomes).toEqual([['a', 'failed']])
  })

  it('reports a message that the store would not take', async () => {
    const { recorder, outcomes, errors, answer } = setUp()
    await recorder.add(message('a'))

    await answer(new TypeError('a fault'))
    await recorder.drain()

    expect(outcomes).toEqual([['a', 'failed']])
    expect(errors).toHaveLength(1)
  })
})
