import { describe, expect, it } from 'vitest'
import { compact } from '../compact.js'
import type { CompactionResult, Message } from '../types.js'
import { lexicons } from './registry.js'
import { type Talk, talks } from './talks.fixtures.js'

const messagesOf = ({ turns }: Talk): Message[] =>
  turns.map(([who, content], at) => ({
    id: `m${at}`,
    role: who === 'assistant' ? 'assistant' : 'user',
    ...(who === 'user' || who === 'assistant' ? {} : { name: who }),
    content,
    timestamp: `2026-03-0${1 + Math.floor(at / 6)}T09:${String(at + 10)}:00Z`,
  }))

const statementsOf = (result: CompactionResult, type: string): string[] =>
  result.items.filter((item) => type === 'any' || item.type === type).map(({ content }) => content)

const cases = Object.entries(talks).flatMap(([language, both]) =>
  both.map((talk, at) => ({ name: `${language} ${at === 0 ? 'assistant' : 'group'}`, language, talk })),
)

describe('what is said in each language', () => {
  it('is tested for every language but English, which has tests of its own', () => {
    expect(['en', ...Object.keys(talks)].sort()).toEqual(Object.keys(lexicons).sort())
  })

  it.each(cases)('$name: lists what was decided, told and asked, by type', ({ language, talk }) => {
    const result = compact(messagesOf(talk), { targetTokens: 2_000 })
    expect(result.language).toBe(language)
    const missing = Object.entries(talk.listed).flatMap(([type, parts]) =>
      parts
        .filter((part) => !statementsOf(result, type).some((said) => said.includes(part)))
        .map((part) => `${type}: ${part}`),
    )
    expect(missing).toEqual([])
  })

  it.each(cases)('$name: lists nothing that was lifted, quoted, supposed, refused or undone', ({ talk }) => {
    const result = compact(messagesOf(talk), { targetTokens: 2_000 })
    const wrong = Object.entries(talk.absent).flatMap(([type, parts]) =>
      statementsOf(result, type)
        .filter((said) => parts.some((part) => said.includes(part)))
        .map((said) => `${type}: ${said}`),
    )
    expect(wrong).toEqual([])
  })

  it.each(cases)('$name: knows where the talk stands', ({ talk }) => {
    const { currentState } = compact(messagesOf(talk), { targetTokens: 2_000 })
    const [name = '', value] = talk.value ?? []
    expect({
      status: currentState.status,
      request: talk.lastRequest === undefined || currentState.lastUserRequest?.includes(talk.lastRequest),
      issue: currentState.openIssues.some((one) => one.includes(talk.openIssue ?? '')),
      step: currentState.nextSteps.some((one) => one.includes(talk.nextStep ?? '')),
      value: currentState.values[name],
    }).toEqual({ status: talk.status, request: true, issue: true, step: true, value })
  })
})

/** A wish that is taken back at once, and the end of a talk, in each language. */
const turns: Readonly<
  Record<string, readonly [wish: string, back: string, ask: string, done: string, end: string]>
> = {
  de: [
    'Bitte buche den Saal Weser für Montag um 9 Uhr.',
    'Ach, vergiss es.',
    'Bitte buche den Saal Aller für Dienstag.',
    'Der Saal Aller ist gebucht. Sonst noch etwas?',
    'Nein, das wäre alles.',
  ],
  fr: [
    'Réserve la salle Loire pour lundi à 9 heures, merci.',
    'Non, laisse tomber.',
    "Réserve la salle Vilaine pour mardi, s'il te plaît.",
    'La salle Vilaine est réservée.',
    "Merci, c'est tout.",
  ],
  es: [
    'Por favor, reserva la sala Tajo para el lunes a las 9.',
    'No, déjalo.',
    'Por favor, reserva la sala Duero para el martes.',
    'La sala Duero está reservada.',
    'Gracias, eso es todo.',
  ],
  pt: [
    'Por favor, reserva a sala Douro para segunda-feira às 9.',
    'Não, esquece.',
    'Por favor, reserva a sala Minho para terça-feira.',
    'A sala Minho está reservada.',
    'Obrigado, é tudo.',
  ],
  zh: [
    '请帮我预订星期一9点的太湖厅。',
    '算了。',
    '请帮我预订星期二的西湖厅。',
    '西湖厅已预订。',
    '谢谢，就这些。',
  ],
  ja: [
    '月曜日の9時に犀川の間を予約してください。',
    'いや、やっぱりいいです。',
    '火曜日に浅野の間を予約してください。',
    '浅野の間を予約しました。',
    'ありがとうございます、以上です。',
  ],
}

describe('what is taken back, and how a talk ends', () => {
  it.each(Object.entries(turns))('%s', (_, [wish, back, ask, done, end]) => {
    const said: Message[] = [
      ['user', wish],
      ['assistant', '…'],
      ['user', back],
      ['assistant', '…'],
      ['user', ask],
      ['assistant', done],
      ['user', end],
    ].map(([role, content], at) => ({
      id: `m${at}`,
      role: role as Message['role'],
      content: content as string,
    }))
    const { items, currentState } = compact(said, { targetTokens: 2_000 })
    expect(items.filter(({ type }) => type === 'task').map(({ evidence }) => evidence[0]?.messageId)).toEqual(
      ['m4'],
    )
    expect(currentState.lastUserRequest).toBe(ask)
    expect(currentState.status).toBe('completed')
  })
})
