import { describe, expect, it } from 'vitest'
import { compact } from '../compact.js'
import type { Message } from '../types.js'

type Turn = readonly ['user' | 'assistant', string]

const issuesOf = (...turns: readonly Turn[]): readonly string[] => {
  const messages: Message[] = turns.map(([role, content], at) => ({ id: `m${at}`, role, content }))
  return compact(messages, { targetTokens: 2_000 }).currentState.openIssues
}
const ASKED = ['user', 'How do things stand with the tent from Orchard & Co?'] as const

describe('what is not settled', () => {
  it.each([
    'Of the tent from Orchard & Co 59 euros are still open.',
    'For the tent £120 is outstanding until 4 May.',
    'The poles of your tent from Orchard & Co have not arrived yet.',
    'You still owe Mr Pell 40 euros for the tent.',
    'The debit card of Ms Ilves stays blocked.',
  ])('is an open issue: %s', (text) => {
    expect(issuesOf(ASKED, ['assistant', text], ['user', 'thanks'])).toHaveLength(1)
  })

  it.each([
    ['user', 'Für das Zelt von Orchard & Co sind 59 Euro noch offen.'],
    ['user', 'Il reste à payer 59 euros pour la tente de Rochard.'],
    ['user', 'Todavía no han llegado las piquetas de la tienda de Ferrán.'],
  ] as const)('is one in other languages: %s %s', (role, text) => {
    expect(issuesOf([role, text])).toHaveLength(1)
  })

  it.each([
    'The shop of Orchard & Co in Kirkby is still open at 8.',
    'The window in the bedroom is open.',
    'Pump 2 reads 0 while the valve is open.',
    'Nothing is to be paid, the tent is 59 euros in all.',
    'If the 59 euros are still open on 4 May, Mr Pell writes to you.',
    'Are the 59 euros for the tent still open?',
    'The account of Ms Ilves is open to everybody.',
  ])('is none where it only looks like it: %s', (text) => {
    expect(
      issuesOf(ASKED, ['assistant', text], ['user', 'thanks']).filter((one) => !one.endsWith('?')),
    ).toEqual([])
  })

  it('is none any more when somebody settled it', () => {
    const open = ['assistant', 'Of the tent from Orchard & Co 59 euros are still open.'] as const
    expect(issuesOf(ASKED, open, ['user', 'I paid the 59 euros this morning.'])).toEqual([])
    expect(issuesOf(ASKED, open, ['user', 'I have not paid the 59 euros yet.'])).toHaveLength(1)
  })
})
