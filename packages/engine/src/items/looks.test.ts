import { describe, expect, it } from 'vitest'
import { annotate } from '../annotate/annotate.js'
import { compactAnnotated } from '../compact.js'
import { talks } from '../lexicon/talks.fixtures.js'
import type { AnnotatedMessage, Message } from '../types.js'
import { LOOK } from '../unit-looks.js'

const read = (content: string, more: Partial<Message> = {}, language = 'en') =>
  annotate({ id: 'm', role: 'user', content, ...more }, { language })

const looksOfFirst = (content: string, more?: Partial<Message>, language?: string) =>
  read(content, more, language).units[0]?.looks ?? 0

/** Annotations that say of no pattern that it need not be tried. */
const withAllLooks = (entries: readonly AnnotatedMessage[]): AnnotatedMessage[] =>
  entries.map(({ message, annotation }) => ({
    message,
    annotation: { ...annotation, units: annotation.units.map((unit) => ({ ...unit, looks: -1 })) },
  }))

const all = (entries: readonly AnnotatedMessage[]) =>
  JSON.stringify(compactAnnotated(entries, { explain: true }))

describe('looks of a unit', () => {
  it.each<[keyof typeof LOOK, string, Partial<Message>?, string?]>([
    ['recalls', 'User: where is the key?\nAssistant: behind the pot.'],
    ['recalls', 'Marit: could you look at this?'],
    ['changes', 'cancel_order({"id": 17})', { role: 'assistant' }],
    ['asksForAction', 'Tarik, can you send me the member list?'],
    ['wantsSomebody', 'Somebody has to call the caterer in Linz.'],
    ['ratifies', 'Agreed.'],
    ['ownState', 'I live in Bergen.'],
    ['ofState', 'The team has 6 people.'],
    ['retracts', 'No wait, that will not fit.'],
    ['namesDay', 'See you on Monday.'],
    ['wishes', 'I would like a table for two.'],
    ['looksUp', 'What time does it start?'],
    ['reportsInShort', 'Booking confirmed.', { role: 'assistant' }],
    ['opensEcho', 'Ok, dark blue on white.'],
    ['asksWho', 'Who brings the grill?'],
    ['offers', "I'll bring the big tent."],
    ['assents', 'Works for me.'],
    ['namesGone', 'The port is 4096, not 8192.'],
    ['pointsAtValue', 'Actually, make it the 14th.'],
    ['takesBackValue', 'The port is 4096, not 8192.'],
    ['givesAnew', 'They moved my operation to the 18th.'],
    ['namesAnew', 'Sorry, Anne with an e.'],
    ['namesAnew', 'Herr Latt.', {}, 'de'],
    ['codesAnew', "It's HR4471, I swapped the digits."],
    ['settlesDay', '5 july then, 3 to 8ish'],
    ['mends', 'The boiler is broken.'],
    ['mends', 'The boiler works again since noon.'],
    ['mends', 'All 24 tests pass.', { role: 'assistant' }],
    ['hasTerm', 'Do not book any climbing for the next two weeks.'],
    ['picks', 'The second one then.'],
  ])('say %s of %j', (name, content, more, language) => {
    expect(looksOfFirst(content, more, language) & LOOK[name]).not.toBe(0)
  })

  it('say nothing of a sentence that no pattern is about, so that nothing is stored', () => {
    const [unit] = read('It was warm and quiet.').units
    expect(unit?.looks).toBeUndefined()
    expect(JSON.stringify(unit)).not.toContain('looks')
  })

  it.each(Object.keys(talks))('change nothing that is told of the talks in %s', (language) => {
    for (const { turns } of talks[language] ?? []) {
      const entries = turns.map(([who, content], at): AnnotatedMessage => {
        const isRole = who === 'user' || who === 'assistant'
        const message: Message = isRole
          ? { id: `m${at}`, role: who, content }
          : { id: `m${at}`, role: 'user', name: who, content }
        return { message, annotation: annotate(message, { language }) }
      })
      expect(all(entries)).toBe(all(withAllLooks(entries)))
    }
  })

  it('change nothing where one message is of another language than the rest', () => {
    const entries = [
      read('I live in Bergen.', { id: 'm0' }),
      read('Kannst du das bis Montag schicken?', { id: 'm1', role: 'assistant' }, 'de'),
      read('We have relocated to Trondheim now.', { id: 'm2' }),
    ].map((annotation, at): AnnotatedMessage => {
      const content = [
        'I live in Bergen.',
        'Kannst du das bis Montag schicken?',
        'We have relocated to Trondheim now.',
      ][at]
      return {
        message: { id: `m${at}`, role: at === 1 ? 'assistant' : 'user', content: content ?? '' },
        annotation,
      }
    })
    expect(all(entries)).toBe(all(withAllLooks(entries)))
  })

  it('change nothing among people who settle things', () => {
    const said: readonly [string, string][] = [
      ['Ann', 'Shall we meet at the station on Friday?'],
      ['Bob', 'Works for me.'],
      ['Cleo', 'Agreed.'],
      ['Ann', 'Who brings the big grill?'],
      ['Bob', 'Me.'],
      ['Cleo', 'Somebody has to call the caterer in Linz.'],
      ['Ann', "I'll do it."],
      ['Bob', 'Dark blue on white'],
      ['Cleo', 'ok dark blue on white'],
      ['Ann', 'The hall has 40 chairs.'],
      ['Ann', 'No wait, scratch that.'],
      ['Bob', 'I live in Bergen.'],
      ['Bob', 'I have moved to Trondheim now.'],
      ['Cleo', 'The boat leaves at 9:30 on Monday.'],
      ['Cleo', 'Sorry, make it 10:15.'],
      ['Ann', "I'll ask Mr Reyes about the gate on Monday."],
      ['Bob', 'Thanks!'],
      ['Cleo', 'I could lend you the long ladder for the roof.'],
      ['Ann', "That'd be great."],
      ['Bob', "I'll see what happens."],
    ]
    const entries = said.map(([name, content], at): AnnotatedMessage => {
      const timestamp = `2026-03-0${1 + (at % 4)}T10:00:00Z`
      const message: Message = { id: `m${at}`, role: 'user', name, content, timestamp }
      return { message, annotation: annotate(message, { language: 'en' }) }
    })
    expect(all(entries)).toBe(all(withAllLooks(entries)))
  })

  it('change nothing where things are put right, mended, picked and changed by tools', () => {
    const said: readonly [Message['role'], string][] = [
      ['user', 'The boiler is broken. Please charge cost centre HR4417 for it.'],
      ['assistant', 'Frau Latt can come on 4 November, and Herr Moor on 6 November.'],
      ['user', 'Herr Latt.'],
      ['user', "It's HR4471, I swapped the digits."],
      ['assistant', '1. Hotel Aster, 90 a night\n2. Hotel Birke, 70 a night\n3. Hotel Cedar, 120 a night'],
      ['user', 'The second one then. Do not book any climbing for the next two days.'],
      ['assistant', 'book_hotel({"hotel": "Birke", "date": "2026-03-10"})'],
      ['tool', '{"status": "ok", "booking": "QBL-40817"}'],
      ['assistant', 'Booked: Hotel Birke on 10 March, QBL-40817.'],
      ['assistant', 'change_booking({"booking": "QBL-40817", "date": "2026-03-12"})'],
      ['tool', '{"status": "ok", "booking": "QBL-40817"}'],
      ['assistant', 'Your booking QBL-40817 is on 12 March now.'],
      ['user', 'The doctor says carpal tunnel, operation on the right one on 4 November.'],
      ['user', 'They moved my operation to the 18th.'],
      ['user', 'The boiler works again since noon.'],
      ['assistant', 'Noted: the boiler works since noon, cost centre HR4471.'],
      ['user', 'Make the deposit for it 250.'],
      ['assistant', 'Updated: the deposit for the boiler is 250 euros now.'],
      ['user', 'My invoice goes to cost centre HR4471 in Graz.'],
      ['assistant', 'Cost centre HR4471 in Graz gets the invoice from May on.'],
      ['user', 'The limit is 8192.'],
      ['user', "We're not getting a beagle, we're getting a whippet. The limit is 4096, not 8192."],
    ]
    const entries = said.map(([role, content], at): AnnotatedMessage => {
      const timestamp = `2026-03-${String(1 + at).padStart(2, '0')}T10:00:00Z`
      const message: Message = { id: `m${at}`, role, content, timestamp }
      return { message, annotation: annotate(message, { language: 'en' }) }
    })
    const { items, currentState } = compactAnnotated(entries, {})
    expect(JSON.stringify([items, currentState])).toContain('QBL-40817')
    expect(all(entries)).toBe(all(withAllLooks(entries)))
  })
})
