import { describe, expect, it } from 'vitest'
import { compact } from './compact.js'
import { countTokens } from './count-tokens.js'
import type { Message } from './types.js'

const FILLER_TOPICS = [
  'pump',
  'valve',
  'ledger',
  'bridge',
  'garden',
  'harbour',
  'engine',
  'archive',
  'kiln',
  'loom',
]
/** A long chat about nothing in particular, with every sentence different. */
function aLongChat(turns: number): Message[] {
  return Array.from({ length: turns }, (_, at) => ({
    id: `m${at}`,
    role: at % 2 === 0 ? ('user' as const) : ('assistant' as const),
    content: `The ${FILLER_TOPICS[at % 10]} number ${at} was checked by crew ${at * 7} near gate ${at * 3}. It took about ${at + 2} minutes to look at every part of it.`,
  }))
}

describe('compact', () => {
  it('returns an empty result for an empty conversation', () => {
    const result = compact([])
    expect(result.text).toBe('')
    expect(result.tokenCount).toBe(0)
    expect(result.compressionRatio).toBe(1)
  })

  it('returns a conversation that fits as it is', () => {
    const messages: Message[] = [
      { id: 'a', role: 'user', content: 'Well, I really think that the blue one is, um, the best.' },
      { id: 'b', role: 'assistant', content: 'Noted.' },
    ]
    const result = compact(messages, { targetTokens: 500 })
    expect(result.text).toBe(
      'User: Well, I really think that the blue one is, um, the best.\nAssistant: Noted.',
    )
  })

  it.each(['structured', 'injection', 'bullet_points'] as const)(
    '%s: puts no marks into what fits as it is, though its words tell other types than its items',
    (format) => {
      const said = [
        'We need a cake for Saturday. Never use almond flour, and could you keep it under 40 euros, please?',
        'Understood. I will check every recipe for nuts.',
      ]
      const messages = said.map(
        (content, at): Message => ({ id: `m${at}`, role: at === 0 ? 'user' : 'assistant', content }),
      )
      const point = format === 'bullet_points' ? '- ' : ''
      const { text } = compact(messages, { targetTokens: 500, format })
      expect(text).toBe(`${point}User: ${said[0]}\n${point}Assistant: ${said[1]}`)
      expect(compact([{ id: 'r', role: 'user', content: text }], { targetTokens: 500, format }).text).toBe(
        text,
      )
    },
  )

  it('tells the same beside the text, in whatever order it is asked', () => {
    const messages: Message[] = [
      { id: 'r', role: 'user', content: 'Never send an e-mail without asking me first. I prefer trains.' },
      ...aLongChat(60),
    ]
    const options = { targetTokens: 200, explain: true } as const
    const whole = JSON.stringify(compact(messages, options))
    const backwards = compact(messages, options)
    expect(Object.keys(backwards)).toEqual(Object.keys(JSON.parse(whole)))
    for (const key of Object.keys(backwards).reverse()) Reflect.get(backwards, key)
    expect(JSON.stringify(backwards)).toBe(whole)
    expect(JSON.stringify(structuredClone(compact(messages, options)))).toBe(whole)
    expect(backwards.items).toBe(backwards.items)
    expect(backwards.manifest?.length).toBe(backwards.totals.units)
  })

  it('keeps rules byte for byte in every format', () => {
    const rule = 'Never   send an e-mail without asking me first.'
    const messages: Message[] = [{ id: 'r', role: 'user', content: rule }, ...aLongChat(60)]
    const result = compact(messages, {
      targetTokens: 200,
      alsoRender: ['narrative', 'bullet_points', 'injection'],
    })
    for (const rendering of Object.values(result.renderings)) expect(rendering?.text).toContain(rule)
    expect(result.constraints.map((item) => item.content)).toContain(rule)
  })

  it('says so when the target cannot hold the rules, and keeps the newest of them', () => {
    const rules = Array.from({ length: 30 }, (_, at) => ({
      id: `r${at}`,
      role: 'user' as const,
      content: `Never open the drawer number ${at} before the bell has rung twice.`,
    }))
    const result = compact(rules, { targetTokens: 100 })
    expect(result.text).toContain('drawer number 29')
    expect(result.text).not.toContain('drawer number 3 ')
    expect(result.qualityWarning).toBe(true)
    expect(result.warnings[0]).toMatch(/cannot hold all rules/)
  })

  it('keeps a pinned message word for word', () => {
    const messages = aLongChat(60)
    const pinned = messages[21] as Message
    const result = compact(messages, { targetTokens: 300, pinnedMessageIds: [pinned.id] })
    expect(result.text).toContain(pinned.content)
  })

  it('uses the budget while useful material is left', () => {
    const result = compact(aLongChat(100), { targetTokens: 700 })
    expect(result.tokenCount).toBeGreaterThan(660)
    expect(result.tokenCount).toBeLessThanOrEqual(700)
  })

  it('keeps the ceiling for 100 KB of one letter', () => {
    const result = compact([{ id: 'a', role: 'user', content: 'a'.repeat(100_000) }], { targetTokens: 50 })
    expect(countTokens(result.text)).toBeLessThanOrEqual(50)
    expect(result.text.length).toBeGreaterThan(0)
  })

  it('refuses a target that is no positive whole number', () => {
    expect(() => compact([], { targetTokens: 0 })).toThrow(RangeError)
    expect(() => compact([], { targetTokens: 1.5 })).toThrow(RangeError)
  })

  it('keeps what a user tells a talkative assistant', () => {
    const told = [
      'My sister Ilse is allergic to walnuts.',
      'I moved to Turku in March because of the new job.',
      'I prefer morning trains to flying.',
      'Our dog Pelle had surgery on his left knee.',
      'The budget for the kitchen is 14,500 euros.',
      'I play the viola in the Naantali orchestra on Thursdays.',
    ]
    const chatter = aLongChat(80).map((message) => message.content)
    const messages = told.flatMap((content, at): Message[] => [
      { id: `u${at}`, role: 'user', content },
      { id: `a${at}`, role: 'assistant', content: chatter.slice(at * 10, at * 10 + 10).join(' ') },
    ])
    messages.push({ id: 'last', role: 'user', content: 'Thanks, that is all for today.' })
    const { text, originalTokenCount } = compact(messages, { targetTokens: 260 })
    expect(originalTokenCount).toBeGreaterThan(1_800)
    for (const words of ['walnuts', 'Turku', 'morning trains', 'left knee', '14,500', 'viola'])
      expect(text).toContain(words)
  })
})
