import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matchItems } from './match.js'

const ITEMS = [
  'Order AX-4471 ships to Lisbon',
  'The invoice is due in April',
  'Prefers window seats on the train to Lisbon',
  'The landlord has to be asked first',
]

const indexes = (query: string, items = ITEMS, keywords: string[] = []) =>
  matchItems(query, items, keywords)?.map(({ index }) => index)

describe('matchItems', () => {
  it.each([
    ['order AX-4471', [0]],
    ['invoice due', [1]],
    ['window seat to Lisbon', [2]],
    ['seats on trains', [2]],
    ['where does the order go, to Lisbon?', [0]],
  ])('%s', (query, expected) => {
    expect(indexes(query)?.slice(0, expected.length)).toEqual(expected)
  })

  it.each(['', '   ', '?!', 'what is the', 'apple pie recipe', 'order an apple pie recipe for the party'])(
    'leaves %j to the server',
    (query) => {
      expect(indexes(query)).toBeUndefined()
    },
  )

  it('knows the vocabulary of the keywords, but answers with items only', () => {
    expect(indexes('delivery of order', ITEMS)).toBeUndefined()
    expect(indexes('delivery of order', ITEMS, ['delivery'])).toEqual([0])
    expect(indexes('delivery', ITEMS, ['delivery'])).toBeUndefined()
  })

  it('reads other alphabets', () => {
    expect(indexes('заказ в Лиссабон', ['Заказ 4471 едет в Лиссабон', 'Счёт за апрель'])).toEqual([0])
  })

  it('has nothing to say without items', () => {
    expect(indexes('order', [])).toBeUndefined()
  })

  it('sorts by score, ties by place, whatever the text', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string(), { maxLength: 12 }), (query, items) => {
        const matches = matchItems(query, items, []) ?? []
        matches.forEach((match, place) => {
          expect(match.score).toBeGreaterThan(0)
          const before = matches[place - 1]
          if (!before) return
          expect(
            before.score > match.score || (before.score === match.score && before.index < match.index),
          ).toBe(true)
        })
        expect(new Set(matches.map(({ index }) => index)).size).toBe(matches.length)
      }),
    )
  })
})
