import { describe, expect, it } from 'vitest'
import { annotateWith } from '../annotate/annotate.js'
import { compact } from '../compact.js'
import { buildConversation, type Conversation, type Unit } from '../conversation.js'
import type { Message } from '../types.js'
import { bareReplyTo, isBareQuestion, isBareReply, isFragment, questionOf } from './answers.js'

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

/** Turns of a user and an assistant in alternation. */
const served = (...turns: readonly string[]): Message[] =>
  turns.map((content, at) => ({ id: `m${at}`, role: at % 2 === 0 ? 'user' : 'assistant', content }))

const readServed = (language: string, ...turns: readonly string[]): Conversation =>
  buildConversation(
    served(...turns).map((message) => ({ message, annotation: annotateWith(message, language) })),
  )

describe('questionOf', () => {
  it.each([
    ['en', 'Does it have a sauna?', 'Yes, on the roof.', true],
    ['en', 'Is there a deposit?', 'No, only from ten people on.', true],
    ['en', 'Is there a laundry?', 'There is a small one next to the bakery, open until nine.', true],
    [
      'en',
      'Can we leave the boat there?',
      'Behind the mill there is room for twelve, and nobody pays.',
      true,
    ],
    ['en', 'Can we check in late?', 'Check-in is possible until midnight on all days.', false],
    ['en', 'Is Nadia there at 5?', 'Yes, with her dog.', false],
    ['de', 'Gibt es vegane Suppen?', 'Ja, drei und zwei Kuchen.', true],
    ['fr', 'Vous prêtez un vélo ?', 'Oui, avec une caution.', true],
  ])('%s: %j, answered by %j: %s', (language, asked, answer, leans) => {
    const conversation = readServed(language, asked, answer, 'Thanks.')
    const unit = conversation.units[conversation.unitStarts[1] as number] as Unit
    expect(questionOf(conversation, unit)).toBe(leans ? conversation.units[0] : undefined)
  })

  it('asks for a fragment only among named people', () => {
    const conversation = read('Can we leave the boat there?', 'Behind the mill there is room for twelve.')
    expect(questionOf(conversation, conversation.units[1] as Unit)).toBeUndefined()
  })
})

describe('isBareReply', () => {
  it.each([
    ['fr', 'Oui, bien sûr.', true],
    ['de', 'Gerne!', true],
    ['de', 'Ja, drinnen.', false],
    ['en', 'Yes, economy.', false],
    ['en', 'No.', true],
  ])('%s %j: %s', (language, text, expected) => {
    const conversation = readServed(language, text)
    expect(isBareReply(conversation, first(conversation))).toBe(expected)
  })
})

describe('a German booking at every size', () => {
  const messages = served(
    'Hallo, ich möchte am Freitag eine Hütte mieten',
    'Gerne! Für wie viele Personen?',
    'sechs, davon zwei Kinder',
    'Die Hütte Birkenau ist frei und kostet 140 Euro.',
    'Nehme ich, auf den Namen Hollweg',
    'Die Hütte Birkenau ist für Freitag auf Hollweg reserviert, sechs Personen.',
    'Gibt es vegane Brotzeiten?',
    'Ja, zwei am Abend und eine am Morgen.',
    'Und kann man dort grillen?',
    'Hinter dem Haus steht ein Rost, er ist kostenlos.',
    'Danke, bis Freitag!',
  )
  const texts = Array.from({ length: 60 }, (_, at) => compact(messages, { targetTokens: 30 + 2 * at }).text)

  it.each([
    ['vegane', 'zwei am Abend'],
    ['grillen', 'ein Rost'],
  ])('has the question on %s with its answer or neither', (question, answer) => {
    expect(texts.filter((text) => text.includes(question) !== text.includes(answer))).toEqual([])
    expect(texts.some((text) => text.includes(question))).toBe(true)
    expect(texts.some((text) => !text.includes(question))).toBe(true)
  })

  it('keeps what was reserved rather than goodbyes', () => {
    expect(compact(messages, { targetTokens: 60 }).text).toContain('auf Hollweg reserviert')
    expect(texts.filter((text) => text.includes('bis Freitag') && !text.includes('grillen')).length).toBe(0)
  })
})
