import { describe, expect, it } from 'vitest'
import { splitSentences } from './sentences.js'

const sentences = (text: string): string[] =>
  splitSentences(text, 0, text.length, new Set()).map(({ start, end }) => text.slice(start, end))

describe('splitSentences', () => {
  it.each([
    'Und meine Freundin kommt am 9. Mai dazu.',
    'Wir reisen vom 28. September an.',
    'Send it to Kantstr. 41, please.',
    'Fertig muss es bis zum 28.11. sein, da kommt Besuch.',
    'Lass uns am 9.11. anfangen.',
    'Llame a las 9 a. m. o a las 5 p. m. y pregunte por Ana.',
    'Das gilt z. B. am Abend, u. a. auch im Winter.',
    '「行こう！」って言ってた。',
    'I saw Ann Poe, Ph.D. M.D. in Leeds.',
    'We live by the harbour (Orrinmouth, pop. about 9,400) and fish.',
    'The mill (est. 1788, rebuilt twice) is for sale.',
  ])('leaves %j whole in a conversation of any language', (text) => {
    expect(sentences(text)).toEqual([text])
  })

  it.each([
    ['We need 9. Maybe more.', ['We need 9.', 'Maybe more.']],
    ['Es beginnt am 9.11. Danach ist Pause.', ['Es beginnt am 9.11.', 'Danach ist Pause.']],
    ['Das gilt bis 3.12. Uhrzeit folgt.', ['Das gilt bis 3.12.', 'Uhrzeit folgt.']],
    ['「はい。」明日は？', ['「はい。」', '明日は？']],
    ['It was in the U.S. Then we left.', ['It was in the U.S.', 'Then we left.']],
    ['It costs 12. Sure?', ['It costs 12.', 'Sure?']],
    ['I am sad :( the cat left. he was 12 :)', ['I am sad :( the cat left.', 'he was 12 :)']],
    ['It rained (again). they went home (late).', ['It rained (again).', 'they went home (late).']],
    ['I forgot to close (this one. it is what it is.', ['I forgot to close (this one.', 'it is what it is.']],
    ['We met in Kantstr. Then we left.', ['We met in Kantstr.', 'Then we left.']],
  ])('ends the sentences of %j', (text, expected) => {
    expect(sentences(text)).toEqual(expected)
  })
})
