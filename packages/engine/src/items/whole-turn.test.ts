import { describe, expect, it } from 'vitest'
import { compact } from '../compact.js'
import type { Item, ItemType, Message, Role } from '../types.js'

const itemsOf = (type: ItemType, ...turns: readonly (readonly [Role, string])[]): readonly Item[] =>
  compact(
    turns.map(
      ([role, content], at): Message => ({ id: `m${at}`, role, content, timestamp: '2026-03-04T09:00:00Z' }),
    ),
    { targetTokens: 2_000 },
  ).items.filter((item) => item.type === type)

const told = (type: ItemType, ...turns: readonly (readonly [Role, string])[]): readonly string[] =>
  itemsOf(type, ...turns).map(({ content }) => content)

/** More words than a message has that is told whole. */
const LONG =
  'The quay at Aurich was built from basalt that came down the river on barges, and every spring some of the blocks have to be lifted out, cleaned of mussels and laid again by hand, since the frost moves them about more than any ship does.'

describe('a message of short turns', () => {
  it('tells a request with the sentence behind it that says what it is about', () => {
    expect(
      told('task', [
        'user',
        'can you write me a letter to the harbour office. my mooring at quay 7 has had no water since 3 February',
      ]),
    ).toEqual([
      'User: can you write me a letter to the harbour office. my mooring at quay 7 has had no water since 3 February',
    ])
  })

  it('tells a fact without a greeting before it and a question behind it', () => {
    expect(
      told('fact', ['user', 'Hi! My sister Greta opened a bakery in Lund in 2019. Is there a ferry?']),
    ).toEqual(['User: My sister Greta opened a bakery in Lund in 2019.'])
  })

  it('tells a sentence with the few words that open its message, and with no more of it', () => {
    expect(
      told('fact', [
        'user',
        'Now the bakers of Lund. Nobody there likes rye bread, can you believe that. My sister Greta opened a bakery in 2019.',
      ]).at(-1),
    ).toMatch(/^User: Now the bakers of Lund\. My sister Greta opened/)
  })

  it.each(['Fair.', 'Bad weekend.', "You're joking again, Ole.", 'What a fine bakery that was!'])(
    'tells no remark that opens a message: %s',
    (remark) => {
      const talk = `${remark} Nobody there likes rye bread, can you believe that. My sister Greta opened a bakery in 2019.`
      expect(told('fact', ['user', talk]).at(-1)).toMatch(/^User: My sister Greta opened/)
    },
  )

  it('tells an answer with the question, and with what it takes up where nothing was asked', () => {
    const turns = (before: string): readonly string[] =>
      told(
        'fact',
        ['user', 'I need a new key.'],
        ['assistant', before],
        ['user', 'My lock has the number 7K-2046.'],
      )
    expect(turns('I can order one, with the number on the lock.')).toContain(
      'User (“I can order one, with the number on the lock.”): My lock has the number 7K-2046.',
    )
    expect(turns('Take an umbrella along.').join(' ')).not.toContain('umbrella')
  })

  const MOVED = "I've moved the nightly job to `cron/night.sh`."

  it('tells what an assistant reports with what was asked, behind calls of tools too', () => {
    expect(
      told(
        'fact',
        ['user', 'Please tidy up the nightly jobs.'],
        ['tool', 'moved 1 file'],
        ['assistant', MOVED],
      ),
    ).toEqual([`Assistant (“Please tidy up the nightly jobs.”): ${MOVED}`])
  })

  it('tells a report after a yes by what was said yes to', () => {
    expect(
      told(
        'fact',
        ['user', 'The jobs of the night stand in the wrong folder.'],
        ['assistant', 'Shall I move the nightly job to the cron folder?'],
        ['user', 'yes please'],
        ['assistant', MOVED],
      ),
    ).toContain(`Assistant (“Shall I move the nightly job to the cron folder?”): ${MOVED}`)
  })

  it('quotes no bare question for a yes', () => {
    expect(
      told(
        'fact',
        ['user', 'The jobs of the night stand in the wrong folder.'],
        ['assistant', 'Do you agree (yes/no)?'],
        ['user', 'yes'],
        ['assistant', MOVED],
      ),
    ).toContain(`Assistant: ${MOVED}`)
  })

  it('leaves a sentence of a long message as it is', () => {
    expect(told('fact', ['user', `${LONG} My sister Greta opened a bakery in Lund in 2019.`])).toContain(
      'User: My sister Greta opened a bakery in Lund in 2019.',
    )
  })

  it('leaves what is said around a pasted mail as it is', () => {
    const mail =
      'My brother Ole runs the mill in Aurich. Here is the mail:\n\nDear all,\nI moved to Graz in 2019.\nOle'
    expect(told('fact', ['user', mail]).join(' ')).not.toContain('Graz')
  })

  it('tells a report with no request that was answered before', () => {
    const report = 'Two moorings of the south quay, 14 and 15, were without water in February.'
    const turns = (...between: readonly (readonly [Role, string])[]): readonly string[] =>
      told('fact', ['user', 'Put mooring 7 on the list, the water is back there.'], ...between, [
        'assistant',
        report,
      ]).filter((content) => content.includes(report))
    const request = '(“Put mooring 7 on the list, the water is back there.”)'
    expect(turns()).toEqual([`Assistant ${request}: ${report}`])
    expect(turns(['assistant', 'list_add({"mooring":7})'], ['tool', '{"ok":true}'])).toEqual([
      `Assistant ${request}: ${report}`,
    ])
    expect(
      turns(
        ['assistant', 'Mooring 7 is on the list.'],
        ['assistant', 'query({"month":2})'],
        ['tool', '[14,15]'],
      ),
    ).toEqual([`Assistant: ${report}`])
  })
})
