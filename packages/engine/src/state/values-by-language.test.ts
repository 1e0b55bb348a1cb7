import { describe, expect, it } from 'vitest'
import { isClauseElsewhere, statedElsewhere, withoutClauseElsewhere } from './values-by-language.js'

describe('values in languages other than English', () => {
  it.each([
    ['de', 'Das Budget ist jetzt 450 Euro, weil wir sparen.', 'budget', '450 Euro'],
    ['fr', 'Le budget est maintenant de 450 euros.', 'budget', '450 euros'],
    ['es', 'El presupuesto es ahora de 450 euros.', 'presupuesto', '450 euros'],
    ['pt', 'O orçamento agora é de 450 euros.', 'orçamento', '450 euros'],
    ['zh', '预算现在是450元。', '预算', '450元'],
    ['ja', '予算は450ユーロです。', '予算', '450ユーロ'],
  ])('%s: %s', (language, text, name, value) => {
    expect(statedElsewhere(text, language)).toEqual([[name, value]])
  })

  it.each([
    ['de', 'Die Kirche ist 300 Jahre alt.'],
    ['de', 'Das Wetter ist herrlich.'],
    ['fr', 'La fin est à 15h45.'],
    ['it', 'Il budget è 450 euro.'],
  ])('%s sets nothing: %s', (language, text) => {
    expect(statedElsewhere(text, language)).toEqual([])
  })

  it('tells a name from a clause', () => {
    expect(isClauseElsewhere('beides ist gebucht', 'B-90417')).toBe(true)
    expect(isClauseElsewhere('kleine katastrophe', 'Brettschneider hat abgesagt')).toBe(true)
    expect(isClauseElsewhere('meine neue adresse', 'Gumpendorfer Straße 63')).toBe(false)
    expect(withoutClauseElsewhere('250 euros para todo el año, ya me he gastado 60')).toBe(
      '250 euros para todo el año',
    )
  })
})
