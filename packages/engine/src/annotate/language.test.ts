import { describe, expect, it } from 'vitest'
import type { Message } from '../types.js'
import { detectLanguage } from './language.js'

const talk = (...contents: string[]): Message[] =>
  contents.map((content, i) => ({ id: `m${i}`, role: i % 2 === 0 ? 'user' : 'assistant', content }))

describe('detectLanguage', () => {
  it.each([
    [
      'de',
      'Kannst du mir bitte einen Tisch für vier reservieren?',
      'Gern. Um wie viel Uhr möchtet ihr essen?',
    ],
    ['fr', 'Peux-tu déplacer la réunion à jeudi matin ?', "C'est fait, elle commence à neuf heures."],
    ['es', '¿Puedes mover la reunión al jueves por la mañana?', 'Claro, empieza a las nueve.'],
    ['pt', 'Você pode mudar a reunião para quinta de manhã?', 'Claro, ela começa às nove horas.'],
    ['it', 'Puoi spostare la riunione a giovedì mattina?', 'Certo, comincia alle nove.'],
    [
      'nl',
      'Kun je de vergadering naar donderdagochtend verplaatsen?',
      'Natuurlijk, die begint om negen uur.',
    ],
    ['zh', '请把会议改到星期四上午。', '好的，九点开始。'],
    ['ja', '会議を木曜日の午前に変更してください。', 'はい、九時に始まります。'],
    ['ko', '회의를 목요일 오전으로 옮겨 주세요.', '네, 아홉 시에 시작합니다.'],
    ['th', 'ช่วยเลื่อนประชุมไปวันพฤหัสตอนเช้า', 'ได้ครับ เริ่มเก้าโมง'],
    ['ar', 'هل يمكنك نقل الاجتماع إلى صباح الخميس؟', 'نعم، يبدأ الساعة التاسعة.'],
    ['ru', 'Можешь перенести встречу на четверг утром?', 'Да, она начнётся в девять.'],
    ['en', 'Could you move the meeting to Thursday morning?', 'Done, it starts at nine.'],
  ])('tells %s from two turns', (language, ...contents) => {
    expect(detectLanguage(talk(...contents))).toBe(language)
  })

  it.each([
    ['nothing', []],
    ['one short word', ['Hola']],
    ['numbers and emoji', ['12 345', '🙂🙂']],
    ['only code', ['```js\nconst länge = wörter.map((w) => w.length)\nreturn länge.filter(Boolean)\n```']],
    ['a stack trace', ['npm ERR! code ELIFECYCLE\nat Object.<anonymous> (/usr/lib/node.js:10)']],
  ])('falls back to English for %s', (_name, contents) => {
    expect(detectLanguage(talk(...contents))).toBe('en')
  })

  it('ignores what tools return', () => {
    const messages: Message[] = [
      ...talk('Welche Dateien liegen im Ordner, und welche davon ist die größte?'),
      {
        id: 't',
        role: 'tool',
        content: 'The total size of all of the files in the folder is shown below.\n'.repeat(50),
      },
    ]
    expect(detectLanguage(messages)).toBe('de')
  })

  it('is not misled by tables', () => {
    const table = '| Item | Year 1 | Year 2 |\n|---|---|---|\n| Nets | 40 | 60 |\n| Boats | 300 | 0 |'
    const bare = 'Item | Year 1 | Year 2 | Sum\n--- | --- | --- | ---\nNets | 40 | 60 | 100'
    const language = (lines: readonly string[]) =>
      detectLanguage(
        lines.map((content, at) => ({ id: `m${at}`, role: at % 2 === 0 ? 'user' : 'assistant', content })),
      )
    expect(
      language(['the nets are 40 and boats 300', table, 'add oars, 12 each', `${table}\n\nOars added.`]),
    ).toBe('en')
    expect(language(['the nets are 40 and boats 300', bare, 'add the oars at 12 each', bare])).toBe('en')
    expect(language(['die Netze sind 40 und die Boote 300', table, 'und die Ruder sind je 12', table])).toBe(
      'de',
    )
  })

  it('takes the language that most turns are in', () => {
    const german = Array.from(
      { length: 9 },
      (_, i) => `Wir brauchen für Station ${i} noch eine zweite Person am Eingang.`,
    )
    expect(detectLanguage(talk(...german, 'The vendor wrote: we cannot deliver before Monday.'))).toBe('de')
  })

  it('samples a long conversation instead of reading it', () => {
    const long = talk(
      ...Array.from({ length: 20_000 }, () => 'Der Zug hat heute wieder eine Stunde Verspätung. '.repeat(40)),
    )
    expect(detectLanguage(long)).toBe('de')
  })

  it('keeps quiet about odd text', () => {
    expect(detectLanguage(talk('\ud800'.repeat(1000), '`'.repeat(5000), '/'.repeat(5000)))).toBe('en')
  })
})
