import { describe, expect, it } from 'vitest'
import { compact } from '../compact.js'
import type { Message } from '../types.js'

const constraintsOf = (content: string, role: Message['role'] = 'system') =>
  compact(
    [
      { id: 's', role, content },
      { id: 'u1', role: 'user', content: 'Hello, I need the lilac kayak for Saturday the 9th.' },
      {
        id: 'a1',
        role: 'assistant',
        content: 'The lilac kayak is free on Saturday the 9th. Shall I book it?',
      },
    ],
    { targetTokens: 400 },
  ).constraints.map(({ content: said }) => said)

const POLICY = `You are the desk of a boat hire by the lake. Today is the 4th of May.

Hiring. Boats of class C go out in pairs after six. A boat may be kept for two days at most. Money goes back as a voucher.

Look at the weather before you name an hour. A skipper has to be eighteen. Say nothing of who has which boat.

Boats: Lilac, Heron, Old Tom.`

describe('the policy of a system without a heading over it', () => {
  it('is what stands beside its norms, but neither who the listener is nor a list of names', () => {
    const listed = constraintsOf(`${POLICY}\n\nNever hire out a boat with a leak.`)
    expect(listed).toEqual(
      expect.arrayContaining([
        'Boats of class C go out in pairs after six.',
        'A boat may be kept for two days at most.',
        'Money goes back as a voucher.',
        'Look at the weather before you name an hour.',
        'A skipper has to be eighteen.',
        'Say nothing of who has which boat.',
        'Never hire out a boat with a leak.',
      ]),
    )
    expect(listed.join('\n')).not.toMatch(/desk of a boat hire|4th of May|Old Tom/)
  })

  it('is read in a table and in another language', () => {
    const table = `| matter | du darfst | du darfst nicht |
|---|---|---|
| Boote | Größe und Preis nennen | den Namen des Mieters nennen |

Die Miete muss vorab bezahlt sein. Höchstens zwei Boote gehen an eine Person.

Storno nur bis zum Vorabend. Erstattet wird in Gutscheinen.`
    const listed = constraintsOf(`Du bist der Verleih am See.\n\n${table}`)
    expect(listed.some((said) => said.includes('den Namen des Mieters nennen'))).toBe(true)
    expect(listed.filter((said) => said.startsWith('|') || said.startsWith('matter: matter'))).toEqual([])
    expect(listed).toEqual(
      expect.arrayContaining([
        'Höchstens zwei Boote gehen an eine Person.',
        'Erstattet wird in Gutscheinen.',
      ]),
    )
  })

  it('is a list under what describes the desk, its users and their account', () => {
    const listed =
      constraintsOf(`Desk agent of Lake Boats. Tools: find, book. Users are members; their berth is in the header.
Account: Ada Moller (no 7718), berth 4.
- Prices hold for two days and are per boat.
- No hire is moved after the boat has left.
- Rafts go through the yard and are never hired out here.
- A mooring is only ordered once the berth exists.
- State the berth in every confirmation.`)
    expect(listed.toSorted()).toEqual([
      'A mooring is only ordered once the berth exists.',
      'No hire is moved after the boat has left.',
      'Prices hold for two days and are per boat.',
      'Rafts go through the yard and are never hired out here.',
      'State the berth in every confirmation.',
    ])
  })

  it('is none where a system only tells what is the case', () => {
    const profile =
      'The user is Ada, a potter. She lives by the lake.\n\nShe has two kilns. Her studio opens at nine, and may move in May.'
    expect(constraintsOf(profile)).toEqual([])
  })

  it('is none in the words of a user, who pastes what another desk works by', () => {
    expect(constraintsOf(POLICY, 'user')).not.toContain('Money goes back as a voucher.')
  })
})
