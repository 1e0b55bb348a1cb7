import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { annotate } from '../annotate/annotate.js'
import { shortenData } from '../shorten/data.js'
import { segment } from './segment.js'

const partsOf = (content: string) =>
  segment(content, new Set()).segments.map(({ start, end }) => content.slice(start, end))

const order = {
  order_id: '#W1',
  user: { name: 'Ada Berg', note: 'x'.repeat(300) },
  items: Array.from({ length: 4 }, (_, at) => ({
    item_id: String(at),
    name: `Lamp ${at}`,
    note: 'y'.repeat(90),
  })),
  status: 'delivered',
  tags: ['a', 'b'],
}

describe('segmenting JSON', () => {
  it('keeps a small value whole', () => {
    expect(partsOf('{"status":"reserved","code":"LH-7731"}')).toEqual([
      '{"status":"reserved","code":"LH-7731"}',
    ])
  })

  it('cuts a large one into its records and a few members together, on one line or on many', () => {
    const expected = [
      '"order_id"',
      '"user"',
      '{"item_id":"0"',
      '{"item_id":"1"',
      '{"item_id":"2"',
      '{"item_id":"3"',
      '"status"',
    ]
    const onOne = partsOf(JSON.stringify(order))
    expect(onOne.map((part) => part.slice(0, 14))).toEqual(
      expected.map((part) => expect.stringContaining(part.slice(0, 6)) as string),
    )
    expect(onOne.at(-1)).toBe('"status":"delivered","tags":["a","b"]')
    expect(
      partsOf(`${JSON.stringify(order, null, 2)}  \nDone.`).map((part) => part.replace(/\s+/g, '')),
    ).toEqual([...onOne.map((part) => part.replace(/\s+/g, '')), 'Done.'])
  })

  it('keeps the number that a large record is filed under', () => {
    const content = JSON.stringify({ '#W7702': order, more: { note: 'z'.repeat(500) } })
    expect(partsOf(content)[0]).toBe('"#W7702"')
    expect(partsOf(content)).not.toContain('"more"')
  })

  it('keeps a call with its arguments', () => {
    expect(partsOf('Let me see.\nget_order({"id":"#W1","full":true})')).toEqual([
      'Let me see.',
      'get_order({"id":"#W1","full":true})',
    ])
  })

  it.each([
    '[1] see [the page](http://example.org/a) and {this}',
    '{"a": 1',
    '{"a": {"b": 1]}',
    'Prices {from 3 to 5} may vary.',
  ])('reads %s as lines', (content) => {
    expect(segment(content, new Set()).segments.every(({ isData }) => isData !== true)).toBe(true)
  })

  it('is not slow on text that only begins like JSON', () => {
    const content = '{"a": "b", \n'.repeat(20_000)
    const { segments } = segment(content, new Set())
    expect(segments.length).toBeGreaterThan(0)
  })

  it('gives ranges in order that lie apart, with every value in one of them', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(4), (value, indent) => {
        const content = JSON.stringify({ value, more: [value, 1] }, null, indent)
        const { segments } = segment(content, new Set())
        segments.forEach(({ start, end }, at) => {
          expect(end).toBeGreaterThan(start)
          expect(start).toBeGreaterThanOrEqual(segments[at - 1]?.end ?? 0)
        })
        const covered = segments.map(({ start, end }) => content.slice(start, end)).join('')
        for (const number of content.match(/\d+/g) ?? []) expect(covered).toContain(number)
      }),
    )
  })
})

describe('shortening JSON', () => {
  it.each([
    ['{"status":"reserved","code":"LH-7731"}', 'status: reserved, code: LH-7731'],
    ['{"a":{"b":1,"c":[1,2]},"d":[],"e":null,"f":""}', 'a (b: 1, c: [1, 2])'],
    ["{'name': 'Ada', 'ok': True}", 'name: Ada, ok: True'],
    ['book({"people":4,"names":["Ada"]})', 'book(people: 4, names: Ada)'],
    ['"order_id": "#W1", "user": "ada"', 'order_id: #W1, user: ada'],
  ])('writes %s for a reader', (text, expected) => {
    expect(shortenData(text)?.text).toBe(expected)
  })

  it('leaves out what is not wanted, and says nothing where nothing is', () => {
    const text = '{"id":"17","colour":"red","size":{"w":2,"h":3}}'
    expect(shortenData(text, (key) => key !== 'colour' && key !== 'w')?.text).toBe('id: 17, size (h: 3)')
    expect(shortenData(text, () => false)).toBeUndefined()
  })

  it('drops from a record what nobody takes up, and keeps every value that it shows', () => {
    const content = '{"hotel":"Adler","phone":"030 1234","stars":4}'
    const [unit] = annotate({ id: 'm', role: 'tool', content }).units
    expect(unit?.shortened).toBe('hotel: Adler, phone: 030 1234, stars: 4')
  })
})
