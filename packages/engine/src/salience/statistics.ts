import type { Conversation, Unit } from '../conversation.js'

interface RoleShare {
  tokens: number
  messages: number
}

/** What a conversation says about itself: the ground that features are measured against. */
export interface Statistics {
  /** Inverse message frequency of each term. */
  readonly idf: Float64Array
  readonly unitFrequency: Int32Array
  /** Index of the first message with each term. */
  readonly firstMessage: Int32Array
  /** 1 for a unit whose terms stood together in an earlier unit. */
  readonly isRepeated: Uint8Array
  readonly tokens: number
  readonly roleOf: (unit: Unit) => Readonly<RoleShare>
  /** The same within the next few messages. */
  readonly messagesNear: (term: number, messageIndex: number) => number
  readonly isTool: (unit: Unit) => boolean
  readonly changesSpeaker: (messageIndex: number) => boolean
  readonly occursIn: (term: number, messageIndex: number) => boolean
  /** Messages after this one that have the term. */
  readonly messagesAfter: (term: number, messageIndex: number) => number
}

/** Messages ahead that still belong to the same exchange. */
const NEAR_MESSAGES = 6

/** Reads a conversation's own statistics. Cost: linear in units and terms; look-ups are logarithmic. */
export function gatherStatistics(conversation: Conversation): Statistics {
  const occurrences = gatherOccurrences(conversation)
  const messages = conversation.entries.length
  const idf = new Float64Array(conversation.termCount)
  for (let term = 0; term < idf.length; term++)
    idf[term] = Math.log(1 + messages / ((conversation.messageFrequency[term] ?? 0) + 0.5))
  const { at, starts } = occurrences
  /**
   * Index in the term's list of the first message after `messageIndex`. Units are mostly read in order, so the search
   * goes on from where the last one for the term ended.
   */
  const cursor = starts.slice()
  const firstAfter = (term: number, messageIndex: number): number => {
    const start = starts[term] as number
    const end = starts[term + 1] as number
    let place = cursor[term] as number
    if (place > start && (at[place - 1] as number) > messageIndex) place = start
    while (place < end && (at[place] as number) <= messageIndex) place++
    cursor[term] = place
    return place
  }
  const messagesAfter = (term: number, messageIndex: number) =>
    (starts[term + 1] as number) - firstAfter(term, messageIndex)
  const messagesNear = (term: number, messageIndex: number) => {
    const end = starts[term + 1] as number
    const first = firstAfter(term, messageIndex)
    let place = first
    // A term stands once for each message, so these are six steps at most.
    while (place < end && (at[place] as number) <= messageIndex + NEAR_MESSAGES) place++
    return place - first
  }
  return {
    idf,
    ...occurrences,
    ...gatherRoles(conversation),
    isRepeated: findRepeats(conversation),
    messagesAfter,
    messagesNear,
    occursIn: neighbourLookup(conversation),
  }
}

/**
 * Answers whether a term stands in a message. The last messages asked about are remembered as marks on the terms, so
 * that reading units in order costs one step for each term.
 */
function neighbourLookup(conversation: Conversation): (term: number, messageIndex: number) => boolean {
  const SLOTS = 2
  const marks = Array.from({ length: SLOTS }, () => new Int32Array(conversation.termCount).fill(-1))
  const held = new Int32Array(SLOTS).fill(-1)
  return (term, messageIndex) => {
    if (messageIndex < 0 || messageIndex >= conversation.entries.length) return false
    const slot = (messageIndex >> 1) % SLOTS
    const mark = marks[slot] as Int32Array
    if (held[slot] !== messageIndex) {
      held[slot] = messageIndex
      const end = conversation.unitStarts[messageIndex + 1] ?? 0
      for (let index = conversation.unitStarts[messageIndex] ?? 0; index < end; index++)
        for (const own of conversation.units[index]?.terms ?? []) mark[own] = messageIndex
    }
    return mark[term] === messageIndex
  }
}

/** For each term the messages that have it, in one flat array. */
function gatherOccurrences(conversation: Conversation) {
  const { units, termCount, messageFrequency } = conversation
  const starts = new Int32Array(termCount + 1)
  for (let term = 0; term < termCount; term++)
    starts[term + 1] = (starts[term] as number) + (messageFrequency[term] as number)
  const at = new Int32Array(starts[termCount] as number)
  const filled = new Int32Array(termCount)
  const unitFrequency = new Int32Array(termCount)
  const firstMessage = new Int32Array(termCount).fill(-1)
  for (const unit of units) {
    for (const term of unit.terms) {
      unitFrequency[term] = (unitFrequency[term] as number) + 1
      if (firstMessage[term] === -1) firstMessage[term] = unit.messageIndex
      const next = (starts[term] as number) + (filled[term] as number)
      if ((filled[term] as number) > 0 && at[next - 1] === unit.messageIndex) continue
      at[next] = unit.messageIndex
      filled[term] = (filled[term] as number) + 1
    }
  }
  return { at, starts, unitFrequency, firstMessage }
}

function gatherRoles(conversation: Conversation) {
  const shares = new Map<string, RoleShare>()
  const none: RoleShare = { tokens: 0, messages: 0 }
  let tokens = 0
  const ofMessage = conversation.entries.map(({ message, annotation }) => {
    if (annotation.units.length === 0) return none
    const key = annotation.isToolOutput ? `${message.role} tool` : message.role
    const share = shares.get(key) ?? { tokens: 0, messages: 0 }
    shares.set(key, share)
    share.tokens += annotation.tokenCount
    share.messages++
    tokens += annotation.tokenCount
    return share
  })
  const speakerAt = (messageIndex: number) =>
    conversation.units[conversation.unitStarts[messageIndex] ?? 0]?.speaker
  return {
    tokens,
    isTool: (unit: Unit) => conversation.entries[unit.messageIndex]?.annotation.isToolOutput ?? false,
    roleOf: (unit: Unit) => ofMessage[unit.messageIndex] ?? none,
    changesSpeaker: (messageIndex: number) =>
      messageIndex > 0 && speakerAt(messageIndex) !== speakerAt(messageIndex - 1),
  }
}

/** Units of fewer terms are too short to tell a repeat from a coincidence. */
const MIN_REPEAT_TERMS = 2

function findRepeats(conversation: Conversation): Uint8Array {
  const seen = new Set<number>()
  const repeated = new Uint8Array(conversation.units.length)
  for (const unit of conversation.units) {
    if (unit.terms.length < MIN_REPEAT_TERMS) continue
    const key = termSetKey(unit.terms)
    if (seen.has(key)) repeated[unit.index] = 1
    else seen.add(key)
  }
  return repeated
}

/** A number that depends on the set of terms and not on their order: two sums of 32-bit mixes, 52 bits in all. */
export function termSetKey(terms: Int32Array): number {
  let low = 0
  let high = 0
  for (const term of terms) {
    low = (low + Math.imul(term + 0x9e3779b9, 0x85ebca6b)) | 0
    high = (high + Math.imul((term ^ (term >>> 15)) + 0x27d4eb2f, 0xc2b2ae35)) | 0
  }
  return (high & 0xfffff) * 0x100000000 + (low >>> 0)
}
