import { describe, expect, it } from 'vitest'
import { compact } from '../compact.js'
import type { Message } from '../types.js'

const listed = (said: string, opening: string): readonly string[] =>
  compact(
    [opening, said, 'ok', 'see you there'].map(
      (content, at): Message => ({
        id: `m${at}`,
        role: 'user',
        name: ['Ida', 'Per', 'Ros', 'Bo'][at] ?? 'Ida',
        content,
        timestamp: `2026-03-0${at + 1}T09:00:00Z`,
      }),
    ),
    { targetTokens: 500 },
  ).constraints.map(({ content }) => content)

describe('what binds among people', () => {
  it.each([
    'no nuts anywhere on the table, not even in the cake',
    'nobody tell gran about the boat',
    'we cannot go below two thousand in the cash box at the end of a month',
    "We can't sign anything over five hundred without a second signature",
    'no smoking anywhere on the boat',
    'nobody opens the hatch until Bo has checked the valve',
    "Bo isn't to be in the cabin while we mix the resin",
    "they're not to be left alone with the stove",
    "please don't move the buoy without asking the harbour master",
    'you cannot spend more than 40 each',
  ])('is listed: %s', (said) => {
    expect(listed(said, 'Who is in for Saturday then, and who brings the rope?')).toEqual([said])
  })

  it.each(['nada de móviles en la cena'])('is listed in Spanish: %s', (said) => {
    expect(listed(said, '¿Quién viene el sábado y quién trae la cuerda del barco?')).toEqual([said])
  })

  it.each([
    "I can't go on without coffee",
    "we can't live without that dog",
    'nobody tells me anything',
    'no idea where it is anywhere',
    "I couldn't find the rope anywhere",
    'nobody leaves without saying goodbye to gran, she loves that',
    "don't go before I say hello!",
    "don't start without me lol",
    "he's not to be trusted with cake",
    'nobody ever comes before nine',
    'nobody really sails before Easter up here',
    'no wind anywhere on the lake today',
    "we couldn't get there before dark",
    'Wales cannot leave without a deal',
    'no one has ever drowned in it, please relax',
    "it isn't to everyone's taste",
    "that isn't to say it was bad",
    'no sign of the cat anywhere',
  ])('is none: %s', (said) => {
    expect(listed(said, 'Who is in for Saturday then, and who brings the rope?')).toEqual([])
  })
})
