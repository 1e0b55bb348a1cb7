import { type Conversation, hasFlag, mayHaveLook, textOf, type Unit } from '../conversation.js'
import { FLAG } from '../unit-flags.js'
import { ANY_LOOK, LOOK } from '../unit-looks.js'
import { type BareValue, bareValues, thingsChanged } from './bare-values.js'
import { BARE_WORDS, type BareWords, wordsOfGiving } from './bare-words.js'
import { areEqualValues, clauseValues } from './clause-values.js'
import { type Given, overtakenBy } from './overtaken-values.js'

/** Units of a reply that grants something, or of an assistant's report; longer ones explain. */
const MAX_UNITS_OF_REPLY = 4
/** Words of a reply that agrees without saying the value again. */
const MAX_WORDS_OF_NOD = 6
/** Characters of a turn in which the reason for a change is looked for. */
const MAX_UPSET = 400

/**
 * Values given anew by a clause that names nothing: what was asked for and granted ("and at 8?", "8 is fine"), settled ("thursday then"), or told
 * with a word of change or its reason ("they cancelled it, it's Monday now", "520 in the end"). They overtake the nearest value of their kind, unless
 * somebody has asked in between about something else.
 *
 * What says the old value keeps its place, since the later clause means nothing without it.
 *
 * Shapes  index of the earlier unit → index of the one with the value in force. Cost: linear: a bounded look back from each such clause.
 */
export function findRenewedValues(conversation: Conversation): ReadonlyMap<number, number> {
  const found = new Map<number, number>()
  const upset = new Map<number, boolean>()
  for (const unit of conversation.units) {
    if (!mayHaveLook(conversation, unit.index, LOOK.givesBareValue | LOOK.mayGiveForReason)) continue
    const language = conversation.entries[unit.messageIndex]?.annotation.language ?? 'en'
    const words = BARE_WORDS[language]
    if (words === undefined || !isSaid(conversation, unit)) continue
    const isUpset = () => {
      const tells = upset.get(unit.messageIndex) ?? tellsUpset(conversation, unit, words)
      upset.set(unit.messageIndex, tells)
      return tells
    }
    const known = conversation.looks[unit.index] as number
    const may = known === ANY_LOOK ? looksOfBareValue(conversation, unit, language) : known
    if ((may & LOOK.givesBareValue) === 0 && ((may & LOOK.mayGiveForReason) === 0 || !isUpset())) continue
    for (const bare of bareValues(textOf(conversation, unit), language)) {
      const given = howGiven(conversation, unit, bare, { words, language, isUpset })
      if (given === undefined) continue
      for (const index of overtakenBy(conversation, given)) found.set(index, given.heir.index)
    }
  }
  return found
}

/** Bits of `LOOK`: a clause of the unit may give a value anew, by its own words or where its speaker tells the reason around it. */
export function looksOfBareValue(conversation: Conversation, unit: Unit, language: string): number {
  const words = BARE_WORDS[language]
  if (words === undefined || !isSaid(conversation, unit)) return 0
  const text = textOf(conversation, unit)
  const isUsers = hasFlag(conversation, unit.index, FLAG.ofUser)
  // Of an assistant only what it says to be moved counts.
  if (!isUsers && !words.moved.test(text)) return 0
  if (clauseValues(text, language).length === 0) return 0
  return !isUsers || text.includes('?') || wordsOfGiving(words).test(text)
    ? LOOK.givesBareValue | LOOK.mayGiveForReason
    : LOOK.mayGiveForReason
}

const isSaid = (conversation: Conversation, { index }: Unit): boolean =>
  hasFlag(conversation, index, FLAG.spoken) &&
  hasFlag(conversation, index, FLAG.ofUser | FLAG.ofAssistant) &&
  !hasFlag(conversation, index, FLAG.ofTool | FLAG.supposed | FLAG.list | FLAG.rule)

interface Around {
  readonly words: BareWords
  readonly language: string
  /** Whether the speaker says around it why what was said does not hold. */
  readonly isUpset: () => boolean
}

function howGiven(
  conversation: Conversation,
  unit: Unit,
  bare: BareValue,
  { words, language, isUpset }: Around,
): Given | undefined {
  if (!bare.isFree) return undefined
  const isUsers = hasFlag(conversation, unit.index, FLAG.ofUser)
  if (bare.asks) {
    const heir = isUsers ? grantedBy(conversation, unit, bare, words, language) : undefined
    return heir && { unit, bare, language, named: [], mode: 'asked', heir }
  }
  // "Moved it to Thursday 19:00, everyone ok?"
  if (hasFlag(conversation, unit.index, FLAG.asksMark) && !bare.isMoved) return undefined
  const told = {
    unit,
    bare,
    language,
    named: thingsChangedBefore(conversation, unit, bare, language),
    heir: unit,
  }
  if (bare.isMoved || (isUsers && bare.anew)) return { ...told, mode: 'told' }
  if (!isUsers) return undefined
  if (bare.settles) return { ...told, mode: 'settled' }
  return isUpset() ? { ...told, mode: 'upset' } : undefined
}

/** "Go live slips a week. So the 13th": what the speaker has just said to change, in the same message. */
function thingsChangedBefore(
  conversation: Conversation,
  { index, messageIndex }: Unit,
  { before: clauses }: BareValue,
  language: string,
): readonly string[] {
  const from = Math.max(conversation.unitStarts[messageIndex] as number, index - MAX_UNITS_OF_REPLY)
  const before = conversation.units.slice(from, index)
  return [...before.map((unit) => textOf(conversation, unit)), ...clauses].flatMap((text) =>
    thingsChanged(text, language),
  )
}

/** Where the next message agrees: its unit that says the value again, else what asked for it. */
function grantedBy(
  conversation: Conversation,
  unit: Unit,
  { values }: BareValue,
  words: BareWords,
  language: string,
): Unit | undefined {
  const { units, unitStarts } = conversation
  const from = unitStarts[unit.messageIndex + 1] ?? units.length
  const to = Math.min(unitStarts[unit.messageIndex + 2] ?? from, from + MAX_UNITS_OF_REPLY)
  const reply = units.slice(from, to)
  const [first] = reply
  if (first === undefined || first.speaker === unit.speaker) return undefined
  for (const one of reply) {
    const text = textOf(conversation, one)
    const again = bareValues(text, language).find((told) =>
      told.values.some((value) => values.some((other) => areEqualValues(value, other))),
    )
    if (again !== undefined && words.agrees.test(text) && !words.refuses.test(again.text)) return one
  }
  const text = textOf(conversation, first)
  if (words.refuses.test(text) || !words.agrees.test(text)) return undefined
  return first.annotation.wordCount <= MAX_WORDS_OF_NOD && first.annotation.numbers.length === 0
    ? unit
    : undefined
}

/** The speaker says in the same turn why what was said does not hold. */
function tellsUpset({ entries }: Conversation, { messageIndex }: Unit, { upset }: BareWords): boolean {
  const own = entries[messageIndex]?.message
  if (own === undefined) return false
  if (upset.test(own.content.slice(0, MAX_UPSET))) return true
  const before = entries[messageIndex - 1]?.message
  const isSameTurn = before !== undefined && before.role === own.role && before.name === own.name
  return isSameTurn && upset.test(before.content.slice(0, MAX_UPSET))
}
