/**
 * The engine's words and its plain inputs and outputs.
 *
 * message     one entry of a conversation: who said what, when
 * unit        a sentence-sized span of one message, with its provenance
 * annotation  what was found in a message; depends on that message alone (and the language), so it is made once
 * item        a typed thing that was said: a fact, a decision, a preference …, with its evidence
 * selection   which units stand in the output
 * rendering   the selection as text, in one format
 * manifest    why each unit was kept, shortened, dropped or superseded
 *
 * Every value here is plain data: it survives JSON and `structuredClone`.
 */

export type Role = 'user' | 'assistant' | 'system' | 'tool'

/** A call of a tool by the assistant. `arguments` is JSON text or plain text, as it was recorded. */
export interface ToolCall {
  readonly id: string
  readonly name: string
  readonly arguments: string
}

/** One message of a conversation, in conversation order. */
export interface Message {
  readonly id: string
  readonly role: Role
  readonly content: string
  /** The speaker's name where the conversation has named speakers. */
  readonly name?: string
  /** ISO 8601. Relative dates in the message are resolved against it. */
  readonly timestamp?: string
  readonly toolCalls?: readonly ToolCall[]
  /** On a `tool` message: the call that it answers. */
  readonly toolCallId?: string
}

export type Strategy = 'aggressive' | 'balanced' | 'conservative' | 'adaptive'
export type Format = 'structured' | 'narrative' | 'bullet_points' | 'injection'
export type Encoding = 'o200k_base' | 'cl100k_base'

/** A place in a message: UTF-16 offsets, `end` exclusive. */
export interface Span {
  readonly messageId: string
  readonly start: number
  readonly end: number
}

export type ItemType =
  | 'fact'
  | 'decision'
  | 'preference'
  | 'constraint'
  | 'task'
  | 'open_issue'
  | 'next_step'
  | 'episode'
  | 'emotion'
  | 'temporal_event'

/** A typed thing that was said, with where it was said. */
export interface Item {
  /** Stable: derived from type, evidence and content. */
  readonly id: string
  readonly type: ItemType
  /** A self-contained statement in the conversation's own language. */
  readonly content: string
  /** Who said it: the speaker's name, else the role. */
  readonly speaker: string
  /** 1.0 explicit, 0.75 implied, 0.5 assumed. */
  readonly confidence: number
  readonly evidence: readonly Span[]
  /** ISO 8601 time of the message that said it, where known. */
  readonly saidAt?: string
  /** ISO 8601 date the statement is about, resolved against `saidAt`. */
  readonly eventDate?: string
  /** Set on a statement that a later one replaced: the id of its successor. */
  readonly supersededBy?: string
  /** For preferences and emotions: what kind. */
  readonly category?: string
}

/** Where the conversation stands at its end. */
export interface CurrentState {
  /** `completed` only when completion was said. */
  readonly status: 'in_progress' | 'completed' | 'blocked' | 'waiting'
  readonly topic: string | null
  /** The newest user request, as it was said. */
  readonly lastUserRequest: string | null
  /** Whether the assistant has answered it or still has to; null where nothing was asked, and among people. */
  readonly lastRequestStatus: 'open' | 'answered' | null
  readonly openIssues: readonly string[]
  readonly nextSteps: readonly string[]
  /** Named values now in force, e.g. `departure date` → `14 March`. */
  readonly values: Readonly<Record<string, string>>
}

/** What a unit is made of. `code` is written by a person or a model, `output` was printed by a program. */
export type UnitKind = 'prose' | 'list' | 'code' | 'output' | 'aside'

/** What a unit does in the conversation, by its wording alone. */
export type SpeechAct =
  | 'statement'
  | 'question'
  | 'request'
  | 'proposal'
  | 'acceptance'
  | 'refusal'
  | 'commitment'
  | 'correction'
  | 'filler'

/** What a unit expresses beyond its act; several may hold at once. */
export type Stance =
  | 'rule'
  /** Part of the policy of a message of the system, by a heading such as "Policy" or by what stands around it. */
  | 'policy'
  | 'preference'
  | 'decision'
  | 'emotion'
  | 'completion'
  | 'problem'
  | 'plan'
  | 'hypothetical'
  | 'quoted'

