import { describe, expect, it } from 'vitest'
import { annotate } from '../annotate/annotate.js'
import { buildConversation } from '../conversation.js'
import type { Message } from '../types.js'
import { findPutInstead } from './put-instead.js'

/** Messages in turn of a user and the assistant, the first of the user. */
function links(language: string, ...contents: readonly string[]): readonly string[] {
  const messages = contents.map(
    (content, at): Message => ({ id: `m${at}`, role: at % 2 === 0 ? 'user' : 'assistant', content }),
  )
  const conversation = buildConversation(
    messages.map((message) => ({ message, annotation: annotate(message, { language }) })),
  )
  const idOf = (unit: number) => messages[conversation.units[unit]?.messageIndex ?? -1]?.id
  return [...findPutInstead(conversation)].map(([old, anew]) => `${idOf(old)} → ${idOf(anew)}`)
}

describe('findPutInstead', () => {
  it('amends every sentence that says the old value of the thing, whoever said it', () => {
    expect(
      links(
        'en',
        'We want to switch over on 14 March.',
        'The checklist: switch the form on 14 March.',
        'Bad news: they do maintenance that day.',
        'Shall we wait then?',
        'Let us switch on 17 March instead, the shop is quiet.',
      ),
    ).toEqual(['m1 → m4', 'm0 → m4'])
  })

  it('finds the value in the part that names the thing', () => {
    expect(
      links(
        'en',
        'Next is the deposit. For cargo bikes it should be 150.',
        'Deposit: €50 per bike, €150 for the cargo bikes QC-101 and QC-102.',
        'Make the cargo deposit 120 euro instead.',
      ),
    ).toEqual(['m1 → m2', 'm0 → m2'])
  })

  it.each([
    ['en', 'Retries of the upload are set to 3.', 'Set the retries to 5.'],
    ['en', 'Pickup of the crates is at 7:30.', 'Could you change the pickup to 8:15?'],
    ['de', 'Die Kaution beträgt 400 Euro.', 'Setzen wir die Kaution auf 350 Euro.'],
    ['fr', 'La livraison est à 9h30.', 'Mettez la livraison à 10h30.'],
    ['es', 'El depósito es de 80 euros.', 'Baja el depósito a 60 euros.'],
    ['pt', 'A entrega é às 9:00.', 'Mude a entrega para as 10:30.'],
  ])('reads %s: %j, then %j', (language, old, anew) =>
    expect(links(language, old, 'Noted.', anew)).toEqual(['m0 → m2']),
  )

  it.each([
    ['The deposit for tents is 80 euro.', 'Make the deposit for boats 120 euro.'],
    ['Set the cache limit to 200 MB.', 'Set the upload limit to 500 MB.'],
    ['The grace period for tents is 14 days.', 'Make the discount for tents 21 percent.'],
    ['We launch the newsletter on 3 May.', 'Let us print the posters on 10 May instead of buying them.'],
    ['Room 4 has 12 chairs.', 'Set the chairs in room 7 to 20.'],
    ['The first payment is due on 1 June.', 'Move the second payment to 1 August.'],
    ['Retries are set to 3.', 'Would 5 retries be better?'],
  ])('leaves %j beside %j', (old, other) => expect(links('en', old, 'Noted.', other)).toEqual([]))

  it('leaves what people propose to each other', () => {
    const messages = ['The picnic is on 3 May.', 'Let us have the picnic on 10 May instead.'].map(
      (content, at): Message => ({ id: `m${at}`, role: 'user', name: ['Ida', 'Per'][at] as string, content }),
    )
    const entries = messages.map((message) => ({ message, annotation: annotate(message) }))
    expect(findPutInstead(buildConversation(entries)).size).toBe(0)
  })
})
