/**
 * What the speaker will do, by the grammar of languages other than English: the endings of the future, the periphrasis with "go",
 * the modal of intention, and in German the present with a day to come.
 */
const FUTURE: Readonly<Record<string, RegExp>> = {
  de: /(?<!\p{L})(?:ich|wir) (?:werde|werden|will|wollen|habe vor|haben vor)(?!\p{L})|(?<!\p{L})(?:werde|werden) (?:ich|wir)(?!\p{L})/iu,
  fr: /(?<!\p{L})(?:je vais|on va|nous allons)(?!\p{L})|(?<!\p{L})(?:je |j['’]|nous |on )(?:\p{L}+ )?\p{L}{2,}(?:rai|rons|ra)(?!\p{L})/iu,
  es: /(?<!\p{L})(?:voy a|vamos a|\p{L}{3,}(?:aré|eré|iré|aremos|eremos|iremos)|(?:haré|tendré|vendré|pondré|saldré|diré|podré)(?:mos)?)(?!\p{L})/iu,
  pt: /(?<!\p{L})(?:(?:vou|vamos)(?! (?:de|bem|mal)(?!\p{L}))|\p{L}{3,}(?:arei|erei|irei|aremos|eremos|iremos)|(?:farei|trarei|direi|porei))(?!\p{L})/iu,
  zh: /(?:我|我们|我們)[^，。！？]{0,10}(?:会|會|打算|准备|準備|就去|要去)(?!不)/u,
  ja: /(?:つもり|予定)(?:です|だ(?!っ))/u,
}

const DAY_TO_COME =
  /(?<!\p{L})(?:morgen|übermorgen|heute|nachher|gleich|nächste[nrs]?|(?:am|bis) (?:\p{L}+ )?(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|wochenende))(?!\p{L})/iu
const GERMAN_PRESENT =
  /(?<!\p{L})(?:ich|wir) (?!habe|haben|hatte|hatten|war|waren|bin|sind|wurde|wurden|kann|können|muss|müssen|soll|sollen|möchte|möchten|würde|könnte|brauche|brauchen|hätte)\p{Ll}+(?:e|en)(?!\p{L})/iu
/** "Ich fahre am Freitag hin": the perfect and the preterite tell of what was. */
const GERMAN_PAST =
  /(?<!\p{L})(?:habe|haben|hat|war|waren|hatte|hatten|wurde|gestern|ge\p{Ll}{3,}(?:t|en)[.!]?$)(?!\p{L})/iu

/** Whether a sentence says what its speaker will do. Languages with a lexicon, English aside. */
export function announcesDoing(text: string, language: string): boolean {
  if (FUTURE[language]?.test(text) === true) return true
  return language === 'de' && DAY_TO_COME.test(text) && GERMAN_PRESENT.test(text) && !GERMAN_PAST.test(text)
}
