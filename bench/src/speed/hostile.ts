import type { Message } from '@precis/engine'
import { createRandom } from './conversation.js'

/** A text of a shape that a careless pattern or loop would pay dearly for, of about `characters` characters. */
export interface HostileShape {
  readonly name: string
  readonly messages: (characters: number) => readonly Message[]
}

const message = (content: string, at = 0): Message => ({
  id: `m${at}`,
  role: at % 2 === 0 ? 'user' : 'assistant',
  content,
})
const inOne = (piece: string) => (characters: number) => [
  message(piece.repeat(Math.ceil(characters / piece.length)).slice(0, characters)),
]
const inMany = (piece: string, of: (at: number) => string) => (characters: number) =>
  Array.from({ length: Math.ceil(characters / piece.length) }, (_, at) => message(of(at), at))

/** Letters without a space, as a key or an encoded file has them. */
function encoded(characters: number): readonly Message[] {
  const random = createRandom(7)
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
  let text = ''
  while (text.length < characters) text += alphabet[Math.floor(random() * alphabet.length)]
  return [message(text)]
}

const deepJson = (characters: number): readonly Message[] => {
  const depth = Math.floor(characters / 8)
  return [message('{"a":[1,'.repeat(depth / 2) + ']}'.repeat(depth / 2))]
}

const PIECES: Readonly<Record<string, string>> = {
  'one letter': 'a',
  'one capital': 'A',
  'one digit': '1',
  'opening brackets': '(',
  'opening square brackets': '[',
  'closing angle brackets': '>',
  'opening tags': '<a ',
  'straight quotes': '"',
  'curly quotes': '“',
  apostrophes: "'a",
  'code ticks': '`',
  'fences without an end': '```\n',
  newlines: '\n',
  'blank lines with spaces': ' \n',
  spaces: ' ',
  tabs: '\t',
  'full stops': '.',
  'full stops and spaces': '. ',
  'question marks': '?!',
  commas: ',',
  dashes: '- ',
  'words with underscores': 'a_',
  'paths without an end': 'a/',
  'addresses without an end': 'a.b+c-',
  'links without an end': 'http://',
  'numbers with stops': '1.1,',
  'times without an end': '12:',
  'equal signs': 'a=',
  'labels without values': 'a: ',
  'the same word': 'the ',
  'the same subject': 'I ',
  'two alternating words': 'it that ',
  hesitations: 'you know, i mean, ',
  'conjunctions after commas': ', and',
  'a statement without an end': 'the big red old thing is the ',
  'list items': '- a\n',
  'capitalised words': 'Aa Bb ',
  'right to left': 'שלום ',
  'emoji joined': '👩‍👩‍👧‍👦',
  'combining marks': 'e\u0301\u0302\u0303',
  'unspaced script': '東京都',
  'lone surrogates': '\ud83d',
  'zero width': '\u200b\u200d',
  'corrections to the same value': 'No, 8 pm. ',
  'questions with the same value': 'How about 8 pm? ',
  'records of JSON': '{"id":1,"name":"a"},\n',
  'tool prompts': '$ x\n>>> y\n',
}

/** Everything that a stranger could send to hold up the engine. */
export const HOSTILE_SHAPES: readonly HostileShape[] = [
  ...Object.entries(PIECES).map(([name, piece]) => ({ name, messages: inOne(piece) })),
  { name: 'encoded bytes', messages: encoded },
  { name: 'deep JSON', messages: deepJson },
  { name: 'long words', messages: inOne(`${'x'.repeat(5_000)} `) },
  { name: 'messages of one word', messages: inMany('word000000', (at) => `word${at}`) },
  { name: 'identical messages', messages: inMany('x'.repeat(20), () => 'Book the red room.') },
  {
    name: 'identical long messages',
    messages: inMany(
      'x'.repeat(70),
      () => 'The deadline for the roof of the mill in Graz is 14 March, not May 3.',
    ),
  },
  {
    name: 'corrections of one value',
    messages: inMany(
      'x'.repeat(50),
      (at) => `Actually, make the roof at ${at % 12}:30 instead of ${at % 7}:15.`,
    ),
  },
  { name: 'rules', messages: inMany('x'.repeat(40), (at) => `Never open door ${at} without asking Ann.`) },
  {
    name: 'yes and no',
    messages: inMany('x'.repeat(25), (at) =>
      at % 2 === 0 ? 'Shall we book room 5 in Graz?' : 'Yes, please.',
    ),
  },
]
