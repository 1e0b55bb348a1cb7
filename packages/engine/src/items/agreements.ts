import { type Conversation, hasFlag, textOf, type Unit } from '../conversation.js'
import type { Wording } from '../lexicon/types.js'
import { unitsOf } from '../protect.js'
import { FLAG } from '../unit-flags.js'
import { decidesNothing } from './decides-nothing.js'
import { oneLine, toldPlainly } from './passage.js'
import { readsAlone } from './reads-alone.js'
import type { Statement } from './statement.js'
import { spanOf, speakerLabel } from './statement.js'
import { statementCuesIn } from './statement-cues.js'

/** Something that one proposed or asked to have confirmed and another accepted in the next message. */
export interface Agreement extends Statement {
  readonly proposal: Unit
  readonly acceptance: Unit
  /** What was proposed, without its speaker. */
  readonly proposed: string
  /** What was said to it, without its speaker: the yes, and the limit that was set with it. */
  readonly answer: string
  /** Sentences in which who agreed set a limit in the same breath, so that what was proposed does not hold as it stands. */
  readonly limits: readonly Unit[]
}

/** Found once for each conversation: its items and its values are read from them. */
const known = new WeakMap<Conversation, readonly Agreement[]>()

/** A proposal with fewer content terms ("Shall we?") settles nothing that could be told. */
const MIN_TERMS_OF_PROPOSAL = 3
/** A proposal that names nothing has at least this many content terms. */
const MIN_TERMS_WITHOUT_NAME = 4
/** Sentences of the message before that are looked at, from its end. */
const MAX_UNITS_OF_PROPOSAL = 4
const MAX_WORDS_OF_PROPOSAL = 60

/**
 * Finds decisions that no single message states: "Shall I book the early train?" – "Yes, please."
 *
 * The acceptance has to open the very next message of another speaker, and must not be taken back in the same breath
 * ("Yes, but …" is no agreement). Shapes: in conversation order. Cost: linear in the units.
 */
export function findAgreements(conversation: Conversation, wording: Wording): readonly Agreement[] {
  const before = known.get(conversation)
  if (before !== undefined) return before
  const found = agreementsIn(conversation, wording)
  known.set(conversation, found)
  return found
}

function agreementsIn(conversation: Conversation, wording: Wording): Agreement[] {
  const found: Agreement[] = []
  for (let index = 1; index < conversation.entries.length; index++) {
    if (!mayAccept(conversation, index)) continue
    const acceptance = acceptanceIn(conversation, index)
    if (acceptance === undefined) continue
    const units = proposalBefore(conversation, index)
    const [proposal] = units
    if (proposal === undefined) continue
    const proposed = proposalText(conversation, units)
    if (!standsAlone(conversation, proposal, proposed)) continue
    if (languageOf(conversation, proposal) === 'en' && decidesNothing(proposed)) continue
    const asked = `${speakerLabel(conversation, proposal, wording)}: ${proposed}`
    const limits = limitsOf(conversation, acceptance)
    const answer = [acceptance, ...limits].map((unit) => oneLine(textOf(conversation, unit))).join(' ')
    const agreed = `${speakerLabel(conversation, acceptance, wording)}: ${answer}`
    found.push({
      proposal,
      acceptance,
      proposed,
      answer,
      limits,
      content: `${asked} → ${agreed}`,
      evidence: [...units, acceptance, ...limits].map((unit) => spanOf(conversation, unit)),
    })
  }
  return found
}

const languageOf = ({ entries }: Conversation, { messageIndex }: Unit): string =>
  entries[messageIndex]?.annotation.language ?? 'en'

/** Whether one of the first two sentences of a message has a word that can agree. */
function mayAccept(conversation: Conversation, index: number): boolean {
  const { unitStarts } = conversation
  const first = unitStarts[index] as number
  const end = Math.min(first + 2, unitStarts[index + 1] as number)
  for (let at = first; at < end; at++) if (hasFlag(conversation, at, FLAG.mayAccept)) return true
  return false
}

/** The sentence that agrees: the first of the message, or the second after a "thank you". */
function acceptanceIn(conversation: Conversation, index: number): Unit | undefined {
  const units = unitsOf(conversation, index)
  const before = conversation.units[(units[0]?.index ?? 0) - 1]
  if (before === undefined || before.speaker === units[0]?.speaker) return undefined
  const unit = units.slice(0, 2).find((one, at) => accepts(conversation, one) || (at === 0 && !isThanks(one)))
  if (unit === undefined || !accepts(conversation, unit)) return undefined
  const isTakenBack = units.some(({ annotation: { act } }) => act === 'correction' || act === 'refusal')
  return isTakenBack ? undefined : unit
}

