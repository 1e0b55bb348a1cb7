import { describe, expect, it } from 'vitest'
import { compact } from '../compact.js'
import type { ItemType, Message, Role } from '../types.js'

const items = (...turns: readonly (readonly [Role, string])[]) =>
  compact(
    turns.map(
      ([role, content], at): Message => ({ id: `m${at}`, role, content, timestamp: '2026-03-04T09:00:00Z' }),
    ),
    { targetTokens: 2_000 },
  ).items

const typesOf = (content: string, ...turns: readonly (readonly [Role, string])[]): readonly ItemType[] =>
  items(...turns)
    .filter((item) => item.content.includes(content))
    .map(({ type }) => type)

const ORDER: readonly [Role, string] = ['user', 'Make it the 9th instead, the weir is closed before.']

describe('what an assistant says back', () => {
  it.each([
    'Changed: the inspection of the lock is on 9 April.',
    'Moved: the inspection of the lock starts on 9 April at ten.',
    'Then the divers come to the lock on 9 April.',
    'The inspection of the lock is now on 9 April.',
    'Okay, so the lock is inspected on 9 April.',
  ])('is a decision where its user laid it down: %s', (said) => {
    expect(
      typesOf(said.slice(said.indexOf('the ')), ['user', 'When is the lock inspected?'], ORDER, [
        'assistant',
        said,
      ]),
    ).toContain('decision')
  })

  it('is a fact where its user told it', () => {
    const said = 'Noted: the pump at the lock has the number P-4471.'
    expect(
      typesOf('the pump at the lock has', ['user', 'our pump says P-4471 on the plate'], ['assistant', said]),
    ).toEqual(['fact'])
  })

  it('is told in other languages', () => {
    expect(
      typesOf(
        'beginnt jetzt am 9. April',
        ['user', 'Bitte auf den 9. April verschieben, vorher ist das Wehr zu.'],
        ['assistant', 'Die Prüfung der Schleuse beginnt jetzt am 9. April.'],
      ),
    ).toEqual(['decision'])
    expect(
      typesOf(
        'queda para el 9 de abril',
        ['user', 'Ponla mejor el 9 de abril, antes está cerrada la presa.'],
        ['assistant', 'Hecho: la inspección de la esclusa queda para el 9 de abril.'],
      ),
    ).toEqual(['decision'])
  })

  it.each([
    ['asks', 'So the lock is inspected on 9 April?'],
    ['waits for a yes', 'Then the divers come to the lock on 9 April. Shall I?'],
    ['supposes', 'Then the divers could come to the lock on 9 April if the weir is dry.'],
    ['gives times to choose from', 'Then the divers come on 9 April at 10:00 or at 14:00.'],
    ['names nothing of its own', 'Then the 9th instead.'],
    ['heads a letter', 'Subject: inspection of the lock on 9 April and the weir on 10 April'],
  ])('is nothing where it %s', (_, said) => {
    expect(typesOf(said, ['user', 'When is the lock inspected?'], ORDER, ['assistant', said])).not.toContain(
      'decision',
    )
  })

  it('is nothing where the value was only asked about, or a rule gives it', () => {
    const said = 'Then the divers come to the lock on 9 April.'
    expect(typesOf(said, ['user', 'Could the divers come on 9 April?'], ['assistant', said])).not.toContain(
      'decision',
    )
    const echo = 'Noted: never more than 4 divers in the lock chamber.'
    expect(typesOf(echo, ['user', 'Never send more than 4 divers.'], ['assistant', echo])).not.toContain(
      'fact',
    )
  })

  it('is to come, though it opens with what was done', () => {
    const [item] = items(
      ['user', 'The divers called. The lock is inspected on Tuesday, number P-4471.'],
      ['assistant', 'Noted: P-4471, inspection of the lock on Tuesday.'],
    ).filter(({ content }) => content.includes('P-4471, inspection'))
    expect(item?.eventDate).toBe('2026-03-10')
  })
})

describe('an agreement with a limit', () => {
  it('is told with the limit', () => {
    const [decision] = items(
      ['user', 'What about the spare keys of the lock?'],
      ['assistant', 'I suggest that we keep two spare keys of the lock in the office.'],
      [
        'user',
        'Agreed. Not in the office though, it was broken into twice. Give them to the harbour master.',
      ],
      ['assistant', 'I will.'],
    ).filter(({ type }) => type === 'decision')
    expect(decision?.content).toBe(
      'Assistant: I suggest that we keep two spare keys of the lock in the office. → User: Agreed. Not in the office though, it was broken into twice. Give them to the harbour master.',
    )
    expect(decision?.evidence).toHaveLength(4)
  })

  it('is told without what only follows it', () => {
    const [decision] = items(
      ['assistant', 'I suggest that we keep two spare keys of the lock in the office.'],
      ['user', 'Agreed. I have to go now.'],
    ).filter(({ type }) => type === 'decision')
    expect(decision?.content).toMatch(/→ User: Agreed\.$/)
  })
})
