import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createDocumentIndex, type RetrievalDocument, rank } from './retrieve.js'

const documents: RetrievalDocument[] = [
  { id: 'a', text: 'Ines is allergic to walnuts.', type: 'fact', salience: 0.9 },
  { id: 'b', text: 'The ferry to Bastia leaves at 7:40 on Sunday.', type: 'temporal_event', salience: 0.6 },
  { id: 'c', text: 'The ferry leaves at 9:15.', type: 'temporal_event', salience: 0.4, supersededBy: 'b' },
  { id: 'd', text: 'We chose the small cabin with two beds.', type: 'decision', salience: 0.7 },
  { id: 'e', text: 'Never book anything that cannot be refunded.', type: 'constraint', salience: 1 },
  { id: 'f', text: 'never book anything that cannot be refunded', type: 'unit', salience: 0.2 },
]
const ids = (ranked: { document: RetrievalDocument }[]) => ranked.map(({ document }) => document.id)

describe('rank', () => {
  it('puts the document that answers the question first', () => {
    expect(ids(rank(documents, ['What is Ines allergic to?']))[0]).toBe('a')
  })

  it('puts the value in force before the one it replaced', () => {
    expect(ids(rank(documents, ['when does the ferry leave'])).slice(0, 2)).toEqual(['b', 'c'])
  })

  it('merges several queries and lists each document once', () => {
    const ranked = ids(rank(documents, ['walnut allergy', 'cabin beds', 'cabin']))
    expect(new Set(ranked).size).toBe(ranked.length)
    expect(ranked.slice(0, 2).sort()).toEqual(['a', 'd'])
  })

  it('lists the same words once', () => {
    expect(ids(rank(documents, ['refunded']))).toHaveLength(1)
  })

  it('keeps to the wanted types', () => {
    expect(
      ids(rank(documents, ['ferry or cabin'], { types: ['decision', 'temporal_event'] })).sort(),
    ).toEqual(['b', 'c', 'd'])
  })

  it('finds nothing by function words alone where the query has others', () => {
    expect(ids(rank(documents, ['What did we say about the zeppelin and the small cabin?']))).toEqual(['d'])
  })

  it('takes the function words where the query has nothing else', () => {
    expect(ids(rank(documents, ['to be']))).not.toEqual([])
  })

  it('returns no document that has nothing of the query', () => {
    expect(rank(documents, ['zeppelin'])).toEqual([])
  })

  it('gives scores from 0 to 1, best first', () => {
    const scores = rank(documents, ['ferry to Bastia on Sunday']).map(({ score }) => score)
    expect(scores).toEqual([...scores].sort((x, y) => y - x))
    expect(scores.every((score) => score > 0 && score <= 1)).toBe(true)
    expect(scores[0]).toBeGreaterThan(0.7)
  })

  it.each([{ queries: [] }, { queries: ['', '  ?'] }])(
    'returns the recent and salient ones for $queries',
    ({ queries }) => {
      expect(ids(rank(documents, queries, { maxResults: 2 }))).toEqual(['e', 'd'])
    },
  )

  it('takes time from the dates where all documents have one', () => {
    const dated = [
      { id: 'new', text: 'tea', type: 'fact', at: '2025-03-02T00:00:00Z' },
      { id: 'old', text: 'coffee', type: 'fact', at: '2025-03-01T00:00:00Z' },
    ] as const
    expect(ids(rank(dated, []))).toEqual(['new', 'old'])
  })

  it('finds text in scripts without spaces', () => {
    const chinese: RetrievalDocument[] = [
      { id: '1', text: '会议改到星期五下午', type: 'fact' },
      { id: '2', text: '预算是三万元', type: 'fact' },
    ]
    expect(ids(rank(chinese, ['会议是星期几？'], { language: 'zh' }))[0]).toBe('1')
  })

  it('gives the same order for any order of the documents', () => {
    const dated = documents.map((document, i) => ({ ...document, at: new Date(i * 1000).toISOString() }))
    expect(ids(rank([...dated].reverse(), ['ferry booked cabin']))).toEqual(
      ids(rank(dated, ['ferry booked cabin'])),
    )
  })

  it.each([0, -3, 2.5, Number.NaN])('refuses maxResults %s', (maxResults) => {
    expect(() => rank(documents, ['x'], { maxResults })).toThrow(RangeError)
  })
})

describe('document index', () => {
  it('answers the same whether documents came at once or one after the other', () => {
    const word = fc.constantFrom(
      'ferry',
      'Bastia',
      'Sunday',
      'cabin',
      'walnuts',
      'refund',
      'bed',
      'leaves',
      '7:40',
    )
    const text = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(' '))
    const cuts = fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 8 })
    fc.assert(
      fc.property(
        fc.array(text, { maxLength: 20 }),
        cuts,
        fc.array(text, { maxLength: 3 }),
        (texts, sizes, queries) => {
          const all = texts.map((t, i): RetrievalDocument => ({ id: String(i), text: t, type: 'unit' }))
          const index = createDocumentIndex()
          let added = 0
          for (const size of sizes) {
            index.add(all.slice(added, added + size))
            added += size
            // An answer in between must not spoil a later one.
            index.rank(queries)
          }
          index.add(all.slice(added))

          expect(index.rank(queries)).toEqual(rank(all, queries))
        },
      ),
      { verbose: true },
    )
  })

  it('answers after removals as if only what is left had been added', () => {
    const word = fc.constantFrom('ferry', 'Bastia', 'cabin', 'walnuts', 'bed', '7:40')
    const text = fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => words.join(' '))
    const stays = fc.boolean()
    fc.assert(
      fc.property(
        fc.array(fc.record({ text, stays, isDated: fc.boolean() }), { maxLength: 20 }),
        fc.array(text, { maxLength: 2 }),
        (given, queries) => {
          const all = given.map(({ isDated, ...rest }, i): RetrievalDocument & { stays: boolean } => ({
            ...rest,
            id: String(i),
            type: 'unit',
            ...(isDated ? { at: new Date((i % 3) * 1000).toISOString() } : {}),
          }))
          const index = createDocumentIndex()
          index.add(all)
          index.rank(queries)
          for (const [number, document] of all.entries()) if (!document.stays) index.remove(number)

          const left = all.filter((document) => document.stays)
          expect(index.size).toBe(left.length)
          expect(index.rank(queries)).toEqual(rank(left, queries))
        },
      ),
      { verbose: true },
    )
  })
})