/** A sentence-sized span of one message and what was found in it. Offsets are UTF-16, `end` exclusive. */
export interface UnitAnnotation {
  readonly start: number
  readonly end: number
  readonly kind: UnitKind
  readonly act: SpeechAct
  readonly stances: readonly Stance[]
  /** Tokens (o200k_base) of the span. */
  readonly tokenCount: number
  /** Distinct content terms in order of appearance: stems, numbers, identifiers. */
  readonly terms: readonly string[]
  /** Kinds of wording found: tenses, modals, negation, praise … (`WordingCue` and a few forms), for salience. */
  readonly wording: readonly string[]
  /** Words that look like names: capitalised, not because they open a sentence. */
  readonly names: readonly string[]
  /** Numbers, amounts, clock times, as written. */
  readonly numbers: readonly string[]
  /** Paths, URLs, flags, code names, as written. */
  readonly identifiers: readonly string[]
  /** Words of the span, stop words included. */
  readonly wordCount: number
  /** The unit speaks of its own speaker. */
  readonly firstPerson: boolean
  /** The unit in fewer words with the same meaning; absent where nothing could go. */
  readonly shortened?: string | undefined
  /** Tokens of `shortened`, estimated: what is deleted are words of one token. Texts are counted anew when rendered. */
  readonly shortenedTokenCount?: number | undefined
  /** Tokens by which the unit competes, where `shortened` left encoded data out; else those of its form. */
  readonly price?: number | undefined
  /** ISO 8601 date that a relative or absolute date in the unit stands for. */
  readonly eventDate?: string | undefined
  /**
   * Tokens (o200k_base) of a blank and what stands of the unit in a dense line, exact, so that lines need not be counted; absent
   * where that is not sure, or where the message has not been read.
   */
  readonly lineTokens?: number | undefined
  /** What of a record of data is told in some conversations only: see `membersOf` (link/members.ts). */
  readonly members?: readonly number[] | undefined
  /** Set on a unit that a digest carries: what was known of it when its message was at hand. */
  readonly sealed?: SealedUnit | undefined
  /** How the unit is told as an item; absent where it is none, or where the message has not been read for items. */
  readonly item?: ItemReading | undefined
  /** The day that it names, where it is no item: what others agree to may be one. */
  readonly namedDay?: NamedDay | undefined
  /** It may state a value that is in force ("the deadline is 14 March"). */
  readonly statesValue?: true | undefined
  /** Bits of `HINT` (unit-flags.ts): what else a run has to read it for; absent for nothing, and for anything where the message has not been read. */
  readonly hints?: number | undefined
  /** Bits of `LOOK` (unit-looks.ts): which patterns of a run its text has to be held against; absent as `hints` are. */
  readonly looks?: number | undefined
}

/** A day that a unit names. */
export interface NamedDay {
  /** `YYYY-MM-DD`. */
  readonly day: string
  /** It was said relative to the message's time ("yesterday"). */
  readonly isRelative: boolean
}

/** What a digest keeps of a unit beside its annotation. */
export interface SealedUnit {
  /** The unit's text as it stands in its message. */
  readonly text: string
  /** Its log-salience among the messages of its range. */
  readonly weight: number
  /** What it was told as. Absent: nothing of its own. */
  readonly type?: ItemType
  /** The unit after it was left out. */
  readonly isCutOff?: true
}

/** An item as its own message tells it. An answer is read anew with its question, when the conversation is known. */
export interface ItemReading {
  /**
   * Its type between a user and an assistant and, where the speaker has a name, among named people and in a chronicle of
   * theirs; null for none.
   */
  readonly types: readonly (ItemType | null)[]
  /** The statement without the speaker's label; absent where it is the unit's own text. */
  readonly said?: string
  /** Offsets in the message, start and end of each span in turn; absent where the unit is all there is. */
  readonly evidence?: readonly number[]
  /** As a rule of the system, told with more than its own text: the words, and offsets as of `evidence`. */
  readonly rule?: { readonly said: string; readonly evidence: readonly number[] }
  /** `YYYY-MM-DD` that the unit names. */
  readonly day?: string
  /** `day` was said relative to the message's time ("yesterday"). */
  readonly isRelativeDay?: true
  /** What its words tell of it as a fact of a chat: log-odds in hundredths of two people and of a group, and bits. */
  readonly ofChat?: readonly [number, number, number]
}

/**
 * What was found in one message. It depends on that message (and the language) alone, so it is made once,
 * stored beside the message as JSON, and handed to `compactAnnotated`.
 */
export interface MessageAnnotation {
  /** Changes when annotations made by older code must be made anew. */
  readonly revision: number
  readonly language: string
  /** Tokens (o200k_base) of the content. */
  readonly tokenCount: number
  /** Most of the message was printed by a program or is a tool's answer. */
  readonly isToolOutput: boolean
  /** The units were read for items and values: those without are none. */
  readonly isRead?: true
  /** Of a user's short message that was read: its sentences may tell one matter together. */
  readonly mayTellWhole?: true
  /** Of a system message: its own language, whatever the talk's is. */
  readonly promptLanguage?: string
  readonly units: readonly UnitAnnotation[]
  /** Set in a digest where some of the message's units were left out. */
  readonly isPartial?: true
}

/**
 * What a line of a text of ours is: an item, of which types where a mark says so, or talk that is none; `agreed` what was asked for and
 * agreed on, `done` what was carried out as well.
 */
export type ToldAs = readonly ItemType[] | 'item' | 'talk' | 'agreed' | 'done'

