import { describe, expect, it } from 'vitest'
import { annotate } from '../annotate/annotate.js'
import { compactAnnotated } from '../compact.js'
import type { CompactOptions, Message } from '../types.js'
import { DIGEST_TOKENS, type Digest, type PlacedMessage } from './digest.js'
import { mergeDigests } from './merge.js'
import { sealRange } from './seal.js'

const THINGS = ['pump', 'valve', 'ledger', 'bridge', 'garden', 'harbour', 'engine', 'archive', 'kiln', 'loom']
const RANGE = 20

function aMessage(at: number, fields: Partial<Message> = {}): Message {
  return {
    id: `m${at}`,
    role: at % 2 === 0 ? 'user' : 'assistant',
    content: `The ${THINGS[at % 10]} number ${at} was checked by crew ${at * 7} near gate ${at * 3}. It took about ${at + 2} minutes to look at every part of it.`,
    timestamp: new Date(Date.UTC(2026, 0, 1 + Math.floor(at / 50), 9, at % 50)).toISOString(),
    ...fields,
  }
}

/** A long chat; `said` gives what some of its messages say instead. */
const aChat = (count: number, said: Readonly<Record<number, string>> = {}): PlacedMessage[] =>
  Array.from({ length: count }, (_, at) => {
    const content = said[at]
    const message = aMessage(at, content === undefined ? {} : { role: 'user', content })
    return { sequence: at + 1, message, annotation: annotate(message, { language: 'en' }) }
  })

/** Digests of all ranges but the last, four by four merged until one is left. */
function sealAll(chat: readonly PlacedMessage[], capacity = DIGEST_TOKENS): Digest {
  let level: Digest[] = []
  for (let from = 0; from < chat.length - RANGE; from += RANGE)
    level.push(sealRange(chat.slice(from, from + RANGE), { isFirst: from === 0, language: 'en', capacity }))
  while (level.length > 1)
    level = level.flatMap((_, at) => (at % 4 === 0 ? [mergeDigests(level.slice(at, at + 4), capacity)] : []))
  return level[0] as Digest
}

function compactSealed(
  chat: readonly PlacedMessage[],
  options: CompactOptions = {},
  pinned: readonly PlacedMessage[] = [],
) {
  const digests = [sealAll(chat, (options.targetTokens ?? 8_000) * 1.5)]
  return compactAnnotated(chat.slice(-RANGE), options, { digests, pinned })
}

const RULE = 'Never   send an e-mail without asking me first.'

