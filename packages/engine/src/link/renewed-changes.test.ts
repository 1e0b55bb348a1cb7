import { describe, expect, it } from 'vitest'
import { annotate } from '../annotate/annotate.js'
import { buildConversation, textOf } from '../conversation.js'
import type { Message } from '../types.js'
import { findRenewedChanges } from './renewed-changes.js'

type Turn = readonly [who: string, said: string]

function replaced(language: string, turns: readonly Turn[]): readonly string[] {
  const messages = turns.map(([who, content], at): Message => {
    const base = { id: `m${at}`, timestamp: '2026-03-02T09:00:00Z' }
    if (who.startsWith('→')) {
      const toolCalls = [{ id: `c${at}`, name: who.slice(2), arguments: content }]
      return { ...base, role: 'assistant', content: '', toolCalls }
    }
    if (who === 'tool') return { ...base, role: 'tool', content, toolCallId: `c${at - 1}` }
    return { ...base, role: who === 'user' ? 'user' : 'assistant', content }
  })
  const conversation = buildConversation(
    messages.map((message) => ({ message, annotation: annotate(message, { language }) })),
  )
  return [...findRenewedChanges(conversation)].map(
    ([old, heir]) =>
      `${textOf(conversation, conversation.units[old] as never)} > ${textOf(conversation, conversation.units[heir] as never)}`,
  )
}

const BOOKED: readonly Turn[] = [
  ['user', 'Einen Tisch am Freitag um 19 Uhr bitte.'],
  ['→ tisch_reservieren', '{"kunde":"K-20931","tag":"2026-03-06","zeit":"19:00"}'],
  ['tool', '{"reservierung":"TR-5518","kunde":"K-20931"}'],
  ['assistant', 'Der Tisch ist für Freitag, den 6. März, um 19 Uhr reserviert, Nummer TR-5518.'],
]

describe('findRenewedChanges', () => {
  it('replaces what was booked, and what was asked for it, where a later call of its number gives another day', () => {
    const found = replaced('de', [
      ...BOOKED,
      ['user', 'Freitag bin ich doch weg, geht der Tag danach?'],
      ['→ reservierung_aendern', '{"reservierung":"TR-5518","tag":"2026-03-07","zeit":"19:00"}'],
      ['tool', '{"status":"ok"}'],
      ['assistant', 'Die Reservierung ist auf Samstag, den 7. März verlegt.'],
    ])
    expect(found).toEqual([
      'Einen Tisch am Freitag um 19 Uhr bitte. > Die Reservierung ist auf Samstag, den 7. März verlegt.',
      'Der Tisch ist für Freitag, den 6. März, um 19 Uhr reserviert, Nummer TR-5518. > Die Reservierung ist auf Samstag, den 7. März verlegt.',
    ])
  })

  it.each([
    [
      'a change of something else of it',
      '{"reservierung":"TR-5518","telefon":"0151 2233445"}',
      '{"status":"ok"}',
    ],
    [
      'another thing of the same customer',
      '{"kunde":"K-20931","tag":"2026-03-08"}',
      '{"reservierung":"TR-6001"}',
    ],
    ['a change that failed', '{"reservierung":"TR-5518","tag":"2026-03-07"}', '{"error":"ausgebucht"}'],
  ])('leaves it standing beside %s', (_, given, result) => {
    const found = replaced('de', [
      ...BOOKED,
      ['user', 'Und noch etwas.'],
      ['→ reservierung_aendern', given],
      ['tool', result],
      ['assistant', 'Notiert, Nummer 4.'],
    ])
    expect(found).toEqual([])
  })

  it('leaves a visit standing beside a second one for the same repair', () => {
    const visit = (day: string, at: string) =>
      [
        ['→ besuch_buchen', `{"reparatur":"RP-90377","tag":"${day}","zeit":"${at}"}`],
        ['tool', `{"besuch":"BK-${at.slice(0, 2)}906"}`],
        ['assistant', `Gebucht: ${day}, ${at} Uhr, Nummer BK-${at.slice(0, 2)}906.`],
      ] as const
    const found = replaced('de', [
      ['user', 'Die Therme tropft.'],
      ['→ reparatur_anlegen', '{"kunde":"K-20931","was":"Therme"}'],
      ['tool', '{"reparatur":"RP-90377"}'],
      ['assistant', 'Angelegt.'],
      ...visit('2026-03-06', '15:00'),
      ['user', 'Der Mann war da, das Teil kommt Montag.'],
      ...visit('2026-03-09', '09:00'),
    ])
    expect(found).toEqual([])
  })

  it('takes the report for the heir where calls are written as text, and no sentence of what was', () => {
    const found = replaced('de', [
      ['user', 'Ich hatte am Freitag einen Sturz. Einen Tisch am Freitag um 19 Uhr bitte.'],
      ...BOOKED.slice(1),
      ['user', 'Lieber am Samstag, und eine Mail.'],
      ['→ reservierung_aendern', '{"reservierung":"TR-5518","tag":"2026-03-07"}'],
      ['tool', '{"status":"ok"}'],
      ['→ mail_senden', '{"text":"Samstag"}'],
      ['tool', '{"status":"ok"}'],
      ['assistant', 'Der Tisch ist auf Samstag, den 7. März verlegt.'],
    ])
    expect(found.every((one) => one.endsWith('> Der Tisch ist auf Samstag, den 7. März verlegt.'))).toBe(true)
    expect(found.some((one) => one.startsWith('Ich hatte'))).toBe(false)
    expect(found.length).toBeGreaterThan(0)
  })

  it('replaces it where it is cancelled', () => {
    const found = replaced('de', [
      ...BOOKED,
      ['user', 'Doch nicht.'],
      ['→ reservierung_stornieren', '{"reservierung":"TR-5518"}'],
      ['tool', '{"status":"ok"}'],
      ['assistant', 'Die Reservierung TR-5518 ist storniert.'],
    ])
    expect(found.map((one) => one.split(' > ')[1])).toEqual(['Die Reservierung TR-5518 ist storniert.'])
  })

  it('does not fail on arguments that are no JSON', () => {
    expect(replaced('de', [...BOOKED, ['→ tisch_reservieren', '{"tag":'], ['tool', 'TR-5518']])).toEqual([])
  })
})