/** "Not on Mondays", "only until June", "but without the wine": opens a limit. */
const OPENS_LIMIT =
  /^(?:but|not|only|except|just not|aber|nur|nicht|außer|mais|seulement|pas|sauf|pero|solo|sólo|salvo|mas|só|exceto|menos)(?!\p{L})|^(?:但|不过|不過|只是|ただし|でも|ただ)/iu
/** Of a message that agrees, units after the first that may limit it, and words of these. */
const MAX_LIMITS = 4
const MAX_WORDS_OF_LIMITED = 40

/** What follows an agreement in its message from the sentence on that limits it: "Agreed. Not on the NAS though. Use the box." */
function limitsOf(conversation: Conversation, acceptance: Unit): readonly Unit[] {
  const after = unitsOf(conversation, acceptance.messageIndex).filter(({ index }) => index > acceptance.index)
  const words = after.reduce((sum, { annotation }) => sum + annotation.wordCount, 0)
  const [next] = after
  if (next === undefined || words > MAX_WORDS_OF_LIMITED || after.length > MAX_LIMITS) return []
  const isSaid = after.every(
    ({ annotation: { kind, wording } }) => kind === 'prose' && !wording.includes('asksMark'),
  )
  return isSaid && OPENS_LIMIT.test(textOf(conversation, next)) ? after : []
}

const isThanks = ({ annotation, terms }: Unit): boolean =>
  terms.length === 0 && annotation.wordCount <= 3 && annotation.wording.includes('courtesy')

function accepts(conversation: Conversation, unit: Unit): boolean {
  const { act, wording, kind } = unit.annotation
  if (kind === 'code' || kind === 'output' || wording.includes('asksMark')) return false
  if (wording.includes('reservation')) return false
  if (act === 'acceptance' || wording.includes('agrees')) return true
  // Among people "great" and "right" only keep the talk going.
  return !conversation.isNamed && wording.includes('assent')
}

/**
 * The last sentences of the message before, where they propose or ask for a yes: the one that opens the proposal and what
 * follows it, without a closing "is that right?".
 */
function proposalBefore(conversation: Conversation, index: number): readonly Unit[] {
  const all = spokenBefore(conversation, index)
  const last = all.findLastIndex(saysWhat)
  const isClosed = all.slice(last + 1).every((unit) => !saysWhat(unit))
  if (last < 0 || !isClosed || all.length - last > MAX_UNITS_OF_PROPOSAL) return []
  let words = 0
  for (let at = last; at >= Math.max(0, last - MAX_UNITS_OF_PROPOSAL); at--) {
    const unit = all[at] as Unit
    words += unit.annotation.wordCount
    if (words > MAX_WORDS_OF_PROPOSAL || unit.annotation.wording.includes('asking')) return []
    if (isProposal(conversation, unit)) return fromContent(all.slice(at, last + 1))
    // An order to confirm what was said before belongs to it; among people each sentence is on its own.
    if (conversation.isNamed) return []
  }
  return []
}

/** "set_entry(row: 25)": as texts of ours tell a call. */
const CALL = /^\w{2,60}\(.*\)$/s

/** What the message before says, without a call that stands behind it; in a text of ours that call is a line of its own. */
function spokenBefore(conversation: Conversation, index: number): readonly Unit[] {
  const { entries } = conversation
  for (let at = index - 1; at >= 0; at--) {
    const isRecalled = entries[at]?.isRecalled === true
    const spoken = unitsOf(conversation, at).filter(
      (unit) =>
        unit.annotation.kind !== 'code' &&
        unit.annotation.kind !== 'output' &&
        !(isRecalled && CALL.test(textOf(conversation, unit))),
    )
    const isOnlyCall = spoken.length === 0 && isRecalled
    if (!isOnlyCall || entries[at - 1]?.message.role !== entries[at]?.message.role) return spoken
  }
  return []
}

