import { describe, expect, it } from 'vitest'
import { compact } from '../compact.js'
import { countTokens } from '../count-tokens.js'
import type { Format, ItemType, Message } from '../types.js'
import { lexicons } from './registry.js'

/** One conversation of ours in each language, with what its items must and must not say. */
interface Case {
  readonly talk: readonly (readonly ['user' | 'assistant', string])[]
  readonly expected: Readonly<Partial<Record<ItemType, readonly string[]>>>
  /** Words of statements that point elsewhere, wish, suppose or ask: no item may hold one. */
  readonly absent: readonly string[]
}

const cases: Readonly<Record<string, Case>> = {
  en: {
    talk: [
      ['user', 'I live in Ghent and repair cellos. Never send mail to my workshop.'],
      ['assistant', 'Understood. Shall I book the Lys room for Friday at 9:30?'],
      ['user', 'Yes, please.'],
      ['user', 'I love quiet trains. It was expensive there. If it snows, I may take the 7:05 bus.'],
    ],
    expected: {
      fact: ['cellos'],
      constraint: ['Never send mail to my workshop.'],
      decision: ['Lys room'],
      preference: ['quiet trains'],
    },
    absent: ['expensive', 'snows'],
  },
  de: {
    talk: [
      ['user', 'Ich wohne in Bremen und baue Geigen. Schick niemals Briefe an meine Werkstatt.'],
      ['assistant', 'Verstanden. Soll ich den Saal Weser für Freitag um 9:30 Uhr buchen?'],
      ['user', 'Ja, bitte.'],
      [
        'user',
        'Ich mag stille Züge mit großen Fenstern. Dort war es sehr teuer. Wenn es schneit, nehme ich den Bus um 7:05.',
      ],
    ],
    expected: {
      fact: ['Geigen'],
      constraint: ['Schick niemals Briefe an meine Werkstatt.'],
      decision: ['Saal Weser'],
      preference: ['stille Züge'],
    },
    absent: ['teuer', 'schneit'],
  },
  fr: {
    talk: [
      ['user', "J'habite à Nantes et je répare des violons. N'envoie jamais de courrier à mon atelier."],
      ['assistant', 'Compris. Est-ce que je réserve la salle Loire pour vendredi à 9h30 ?'],
      ['user', 'Oui, merci.'],
      [
        'user',
        "J'adore les trains silencieux. C'était très cher là-bas. S'il neige, je prendrai le bus de 7h05.",
      ],
    ],
    expected: {
      fact: ['violons'],
      constraint: ["N'envoie jamais de courrier à mon atelier."],
      decision: ['salle Loire'],
      preference: ['trains silencieux'],
    },
    absent: ['cher', 'neige'],
  },
  es: {
    talk: [
      ['user', 'Vivo en Cádiz y reparo violines antiguos. Nunca envíes cartas a mi taller.'],
      ['assistant', 'Entendido. ¿Reservo la sala Tajo para el viernes a las 9:30?'],
      ['user', 'Sí, por favor.'],
      [
        'user',
        'Me encantan los trenes silenciosos. Aquello fue muy caro. Si nieva, tomaré el autobús de las 7:05.',
      ],
    ],
    expected: {
      fact: ['violines'],
      constraint: ['Nunca envíes cartas a mi taller.'],
      decision: ['sala Tajo'],
      preference: ['trenes silenciosos'],
    },
    absent: ['caro', 'nieva'],
  },
  pt: {
    talk: [
      ['user', 'Eu moro em Évora e conserto violinos antigos. Nunca envie cartas para a minha oficina.'],
      ['assistant', 'Entendido. Posso reservar a sala Douro para sexta às 9:30?'],
      ['user', 'Sim, por favor.'],
      ['user', 'Adoro comboios silenciosos. Aquilo foi muito caro. Se nevar, vou no autocarro das 7:05.'],
    ],
    expected: {
      fact: ['violinos'],
      constraint: ['Nunca envie cartas para a minha oficina.'],
      decision: ['sala Douro'],
      preference: ['comboios silenciosos'],
    },
    absent: ['caro', 'nevar'],
  },
  zh: {
    talk: [
      ['user', '我住在苏州，平时修理大提琴。绝不要往我的工作室寄信。'],
      ['assistant', '明白了。要不要我预订星期五9:30的太湖厅？'],
      ['user', '好的，谢谢。'],
      ['user', '我喜欢安静的火车。那里实在太贵了。如果下雪，我就坐7:05的公交车。'],
    ],
    expected: {
      fact: ['大提琴'],
      constraint: ['绝不要往我的工作室寄信。'],
      decision: ['太湖厅'],
      preference: ['安静的火车'],
    },
    absent: ['太贵', '下雪'],
  },
  ja: {
    talk: [
      ['user', '私は金沢に住んでいて、チェロを修理しています。工房に手紙を絶対に送らないでください。'],
      ['assistant', '承知しました。金曜日の9:30に犀川の間を予約しましょうか？'],
      ['user', 'はい、お願いします。'],
      ['user', '私は静かな電車が好きです。あそこはとても高かったです。もし雪なら、7:05のバスに乗ります。'],
    ],
    expected: {
      fact: ['チェロ'],
      constraint: ['工房に手紙を絶対に送らないでください。'],
      decision: ['犀川の間'],
      preference: ['静かな電車'],
    },
    absent: ['高かった', '雪'],
  },
}

