import { type Conversation, hasFlag, textOf, type Unit } from '../conversation.js'
import type { Wording } from '../lexicon/types.js'
import { labelOf } from '../render/rendering.js'
import { WORDING_BIT } from '../salience/bit-features.js'
import type { Span } from '../types.js'
import { FLAG } from '../unit-flags.js'
import { headingOf, isOfNamed, lacksSubject } from './lacks-subject.js'
import { oneLine, type Passage, sentenceOf, toldPlainly } from './passage.js'
import { asksSomething } from './question-before.js'
import { isBrokenOff, names, pointsAway } from './reads-alone.js'
import {
  asksOpenly,
  bareDefiniteSubject,
  isDeictic,
  mayNamePerson,
  opensWithPerson,
} from './reads-alone-english.js'
import { type StatementCue, statementCuesIn } from './statement-cues.js'

/** A statement with the places it was taken from. */
export interface Statement {
  readonly content: string
  readonly evidence: readonly Span[]
}

/** A statement before its speaker's label. */
export interface Told extends Statement {
  /** The speaker's own words, with the sentence before where that names what is spoken of. */
  readonly said: string
  /** Those of the sentence alone. */
  readonly own: string
  /** The question that it answers, where it is only an answer. */
  readonly question: Unit | undefined
  /** The sentence before stands in it. */
  readonly hasContext: boolean
  /** Wording found in any of its clauses. */
  readonly wording: ReadonlySet<string>
  /** Statement cues of the sentence itself, whatever stands before it. */
  readonly cues: ReadonlySet<StatementCue>
}

/** An answer of at most this many terms says nothing without its question. */
const MAX_TERMS_OF_BARE_ANSWER = 4
/** Where articles and endings leave more terms, or each pair of characters is one. */
const MAX_TERMS_ELSEWHERE: Readonly<Record<string, number>> = { de: 6, fr: 6, es: 6, pt: 6, zh: 12, ja: 16 }
/** A question of fewer content terms names nothing. */
const MIN_TERMS_OF_QUESTION = 2
/** "How many dollars?": in a meeting the answer turns to something else as often as not. */
const MIN_TERMS_OF_QUESTION_IN_MEETING = 3
/** An answer of so many terms says something by itself. */
const MIN_TERMS_OF_FREE_ANSWER = 2
/** A question of more words than this is no context but a text of its own. */
const MAX_WORDS_OF_QUESTION = 30
/** A sentence before that names what is spoken of is at most this long. */
const MAX_WORDS_OF_CONTEXT = 25
const MIN_TERMS_OF_CONTEXT = 2
const LIST_MARK = /^\s*(?:\d{1,3}[.)]|[-*•])\s+/

/**
 * Writes a unit as a statement of its own: the whole sentence it stands in, who said it, the question where it is only an
 * answer to one, and the sentence before where the statement only points at what that names.
 * The words are the speaker's own, without hesitations; nothing is reworded.
 *
 * Undefined where it cannot be understood without the conversation: half of all units, found by the cheapest signs first.
 */
