import { describe, expect, it } from 'vitest'
import { annotate } from '../annotate/annotate.js'
import { compact } from '../compact.js'
import { buildConversation } from '../conversation.js'
import type { Message } from '../types.js'
import { strandsOf } from './strands.js'

const SENTENCE = 'The sluice of the upper basin is lifted by a beam that two people lean on. '
type Said = Omit<Message, 'id'>

const lesson = (topic: string): Said[] => [
  { role: 'user', content: `explain ${topic} like to a ten year old` },
  { role: 'assistant', content: SENTENCE.repeat(25) },
]
const matter = (item: string, receipt: string): Said[] => [
  { role: 'user', content: `please send the ${item} back` },
  { role: 'assistant', content: `{"name":"create_return","arguments":{"item":"${item}"}}` },
  { role: 'user', name: 'tool', content: `{"return_id":"${receipt}","status":"created"}` },
  { role: 'assistant', content: `Done, the ${item} goes back under ${receipt}.` },
]
const MATTERS: readonly (readonly [string, string])[] = [
  ['kettle', 'R-4471'],
  ['ladder', 'R-5528'],
  ['parasol', 'R-6613'],
  ['bread tin', 'R-7790'],
  ['wheelbarrow', 'R-8802'],
]
const TOPICS = ['lock gates', 'tow paths', 'lime kilns', 'coal barges', 'toll houses', 'dredging']
const lessons = TOPICS.flatMap(lesson)
const mixed: Said[] = [
  { role: 'user', content: 'Hello, I have a few things to return and some questions on canals.' },
  ...MATTERS.flatMap(([item, receipt], at) => [
    ...lesson(TOPICS[at] as string),
    ...matter(item, receipt),
    ...lesson(`${TOPICS[at + 1]} and ${item} making`),
  ]),
  { role: 'user', content: 'that was all, thank you' },
]

const numbered = (said: readonly Said[]): Message[] => said.map((one, at) => ({ id: `m${at}`, ...one }))
const strandsIn = (said: readonly Said[]) =>
  strandsOf(
    buildConversation(
      numbered(said).map((message) => ({ message, annotation: annotate(message, { language: 'en' }) })),
    ),
  )

describe('strandsOf', () => {
  it('parts the small matters of an agent from long answers between them', () => {
    const { of, shapes } = strandsIn(mixed)
    expect(shapes).toHaveLength(2)
    expect(shapes[1]?.turnLength).toBeLessThan((shapes[0]?.turnLength ?? 0) - 0.8)
    mixed.forEach(({ content }, at) => {
      if (content.includes('R-4471')) expect(of[at]).toBe(1)
      if (content.startsWith('The sluice')) expect(of[at]).toBe(0)
    })
  })

  it('leaves talk of one kind whole', () => {
    expect(strandsIn(lessons).shapes).toHaveLength(1)
    expect(strandsIn(MATTERS.flatMap(([item, receipt]) => matter(item, receipt))).shapes).toHaveLength(1)
    expect(strandsIn([]).shapes).toHaveLength(1)
  })

  it('leaves named people whole', () => {
    const named = mixed.map((one, at) => ({ ...one, role: 'user' as const, name: at % 2 ? 'Ida' : 'Tom' }))
    expect(strandsIn(named).shapes).toHaveLength(1)
  })
})

describe('a text of an agent among long talk', () => {
  it('tells what was done and under which number before what was asked in passing', () => {
    const { text } = compact(numbered(mixed), { targetTokens: 110 })
    for (const [item, receipt] of MATTERS) expect(text).toContain(`${item} goes back under ${receipt}`)
    expect(text).not.toContain('ten year old')
  })
})
