import { describe, expect, it } from 'vitest'
import { compact } from '../compact.js'
import { lexiconFor } from '../lexicon/registry.js'
import { readMark } from '../render/item-lines.js'
import type { Message } from '../types.js'
import { verify } from '../verify.js'
import { recalledSpeeches } from './recalled-lines.js'

const { wording } = lexiconFor('en').source
const recall = (content: string): Message => ({ id: 'recall', role: 'user', content })

const TEXT = [
  'History:',
  '[3 March 2026]',
  'Noor: Long time, and what a week it was at the workshop, truly.',
  ' moved to Ghent in January.',
  ' preference: big fan of the old tram lines.',
  'It is windy again and the bells of the church never stop here.',
  ' Emil: sold the blue canoe to Yara.',
  ' wants: call the landlord about the boiler before Friday.',
].join('\n')

describe('item lines of a text of ours', () => {
  it('are items of the type that their mark or their cues tell, said by whom the label names', () => {
    const { items } = compact([recall(TEXT)], { targetTokens: 400 })
    expect(items.map(({ type, speaker, content }) => [type, speaker, content]).sort()).toEqual([
      ['fact', 'Emil', 'Emil: I sold the blue canoe to Yara.'],
      ['fact', 'Noor', 'Noor: I moved to Ghent in January.'],
      ['preference', 'Noor', 'Noor: big fan of the old tram lines.'],
      ['task', 'Emil', 'Emil: call the landlord about the boiler before Friday. [2026-03-06]'],
    ])
  })

  it('leave what stands beside them as talk', () => {
    const speeches = recalledSpeeches(TEXT, wording, new Set(['Noor', 'Emil'])) ?? []
    const told = speeches.map(({ tells, start, end }) => [tells, TEXT.slice(start, end)])
    expect(told).toContainEqual(['talk', 'It is windy again and the bells of the church never stop here.'])
    expect(told).toContainEqual([['preference'], 'big fan of the old tram lines.'])
  })

  it('alone get the subject that they leave out back: talk may order something', () => {
    const text =
      'User:\n moved to Ghent in January with my two greyhounds.\nmake it 15 people on 12 June.\nAssistant: Noted, 15.'
    const asked = 'Could you write a letter of thanks to the harbour office, and to the mill beside it?'
    const { text: again } = compact([recall(text), { id: 'q', role: 'user', content: asked }], {
      targetTokens: 52,
    })
    expect(again).toContain('I moved to Ghent')
    expect(again).not.toContain('I make it')
  })

  it('come back from the text that is made of them', () => {
    const { text, items } = compact([recall(TEXT)], { targetTokens: 70 })
    const again = compact([recall(text)], { targetTokens: 70 })
    expect(again.text).toBe(text)
    expect(again.items.map(({ type, speaker }) => `${type} ${speaker}`).sort()).toEqual(
      items.map(({ type, speaker }) => `${type} ${speaker}`).sort(),
    )
  })

  it('name another where they open with his label, and nobody where a mark stands before it', () => {
    const text =
      'History:\n Noor: moved to Ghent in January.\n Emil: sold the canoe.\n note: Paid: 56 euros for the dock.'
    const speeches = recalledSpeeches(text, wording, new Set(['Noor', 'Emil'])) ?? []
    expect(speeches.map(({ name, tells, start, end }) => [name, tells, text.slice(start, end)])).toEqual([
      ['Noor', 'item', 'moved to Ghent in January.'],
      ['Emil', 'item', 'sold the canoe.'],
      ['Emil', ['fact'], 'Paid: 56 euros for the dock.'],
    ])
  })

  it('are lines of a narrative as well, where its language puts a blank before the colon too', () => {
    const { wording: french } = lexiconFor('fr').source
    const talk = [
      ['Yann', 'Salut ! J’ai vendu le canoë bleu à Gwenn, et je pars à Brest avec mon frère en avril.'],
      ['Gwenn', 'Bravo, quelle semaine. J’ai acheté une cabane près du lac pour 300 euros, avec ma sœur.'],
      ['Yann', 'Je travaille comme luthier à Rennes depuis 2019, et l’atelier est ouvert le samedi matin.'],
    ].map(([name = '', content = ''], at): Message => ({ id: `m${at}`, role: 'user', name, content }))
    const { text } = compact(talk, { targetTokens: 70, format: 'narrative' })
    expect(text).toContain(' a dit : ')
    const speeches = recalledSpeeches(text, french, new Set(['Yann', 'Gwenn'])) ?? []
    expect(speeches.length).toBeGreaterThan(0)
    expect(speeches.every(({ tells }) => tells === 'item')).toBe(true)
  })

  it('are none in a log of others, set deeper or under labels that stand alone', () => {
    const plain = TEXT.slice(TEXT.indexOf('['))
    const logs = [
      plain.replaceAll('\n ', '\n    '),
      plain.replaceAll('\n ', '\n\t'),
      'User:\n moved to Ghent.\nAssistant:\n That is far.\nUser:\nIt is.',
    ]
    for (const log of logs) {
      const speeches = recalledSpeeches(log, wording, new Set(['Noor', 'Emil'])) ?? []
      expect(speeches.every(({ tells }) => tells === undefined)).toBe(true)
    }
  })

  it('are told where the first label alone stands on its line, and so is that nothing is one', () => {
    const told = (text: string) =>
      (recalledSpeeches(text, wording) ?? []).map(({ role, tells, start, end }) => [
        role,
        tells,
        text.slice(start, end),
      ])
    expect(told('User:\n moved to Ghent.\nAssistant: That is far.')).toEqual([
      ['user', 'item', 'moved to Ghent.'],
      ['assistant', 'talk', 'That is far.'],
    ])
    expect(told('User:\nmoved to Ghent.\nAssistant: That is far.')).toEqual([
      ['user', 'talk', 'moved to Ghent.'],
      ['assistant', 'talk', 'That is far.'],
    ])
  })

  it('reads marks of one type and of several', () => {
    expect(readMark('agreed: the hall on Friday', wording)).toEqual({ types: ['decision'], length: 8 })
    expect(readMark('agreed, note: the hall', wording)).toEqual({ types: ['decision', 'fact'], length: 14 })
    for (const said of ['the hall on Friday', 'agreed, the hall: Friday', 'agreed on the hall', 'note'])
      expect(readMark(said, wording)).toEqual({ types: [], length: 0 })
  })

  it('come back as all that their mark tells', () => {
    const text =
      'User: Long time, and rain again.\n Assistant: agreed, note: two rooms at the mill are booked.'
    const { items } = compact([recall(text)], { targetTokens: 400 })
    expect(items.map(({ type, speaker }) => `${type} ${speaker}`).sort()).toEqual([
      'decision assistant',
      'fact assistant',
    ])
  })

  it('have their label again where they open with the name of another', () => {
    const text = [
      'History:',
      '[3 March 2026]',
      'Noor: Long time, and what a week it was at the workshop, truly.',
      ' Noor: Emil, I moved to Ghent in January with my two greyhounds.',
      'Noor: Emil, windy again.',
      ' Emil: sold the blue canoe to Yara.',
    ].join('\n')
    const settings = { targetTokens: 62 }
    const once = compact([recall(text)], settings)
    expect(once.text).toMatch(/\n Noor: Emil, I moved to Ghent/)
    const again = compact([recall(once.text)], settings)
    expect(again.text).toBe(once.text)
    for (const { items } of [once, again])
      expect(items.map(({ type, speaker }) => `${type} ${speaker}`).sort()).toEqual([
        'fact Emil',
        'fact Noor',
      ])
  })

  it('are told in the lines of a task too: what the user likes has a sign', () => {
    const text = 'User: Hello there, long time.\n· film: on Friday ♥ old westerns + two tickets for the Odeon'
    const { items } = compact([recall(text)], { targetTokens: 400 })
    expect(items.map(({ type, speaker, content }) => [type, speaker, content]).sort()).toEqual([
      ['preference', 'user', 'User: old westerns'],
      ['task', 'user', 'User: two tickets for the Odeon'],
    ])
  })

  it('are in the language of the first label, where the text opens with the line of a task', () => {
    const text =
      '· tavola: a Bologna, alle otto. per due\nUser: three rooms that I might like.\n User: like travelling in economy.'
    const { items, language } = compact([recall(text)], { targetTokens: 400 })
    expect(language).toBe('en')
    expect(items.map(({ type }) => type)).toEqual(['preference'])
  })

  it('belong to the label above them where a text is verified', () => {
    const talk = [
      ['Noor', 'I moved to Ghent in January with my two greyhounds.'],
      ['Emil', 'I sold the blue canoe to Yara for ninety euros.'],
    ].map(([name = '', content = ''], at): Message => ({ id: `m${at}`, role: 'user', name, content }))
    const wrong = verify(
      talk,
      ' Noor: moved to Ghent in January.\n sold the blue canoe to Yara for ninety euros.',
    )
    expect(wrong.unsupported.filter((claim) => claim.includes('blue canoe'))).toHaveLength(1)
  })
})
