import type { RangeSummary } from './digest/digest.js'
import type { Replaced } from './records/replaced.js'
import { TermNumbers } from './term-numbers.js'
import { withToolCallText } from './tool-calls.js'
import type { AnnotatedMessage, Message, MessageAnnotation, UnitAnnotation } from './types.js'
import { messageFlagsOf } from './unit-flags.js'
import { looksKnown } from './unit-looks.js'
import { UnitTable } from './unit-table.js'

/** A unit in its conversation. Terms are numbered, so that the steps work on integers. */
export interface Unit {
  readonly index: number
  readonly messageIndex: number
  readonly annotation: UnitAnnotation
  readonly speaker: number
  readonly terms: readonly number[]
}

/** A whole conversation, ready for linking, scoring and selecting. */
export interface Conversation {
  readonly entries: readonly AnnotatedMessage[]
  readonly units: readonly Unit[]
  /** What passes over all units ask of them, so that they need not read each annotation. */
  readonly table: UnitTable
  /** Bits of `LOOK` of each unit. */
  readonly looks: Int32Array
  /** Bits of `FLAG` that each message gives its units. */
  readonly messageFlags: Int32Array
  readonly messageTokens: Int32Array
  /** Index of each message's first unit; one more entry than messages. */
  readonly unitStarts: Int32Array
  readonly speakers: readonly string[]
  /** `YYYY-MM-DD` of each message. */
  readonly days: readonly (string | undefined)[]
  /** Distinct human names, or none where the roles are all that is known. */
  readonly isNamed: boolean
  /** Named people who talk on several days: what one of them said on a day stands in one line. */
  readonly isChronicle: boolean
  /** Number of messages in which each term occurs. */
  readonly messageFrequency: Int32Array
  readonly termCount: number
  /** The number of each term. */
  readonly termIds: ReadonlyMap<string, number>
  /** The first message that has each term. */
  readonly firstMessages: Int32Array
  /** Other messages came before the first entry. */
  readonly isContinuation: boolean
  /** Set in a brisk dialogue: which units are told in the line of their task. */
  readonly records?: Records
  /** Set where the first entries stand for sealed ranges of messages that are not at hand. */
  readonly past?: Past
}

/** What a brisk dialogue is about, task by task. */
export interface Records {
  /** The task of each message. */
  readonly tasks: Int32Array
  /** By task: what it is about, in the dialogue's own words; empty where nothing names it. */
  readonly labels: readonly string[]
  /** 1 for a unit that is told in its task's line. */
  readonly isTold: Uint8Array
  readonly replaced: Replaced
}

/** The sealed part of a conversation: its carried units come first, the messages at hand after them. */
export interface Past {
  /** All that is known of the sealed ranges beside the carried units. */
  readonly summary: RangeSummary
  /** The messages at hand by themselves: the ground for everything that looks at a unit's neighbours. */
  readonly own: Conversation
  /** Index of the first entry, and of the first unit, that is at hand. */
  readonly ownEntry: number
  readonly ownUnit: number
}

export interface ConversationContext {
  readonly isContinuation?: boolean
  readonly past?: Past
}

/** Names from which on a conversation is one of named people. */
export const MIN_NAMES = 2
/** Days on which named people must have talked before their statements are gathered by day and speaker. */
export const MIN_CHRONICLE_DAYS = 3

