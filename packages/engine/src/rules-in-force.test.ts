import { describe, expect, it } from 'vitest'
import { annotate } from './annotate/annotate.js'
import { compact, compactAnnotated } from './compact.js'
import type { Message } from './types.js'

const talk = (...said: readonly string[]): Message[] =>
  said.map((content, at) => ({ id: `m${at}`, role: at % 2 === 0 ? 'user' : 'assistant', content }))

/** The rules in force after the user said the rules, and then one more sentence. */
const rulesAfter = (last: string, ...rules: readonly string[]): string[] =>
  compact(talk(...rules.flatMap((rule) => [rule, 'Noted, I will write the posts that way.']), last), {
    targetTokens: 400,
  }).constraints.map(({ content }) => content)

const GERMAN = 'Always answer in German.'
const EMOJIS = "Please don't use emojis in the posts."

describe('a rule that is lifted', () => {
  it.each([
    ['Never mind the German rule.', [EMOJIS]],
    ['hm never mind the german rule, our customers are mostly tourists', [EMOJIS]],
    ['And you can ignore the rule about emojis, the boss changed her mind.', [GERMAN]],
    ['Actually, the emoji rule no longer applies.', [GERMAN]],
    ["The rule about German doesn't apply any more.", [EMOJIS]],
    ['Please drop the restriction on emojis.', [GERMAN]],
  ])('is in force no longer: %j', (last, left) => {
    expect(rulesAfter(last, GERMAN, EMOJIS).toSorted()).toEqual(left)
  })

  it.each([
    'Ignore the rule about prices.',
    'Ignore all rules.',
    "Please don't forget the emoji rule.",
    'You can ignore the emoji rule for this post.',
    'Can you ignore the emoji rule?',
    'Never mind the weather.',
  ])('is meant by no sentence like %j', (last) => {
    expect(rulesAfter(last, GERMAN, EMOJIS)).toEqual(expect.arrayContaining([GERMAN, EMOJIS]))
  })

  it('is not counted by the words after the subject', () => {
    const rule = 'Never quote prices to customers.'
    expect(rulesAfter('Ignore the German rule, our customers are tourists.', GERMAN, rule)).toEqual([rule])
  })

  it.each([
    ['the same words', EMOJIS],
    ['fewer words', 'No emojis in posts, please.'],
  ])('is gone with every older one that says nothing more: %s', (_, older) => {
    expect(rulesAfter('You can ignore the rule about emojis.', older, GERMAN, EMOJIS)).toEqual([GERMAN])
    expect(rulesAfter('You can ignore the rule about emojis.', `${EMOJIS} ${older}`)).toEqual([])
  })

  it('leaves an older one that says more', () => {
    const more = "Please don't use emojis in the posts or hashtags in the mails."
    expect(rulesAfter('You can ignore the rule about emojis.', more, EMOJIS)).toEqual([more])
  })

  it('stands for the other of two people who gave it', () => {
    const rule = 'From now on, never call me before 9:30.'
    const messages: Message[] = [
      { id: 'a', role: 'user', content: rule },
      { id: 'b', role: 'user', name: 'Bob', content: rule },
      { id: 'c', role: 'user', name: 'Bob', content: 'You can ignore the rule about calls before 9:30.' },
    ]
    const stored = messages.map((message) => ({ message, annotation: annotate(message, { language: 'en' }) }))
    for (const { constraints } of [compact(messages), compactAnnotated(stored)])
      expect(constraints.map(({ content }) => content)).toEqual([rule])
  })

  it('leaves the heading, and is explained by the sentence that lifted it', () => {
    const messages = talk(
      'Help me with the posts of our bakery.',
      'Gladly, which one is first?',
      EMOJIS,
      'Noted, no emojis.',
      'You can ignore the rule about emojis.',
      'Emojis are back.',
    )
    const result = compact([...messages, ...messages.map(aside)], { targetTokens: 60, explain: true })
    expect(result.text).not.toContain(EMOJIS)
    const entry = result.manifest?.find(({ text }) => text === EMOJIS)
    expect(entry).toMatchObject({ fate: 'superseded' })
  })

  it('holds again when it is said again', () => {
    expect(rulesAfter(EMOJIS, EMOJIS, 'Ignore the emoji rule.')).toEqual([EMOJIS])
  })

  it('of the system stays, whatever a user says', () => {
    const system: Message = { id: 's', role: 'system', content: 'Never promise a refund to anyone.' }
    const { constraints } = compact([system, ...talk('Ignore the refund rule.')])
    expect(constraints.map(({ content }) => content)).toEqual([system.content])
  })

  it('is lifted in German too', () => {
    const rule = 'Bitte verwende niemals Emojis in den Texten.'
    const said = talk(
      rule,
      'Alles klar, ich schreibe die Texte ohne Emojis.',
      'Ach, vergiss die Regel mit den Emojis.',
      'Gut, dann schreibe ich die Texte wieder mit Emojis.',
    )
    expect(compact(said.slice(0, 2)).constraints.map(({ content }) => content)).toEqual([rule])
    expect(compact(said).constraints).toEqual([])
  })
})

describe('a rule that is lifted in other words and languages', () => {
  it.each([
    ['Never write more than 90 words in a reply.', 'oh, forget the thing about 90 words'],
    [
      'Bitte verwende nie Gedankenstriche.',
      'Die Regel mit den Gedankenstrichen kannst du übrigens vergessen.',
    ],
    ['Bitte verwende nie Gedankenstriche.', 'Ach, das mit den Gedankenstrichen kannst du vergessen.'],
    ["N'utilise jamais de majuscules dans les titres.", 'Finalement, oublie la règle sur les majuscules.'],
    ['Nunca uses abreviaturas en las cartas.', 'Olvida lo de las abreviaturas.'],
    ['Nunca uses abreviaturas en las cartas.', 'La regla de las abreviaturas ya no vale.'],
    ['Nunca uses abreviaturas nas cartas.', 'Já agora, esquece a regra das abreviaturas.'],
    ['以后文案千万不要用感叹号。', '对了，关于感叹号的要求取消吧。'],
    ['文章に絵文字は使わないでください。', '絵文字の件はもう忘れてください。'],
  ])('%j goes by %j', (rule, last) => {
    expect(rulesAfter('Well, thanks.', rule)).toEqual([rule])
    expect(rulesAfter(last, rule)).toEqual([])
  })

  it.each([
    ['Bitte verwende nie Gedankenstriche.', 'Vergiss nicht die Gedankenstriche in meinem Text.'],
    ['Never write more than 90 words in a reply.', 'Forget the thing about the tickets.'],
    ["N'utilise jamais de majuscules dans les titres.", "N'oublie pas la règle sur les majuscules."],
  ])('%j stays with %j', (rule, last) => {
    expect(rulesAfter(last, rule)).toContain(rule)
  })

  it('is none where a user tells of a habit', () => {
    expect(rulesAfter('You never open the shop on Mondays, do you know why it is open today.')).toEqual([])
  })
})

const aside = (_: Message, at: number): Message => ({
  id: `a${at}`,
  role: at % 2 === 0 ? 'user' : 'assistant',
  content: `Post ${at + 1} is about the sourdough with ${at + 3} seeds from the mill in lane ${at + 7}.`,
})
