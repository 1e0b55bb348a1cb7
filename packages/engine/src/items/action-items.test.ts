import { describe, expect, it } from 'vitest'
import { compact } from '../compact.js'
import type { Message } from '../types.js'
import { actionIn, asksForAction, wantsSomebody } from './action-items.js'

/** A meeting of one morning. */
const meeting = (...turns: readonly string[]): Message[] =>
  ['Hanne: Good morning everybody.', 'Tarik: Morning!', 'Pavel: Hello.', ...turns].map((turn, at) => {
    const [, name = '', content = ''] = /^(\w+): (.*)$/s.exec(turn) ?? []
    const timestamp = `2026-02-24T09:${String(at).padStart(2, '0')}:00Z`
    return { id: `m${at + 1}`, role: 'user', name, content, timestamp }
  })

const itemsOf = (type: string, ...turns: readonly string[]): string[] =>
  compact(meeting(...turns), { targetTokens: 2_000 })
    .items.filter((item) => item.type === type)
    .map(({ content }) => content)

describe('what somebody among people has to do', () => {
  it.each([
    "I'll write the release notes and send them to Hanne on Friday.",
    'I will get three quotes from movers and share them in the channel.',
    "Okay, then I'll circulate the minutes this afternoon.",
    "I'm going to check with the lawyer whether the clause holds.",
    "I'll try to come up with a list of missing drawings.",
    'Please find out if there is a cooled room in the basement.',
    'Berit will draft the letter to the county.',
    'Action on Jonas: book the hall.',
    'So to sum up: Tarik sends the bug list, Pavel gets the quotes.',
    'We need to sign the lease by the end of March.',
  ])('is taken on or given: %s', (said) => {
    expect(actionIn(said, false)).toBe(true)
  })

  it.each([
    "I'll take a vote.",
    "I'll make a comment on the second amendment.",
    "I'll ask you to keep it short.",
    "I'll do my best for the team.",
    "I won't send the minutes to the board.",
    "I'll call the treasurer to speak on the budget.",
    "If nobody objects I'll send the letter to the county.",
    "I'll put it in the report.",
    "I'll send a photo soon.",
    'I can write the scripts for most of the machines.',
    'We will look at the findings of the survey.',
    'I write songs about the sea.',
  ])('is none of the talk, of the moment, or of nobody: %s', (said) => {
    expect(actionIn(said, false)).toBe(false)
  })

  it.each([
    ['I order 60 liners.', true],
    ['I bring the big tarp for the fire pit', true],
    ['I bake the bread for the market every Saturday', false],
    ['I cook a lot of soup', false],
  ])('in a chat also in the present, of one thing: %s', (said, expected) => {
    expect(actionIn(said, true)).toBe(expected)
    expect(actionIn(said, false)).toBe(false)
  })

  it('asks for what is done outside of the talk', () => {
    expect(asksForAction('Tarik, can you send me the list of open bugs by Wednesday?')).toBe(true)
    expect(asksForAction('Could you give us an example of such a case?')).toBe(false)
    expect(asksForAction('Can you repeat the question?')).toBe(false)
    expect(wantsSomebody('somebody has to tell the support team.')).toBe(true)
    expect(wantsSomebody('who can do it?')).toBe(false)
  })
})

describe('a request in a meeting', () => {
  it('is a task with the yes to it, dated by what is to come', () => {
    expect(
      itemsOf(
        'task',
        'Hanne: Tarik, can you send me the list of open bugs by Wednesday?',
        "Tarik: Sure, I'll do that.",
      ),
    ).toEqual([
      "Hanne: Tarik, can you send me the list of open bugs by Wednesday? → Tarik: Sure, I'll do that. [2026-02-25]",
    ])
  })

  it('is none where the other refuses, asks back, or the asker goes on', () => {
    const asked = 'Hanne: Tarik, can you send me the list of open bugs by Wednesday?'
    expect(itemsOf('task', asked, "Tarik: Sure, but I don't have it yet.")).toEqual([])
    expect(itemsOf('task', asked, 'Tarik: Which list?')).toEqual([])
    expect(itemsOf('task', asked, 'Hanne: Or rather, wait.', 'Tarik: Sure.')).toEqual([])
  })

  it('is of whoever says that he will where somebody has to', () => {
    expect(
      itemsOf('task', 'Hanne: And somebody has to tell the support team.', 'Tarik: I can do that.'),
    ).toEqual(['Hanne: somebody has to tell the support team. → Tarik: I can do that.'])
    expect(itemsOf('task', 'Hanne: And somebody has to tell the support team.', 'Tarik: Yes, true.')).toEqual(
      [],
    )
  })
})

it('the minutes of a meeting are no day', () => {
  expect(itemsOf('task', "Hanne: I'll write the minutes and send them around tomorrow.")).toEqual([
    "Hanne: I'll write the minutes and send them around tomorrow. [2026-02-25]",
  ])
})

describe('a decision of a meeting', () => {
  it('is what everybody is fine with, and not what comes next', () => {
    const asked = 'Hanne: Then we give the remaining 700 euros to the seed swap. Everybody fine with that?'
    expect(itemsOf('decision', asked, 'Tarik: Absolutely.', 'Pavel: Yes.')).toEqual([
      'Hanne: we give the remaining 700 euros to the seed swap. → Tarik: Absolutely. → Pavel: Yes.',
    ])
    expect(itemsOf('decision', 'Hanne: Decided. Next: the newsletter.')).toEqual([])
  })

  it('that names little is told with what asked for it, or spoke of the same', () => {
    expect(
      itemsOf(
        'decision',
        'Hanne: We got two offers: Mirabelle at 1,150 euros and Kopernik at 980.',
        'Tarik: Kopernik was late the last time.',
        'Pavel: I vote for Mirabelle.',
        'Hanne: Agreed, we take Mirabelle. Tarik, could you tell them by Friday?',
        'Tarik: Yep.',
      ),
    ).toEqual([
      'Hanne: We got two offers: Mirabelle at 1,150 euros and Kopernik at 980. → Pavel: I vote for Mirabelle. → Hanne: Agreed, we take Mirabelle.',
    ])
  })

  it('may be what somebody sums up after a talk', () => {
    expect(
      itemsOf('decision', 'Hanne: Fine, so the opening stays on Saturday the 18th at five.'),
    ).toHaveLength(1)
    expect(itemsOf('decision', 'Hanne: Fine, so the opening could move to Saturday the 18th.')).toEqual([])
  })

  it('is what one would do and another finds good', () => {
    expect(
      itemsOf('decision', "Tarik: I'd invite Mr Achterberg and Ms Solano first.", 'Hanne: Sounds good.'),
    ).toEqual(["Tarik: I'd invite Mr Achterberg and Ms Solano first. → Hanne: Sounds good."])
  })

  it('is what nobody objects to, of several who were asked', () => {
    const proposed = "Hanne: Let's keep the oak desks of the old office. Any objections?"
    expect(itemsOf('decision', proposed, 'Tarik: No.', 'Pavel: None from me.')).toEqual([
      "Hanne: Let's keep the oak desks of the old office. → Tarik: No. → Pavel: None from me.",
    ])
    expect(itemsOf('decision', proposed, 'Tarik: Yes, they are too big.', 'Pavel: No.')).toEqual([])
  })
})
