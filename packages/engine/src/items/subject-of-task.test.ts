import { describe, expect, it } from 'vitest'
import { told } from './settled.fixtures.js'
import { namesBeforePointing, subjectOfTask } from './subject-of-task.js'

describe('what one takes on', () => {
  it.each([
    ["I'll make a slideshow.", 1, 'asked'],
    ["the numbers are due on the 8th, I'll send them wednesday", 2, 'alone'],
    ["I'll ask him about the roof", 1, 'needed'],
    ["I'll get her this afternoon.", 0, 'needed'],
    ["I'll ask her sister", 1, 'needed'],
    ["I'll rent a set, the dog sleeps on it", 2, 'asked'],
    ["I'll tell the treasurer.", 1, 'needed'],
    ["I'll tell the treasurer that the deposit came back.", 2, 'asked'],
  ] as const)('says what it is, or needs it said: %s', (text, things, how) => {
    expect(subjectOfTask(text, things)).toBe(how)
  })

  it.each([
    ['Can you ask the hall what they take?', true],
    ['Can you ask them what the hall takes?', false],
    ['Can you ring the vicar on Monday?', false],
  ])('names before it points: %s', (text, isNamed) => {
    expect(namesBeforePointing(text)).toBe(isNamed)
  })

  const SMALL_TALK = ['Ute: hello all', 'Kofi: morning!']
  it('is told alone, not behind a remark of something else', () => {
    expect(
      told(
        'task',
        ...SMALL_TALK,
        'Ute: the ferry was so full again',
        "Kofi: I'll bake the bread for the fair.",
      ),
    ).toEqual(["Kofi: I'll bake the bread for the fair."])
  })

  it('is none where nobody was named that it points at', () => {
    expect(
      told(
        'task',
        ...SMALL_TALK,
        'Ute: my cello gets wet under half a roof',
        "Kofi: I'll ask him about the awning",
      ),
    ).toEqual([])
  })

  it('is told with who was meant, a message further where it was asked for', () => {
    const turns = ['Dewi: and young Siôn from number four?', 'Gwen: he has waited. Dewi, you will tell him?']
    const [task] = told('task', ...SMALL_TALK, ...turns, "Dewi: I'll tell him tonight, he's at the band.")
    expect(task).toMatch(/Siôn|Dewi, you will tell him/)
  })

  it('is told with who was meant', () => {
    const asked = 'Ute: and Mr Zbinden with his accordion?'
    expect(told('task', ...SMALL_TALK, asked, "Kofi: I'll ask him tomorrow").join()).toContain(asked)
  })
})

describe('what is asked of nobody', () => {
  it.each([
    ['user: people tell me things because I am new here.'],
    ['user: Remind me what I said about the boiler.'],
    ['user: I need advice, the landlord wants to come on the 14th at 8.'],
    ['user: three days a week to begin with, Tuesday to Thursday.'],
  ])('%s', (said) => {
    expect(told('task', 'assistant: And the hours?', said, 'assistant: I see.')).toEqual([])
  })

  it.each([
    ['user: please tell people in Horten that the ferry is late.'],
    ['user: Remind me to book the hall in Horten for the 14th of May.'],
    ['user: I need a letter to the landlord about the boiler in Horten.'],
  ])('but this is: %s', (said) => {
    expect(told('task', 'assistant: And now?', said, 'assistant: I see.')).toHaveLength(1)
  })

  it('a request that is told within another is told once', () => {
    const said = 'user: Not null please, the curators search by name. Make a placeholder called Lost.'
    const tasks = told('task', 'assistant: 12 rows in Horten have no name. Null?', said, 'assistant: Done.')
    expect(tasks.filter((task) => task.includes('Not null please'))).toHaveLength(1)
  })
})
