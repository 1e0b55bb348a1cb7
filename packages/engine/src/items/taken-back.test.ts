import { describe, expect, it } from 'vitest'
import { told } from './settled.fixtures.js'

describe('what is taken back in the same breath', () => {
  it.each([
    [
      'assistant: Half past nine or ten to four?',
      "user: Let's go with Corve Road at 9:30. No, wait. My bus is late.",
    ],
    [
      'assistant: Der Kurs kostet 80 oder 95 Euro.',
      'user: Dann nehme ich den für 95. Nee. Warte. Doch den anderen.',
    ],
    [
      'assistant: Há vaga às 9h20 ou às 15h40 na Lapa.',
      'user: Então quero a das 9h20. Quer dizer, não, de manhã trabalho.',
    ],
    ['assistant: Il reste 11 h 20 et 16 h 40.', 'user: Je prends 11 h 20. Ah non, attends, je travaille.'],
  ])('is no decision: %s %s', (offer, answer) => {
    expect(told('decision', offer, answer)).toEqual([])
  })

  it.each([
    [
      'assistant: Half past nine or ten to four?',
      "user: Let's go with Corve Road at 9:30. No trouble at all.",
    ],
    [
      'assistant: Der Kurs kostet 80 oder 95 Euro.',
      'user: Dann nehme ich den für 95. Nein danke, sonst nichts.',
    ],
    ['assistant: Il reste 11 h 20 et 16 h 40.', "user: Je prends 11 h 20. J'attends la confirmation."],
    [
      'assistant: Há vaga às 9h20 ou às 15h40 na Lapa.',
      'user: Então quero a das 9h20. Não esqueça de avisar a Clara.',
    ],
  ])('stays where nothing is taken back: %s %s', (offer, answer) => {
    expect(told('decision', offer, answer)).toHaveLength(1)
  })
})
