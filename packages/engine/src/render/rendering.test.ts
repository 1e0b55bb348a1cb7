import { describe, expect, it } from 'vitest'
import { compact } from '../compact.js'
import type { Message } from '../types.js'

/** Talk that is worth little, so that what a test is about is chosen first. */
const around = (...said: readonly Message[]): Message[] => [
  ...said,
  ...Array.from({ length: 30 }, (_, at) => ({
    id: `f${at}`,
    role: 'assistant' as const,
    content: `Well, it is, so to say, more or less the same as before, and it goes on like that for a while (${at}).`,
  })),
  { id: 'last', role: 'user', content: 'ok' },
]

const TABLE = `| | Ferry | Train |
|---|---|---|
| Price | 120 euro | 89 euro |
| Duration to Tromsø | 31 hours | 22 hours |
| Dogs | on the car deck 4 | in coach 17 |`

const CODE = [
  '```python',
  ...Array.from({ length: 24 }, (_, at) => `offset_${at} = read("berth_${at}", ${at * 3})`),
  '```',
].join('\n')

describe('rows of a table', () => {
  const text = compact(
    around(
      { id: 'u', role: 'user', content: 'Compare the ferry and the train to Tromsø.' },
      { id: 'a', role: 'assistant', content: `Here they are:\n\n${TABLE}` },
    ),
    { targetTokens: 80 },
  ).text

  it('stand on lines of their own, with the head of the table', () => {
    const lines = text.split('\n')
    const rows = lines.filter((line) => line.startsWith('|') && !line.includes('Ferry'))
    expect(rows.length).toBeGreaterThan(0)
    for (const row of rows) expect(TABLE.split('\n')).toContain(row)
    expect(lines.filter((line) => line.includes('Ferry | Train'))).toHaveLength(1)
    expect(lines.findIndex((line) => line.includes('Ferry | Train'))).toBeLessThan(
      lines.indexOf(rows[0] ?? ''),
    )
  })
})

describe('code', () => {
  const messages: Message[] = [
    { id: 'u', role: 'user', content: 'Write the offsets of the berths.' },
    { id: 'a', role: 'assistant', content: CODE },
    { id: 'last', role: 'user', content: 'ok' },
  ]

  it('shows where lines were left out', () => {
    const { text } = compact(messages, { targetTokens: 150 })
    const lines = text.split('\n').map((line) => line.replace(/^Assistant: /, ''))
    const code = lines.filter((line) => line.startsWith('offset_'))
    expect(code.length).toBeGreaterThan(0)
    expect(code.length).toBeLessThan(24)
    for (const [at, line] of code.entries()) {
      const number = Number(/\d+/.exec(line)?.[0])
      const isFollowed = code[at + 1]?.startsWith(`offset_${number + 1} `) === true || number === 23
      expect(line.endsWith(' …')).toBe(!isFollowed)
    }
  })

  it('has no such mark where it stands whole', () => {
    expect(compact(messages, { targetTokens: 5000 }).text).not.toContain('…')
  })
})

describe('messages of people on one line', () => {
  const said = [
    'band plays at nine',
    'bring 40 chairs from the hall',
    'Joost has the key to shed 12!',
    'deposit is 120 euro',
  ]
  const messages: Message[] = ['2025-05-19', '2025-05-20', '2025-06-11'].flatMap((day, of) =>
    said.map((content, at) => ({
      id: `${of}-${at}`,
      role: 'user' as const,
      name: 'Bram',
      content: `${content} on day ${of + 1}`.replace('! on', ' on').concat(content.endsWith('!') ? '!' : ''),
      timestamp: `${day}T10:0${at}:00Z`,
    })),
  )
  it('do not run into each other', () => {
    const other: Message[] = messages.map((message, at) => ({
      ...message,
      id: `o${at}`,
      name: 'Odile',
      content: 'ok',
    }))
    const { text } = compact([...messages, ...other], { targetTokens: 120 })
    const lines = text.split('\n').filter((line) => line.startsWith('Bram:'))
    expect(lines.length).toBeGreaterThan(0)
    for (const line of lines) expect(line).not.toMatch(/day \d [a-z]/i)
    expect(text).not.toContain('!.')
  })
})

describe('a rule that was a point of a list', () => {
  it('has one mark', () => {
    const { text } = compact(
      around(
        { id: 's', role: 'system', content: 'Policy:\n- Never promise a refund.\n- Answer briefly.' },
        { id: 'u', role: 'user', content: 'hi' },
      ),
      { targetTokens: 100 },
    )
    expect(text).toContain('\n- Never promise a refund.')
    expect(text).not.toContain('- - ')
  })
})
