import { describe, expect, it } from 'vitest'
import { compact } from '../compact.js'
import type { Message } from '../types.js'

const constraintsOf = (content: string, role: Message['role'] = 'system'): string[] =>
  compact([
    { id: 's', role, content },
    { id: 'u1', role: 'user', content: 'What time is it in Oslo?' },
    { id: 'a1', role: 'assistant', content: 'It is around noon there at the moment.' },
  ]).constraints.map(({ content: said }) => said)

describe('what a prompt orders', () => {
  it.each([
    [
      'You are a helper in the repository. Never push unasked. Keep answers short. Prefer small diffs. When unsure, ask. Tests live next to the code.',
      ['Never push unasked.', 'Keep answers short.', 'Prefer small diffs.', 'When unsure, ask.'],
    ],
    [
      'You are Mira of the bakery. Answer in British English. Be warm but brief. Refer allergy questions to the staff. Our shop is at 14 Quay Street.',
      ['Answer in British English.', 'Be warm but brief.', 'Refer allergy questions to the staff.'],
    ],
    [
      'The assistant works for a clinic. The assistant does not give diagnoses. Appointments can be moved once. Text messages are limited to 160 characters. Emergencies are to be sent to 112 at once.',
      [
        'The assistant does not give diagnoses.',
        'Appointments can be moved once.',
        'Text messages are limited to 160 characters.',
        'Emergencies are to be sent to 112 at once.',
      ],
    ],
    [
      'You write for a radio play. Each scene ends with a choice of three. Nobody dies without a roll. Describe smells. The players are Ana and Tom.',
      ['Each scene ends with a choice of three.', 'Nobody dies without a roll.', 'Describe smells.'],
    ],
    [
      'Du bist die Assistentin einer Hausverwaltung. Duze niemanden. Antworte kurz. Termine nur werktags zwischen 8 und 16 Uhr. Das Büro liegt am Hafen.',
      ['Duze niemanden.', 'Antworte kurz.', 'Termine nur werktags zwischen 8 und 16 Uhr.'],
    ],
    [
      'Du führst den Kalender. Termine vor 9 Uhr nie ohne Rückfrage. Freitags nichts eintragen. Mails erst vorlegen. Das Büro liegt am Hafen.',
      ['Termine vor 9 Uhr nie ohne Rückfrage.', 'Freitags nichts eintragen.', 'Mails erst vorlegen.'],
    ],
    [
      'You coach runners. Distances in kilometres. The club meets at the old bridge.',
      ['Distances in kilometres.'],
    ],
    [
      "Tu es l'assistante d'un cabinet. Réponds en français. Vouvoie les patients. Si quelqu'un a mal, propose un rendez-vous le jour même. Les détartrages durent trente minutes.",
      [
        'Réponds en français.',
        'Vouvoie les patients.',
        "Si quelqu'un a mal, propose un rendez-vous le jour même.",
      ],
    ],
    [
      'Eres el asistente de una librería. Responde con frases cortas. Si un libro está agotado, ofrece reservarlo. No des datos de otros clientes. La tienda abre a las diez.',
      [
        'Responde con frases cortas.',
        'Si un libro está agotado, ofrece reservarlo.',
        'No des datos de otros clientes.',
      ],
    ],
    [
      'Você é a assistente de uma academia. Responda de forma breve. Confirme o horário antes de marcar. A sala fica no segundo andar.',
      ['Responda de forma breve.', 'Confirme o horário antes de marcar.'],
    ],
    [
      '你是一家花店的助理。请用简体中文回答。下单前先确认地址。周一休息。',
      ['请用简体中文回答。', '下单前先确认地址。'],
    ],
    [
      'あなたは旅館の受付係です。丁寧語で答えてください。予約の前に人数を確認すること。宿は川のそばです。',
      ['丁寧語で答えてください。', '予約の前に人数を確認すること。'],
    ],
    [
      'Вы — помощник автосервиса. Отвечайте кратко. Запись возможна только с 9 до 18. Сервис стоит у вокзала.',
      ['Отвечайте кратко.', 'Запись возможна только с 9 до 18.'],
    ],
  ])('is a constraint, and what it tells of itself is none: %s', (prompt, orders) => {
    expect(constraintsOf(prompt).sort()).toEqual([...orders].sort())
  })

  it('holds of what stands under a heading of style, however short', () => {
    expect(
      constraintsOf(
        '# Role\nYou take bookings.\n# Style\n- Short sentences, no jargon\n- No emoji\n# Courts\n- North court',
      ),
    ).toEqual(expect.arrayContaining(['Short sentences, no jargon', 'No emoji']))
  })

  it('is a task where a user says it', () => {
    expect(constraintsOf('Confirm the order of the blue lamp. Send the list to Ines.', 'user')).toEqual([])
  })

  it('is no noun that looks like an order', () => {
    expect(
      constraintsOf(
        'You are a clerk. Order is by date of entry. Answer: the field for replies. Book of the day: none.',
      ),
    ).toEqual([])
  })
})