describe('digests', () => {
  it('remember that a rule of an older range was lifted', () => {
    const lifting = { 31: RULE, 133: 'You can ignore the rule about the e-mail.' }
    expect(compactSealed(aChat(400, lifting), { targetTokens: 300 }).constraints).toEqual([])
    const other = { 31: RULE, 133: 'You can ignore the rule about the garden.' }
    const { constraints } = compactSealed(aChat(400, other), { targetTokens: 300 })
    expect(constraints.map(({ content }) => content)).toEqual([RULE])
  })

  it('carry rules byte for byte, the first task and the newest change of a value through every merge', () => {
    const chat = aChat(400, {
      0: 'Please plan the harbour festival with me.',
      31: RULE,
      60: 'The opening is at 9:30.',
      333: 'Actually, the opening is at 10:15 instead.',
    })
    const result = compactSealed(chat, { targetTokens: 300, alsoRender: ['narrative', 'injection'] })

    for (const rendering of Object.values(result.renderings)) {
      expect(rendering?.text).toContain(RULE)
      expect(rendering?.tokenCount).toBeLessThanOrEqual(300)
    }
    expect(result.text).toContain('plan the harbour festival')
    expect(result.text).toContain('10:15')
    expect(result.text).not.toContain('9:30')
    expect(result.constraints.map(({ content }) => content)).toContain(RULE)
    expect(result.currentState.values).toMatchObject({ opening: '10:15' })
  })

  it('carry units word for word, from the places where they were said', () => {
    const chat = aChat(200)
    const contentOf = new Map(chat.map(({ message }) => [message.id, message.content]))
    const digest = sealAll(chat, 500)
    const units = digest.entries.flatMap(({ message, annotation }) =>
      annotation.units.map(({ start, end, sealed }) => ({
        carried: sealed?.text,
        said: contentOf.get(message.id)?.slice(start, end),
      })),
    )

    expect(units.length).toBeGreaterThan(10)
    for (const { carried, said } of units) expect(carried).toBe(said)
  })

  it('stay as small, however many ranges they stand for', () => {
    const sizes = [400, 1_600].map((count) => JSON.stringify(sealAll(aChat(count), 1_000)).length)

    expect((sizes[1] ?? 0) / (sizes[0] ?? 1)).toBeLessThan(1.25)
  })

  it('know the size of the original, and count every unit of it', () => {
    const chat = aChat(300)
    const whole = compactAnnotated(chat, { targetTokens: 400 })
    const sealed = compactSealed(chat, { targetTokens: 400 })

    expect(sealed.originalTokenCount).toBe(whole.originalTokenCount)
    expect(sealed.totals.units).toBe(whole.totals.units)
    const { kept, shortened, dropped, superseded } = sealed.totals
    expect(kept + shortened + dropped + superseded).toBe(sealed.totals.units)
    expect(sealed.validation.score).toBeGreaterThan(0)
    expect(Math.abs(sealed.validation.score - whole.validation.score)).toBeLessThan(0.1)
  })

  it('are the same when made again, and after being stored', () => {
    const chat = aChat(240, { 9: RULE })
    const digest = sealAll(chat)
    const stored = JSON.parse(JSON.stringify(digest)) as Digest

    expect(JSON.stringify(sealAll(chat))).toBe(JSON.stringify(digest))
    const compactWith = (one: Digest) =>
      compactAnnotated(chat.slice(-RANGE), { targetTokens: 500 }, { digests: [one] })
    expect(compactWith(stored)).toEqual(compactWith(digest))
  })

  it('leave room for a pinned message that they do not carry', () => {
    const chat = aChat(300)
    const pinned = chat.slice(123, 124)
    const pinnedMessageIds = pinned.map(({ message }) => message.id)
    const result = compactSealed(chat, { targetTokens: 250, pinnedMessageIds }, pinned)

    expect(result.text).toContain('number 123 was checked by crew 861 near gate 369')
  })

  it('hold a rule once, however often it was said, and say how many they could not hold', () => {
    const repeated = Object.fromEntries(Array.from({ length: 38 }, (_, at) => [at * 5 + 5, RULE]))
    const different = Object.fromEntries(
      Array.from({ length: 300 }, (_, at) => [
        at,
        `Never open the ${THINGS[at % 10]} number ${at} before crew ${at * 7} and the owner of gate ${at * 3} have both signed the sheet of the day and the one of the week before it in the presence of the harbour master.`,
      ]),
    )
    const once = sealAll(aChat(220, repeated))
    const texts = once.entries.flatMap(({ annotation }) => annotation.units.map((unit) => unit.sealed?.text))
    const result = compactSealed(aChat(340, different), { targetTokens: 500 })

    expect(texts.filter((text) => text === RULE)).toHaveLength(1)
    expect(result.warnings.join()).toMatch(/cannot hold all rules/)
    expect(result.validation.passed).toBe(false)
  })

  it('are made of ranges that have no message left', () => {
    const chat = aChat(40)
    const empty = sealRange([], { isFirst: true, language: 'en' })
    const full = sealRange(chat.slice(0, 20), { isFirst: false, language: 'en' })
    const result = compactAnnotated(chat.slice(20), { targetTokens: 200 }, { digests: [empty, full] })

    expect(mergeDigests([empty, empty]).entries).toEqual([])
    expect(result.totals.units).toBe(compactAnnotated(chat).totals.units)
  })
})
