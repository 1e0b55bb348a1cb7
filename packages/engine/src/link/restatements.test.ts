import { describe, expect, it } from 'vitest'
import { annotate } from '../annotate/annotate.js'
import { buildConversation, textOf } from '../conversation.js'
import { score } from '../score.js'
import type { Message } from '../types.js'

interface Said {
  readonly by: 'user' | 'assistant'
  readonly text: string
}

/** Pairs of earlier and later sentence where the later one says the earlier one again. */
function restatedIn(said: readonly Said[]): readonly (readonly [string, string])[] {
  const messages = said.map(({ by, text }, at): Message => ({ id: `m${at}`, role: by, content: text }))
  const conversation = buildConversation(
    messages.map((message) => ({ message, annotation: annotate(message, { language: 'en' }) })),
  )
  const { restatedBy } = score(conversation)
  const text = (index: number) => {
    const unit = conversation.units[index]
    return unit ? textOf(conversation, unit) : ''
  }
  return [...restatedBy.entries()].flatMap(([earlier, later]) =>
    later < 0 ? [] : [[text(earlier), text(later)] as const],
  )
}

const assistant = (text: string): Said => ({ by: 'assistant', text })
const user = (text: string): Said => ({ by: 'user', text })
const AT_SEVEN = 'Shall I reserve the corner table at Brasserie Mirabel for four guests at 19:00?'
const AT_EIGHT = 'So I reserve the corner table at Brasserie Mirabel for four guests at 20:15?'

describe('findRestatements', () => {
  it('joins a statement with the one that gives it another value', () => {
    expect(
      restatedIn([assistant(AT_SEVEN), user('Make it a quarter past eight.'), assistant(AT_EIGHT)]),
    ).toEqual([[AT_SEVEN, AT_EIGHT]])
  })

  it('keeps statements about different names apart', () => {
    const first = 'The forecast for Lisbon on Tuesday is dry weather with 21 degrees.'
    const second = 'The forecast for Bergen on Tuesday is dry weather with 9 degrees.'
    expect(restatedIn([assistant(first), user('And further north?'), assistant(second)])).toEqual([])
  })

  it('keeps numbered things apart', () => {
    const talk = [
      assistant('Locker 4417 in the east hall went to Tomas.'),
      assistant('Locker 4471 in the east hall went to Tamas.'),
    ]
    expect(restatedIn(talk)).toEqual([])
  })

  it('keeps what two speakers say apart', () => {
    expect(restatedIn([user(AT_SEVEN), assistant(AT_EIGHT)])).toEqual([])
  })

  it('forgets after a long while', () => {
    const between = Array.from({ length: 50 }, (_, at) => user(`Crate ${at} went to hall ${at + 100}.`))
    expect(restatedIn([assistant(AT_SEVEN), ...between, assistant(AT_EIGHT)])).toEqual([])
  })

  it('leaves a longer statement that holds more than the later one', () => {
    const long = `${AT_SEVEN.slice(0, -1)}, with a high chair, the tasting menu, no shellfish, parking for two cars and a cake?`
    expect(
      restatedIn([
        assistant(long),
        user('Yes.'),
        assistant('I reserve the corner table at Brasserie Mirabel.'),
      ]),
    ).toEqual([])
  })
})
