import { describe, expect, it } from 'vitest'
import { compact } from '../compact.js'
import { isUndecided } from './undecided.js'

describe('isUndecided', () => {
  it.each([
    ['en', "I haven't decided on the venue yet."],
    ['en', 'We are still undecided about the tent.'],
    ['ja', '21世紀美術館に行くかどうかはまだ決めていません。'],
    ['ja', '会場はまだ決まっていません。'],
    ['ja', '日程は未定です。'],
    ['ja', '二次会に行くか迷っています。'],
    ['zh', '节拍器用手机app还是买一个，我还没想好。'],
    ['zh', '午饭在哪儿吃还没定。'],
    ['zh', '我们还没决定去杭州。'],
    ['zh', '酒店还没定下来。'],
    ['de', 'Ich habe mich noch nicht entschieden, ob ich den Kurs nehme.'],
    ['de', 'Ob wir das Zelt mieten, ist noch nicht beschlossen.'],
    ['de', 'Ob wir das Zelt mieten, ist noch offen.'],
    ['de', 'Wir wissen noch nicht, ob Köhler den Bus fährt.'],
    ['fr', "Je n'ai pas encore décidé pour la salle."],
    ['fr', "La date n'est pas encore fixée."],
    ['fr', 'On ne sait pas encore qui prend la voiture.'],
    ['es', 'Todavía no he decidido si ir a Ronda.'],
    ['es', 'Aún no está confirmado el hotel de Ronda.'],
    ['es', 'No sé todavía si dar de baja el internet.'],
    ['pt', 'Ainda não decidi se cancelo a academia.'],
    ['pt', 'Não sei ainda se cancelo a academia.'],
    ['pt', 'O local ainda não está definido nem reservado.'],
  ])('%s: is open: %s', (language, said) => {
    expect(isUndecided(said, language)).toBe(true)
  })

  it.each([
    ['en', 'We have decided on the tent.'],
    ['de', 'Nach langem Hin und Her haben wir uns für das Zelt entschieden.'],
    ['de', 'Das ist noch nicht alles, wir haben auch das Zelt gebucht.'],
    ['de', 'Der Laden ist noch offen.'],
    ['fr', 'On a enfin choisi la salle Morel.'],
    ['fr', "Je n'ai pas encore mangé."],
    ['es', 'Ya hemos decidido ir a Ronda.'],
    ['es', 'Todavía no ha llovido.'],
    ['pt', 'Já decidi cancelar a academia.'],
    ['pt', 'Ainda não almocei.'],
    ['zh', '我们已经决定去杭州。'],
    ['zh', '决定了，去杭州。'],
    ['ja', '会場は鳥八に決めました。'],
    ['ja', 'まだご飯を食べていません。'],
  ])('%s: is settled, or of something else: %s', (language, said) => {
    expect(isUndecided(said, language)).toBe(false)
  })
})

const talk = (...said: readonly string[]) =>
  compact(
    said.map((content, at) => ({
      id: `m${at}`,
      role: at % 2 === 0 ? ('user' as const) : ('assistant' as const),
      content,
      timestamp: '2026-03-02T09:00:00Z',
    })),
    { targetTokens: 1_000 },
  )

describe('what a user has not decided', () => {
  it.each([
    '21世紀美術館に行くかどうかはまだ決めていません。',
    '会場はまだ決まっていません。',
    '节拍器用手机app还是买一个，我还没想好。',
    '午饭在哪儿吃还没定。',
    '我们还没决定去杭州。',
    '酒店还没定下来。',
    'Ich habe mich noch nicht entschieden, ob ich den Kurs nehme.',
    'Ob wir das Zelt mieten, ist noch nicht beschlossen.',
    'Ob wir das Zelt mieten, ist noch offen.',
    'Wir wissen noch nicht, ob Köhler den Bus fährt.',
    "Je n'ai pas encore décidé pour la salle.",
    "La date n'est pas encore fixée.",
    'On ne sait pas encore qui prend la voiture.',
    'Todavía no he decidido si ir a Ronda.',
    'Aún no está confirmado el hotel de Ronda.',
    'No sé todavía si dar de baja el internet.',
    'Ainda não decidi se cancelo a academia.',
    'Não sei ainda se cancelo a academia.',
    'O local ainda não está definido nem reservado.',
  ])('is an open issue and no decision: %s', (said) => {
    const { items, currentState } = talk(said, 'OK.', '…')
    expect(items.filter(({ type }) => type === 'decision')).toEqual([])
    expect(currentState.openIssues.join()).toContain(said)
  })

  it('is none once it is decided', () => {
    const { currentState } = talk(
      'Ob wir das Zelt mieten, ist noch nicht beschlossen, das klären wir im März.',
      'Gut.',
      'Wir nehmen das Zelt von Brandt, das ist beschlossen.',
      'Notiert.',
    )
    expect(currentState.openIssues.join()).not.toContain('noch nicht beschlossen')
  })
})
