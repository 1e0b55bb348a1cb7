import type { FaithLanguage, Slots } from './language.js'

const MONTHS = 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(
  ' ',
)
const WORDS = 'zéro un deux trois quatre cinq six sept huit neuf dix onze douze'.split(' ')
const month = ({ month: at }: Slots) => MONTHS[at - 1] ?? ''
const word = ({ count }: Slots) => WORDS[count] ?? ''
const thousands = ({ amount }: Slots) => String(amount).replace(/(\d{3})$/, ' $1')

export const french: FaithLanguage = {
  language: 'fr',
  people: ['Solène', 'Radovan', 'Maïté', 'Anselme', 'Brigitte', 'Tomasz', 'Odile', 'Kwame'],
  strangers: ['Bohumil', 'Xenia', 'Dagny', 'Prakash'],
  places: ['Gand', 'Porto', 'Quimper', 'Graz', 'Vannes', 'Arles'],
  statements: [
    {
      kind: 'fact',
      uses: ['a', 'place', 'amount', 'day', 'month'],
      said: (s) =>
        `${s.a} a signé le bail de l'atelier de ${s.place} le ${s.day} ${month(s)}, et le loyer est de ${thousands(s)} euros par mois.`,
      right: [
        (s) =>
          `Le bail de l'atelier de ${s.place} a été signé par ${s.a} le ${s.day}/${s.month}/2025 ; loyer mensuel : ${s.amount} €.`,
        (s) =>
          `Loyer de l'atelier : ${s.amount} EUR par mois, bail signé par ${s.a} à ${s.place} le ${s.day} ${month(s)}.`,
      ],
    },
    {
      kind: 'rule',
      uses: ['a'],
      said: (s) => `Ne communiquez jamais les prix des fournisseurs à ${s.a}.`,
      right: [
        (s) => `Les prix des fournisseurs ne doivent pas être communiqués à ${s.a}.`,
        (s) => `Interdiction de communiquer les prix des fournisseurs à ${s.a}.`,
      ],
      opposite: (s) => `Les prix des fournisseurs doivent être communiqués à ${s.a}.`,
    },
    {
      kind: 'fact',
      uses: ['b', 'count'],
      said: (s) => `${s.b} a commandé ${word(s)} caisses de planches en noyer pour l'escalier.`,
      right: [
        (s) => `${s.count} caisses de planches en noyer ont été commandées par ${s.b} pour l'escalier.`,
        (s) => `Pour l'escalier, ${s.b} a commandé ${word(s)} caisses de noyer.`,
      ],
    },
    {
      kind: 'decision',
      uses: ['day', 'month', 'place'],
      said: (s) => `Nous avons décidé de déplacer l'exposition de ${s.place} au ${s.day} ${month(s)}.`,
      right: [
        (s) => `Décision : l'exposition de ${s.place} est déplacée au ${s.day} ${month(s)}.`,
        (s) => `L'exposition de ${s.place} aura lieu le ${s.day}/${s.month}.`,
      ],
      opposite: (s) => `Il a été décidé de ne pas déplacer l'exposition de ${s.place}.`,
    },
    {
      kind: 'fact',
      uses: ['a', 'b'],
      said: (s) => `${s.a} répare le four et ${s.b} s'occupe de la comptabilité.`,
      right: [
        (s) => `La comptabilité revient à ${s.b}, la réparation du four à ${s.a}.`,
        (s) => `Le four est réparé par ${s.a}.`,
      ],
    },
    {
      kind: 'fact',
      uses: ['a'],
      said: (s) => `${s.a} ne mange pas de produits laitiers.`,
      right: [
        (s) => `${s.a} évite les produits laitiers.`,
        (s) => `${s.a} ne consomme aucun produit laitier.`,
      ],
      opposite: (s) => `${s.a} mange des produits laitiers.`,
    },
    {
      kind: 'request',
      uses: ['b', 'day', 'month'],
      said: (s) => `Pourriez-vous rappeler à ${s.b} l'inspection incendie du ${s.day} ${month(s)} ?`,
      right: [
        (s) => `L'utilisateur a demandé de rappeler à ${s.b} l'inspection incendie du ${s.day} ${month(s)}.`,
      ],
    },
  ],
  quote: {
    said: (person, quoted) => `${person} a écrit sur le papier : « ${quoted} »`,
    right: (person, quoted) => `Selon le papier de ${person}, « ${quoted} ».`,
    texts: [
      [
        'les clés de secours sont derrière la porte bleue',
        'les clés de secours sont derrière la porte verte',
      ],
      ['appeler le ramoneur avant le premier gel', 'appeler le ramoneur après le premier gel'],
    ],
  },
  own: [
    {
      said: "J'ai vendu le vieux canoë à un voisin la semaine dernière.",
      retold: (p) => `${p} a vendu le vieux canoë à un voisin.`,
    },
    {
      said: 'Mes cours de violon reprennent après les vacances.',
      retold: (p) => `Les cours de violon de ${p} reprennent après les vacances.`,
    },
    {
      said: 'Je suis allergique aux noix depuis mon enfance.',
      retold: (p) => `${p} est allergique aux noix depuis l'enfance.`,
    },
  ],
  inventedRequests: [
    "L'utilisateur a demandé une traduction de la brochure en norvégien.",
    "L'utilisateur souhaite un discours de mariage.",
  ],
  inventedDecisions: [
    'Il a été décidé de vendre la serre à la commune.',
    "Décision : le site web sera fermé jusqu'à l'automne.",
  ],
  filler: [
    "C'est bien, je m'en souviendrai.",
    'Le temps est étrange, moitié pluie et moitié soleil.',
    "J'y réfléchirai pendant le déjeuner.",
    "La plupart des visiteurs viennent l'après-midi.",
    "J'ai lu quelque chose là-dessus dans un magazine.",
    'La radio du fond est toujours trop forte.',
    'Nous parlerons des couleurs une autre fois.',
  ],
}
