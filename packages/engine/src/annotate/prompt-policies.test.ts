import { describe, expect, it } from 'vitest'
import { compact } from '../compact.js'

const constraintsOf = (prompt: string): string =>
  compact([
    { id: 's', role: 'system', content: prompt },
    { id: 'u', role: 'user', content: 'Hello there.' },
  ])
    .constraints.map(({ content }) => content)
    .join('\n')

describe('what a prompt says is not done, done only so, or must be done', () => {
  it.each([
    ['You help riders of a bike hire.', 'Deposits are never refunded in cash.'],
    ['You help riders of a bike hire.', 'The mechanic works on weekdays only.'],
    ['You help riders of a bike hire.', 'Minors are not served without a parent.'],
    ['You are the concierge of a hotel.', 'Nobody but the guest gets the room number.'],
    ['You write texts for a tea shop.', 'No superlatives.'],
    ['You write texts for a tea shop.', 'British spelling throughout.'],
    ['You write texts for a tea shop.', "Words like 'unique' are out."],
    ['You are a coding assistant.', 'Type any is not accepted.'],
    ['You keep an inbox.', 'Newsletters can be archived right away.'],
    ['Du hilfst in der Gärtnerei.', 'Pflanzen werden nicht zurückgenommen.'],
    ['Du hilfst in der Gärtnerei.', 'Ohne Kundennummer keine Auskunft.'],
    ["Tu es l'assistant de la librairie.", 'Les prix ne se négocient pas.'],
    ['Eres el asistente de la biblioteca.', 'Los libros raros nunca salen de la sala.'],
    ['Você atende a oficina.', 'Peças usadas não são devolvidas.'],
    ['Вы помогаете клиентам проката.', 'Залог наличными не возвращается.'],
    ['你是租车店的助理。', '押金不以现金退还。'],
    ['あなたは貸自転車の係です。', '保証金は現金では返金しません。'],
  ])('%s %s', (opening, policy) => {
    expect(constraintsOf(`${opening} ${policy}`)).toContain(policy)
  })

  it.each([
    ['You help riders of a bike hire.', 'We have no branch in Ghent.'],
    ['You help riders of a bike hire.', 'The old shop was never open on Mondays.'],
    ['You help riders of a bike hire.', 'Our number is no 14.'],
    ['You help riders of a bike hire.', 'The yard may move in May.'],
    ['Du hilfst in der Gärtnerei.', 'In Kiel gibt es keine Filiale.'],
    ["Tu es l'assistant de la librairie.", "Il n'y a pas de rayon jeunesse."],
    ['Eres el asistente de la biblioteca.', 'No hay ascensor en el edificio.'],
    ['Você atende a oficina.', 'Não há elevador no prédio.'],
  ])('tells of the house, and orders nothing: %s %s', (opening, told) => {
    expect(constraintsOf(`${opening} ${told}`)).not.toContain(told)
  })
})
