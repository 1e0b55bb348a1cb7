import { detectLanguage } from '../annotate/language.js'
import { type Conversation, hasFlag, textOf, type Unit } from '../conversation.js'
import { isOfLifting } from '../rules-in-force.js'
import type { Message, Span } from '../types.js'
import { FLAG } from '../unit-flags.js'
import { mayHaveFiniteVerb } from './finite-verbs.js'
import { oneLine, type Passage, sentenceOf } from './passage.js'
import { pointsAway } from './reads-alone.js'
import { bareDefiniteSubject } from './reads-alone-english.js'
import { aroundFewWords } from './rule-in-few-words.js'
import { type Statement, spanOf } from './statement.js'
import { rowWithHeads } from './table-rows.js'

/** A longer sentence of a policy, or of a user, is told by the clause that is the rule. */
const MAX_WORDS = { system: 100, user: 60 } as const
/** What stands before a rule and is told with it is at most this long. */
const MAX_WORDS_BEFORE = 60
const MAX_SENTENCES_BEFORE = 2
/** A rule of fewer content terms is told with its heading. */
const MIN_TERMS = 4
/** So many units back a heading is looked for. */
const MAX_UNITS_TO_HEADING = 60
const MAX_WORDS_OF_HEADING = 9
const MAX_WORDS_OF_LABEL = 4