/** "Shall we meet on Friday?" says what with two terms, since one of them is a day. */
function saysWhat({ terms, annotation: { names, numbers, wording } }: Unit): boolean {
  if (terms.length >= MIN_TERMS_OF_PROPOSAL) return true
  const isDefinite = names.length + numbers.length > 0 || wording.includes('time')
  return isDefinite && terms.length >= MIN_TERMS_OF_PROPOSAL - 1
}

/** "Please confirm the following:" announces the sentence after it. */
function fromContent(units: readonly Unit[]): readonly Unit[] {
  const first = units.findIndex(({ annotation: { names, numbers, wording } }) => {
    return names.length + numbers.length > 0 || wording.includes('time')
  })
  return first <= 0 ? units : units.slice(first)
}

/** "Please confirm the following: …", "…, is that okay?": around what is proposed. */
const LEAD_IN =
  /^(?:[^:.?!]{0,60}\b(?:confirm\w*|following|details)\b[^:.?!]{0,40}:(?!\d)|ok(?:ay)?[, ]+so\b|so,?)\s*/i
const TAG =
  /[,.]?\s*(?:is (?:that|this|it)|does (?:that|this))?\s*(?:ok|okay|right|correct|fine|alright|yes|work(?: for you)?)\s*\?$/i

function proposalText(conversation: Conversation, units: readonly Unit[]): string {
  const [first] = units
  const content = conversation.entries[first?.messageIndex ?? 0]?.message.content ?? ''
  const text = oneLine(content.slice(first?.annotation.start ?? 0, units.at(-1)?.annotation.end ?? 0))
  return first === undefined ? text : toldPlainly(text, languageOf(conversation, first))
}

/** "Red or blue?" – "Yes" leaves open which. */
function standsAlone(conversation: Conversation, unit: Unit, text: string): boolean {
  const language = languageOf(conversation, unit)
  const body = text.replace(TAG, '').replace(LEAD_IN, '')
  if (/[?？]$/.test(text) && statementCuesIn(body, language).has('alternative')) return false
  return readsAlone(body, language)
}

/** "¿Pintamos?", "塗りませんか", "on peint ?": speaks of both by its verb, where no pronoun has to be said. */
const OF_BOTH: Readonly<Record<string, RegExp>> = {
  fr: /(?<!\p{L})on \p{L}/iu,
  es: /(?<!\p{L})\p{L}{2,}[aei]mos(?!\p{L})/iu,
  pt: /(?<!\p{L})\p{L}{2,}[aei]mos(?!\p{L})/iu,
  zh: /要不要|不如|咱们|咱們/u,
  ja: /ましょう|ませんか/u,
}

const isOfBoth = (conversation: Conversation, unit: Unit): boolean =>
  OF_BOTH[languageOf(conversation, unit)]?.test(textOf(conversation, unit)) === true

/**
 * Asks for a yes: "Shall we …?", "Do you want me to …?", "So you want two seats." A question with "what" or "when" asks
 * for more; what a user asks an assistant to do is a task; among named people only what speaks of both is settled by a
 * yes, not "we could" nor an invitation to speak.
 */
function isProposal(conversation: Conversation, unit: Unit): boolean {
  const { act, wording, stances, names, numbers, identifiers, firstPerson } = unit.annotation
  if (wording.includes('asking') || stances.includes('hypothetical')) return false
  const namesSomething = names.length + numbers.length + identifiers.length > 0 || wording.includes('time')
  if (conversation.isNamed)
    return (
      act === 'proposal' &&
      (firstPerson || isOfBoth(conversation, unit)) &&
      !wording.includes('possibility') &&
      namesSomething
    )
  // "· hall, for 40 people on Friday" and a yes: the phrases of a task have the form of no proposal any more.
  if (conversation.entries[unit.messageIndex]?.isTaskLine === true) return namesSomething
  const isOfUser = conversation.entries[unit.messageIndex]?.message.role === 'user'
  if (isOfUser) return act === 'proposal' && (namesSomething || unit.terms.length >= MIN_TERMS_WITHOUT_NAME)
  const asksBack = wording.includes('asksMark')
  const isOffer = asksBack && firstPerson && (act === 'request' || wording.includes('second'))
  const isPlain = act !== 'proposal' && !wording.includes('confirming') && !isOffer
  if (isPlain && (wording.includes('negation') || !namesSomething || !wording.includes('restating')))
    return false
  return namesSomething || wording.includes('confirming') || unit.terms.length >= MIN_TERMS_WITHOUT_NAME
}
