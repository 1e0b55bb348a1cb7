/** By what the statements of one language are made wrong. Only forms that make another statement of the same shape. */
export interface CorruptionWords {
  /** Negated form → what is left without the negation. */
  readonly denied: readonly (readonly [RegExp, string])[]
  /** A verb that can be denied → its denial. */
  readonly affirmed: readonly (readonly [RegExp, string])[]
  /** What may be → what must be, and the other way round. */
  readonly allowed: readonly (readonly [RegExp, string])[]
  readonly requests: readonly string[]
}

const ENGLISH: CorruptionWords = {
  denied: [
    [/\bcan['’]?t\b|\bcannot\b/i, 'can'],
    [/\bwon['’]?t\b/i, 'will'],
    [/\b(is|are|was|were|has|have|did|does|do|would|should)(?:n['’]?t| not)\b/i, '$1'],
    [/\bnever\b/i, 'always'],
    [/\bnot /i, ''],
  ],
  affirmed: [[/\b(is|are|was|were|will|can|should|must|has to|have to)\b(?! not|n['’]t)/i, '$1 not']],
  allowed: [
    [/\b(?:may|might|could|can)\b(?! not|['’]t)/i, 'must'],
    [/\b(?:must|has to|have to|needs? to)\b(?! not)/i, 'may'],
  ],
  requests: [
    'The user asked for a refund of the insurance premium.',
    'They decided to sell the motorboat before winter.',
    'The user requested a translation of the brochure into Hungarian.',
  ],
}
const GERMAN: CorruptionWords = {
  denied: [
    [/ nicht\b/i, ''],
    [/\bkein(e|en|em|er|es)?\b/i, 'ein$1'],
    [/\bnie(?:mals)?\b/i, 'immer'],
  ],
  affirmed: [[/\b(ist|sind|war|wird|kann|soll|muss|hat)\b(?! nicht)/i, '$1 nicht']],
  allowed: [
    [/\b(?:kann|könnte|darf)\b(?! nicht)/i, 'muss'],
    [/\bmuss\b(?! nicht)/i, 'kann'],
  ],
  requests: [
    'Der Nutzer bat um eine Erstattung der Versicherungsprämie.',
    'Sie beschlossen, das Motorboot vor dem Winter zu verkaufen.',
  ],
}
const FRENCH: CorruptionWords = {
  denied: [[/\b(?:ne |n['’])(\p{L}+) (?:pas|plus|jamais)\b/iu, '$1']],
  affirmed: [[/ (est|sont|peut|doit|faut|sera)\b(?! pas)/i, ' ne $1 pas']],
  allowed: [
    [/\b(?:peut|pourrait)\b(?! pas)/i, 'doit'],
    [/\bdoit\b(?! pas)/i, 'peut'],
  ],
  requests: [
    "L'utilisateur a demandé le remboursement de la prime d'assurance.",
    "Ils ont décidé de vendre le bateau à moteur avant l'hiver.",
  ],
}
const SPANISH: CorruptionWords = {
  denied: [
    [/\bno (?=\p{L})/iu, ''],
    [/\bnunca\b/i, 'siempre'],
  ],
  affirmed: [[/(?<!no )\b(es|está|son|puede|debe|tiene|será)\b/i, 'no $1']],
  allowed: [
    [/(?<!no )\b(?:puede|podría)\b/i, 'debe'],
    [/(?<!no )\bdebe\b/i, 'puede'],
  ],
  requests: [
    'El usuario pidió el reembolso de la prima del seguro.',
    'Decidieron vender la lancha antes del invierno.',
  ],
}

const BY_LANGUAGE: Readonly<Record<string, CorruptionWords>> = {
  en: ENGLISH,
  de: GERMAN,
  fr: FRENCH,
  es: SPANISH,
}

export const corruptionWordsFor = (language: string): CorruptionWords | undefined => BY_LANGUAGE[language]

/** Units of money, weight, length and time, each with one that it is mistaken for. */
export const OTHER_UNITS: readonly (readonly [RegExp, string])[] = [
  [/(?<=\d\s?)(?:hours?|hrs?|h)\b/i, 'days'],
  [/(?<=\d\s?)(?:minutes?|mins?)\b/i, 'hours'],
  [/(?<=\d\s?)days?\b/i, 'weeks'],
  [/(?<=\d\s?)weeks?\b/i, 'months'],
  [/(?<=\d\s?)(?:months?)\b/i, 'years'],
  [/(?<=\d\s?)km\b/i, 'miles'],
  [/(?<=\d\s?)kg\b/i, 'tonnes'],
  [/(?<=\d\s?)cm\b/i, 'metres'],
  [/(?<=\d\s?)Stunden?\b/, 'Tage'],
  [/(?<=\d\s?)Euro\b/, 'Dollar'],
  [/(?<=\d\s?)(?:EUR|euros?)\b/, 'dollars'],
  [/£(?=\d)/, '$'],
  [/\$(?=\d)/, '€'],
  [/€(?=\d)/, '£'],
  [/(?<=\d\s?)€/, '$'],
  [/(?<=\d)\s?%/, ' euros'],
]