/** "1. Identity.", "B. Tickets.", "Returns.", "Fees: 0.20 per item": what the sentences of a line are about. */
const LIST_MARK = /^\s*(?:(?:\d{1,3}|\p{Lu}|\([a-z\d]{1,2}\))[.)]\s+|[-*•]\s+)?/u
/** A bullet is how a list is laid out, no part of the rule; a number names it. */
const POINT_OF_LIST = /^[-*•]\s+(?=\S)/u
const LABEL = /^(?!https?:)([^.:;!?\n|]{2,48}?)\s?[:：](?=\s|$)/u
const STOPPED_LABEL = /^([^.:;!?\n|]{2,48})\.$/u
/** "Policy", "How we work": says of what follows that it holds, which its type says. */
const SAYS_NOTHING =
  /^[\s#*]*(?:(?:the|our|your|\p{L}+)\s+)?(?:role|general(?:ly)?|rules?|polic(?:y|ies)|conduct|guidelines?|instructions?|conventions?|style|notes?|constraints?|requirements?|(?:how )?(?:we|you) (?:work|do things)|what you (?:may|may not|can|can['’]?t|must) do|you (?:may|can|can['’]?t|must)(?: not)?|regeln|richtlinien|vorgaben|hinweise|règles|consignes|reglas|normas|políticas?|regras)\b[^,;]*$/iu

/** Between sentences: scripts without spaces have none. */
const JOINT: Readonly<Record<string, string>> = { zh: '', ja: '' }

/**
 * A rule as an item tells it: the whole sentence it is a clause of, under the label or heading it stands under, behind the sentence that
 * says what it points at, a row of a table with the table's heads. Every word is the speaker's own; the text keeps the rule as it stands.
 *
 * "Goodwill: up to 10 euros. Never promise it." → "Goodwill: up to 10 euros. Never promise it."
 */
export function ruleStatement(conversation: Conversation, unit: Unit): Statement {
  const { passage, ...statement } = wholeRule(conversation, unit)
  // What was lifted is told by nobody, whatever clause stands beside it.
  const isLifted = passage.units.some((one) => one !== unit && isOfLifting(conversation, one))
  return isLifted ? ruleAlone(conversation, unit) : statement
}

/** A rule in its own words alone. */
export const ruleAlone = (conversation: Conversation, unit: Unit): Statement => ({
  content: textOf(conversation, unit).replace(POINT_OF_LIST, ''),
  evidence: [spanOf(conversation, unit)],
})

interface WholeRule extends Statement {
  /** The sentence that it is a clause of. */
  readonly passage: Pick<Passage, 'units'>
}

/** A rule with what it is told by, whatever was lifted: of a system its message alone says so. */
export function wholeRule(conversation: Conversation, unit: Unit): WholeRule {
  const alone = { ...ruleAlone(conversation, unit), passage: { units: [unit] } }
  const row = rowWithHeads(contentOf(conversation, unit), unit.annotation.start)
  if (row !== undefined) return { ...alone, content: row }
  const isSystems = hasFlag(conversation, unit.index, FLAG.ofSystem)
  const passage = sentenceOfRule(conversation, unit, isSystems ? MAX_WORDS.system : MAX_WORDS.user)
  const before = isSystems
    ? placeOf(conversation, passage)
    : opensPointing(passage.text, languageOf(conversation, unit))
      ? sentencesBefore(conversation, passage, 1)
      : []
  const after = insteadOf(conversation, passage)
  if (!isSystems && before.length === 0 && after === undefined) {
    const around = aroundFewWords(conversation, passage)
    if (around !== undefined) return { ...around, evidence: alone.evidence, passage }
  }
  if (before.length === 0 && after === undefined && passage.units.length === 1) return alone
  const parts: readonly Part[] = [...before, passage, ...(after === undefined ? [] : [after])]
  const isLabelled = before[0]?.text.endsWith(':') === true
  const told = isLabelled && before.length === 1 ? passage.text.replace(LIST_MARK, '') : passage.text
  const content = [...before.map(({ text }) => text), told, ...(after === undefined ? [] : [after.text])]
  return {
    content: content.join(JOINT[languageOf(conversation, unit)] ?? ' ').replace(POINT_OF_LIST, ''),
    evidence: parts.flatMap((part) => spansOf(conversation, part)),
    passage,
  }
}

/** The whole sentence, over semicolons, with what stands in brackets at its end; the clause alone where that is too long. */
function sentenceOfRule(conversation: Conversation, unit: Unit, maxWords: number): Passage {
  const own = sentenceOf(conversation, unit, maxWords)
  if (own.isClause) return own
  let first = own.units[0] as Unit // proof: a passage has a unit
  let last = own.units.at(-1) as Unit // proof: as above
  const least = own.units[0]?.index ?? 0
  for (let before = conversation.units[first.index - 1]; before !== undefined; ) {
    if (least - before.index > MAX_CLAUSES || !goesOnInto(conversation, before, first)) break
    first = before
    before = conversation.units[first.index - 1]
  }
  for (let next = conversation.units[last.index + 1]; next !== undefined; ) {
    if (next.index - least > MAX_CLAUSES || !goesOnInto(conversation, last, next)) break
    last = next
    next = conversation.units[last.index + 1]
  }
  const units = conversation.units.slice(first.index, last.index + 1)
  const wordCount = units.reduce((sum, { annotation }) => sum + annotation.wordCount, 0)
  if (units.length === own.units.length || wordCount > maxWords) return own
  const text = contentOf(conversation, unit).slice(first.annotation.start, last.annotation.end)
  return { units, text: oneLine(text), wordCount, isClause: false }
}

/** Clauses to either side that a sentence may have: of an endless one each clause would read all. */
const MAX_CLAUSES = 20
const SENTENCE_ENDS = /[.!?…。！？:：।؟۔]["'”’»)\]*_]*$/u

function goesOnInto(conversation: Conversation, before: Unit, after: Unit): boolean {
  if (!isOfOneLine(conversation, before, after) || after.annotation.kind === 'code') return false
  return before.annotation.kind === 'aside'
    ? !SENTENCE_ENDS.test(textOf(conversation, before).replace(/\)$/, ''))
    : !SENTENCE_ENDS.test(textOf(conversation, before))
}

/** Of a label its own words: what stands behind it in the unit is another rule. */
function spansOf(conversation: Conversation, { units, text, length }: Part): Span[] {
  return units.map((one) => {
    const span = spanOf(conversation, one)
    if (length === undefined) return span
    const at = textOf(conversation, one).indexOf(text.slice(0, length))
    return at < 0 ? span : { ...span, start: span.start + at, end: span.start + at + length }
  })
}

const INSTEAD =
  /^(?:instead|rather|stattdessen|sondern|plutôt|à la place|en su lugar|em vez disso|而是|代わりに)(?!\p{L})/iu
const MAX_WORDS_AFTER = 25

/** "Don't scroll. Instead, use goto": what is to be done in its place. */
function insteadOf(conversation: Conversation, passage: Passage): Part | undefined {
  const last = passage.units.at(-1) as Unit // proof: a passage has a unit
  const next = conversation.units[last.index + 1]
  if (next === undefined || !isOfOneLine(conversation, last, next)) return undefined
  const sentence = sentenceOf(conversation, next)
  const isShort = !sentence.isClause && sentence.wordCount <= MAX_WORDS_AFTER
  return isShort && INSTEAD.test(sentence.text) ? { units: sentence.units, text: sentence.text } : undefined
}

interface Part {
  readonly units: readonly Unit[]
  /** Where only its first words are told: so many characters. */
  readonly length?: number
  readonly text: string
}

/** What a sentence of a policy is told behind: the sentence that it hangs on, or the label or heading over it. */
function placeOf(conversation: Conversation, passage: Passage): Part[] {
  const [first] = passage.units
  const isNumber = OPENS_WITH_NUMBER.test(passage.text)
  if (first === undefined || (!isNumber && labelIn(passage.text) !== undefined)) return []
  const hangs = hangsOnWhatStandsBefore(conversation, passage)
  const before = hangs ? sentencesBefore(conversation, passage, MAX_SENTENCES_BEFORE) : []
  const counts = before[0] !== undefined && OPENS_WITH_NUMBER.test(before[0].text)
  const counted = counts ? labelOfLine(conversation, before[0]?.units[0] ?? first) : undefined
  if (counted !== undefined) return [counted, ...before]
  if (before.length > 0 || !(hangs || saysLittle(conversation, passage))) return before
  const label = labelOfLine(conversation, first) ?? headingOver(conversation, first)
  return label === undefined ? [] : [label]
}

/** "The customer must …": who is served is known. */
const WHO_IS_SERVED =
  /^the (?:user|customer|client|caller|patient|student|guest|member|tenant|travell?er|passenger|holder|reader|agent|assistant)s?\b/i
const PERSONAL_PRONOUN = /\b(?:it|its|they|them|their|he|him|she|her|those|these|this)\b/i

/** "120 and more: 50 %": goes on with what the one before counts. */
const OPENS_WITH_NUMBER = /^\d[\d.,]*(?![.)]\s)\b/
/** "If that fails twice, stop". */
const THAT = /\b(?:if|when|once|unless|until|before|after) that\b/i

