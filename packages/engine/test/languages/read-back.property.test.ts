import { describe, expect, it } from 'vitest'
import { compact } from '../../src/compact.js'
import { countTokens } from '../../src/count-tokens.js'
import type { CompactionResult, Format, Item, Message } from '../../src/types.js'
import { generateBookings, generateTalk, KINDS, LANGUAGES } from './generated-talks.js'

const FORMATS: readonly Format[] = ['structured', 'narrative', 'injection']
const SHARE = 0.4
const ROUNDS = 3
const SEEDS = [1, 2]
/** Words of the shorter statement that the longer one has: a text tells in fewer words. */
const SAME_WORDS = 0.75

const recall = (content: string, round: number): Message => ({
  id: `recalled${round}`,
  role: 'user',
  content,
})
const keysOf = ({ items }: CompactionResult): readonly string[] =>
  items
    .map(({ type, speaker, content }) => `${type} | ${speaker} | ${content.replace(/\s+/g, ' ').trim()}`)
    .sort()

const wordsOf = ({ content }: Item): ReadonlySet<string> =>
  new Set(
    content.toLowerCase().match(/\p{Script=Han}|[\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{N}]+/gu),
  )
function areAlike(a: Item, b: Item): boolean {
  const [few, many] = [wordsOf(a), wordsOf(b)].sort((one, other) => one.size - other.size) as [
    ReadonlySet<string>,
    ReadonlySet<string>,
  ]
  return [...few].filter((word) => many.has(word)).length >= few.size * SAME_WORDS
}

/** Items that nothing replaces and that the text tells: what their speaker said last of them stands there. */
function standing({ items, manifest = [] }: CompactionResult, talk: readonly Message[]): readonly Item[] {
  const kept = manifest.filter(({ fate }) => fate === 'kept' || fate === 'shortened').map(({ span }) => span)
  const speakers = new Map(talk.map(({ id, name, role }) => [id, name ?? role]))
  return items.filter(({ evidence, speaker, supersededBy }) => {
    const told = evidence.findLast(({ messageId }) => speakers.get(messageId) === speaker)
    return (
      supersededBy === undefined &&
      kept.some(
        ({ messageId, start, end }) =>
          told !== undefined && messageId === told.messageId && start < told.end && told.start < end,
      )
    )
  })
}

const cases = [
  ...LANGUAGES.flatMap((language) =>
    KINDS.flatMap((kind) =>
      SEEDS.map((seed) => ({ language, kind, seed, talk: generateTalk(language, kind, seed) })),
    ),
  ),
  ...[1, 2, 3, 4, 5, 6].map((seed) => ({
    language: 'en',
    kind: 'dialogue of bookings',
    seed,
    talk: generateBookings(seed),
  })),
]

describe.each(cases)('texts of a $kind in $language (seed $seed)', ({ talk }) => {
  const targetTokens = Math.floor(countTokens(talk.map(({ content }) => content).join('\n')) * SHARE)

  it.each(FORMATS)('%s: change nothing beside what they recall, three times', (format) => {
    const once = compact(talk, { targetTokens, format })
    let all = talk
    let { text } = once
    for (let round = 1; round <= ROUNDS; round++) {
      all = [...all, recall(text, round)]
      const again = compact(all, { targetTokens, format })
      expect(keysOf(again)).toEqual(keysOf(once))
      expect(again.text).toBe(once.text)
      text = again.text
    }
  })

  it.each(FORMATS)(
    '%s: keep text, items, rules and speakers where they stand alone, three times',
    (format) => {
      const first = compact(talk, { targetTokens, format, explain: true })
      const labels = new Set(first.items.map(({ speaker }) => speaker))
      // "Marit: …" alone may as well be said to Marit.
      if (talk[0]?.name !== undefined && !tellsOfTwo(first.text, talk)) return
      const alone = compact([recall(first.text, 1)], { targetTokens, format })
      expect(alone.text).toBe(first.text)
      for (const item of standing(first, talk)) {
        // What was asked for and what came of it may stand in lines of two speakers.
        if (item.type === 'task' && item.content.includes(' → ')) continue
        const found = alone.items.filter(
          ({ type, speaker }) => type === item.type && speaker === item.speaker,
        )
        expect(
          found.some((one) => areAlike(one, item)),
          `${item.type}: ${item.content}`,
        ).toBe(true)
        if (item.type === 'constraint') expect(found.map(({ content }) => content)).toContain(item.content)
      }
      // "I need 7 rooms" is told by the sentence that it was read from: "I need 7 rooms from 3 March."
      const sources = first.items.flatMap((item) =>
        item.evidence.map(({ messageId, start, end }): Item => {
          const said = talk.find(({ id }) => id === messageId)?.content.slice(start, end)
          return { ...item, content: `${item.content.split(':')[0]}: ${said}` }
        }),
      )
      for (const item of alone.items) {
        expect(
          [...first.items, ...sources].some((one) => areAlike(one, item)),
          `new: ${item.content}`,
        ).toBe(true)
        expect(labels).toContain(item.speaker)
      }
      for (let round = 2; round <= ROUNDS; round++) {
        const again = compact([recall(alone.text, round)], { targetTokens, format })
        expect(again.text).toBe(alone.text)
        expect(keysOf(again)).toEqual(keysOf(alone))
      }
    },
  )
})

const tellsOfTwo = (text: string, talk: readonly Message[]): boolean => {
  const names = new Set(talk.map(({ name = '' }) => name))
  return (
    [...names].filter((name) => new RegExp(`(?:^|\\n|\\] |- )${name}(?: |:|说|：)`).test(text)).length >= 2
  )
}
