import { describe, expect, it } from 'vitest'
import { annotate } from '../annotate/annotate.js'
import { buildConversation, textOf } from '../conversation.js'
import type { Message } from '../types.js'
import { chainsOf, findSuperseded } from './supersession.js'

/** The replaced sentences and what replaced them, of a talk in which only the user speaks of values. */
function replaced(sentences: readonly string[], language = 'en', speakers: readonly string[] = []) {
  const messages = sentences.map(
    (content, at): Message => ({
      id: `m${at}`,
      role: 'user',
      content,
      ...(speakers[at] ? { name: speakers[at] } : {}),
    }),
  )
  const conversation = buildConversation(
    messages.map((message) => ({ message, annotation: annotate(message, { language }) })),
  )
  const successor = findSuperseded(conversation)
  const inForce = chainsOf(successor)
  const text = (index: number) => {
    const unit = conversation.units[index]
    return unit === undefined ? '' : textOf(conversation, unit)
  }
  return [...successor.keys()].map((index) => [text(index), text(inForce(index))])
}

describe('findSuperseded', () => {
  it.each([
    ['The harvest walk starts at 9:30.', 'Change of plan: the harvest walk starts at 10:15.'],
    ['Our plumber is called Sandro.', 'We switched plumbers, the new one is called Ilse.'],
    ['The greenhouse costs 2400 euros.', 'Turns out the greenhouse is 2650 euros.'],
    ['My fencing lesson is on Tuesday.', 'The fencing lesson has moved to Thursday.'],
    ['We store the canoes with Bootswerk.', 'We no longer store the canoes there, they are at Hafenhof.'],
  ])('replaces %j', (before, after) => {
    expect(replaced([before, 'It was windy all day.', after])).toEqual([[before, after]])
  })

  it.each([
    [
      'fr',
      'Ma mère se fait opérer de la hanche le 12 juin.',
      "L'opération de la hanche est décalée, au 26 juin.",
    ],
    ['fr', 'Le déménagement du piano est le 3 mai.', 'Le déménagement du piano est repoussé au 10 mai.'],
    [
      'es',
      'La operación de rodilla es el 12 de junio.',
      'La operación de rodilla queda aplazada al 26 de junio.',
    ],
    [
      'pt',
      'A cirurgia do joelho é no dia 12 de junho.',
      'A cirurgia do joelho foi antecipada para 6 de junho.',
    ],
    [
      'de',
      'Die Operation am Knie ist am 12. Juni.',
      'Die Operation am Knie wurde vorverlegt, auf den 6. Juni.',
    ],
  ])('replaces what was put off or brought forward (%s)', (language, before, after) => {
    expect(replaced([before, 'Paul.', after], language)).toEqual([[before, after]])
  })

  it('follows a value that changed twice', () => {
    const [first, second, third] = [
      'The parade is on 3 May.',
      'Actually the parade is on 5 May.',
      'Sorry, the parade is on 9 May instead.',
    ]
    const found = replaced([first ?? '', second ?? '', third ?? ''])
    expect(found).toEqual([
      [first, third],
      [second, third],
    ])
  })

  it.each([
    ['another subject', 'The ferry leaves at 8:10.', 'Actually the museum opens at 9:00.'],
    ['another kind of value', 'The cabin is near Piran.', 'Actually the cabin costs 90 euros.'],
    ['the same value', 'The choir sings on Friday.', 'Actually the choir sings on Friday as planned.'],
    ['another person', 'Mara has locker 4417.', 'Actually Mira has locker 4471.'],
    [
      'a shared formula',
      'Dagmar has the extension 3694 now.',
      'They have changed the rent, we pay 2400 euros from now on.',
    ],
    ['what else was said', 'The 300 lamps are stored in Delft.', 'Actually there are 280 lamps.'],
    ['no correction', 'Mara has locker 4417.', 'Mira has locker 4471.'],
  ])('leaves %s alone', (_why, before, after) => {
    expect(replaced([before, after])).toEqual([])
  })

  it('leaves what someone else said alone', () => {
    expect(replaced(['My train is at 7:05.', 'Actually my train is at 8:20.'], 'en', ['Ola', 'Per'])).toEqual(
      [],
    )
  })

  it('reads corrections in other languages', () => {
    const [before, after] = [
      'Das Konzert ist am 3. Juni.',
      'Doch lieber verschieben: das Konzert ist am 10. Juni.',
    ]
    expect(replaced([before ?? '', after ?? ''], 'de')).toEqual([[before, after]])
  })
})

describe('chainsOf', () => {
  it('leads to the end of a chain, wherever it is entered and in whatever order', () => {
    const length = 200_000
    const successor = new Map(Array.from({ length }, (_, at) => [at, at + 1]))
    const inForce = chainsOf(successor)
    // Followed step by step from each unit, this would be 2 × 10¹⁰ steps.
    const ends = new Set([...successor.keys()].map(chainsOf(successor)))
    expect([...ends]).toEqual([length])
    expect(chainsOf(successor)(0)).toBe(length)
    expect(inForce(length + 7)).toBe(length + 7)
  })
})