/** "never an exchange", "Otherwise two steps", "They never go to …", "The item is sent in": of what was said just before. */
function hangsOnWhatStandsBefore(conversation: Conversation, { text, units }: Passage): boolean {
  const [first] = units
  if (first === undefined || opensLine(conversation, first)) return false
  const language = languageOf(conversation, first)
  if (/^\p{Ll}/u.test(text) || OPENS_WITH_NUMBER.test(text)) return true
  if (language !== 'en') return pointsAway(text, language)
  if (/^(?:otherwise|instead|except|unless)\b/i.test(text)) return true
  if ((PERSONAL_PRONOUN.test(text) || THAT.test(text)) && pointsAway(text, language)) return true
  return bareDefiniteSubject(text) !== undefined && !WHO_IS_SERVED.test(text)
}

/** "Paid as voucher", "Can be cancelled": what? */
const OPENS_WITHOUT_SUBJECT =
  /^(?:(?:can|may|must|will|cannot)\b(?! (?:the|an?|you|we|i)\b)|(?:is|are) |\p{L}+(?:ed|aid)(?: (?:back|out|off))?(?: (?:as|at|in|by|on|to|for|with|only|within)\b|[,.;]))/iu
/** "(a) policy number; (b) …": of what procedure? */
const ENUMERATES = /^\(?[a1i]\)\s/

