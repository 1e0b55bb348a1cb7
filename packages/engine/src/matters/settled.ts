import { type Conversation, hasFlag, textOf, type Unit } from '../conversation.js'
import { type Agreement, findAgreements } from '../items/agreements.js'
import { asksForYes } from '../items/assistant-offers.js'
import { fellThrough } from '../items/fell-through.js'
import { takesUpOffer } from '../items/taken-from-offer.js'
import type { Wording } from '../lexicon/types.js'
import { FLAG } from '../unit-flags.js'
import { type Matter, reportsDone } from './matters.js'
import { isLookUp, isWish } from './wishes.js'

/** What was settled in a matter: what the assistant put up, and the yes of the user. */
export interface Settlement {
  readonly offer: readonly Unit[]
  readonly acceptance: Unit
  /** What was put up to be confirmed. */
  readonly agreement: Agreement | undefined
  /** It was confirmed, or taken and then reported as done; else it was only taken. */
  readonly isFinal: boolean
  /** It was put up for a yes. */
  readonly isPutUp: boolean
}

/**
 * The last thing that was settled in a matter: confirmed and not fallen through, or an offer that was taken and after which no other was made.
 */
export function settlementOf(
  conversation: Conversation,
  matter: Matter,
  wording: Wording,
): Settlement | undefined {
  const own = new Set(matter.units.map(({ index }) => index))
  const agreements = findAgreements(conversation, wording).filter(
    ({ proposal }) => own.has(proposal.index) && hasFlag(conversation, proposal.index, FLAG.ofAssistant),
  )
  const last = agreements.at(-1)
  const taken = takenIn(conversation, matter)
  const isFinal = taken !== undefined && (taken.isPutUp || isDoneAfter(matter, taken.acceptance))
  if (last === undefined) return taken && { ...taken, isFinal }
  if (fellThrough(conversation, last)) {
    const isAfter = taken !== undefined && taken.acceptance.index > last.acceptance.index
    return isAfter ? { ...taken, isFinal } : undefined
  }
  const isSame = taken?.offer.some(({ messageIndex }) => messageIndex === last.proposal.messageIndex) === true
  const isLater =
    taken !== undefined &&
    !isSame &&
    taken.acceptance.index > last.acceptance.index &&
    !isDoneAfter(matter, last.acceptance)
  if (isLater) return { ...taken, isFinal }
  const { proposal, acceptance } = last
  const offer = matter.units.filter(
    ({ index, messageIndex }) => messageIndex === proposal.messageIndex && index >= proposal.index,
  )
  return { offer, acceptance, agreement: last, isFinal: true, isPutUp: true }
}

const isDoneAfter = ({ units }: Matter, { index }: Unit): boolean =>
  units.some((unit) => unit.index > index && reportsDone(unit))

/** The offer or the question that a user last took or said yes to, where nothing else was brought after it. */
function takenIn(conversation: Conversation, { units }: Matter): Settlement | undefined {
  let offer: readonly Unit[] = []
  let asked: readonly Unit[] = []
  let found: Settlement | undefined
  let isAboutIt = false
  for (const [message, own] of byMessage(units)) {
    if (conversation.entries[message]?.message.role === 'assistant') {
      asked = own
      // "Ordered. They arrive on Friday": what came of it.
      const brings = !isAboutIt && !own.some(reportsDone) && own.some((unit) => offers(conversation, unit))
      if (brings) offer = own.filter((unit) => isOfOffer(conversation, unit))
      // "At 10:45 then": what was brought before is not what a yes is about.
      else if (!isAboutIt && own.some(isValued)) offer = own.filter((unit) => saysWhat(conversation, unit))
      if (brings || putsUp(conversation, own)) found = undefined
      continue
    }
    isAboutIt = asksAbout(conversation, own)
    found = confirmedBy(conversation, asked, own) ?? found ?? takenBy(conversation, offer, own)
  }
  return found
}

/** The yes to what the message before put up, and says; none where that could not be done then. */
function confirmedBy(
  conversation: Conversation,
  asked: readonly Unit[],
  own: readonly Unit[],
): Settlement | undefined {
  const acceptance = own.slice(0, 2).find((unit) => !isThanks(unit))
  if (acceptance === undefined || !agrees(conversation, acceptance)) return undefined
  if (!putsUp(conversation, asked) && !SAYS_SO.test(textOf(conversation, acceptance))) return undefined
  const saying = asked.filter((unit) => saysWhat(conversation, unit))
  const valued = saying.filter(isValued)
  const offer = valued.length > 0 ? valued : saying
  const settlement = { offer, acceptance, agreement: undefined, isFinal: false, isPutUp: true }
  return offer.length === 0 || fellThrough(conversation, settlement) ? undefined : settlement
}

function takenBy(
  conversation: Conversation,
  offer: readonly Unit[],
  own: readonly Unit[],
): Settlement | undefined {
  const acceptance = own.find((unit) => takes(conversation, unit, offer))
  return acceptance === undefined || offer.length === 0
    ? undefined
    : { offer, acceptance, agreement: undefined, isFinal: false, isPutUp: false }
}

/** "That's correct": answers what was put up, however that was worded. */
const SAYS_SO = /\b(?:correct|(?:that['’]?s|that is|exactly|you(?:['’]ve| have)? got (?:it|that)) right)\b/i

const isThanks = ({ annotation: { wording, terms } }: Unit): boolean =>
  wording.includes('courtesy') &&
  terms.length === 0 &&
  !wording.includes('agrees') &&
  !wording.includes('praise')