/** Numbers speakers and terms. Cost: linear in the annotations. */
export function buildConversation(
  recorded: readonly AnnotatedMessage[],
  { isContinuation = false, past }: ConversationContext = {},
): Conversation {
  const entries = recorded.map((entry) => {
    const message = withToolCallText(entry.message)
    return message === entry.message ? entry : { ...entry, message }
  })
  const speakerIds = new Map<string, number>()
  const termNumbers = new TermNumbers()
  const unitCount = entries.reduce((sum, { annotation }) => sum + annotation.units.length, 0)
  const units = new Array<Unit>(unitCount)
  const unitStarts = new Int32Array(entries.length + 1)
  const messageFlags = new Int32Array(entries.length)
  const messageTokens = new Int32Array(entries.length)
  const table = UnitTable.of(unitCount)
  const looks = new Int32Array(unitCount)
  const language = entries[0]?.annotation.language ?? 'en'
  let index = 0
  entries.forEach(({ message, annotation }, messageIndex) => {
    const speaker = numberOf(speakerIds, speakerKey(message, annotation))
    const ofMessage = messageFlagsOf(message, annotation)
    messageFlags[messageIndex] = ofMessage
    messageTokens[messageIndex] = annotation.tokenCount
    unitStarts[messageIndex] = index
    for (const unit of annotation.units) {
      const said = unit.terms
      // Of its length from the start: a list that grows takes room for seventeen.
      const terms = new Array<number>(said.length)
      for (let k = 0; k < terms.length; k++) terms[k] = termNumbers.numberIn(messageIndex, said[k] as string)
      table.set(index, unit, ofMessage)
      looks[index] = looksKnown(unit, annotation, language)
      units[index] = { index, messageIndex, annotation: unit, speaker, terms }
      index++
    }
  })
  unitStarts[entries.length] = unitCount
  const isNamed = namesOfPeople(entries, past?.summary.names).size >= MIN_NAMES
  const days = entries.map(({ message }) => dayOf(message))
  return {
    entries,
    units,
    table,
    looks,
    messageFlags,
    messageTokens,
    unitStarts,
    speakers: [...speakerIds.keys()],
    isNamed,
    days,
    isChronicle: isNamed && hasDaysOfChronicle(past?.summary.days ?? [], days),
    messageFrequency: termNumbers.messageFrequency(),
    termCount: termNumbers.ids.size,
    termIds: termNumbers.ids,
    firstMessages: termNumbers.firstMessages(),
    isContinuation,
    ...(past === undefined ? {} : { past }),
  }
}

/** Whether there are days enough; a message without a time is of a day of its own kind. */
function hasDaysOfChronicle(...lists: readonly (readonly (string | undefined)[])[]): boolean {
  const distinct = new Set<string | undefined>()
  for (const days of lists)
    for (const day of days) if (distinct.add(day).size >= MIN_CHRONICLE_DAYS) return true
  return false
}

/** Names of speakers; a tool's name is no person's. */
export function namesOfPeople(
  entries: readonly AnnotatedMessage[],
  before: readonly string[] = [],
): ReadonlySet<string> {
  const names = new Set(before)
  for (const { message } of entries) if (message.name && message.role !== 'tool') names.add(message.name)
  return names
}

function numberOf(ids: Map<string, number>, key: string): number {
  const known = ids.get(key)
  if (known !== undefined) return known
  ids.set(key, ids.size)
  return ids.size - 1
}

/** A speaker is a name; else a role, where a tool's output counts as the tool's whoever sent it. */
function speakerKey(message: Message, annotation: MessageAnnotation): string {
  if (annotation.isToolOutput && message.role !== 'assistant') return 'tool'
  return message.name?.trim() || message.role
}

/** Whether a unit has one of these bits of `FLAG`. */
export const hasFlag = ({ table }: Conversation, unit: number, flags: number): boolean =>
  (table.flags(unit) & flags) !== 0

/** Whether the text of a unit may have what one of these bits of `LOOK` stands for. */
export const mayHaveLook = ({ looks }: Conversation, unit: number, bits: number): boolean =>
  ((looks[unit] as number) & bits) !== 0

/** The unit's text as it stands in its message. */
export function textOf(conversation: Conversation, unit: Unit): string {
  if (unit.annotation.sealed !== undefined) return unit.annotation.sealed.text
  const entry = conversation.entries[unit.messageIndex] as AnnotatedMessage
  return entry.message.content.slice(unit.annotation.start, unit.annotation.end)
}

/** `YYYY-MM-DD` of a message, or undefined. */
export function dayOf(message: Message): string | undefined {
  if (message.timestamp === undefined) return undefined
  return STARTS_WITH_DAY.test(message.timestamp) ? message.timestamp.slice(0, DAY_CHARACTERS) : undefined
}

const STARTS_WITH_DAY = /^\d{4}-\d{2}-\d{2}/
const DAY_CHARACTERS = 'YYYY-MM-DD'.length