export function statementOf(conversation: Conversation, unit: Unit, wording: Wording): Told | undefined {
  const language = languageOf(conversation, unit)
  const passage = sentenceOf(conversation, unit)
  if (passage.isClause) return undefined
  const own = toldPlainly(passage.text, language)
  if (!isWhole(passage, own, language)) return undefined
  const before = questionAnsweredBy(conversation, unit)
  const asked = before === undefined ? '' : oneLine(textOf(conversation, before))
  const asksAway =
    before !== undefined &&
    (before.terms.length < minTermsOfQuestion(conversation) ||
      (language === 'en' ? asksOpenly(asked) : pointsAway(asked, language)))
  // "What's the price?" – "I can pay 40 euros a month": an answer that is clear itself needs no unclear question.
  const isFree = asksAway && unit.terms.length >= MIN_TERMS_OF_FREE_ANSWER && !pointsAway(own, language)
  const question = isFree ? undefined : before
  const isUnclear = question !== undefined && asksAway
  // "Which club?" – "The rowing one": a question that is clear itself tells what its answer points at.
  const isClear = question !== undefined && !isUnclear && names(asked, language)
  const isElliptic =
    question === undefined && language === 'en' && lacksSubject(own, isOfNamed(conversation, unit))
  const points = isUnclear || isElliptic || pointsAway(isClear ? `${asked}, ${own}` : own, language)
  // What is read back stands beside sentences of other turns.
  const isRecalled = conversation.entries[unit.messageIndex]?.isRecalled === true && language !== 'en'
  const mayHaveContext =
    points && question === undefined && !isRecalled && !(language === 'en' && isDeictic(own))
  const heading = question === undefined && language === 'en' ? headingFor(conversation, passage) : undefined
  const isToldByHeading = heading !== undefined && !pointsAway(own, language)
  const context = isToldByHeading
    ? heading
    : mayHaveContext
      ? contextOf(conversation, passage, language)
      : undefined
  if (points && context === undefined) return undefined
  if (context !== undefined && language === 'en' && opensWithPerson(own) && !mayNamePerson(context.text))
    return undefined
  const said = context === undefined ? own : `${context.text} ${own}`
  const speaker = speakerLabel(conversation, unit, wording)
  const units = context === undefined ? passage.units : [...context.units, ...passage.units]
  const all = question === undefined ? units : [question, ...units]
  return new ToldUnits(own, language, units, {
    said,
    question,
    hasContext: context !== undefined,
    content: question === undefined ? `${speaker}: ${said}` : `${speaker} (“${asked}”): ${said}`,
    evidence: all.map((one) => spanOf(conversation, one)),
  })
}

/** Half of all statements are no item by what they say already, and nobody asks for the wording and the cues of these. */
class ToldUnits implements Told {
  readonly said: string
  readonly question: Unit | undefined
  readonly hasContext: boolean
  readonly content: string
  readonly evidence: readonly Span[]
  #wording: ReadonlySet<string> | undefined
  #cues: ReadonlySet<StatementCue> | undefined

  constructor(
    readonly own: string,
    readonly language: string,
    readonly units: readonly Unit[],
    told: Omit<Told, 'wording' | 'cues' | 'own'>,
  ) {
    this.said = told.said
    this.question = told.question
    this.hasContext = told.hasContext
    this.content = told.content
    this.evidence = told.evidence
  }

  get wording(): ReadonlySet<string> {
    this.#wording ??= new Set(
      this.units.length === 1
        ? this.units[0]?.annotation.wording
        : this.units.flatMap((one) => one.annotation.wording),
    )
    return this.#wording
  }

  get cues(): ReadonlySet<StatementCue> {
    this.#cues ??= statementCuesIn(this.own.replace(LIST_MARK, ''), this.language)
    return this.#cues
  }
}

/** "Which day?" does not say of what; people among themselves have said so just before. */
const minTermsOfQuestion = ({ isNamed, isChronicle }: Conversation): number =>
  isNamed ? (isChronicle ? 0 : MIN_TERMS_OF_QUESTION_IN_MEETING) : MIN_TERMS_OF_QUESTION

/** A clause of a speech leaves open what it belongs to: of clauses that open like a sentence still a third read badly. */
const isWhole = ({ isClause }: Passage, text: string, language: string): boolean =>
  !isClause && !isBrokenOff(text, language)

