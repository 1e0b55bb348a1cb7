import type { RangeSummary } from './digest/digest.js'
import { withToolCallText } from './tool-calls.js'
import type { AnnotatedMessage, Message, MessageAnnotation, UnitAnnotation } from './types.js'
import { flagsOf } from './unit-flags.js'

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
  /** Bits of `FLAG` for each unit. */
  readonly flags: Int32Array
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
  /** Other messages came before the first entry. */
  readonly isContinuation: boolean
  /** Set where the first entries stand for sealed ranges of messages that are not at hand. */
  readonly past?: Past
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
  const lastSeenIn: number[] = []
  const units: Unit[] = []
  const unitStarts = new Int32Array(entries.length + 1)
  entries.forEach(({ message, annotation }, messageIndex) => {
    const speaker = numberOf(speakerIds, speakerKey(message, annotation))
    unitStarts[messageIndex] = units.length
    for (const unit of annotation.units) {
      const terms: number[] = []
      for (let k = 0; k < unit.terms.length; k++) {
        const id = numberOf(termIds, unit.terms[k] as string)
        terms.push(id)
        if (lastSeenIn[id] !== messageIndex) {
          lastSeenIn[id] = messageIndex
          frequency[id] = (frequency[id] ?? 0) + 1
        }
      }
      units.push({ index: units.length, messageIndex, annotation: unit, speaker, terms })
    }
  })
  unitStarts[entries.length] = units.length
  const flags = new Int32Array(units.length)
  for (let index = 0; index < flags.length; index++) flags[index] = flagsOf((units[index] as Unit).annotation)
  const isNamed = namesOfPeople(entries, past?.summary.names).size >= MIN_NAMES
  const days = entries.map(({ message }) => dayOf(message))
  const distinctDays = new Set([...(past?.summary.days ?? []), ...days])
  return {
    entries,
    units,
    flags,
    unitStarts,
    speakers: [...speakerIds.keys()],
    isNamed,
    days,
    isChronicle: isNamed && distinctDays.size >= MIN_CHRONICLE_DAYS,
    messageFrequency: Int32Array.from(frequency),
    termCount: termIds.size,
    isContinuation,
    ...(past === undefined ? {} : { past }),
  }
}

/** Names of speakers; a tool's name is no person's. */
export const namesOfPeople = (
  entries: readonly AnnotatedMessage[],
  before: readonly string[] = [],
): ReadonlySet<string> =>
  new Set([
    ...before,
    ...entries.flatMap(({ message }) => (message.name && message.role !== 'tool' ? [message.name] : [])),
  ])

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
