import { describe, expect, it } from 'vitest'
import { newParagraphs, toText, turnsOf } from './document-turns.js'
import { mayRead, surelyOf } from './ownership.js'
import { readTranscript, roleOfLabel } from './transcript-turns.js'

describe('readTranscript', () => {
  it('keeps the user apart from everybody who answers', async () => {
    const text = 'Customer: My parcel is late.\nNadia: I am sorry.\nUser: Thank you.\nBot: Anything else?'
    expect((await readTranscript(text)).map(({ role, name }) => [role, name])).toEqual([
      ['user', undefined],
      ['assistant', 'Nadia'],
      ['user', undefined],
      ['assistant', undefined],
    ])
  })

  it('lets people among themselves stay who they are', async () => {
    const turns = await readTranscript('Ada: Shall we?\nBela: Yes.\nAda: Good.')
    expect(turns.map(({ role, name }) => [role, name])).toEqual([
      ['user', 'Ada'],
      ['user', 'Bela'],
      ['user', 'Ada'],
    ])
  })

  it('takes text without a speaker for one turn, and blanks for none', async () => {
    expect(await readTranscript('Just a note about the roof.')).toMatchObject([
      { role: 'user', content: 'Just a note about the roof.' },
    ])
    expect(await readTranscript(' \n ')).toEqual([])
    expect(await readTranscript([{ role: 'user', content: ' ' }])).toEqual([])
  })
})

describe('roleOfLabel', () => {
  it.each([
    ['User', { role: 'user' }],
    [' HUMAN ', { role: 'user' }],
    ['assistant', { role: 'assistant' }],
    ['', { role: 'assistant' }],
    ['tool', { role: 'tool' }],
    ['Nadia', { role: 'assistant', name: 'Nadia' }],
  ])('reads %j', (label, part) => {
    expect(roleOfLabel(label)).toEqual(part)
  })
})

describe('documents', () => {
  it('come back as they were sent, talk with its speakers', async () => {
    const note = 'First line.\n\nSecond line.'
    expect(toText('document', await turnsOf({ text: note, documentType: 'document' }))).toBe(note)
    const talk = 'user: hello\nNadia: good day'
    const turns = await turnsOf({ text: talk, documentType: 'meeting-transcript' })
    expect(toText('meeting-transcript', turns)).toBe(talk)
  })

  it('carry the time they were made', async () => {
    const document = { text: 'A note.', documentType: 'document', documentCreatedAtMs: 7 }
    expect(await turnsOf(document)).toMatchObject([{ saidAtMs: 7 }])
  })

  it('add the paragraphs that are new', () => {
    expect(newParagraphs('I like tea.\nI live in Porto.', 'i LIKE tea.\n\n  I own a bike.  ')).toBe(
      'I own a bike.',
    )
    expect(newParagraphs('a', 'a')).toBe('')
  })
})

describe('ownership', () => {
  it('does not mix two people who share a user id', () => {
    const rows = [{ customerId: 'acme' }, { customerId: 'zeta' }, { customerId: null }]
    expect(surelyOf({ userId: 'ada' }, rows)).toEqual([{ customerId: null }])
    expect(surelyOf({ userId: 'ada' }, rows.slice(1))).toEqual(rows.slice(1))
    expect(surelyOf({ userId: 'ada', customerId: 'acme' }, rows.slice(0, 1))).toHaveLength(1)
  })

  const [ada, adaOfAcme, acme, everyone] = [
    { userId: 'ada', customerId: null },
    { userId: 'ada', customerId: 'acme' },
    { userId: null, customerId: 'acme' },
    { userId: null, customerId: null },
  ]
  it.each([
    [{ userId: 'ada' }, [ada, adaOfAcme, everyone]],
    [{ userId: 'ada', customerId: 'acme' }, [ada, adaOfAcme, acme, everyone]],
    [{ userId: 'ada', customerId: 'zeta' }, [ada, everyone]],
    [{ userId: 'eve', customerId: 'acme' }, [acme, everyone]],
    [{ customerId: 'acme' }, [acme, everyone]],
    [{}, [everyone]],
  ])('lets %j read what it may', (reader, readable) => {
    expect([ada, adaOfAcme, acme, everyone].filter((owner) => mayRead(reader, owner))).toEqual(readable)
  })
})
