import { describe, expect, it } from 'vitest'
import { compact } from '../compact.js'
import type { Message } from '../types.js'

/** What people settled; a talk of several days where they are in a chat. */
const settled = (isChat: boolean, ...turns: readonly string[]): readonly string[] =>
  compact(
    turns.map((turn, at): Message => {
      const [name = '', content = ''] = turn.split(/: (.*)/s)
      return {
        id: `m${at}`,
        role: 'user',
        name,
        content,
        timestamp: `2026-03-0${isChat ? 1 + (at % 5) : 1}T09:0${at % 10}:00Z`,
      }
    }),
    { targetTokens: 2_000 },
  ).decisions.map(({ content }) => content)

describe('the subject of what people settled', () => {
  it('is told with a few words that name hardly anything', () => {
    const asked = 'Are we keeping the name Heron for the rowing boat?'
    for (const isChat of [true, false])
      expect(
        settled(isChat, `Ida: ${asked}`, 'Per: new names bring bad luck', 'Ros: ok Heron it is', 'Ida: good'),
        String(isChat),
      ).toEqual([`Ida: ${asked} → Ros: ok Heron it is`])
  })

  it('is not asked for where the words say what of', () => {
    expect(
      settled(
        false,
        'Ida: Shall we paint the hull of the rowing boat green or blue?',
        'Per: green fades in the sun',
        'Ros: Then the hull of the rowing boat gets a coat of blue paint in April.',
        'Ida: yes, agreed',
      ).join(),
    ).not.toMatch(/^Ida/)
  })

  it('is no remark of something else', () => {
    const said = ['Ida: Hanne is in Bergen till June', 'Ros: ok then Jarle only.', 'Ida: good']
    expect(settled(true, ...said)).toEqual([])
  })

  it('is what offered the day or the sum, and a sum alone answers no other question', () => {
    const offered = 'Ida: the parish offers 14 May or 28 May'
    expect(
      settled(true, offered, 'Per: 28 is in the holidays', 'Ros: 14 May it is', 'Ida: good').join(),
    ).toContain(offered)
    expect(
      settled(
        false,
        'Ida: There is always damp behind these boards, last time we paid two thousand.',
        'Per: Can I write that down as a risk?',
        'Ros: Thirty-five then.',
        'Ida: Right.',
      ),
    ).toEqual([])
  })

  it('is the option that "the late one" stands for', () => {
    const offer = 'Ida: the early ferry is full, the late one leaves Bodø at 18:20'
    expect(settled(true, offer, 'Ros: the late one then, it costs the same', 'Ida: good')[0]).toContain(offer)
  })
})

describe('who decided', () => {
  it.each([
    'Last thing, a story for Jonah, who has decided that herons are no birds and is sad about it.',
    'Nos queda quién lee el poema, Pilar o Inés, no lo tenemos decidido.',
  ])('is not the user: %s', (said) => {
    const messages: Message[] = [
      { id: 'a', role: 'user', content: said },
      { id: 'b', role: 'assistant', content: 'OK.' },
    ]
    expect(compact(messages, { targetTokens: 500 }).decisions).toEqual([])
  })
})
