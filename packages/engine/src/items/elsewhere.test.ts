import { describe, expect, it } from 'vitest'
import { compact } from '../compact.js'

type Turn = readonly [role: 'user' | 'assistant', said: string]

const itemsOf = (turns: readonly Turn[]): readonly string[] =>
  compact(
    turns.map(([role, content], at) => ({ id: `m${at}`, role, content, timestamp: '2026-03-02T09:00:00Z' })),
    { targetTokens: 2_000 },
  ).items.map(({ type, content }) => `${type} ${content}`)

const told = (turns: readonly Turn[], part: string): readonly string[] =>
  itemsOf(turns).filter((item) => item.includes(part))

describe('what an assistant reports as done, by language', () => {
  it.each([
    [
      'Bitte verlegen Sie meinen Termin bei Dr. Roth.',
      'Erledigt, Ihr Termin bei Dr. Roth ist am 6. März um 10 Uhr, Nummer RT-5512.',
      'RT-5512',
    ],
    [
      'Réservez-nous une chambre pour deux nuits, s’il vous plaît.',
      "C'est fait : deux nuits du 6 au 8 mars, dossier HB-2217.",
      'HB-2217',
    ],
    [
      'Resérvame la pista de tenis para el viernes, por favor.',
      'Queda reservada la pista 3 para el viernes 6, reserva PT-118.',
      'PT-118',
    ],
    [
      'Preciso de marcar uma consulta para a minha filha.',
      'Pronto, a consulta ficou marcada para 6 de março, número CN-7745.',
      'CN-7745',
    ],
    ['请帮我改一下送货时间，我周五不在家。', '已为您改到星期六上午，订单号 DD-90312。', 'DD-90312'],
    [
      '宅配の時間を変更してください。金曜は留守です。',
      '土曜の午前に変更いたしました。伝票番号はTK-30551です。',
      'TK-30551',
    ],
  ])('%s', (asked, done, code) => {
    expect(
      told(
        [
          ['user', asked],
          ['assistant', done],
        ],
        code,
      ),
    ).not.toEqual([])
  })
})

describe('what the user takes of what was offered', () => {
  it.each([
    [
      'Ich suche ein Zimmer in Kassel.',
      'Frei sind die Pension Fulda für 62 Euro und das Hotel Aue für 88 Euro.',
      'Nehmen wir die Pension Fulda.',
    ],
    ['Je cherche un train pour Nancy.', 'Il y a un train à 8 h 12 et un autre à 9 h 40.', 'Va pour 9 h 40.'],
    ['Busco mesa para cuatro el sábado.', 'Hay mesa a las 21:00 o a las 22:15.', 'A las 21:00.'],
    [
      'Queria uma aula de surf.',
      'Tenho vaga na terça às 10h ou na quinta às 15h.',
      'Pode ser na quinta às 15h.',
    ],
    ['我想订一张去西安的票。', '有G87次八点二十和G89次九点四十两趟。', '就选九点四十那趟。'],
    ['金沢の宿を探しています。', '花の宿が1万2千円、松風が1万5千円です。', '松風でお願いします。'],
  ])('%s', (asked, offered, taken) => {
    const found = told(
      [
        ['user', asked],
        ['assistant', offered],
        ['user', taken],
      ],
      taken.slice(0, -1),
    )
    expect(found.filter((item) => item.startsWith('decision ') && item.includes(' → '))).toHaveLength(1)
  })

  it.each([
    ['Hay mesa a las 21:00 o a las 22:15.', 'A las 21:00 no puedo.'],
    ['Il y a un train à 8 h 12 et un autre à 9 h 40.', '9 h 40, peut-être, je te dis demain.'],
    [
      'Frei sind die Pension Fulda für 62 Euro und das Hotel Aue für 88 Euro.',
      'Die Pension Fulda kenne ich schon, die war laut.',
    ],
  ])('none where it is refused or left open: %s', (offered, said) => {
    const turns: Turn[] = [
      ['user', 'Hm.'],
      ['assistant', offered],
      ['user', said],
    ]
    expect(itemsOf(turns).filter((item) => item.startsWith('decision '))).toEqual([])
  })
})

describe('what is of the moment, has no subject, or tells of somebody’s help', () => {
  it.each([
    ['Gestern hat es bei uns den ganzen Tag geregnet, 30 Liter.', '30 Liter'],
    ['Hier on a mangé une fondue à 3, mdr.', 'fondue'],
    ['Hoy ha hecho un frío tremendo, 4 grados.', '4 grados'],
    ['Ontem choveu 12 horas seguidas.', '12 horas'],
    ['昨晚吃了三个汉堡，哈哈。', '汉堡'],
    ['今日は雪がすごくて30センチです。', '30センチ'],
    ['Tem de ser no dia 24 de maio.', '24 de maio'],
    ['Cuesta 40 euros.', '40 euros'],
  ])('no item: %s', (said, part) => {
    expect(
      told(
        [
          ['user', said],
          ['assistant', '…'],
        ],
        part,
      ),
    ).toEqual([])
  })

  it.each([
    ['我妈下周二过来帮我收拾行李。', 'fact'],
    ['请帮我写一封给房东的信。', 'task'],
  ])('%s is a %s', (said, type) => {
    expect(
      told(
        [
          ['user', said],
          ['assistant', '好的。'],
        ],
        said.slice(0, -1),
      ),
    ).toEqual([expect.stringMatching(`^${type} `)])
  })
})
