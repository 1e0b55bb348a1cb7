import { type Conversation, hasFlag, textOf, type Unit } from '../conversation.js'
import { oneLine } from '../items/passage.js'
import type { CompiledLexicon } from '../lexicon/compiled.js'
import { wordsOf } from '../link/values-of.js'
import { tellPhrases } from '../records/phrases.js'
import { FLAG } from '../unit-flags.js'
import { type Matter, mattersOf, reportsDone } from './matters.js'
import { type Settlement, settlementOf } from './settled.js'
import { type Slot, type Slotted, slotsOf } from './slots.js'
import { isNamedIn, titleOf } from './title.js'
import { type Part, wantedIn } from './wanted.js'
import { thingsAskedFor } from './wishes.js'

/** A matter with all that is in force of it. */
export interface MatterReading {
  readonly matter: Matter
  /** What the user asked for, sentence by sentence; the first is the head's. */
  readonly parts: readonly Part[]
  readonly settled: Settled | undefined
}

/** A settlement as it is told. */
export interface Settled extends Settlement {
  /** What was put up, whole. */
  readonly said: string
  /** What it is called: all of what was confirmed; of an offer that was only taken the sentence that has its name. */
  readonly title: string
  readonly slots: readonly Slotted[]
  /** What was put up to be confirmed before and still holds: "two rooms at …", when only the day was asked again. */
  readonly beside: readonly PutUp[]
  /** Where neither has a name: the names with which the user had asked for it, as he said them; empty for none. */
  readonly called: string
  /** The title with both. */
  readonly whole: string
  /** The noun of what was asked for first. */
  readonly thing: string | undefined
}

export interface PutUp {
  readonly unit: Unit
  readonly text: string
}

/** Read once for each conversation: its items and its values in force are read from them. */
const known = new WeakMap<Conversation, readonly MatterReading[]>()

/** The matters of a brisk dialogue in which the assistant did something for what the user asked for. */
export function readMatters(conversation: Conversation, lexicon: CompiledLexicon): readonly MatterReading[] {
  const before = known.get(conversation)
  if (before !== undefined) return before
  const found = mattersOf(conversation)
    .filter(({ isServed }) => isServed)
    .map((matter) => readMatter(conversation, matter, lexicon))
    // What was carried out as soon as it was said needs no gathering, and is told as it was said.
    .filter(({ matter, settled }) =>
      settled === undefined
        ? matter.head !== undefined && !matter.isDone
        : matter.head !== undefined || settled.isFinal,
    )
  known.set(conversation, found)
  return found
}

function readMatter(conversation: Conversation, matter: Matter, lexicon: CompiledLexicon): MatterReading {
  const settlement = settlementOf(conversation, matter, lexicon.source.wording)
  const slots = (settlement?.offer ?? []).flatMap((unit) => slotsOf(conversation, unit) ?? [])
  const parts = wantedIn(conversation, matter, settlement?.isFinal === true ? slots : [])
  if (settlement === undefined) return { matter, parts, settled: undefined }
  const said = settledText(conversation, settlement)
  const own = { ...settlement, said, title: titleIn(conversation, settlement), slots }
  const beside = settlement.isPutUp ? putUpBefore(conversation, matter, own, lexicon) : []
  const isNamed = isNamedIn(said) || beside.some(({ text }) => /\p{Lu}/u.test(text))
  const called = isNamed
    ? ''
    : namesIn(parts, lexicon) || (isBare(slots) ? nameBefore(conversation, matter, settlement) : '')
  const whole = [own.title, ...beside.map(({ text }) => text), called]
    .filter((text) => text !== '')
    .join(', ')
  const thing =
    matter.head === undefined ? undefined : thingsAskedFor(conversation, matter.head).things.at(-1)
  return { matter, parts, settled: { ...own, beside, called, whole, thing } }
}

/** Days, times and numbers, and nothing that they are of. */
const isBare = (slots: readonly Slotted[]): boolean =>
  slots.every((one) => one.slots.every(({ key = '' }) => /^(?:day|clock|number) /.test(key)))

