import type { FaithLanguage, Slots } from './language.js'

const MONTHS = 'Januar Februar März April Mai Juni Juli August September Oktober November Dezember'.split(' ')
const WORDS = 'null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf'.split(' ')
const month = ({ month: at }: Slots) => MONTHS[at - 1] ?? ''
const word = ({ count }: Slots) => WORDS[count] ?? ''
const thousands = ({ amount }: Slots) => amount.toLocaleString('de-DE')

export const german: FaithLanguage = {
  language: 'de',
  people: ['Ilka', 'Radovan', 'Annegret', 'Anselm', 'Friedhelm', 'Tomasz', 'Odile', 'Wiebke'],
  strangers: ['Bohumil', 'Xenia', 'Dagny', 'Prakash'],
  places: ['Gent', 'Passau', 'Görlitz', 'Graz', 'Bergen', 'Husum'],
  statements: [
    {
      kind: 'fact',
      uses: ['a', 'place', 'amount', 'day', 'month'],
      said: (s) =>
        `${s.a} hat am ${s.day}. ${month(s)} den Mietvertrag für die Werkstatt in ${s.place} unterschrieben, die Miete beträgt ${thousands(s)} Euro im Monat.`,
      right: [
        (s) =>
          `Der Mietvertrag für die Werkstatt in ${s.place} wurde am ${s.day}.${s.month}. von ${s.a} unterschrieben; Monatsmiete ${s.amount} €.`,
        (s) =>
          `Miete der Werkstatt: ${s.amount} EUR monatlich, unterschrieben von ${s.a} am ${s.day}. ${month(s)} in ${s.place}.`,
      ],
    },
    {
      kind: 'rule',
      uses: ['a'],
      said: (s) => `Gib die Einkaufspreise niemals an ${s.a} weiter.`,
      right: [
        (s) => `Die Einkaufspreise dürfen nicht an ${s.a} weitergegeben werden.`,
        (s) => `Regel: keine Einkaufspreise an ${s.a}.`,
      ],
      opposite: (s) => `Die Einkaufspreise gehen an ${s.a} weiter.`,
    },
    {
      kind: 'fact',
      uses: ['b', 'count'],
      said: (s) => `${s.b} hat ${word(s)} Kisten mit Nussholz für die Treppe bestellt.`,
      right: [
        (s) => `Für die Treppe wurden von ${s.b} ${s.count} Kisten Nussholz bestellt.`,
        (s) => `${s.b} bestellte ${word(s)} Kisten Nussholz.`,
      ],
    },
    {
      kind: 'decision',
      uses: ['day', 'month', 'place'],
      said: (s) =>
        `Wir haben beschlossen, die Ausstellung in ${s.place} auf den ${s.day}. ${month(s)} zu verlegen.`,
      right: [
        (s) => `Beschluss: Die Ausstellung in ${s.place} wird auf den ${s.day}.${s.month}.2025 verlegt.`,
        (s) => `Die Ausstellung in ${s.place} findet nun am ${s.day}. ${month(s)} statt.`,
      ],
      opposite: (s) => `Es wurde beschlossen, die Ausstellung in ${s.place} nicht zu verlegen.`,
    },
    {
      kind: 'fact',
      uses: ['a', 'b'],
      said: (s) => `${s.a} repariert den Brennofen und ${s.b} ist für die Buchhaltung zuständig.`,
      right: [
        (s) => `Für die Buchhaltung ist ${s.b} zuständig, den Brennofen repariert ${s.a}.`,
        (s) => `Der Brennofen wird von ${s.a} repariert.`,
      ],
    },
    {
      kind: 'fact',
      uses: ['a'],
      said: (s) => `${s.a} isst keine Milchprodukte.`,
      right: [(s) => `${s.a} verzichtet auf Milchprodukte.`, (s) => `Milchprodukte isst ${s.a} nicht.`],
      opposite: (s) => `${s.a} isst Milchprodukte.`,
    },
    {
      kind: 'request',
      uses: ['b', 'day', 'month'],
      said: (s) => `Kannst du ${s.b} an die Brandschutzprüfung am ${s.day}. ${month(s)} erinnern?`,
      right: [
        (s) => `Der Nutzer bat darum, ${s.b} an die Brandschutzprüfung am ${s.day}.${s.month}. zu erinnern.`,
      ],
    },
    {
      kind: 'rule',
      uses: ['amount'],
      said: (s) => `Der neue Ofen darf nicht mehr als ${thousands(s)} Euro kosten.`,
      right: [
        (s) => `Für den neuen Ofen gilt eine Obergrenze von ${s.amount} Euro.`,
        (s) => `Der neue Ofen darf höchstens ${s.amount} € kosten.`,
      ],
    },
  ],
  quote: {
    said: (person, quoted) => `${person} schrieb auf den Zettel: „${quoted}“`,
    right: (person, quoted) => `Auf dem Zettel von ${person} steht „${quoted}“.`,
    texts: [
      [
        'die Ersatzschlüssel hängen hinter der blauen Tür',
        'die Ersatzschlüssel hängen hinter der grünen Tür',
      ],
      [
        'den Schornsteinfeger vor dem ersten Frost anrufen',
        'den Schornsteinfeger nach dem ersten Frost anrufen',
      ],
    ],
  },
  own: [
    {
      said: 'Ich habe letzte Woche das alte Kanu an einen Nachbarn verkauft.',
      retold: (p) => `${p} hat das alte Kanu an einen Nachbarn verkauft.`,
    },
    {
      said: 'Mein Geigenunterricht beginnt nach den Ferien wieder.',
      retold: (p) => `Der Geigenunterricht von ${p} beginnt nach den Ferien wieder.`,
    },
    {
      said: 'Ich bin seit meiner Kindheit allergisch gegen Walnüsse.',
      retold: (p) => `${p} ist seit der Kindheit allergisch gegen Walnüsse.`,
    },
  ],
  inventedRequests: [
    'Der Nutzer bat um eine Übersetzung der Broschüre ins Norwegische.',
    'Der Nutzer möchte eine Hochzeitsrede geschrieben haben.',
  ],
  inventedDecisions: [
    'Es wurde beschlossen, das Gewächshaus an die Gemeinde zu verkaufen.',
    'Man einigte sich darauf, die Webseite bis zum Herbst abzuschalten.',
  ],
  filler: [
    'Das klingt gut, ich behalte es im Kopf.',
    'Das Wetter ist zurzeit seltsam, halb Regen und halb Sonne.',
    'Darüber denke ich beim Mittagessen nach.',
    'Die meisten Besucher kommen ohnehin am Nachmittag.',
    'Davon habe ich einmal in einer Zeitschrift gelesen.',
    'Das Radio im Hinterzimmer ist immer noch zu laut.',
    'Über die Farben können wir ein andermal reden.',
  ],
}
