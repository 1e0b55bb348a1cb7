import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compact } from './compact.js'
import { placeOfHandle } from './render/handle.js'
import { withToolCallText } from './tool-calls.js'
import type { CompactionResult, ManifestEntry, Message, Span } from './types.js'

/** One exchange; what it says is its own, so that nothing stands in a text by chance. */
type Scene = (place: string, count: number) => readonly Omit<Message, 'id'>[]

const user = (content: string): Omit<Message, 'id'> => ({ role: 'user', content })
const assistant = (content: string): Omit<Message, 'id'> => ({ role: 'assistant', content })
const said = (name: string, content: string): Omit<Message, 'id'> => ({ role: 'user', name, content })

/** A brisk dialogue: changes of mind, an offer passed over, a refusal to confirm, a failure. */
const BOOKING: readonly Scene[] = [
  (place, count) => [
    user(`I need a table in ${place}.`),
    assistant('For how many people?'),
    user(`For ${count}, at 6 pm.`),
    assistant(`Please confirm: a table for ${count} in ${place} at 6 pm.`),
    user('No, make it 8 pm.'),
    assistant(`Please confirm: a table for ${count} in ${place} at 8 pm.`),
    user('Yes, that is right.'),
    assistant('Sorry, that time is gone. How about 9 pm?'),
    user('Okay.'),
    assistant('Your table is booked. Have a great day!'),
  ],
  (place, count) => [
    user(`Find me a pop song about ${place}.`),
    assistant(`How about "Rain over ${place}" from ${1900 + count}?`),
    user('Anything else?'),
    assistant(`There is "Letters from ${place}", it is ${count} minutes long.`),
    user('That is good, play it in the kitchen.'),
    user('Actually, play it in the bedroom.'),
    assistant('Playing it in the bedroom.'),
  ],
]
const CHAT: readonly Scene[] = [
  (place, count) => [
    said('Ada', `I moved to ${place} last week, the flat has ${count} rooms. I really like it, you know.`),
    said('Ben', `Wow! How is ${place}? I was there ${count} years ago, and I never saw the harbour.`),
    said('Ada', 'So good. My sister wants to visit in May.'),
  ],
  (place, count) => [
    said('Ben', `We decided to hold the fair in ${place} on ${count} June.`),
    said('Ada', `Fine. Actually the fair in ${place} is on ${count + 1} June now.`),
    said('Ben', 'Okay, agreed.'),
  ],
]
const AGENT: readonly Scene[] = [
  (place, count) => [
    user(`Always answer in two lines. Look up the depot in ${place}, the code is D-${count}.`),
    {
      ...assistant('I look it up.'),
      toolCalls: [{ id: place, name: 'find_depot', arguments: `{"city":"${place}"}` }],
    },
    {
      role: 'tool',
      toolCallId: place,
      content: `{"depot":"D-${count}","city":"${place}","open":true,"docks":[${count},7]}`,
    },
    assistant(`The depot D-${count} in ${place} is open, with dock ${count} free.`),
  ],
  (place, count) => [
    user(`Wir treffen uns um ${count} Uhr in ${place}. Bitte nie vor acht anrufen.`),
    assistant('Verstanden, ich habe es notiert.'),
    user(`Das Treffen in ${place} wurde auf ${count + 1} Uhr verschoben.`),
  ],
]
const PLACES = ['Leeds', 'Oslo', 'Turin', 'Graz', 'Porto', 'Lund', 'Ghent', 'Brno', 'Cork', 'Bilbao']

const talk = fc
  .tuple(
    fc.constantFrom(BOOKING, CHAT, AGENT, [...BOOKING, ...AGENT]),
    fc.array(fc.tuple(fc.nat(), fc.constantFrom(...PLACES), fc.integer({ min: 2, max: 12 })), {
      minLength: 1,
      maxLength: 12,
    }),
  )
  .map(([scenes, picked]) =>
    picked
      .flatMap(([scene, place, count]) => scenes[scene % scenes.length]?.(place, count) ?? [])
      .map((message, at): Message => ({ ...message, id: `x${at}` })),
  )

const plain = (text: string): string => text.replace(/\s+/g, ' ')
const keyOf = ({ messageId, start, end }: Span): string => `${messageId}:${start}-${end}`

/** What a kept entry has to have in the text: its words, without the mark that a cut clause ends in. */
const standing = ({ text, shortened }: ManifestEntry): string =>
  plain(shortened ?? text)
    .replace(/^[-*•\s]+/, '')
    .replace(/[\s,;.–—-]+$/, '')

function checkManifest(messages: readonly Message[], result: CompactionResult): void {
  const entries = result.manifest ?? []
  const places = new Set(entries.map(({ span }) => keyOf(span)))
  expect(places.size).toBe(entries.length)
  const { units, ...fates } = result.totals
  expect(units).toBe(entries.length)
  for (const [fate, count] of Object.entries(fates))
    expect(entries.filter((entry) => entry.fate === fate)).toHaveLength(count)
  const text = plain(result.text)
  for (const entry of entries) {
    const { span, handle, fate, reason, score, scoreParts, successor } = entry
    const message = messages[(placeOfHandle(handle) ?? 0) - 1]
    expect(message?.id).toBe(span.messageId)
    expect(withToolCallText(message as Message).content.slice(span.start, span.end)).toBe(entry.text)
    expect(Math.abs(Object.values(scoreParts).reduce((sum, part) => sum + part, 0) - score)).toBeLessThan(
      0.02,
    )
    expect(reason).not.toMatch(/^$|undefined|NaN|salience|idf|\p{Ll}\p{Lu}/u)
    if (fate === 'kept' || fate === 'shortened') expect(text).toContain(standing(entry))
    if (fate === 'superseded') expect(successor).toBeDefined()
    if (successor === undefined) continue
    expect(places).toContain(keyOf(successor))
    expect(keyOf(successor)).not.toBe(keyOf(span))
  }
}

describe('the manifest', () => {
  it('has every unit once, with what became of it true of the text', () => {
    fc.assert(
      fc.property(talk, fc.constantFrom(12, 40, 90, 200, 500), (messages, targetTokens) => {
        checkManifest(messages, compact(messages, { targetTokens, explain: true }))
      }),
      { numRuns: 60, verbose: 1 },
    )
  })

  it('adds up with what is not listed: every message stands in it', () => {
    fc.assert(
      fc.property(talk, (messages) => {
        const listed = new Set(
          (compact(messages, { targetTokens: 60, explain: true }).manifest ?? []).map(
            ({ span }) => span.messageId,
          ),
        )
        expect(messages.filter(({ id }) => !listed.has(id))).toEqual([])
      }),
      { numRuns: 20, verbose: 1 },
    )
  })
})