/** A message with its annotation. */
export interface AnnotatedMessage {
  /** Place of the message in its conversation, the first being 1. Default: its place among the messages given. */
  readonly sequence?: number
  readonly message: Message
  readonly annotation: MessageAnnotation
  /** Part of a message that holds a text of ours: its units are some of the message's, said by whom the text names. */
  readonly isRecalled?: true
  /** What it recalls is a line of a task, in phrases of nobody. */
  readonly isTaskLine?: true
  /** What the layout of that text tells of it; absent where the text has no such layout. */
  readonly tells?: ToldAs
  /** The content of that message as it came, where subjects that it leaves out were put in, and where. */
  readonly recalledFrom?: {
    readonly content: string
    readonly inserted: readonly (readonly [at: number, length: number])[]
  }
}

export interface AnnotationContext {
  /** BCP 47 primary tag. Default: detected from the message, `en` where it is too short to tell. */
  readonly language?: string
}

export interface CompactOptions {
  /** Default `adaptive`. */
  readonly strategy?: Strategy
  /** A hard ceiling in tokens, headings included. Outranks the strategy's own ratio. */
  readonly targetTokens?: number
  /** The format of `text`. Default `structured`. */
  readonly format?: Format
  /** Further formats to render from the same selection, each under the same ceiling. */
  readonly alsoRender?: readonly Format[]
  /** Default `o200k_base`. */
  readonly encoding?: Encoding
  /** Ids of messages that must be kept word for word. */
  readonly pinnedMessageIds?: readonly string[]
  /** Return the manifest (one entry for each unit). Default false: only its totals. */
  readonly explain?: boolean
}

export interface Rendering {
  readonly format: Format
  readonly text: string
  readonly tokenCount: number
}

/** What a text has lost or added, measured against the messages. */
export interface Validation {
  /** 0 to 1: coverage by type × faithfulness. */
  readonly score: number
  /** `score` reached 0.7. */
  readonly passed: boolean
  /**
   * 0 to 1 by item type; a type that the conversation does not have is absent. `constraint` is of rules that were told in the talk: what a
   * system's message lays down as its policy is sent with every request, so it counts as `episode` and says nothing of whether the text holds it.
   */
  readonly coverage: Readonly<Partial<Record<ItemType, number>>>
  /** 0 to 1: the share of numbers, names, dates, quotes and identifiers that the messages contain. */
  readonly faithfulness: number
  /** What is in the messages and not in the text, most important first, at most 50. */
  readonly missing: readonly MissingItem[]
  /** What is in the text and not in the messages. */
  readonly unsupported: readonly string[]
}

export interface MissingItem {
  readonly type: ItemType
  readonly content: string
  readonly evidence: readonly Span[]
}

export type Fate = 'kept' | 'shortened' | 'dropped' | 'superseded'

/** What became of one unit, and why. */
export interface ManifestEntry {
  readonly span: Span
  /** `m12`: its message is the twelfth of the conversation. By this the whole message is found again. */
  readonly handle: string
  readonly text: string
  readonly fate: Fate
  /** One clause for a person. */
  readonly reason: string
  /** What it was chosen by: the higher, the sooner. */
  readonly score: number
  /** The named parts whose sum is `score`. */
  readonly scoreParts: Readonly<Record<string, number>>
  /** The text that stands in the output, where it was shortened. */
  readonly shortened?: string
  /**
   * Where what replaced it, says it again, or gives a value in it anew was said. Always there where `fate` is `superseded`; on a kept unit it
   * tells that a value in it does not hold.
   */
  readonly successor?: Span
}

export interface ManifestTotals {
  readonly units: number
  readonly kept: number
  readonly shortened: number
  readonly dropped: number
  readonly superseded: number
}

export interface CompactionResult {
  /** The rendering in `options.format`. Never over the ceiling. */
  readonly text: string
  readonly tokenCount: number
  readonly renderings: Readonly<Partial<Record<Format, Rendering>>>
  readonly originalTokenCount: number
  /** `tokenCount / originalTokenCount`; 1 for an empty conversation. */
  readonly compressionRatio: number
  readonly strategyRequested: Strategy
  /** What was applied; `adaptive` reports the strategy nearest to the ratio that it chose. */
  readonly strategyUsed: Strategy
  /** The ceiling that was in force. */
  readonly targetTokens: number
  readonly language: string
  /** Every typed thing that was said, kept in the text or not, most salient first. */
  readonly items: readonly Item[]
  /** The facts that stand in the text. */
  readonly facts: readonly Item[]
  readonly decisions: readonly Item[]
  readonly preferences: readonly Item[]
  readonly constraints: readonly Item[]
  /** All other types that stand in the text: tasks, open issues, next steps, episodes, emotions, temporal events. */
  readonly otherItems: readonly Item[]
  readonly currentState: CurrentState
  /** A short prose summary, from the same selection. */
  readonly summary: string
  readonly validation: Validation
  readonly qualityWarning: boolean
  readonly warnings: readonly string[]
  readonly totals: ManifestTotals
  /** Present when `options.explain` is set. */
  readonly manifest?: readonly ManifestEntry[]
}
