import { annotate, type Item, type MessageAnnotation } from '@precis/engine'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { WorkMessage } from '../services/engine-work.js'
import { type Corpus, openCorpus } from './corpus.js'

const NOUNS = ['ferry', 'cabin', 'locker', 'invoice', 'bicycle']
const CONTENTS = NOUNS.map((noun, i) => `The ${noun} costs ${i + 3} euros. We keep the ${noun} in dock ${i}.`)

const messageAt = (sequence: number): WorkMessage => ({
  id: `m${sequence}`,
  sequence,
  role: sequence % 2 === 0 ? 'assistant' : 'user',
  content: CONTENTS[sequence % CONTENTS.length] ?? '',
  name: null,
  saidAtMs: 1_767_225_600_000 + sequence * 60_000,
  toolCalls: [],
  toolCallId: null,
})

/** As a run reads it out of the first unit of a message. */
const itemOf = (sequence: number): Item => {
  const { id, content, role } = messageAt(sequence)
  const end = content.indexOf('.') + 1
  return {
    id: `item-${id}`,
    type: 'fact',
    content: content.slice(0, end),
    speaker: role,
    confidence: 1,
    evidence: [{ messageId: id, start: 0, end }],
    saidAt: new Date(messageAt(sequence).saidAtMs).toISOString(),
  }
}

const pageOf = (after: number, through: number) =>
  JSON.stringify(Array.from({ length: through - after }, (_, i) => messageAt(after + i + 1)))

/** As a thread opens it that knows nothing. */
function fresh(base: number, through: number, items: readonly Item[]): Corpus {
  const snapshot = { after: base, messages: [pageOf(base, through)], annotations: [] }
  const { corpus } = openCorpus(snapshot, 'en')
  corpus.setItems('fresh', items)
  return corpus
}

const QUERIES = [[], ['ferry in the dock'], ['What does the locker cost?', 'bicycle']]
/** Two sentences of one message are equally old: without a query either may come first. */
const answersOf = ({ index }: Corpus) =>
  QUERIES.map((queries) =>
    index
      .rank(queries, { maxResults: 50 })
      .map(({ document, score }) => `${queries.length > 0 ? score.toFixed(9) : ''} ${document.text}`)
      .sort(),
  )

describe('corpus', () => {
  it('is after messages, versions and filings in any order as one that was opened then', () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('messages' as const), count: fc.integer({ min: 1, max: 9 }) }),
      fc.record({
        kind: fc.constant('version' as const),
        of: fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { maxLength: 12 }),
      }),
      fc.record({ kind: fc.constant('filed' as const), count: fc.integer({ min: 1, max: 9 }) }),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        let [base, through] = [0, 3]
        let items: readonly Item[] = []
        const { corpus } = openCorpus({ messages: [pageOf(0, 3)], annotations: [] }, 'en')
        corpus.setItems('0', items)
        for (const [i, next] of steps.entries()) {
          if (next.kind === 'messages') {
            // A part of the page is known already, as when two requests ask for it.
            const after = Math.max(base, through - 2)
            through += next.count
            corpus.grow({ after, messages: [pageOf(after, through)], annotations: [] })
          } else if (next.kind === 'version') {
            items = next.of.map(itemOf)
            corpus.setItems(String(i), items)
          } else {
            base = Math.min(through, base + next.count)
            corpus.dropThrough(base)
          }
        }
        const expected = fresh(base, through, items)

        expect(answersOf(corpus)).toEqual(answersOf(expected))
        expect(corpus.characters).toBe(expected.characters)
        expect(corpus.index.size).toBe(expected.index.size)
      }),
      { verbose: true, numRuns: 60 },
    )
  })

  it('shows a unit again when the item that stood for it is gone', () => {
    const corpus = fresh(0, 1, [itemOf(1)])
    const found = () => corpus.index.rank(['cabin costs']).map(({ document }) => document.id)
    expect(found()).toContain('item-m1')
    corpus.setItems('next', [])

    expect(found()[0]).toBe('m1:0')
  })

  it('annotates an older message once, and keeps of such annotations no more than their share', () => {
    const corpus = fresh(9, 10, [])
    const before = corpus.characters
    const content = 'The ferry leaves at nine. '.repeat(800)
    const sizeAfter = (sequence: number, annotation: MessageAnnotation | null = null) => {
      const documents = corpus.readOlder({ ...messageAt(sequence), content }, annotation)
      expect(documents.length).toBeGreaterThan(0)
      return corpus.characters - before
    }

    expect(sizeAfter(1, annotate({ id: 'm1', role: 'user', content }, { language: 'en' }))).toBe(0)
    const one = sizeAfter(1)
    expect(one).toBeGreaterThanOrEqual(content.length)
    expect(sizeAfter(1)).toBe(one)
    expect(sizeAfter(2)).toBe(2 * one)
    for (let sequence = 3; sequence < 30; sequence++) sizeAfter(sequence)
    expect(corpus.characters - before).toBeLessThanOrEqual(256 * 1024)
  })
})

describe('a rule that was lifted', () => {
  const said = (sequence: number, content: string): WorkMessage => ({
    ...messageAt(sequence),
    role: 'user',
    content,
  })
  const opened = (...messages: readonly WorkMessage[]) =>
    openCorpus({ after: 0, messages: [JSON.stringify(messages)], annotations: [] }, 'en').corpus
  const RULE = 'Never use emojis in the captions.'
  const LIFTING = 'You can ignore the rule about emojis.'

  it('is found behind the sentence that lifted it, and names that', () => {
    const ranked = opened(said(1, RULE), said(2, 'The ferry costs 3 euros.'), said(3, LIFTING)).index.rank(
      ['rule emojis'],
      { maxResults: 10 },
    )
    const texts = ranked.map(({ document }) => document.text)
    expect(texts.indexOf(LIFTING)).toBeLessThan(texts.indexOf(RULE))
    expect(ranked.find(({ document }) => document.text === RULE)?.document.item.supersededBy).toBe('m3:0')
  })

  it('is lifted also where it is older than what the thread remembers', () => {
    const [document] = opened(said(7, LIFTING)).readOlder(said(2, RULE), null)
    expect(document?.supersededBy).toBe('m7:0')
  })

  it('is none that another fits better', () => {
    const corpus = opened(said(7, RULE), said(8, LIFTING))
    const [document] = corpus.readOlder(said(2, 'Never send emojis to the printer.'), null)
    expect(document?.supersededBy).toBeUndefined()
  })
})
