import type { RangeSummary } from './digest/digest.js'
import { withToolCallText } from './tool-calls.js'
import type { AnnotatedMessage, Message, MessageAnnotation, UnitAnnotation } from './types.js'
import { messageFlagsOf } from './unit-flags.js'
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
  readonly firstMessages: readonly number[]
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
  const termIds = new Map<string, number>()
  const frequency: number[] = []
  const firstMessages: number[] = []
  const lastSeenIn: number[] = []
  const units: Unit[] = []
  const unitStarts = new Int32Array(entries.length + 1)
  const messageFlags = new Int32Array(entries.length)
  const messageTokens = new Int32Array(entries.length)
  const table = UnitTable.of(entries.reduce((sum, { annotation }) => sum + annotation.units.length, 0))
  entries.forEach(({ message, annotation }, messageIndex) => {
    const speaker = numberOf(speakerIds, speakerKey(message, annotation))
    const ofMessage = messageFlagsOf(message, annotation)
    messageFlags[messageIndex] = ofMessage
    messageTokens[messageIndex] = annotation.tokenCount
    unitStarts[messageIndex] = units.length
    for (const unit of annotation.units) {
      // Of its length from the start: a list that grows takes room for seventeen.
      const terms = new Array<number>(unit.terms.length)
      for (let k = 0; k < terms.length; k++) {
        const id = numberOf(termIds, unit.terms[k] as string)
        terms[k] = id
        if (id === frequency.length) {
          firstMessages.push(messageIndex)
          lastSeenIn.push(messageIndex)
          frequency.push(1)
        } else if (lastSeenIn[id] !== messageIndex) {
          lastSeenIn[id] = messageIndex
          frequency[id] = (frequency[id] as number) + 1
        }
      }
      table.set(units.length, unit, ofMessage)
      units.push({ index: units.length, messageIndex, annotation: unit, speaker, terms })
    }
  })
  unitStarts[entries.length] = units.length
  const isNamed = namesOfPeople(entries, past?.summary.names).size >= MIN_NAMES
  const days = entries.map(({ message }) => dayOf(message))
  const distinctDays = new Set([...(past?.summary.days ?? []), ...days])
  return {
    entries,
    units,
    table,
    messageFlags,
    messageTokens,
    unitStarts,
    speakers: [...speakerIds.keys()],
    isNamed,
    days,
    isChronicle: isNamed && distinctDays.size >= MIN_CHRONICLE_DAYS,
    messageFrequency: Int32Array.from(frequency),
    termCount: termIds.size,
    termIds,
    firstMessages,
    isContinuation,
    ...(past === undefined ? {} : { past }),
  }
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

/** The unit's text as it stands in its message. */
export function textOf(conversation: Conversation, unit: Unit): string {
  if (unit.annotation.sealed !== undefined) return unit.annotation.sealed.text
  const entry = conversation.entries[unit.messageIndex] as AnnotatedMessage
  return entry.message.content.slice(unit.annotation.start, unit.annotation.end)
}

/** `YYYY-MM-DD` of a message, or undefined. */
export function dayOf(message: Message): string | undefined {
  if (message.timestamp === undefined) return undefined
  return /^\d{4}-\d{2}-\d{2}/.exec(message.timestamp)?.[0]
}
