/** What the sentences of a conversation and of its summaries are made from; drawn anew for each statement. */
export interface Slots {
  /** Two people of the conversation that the statement may name. */
  readonly a: string
  readonly b: string
  readonly place: string
  /** 1,100 to 8,900, no round number. */
  readonly amount: number
  /** 4 to 12. */
  readonly count: number
  readonly day: number
  /** 1 to 12. */
  readonly month: number
}

/** Something said, right ways to retell it, and one that turns it into its opposite. */
export interface Statement {
  readonly kind: 'fact' | 'rule' | 'decision' | 'request'
  readonly said: (slots: Slots) => string
  readonly right: readonly ((slots: Slots) => string)[]
  /** The retelling without the negation, or with one that was not said. */
  readonly opposite?: (slots: Slots) => string
  /** Slots that the retellings use. */
  readonly uses: readonly (keyof Slots)[]
}

/** A language in which conversations and summaries are made. All of it was written for this test. */
export interface FaithLanguage {
  readonly language: string
  readonly people: readonly string[]
  readonly strangers: readonly string[]
  readonly places: readonly string[]
  readonly statements: readonly Statement[]
  /** A person quoted: in the conversation, and retold. */
  readonly quote: {
    readonly said: (person: string, quoted: string) => string
    readonly right: (person: string, quoted: string) => string
    /** Quotes, each with one word changed. */
    readonly texts: readonly (readonly [string, string])[]
  }
  /** Said by a named person of themselves: what they said, and how it is retold of them. */
  readonly own: readonly { readonly said: string; readonly retold: (person: string) => string }[]
  readonly inventedRequests: readonly string[]
  readonly inventedDecisions: readonly string[]
  readonly filler: readonly string[]
}
