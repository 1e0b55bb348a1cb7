import { describe, expect, it } from 'vitest'
import { annotate } from '../annotate/annotate.js'
import { buildConversation } from '../conversation.js'
import type { Message } from '../types.js'
import { ownStateElsewhere } from './own-states-elsewhere.js'
import { findSuperseded } from './supersession.js'

/** Whether the first statement is gone once the second was said. */
function isReplaced(first: string, second: string): boolean {
  const turns = [
    'Hello there.',
    'Hi.',
    first,
    'Noted.',
    'What is a levee?',
    'A dam by a river.',
    second,
    'Noted.',
  ]
  const messages = turns.map(
    (content, at): Message => ({ id: `m${at}`, role: at % 2 === 0 ? 'user' : 'assistant', content }),
  )
  const conversation = buildConversation(
    messages.map((message) => ({ message, annotation: annotate(message) })),
  )
  return [...findSuperseded(conversation).keys()].some(
    (index) => conversation.units[index]?.messageIndex === 2,
  )
}

describe('what people tell of themselves', () => {
  it.each([
    ['I live in Bergen.', "We've relocated to Trondheim."],
    ['I report to Kenji.', 'As of Monday I report to Solveig.'],
    ['I work at a bakery in Ghent.', 'Since April I work at a brewery in Ghent.'],
    ['I weigh 82 kg.', "I'm down to 78 kg."],
    ['I take the train at 8:05.', "I've started taking the train at 8:35."],
    ['The budget for the cellar is 900 euros.', 'We can only spend 700 euros on the cellar.'],
    ['My favourite tea is Assam.', 'Darjeeling has become my favourite tea.'],
    ['Lena is the contact for the caterer.', 'Marek is now the contact for the caterer instead of Lena.'],
  ])('%s %s: the first no longer holds', (first, second) => expect(isReplaced(first, second)).toBe(true))

  it.each([
    ['The budget for the cellar is 900 euros.', 'We can only spend 700 euros on the roof.'],
    ['I live in Bergen.', 'My parents live in Trondheim now.'],
    ['I drive a Fiat.', 'My wife drives a Toyota these days.'],
    ["I'm working on a new mural.", 'We are currently working on the floor now.'],
    ["I'm staying calm about the move.", "I'm staying at the Albatross now."],
    ['I work at a bakery in Ghent.', 'I also work at a brewery in Ghent now.'],
    ['My manager is Kenji.', "Kenji's manager is now Solveig."],
    ['The store closes at 20:00 on weekdays.', 'On Saturdays the store closes at 16:00 from now on.'],
    ['My favourite tea is Assam.', 'My favourite coffee has become Sidamo.'],
  ])('%s %s: both hold', (first, second) => expect(isReplaced(first, second)).toBe(false))
})

describe('the same elsewhere', () => {
  const says = (text: string, language: string) => ownStateElsewhere(text, language)

  it.each([
    ['de', 'Ich wohne in Soest.', 'Wir sind im Mai nach Hamm gezogen.'],
    ['de', 'Unsere Trainerin ist Frau Lindt.', 'Seit Juni ist Herr Olsen unser Trainer.'],
    ['fr', "J'habite à Dole.", 'Nous avons déménagé à Gap.'],
    ['fr', 'Ma voisine est Madame Roux.', 'Depuis mai, mon voisin est Monsieur Blin.'],
    ['es', 'Vivo en Lugo.', 'Me he mudado a Teruel.'],
    ['pt', 'Trabalho na Lusitânia.', 'Agora trabalho no Banco Verde.'],
  ])('%s: “%s” and “%s” are of one thing', (language, first, second) => {
    const [before, after] = [says(first, language), says(second, language)]
    expect(before).toBeDefined()
    expect(after?.key).toBe(before?.key)
    expect(after?.isChange).toBe(true)
  })

  it.each([
    ['de', 'Meine Eltern sind nach Hamm gezogen.'],
    ['de', 'Die Chefin meiner Frau ist Frau Olsen.'],
    ['fr', 'Mes parents ont déménagé à Gap.'],
    ['es', 'Mi hermana vive en Teruel.'],
  ])('%s: “%s” tells of somebody else', (language, text) => expect(says(text, language)).toBeUndefined())
})
