import { describe, expect, it } from 'vitest'
import { compact } from '../compact.js'
import type { Message } from '../types.js'

/** A chat of three days, which begins with small talk on the first two. */
const chat = (...turns: readonly string[]): Message[] =>
  ['Ute: hello all', 'Kofi: morning!', ...turns].map((turn, at) => {
    const [, name = '', content = ''] = /^(\w+): (.*)$/s.exec(turn) ?? []
    return {
      id: `m${at + 1}`,
      role: 'user',
      name,
      content,
      timestamp: `2026-03-0${Math.min(at + 1, 3)}T09:00:00Z`,
    }
  })

const decisionsOf = (...turns: readonly string[]): string[] => settledOf('decision', ...turns)

const settledOf = (type: string, ...turns: readonly string[]): string[] =>
  compact(chat(...turns), { targetTokens: 2_000 })
    .items.filter((item) => item.type === type)
    .map(({ content }) => content.replace(/ \[.*\]$/, ''))

describe('what is taken up in a chat', () => {
  it.each([
    [
      'an echo',
      ['Ute: dark green on grey for the banner', 'Kofi: ok dark green on grey, 40 pieces'],
      'Ute: dark green on grey for the banner → Kofi: ok dark green on grey, 40 pieces',
    ],
    [
      'an echo without a yes',
      ['Ute: soup with bread', 'Kofi: soup with bread. Good'],
      'Ute: soup with bread → Kofi: soup with bread.',
    ],
    [
      'who does it',
      ['Ute: who brings the big pot on Sunday?', 'Kofi: me'],
      'Ute: who brings the big pot on Sunday? → Kofi: me',
    ],
    [
      'who does it, with the sentence that says what',
      ['Ute: the county pays 300 if we apply by May', 'Ute: who applies', 'Kofi: I do it again'],
      'Ute: the county pays 300 if we apply by May → Ute: who applies → Kofi: I do it again',
    ],
    [
      'somebody named by another',
      ['Ute: who fetches the benches from Aurich?', 'Ingo: Kofi with the van'],
      'Ute: who fetches the benches from Aurich? → Ingo: Kofi with the van',
    ],
    [
      'what somebody is wanted for',
      ['Ute: the school kitchen is free if someone mops it', 'Kofi: I mop'],
      'Ute: the school kitchen is free if someone mops it → Kofi: I mop',
    ],
    [
      'an echo in the second sentence',
      ['Kofi: what do we call the quiz team', 'Ute: The Rusty Anchors', 'Kofi: Noted. Rusty Anchors.'],
      'Kofi: what do we call the quiz team → Ute: The Rusty Anchors → Kofi: Rusty Anchors.',
    ],
  ] as const)('lists %s', (_, turns, decision) => {
    expect(decisionsOf(...turns)).toEqual([decision])
  })

  it.each([
    [
      ["Ute: I'll bring the projector from school", 'Kofi: great, thanks'],
      "Ute: I'll bring the projector from school → Kofi: great, thanks",
    ],
    [
      ['Ute: there is no screen at the mill', 'Kofi: then I bring the old bed sheet'],
      'Kofi: then I bring the old bed sheet',
    ],
  ] as const)('what one takes on is a task: %s', (turns, task) => {
    expect(settledOf('task', ...turns)).toEqual([task])
    expect(decisionsOf(...turns)).toEqual([])
  })

  it.each([
    ['praise', ['Ute: here is my new bookshelf', 'Kofi: Great bookshelf!']],
    ['a question', ['Ute: dark green on grey for the banner', 'Kofi: ok dark green on grey?']],
    ['an objection', ['Ute: dark green on grey for the banner', 'Kofi: ok but not dark green']],
    ['who did it', ['Ute: who ate the cheese cake in the fridge?', 'Kofi: me']],
    ['a shared habit', ['Ute: who drinks oat milk with coffee?', 'Kofi: me']],
    ['a refusal', ['Ute: who drives the van to Essen?', "Kofi: I can't"]],
    ['an offer nobody answers', ["Ute: I'll bring the projector from school", 'Kofi: where is Anna?']],
    ['what each does', ['Ute: I build the rafts', 'Kofi: I build the rafts too']],
    ['who is free', ['Ute: tuesday ok', 'Kofi: tuesday ok']],
    ['a question back', ['Ute: who fetches the benches from Aurich?', 'Ingo: Kofi?']],
    ['a price of what', ['Ute: 8 with bread', 'Kofi: ok 8 with bread, coffee stays free']],
    ['a name of what', ['Ute: The Wobbly Spoons', 'Kofi: ok wobbly spoons']],
    ['an echo of a yes', ['Ute: agreed', 'Kofi: ok agreed']],
  ] as const)('lists no decision of %s', (_, turns) => {
    expect(decisionsOf(...turns)).toEqual([])
  })
})
