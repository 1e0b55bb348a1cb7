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

/** Friends who settle something in every third message, eight messages a day; `people` says how many there are. */
const friends =
  (people: (messages: number) => number) =>
  (characters: number): readonly Message[] => {
    const messages = Math.ceil(characters / 30)
    return Array.from({ length: messages }, (_, at) => {
      const says = [`Shall we take boat ${at} to Graz at ${at % 24}?`, 'Good idea', `So the tent ${at} then?`]
      return {
        ...message(says[at % says.length] as string, at),
        name: `Ann${at % people(messages)}`,
        timestamp: new Date(Math.floor(at / 8) * 86_400_000).toISOString(),
      }
    })
  }

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
  NULs: '\0',
  'marks of direction': '\u202e\u202d\u2066a\u2069',
  'letters under a pile of marks': `z${'\u0336\u0347\u033f\u0489'.repeat(8)}`,
  'minified code': 'function a(b){for(var c=0;c<b.d;c++){if(!e[c]){f.g(c,h)}}return i?j:k};',
  'one line of a log':
    '2025-03-14T09:12:33Z ERROR [pool-7] worker: connection to 10.0.0.7:5432 refused (attempt 12)\n',
  'rows of a table': '| a | 12 | 3.5 % |\n',
  headings: '# A\n',
  'patterns that explode': '(a+)+$ ((a|aa)+)* aaaaaaaaaaaaaaaaaaaaaaaa! ',
  negations: 'not never no ',
  'days without an end': '1/1/1/1/',
  'quotes in quotes': '"«“',
  'orders in quotes': '"Never open door 7. Do not wait. ',
  'announcements without a rule': 'house rules for all that holds from here on ',
  'whatever has to be': 'whatever you have to must be only no one please, ',
  'numbers and what they count': '8,417 euros ',
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
  {
    name: 'a hundred thousand short messages',
    messages: (characters: number) =>
      Array.from({ length: Math.ceil(characters / 10) }, (_, at) => message(`Ok, ${at % 997}.`, at)),
  },
  {
    name: 'distinct days',
    messages: inMany('x'.repeat(50), (at) => {
      const day = new Date(at * 86_400_000).toISOString().slice(0, 10)
      return `The visit to the mill is on ${day}, at ${at % 24}:00.`
    }),
  },
  {
    name: 'a chain of corrections',
    messages: inMany('x'.repeat(60), (at) =>
      at % 2 === 1 ? 'Noted.' : `Actually, the deadline for the roof is now ${(at % 28) + 1} March.`,
    ),
  },
  {
    name: 'talk, and a text of ours',
    messages: (characters: number) => {
      const half = Array.from({ length: Math.ceil(characters / 120) }, (_, at) =>
        message(`The mill of Ann ${at % 83} in Graz has a red roof, ${at}.`, at),
      )
      const lines = half.map(({ content }) => `User: ${content.replace('has', 'had')}`)
      return [...half, message(lines.join('\n'), half.length + (half.length % 2))]
    },
  },
  {
    name: 'huge numbers',
    messages: inMany('x'.repeat(400), (at) => `The sum of ${at} is ${'9'.repeat(360)}.`),
  },
  { name: 'rules', messages: inMany('x'.repeat(40), (at) => `Never open door ${at} without asking Ann.`) },
  {
    name: 'rules that are lifted',
    messages: inMany('x'.repeat(60), (at) =>
      at % 2 === 0
        ? `Never open door ${at} in wing ${at % 90}.`
        : `Forget the thing about door ${at} and wing ${at % 70}.`,
    ),
  },
  {
    name: 'what is taken back',
    messages: inMany('x'.repeat(45), (at) => `Door ${at} then. No wait, not that. Door ${at + 1}.`),
  },
  {
    name: 'rules in two languages',
    messages: inMany(
      'x'.repeat(60),
      (at) => `Bitte never ever evite la porte ${at}, nie, nunca, 不要, always nur ${at}.`,
    ),
  },
  {
    name: 'a policy of headings',
    messages: (characters: number) => [
      {
        id: 'policy',
        role: 'system',
        content: '# Policy of the house\n- Boats go out in pairs.\nRules:\n'.repeat(
          Math.ceil(characters / 55),
        ),
      },
      message('Which boat is free?', 0),
    ],
  },
  {
    name: 'changes of one booking',
    messages: inMany('x'.repeat(75), (at) =>
      at % 2 === 0
        ? `{"status": "changed", "booking": "HB-${at % 50}0000"}`
        : `change_booking({"booking": "HB-${at % 50}0000", "day": "${at}"})`,
    ),
  },
  {
    name: 'friends who settle things',
    messages: friends(() => 4),
  },
  {
    name: 'ever other friends',
    messages: friends((messages) => messages),
  },
  {
    name: 'yes and no',
    messages: inMany('x'.repeat(25), (at) =>
      at % 2 === 0 ? 'Shall we book room 5 in Graz?' : 'Yes, please.',
    ),
  },
]
