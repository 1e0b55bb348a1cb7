import { describe, expect, it } from 'vitest'
import { compact } from './compact.js'
import type { Message } from './types.js'

const LONG_ANSWER = Array.from(
  { length: 14 },
  (_, at) =>
    `The ${['gate', 'lock', 'basin', 'towpath'][at % 4]} is filled by a sluice that was ${at + 2} metres wide in those days.`,
).join(' ')

const chat = (asked: string, told: string, answer: string): Message[] => {
  const messages: Message[] = [{ id: 'first', role: 'user', content: 'Hello, I plan my allotment with you.' }]
  const say = (role: 'user' | 'assistant', content: string) =>
    messages.push({ id: `m${messages.length}`, role, content })
  say('assistant', answer)
  say('user', asked)
  say('assistant', answer)
  say('user', told)
  say('assistant', answer)
  say('user', 'thanks, go on')
  return messages
}

/** Whether a sentence stands in a text of that size. */
const isKept = (messages: readonly Message[], said: string, targetTokens: number): boolean =>
  compact(messages, { targetTokens, explain: true }).manifest?.find(({ text }) => text === said)?.fate !==
  'dropped'

describe('what a user asks an assistant in passing', () => {
  const asked = 'Please summarise what matters about canal locks in five points.'
  const told = 'The well in the garden gives water on Tuesdays alone.'

  it('goes before what the user tells', () => {
    const messages = chat(asked, told, LONG_ANSWER)
    const budgets = Array.from({ length: 30 }, (_, at) => 14 + 2 * at)
    const first = budgets.find((budget) => isKept(messages, asked, budget)) ?? Infinity
    const firstTold = budgets.find((budget) => isKept(messages, told, budget)) ?? Infinity
    expect(firstTold).toBeLessThan(first)
  })
})
