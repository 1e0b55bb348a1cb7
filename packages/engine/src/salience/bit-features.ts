/** Features that a unit has or has not, in the order of their bits. They stand last in a row of features. */

/** Acts and stances; see `SpeechAct` and `Stance`. */
export const ACTS = [
  'request',
  'proposal',
  'acceptance',
  'refusal',
  'commitment',
  'correction',
  'filler',
] as const
export const STANCES = [
  'preference',
  'decision',
  'emotion',
  'completion',
  'problem',
  'plan',
  'hypothetical',
] as const

/** Kinds of wording; see `WordingCue` and `FormCue`. */
export const WORDINGS = [
  'past',
  'future',
  'obligation',
  'possibility',
  'negation',
  'reason',
  'liking',
  'opinion',
  'confirming',
  'courtesy',
  'time',
  'money',
  'pointing',
  'continuing',
  'hesitation',
  'praise',
  'thirdPerson',
  'numberWord',
  'being',
  'having',
  'asking',
  'exclaims',
  'asksMark',
  'quotes',
  'fragment',
  'enumerates',
  'agrees',
  'firstSingular',
  'firstPlural',
  'second',
  'procedure',
] as const

const bitsOf = (names: readonly string[]): Readonly<Record<string, number>> =>
  Object.fromEntries(names.map((name, at) => [name, 1 << at]))

/** The bit of each act and stance that is a feature. */
export const ACT_BIT = bitsOf([...ACTS, ...STANCES])
/** The bit of each kind of wording that is a feature. */
export const WORDING_BIT = bitsOf(WORDINGS)
