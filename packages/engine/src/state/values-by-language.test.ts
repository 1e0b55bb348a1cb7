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
    ['de', 'Die Eröffnung ist am 3. Juni.', 'eröffnung', '3. Juni'],
    ['de', 'Das Budget ist jetzt 4.500 Euro.', 'budget', '4.500 Euro'],
    ['de', 'Die Eröffnung wurde auf den 10. Juni verschoben.', 'eröffnung', '10. Juni'],
    ['fr', 'La visite est décalée au 26 juin.', 'visite', '26 juin'],
    ['es', 'La reunión se aplaza al 26 de junio.', 'reunión', '26 de junio'],
    ['pt', 'A consulta foi adiada para o dia 26 de junho.', 'consulta', '26 de junho'],
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
