import { describe, expect, it } from 'vitest'
import { compact } from '../compact.js'
import type { Message } from '../types.js'

const PEOPLE = ['Ida', 'Per', 'Ros', 'Bo']

const listed = (said: string, opening: string, closing: string): readonly string[] =>
  compact(
    [opening, said, closing, closing].map(
      (content, at): Message => ({
        id: `m${at}`,
        role: 'user',
        name: PEOPLE[at] as string,
        content,
        timestamp: `2026-03-0${at + 1}T09:00:00Z`,
      }),
    ),
    { targetTokens: 500 },
  ).constraints.map(({ content }) => content)

const inEnglish = (said: string): readonly string[] =>
  listed(said, 'Who is in for Saturday then, and who brings the rope for the boat?', 'see you there')

describe('what one lays down for all', () => {
  it.each([
    'nobody under sixteen behind the bar, that is the licence',
    'nobody past the rope without a badge',
    'Nobody lights the stove, or opens the flue, until Per has swept it.',
    'nobody opens the freezer until the man has been',
    'Nobody accepts anything from the brewery rep',
    'nobody else sees the guest list',
    'No drilling or hammering after eight in the evening',
    'no deliveries on Sunday mornings',
    'No gifts from suppliers, brewers or landlords, of any size',
    'no shoes on the mats please',
    'There is to be nobody in the lane after eight',
    'he’s to have nothing with caffeine in it',
    'If the bank rings, don’t tell them a thing, please',
    "You're not to sign for anything that isn't ours",
    'Everyone must wash their hands before they touch the dough',
    'whoever borrows the drill puts it back on the hook',
    'visitors have to ring the side bell',
    'not at all on Sundays',
    'only after the surveyor has been',
    'We need to be out of there by six, full stop.',
    "it can't be where the lorries turn",
    "she can't have anything with sesame in it",
    "dogs aren't allowed past the second gate",
    "don't give the builder any more money",
    'nothing over twenty quid without asking me',
    'the plan stays between the two of us',
    'the side door stays locked at night',
    'leave my seedlings alone',
    'not a word to Lasse about the party',
    'anything over fifty pounds goes to the committee first',
    "we don't lend tools to people outside the street",
    'first names only on the badges',
    'those go to the office only',
  ])('is a rule: %s', (said) => {
    expect(inEnglish(said)).toEqual([said])
  })

  it.each([
    'nobody likes Mondays',
    'nobody under thirty knows that song',
    'nobody on the bus but me this morning',
    'Nobody opens my letters but me, so who was it',
    'nobody in the queue without an umbrella, it was funny',
    'no parking anywhere near the station, took me an hour',
    'no trains after eleven, so I got a taxi',
    'no smoke without fire',
    'no dogs at the park this morning',
    "they're to be married in May",
    "it's not to my taste",
    'there are to be three new houses behind us',
    'if anyone asks, I was never here lol',
    'everyone has to see this film',
    'whoever wins gets bragging rights',
    'not on Sunday, I am with Mum',
    'not after what happened last time',
    'only when the sun is out does it look nice',
    'the train was late, full stop',
    "it can't be in the shed, I looked",
    "she can't have kids, it's sad",
    "don't tell me you forgot again",
    "don't give me that look",
    'nothing over the weekend, you?',
    'the rain stays in the north tomorrow',
    'keep the engine running, I am coming',
    'not a word from Lasse since Friday',
    'anything over fifty pounds feels steep to me',
    'we never row without laughing',
    'Mum said nobody goes up without a helmet',
    'the sign says no dogs past the gate',
    'in her school nobody runs without shoes',
    'is nobody allowed up there without a badge?',
  ])('is none: %s', (said) => {
    expect(inEnglish(said)).toEqual([])
  })
})

describe('what one lays down in other languages', () => {
  const OPENINGS: Readonly<Record<string, readonly [opening: string, closing: string]>> = {
    de: [
      'Wer ist am Samstag dabei und wer bringt das Seil für das Boot mit?',
      'bis dann, ich freue mich schon',
    ],
    es: ['¿Quién viene el sábado y quién trae la cuerda del barco?', 'nos vemos allí'],
    fr: ['Qui vient samedi et qui apporte la corde du bateau ?', 'à samedi alors'],
    pt: ['Quem vem no sábado e quem traz a corda do barco?', 'até sábado então'],
    zh: ['星期六谁来？谁带船的绳子过来？', '到时候见'],
    ja: ['土曜日は誰が来ますか。', 'では土曜日に'],
  }
  const rulesIn = (language: string, said: string): readonly string[] =>
    listed(said, ...(OPENINGS[language] as readonly [string, string])) // proof: listed above

  it.each([
    ['de', 'niemand geht ohne Helm aufs Gerüst'],
    ['de', 'Keiner schließt ab, bevor Ole da ist'],
    ['de', 'keine Handys am Tisch, bitte'],
    ['de', 'das bleibt unter uns'],
    ['es', 'que nadie le diga nada a la abuela'],
    ['es', 'nadie conduce si bebe'],
    ['es', 'sin azúcar, que Leo es diabético'],
    ['fr', 'personne ne sort sans prévenir'],
    ['fr', 'surtout tu ne dis rien à Maman'],
    ['pt', 'ninguém entra sem capacete'],
    ['pt', 'nunca sem o colete'],
    ['zh', '没有安全帽不准上去'],
    ['ja', '犬は会場に入れないでください'],
  ])('%s: is a rule: %s', (language, said) => {
    expect(rulesIn(language, said)).toEqual([said])
  })

  it.each([
    ['de', 'niemand mag Montage'],
    ['de', 'kein Regen nach zehn, super'],
    ['de', 'niemand fährt da noch hin, bevor es taut'],
    ['es', 'nadie come sin hambre'],
    ['es', 'que nadie se lo crea es normal'],
    ['es', 'sin noticias del banco'],
    ['fr', 'jamais quand on en a besoin, ces bus'],
    ['fr', 'pas de bus après minuit'],
    ['pt', 'ninguém vive sem café'],
    ['zh', '我妈以前不许我看电视'],
    ['ja', '気にしないでくださいね'],
  ])('%s: is none: %s', (language, said) => {
    expect(rulesIn(language, said)).toEqual([])
  })
})
