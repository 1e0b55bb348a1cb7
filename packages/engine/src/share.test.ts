import { describe, expect, it } from 'vitest'
import { annotateWith } from './annotate/annotate.js'
import { ADAPTIVE_RATIO } from './constants.js'
import { buildConversation } from './conversation.js'
import { score } from './score.js'
import { adaptiveRatio } from './share.js'
import type { Message } from './types.js'

const conversationOf = (contents: readonly string[]) =>
  buildConversation(
    contents.map((content, at) => {
      const message: Message = { id: `m${at}`, role: at % 2 === 0 ? 'user' : 'assistant', content }
      return { message, annotation: annotateWith(message, 'en') }
    }),
  )

const tokensOf = (conversation: ReturnType<typeof conversationOf>) =>
  conversation.entries.reduce((sum, { annotation }) => sum + annotation.tokenCount, 0)

const shareOf = (contents: readonly string[]): number => {
  const conversation = conversationOf(contents)
  return adaptiveRatio(conversation, score(conversation), tokensOf(conversation))
}

const PLACES = ['Porto', 'Bergen', 'Lucca', 'Ghent', 'Cork', 'Graz', 'Malmo', 'Turin']
const statements = PLACES.map(
  (place, at) => `The ${place} office opens on ${at + 3} March with ${at + 12} desks.`,
)
const talk = statements.flatMap((statement) => [
  statement,
  'Oh okay, that sounds really good to me, thank you so much!',
])

describe('adaptiveRatio', () => {
  it('is the most where every unit is worth its tokens, or where nothing was said', () => {
    const conversation = conversationOf(statements)
    const even = { salience: Float64Array.from(conversation.units, () => 1), level: 0 }
    expect(adaptiveRatio(conversation, even, tokensOf(conversation))).toBe(ADAPTIVE_RATIO.max)
    expect(adaptiveRatio(conversation, even, 0)).toBe(ADAPTIVE_RATIO.max)
  })

  it('is less where formulas take the space', () => {
    expect(shareOf(talk)).toBeLessThan(shareOf(statements))
  })

  it('is less where one part holds all that counts, and never below its bound', () => {
    const conversation = conversationOf(statements)
    const uneven = {
      salience: Float64Array.from(conversation.units, ({ index }) => (index === 0 ? 1 : 1e-6)),
      level: 0,
    }
    expect(adaptiveRatio(conversation, uneven, tokensOf(conversation))).toBe(ADAPTIVE_RATIO.min)
  })

  it('does not change with the level of the scores', () => {
    const conversation = conversationOf(talk)
    const scores = score(conversation)
    const raised = { salience: scores.salience.map((one) => one * 7), level: scores.level - Math.log(7) }
    expect(adaptiveRatio(conversation, raised, tokensOf(conversation))).toBe(
      adaptiveRatio(conversation, scores, tokensOf(conversation)),
    )
  })
})
