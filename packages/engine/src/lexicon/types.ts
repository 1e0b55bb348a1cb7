/**
 * What the engine knows of a language, as data. One file per language; every list is linguistic and general.
 *
 * A phrase is written in lower case with single spaces; it is matched word by word (in scripts without spaces,
 * character by character). `^` at its start binds it to the start of a unit, `$` at its end to the end.
 */
export interface Lexicon {
  /** BCP 47 primary tag. */
  readonly language: string
  /** Words that carry no topic. Negations are never among them. */
  readonly stopwords: readonly string[]
  /** First-person words: "i", "we", "my". */
  readonly firstPerson: readonly string[]
  readonly secondPerson: readonly string[]
  /** Abbreviations after which a full stop does not end a sentence, without the stop. */
  readonly abbreviations: readonly string[]
  /** Words that may open a clause of their own after a comma or in long speech: "and", "but", "because". */
  readonly clauseOpeners: readonly string[]
  /** Cues of acts and stances. */
  readonly cues: Readonly<Record<CueName, readonly string[]>>
  /** Wording that tells statements apart; salience learns what each is worth. Absent: the language's units have none. */
  readonly wordingCues?: Readonly<Partial<Record<WordingCue, readonly string[]>>>
  /** Endings of past tense verbs of five letters or more. */
  readonly pastEndings?: readonly string[]
  readonly shortening: ShorteningRules
  /** By what a statement is judged that is to stand alone as an item. Salience and text know nothing of these. */
  readonly statements: StatementCues
  readonly wording: Wording
}

export type CueName =
  | 'question'
  | 'request'
  | 'proposal'
  | 'acceptance'
  | 'refusal'
  | 'commitment'
  | 'correction'
  | 'filler'
  /** Makes a rule for the listener whoever says it: "from now on", "under no circumstances". */
  | 'strongRule'
  /** Makes a rule only in a directive of a user or the system: "always", "never", "must not". */
  | 'rule'
  | 'preference'
  | 'decision'
  | 'emotion'
  | 'completion'
  | 'problem'
  | 'plan'
  | 'hypothetical'
  | 'quoted'
  /** A day or a time is spoken of; only then a date parser is asked. */
  | 'date'

/** Grammatical and lexical wording, by closed classes and common verbs. */
export type WordingCue =
  | 'past'
  | 'future'
  | 'obligation'
  | 'possibility'
  | 'negation'
  | 'reason'
  | 'liking'
  | 'opinion'
  | 'confirming'
  | 'courtesy'
  | 'time'
  | 'money'
  | 'pointing'
  | 'continuing'
  | 'hesitation'
  | 'praise'
  | 'thirdPerson'
  | 'numberWord'
  | 'being'
  | 'having'
  | 'asking'
  /** Runs a meeting: gives the floor, turns to the next item, takes a vote. */
  | 'procedure'

/** Statement cues that agreements, and what became of them, are told by; they are found with the wording of a unit, when it is annotated. */
export const AGREEMENT_CUES = ['assent', 'reservation', 'restating', 'done', 'another', 'replacing'] as const
export type AgreementCue = (typeof AGREEMENT_CUES)[number]

