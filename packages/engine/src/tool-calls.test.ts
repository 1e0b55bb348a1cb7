import { describe, expect, it } from 'vitest'
import { compact } from './compact.js'
import { isChanging, withToolCallText } from './tool-calls.js'
import type { Message } from './types.js'

const call = (name: string, args: string): Message => ({
  id: 'm',
  role: 'assistant',
  content: '',
  toolCalls: [{ id: 'c', name, arguments: args }],
})

describe('withToolCallText', () => {
  it('writes each call as a line after the content', () => {
    expect(withToolCallText({ ...call('book_table', '{"people":4}'), content: 'One moment.' }).content).toBe(
      'One moment.\nbook_table({"people":4})',
    )
  })

  it('gives a message without calls back as it is', () => {
    const message: Message = { id: 'm', role: 'user', content: 'Hi' }
    expect(withToolCallText(message)).toBe(message)
  })
})

describe('isChanging', () => {
  it.each([
    'book_table',
    'cancelOrder',
    'files.write',
    'getter_install',
    'termin_verschieben',
    'reserver_table',
    'crear_cita',
    'verschicken',
    'agendar_exame',
    '修改工单',
    '予約変更',
  ])('is true for %s', (name) => {
    expect(isChanging(name)).toBe(true)
  })
  it.each([
    'get_weather',
    'searchFlights',
    'db.query',
    'list',
    'read-file',
    'lookup_account',
    'termin_suchen',
    'kunde_abrufen',
    'chercher_vols',
    'consultar_linea',
    'listar_horarios',
    'verHorarios',
    '查询订单',
    '空室検索',
  ])('is false for %s', (name) => {
    expect(isChanging(name)).toBe(false)
  })
})

describe('compact with tool calls', () => {
  it('keeps the last change that a tool made, with its result', () => {
    const chat = Array.from({ length: 40 }, (_, at): Message[] => [
      {
        id: `u${at}`,
        role: 'user',
        content: `Tell me about hiking trail ${at} near lake ${at * 3}, its length and its views.`,
      },
      {
        id: `a${at}`,
        role: 'assistant',
        content: `Trail ${at} is ${at + 4} km long and climbs ${at * 20} m above lake ${at * 3}.`,
      },
    ]).flat()
    const change: Message[] = [
      {
        id: 'call',
        role: 'assistant',
        content: '',
        toolCalls: [{ id: 'c1', name: 'reserve_hut', arguments: '{"hut":"Lodner","nights":2}' }],
      },
      { id: 'result', role: 'tool', toolCallId: 'c1', content: '{"status":"reserved","code":"LH-7731"}' },
      { id: 'a', role: 'assistant', content: 'The hut is reserved.' },
    ]
    const { text } = compact([...chat.slice(0, 60), ...change, ...chat.slice(60)], { targetTokens: 500 })
    expect(text).toContain('reserve_hut(hut: Lodner, nights: 2)')
    expect(text).toContain('LH-7731')
  })
})

describe('compact with tools that are told as text', () => {
  const lookUp = (at: number, form: 'role' | 'name'): Message[] => [
    { id: `q${at}`, role: 'user', content: `And what about parcel P-77${at}, when was it sent from Odense?` },
    { id: `c${at}`, role: 'assistant', content: `get_parcel({"parcel":"P-77${at}","verbose":true})` },
    {
      id: `r${at}`,
      role: form === 'role' ? 'tool' : 'user',
      ...(form === 'name' && { name: 'tool' }),
      content: JSON.stringify({
        parcel: `P-77${at}`,
        checksum: `zz${at}9`,
        sent: `1${at} May`,
        route: [`K${at}`, `L${at}`],
      }),
    },
    { id: `a${at}`, role: 'assistant', content: `Parcel P-77${at} was sent on 1${at} May.` },
  ]
  const change = (form: 'role' | 'name'): Message[] => [
    {
      id: 'cc',
      role: 'assistant',
      content: '{"name": "redirect_parcel", "arguments": {"parcel": "P-773", "to": "Tartu 14"}}',
    },
    {
      id: 'cr',
      role: form === 'role' ? 'tool' : 'user',
      ...(form === 'name' && { name: 'tool' }),
      content: '{"parcel": "P-773", "to": "Tartu 14", "receipt": "RX-4410"}',
    },
    { id: 'ca', role: 'assistant', content: 'Done.' },
  ]

  it.each(['role', 'name'] as const)('keeps the last change with what it answered (%s)', (form) => {
    const chat = Array.from({ length: 8 }, (_, at) => lookUp(at, form)).flat()
    const { text } = compact([...chat.slice(0, 12), ...change(form), ...chat.slice(12)], {
      targetTokens: 300,
    })
    expect(text).toContain('redirect_parcel')
    expect(text).toContain('Tartu 14')
    expect(text).toContain('RX-4410')
  })

  it('names the call and a handle where parts of an answer were left out, and nobody as a person called tool', () => {
    const chat = Array.from({ length: 8 }, (_, at) => lookUp(at, 'name')).flat()
    const { text } = compact(chat, { targetTokens: 330 })
    const lines = text.split('\n').filter((line) => line.startsWith('Tool'))
    expect(lines.length).toBeGreaterThan(0)
    for (const line of lines) {
      const [, place] = /^Tool[^[]* \[m(\d+)\]: /.exec(line) ?? []
      expect(chat[Number(place) - 1]?.name, line).toBe('tool')
      expect(line).not.toContain('zz')
    }
  })
})
