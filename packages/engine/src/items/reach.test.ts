import { describe, expect, it } from 'vitest'
import { annotate } from '../annotate/annotate.js'
import { buildConversation, type Unit } from '../conversation.js'
import type { AnnotatedMessage, Message } from '../types.js'
import { itemReader } from './items.js'
import { reachOf } from './reach.js'

const TALK: readonly (readonly [string, (number: number) => string])[] = [
  ['Ann', (number) => `Shall we meet at pier ${number} on Friday?`],
  ['Bob', () => 'Works for me.'],
  ['Cleo', () => 'Agreed.'],
  ['Ann', (number) => `Who brings the grill number ${number}?`],
  ['Bob', () => 'Me.'],
  ['Cleo', (number) => `Tarik, can you send me the member list of club ${number}?`],
  ['Tarik', () => 'Sure.'],
  ['Bob', (number) => `Dark blue on white for boat ${number}`],
  ['Cleo', (number) => `ok dark blue on white for boat ${number}`],
  ['Ann', (number) => `I'll bring ${number} folding chairs from Linz.`],
  ['Bob', () => 'Great, thanks.'],
  ['Cleo', () => 'The wind was strong again, and nobody was on the water.'],
  ['Ann', () => 'My knee is better.'],
]
const ROUNDS = 60

const conversation = buildConversation(
  Array.from({ length: ROUNDS }, (_, round) => TALK.map(([name, say]) => [name, say(100 + round)] as const))
    .flat()
    .map(([name, content], at): AnnotatedMessage => {
      const timestamp = `2026-03-${String(1 + Math.floor(at / 60)).padStart(2, '0')}T10:00:00Z`
      const message: Message = { id: `m${at}`, role: 'user', name, content, timestamp }
      return { message, annotation: annotate(message, { language: 'en' }) }
    }),
)
const salience = new Float64Array(conversation.units.length).fill(1)
const among = (units: readonly Unit[]) => itemReader(conversation, salience).among(units)

/** What is told by some of the units, and of what type. */
function toldBy(units: readonly Unit[], asked: readonly Unit[]): readonly string[] {
  const places = new Set(asked.map(({ messageIndex, annotation }) => `m${messageIndex} ${annotation.start}`))
  return among(units)
    .filter(({ evidence }) => evidence.some(({ messageId, start }) => places.has(`${messageId} ${start}`)))
    .map(({ id, content }) => `${id} ${content}`)
    .sort()
}

describe('the reach of what is settled', () => {
  it('covers the neighbourhood of few units, and all where most are asked for', () => {
    const first = conversation.units[0] as Unit
    const reach = reachOf(conversation, [first])
    expect(reach?.[first.messageIndex]).toBe(1)
    expect(reach?.at(-1)).toBe(0)
    expect(reachOf(conversation, conversation.units)).toBeUndefined()
  })

  it.each([0, 3, 7, 11])(
    'tells the same of units here and there as of all of them (from the %ith on)',
    (from) => {
      const asked = conversation.units.filter(({ index }) => index % 97 === from)
      expect(reachOf(conversation, asked)).toBeDefined()
      const told = toldBy(asked, asked)
      expect(told).toEqual(toldBy(conversation.units, asked))
      expect(told.length).toBeGreaterThan(0)
    },
  )
})