const messagesOf = ({ talk }: Case): Message[] =>
  talk.map(([role, content], at) => ({ id: `m${at}`, role, content, timestamp: '2026-03-04T09:00:00Z' }))

describe('items of each language', () => {
  it('has a conversation for every lexicon', () => {
    expect(Object.keys(cases).sort()).toEqual(Object.keys(lexicons).sort())
  })

  it.each(Object.entries(cases))('%s: finds what is stated, by type', (language, talk) => {
    const { items, language: detected } = compact(messagesOf(talk), { targetTokens: 2_000 })
    expect(detected).toBe(language)
    for (const [type, phrases] of Object.entries(talk.expected))
      for (const phrase of phrases)
        expect(items.find(({ content }) => content.includes(phrase))?.type, phrase).toBe(type)
  })

  it.each(Object.entries(cases))('%s: makes no item of what points, supposes or wishes', (_, talk) => {
    const { items } = compact(messagesOf(talk), { targetTokens: 2_000 })
    for (const word of talk.absent) expect(items.filter(({ content }) => content.includes(word))).toEqual([])
  })
})

const FORMATS: readonly Format[] = ['structured', 'narrative', 'bullet_points', 'injection']

/** Sentences that differ in a number, so that none says another again. */
const scripts: Readonly<Record<string, (at: number) => string>> = {
  zh: (at) => `第${at}号仓库在星期三收到了${at + 20}箱茶叶，由王芳签收。`,
  ja: (at) => `第${at}倉庫は水曜日に茶葉を${at + 20}箱受け取り、田中さんが署名しました。`,
  th: (at) => `คลังที่ ${at} ได้รับชา ${at + 20} ลังในวันพุธ และคุณสมชายเป็นผู้ลงนาม`,
  ar: (at) => `استلم المستودع رقم ${at} يوم الأربعاء ${at + 20} صندوقا من الشاي ووقعت ليلى.`,
  emoji: (at) => `🏭 ${at} 📦 ${at + 20} 🍵 ✅ 👩🏽‍🔧🧑‍🧑‍🧒 🙂🙃`,
}

describe('any script', () => {
  it.each(Object.entries(scripts))('%s: keeps the budget exactly and uses it, in every format', (_, say) => {
    const messages = Array.from(
      { length: 60 },
      (_unused, at): Message => ({
        id: `m${at}`,
        role: at % 2 === 0 ? 'user' : 'assistant',
        content: say(at),
      }),
    )
    for (const targetTokens of [40, 150, 400]) {
      const result = compact(messages, { targetTokens, alsoRender: FORMATS })
      for (const format of FORMATS) {
        const { text = '', tokenCount = 0 } = result.renderings[format] ?? {}
        expect(countTokens(text)).toBe(tokenCount)
        expect(tokenCount).toBeLessThanOrEqual(targetTokens)
        expect(text).not.toMatch(/\p{Surrogate}/u)
      }
      if (targetTokens >= 150) expect(result.tokenCount).toBeGreaterThan(0.8 * targetTokens)
    }
  })

  it.each(['zh', 'ja', 'th', 'ar'])('%s: writes nothing of another language into the history', (script) => {
    const say = scripts[script] as (at: number) => string
    const messages = Array.from(
      { length: 60 },
      (_unused, at): Message => ({ id: `m${at}`, role: 'user', content: say(at) }),
    )
    const { text } = compact(messages, { targetTokens: 300 })
    const said = new Set(messages.flatMap(({ content }) => content.match(/\p{L}{2,}/gu) ?? []))
    const foreign = text
      .split('\n')
      .filter((line) => /\d/.test(line))
      .flatMap((line) => line.replace(/^[^:：]{0,12}[:：]/, '').match(/[A-Za-z]{2,}/g) ?? [])
    expect(said.size).toBeGreaterThan(0)
    expect(foreign).toEqual([])
  })
})