/** The sentence before of the same message, where it tells by itself what "it" or "they" stands for. */
function contextOf(conversation: Conversation, { units }: Passage, language: string): Passage | undefined {
  const [first] = units
  const before = first === undefined ? undefined : conversation.units[first.index - 1]
  if (before === undefined || before.messageIndex !== first?.messageIndex) return undefined
  const { kind, act, wording, wordCount } = before.annotation
  if (
    kind !== 'prose' ||
    act === 'filler' ||
    wording.includes('second') ||
    wording.includes('asksMark') ||
    wordCount > MAX_WORDS_OF_CONTEXT
  )
    return undefined
  const passage = sentenceOf(conversation, before)
  const terms = passage.units.reduce((sum, unit) => sum + unit.terms.length, 0)
  if (terms < MIN_TERMS_OF_CONTEXT || passage.wordCount > MAX_WORDS_OF_CONTEXT) return undefined
  const text = toldPlainly(passage.text, language)
  if (pointsAway(text, language) || !isWhole(passage, text, language) || !names(text, language))
    return undefined
  if (language === 'en' && bareDefiniteSubject(text) !== undefined) return undefined
  return { ...passage, text: /[.!?…。！？]$/.test(text) ? text : `${text}.` }
}

function headingFor(conversation: Conversation, passage: Passage): Passage | undefined {
  const unit = headingOf(conversation, passage)
  if (unit === undefined) return undefined
  const text = oneLine(textOf(conversation, unit))
  return { units: [unit], text, wordCount: unit.annotation.wordCount, isClause: false }
}

const TWO = 2
const languageOf = (conversation: Conversation, unit: Unit): string =>
  conversation.entries[unit.messageIndex]?.annotation.language ?? 'en'

export const speakerLabel = (conversation: Conversation, unit: Unit, wording: Wording): string =>
  labelOf(conversation.speakers[unit.speaker] ?? '', wording)

/** The sentence of a unit in the speaker's own words. */
export function wordsOf(conversation: Conversation, unit: Unit): string {
  return toldPlainly(sentenceOf(conversation, unit).text, languageOf(conversation, unit))
}

export function spanOf(conversation: Conversation, unit: Unit): Span {
  const { start, end } = unit.annotation
  return { messageId: conversation.entries[unit.messageIndex]?.message.id ?? '', start, end }
}

/** The question of the message before that a short or pointing first sentence answers. */
export function questionAnsweredBy(
  conversation: Conversation,
  { index, messageIndex, speaker, terms }: Unit,
): Unit | undefined {
  const { table, units } = conversation
  if (index !== conversation.unitStarts[messageIndex] || index === 0) return undefined
  const language = conversation.entries[messageIndex]?.annotation.language ?? 'en'
  const isBare =
    terms.length <= (MAX_TERMS_ELSEWHERE[language] ?? MAX_TERMS_OF_BARE_ANSWER) ||
    (table.wording(index) & POINTING) !== 0
  if (!isBare) return undefined
  const before = units[index - 1] as Unit
  const isQuestion =
    hasFlag(conversation, before.index, FLAG.asksMark) && table.words(before.index) <= MAX_WORDS_OF_QUESTION
  // "Sorry?", "Anything else?", "What about you?" ask for nothing that an answer would need.
  const isFormula =
    hasFlag(conversation, before.index, FLAG.filler) || before.terms.length < (conversation.isNamed ? 2 : 1)
  if (before.speaker === speaker || !isQuestion || isFormula) return undefined
  // "Rust is a colour?": among several, what comes next need not answer a doubt.
  const isOfGroup = conversation.isChronicle && conversation.speakers.length > TWO
  if (isOfGroup && languageOf(conversation, before) === 'en' && !asksSomething(textOf(conversation, before)))
    return undefined
  return !conversation.isNamed && OFFERS_HELP.test(textOf(conversation, before)) ? undefined : before
}

/** "Do you need any other help?", "how else can I assist you?": asks for the next wish, whatever that is. */
export const OFFERS_HELP =
  /\b(?:any (?:other|further|more) (?:help|assistance|questions|requests?)|(?:help|assist) you (?:with|today|further)|(?:else|more) (?:can|could|may) i (?:do|help|assist)|(?:need|require|want) (?:further|more|other) (?:help|assistance)|(?:what|how) can i (?:do|help))\b/i

const POINTING = WORDING_BIT.pointing as number
