import { describe, expect, it } from 'vitest'
import { annotate } from './annotate.js'
import { isRuleInClause } from './clause-rules.js'

describe('bans and bounds in a clause', () => {
  it.each([
    'write it as a list, no adverbs, no numbers',
    'use whatever you like but no abbreviations please',
    'no radio, my sister hates it',
    'the hut sleeps six, nothing with a deposit',
    'and nothing about the divorce',
    'lamps never above 40 watts',
    'parcels at the back door only between 8 and 10',
    'the club told the members: we cannot lend more than two boats',
    "we can't hire anybody without the treasurer's signature",
    'any walk needs to be over before dark',
    'pancakes once a week, not more',
    'the desk stays by the window, no discussion',
    "can you not use 'journey' anywhere",
    'nobody open the oven',
    "we tried once, but I don't lend money",
    "I'm not driving after dark",
    "he can't lift anything, so I can only move one box a day",
    'my hip rules out anything with a ladder',
    'they have to keep the dog out of the nursery',
    'there has to be a second exit',
    'captions in all pictures',
    'leave the last chapter as it is',
    'nobody is to ring her at work',
    'quotes no longer than forty words',
  ])('one: %s', (sentence) => {
    expect(isRuleInClause(sentence, 'en', false)).toBe(true)
  })

  it.each([
    'no luck, he is on holiday',
    'no bread left, I have to go out again',
    'no warnings, no errors and it still fails',
    'no fever since yesterday, no cough',
    'nothing like a swim after work',
    'nothing fits, nothing matches',
    "I can't wait until Friday",
    "I can't find anything under 500",
    "I'm not seeing any progress",
    'can you not open the file',
    'could you not find anything cheaper',
    "I don't remember where it was",
    "I don't feel like it, so I don't",
    'we only have one key',
    'there has to be a better way',
    'nobody told me it was before nine',
    "we couldn't get in after ten",
    'it took at least an hour',
    'leave it as it is for now',
    'keep me posted on how it is',
    'thanks for all the help',
    'I love them both, always',
  ])('none: %s', (sentence) => {
    expect(isRuleInClause(sentence, 'en', false)).toBe(false)
  })

  it.each([
    ['de', 'keine Grafiken, keine Zitate'],
    ['de', 'der Beitrag darf nicht über 40 Euro steigen'],
    ['de', 'Anrufe nur nach 18 Uhr'],
    ['de', 'Abgabe ist am Montag, keine Ausnahmen'],
    ['fr', 'pas de graphiques, pas de citations'],
    ['fr', 'des appels seulement après 18 heures'],
    ['es', 'sin gráficos, sin citas'],
    ['es', 'no podemos comprar nada sin el permiso del comité'],
    ['pt', 'sem gráficos, sem citações'],
    ['pt', 'não podemos gastar mais de 300 euros'],
  ])('one in %s: %s', (language, sentence) => {
    expect(isRuleInClause(sentence, language, false)).toBe(true)
  })

  it.each([
    ['de', 'kein Problem, keine Eile'],
    ['de', 'ich kann nicht bis Freitag warten'],
    ['fr', 'pas de souci, pas de problème'],
    ['es', 'sin problema, sin prisa'],
    ['pt', 'sem problema, sem pressa'],
  ])('none in %s: %s', (language, sentence) => {
    expect(isRuleInClause(sentence, language, false)).toBe(false)
  })

  it('asks for something without something', () => {
    expect(isRuleInClause('soups without cream', 'en', true)).toBe(true)
    expect(isRuleInClause('soups without cream', 'en', false)).toBe(false)
  })

  it('is read in what a user tells an assistant, not among named people nor from an assistant', () => {
    const content = 'my hip rules out anything with a ladder'
    const isRule = (message: { role: 'user' | 'assistant'; name?: string }) =>
      annotate({ id: 'm1', content, ...message }, { language: 'en' }).units.some(({ stances }) =>
        stances.includes('rule'),
      )
    expect(isRule({ role: 'user' })).toBe(true)
    expect(isRule({ role: 'user', name: 'Ida' })).toBe(false)
    expect(isRule({ role: 'assistant' })).toBe(false)
  })
})
