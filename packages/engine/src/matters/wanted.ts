import { type Conversation, hasFlag, textOf, type Unit } from '../conversation.js'
import { mayHaveFiniteVerb } from '../items/finite-verbs.js'
import { pointsAway } from '../items/reads-alone.js'
import { isVagueRequest } from '../items/vague-requests.js'
import { takesBack, withdrawnMessages } from '../items/withdrawn.js'
import { FLAG } from '../unit-flags.js'
import type { Matter } from './matters.js'
import { type Slot, type Slotted, slotsOf } from './slots.js'
import { isLookUp, isWish } from './wishes.js'

/** A sentence with which a user says what he wants of a matter, and what of it holds no more. */
export interface Part extends Slotted {
  readonly dropped: Set<Slot>
  /** The assistant's question that a bare answer needs. */
  readonly question: Unit | undefined
}

/**
 * What a user asked for, sentence by sentence, from the matter's head on, without what he replaced: of two slots of one key only the
 * later holds. `confirmed` is what he said yes to in the end: its slots replace all others.
 *
 * Cost: the square of the slots of one matter at most; matters are bounded by their talk.
 */
export function wantedIn(
  conversation: Conversation,
  { units, head }: Matter,
  confirmed: readonly Slotted[] = [],
): readonly Part[] {
  const withdrawn = withdrawnMessages(conversation)
  if (head === undefined || withdrawn.has(head.messageIndex)) return []
  const parts = units
    .filter((unit) => unit.index >= head.index && hasFlag(conversation, unit.index, FLAG.ofUser))
    .flatMap((unit): Part[] => {
      const text = textOf(conversation, unit)
      if (withdrawn.has(unit.messageIndex) || takesBack(text, 'en')) return []
      const question = questionBefore(conversation, unit)
      if (unit !== head && !saysWhatIsWanted(conversation, unit, text, question)) return []
      const slotted = slotsOf(conversation, unit)
      if (slotted === undefined || slotted.slots.length === 0) return []
      if (unit !== head && !slotted.slots.some(({ isValue }) => isValue) && saysNothing(text)) return []
      const isBare = question !== undefined && unit !== head && !mayHaveFiniteVerb(text)
      return [{ ...slotted, dropped: new Set(), question: isBare ? question : undefined }]
    })
  const last = new Map<string, { readonly part: Slotted; readonly slot: Slot }>()
  for (const part of [...parts, ...confirmed])
    for (const slot of part.slots) if (slot.key !== undefined) last.set(slot.key, { part, slot })
  const isInstead = new Set(
    units
      .filter(({ index }) => hasFlag(conversation, index, FLAG.correction | FLAG.asksAnother))
      .map(({ messageIndex }) => messageIndex),
  )
  for (const part of parts) dropReplaced(part, last, isInstead)
  return parts
}

function dropReplaced(
  part: Part,
  last: ReadonlyMap<string, { readonly part: Slotted; readonly slot: Slot }>,
  isInstead: ReadonlySet<number>,
): void {
  part.slots.forEach((slot, at) => {
    const heir = slot.key === undefined ? undefined : last.get(slot.key)
    const isReplaced =
      heir !== undefined &&
      heir.part !== part &&
      heir.part.unit.messageIndex > part.unit.messageIndex &&
      // "A rock song" goes with "a slow song" unless it is asked for instead.
      (slot.isValue || isInstead.has(heir.part.unit.messageIndex)) &&
      differ(slot, heir.slot)
    // "The 14th of this month" goes as one.
    const before = part.slots[at - 1]
    const isOfReplaced =
      slot.phrase.joint === 'of' && slot.phrase.isJoined && before !== undefined && part.dropped.has(before)
    if (isReplaced || isOfReplaced) part.dropped.add(slot)
  })
}

/** Neither says all that the other does. */
const differ = ({ phrase: a }: Slot, { phrase: b }: Slot): boolean =>
  // "Tomorrow", "the day after tomorrow".
  (a.joint === 'after') !== (b.joint === 'after') ||
  (a.terms.some((term) => !b.terms.includes(term)) && b.terms.some((term) => !a.terms.includes(term)))

const OPEN_QUESTION = /^(?:\S+ ){0,2}(?:what|which|when|where|who|whose|how)(?! (?:about|if)\b)\b/i

function saysWhatIsWanted(
  conversation: Conversation,
  unit: Unit,
  text: string,
  question: Unit | undefined,
): boolean {
  const { annotation } = unit
  const { act, stances, wording, names, numbers } = annotation
  if (!hasFlag(conversation, unit.index, FLAG.spoken) || act === 'filler') return false
  if (hasFlag(conversation, unit.index, FLAG.rule)) return false
  if (isLookUp(conversation, unit) || stances.includes('hypothetical') || stances.includes('quoted'))
    return false
  const isValued = names.length + numbers.length > 0 || wording.includes('time')
  if (ALREADY.test(text) || UNSURE.test(text)) return false
  if (act === 'acceptance' || act === 'refusal' || DECLINES.test(text))
    return (
      names.length + numbers.length > 0 || (REQUEST.test(text) && unit.terms.length >= MIN_TERMS_BESIDE_YES)
    )
  if (act === 'question' || wording.includes('asking')) return isValued && !OPEN_QUESTION.test(text)
  if (wording.includes('courtesy') && !isValued) return false
  if (isWish(conversation, unit) || act === 'correction') return true
  if (wording.includes('praise') || stances.includes('emotion')) return false
  if (wording.includes('past')) return false
  const isAnswer = question !== undefined || answersLater(conversation, unit)
  return isAnswer && (act === 'statement' || act === 'proposal')
}

/** A later sentence of a message that answers a question, or one behind a wish. */
function answersLater(conversation: Conversation, { index, messageIndex }: Unit): boolean {
  const { unitStarts, units } = conversation
  const first = units[unitStarts[messageIndex] as number]
  if (first === undefined) return false
  if (index !== first.index) {
    const before = units[index - 1] as Unit
    if (isWish(conversation, before)) return true
  }
  return questionBefore(conversation, first) !== undefined
}

const MIN_TERMS_BESIDE_YES = 2
const DECLINES = /^(?:no|nope|nah|not|yes|yeah|yup|yep|sure|perhaps|maybe)\b/i
const REQUEST = /\b(?:i|we|it|please|make|find|search|show|add|change)\b/i
const UNSURE =
  /(?<!\w)(?:hold off|think about it|leave it|let you know)(?!\w)|(?<!\w)(?:not|n['’]t) (?:\p{L}+ )?(?:sure|know|decided)(?!\w)/iu
/** "I already saw it." */
const ALREADY = /\b(?:already|(?:i|we)(?:['’]ve| have)? (?:saw|seen|heard|been))\b/i

/** "I like to visit this one", "help me find someone": names nothing. */
const saysNothing = (text: string): boolean =>
  pointsAway(text, 'en') || POINTS.test(text) || isVagueRequest(text)
const POINTS = /\b(?:this|that|these|those|it|one|some ?one|something|anything|leave|else|later|now|all)\b/i

/** The question of the assistant's message before that the first sentence of a message answers. */
function questionBefore(conversation: Conversation, { index, messageIndex }: Unit): Unit | undefined {
  const { entries, unitStarts, units } = conversation
  if (index !== unitStarts[messageIndex] || entries[messageIndex - 1]?.message.role !== 'assistant')
    return undefined
  const before = units[index - 1]
  return before !== undefined && hasFlag(conversation, before.index, FLAG.asksMark) ? before : undefined
}
