import type { FaithLanguage, Slots } from './language.js'

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
)
const WORDS = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ')
const month = ({ month: at }: Slots) => MONTHS[at - 1] ?? ''
const word = ({ count }: Slots) => WORDS[count] ?? ''
const thousands = ({ amount }: Slots) => amount.toLocaleString('en-US')
const two = (value: number) => String(value).padStart(2, '0')

export const english: FaithLanguage = {
  language: 'en',
  people: ['Ilka', 'Radovan', 'Maite', 'Anselm', 'Brigid', 'Tomasz', 'Odile', 'Kwame'],
  strangers: ['Bohumil', 'Xenia', 'Dagny', 'Prakash'],
  places: ['Ghent', 'Porto', 'Tartu', 'Graz', 'Bergen', 'Split'],
  statements: [
    {
      kind: 'fact',
      uses: ['a', 'place', 'amount', 'day', 'month'],
      said: (s) =>
        `${s.a} signed the lease for the workshop in ${s.place} on ${s.day} ${month(s)}, and the rent is ${thousands(s)} euros a month.`,
      right: [
        (s) =>
          `The ${s.place} workshop lease was signed by ${s.a} on ${month(s)} ${s.day}; monthly rent is €${s.amount}.`,
        (s) =>
          `Monthly rent: ${s.amount} EUR. ${s.a} signed for the workshop in ${s.place} (2025-${two(s.month)}-${two(s.day)}).`,
      ],
    },
    {
      kind: 'rule',
      uses: ['a'],
      said: (s) => `Please never share the supplier prices with ${s.a}.`,
      right: [
        (s) => `Supplier prices must not be shared with ${s.a}.`,
        (s) => `Rule: keep ${s.a} away from supplier prices, never share them.`,
      ],
      opposite: (s) => `The supplier prices should be shared with ${s.a}.`,
    },
    {
      kind: 'fact',
      uses: ['b', 'count'],
      said: (s) => `${s.b} ordered ${word(s)} crates of walnut boards for the staircase.`,
      right: [
        (s) => `${s.count} crates of walnut boards were ordered by ${s.b} for the staircase.`,
        (s) => `For the staircase, ${s.b} has an order of ${word(s)} walnut crates.`,
      ],
    },
    {
      kind: 'decision',
      uses: ['day', 'month', 'place'],
      said: (s) => `We decided to move the exhibition in ${s.place} to ${month(s)} ${s.day}.`,
      right: [
        (s) => `Decision: the ${s.place} exhibition moves to ${s.day} ${month(s)}.`,
        (s) => `They agreed on ${s.day}/${s.month}/2025 as the new date of the ${s.place} exhibition.`,
      ],
      opposite: (s) => `They decided not to move the exhibition in ${s.place}.`,
    },
    {
      kind: 'rule',
      uses: ['amount'],
      said: (s) => `The new kiln must not cost more than ${s.amount} euros.`,
      right: [
        (s) => `The kiln may cost at most ${thousands(s)} euros.`,
        (s) => `Budget cap for the new kiln: ${s.amount} EUR, not more.`,
      ],
    },
    {
      kind: 'fact',
      uses: ['a', 'b'],
      said: (s) => `${s.a} repairs the glazing oven and ${s.b} is responsible for the accounts.`,
      right: [
        (s) => `Responsible for the accounts is ${s.b}, while ${s.a} repairs the glazing oven.`,
        (s) => `The glazing oven is repaired by ${s.a}.`,
      ],
    },
    {
      kind: 'fact',
      uses: ['a'],
      said: (s) => `${s.a} does not eat any dairy products.`,
      right: [(s) => `${s.a} eats no dairy products.`, (s) => `${s.a} avoids dairy products.`],
      opposite: (s) => `${s.a} eats dairy products.`,
    },
    {
      kind: 'request',
      uses: ['b', 'day', 'month'],
      said: (s) => `Could you remind ${s.b} of the fire inspection on ${s.day} ${month(s)}?`,
      right: [
        (s) => `The user asked for a reminder to ${s.b} about the fire inspection on ${month(s)} ${s.day}.`,
        (s) => `Requested: remind ${s.b}, fire inspection, ${month(s).slice(0, 3)} ${s.day}.`,
      ],
    },
    {
      kind: 'fact',
      uses: ['place', 'amount'],
      said: (s) => `The insurance for the van from ${s.place} does not cover damage above ${s.amount} euros.`,
      right: [
        (s) => `Damage above ${thousands(s)} euros is not covered by the insurance of the ${s.place} van.`,
      ],
      opposite: (s) => `The insurance for the van from ${s.place} covers damage above ${s.amount} euros.`,
    },
    {
      kind: 'decision',
      uses: ['count', 'a'],
      said: (s) => `It is settled, ${s.a} trains ${s.count} apprentices instead of hiring a foreman.`,
      right: [(s) => `Instead of hiring a foreman, ${s.a} will train ${word(s)} apprentices.`],
    },
  ],
  quote: {
    said: (person, quoted) => `${person} wrote on the note: "${quoted}"`,
    right: (person, quoted) => `According to ${person}'s note, "${quoted}".`,
    texts: [
      ['the spare keys hang behind the blue door', 'the spare keys hang behind the green door'],
      ['call the chimney sweep before the first frost', 'call the chimney sweep after the first frost'],
      ['only the glaze from the top shelf is safe', 'only the glaze from the top shelf is toxic'],
    ],
  },
  own: [
    {
      said: 'I sold the old canoe to a neighbour last week.',
      retold: (p) => `${p} sold the old canoe to a neighbour.`,
    },
    {
      said: 'My violin lessons start again after the holidays.',
      retold: (p) => `${p}'s violin lessons start again after the holidays.`,
    },
    {
      said: 'I have been allergic to walnuts since childhood.',
      retold: (p) => `Since childhood ${p} has been allergic to walnuts.`,
    },
    {
      said: 'I want to learn how to bind books by hand.',
      retold: (p) => `${p} wants to learn to bind books by hand.`,
    },
  ],
  inventedRequests: [
    'The user asked for a translation of the brochure into Norwegian.',
    'The user requested a refund for the cancelled flight.',
    'User wants the assistant to write a wedding speech.',
  ],
  inventedDecisions: [
    'They decided to sell the greenhouse to the municipality.',
    'It was agreed to replace the accountant with new software.',
    'Decision: the website goes offline until autumn.',
  ],
  filler: [
    'That sounds good, I will keep it in mind.',
    'The weather has been strange lately, half rain and half sun.',
    'Let me think about it over lunch.',
    'Most visitors come in the afternoon anyway.',
    'I once read something about that in a magazine.',
    'The radio in the back room is still too loud.',
    'We can talk about the colours another time.',
    'It is funny how quiet the street has become.',
  ],
}