/** The name of what was brought last before: "How about 12:30 instead?" is about the restaurant that was full. */
function nameBefore(conversation: Conversation, { units }: Matter, { offer }: Settlement): string {
  const first = offer[0]?.index ?? 0
  const { days } = wordsOf('en')
  for (const unit of units.filter(({ index }) => index < first).reverse()) {
    if (!hasFlag(conversation, unit.index, FLAG.ofAssistant) || reportsDone(unit)) continue
    const name = unit.annotation.names.findLast((one) => !days.has(one.toLowerCase()))
    if (name !== undefined) return name
  }
  return ''
}

function namesIn(parts: readonly Part[], lexicon: CompiledLexicon): string {
  return parts
    .map((part) => {
      const named = part.slots.filter(
        (slot) => slot.key?.startsWith('name') === true && !part.dropped.has(slot),
      )
      const phrases = named.map(({ phrase }) => phrase)
      return tellPhrases({ ...part, phrases }, phrases, lexicon)
    })
    .filter((text) => text !== '')
    .join(', ')
}

function settledText(
  conversation: Conversation,
  { offer, agreement }: Pick<Settlement, 'offer' | 'agreement'>,
): string {
  return agreement?.proposed ?? oneLine(offer.map((unit) => textOf(conversation, unit)).join(' '))
}

function titleIn(conversation: Conversation, { offer, agreement, isPutUp }: Settlement): string {
  if (agreement !== undefined) return titleOf(agreement.proposed)
  if (isPutUp) return titleOf(settledText(conversation, { offer, agreement }))
  const named = offer.find(({ annotation }) => annotation.names.length > 0) ?? offer[0]
  return named === undefined ? '' : titleOf(oneLine(textOf(conversation, named)))
}

function putUpBefore(
  conversation: Conversation,
  matter: Matter,
  { offer, said, slots }: Omit<Settled, 'beside' | 'called' | 'whole' | 'thing'>,
  lexicon: CompiledLexicon,
): readonly PutUp[] {
  const [proposal] = offer
  if (proposal === undefined) return []
  const terms = new Set(slots.flatMap((one) => one.slots.flatMap(({ phrase }) => phrase.terms)))
  const keys = new Set(slots.flatMap((one) => one.slots.map(({ key }) => key)))
  const names = new Set(offer.flatMap(({ annotation }) => annotation.names))
  const isNamed = isNamedIn(said)
  const isBefore = ({ index, messageIndex }: Unit) =>
    index < proposal.index && messageIndex < proposal.messageIndex
  const doneAt = matter.units.findLast((unit) => isBefore(unit) && reportsDone(unit))?.index ?? -1
  return matter.units.flatMap((unit): PutUp[] => {
    const { index, annotation } = unit
    if (!isBefore(unit) || index <= doneAt || !annotation.wording.includes('confirming')) return []
    if (!hasFlag(conversation, index, FLAG.ofAssistant)) return []
    // Another name: what was put up then is another thing.
    if (isNamed && !annotation.names.some((name) => names.has(name))) return []
    const slotted = slotsOf(conversation, unit)
    if (slotted === undefined) return []
    const kept = unsaidSlots(slotted, terms, keys)
    const phrases = kept.map(({ phrase }) => phrase)
    for (const phrase of phrases) for (const term of phrase.terms) terms.add(term)
    return phrases.length === 0
      ? []
      : [{ unit, text: tellPhrases({ ...slotted, phrases }, phrases, lexicon) }]
  })
}

function unsaidSlots(
  { slots }: Slotted,
  said: ReadonlySet<string>,
  keys: ReadonlySet<string | undefined>,
): readonly Slot[] {
  const isUnsaid = ({ isValue, phrase }: Slot) => isValue && phrase.terms.some((term) => !said.has(term))
  if (slots.some((slot) => isUnsaid(slot) && slot.key?.startsWith('name') === true && keys.has(slot.key)))
    return []
  const isKept = (slot: Slot) => isUnsaid(slot) && (slot.key === undefined || !keys.has(slot.key))
  return slots.filter((slot, at) => {
    // "Check out on the 14th": without its verb the day says nothing.
    const next = slots[at + 1]
    return isKept(slot) || (!slot.isValue && next?.phrase.isJoined === true && isKept(next))
  })
}