/** "Cash only at the yard" under "Payments": few words, or no verb, and no order by itself. */
function saysLittle(conversation: Conversation, { text, units }: Passage): boolean {
  if (OPENS_WITHOUT_SUBJECT.test(text) || ENUMERATES.test(text)) return true
  if (units.some(({ annotation }) => annotation.stances.includes('rule'))) return false
  const terms = units.reduce((sum, unit) => sum + unit.terms.length, 0)
  const [first] = units
  // Of the verbs of other languages nothing is known: what a line is about stands over all of it.
  if (terms < MIN_TERMS || (first !== undefined && languageOf(conversation, first) !== 'en')) return true
  return first !== undefined && languageOf(conversation, first) === 'en' && !mayHaveFiniteVerb(text)
}

/** "And they want euros, so …", "Mas isso não pode …": a rule of a user that opens with what it points at. */
const OPENS_POINTING =
  /^(?:\p{L}+,? ){0,3}(?:it|its|they|them|their|he|she|him|her|those|these)(?:['’]\p{L}+)?\b/iu
const MAX_WORDS_OF_POINTING = 12
/** "No python on that box". */
const THAT_THING = /\b(?:on|in|at|for|with|of|to|from) (?:that|those) \p{Ll}{3,}\b/iu

const opensPointing = (text: string, language: string): boolean =>
  (language === 'en'
    ? OPENS_POINTING.test(text) || THAT_THING.test(text)
    : text.split(/\s+/).length <= MAX_WORDS_OF_POINTING) && pointsAway(text, language)

/** Up to `most` sentences that stand before in the same line; as many as it takes until one hangs on nothing. */
function sentencesBefore(conversation: Conversation, passage: Passage, most: number): Part[] {
  const parts: Part[] = []
  let words = 0
  let at = passage.units[0] as Unit // proof: a passage has a unit
  for (let count = 0; count < most; count++) {
    const before = conversation.units[at.index - 1]
    if (before === undefined || !isOfOneLine(conversation, before, at)) break
    const { kind, act } = before.annotation
    if (kind === 'code' || kind === 'output' || act === 'question' || act === 'filler') break
    const sentence = sentenceOf(conversation, before)
    words += sentence.wordCount
    if (sentence.isClause || words > MAX_WORDS_BEFORE) break
    if (
      opensLine(conversation, sentence.units[0] as Unit) &&
      stoppedLabelIn(conversation, sentence.units[0] as Unit, sentence.text) !== undefined
    )
      break
    parts.unshift({ units: sentence.units, text: sentence.text })
    if (!hangsOnWhatStandsBefore(conversation, sentence)) return parts
    at = sentence.units[0] as Unit // proof: as above
  }
  // What it points at was not found: half of an explanation explains nothing.
  return hasFlag(conversation, passage.units[0]?.index ?? 0, FLAG.ofSystem) ? parts : []
}

/** What the line is about, where it says so first ("D. Delays."), else the nearest label: "Holds: at most 12. Only with a card". */
function labelOfLine(conversation: Conversation, unit: Unit): Part | undefined {
  let nearest: Part | undefined
  let isPassed = false
  for (let at = unit.index - 1; at >= Math.max(0, unit.index - MAX_UNITS_TO_HEADING); at--) {
    const before = conversation.units[at] as Unit
    if (!isOfOneLine(conversation, before, conversation.units[at + 1] as Unit)) break
    const text = oneLine(textOf(conversation, before))
    const stopped = opensLine(conversation, before) ? stoppedLabelIn(conversation, before, text) : undefined
    if (stopped !== undefined) return asLabel(stopped, before)
    const label = labelIn(text)
    // Of a label in the middle of a line nobody knows how far it goes.
    if (label !== undefined && (opensLine(conversation, before) || !isPassed))
      nearest ??= asLabel(label, before)
    isPassed ||= SENTENCE_ENDS.test(textOf(conversation, conversation.units[at - 1] ?? before))
  }
  return nearest
}

const asLabel = (label: string, unit: Unit): Part | undefined =>
  SAYS_NOTHING.test(label) ? undefined : { units: [unit], text: `${label}:`, length: label.length }

/** "Fees" of "Fees: 0.20 per day"; undefined where the text opens with no label. */
function labelIn(text: string): string | undefined {
  const label = LABEL.exec(text.replace(LIST_MARK, ''))?.[1]
  return label !== undefined && isLabel(label) ? label : undefined
}

/** "Returns." opens a line as a label where others do too, or behind a mark ("D. Delays."): "Speak plainly." alone is an order. */
function stoppedLabelIn(conversation: Conversation, unit: Unit, text: string): string | undefined {
  const bare = text.replace(LIST_MARK, '')
  const label = STOPPED_LABEL.exec(bare)?.[1]
  if (label === undefined || !isLabel(label) || NO_LABEL.test(label) || mayHaveFiniteVerb(label))
    return undefined
  return bare !== text || labelledLines(conversation, unit) >= MIN_LABELLED_LINES ? label : undefined
}

const NO_LABEL =
  /\b(?:before|after|for|with|in|at|on|by|from|per|each|every|only|no|not|all|always|never|\p{Ll}+ly|you|your)\b/iu
const LABELLED_LINE = /^(?:[^\s.]{1,3}[.)] )?\p{Lu}[^.:;!?\n|]{1,40}\.(?= \p{Lu})/gmu
const MIN_LABELLED_LINES = 3
const MAX_WORDS_OF_STOPPED = 3
const countsOfLabels = new WeakMap<Message, number>()

function labelledLines(conversation: Conversation, { messageIndex }: Unit): number {
  const message = conversation.entries[messageIndex]?.message
  if (message === undefined) return 0
  const known = countsOfLabels.get(message)
  if (known !== undefined) return known
  const labels = message.content.match(LABELLED_LINE) ?? []
  const count = labels.filter((label) => label.split(/\s+/).length <= MAX_WORDS_OF_STOPPED).length
  countsOfLabels.set(message, count)
  return count
}

const isLabel = (label: string): boolean =>
  label.split(/\s+/).length <= MAX_WORDS_OF_LABEL && /^["“«]?\p{Lu}|^[\p{Lo}]/u.test(label)

/** The last line before that is a heading: short, without a stop, of no sentence. */
function headingOver(conversation: Conversation, unit: Unit): Part | undefined {
  const least = Math.max(0, unit.index - MAX_UNITS_TO_HEADING)
  for (let at = unit.index - 1; at >= least; at--) {
    const before = conversation.units[at] as Unit
    if (before.messageIndex !== unit.messageIndex) return undefined
    if (!isHeading(conversation, before)) continue
    return asLabel(oneLine(textOf(conversation, before)).replace(/^[#*\s]+|[*:：\s]+$/g, ''), before)
  }
  return undefined
}

/** "Rules for limits and transfers" on a line of its own says what follows, and is no rule. */
export function isHeading(conversation: Conversation, unit: Unit): boolean {
  const { wordCount, kind } = unit.annotation
  if (kind !== 'prose' || wordCount > MAX_WORDS_OF_HEADING) return false
  const text = oneLine(textOf(conversation, unit))
  // A title names the whole text ("# Web shop agent").
  if (/^#\s|^\|/.test(text) || /[.!?;,…。！？]["”’)]*$/.test(text)) return false
  if (!opensLine(conversation, unit) || !closesLine(conversation, unit)) return false
  return (
    /[:：][*\s]*$/.test(text) ||
    /^#{2,6}\s|^\*\*.*\*\*$/.test(text) ||
    isOfNoSentence(conversation, unit, text)
  )
}

const isOfNoSentence = (conversation: Conversation, unit: Unit, text: string): boolean =>
  languageOf(conversation, unit) === 'en' &&
  !unit.annotation.stances.includes('rule') &&
  !mayHaveFiniteVerb(text)

const contentOf = (conversation: Conversation, { messageIndex }: Unit): string =>
  conversation.entries[messageIndex]?.message.content ?? ''

function isOfOneLine(conversation: Conversation, before: Unit, after: Unit): boolean {
  if (before.messageIndex !== after.messageIndex) return false
  return !contentOf(conversation, before).slice(before.annotation.end, after.annotation.start).includes('\n')
}

function opensLine(conversation: Conversation, unit: Unit): boolean {
  const before = conversation.units[unit.index - 1]
  return before === undefined || !isOfOneLine(conversation, before, unit)
}

function closesLine(conversation: Conversation, unit: Unit): boolean {
  const after = conversation.units[unit.index + 1]
  return after?.messageIndex === unit.messageIndex && !isOfOneLine(conversation, unit, after)
}

/** Of prompts that are carried in a digest, or read from a text of ours. */
const languagesOfPrompts = new WeakMap<Message, string>()

function languageOf(conversation: Conversation, { messageIndex }: Unit): string {
  const entry = conversation.entries[messageIndex]
  if (entry === undefined) return 'en'
  const { message, annotation } = entry
  if (message.role !== 'system') return annotation.language
  const language = annotation.promptLanguage ?? languagesOfPrompts.get(message) ?? detectLanguage([message])
  languagesOfPrompts.set(message, language)
  return language
}

/** "You serve customers of …", "You have `run_sql`", "Today is Tuesday": who the listener is, what he has, and when. Not "you may". */
const DESCRIBES =
  /^[\s\-*•]*(?:you (?:serve|assist|help|support|answer for|work (?:for|with|at)|talk to|have|can (?:look up|see|search|use))\b|(?:du hast|sie haben|tu as|vous avez|tienes|dispones|puedes (?:consultar|ver|usar)|você (?:tem|pode (?:ver|consultar))|tens)(?!\p{L})|(?:today|the date|today['’]s date|heute|hoy|hoje|nous sommes)(?: is| ist| es| é)? )/iu
/** "Tools: find_boat, book_boat": names of functions and nothing else. */
const LISTS_TOOLS =
  /^[^:：]{2,24}[:：]\s*(?:`?\p{L}+(?:[_.]\p{L}+)+`?(?:\([^)]*\))?(?:, | und | and |\.?$)){2,}/u
const NORM = /\b(?:only|never|not|no|must|always)\b|nur|nicht|kein|solo|sólo|nunca|jamais|pas\b|só\b|não/iu

/** Whether a part of a policy sets nothing: it says who the listener is, or only what the sentences after it are about. */
export function isNoNorm(conversation: Conversation, unit: Unit): boolean {
  const text = oneLine(textOf(conversation, unit))
  if (LISTS_TOOLS.test(text) || (DESCRIBES.test(text) && !NORM.test(text))) return true
  return (
    opensLine(conversation, unit) &&
    stoppedLabelIn(conversation, unit, text) !== undefined &&
    !closesLine(conversation, unit)
  )
}

/** "Rules of the house, as Wren wrote them down:": what follows is the rule. */
const ANNOUNCES =
  /^[\s#*]*(?:(?:the|our|my|some|house|general|basic|key|important)\s+){0,2}(?:rules?|polic(?:y|ies)|guidelines?)\b[^.;!?]*:[*\s]*$/i

export const announcesRules = (conversation: Conversation, unit: Unit): boolean =>
  ANNOUNCES.test(textOf(conversation, unit)) && closesLine(conversation, unit)
