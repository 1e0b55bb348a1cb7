import { describe, expect, it } from 'vitest'
import { compact } from '../compact.js'
import type { Message } from '../types.js'

const filler = (count: number): Message[] =>
  Array.from({ length: count }, (_, at) => ({
    id: `f${at}`,
    role: at % 2 === 0 ? 'assistant' : 'user',
    content: `The ${['kettle', 'grinder', 'scale', 'filter'][at % 4]} number ${at + 3} ships from store ${at * 7 + 2} in ${at + 4} days.`,
  }))

const fatesOf = (content: string) => {
  const messages: Message[] = [{ id: 'u', role: 'user', content }, ...filler(24)]
  const { manifest = [], text } = compact(
    [...filler(6).map((m) => ({ ...m, id: `b${m.id}` })), ...messages],
    {
      targetTokens: 400,
      explain: true,
    },
  )
  return { text, fate: (said: string) => manifest.find((entry) => entry.text === said)?.fate }
}

/** The filler is: among it, what is said in another language has little salience. */
const isEnglish = (text: string) => /green|send/i.test(text)

describe('what is taken back in one breath', () => {
  it.each([
    ['Green then.', "No wait, it won't go with the kettle.", 'Stay with slate.'],
    ['Send it on Monday.', 'Actually, no.', 'Send it on Thursday.'],
    ['Nehmen wir den grünen.', 'Nein warte, der passt nicht.', 'Bleib bei Schiefer.'],
    ['Prends la verte.', 'Non attends, elle ne va pas.', 'Garde celle en ardoise.'],
    ['Mándalo el lunes.', 'No, espera.', 'Mándalo el jueves.'],
    ['Manda na segunda.', 'Não, espera.', 'Manda na quinta.'],
  ])('%j %j', (before, retraction, after) => {
    const { fate, text } = fatesOf(`${before} ${retraction} ${after}`)
    expect(fate(before)).toBe('superseded')
    expect(text).not.toContain(before)
    if (isEnglish(before)) expect(text).toContain(after.replace(/\.$/, ''))
  })

  it.each([
    ['The grinder arrived broken.', 'Wait, there is a crack in the lid too.'],
    ['Green then.', 'No worries about the price.'],
  ])('is not what goes on: %j %j', (before, next) => {
    expect(fatesOf(`${before} ${next} Thanks a lot.`).fate(before)).not.toBe('superseded')
  })
})
