import { describe, expect, it } from 'vitest'
import { compact } from '../compact.js'
import { SETTLING } from './settling.js'

describe('what concludes a talk among people', () => {
  it.each([
    ['de', 'Dann nehmen wir Goslar.'],
    ['de', 'Gut, dann 18. bis 22. Mai.'],
    ['de', 'Abgemacht, der 19. Juli.'],
    ['de', 'Also nehmen wir den Bus von Köhler.'],
    ['fr', 'Parfait, donc jeudi 27 à 17h30, même salle.'],
    ['fr', "Vendu, on prend le bon d'achat Campeur."],
    ['fr', 'Bon, pas de discours de Philippe alors.'],
    ['es', 'Pues nos quedamos con Cazorla.'],
    ['es', 'Vale, entonces el sábado 8 a las nueve.'],
    ['es', 'Decidido: Ronda del 5 al 8.'],
    ['pt', 'Fica dia 19 então.'],
    ['pt', 'Fechado, Zé da Esquina.'],
    ['pt', 'Ok, 20h30 então.'],
    ['zh', '那就定杭州。'],
    ['zh', '好，11月22号出发。'],
    ['zh', '那就不看演出了，晚上自由活动。'],
    ['ja', 'じゃあ19日で決まりね。'],
    ['ja', 'じゃあ、鳥八にしよう。'],
    ['de', 'Ok, dann fahren wir um 10:15.'],
    ['de', 'Na gut, dann buchen wir das Krone für 80 Euro.'],
    ['de', 'Perfekt, dann Samstag um 15 Uhr.'],
    ['fr', 'Ok, donc Le Bouchon à 20 h.'],
    ['fr', 'Bon, du coup on garde mardi 4.'],
    ['es', 'Vale, pues quedamos a las ocho en Casa Lola.'],
    ['es', 'Bueno, entonces vamos en el bus de las 9.'],
    ['pt', 'Então vamos de autocarro às 9.'],
    ['pt', 'Ok, fica para quinta dia 6 então.'],
    ['zh', '行，那就订粤菜馆，6点半。'],
    ['zh', '好的，就改到周日下午3点。'],
    ['ja', 'では土曜の10時に決定です。'],
    ['ja', 'じゃあ寿司屋「海」にしましょう。'],
  ])('%s: says what is settled: %s', (language, said) => {
    expect(SETTLING[language]?.concludes.test(said)).toBe(true)
  })

  it.each([
    ['de', 'Gut, dann bis morgen.'],
    ['de', 'Ok, dann ruf ich ihn um 9 an.'],
    ['de', 'Gut, dann hast du den Dom von 1200 ja gesehen.'],
    ['de', 'Also fahren wir mal los.'],
    ['fr', "Ok, donc je t'appelle à 18 h."],
    ['fr', 'Bon, on verra samedi.'],
    ['fr', 'Ok, donc on part quand de Lyon ?'],
    ['fr', 'Entendu, merci Paul !'],
    ['es', 'Pues la verdad, Ronda me da igual.'],
    ['es', 'Entonces el sábado 8 trabajas, ¿no?'],
    ['es', 'Hecho, gracias Ana.'],
    ['pt', 'Ok, até amanhã às 9 então.'],
    ['pt', 'Então vamos ver o preço do Zé.'],
    ['pt', 'Combinado, obrigado Rui!'],
    ['zh', '那就是杭州的问题。'],
    ['zh', '好，22号我在家。'],
    ['zh', '就去杭州吗？'],
    ['ja', 'じゃあ19日にしようか迷ってる。'],
    ['ja', 'では、また19日に。'],
    ['de', 'Also fahren wir sonst immer mit Frank.'],
    ['de', 'Gut, dann schuldest du ihm 30 Euro.'],
    ['de', 'Super, dann sehen wir uns um 8.'],
    ['fr', 'Bon alors tu viens à Lyon mardi ?'],
    ['fr', 'Ok, donc 30 km, aïe.'],
    ['fr', 'Entendu, à mardi 4.'],
    ['es', 'Entonces el 4 no estás en Vigo.'],
    ['es', 'Pues la cena era a las 9.'],
    ['es', 'Hecho, 30 euros a Luis.'],
    ['pt', 'Então fica bem aí no Porto.'],
    ['pt', 'Certo, 30 euros é muito então.'],
    ['pt', 'Boa, então a Ana conhece o Rui.'],
    ['zh', '就不知道3点来不来。'],
    ['zh', '好，3点我去接你。'],
    ['zh', '那就没办法了，300块呢。'],
    ['ja', 'じゃあ10時に待ってる。'],
    ['ja', 'では10時にしましょうか？'],
  ])('%s: settles nothing: %s', (language, said) => {
    expect(SETTLING[language]?.concludes.test(said)).toBe(false)
  })

  it('is a decision, although its sentence leaves out of what', () => {
    const turns = [
      ['Rita', 'Malta, temos de fechar o jantar de Natal da equipa, dia 12 não consigo.'],
      ['Joana', 'Por mim dia 19 dá, depois das oito, quando a escola fechar.'],
      ['Rita', 'Fica para quinta dia 19 então.'],
    ] as const
    const { items } = compact(
      turns.map(([name, content], at) => ({ id: `m${at}`, role: 'user' as const, name, content })),
      { targetTokens: 1_000 },
    )
    expect(items.filter(({ type }) => type === 'decision').map(({ content }) => content)).toEqual([
      'Rita: Fica para quinta dia 19 então.',
    ])
  })
})
