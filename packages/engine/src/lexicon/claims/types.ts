/** By what a text that somebody else wrote is held against its conversation. Phrases are written as in `Lexicon`. */
export interface ClaimCues {
  /** Words that turn a statement into its opposite: "not", "never". */
  readonly negation: readonly string[]
  /** Words that deny, forbid, stop or limit without one of those: "avoid", "at most". */
  readonly denial: readonly string[]
  /** Verbs and particles that a summary puts in other words, or in another form: "gib … weiter", "weitergegeben". */
  readonly light?: readonly string[]
  /** Verbs that report what somebody asked for or settled: "requested", "agreed". */
  readonly reporting: readonly string[]
  /** Verbs of a wish, which people tell of each other in any words: "wants". */
  readonly wishing?: readonly string[]
  /** What may be done or be so ("can", "might"), and what has to ("must", "need to"). */
  readonly permits?: readonly string[]
  readonly obliges?: readonly string[]
  /** What denies and permits in one: "can't". */
  readonly forbids?: readonly string[]
  /** Articles, pronouns, auxiliaries and fillers: a summary puts and drops them without saying anything else. */
  readonly bridges?: readonly string[]
  /** Words that begin another clause: "because", "and". */
  readonly joints?: readonly string[]
  /** Words that tell of a time before, of a change, of something else, or that something stays: what was denied may be told by these. */
  readonly contrast?: readonly string[]
  /** Number words with their values: "seven" 7, "dozen" 12. */
  readonly numbers: Readonly<Record<string, number>>
  /** Words for a place in an order with their values: "third" 3. */
  readonly ordinals?: Readonly<Record<string, number>>
  /** Words that multiply the number before them: "hundred", "million". */
  readonly scales: Readonly<Record<string, number>>
  /** Words for an hour, a week and a year, by how many of the next smaller unit they hold: 60, 7, 12. */
  readonly durations: Readonly<Record<string, number>>
  /** Sunday to Saturday; spellings of one day are separated by a stroke. */
  readonly weekdays: readonly string[]
}
