import { describe, expect, it } from 'vitest'
import { annotateWith } from '../annotate/annotate.js'
import { buildConversation, textOf } from '../conversation.js'
import type { Message } from '../types.js'
import { findTurnedDown, PASSED_OVER } from './turned-down.js'

const passedOver = (language: string, ...turns: readonly string[]): readonly string[] => {
  const messages = turns.map(
    (content, at): Message => ({ id: `m${at}`, role: at % 2 === 0 ? 'user' : 'assistant', content }),
  )
  const conversation = buildConversation(
    messages.map((message) => ({ message, annotation: annotateWith(message, language) })),
  )
  const marks = findTurnedDown(conversation)
  return conversation.units
    .filter(({ index }) => marks[index] === PASSED_OVER)
    .map((unit) => textOf(conversation, unit))
}

describe('an offer refused for its price', () => {
  it.each([
    [
      'en',
      'A room?',
      'The Gannet has a double at 164 euros.',
      "that's over budget",
      'The Puffin has one at 98 euros.',
    ],
    [
      'en',
      'A room?',
      'The Gannet has a double at 164 euros.',
      'hmm, that is too much for us',
      'The Puffin has one at 98 euros.',
    ],
    [
      'de',
      'Ein Zimmer?',
      'Der Adler hat eines für 164 Euro.',
      'das ist mir zu teuer',
      'Die Krone hat eines für 98 Euro.',
    ],
    [
      'fr',
      'Une chambre ?',
      'La Mouette en a une à 164 euros.',
      "c'est trop cher",
      'Le Phare en a une à 98 euros.',
    ],
    [
      'es',
      '¿Una habitación?',
      'La Gaviota tiene una por 164 euros.',
      'uf, es mucho',
      'El Faro tiene una por 98 euros.',
    ],
    ['pt', 'Um quarto?', 'A Gaivota tem um por 164 euros.', 'é muito caro', 'O Farol tem um por 98 euros.'],
    ['zh', '有房间吗？', '海鸥旅馆每晚900元。', '太贵了', '灯塔旅馆每晚500元。'],
    [
      'ja',
      '部屋はありますか？',
      'かもめ荘は一泊32000円です。',
      'ちょっと高いです',
      '灯台荘は一泊21000円です。',
    ],
  ])('is passed over: %s', (language, asked, offer, refusal, next) => {
    expect(passedOver(language, asked, offer, refusal, next)).toEqual([offer])
  })

  it.each([
    [
      'takes the other part of it',
      'Standard is £9.40, next-day £17.',
      '17 is too much, standard is fine',
      'Standard it is, £9.40.',
    ],
    [
      'gets no other price',
      'The Gannet has a double at 164 euros.',
      "that's too much",
      'I am sorry to hear that.',
    ],
    [
      'minds no price',
      'The Gannet has a double at 164 euros.',
      'that is far from the station',
      'The Puffin has one at 98 euros.',
    ],
  ])('is not where the user %s', (_, offer, reply, next) => {
    expect(passedOver('en', 'What do you have?', offer, reply, next)).toEqual([])
  })
})
