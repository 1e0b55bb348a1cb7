import { type Conversation, hasFlag, mayHaveLook, textOf, type Unit } from '../conversation.js'
import type { Wording } from '../lexicon/types.js'
import { once } from '../once.js'
import { unitsOf } from '../protect.js'
import { isRule } from '../rules-in-force.js'
import type { SpeechAct } from '../types.js'
import { FLAG } from '../unit-flags.js'
import { LOOK } from '../unit-looks.js'
import { asksForYes, isOfferOrNote, offersTimes } from './assistant-offers.js'
import { isReportOfWhat } from './assistant-reports.js'
import { oneLine, type Passage, sentenceOf, toldPlainly } from './passage.js'
import { readsAlone } from './reads-alone.js'
import { RESTATING_FORMS, type RestatingForms } from './restating-forms.js'
import { type Statement, spanOf, speakerLabel } from './statement.js'
import { statementCuesIn } from './statement-cues.js'
import { isTooLongToRead, messageBefore } from './turn-before.js'

/** What a user laid down in few words and the assistant says back whole: "make it June" – "Changed: the old sheet stays readable until 30 June." */
export interface Restatement extends Statement {
  readonly unit: Unit
  readonly isDecision: boolean
  /** Units of the user's that are said back by it: what he ordered with them is told by it. */
  readonly saidBefore: readonly Unit[]
  /** Whether they ordered something. */
  readonly isOrder: boolean
}

/** A longer message of an assistant says more than it says back. */
const MAX_UNITS_OF_MESSAGE = 8
/** Sentences of it that are looked at: what is said back opens the message. */
const MAX_SENTENCES = 3
const MIN_WORDS = 5
const MIN_TERMS = 3
/** Values of the user's that a sentence repeats which no word marks as one that says back. */
const MIN_VALUES_SAID_PLAINLY = 2

/** Leaves it open, doubts it, or says what ought to be. */
const LEAVES_OPEN = ['asksMark', 'possibility', 'obligation', 'quotes', 'restating'] as const
/** What a user says that lays something down; all else tells him something. */
const LAYS_DOWN: ReadonlySet<SpeechAct> = new Set<SpeechAct>([
  'request',
  'correction',
  'proposal',
  'acceptance',
  'refusal',
])

/**
 * Finds what an assistant says back of what its user laid down: in talk with an assistant the short order hangs on what was said before, and
 * the sentence that takes it up says what it is of. European languages.
 *
 * Cost  a count of the numbers and names of each short message of an assistant; its forms only where one of them was the user's.
 */
export function findRestatementsByAssistant(
  conversation: Conversation,
  wording: Wording,
  known: ReadonlySet<number>,
): Restatement[] {
  if (conversation.isNamed) return []
  const found: Restatement[] = []
  for (const [index, { annotation, isRecalled }] of conversation.entries.entries()) {
    const first = conversation.unitStarts[index] as number
    if (first === conversation.unitStarts[index + 1] || isRecalled === true) continue
    if (!mayHaveLook(conversation, first, LOOK.saysBack)) continue
    const forms = RESTATING_FORMS[annotation.language]
    if (forms === undefined || !mayHoldValues(conversation, index)) continue
    const before = messageBefore(conversation, index, FLAG.ofUser)
    if (before === undefined || isTooLongToRead(conversation, before)) continue
    const units = unitsOf(conversation, index)
    const restated = restatedIn(conversation, units, unitsOf(conversation, before), forms, known)
    if (restated !== undefined) found.push(told(conversation, restated, wording))
  }
  return found
}

/** Whether a message that is read by itself says something in a form that may take up what its listener laid down. */
export function maySayBack(conversation: Conversation): boolean {
  const [entry] = conversation.entries
  const forms = RESTATING_FORMS[entry?.annotation.language ?? '']
  if (forms === undefined || !mayHoldValues(conversation, 0)) return false
  const { units } = conversation
  return openingSentences(conversation, units).some(
    ({ passage, next }) => howSaidBack(conversation, passage, next, forms) !== undefined,
  )
}

/** A short message of an assistant with a name or a number. */
function mayHoldValues({ entries, unitStarts, table }: Conversation, message: number): boolean {
  const [first, end] = [unitStarts[message] as number, unitStarts[message + 1] as number]
  if (entries[message]?.message.role !== 'assistant' || end - first > MAX_UNITS_OF_MESSAGE) return false
  for (let at = first; at < end; at++) if (table.names(at) + table.numbers(at) > 0) return true
  return false
}

interface Opening {
  readonly passage: Passage
  /** The unit behind it. */
  readonly next: Unit | undefined
}

/** The sentences of a message in which something may be said back. */
function openingSentences(conversation: Conversation, units: readonly Unit[]): readonly Opening[] {
  const found: Opening[] = []
  for (let at = 0; found.length < MAX_SENTENCES && at < units.length; ) {
    const passage = sentenceOf(conversation, units[at] as Unit)
    at += Math.max(1, passage.units.length)
    found.push({ passage, next: units[at] })
  }
  return found
}

interface Restated {
  readonly passage: Passage
  readonly said: string
  readonly isDecision: boolean
  readonly isOrder: boolean
  readonly saidBefore: readonly Unit[]
}

