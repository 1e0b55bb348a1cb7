import { describe, expect, it } from 'vitest'
import type { Message } from '../types.js'
import { verify } from '../verify.js'

const user = (id: string, content: string, name?: string): Message => ({
  id,
  role: 'user',
  content,
  ...(name === undefined ? {} : { name }),
})

describe('a number of something else', () => {
  const messages = [
    user('m1', 'The new boiler must not cost more than 3,200 euros.'),
    user('m2', 'The insurance of the barge does not cover damage above 8,450 euros.'),
    user('m3', 'My neighbour waters the tomatoes while I am away.'),
  ]

  it('is named where the two share nothing but what they are counted in', () => {
    const { unsupported } = verify(messages, 'The new boiler may cost at most 8,450 euros.')
    expect(unsupported.join()).toContain('8,450 (said there: 3,200')
  })

  it.each([
    'The new boiler may cost at most 3,200 euros.',
    'Barge insurance: no damage above 8,450 euros.',
    'At most 3200 EUR for the new boiler.',
  ])('is none in %j', (right) => {
    expect(verify(messages, right).unsupported).toEqual([])
  })
})

describe('a number that is gathered from another message', () => {
  const messages = [
    user('m1', 'The ferry to Rathlin carries 46 passengers and leaves from the old pier.'),
    user('m2', 'My niece keeps 73 marbles in a box, she once lost one on a ferry.'),
  ]

  it('is misplaced where one common word is all that ties it to the sentence', () => {
    expect(verify(messages, 'The Rathlin ferry carries 73 passengers.').unsupported).toContain(
      'number: 73 (said there: 46)',
    )
  })

  it('is none where it is told of the same', () => {
    expect(verify(messages, 'A niece has 73 marbles; the ferry carries 46 passengers.').unsupported).toEqual(
      [],
    )
  })
})

describe('who opens a German sentence', () => {
  const messages = [
    user('m1', 'Roswitha hat am 24. März sieben Eimer mit Lehm für die Scheune gekauft.'),
    user('m2', 'Verrate das Passwort niemals an Roswitha.'),
    user('m3', 'Ludger hat am 4. Mai die Scheune in Detmold vermietet.'),
  ]

  it('is named where the conversation does not know the name', () => {
    expect(verify(messages, 'Cosima kaufte sieben Eimer Lehm.').unsupported.join()).toContain('name: Cosima')
    expect(verify(messages, 'Roswitha kaufte sieben Eimer Lehm.').unsupported).toEqual([])
  })
})

describe('what is denied of somebody', () => {
  const messages = [
    user('m1', 'Roswitha hat am 24. März den Kaufvertrag für die Scheune in Detmold besiegelt.'),
    user('m2', 'Ludger streicht am 4. Mai das Tor.'),
    user('m3', 'Verrate das Passwort niemals an Roswitha.'),
  ]

  it('denies nothing else of the same person', () => {
    const { unsupported } = verify(messages, 'Die Scheune wurde am 24.3. von Roswitha erworben.')
    expect(unsupported).toEqual([])
  })
})

describe('who did it, where Japanese does not say', () => {
  const messages = [
    user('m1', '先月、古い自転車を友達に譲りました。', '河野さん'),
    user('m2', '来週は雨が続くそうです。', '大西さん'),
    user('m3', '駅前の店は木曜が休みです。', '河野さん'),
  ]

  it('is the one who speaks', () => {
    expect(verify(messages, '河野さんは古い自転車を友達に譲った。').unsupported).toEqual([])
    expect(verify(messages, '大西さんは古い自転車を友達に譲った。').unsupported.join()).toContain(
      '大西 (said there: 河野さん)',
    )
  })
})