/** Phrases that tell whether a sentence can be told alone, and what it settles. Matched like cues, over a whole sentence. */
export interface StatementCues {
  /** Words for what was named before: "it", "they", "this one". */
  readonly pointing: readonly string[]
  /** Phrases in which such a word stands for nothing, or for what follows: "it rains", "it is hard to". */
  readonly pointingAtNothing: readonly string[]
  /** A sentence that opens so goes on with another: "and", "which", "such as". */
  readonly goingOn: readonly string[]
  /** A sentence that ends so was broken off: "and", "of the". */
  readonly breakingOff: readonly string[]
  /** "If", "unless", "maybe": what follows decides nothing and tells no fact. */
  readonly condition: readonly string[]
  /** "I think", "I hope": no fact but what one thinks of one. */
  readonly opinion: readonly string[]
  /** A wish or a reaction of the moment, or talk about the talk: "can't wait", "let me show you", "sorry". */
  readonly phatic: readonly string[]
  /** More openings of a lasting preference: "a huge fan of". */
  readonly preference: readonly string[]
  /** More wordings of what is settled: "is agreed". */
  readonly decision: readonly string[]
  /** Opens an answer that agrees, beside `acceptance`: "that's perfect". */
  readonly assent: readonly string[]
  /** Takes back what it stands beside: "but", "except". */
  readonly reservation: readonly string[]
  /** Leaves open which of two: "or". */
  readonly alternative: readonly string[]
  /** Opens a restatement of what the listener wants, to be confirmed: "you want", "to confirm". */
  readonly restating: readonly string[]
  /** Reports a change that was made: "I've booked", "has been moved". */
  readonly done: readonly string[]
  /** Says that what was agreed on could not be done: "fully booked". Absent: English, which has a pattern for it. */
  readonly failed?: readonly string[]
  /** Asks for something else than was offered: "any other", "how about", "instead". */
  readonly another: readonly string[]
  /** Tells that something is no longer as it was: "was raised to", "took over as", "new", "now". What it says may replace an earlier value. */
  readonly replacing: readonly string[]
}

/** What may be deleted without changing what is said. */
export interface ShorteningRules {
  /** Hesitations and formulas that go wherever they stand. */
  readonly fillers: readonly string[]
  /** Discourse markers that go at the start of a unit. */
  readonly openers: readonly string[]
  /** Words that go wherever they stand, unless a negation stands before them. */
  readonly intensifiers: readonly string[]
  /** Words that go where their neighbours make them empty: see `shorten/small-words.ts`. */
  readonly smallWords?: readonly string[]
  readonly articles: readonly string[]
  /** No article goes before one of these. */
  readonly keepArticleBefore: readonly string[]
  /** Openings that state nothing but the speaker's attitude: "i think that". */
  readonly attitudes: readonly string[]
  /** Empty subjects at the start of a unit: "there is". */
  readonly emptySubjects: readonly string[]
  readonly politeness: readonly string[]
  /** Openings with which a user asks an assistant for something; what is asked for stays: "i'd like to". */
  readonly requests: readonly string[]
  /** The same, only before one of `requestVerbs`: "can you" before "find", not before "swim". */
  readonly requestsBeforeVerb: readonly string[]
  readonly requestVerbs: readonly string[]
  /** Openings with which an assistant brings forward what it has; what it has stays: "i found", "how about". */
  readonly offers: readonly string[]
  /** Openings with which an assistant asks for a yes, and what follows them and says no more: "just to confirm", "you want to". */
  readonly confirmationOpenings?: readonly string[]
  readonly confirmationObjects?: readonly string[]
  /** The word of such an opening that stays. */
  readonly confirmationWords?: readonly string[]
  /** Subject pronouns that go at the start of a clause under a speaker's label. */
  readonly speakerSubjects: readonly string[]
  /** Verbs after which a complementiser goes, and the complementiser itself. */
  readonly complementVerbs: readonly string[]
  readonly complementisers: readonly string[]
}

/** The words that the engine itself writes. */
export interface Wording {
  readonly months: readonly string[]
  /** `{day} {month} {year}` in the language's own order. */
  readonly date: string
  /** The same without the year. Default: `date` up to its year. */
  readonly dateWithoutYear?: string
  readonly rules: string
  readonly pinned: string
  readonly state: string
  readonly decisions: string
  readonly preferences: string
  readonly openIssues: string
  readonly nextSteps: string
  readonly history: string
  /** Before a line that tells an item whose words would be taken for another type. */
  readonly itemMarks: Readonly<
    Record<'fact' | 'decision' | 'preference' | 'task' | 'emotion' | 'constraint', string>
  >
  readonly lastRequest: string
  readonly user: string
  readonly assistant: string
  readonly system: string
  readonly tool: string
  /** Narrative: `On {date}, ` and `{name} said: {text}`. */
  readonly onDate: string
  readonly said: string
  readonly status: Readonly<Record<'in_progress' | 'completed' | 'blocked' | 'waiting', string>>
  /** Behind `lastRequest`. */
  readonly requestStatus: Readonly<Record<'open' | 'answered', string>>
}
