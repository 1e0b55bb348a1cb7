import { describe, expect, it } from 'vitest'
import { compact } from '../../src/compact.js'
import { countTokens } from '../../src/count-tokens.js'
import type { Format, Message } from '../../src/types.js'

/** Sentences whose place in a line could be misread: they open with the name of another, as a label, or with words that a dense text leaves out. */
const SHAPES: Readonly<Record<string, readonly string[]>> = {
  en: [
    'Rui, I moved to Porto in May with my two cats.',
    'Anyway: what a week that was.',
    'I would like to rent the hall at 12 Mill Lane for Saturday.',
    'So excited about the fair in Leeds, it opens on Tuesday.',
    'I always take the early train, I love the quiet of it.',
    'Next steps for the fair: none yet.',
    'My sister Ines works at the harbour and has the keys.',
  ],
  de: [
    'Rui, ich bin im Mai mit zwei Katzen nach Kiel gezogen.',
    'Übrigens: was für eine Woche.',
    'Ich möchte bitte den Saal in der Mühlgasse 12 für Samstag mieten.',
    'Total gespannt auf die Messe in Kassel, sie öffnet am Dienstag.',
    'Ich nehme immer den frühen Zug, ich liebe die Ruhe.',
    'Meine Schwester Ines arbeitet am Hafen und hat die Schlüssel.',
  ],
  fr: [
    'Rui, j’ai déménagé à Nantes en mai avec mes deux chats.',
    'Bref : quelle semaine.',
    'Je voudrais louer la salle du 12 rue du Moulin pour samedi.',
    'Je prends toujours le premier train, j’adore le calme.',
    'Ma sœur Ines travaille au port et garde les clés.',
  ],
  es: [
    'Rui, me mudé a Vigo en mayo con mis dos gatos.',
    'En fin: menuda semana.',
    'Quisiera alquilar la sala de la calle Molino 12 para el sábado.',
    'Siempre tomo el primer tren, me encanta el silencio.',
    'Mi hermana Ines trabaja en el puerto y tiene las llaves.',
  ],
  pt: [
    'Rui, mudei para Braga em maio com os meus dois gatos.',
    'Enfim: que semana.',
    'Gostaria de alugar a sala da rua do Moinho 12 para sábado.',
    'Apanho sempre o primeiro comboio, adoro o silêncio.',
    'A minha irmã Ines trabalha no porto e tem as chaves.',
  ],
  zh: [
    'Rui，我五月带着两只猫搬到了苏州。',
    '总之：这一周真累。',
    '我想租磨坊街12号的礼堂，周六用。',
    '我喜欢坐早班火车。',
  ],
  ja: [
    'Rui、五月に猫二匹と京都へ引っ越しました。',
    'とにかく：大変な一週間でした。',
    '土曜日に水車通り12番の会場を借りたいです。',
    '朝の電車が好きです。',
  ],
}
const FORMATS: readonly Format[] = ['structured', 'narrative', 'injection']
const SHARES = [0.3, 0.45, 0.6, 0.8]

/** Three people and two, by turns; each says two of the sentences, from a place that the seed gives. */
function talkOf(sentences: readonly string[], seed: number, isNamed: boolean): Message[] {
  const people = isNamed ? ['Mara', 'Rui', 'Ola'] : ['user', 'assistant']
  return Array.from({ length: 8 }, (_, at): Message => {
    const pick = (offset: number) => sentences[(seed * 3 + at * 2 + offset) % sentences.length] ?? ''
    const who = people[(at + seed) % people.length] ?? ''
    const said = { id: `m${at}`, content: `${pick(0)} ${pick(1)}` }
    return isNamed
      ? { ...said, role: 'user', name: who }
      : { ...said, role: who === 'user' ? 'user' : 'assistant' }
  })
}

const keysOf = (items: readonly { type: string; speaker: string; content: string }[]): readonly string[] =>
  items.map(({ type, speaker, content }) => `${type} | ${speaker} | ${content}`).sort()

const cases = Object.entries(SHAPES).flatMap(([language, sentences]) =>
  [true, false].flatMap((isNamed) =>
    [0, 1, 2].map((seed) => ({ language, isNamed, seed, talk: talkOf(sentences, seed, isNamed) })),
  ),
)

describe.each(cases)('what could be misread in $language (named: $isNamed, seed $seed)', ({ talk }) => {
  it.each(FORMATS)(
    '%s: is said by nobody else when it is read back, and is the same three times',
    (format) => {
      const whole = countTokens(talk.map(({ content }) => content).join('\n'))
      const speakers = new Set(talk.map(({ name, role }) => name ?? role))
      for (const share of SHARES) {
        const settings = { targetTokens: Math.floor(whole * share), format }
        const first = compact(talk, settings)
        const beside = compact([...talk, { id: 'r', role: 'user', content: first.text }], settings)
        expect(keysOf(beside.items)).toEqual(keysOf(first.items))
        const alone = compact([{ id: 'r', role: 'user', content: first.text }], settings)
        expect(alone.text).toBe(first.text)
        for (const { speaker } of alone.items) expect(speakers).toContain(speaker)
        const again = compact([{ id: 's', role: 'user', content: alone.text }], settings)
        expect(again.text).toBe(alone.text)
        expect(keysOf(again.items)).toEqual(keysOf(alone.items))
      }
    },
  )
})
