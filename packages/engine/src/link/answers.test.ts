import { describe, expect, it } from 'vitest'
import { annotateWith } from '../annotate/annotate.js'
import { compact } from '../compact.js'
import { buildConversation, type Conversation, type Unit } from '../conversation.js'
import type { Message } from '../types.js'
import { bareReplyTo, isBareQuestion, isFragment } from './answers.js'

/** Turns of two named people in alternation. */
const talk = (...turns: readonly string[]): Message[] =>
  turns.map((content, at) => ({ id: `m${at}`, role: 'user', name: at % 2 === 0 ? 'Ida' : 'Ravi', content }))

const read = (...turns: readonly string[]): Conversation =>
  buildConversation(talk(...turns).map((message) => ({ message, annotation: annotateWith(message, 'en') })))

const first = (conversation: Conversation): Unit => conversation.units[0] as Unit

describe('isBareQuestion', () => {
  it.each([
    ['Is there parking?', 'Behind the church.', true],
    ['Which floor?', 'The fourth.', true],
    ['Did Nadia call at 5?', 'She was at the mill.', false],
    ['Is the boat that we rented last summer still in the harbour by the mill?', 'It was sold.', false],
    ['Is it far?', 'No.', false],
    ['There is parking.', 'Behind the church.', false],
  ])('%j, answered by %j: %s', (asked, answer, isBare) => {
    const conversation = read(asked, answer)
    expect(isBareQuestion(conversation, first(conversation))).toBe(isBare)
  })

  it('leaves the newest question: it is still open', () => {
    const conversation = read('Is there parking?')
    expect(isBareQuestion(conversation, first(conversation))).toBe(false)
  })
})

describe('bareReplyTo', () => {
  it('finds a yes or a no that says nothing else', () => {
    const conversation = read('Is it far?', 'No.')
    expect(bareReplyTo(conversation, first(conversation))).toBe(conversation.units[1])
  })

  it('finds none where the answer has content', () => {
    const conversation = read('Is it far?', 'Two miles from the mill.')
    expect(bareReplyTo(conversation, first(conversation))).toBeUndefined()
  })
})

describe('isFragment', () => {
  it.each([
    ['Behind the church.', true],
    ['Behind the church there are twelve places for visitors.', false],
  ])('%j: %s', (text, expected) => {
    expect(isFragment(first(read(text)))).toBe(expected)
  })
})

describe('a chat at every size', () => {
  const messages = talk(
    'Morning! Who brings the projector on Thursday?',
    'Not me, mine broke.',
    'Then I bring the old one from school.',
    'Where do we meet? The library is closed.',
    'Parish hall, 18:30. I have got the key.',
    'Is there parking?',
    'Behind the church.',
    'Good. I come by car from Leeds, my shift ends at half six.',
    'Fine. Dr Hale has the flu, her colleague Dr Nuru speaks about hedgehogs.',
    'Lovely.',
  )

  it('has the question with its answer or neither', () => {
    const sizes = Array.from({ length: 50 }, (_, at) => 20 + 2 * at)
    const texts = sizes.map((targetTokens) => compact(messages, { targetTokens }).text)
    const alone = texts.filter((text) => text.includes('parking?') && !/behind (?:the )?church/i.test(text))
    expect(alone).toEqual([])
    expect(texts.some((text) => text.includes('parking?'))).toBe(true)
    expect(texts.some((text) => !text.includes('parking?'))).toBe(true)
  })
})