/** Sentences of what is put up: neither "is that right?" nor what did not work. */
function saysWhat(conversation: Conversation, unit: Unit): boolean {
  const { index, annotation } = unit
  if (!hasFlag(conversation, index, FLAG.spoken) || annotation.act === 'filler') return false
  const text = textOf(conversation, unit)
  // "Please confirm the details." tells none.
  const isLeadIn = annotation.wording.includes('confirming') && annotation.act !== 'statement'
  const says = isValued(unit) || (annotation.terms.length >= MIN_TERMS && !isLeadIn)
  return says && !asksForYes(text) && !FAILS.test(text)
}
const MIN_TERMS = 3

/** "…, 38 pounds, to Mill Lane. OK?": the message waits for a yes, and says to what. */
function putsUp(conversation: Conversation, own: readonly Unit[]): boolean {
  const last = own.at(-1)
  if (last === undefined || !own.some((unit) => saysWhat(conversation, unit))) return false
  const text = textOf(conversation, last)
  if (
    own.some(
      ({ annotation }) =>
        annotation.wording.includes('confirming') && ASKS_TO_CONFIRM.includes(annotation.act),
    )
  )
    return true
  return asksForYes(text) || ASKS_FOR_YES.test(text)
}
const ASKS_TO_CONFIRM: readonly string[] = ['request', 'filler']
const ASKS_FOR_YES =
  /(?:[,.;]| \p{L}+) (?:ok(?:ay)?|right|correct|yes|agreed|all right|is that (?:right|correct|ok(?:ay)?))\s?\?$/iu

const isValued = ({ annotation }: Unit): boolean => annotation.names.length + annotation.numbers.length > 0

function agrees(conversation: Conversation, unit: Unit): boolean {
  const { act, wording } = unit.annotation
  if (NO_TAKING.test(textOf(conversation, unit).replace(/\bthank(?:s| you)\b/gi, ''))) return false
  return act === 'acceptance' || ['agrees', 'assent', 'praise'].some((one) => wording.includes(one))
}

export function byMessage(units: readonly Unit[]): Map<number, Unit[]> {
  const messages = new Map<number, Unit[]>()
  for (const unit of units) {
    const own = messages.get(unit.messageIndex)
    if (own === undefined) messages.set(unit.messageIndex, [unit])
    else own.push(unit)
  }
  return messages
}

/** A sentence that brings something with a name. */
function offers(conversation: Conversation, unit: Unit): boolean {
  const { index, annotation } = unit
  const { act, names, wording } = annotation
  if (!hasFlag(conversation, index, FLAG.spoken) || names.length === 0) return false
  if (FAILS.test(textOf(conversation, unit))) return false
  if (!wording.includes('confirming') && OF_THE_LISTENER.test(textOf(conversation, unit))) return false
  return act !== 'filler' && act !== 'refusal' && !wording.includes('negation') && !wording.includes('done')
}

/** "I was unable to book it": what did not work is not what is offered instead. */
const FAILS =
  /\b(?:sorry|apologi[sz]e|unfortunately|unable|unsuccessful|failed|afraid|could ?n['’]t|could not)\b/i

/** "It leaves at 8": what is told of it with it. */
function isOfOffer(conversation: Conversation, unit: Unit): boolean {
  const { index, annotation } = unit
  const { act, names, numbers } = annotation
  return (
    offers(conversation, unit) ||
    (hasFlag(conversation, index, FLAG.spoken) &&
      act === 'statement' &&
      names.length + numbers.length > 0 &&
      !FAILS.test(textOf(conversation, unit)))
  )
}

/** Whether a user's message asks for nothing to be found, only about what was brought. */
export function asksAbout(conversation: Conversation, own: readonly Unit[]): boolean {
  let asks = false
  for (const unit of own) {
    const { act, wording } = unit.annotation
    if (act === 'acceptance' || act === 'filler' || wording.includes('agrees')) continue
    if (isLookUp(conversation, unit)) asks = true
    else if (isWish(conversation, unit)) return false
  }
  return asks
}

const NO_TAKING =
  /\b(?:but|else|other|another|instead|no|nope|not|nothing|bye|know|\p{L}+n['’]t|thank(?:s| you))(?!\w)|\?/iu
const WILL_DO =
  /\b(?:works?|good|great|fine|perfect|perfectly|nice|lovely|excellent|ideal|wonderful|take|like|right|one|suits?|acceptable|amazing|awesome|choice|cool|love)\b/i

function takes(conversation: Conversation, unit: Unit, offer: readonly Unit[]): boolean {
  const text = textOf(conversation, unit)
  if (NO_TAKING.test(text)) return false
  if (offer.some((one) => takesUpOffer(conversation, unit, { question: one, said: text }))) return true
  if (offer.some((one) => /\bor\b|, /.test(textOf(conversation, one)) && one.annotation.names.length > 1))
    return false
  const { act, wording, wordCount } = unit.annotation
  if (wordCount > MAX_WORDS_OF_TAKING || !WILL_DO.test(text)) return false
  return (
    act === 'acceptance' ||
    wording.includes('agrees') ||
    wording.includes('assent') ||
    wording.includes('praise') ||
    act === 'filler' ||
    TAKES.test(text)
  )
}
const MAX_WORDS_OF_TAKING = 10
const TAKES =
  /\b(?:i(?:['’]ll| will| would like to|['’]d like to)? (?:take|go with|have|choose)|(?:that|this|it)(?:['’]s| is| will| would| seems?| sounds?| looks?)|i (?:would )?like (?:it|that|this))\b/i

/** "You have a balance of", "you are free on": of the listener, not of a thing that is offered or was taken. */
export const OF_THE_LISTENER =
  /(?<!\w)(?:you (?:have|are|['’]ve|can(?! (?:reach|call|contact|find|get|take|pick)))|your (?!\p{L}+ (?:is|are|has|have|was) (?:\p{L}+ )?(?:booked|reserved|confirmed|at|in|on)))/iu