function restatedIn(
  conversation: Conversation,
  units: readonly Unit[],
  user: readonly Unit[],
  forms: RestatingForms,
  known: ReadonlySet<number>,
): Restated | undefined {
  const laidDown = user.filter(({ index }) => !hasFlag(conversation, index, FLAG.asksMark))
  const given = new Set(laidDown.filter((unit) => !isRule(conversation, unit)).flatMap(valuesOf))
  if (given.size === 0) return undefined
  const terms = once(() => new Set(user.flatMap((unit) => unit.annotation.terms)))
  const isOrdered = laidDown.some(
    ({ annotation: { act, stances } }) => LAYS_DOWN.has(act) || stances.includes('decision'),
  )
  const asks = laidDown.some(({ annotation: { act } }) => act === 'request')
  for (const [sentence, { passage, next }] of openingSentences(conversation, units).entries()) {
    const values = new Set(passage.units.flatMap(valuesOf).filter((value) => given.has(value)))
    const shared = values.size
    if (shared === 0) continue
    const addsWords = passage.units.some(({ annotation }) =>
      annotation.terms.some((term) => !terms().has(term)),
    )
    if (!addsWords || passage.units.some(({ index }) => known.has(index))) continue
    const how = howSaidBack(conversation, passage, next, forms)
    if (how === undefined) continue
    const isPlain = how.form === 'plain'
    if (isPlain && (shared < MIN_VALUES_SAID_PLAINLY || sentence > 0)) continue
    const isDecision =
      how.form === 'done' || (isPlain ? asks && SAYS_DONE.test(how.said) : how.form !== 'noted' && isOrdered)
    const saidBefore = laidDown.filter((unit) => valuesOf(unit).some((value) => values.has(value)))
    return { passage, said: how.said, isDecision, isOrder: isDecision || (isPlain && asks), saidBefore }
  }
  return undefined
}

interface SaidBack {
  /** In plain words. */
  readonly said: string
  readonly form: keyof RestatingForms | 'plain'
}

/** "Your scan is booked for Friday": what was made of what was asked; "your fare is not refundable" only tells. */
const SAYS_DONE =
  /\b(?:is|are|has been|have been) (?:now )?(?:(?:re)?(?:booked|moved|changed|cancell?ed|ordered|reserved|scheduled|switched|extended|redirected|added|removed|paid|renewed|swapped|sent|set|put)|back)\b/iu

/** "Subject: pickup on Wednesdays": of a letter that it drafts. */
const HEADS_A_LETTER = /^(?:subject|re|title|betreff|objet|asunto|assunto)\s?:/i
const OPENERS = ['done', 'sums', 'noted'] as const

/** How the sentence says back whole what now holds, if it may. */
function howSaidBack(
  conversation: Conversation,
  passage: Passage,
  next: Unit | undefined,
  forms: RestatingForms,
): SaidBack | undefined {
  const { units, wordCount, isClause } = passage
  const language = conversation.entries[units[0]?.messageIndex ?? 0]?.annotation.language ?? 'en'
  if (isClause || wordCount < MIN_WORDS || units.flatMap(({ terms }) => terms).length < MIN_TERMS)
    return undefined
  if (units.some((unit) => isLeftOpen(conversation, unit))) return undefined
  if (next !== undefined && asksForYes(textOf(conversation, next))) return undefined
  const written = oneLine(passage.text)
  const said = toldPlainly(written, language)
  const opener = OPENERS.find((one) => forms[one].test(written))
  const body = opener === undefined ? said : said.replace(forms[opener], '')
  if (offersTimes(body) || statementCuesIn(body, language).has('condition')) return undefined
  if (!readsAlone(body, language)) return undefined
  if (opener !== undefined) return { said, form: opener }
  if (HEADS_A_LETTER.test(said)) return undefined
  if (forms.isNow.test(said)) return { said, form: 'isNow' }
  if (isOfferOrNote(said)) return undefined
  return language === 'en' && !isReportOfWhat(said, passage.text) ? { said, form: 'plain' } : undefined
}

function isLeftOpen(conversation: Conversation, { index, annotation }: Unit): boolean {
  const { act, kind, wording, stances } = annotation
  if (kind !== 'prose' || hasFlag(conversation, index, FLAG.asksMark)) return true
  if (act === 'question' || act === 'proposal' || act === 'refusal') return true
  return stances.includes('hypothetical') || LEAVES_OPEN.some((one) => wording.includes(one))
}

function told(
  conversation: Conversation,
  { passage, said, isDecision, isOrder, saidBefore }: Restated,
  wording: Wording,
): Restatement {
  const unit = passage.units[0] as Unit
  return {
    unit,
    isDecision,
    isOrder,
    saidBefore,
    content: `${speakerLabel(conversation, unit, wording)}: ${said}`,
    evidence: passage.units.map((one) => spanOf(conversation, one)),
  }
}

/** Its figures, without their signs and endings ("€120", "the 9th"), and its names. */
function valuesOf({ annotation: { names, terms } }: Unit): readonly string[] {
  const values = [...names]
  for (const term of terms) {
    const figure = FIGURE.exec(term)
    if (figure !== null) values.push(figure[0])
  }
  return values
}
const FIGURE = /\d+(?:[.,:]\d+)*/
