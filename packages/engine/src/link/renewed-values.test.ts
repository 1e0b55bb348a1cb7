import { describe, expect, it } from 'vitest'
import { annotate } from '../annotate/annotate.js'
import { buildConversation, textOf } from '../conversation.js'
import type { Message } from '../types.js'
import { findRenewedValues } from './renewed-values.js'

/** Turns "u: …", "a: …" or "Ines: …"; what is overtaken, and by what. */
function renewed(language: string, ...turns: readonly string[]): string[] {
  const messages = turns.map((turn, at): Message => {
    const [, who = 'u', content = ''] = /^(\p{L}+): (.*)$/u.exec(turn) ?? []
    const isNamed = who !== 'u' && who !== 'a'
    return {
      id: `m${at}`,
      role: who === 'a' ? 'assistant' : 'user',
      content,
      ...(isNamed ? { name: who } : {}),
    }
  })
  const conversation = buildConversation(
    messages.map((message) => ({ message, annotation: annotate(message, { language }) })),
  )
  const said = (index: number) => {
    const unit = conversation.units[index]
    return unit === undefined ? '' : textOf(conversation, unit)
  }
  return [...findRenewedValues(conversation)]
    .map(([before, after]) => `${said(before)} → ${said(after)}`)
    .sort()
}

describe('a value given anew by a clause that names nothing', () => {
  it('is what was asked for and granted', () => {
    expect(
      renewed(
        'en',
        'u: A court for Tuesday at 6 please.',
        'a: Tuesday at 6 is booked.',
        'u: and at 7?',
        'a: 7 works as well.',
      ),
    ).toEqual([
      'A court for Tuesday at 6 please. → 7 works as well.',
      'Tuesday at 6 is booked. → 7 works as well.',
    ])
  })

  it('is not what was refused, or asked of another thing', () => {
    expect(
      renewed('en', 'u: A court for Tuesday at 6 please.', 'u: and at 7?', 'a: 7 is taken, sorry.'),
    ).toEqual([])
    expect(
      renewed(
        'en',
        'a: Your haircut is on Tuesday 4 March at 9.',
        'u: and the eye test?',
        'a: Thursday 13 March.',
        'u: thursday is fine',
      ),
    ).toEqual([])
  })

  it('is what is told with its reason', () => {
    expect(
      renewed('en', 'u: The ferry leaves on Sunday.', 'a: Noted.', "u: they cancelled it, so it's Tuesday"),
    ).toEqual(["The ferry leaves on Sunday. → they cancelled it, so it's Tuesday"])
    expect(renewed('en', 'u: The roof will cost about 900.', 'a: I see.', 'u: 1150 in the end')).toEqual([
      'The roof will cost about 900. → 1150 in the end',
    ])
    expect(
      renewed('en', 'u: The roof will cost about 900.', 'a: I see.', "u: the neighbours' one was 1150"),
    ).toEqual([])
  })

  it('is what people settle on, and not what one of them says of himself', () => {
    expect(renewed('en', 'Ada: friday at 5 at mine', 'Bo: work till 6. 6.30?', 'Ada: 6.30 then')).toEqual([
      'friday at 5 at mine → 6.30 then',
    ])
    expect(renewed('en', 'Ada: friday at 5 at mine', "Bo: I'm there at 6", 'Ada: ok')).toEqual([])
  })

  it('is not what somebody has asked about in between', () => {
    expect(renewed('en', 'Ada: train at 8:05', 'Bo: ok', 'Cy: lunch? 7:15?', 'Ada: 7:15 works')).toEqual([])
    expect(renewed('en', 'Ada: 310 each', 'Bo: and the deposit?', 'Ada: 930 each then')).toEqual([])
    expect(
      renewed('en', 'u: 10 please', 'a: Booked for 10. And the boat at 14 or 16?', 'u: 16 then'),
    ).toEqual([])
    expect(
      renewed('de', 'u: Bitte 20 Brezeln.', 'a: Notiert. Und Brötchen, wie viele?', 'u: dann 25'),
    ).toEqual([])
  })

  it('is an order for another number of the same', () => {
    expect(
      renewed('de', 'u: Bitte 20 Brezeln.', 'a: Notiert.', 'u: machen Sie 25', 'a: 25, geändert.'),
    ).toEqual(['Bitte 20 Brezeln. → machen Sie 25'])
    expect(renewed('de', 'a: Die 22,93 Euro gehen am 1. März ab.', 'u: Machen Sie 40')).toEqual([])
  })

  it('reaches far where the speaker names what changed', () => {
    const between = Array.from({ length: 12 }, (_, at) => (at % 2 === 0 ? 'u: And the weather?' : 'a: Mild.'))
    expect(
      renewed(
        'en',
        'u: The open day is on 6 October.',
        ...between,
        'u: The open day slips a week. So the 13th.',
      ),
    ).toEqual(['The open day is on 6 October. → So the 13th.'])
    expect(
      renewed(
        'en',
        'u: The recital is on 6 October.',
        ...between,
        'u: The open day slips a week. So the 13th.',
      ),
    ).toEqual([])
  })

  it('is read in other languages', () => {
    expect(
      renewed(
        'de',
        'u: Einen Termin am Montag um 9, bitte.',
        'a: Montag 9 Uhr steht.',
        'u: geht auch 11?',
        'a: 11 Uhr ist leider belegt.',
      ),
    ).toEqual([])
    expect(
      renewed('de', 'u: Der Einzug ist am 14. März.', 'a: Gut.', 'u: verschoben, es wird der 21.'),
    ).toEqual(['Der Einzug ist am 14. März. → verschoben, es wird der 21.'])
    expect(
      renewed(
        'fr',
        'u: Une table vendredi à 20h.',
        'a: Noté.',
        "u: 21h c'est possible ?",
        'a: Oui, 21h, pas de souci.',
      ),
    ).toHaveLength(1)
    expect(
      renewed(
        'fr',
        'u: Une table vendredi à 20h.',
        'a: Noté.',
        "u: 21h c'est possible ?",
        "a: Oui, 21h, c'est modifié.",
      ),
    ).toEqual(["Une table vendredi à 20h. → Oui, 21h, c'est modifié."])
    expect(renewed('es', 'u: Somos diez para la cena.', 'a: Apuntado.', 'u: al final seremos doce')).toEqual([
      'Somos diez para la cena. → al final seremos doce',
    ])
    expect(renewed('pt', 'u: Vamos ser oito no jantar.', 'a: Certo.', 'u: no almoço somos seis')).toEqual([])
  })
})
