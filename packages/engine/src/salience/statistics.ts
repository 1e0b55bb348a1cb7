import type { Conversation } from '../conversation.js'
import { KeyTable, termSetKeys } from '../term-sets.js'

interface RoleShare {
  tokens: number
  messages: number
}

/** What a conversation says about itself: the ground that features are measured against. */
export interface Statistics {
  readonly terms: TermStatistics
  /** 1 for a unit whose terms stood together in an earlier unit. */
  readonly isRepeated: Uint8Array
  /** Tokens of all messages of the strand that a message is of. */
  readonly tokensAround: (messageIndex: number) => number
  /** What the role of a message's speaker talks in that strand; nothing for a message without units. */
  readonly roleOf: (messageIndex: number) => Readonly<RoleShare>
  readonly changesSpeaker: (messageIndex: number) => boolean
}

/** Where each term stands. */
export interface TermStatistics {
  /** Inverse message frequency of each term. */
  readonly idf: Float64Array
  readonly unitFrequency: Int32Array
  /** For each term the messages that have it, ascending, in one flat array: those of term `t` from `starts[t]` to `starts[t + 1]`. */
  readonly messages: Int32Array
  readonly starts: Int32Array
  /**
   * Place in `messages` of the first message after this one that has the term. Units are mostly read in order, so the
   * search goes on from where the last one for the term ended.
   */
  readonly firstAfter: (term: number, messageIndex: number) => number
}

/** Reads a conversation's own statistics. Cost: linear in units and terms; look-ups are constant where units are read in order. */
export function gatherStatistics(conversation: Conversation, strands: Uint8Array): Statistics {
  return {
    terms: gatherTerms(conversation),
    ...gatherRoles(conversation, strands),
    isRepeated: findRepeats(conversation),
  }
}

function gatherTerms(conversation: Conversation): TermStatistics {
  const { units, entries, termCount, messageFrequency } = conversation
  const idf = new Float64Array(termCount)
  const starts = new Int32Array(termCount + 1)
  for (let term = 0; term < termCount; term++) {
    const frequency = messageFrequency[term] as number
    idf[term] = Math.log(1 + entries.length / (frequency + 0.5))
    starts[term + 1] = (starts[term] as number) + frequency
  }
  const messages = new Int32Array(starts[termCount] as number)
  const filled = starts.slice(0, termCount)
  const unitFrequency = new Int32Array(termCount)
  for (const { terms, messageIndex } of units) {
    for (let k = 0; k < terms.length; k++) {
      const term = terms[k] as number
      unitFrequency[term] = (unitFrequency[term] as number) + 1
      const next = filled[term] as number
      if (next > (starts[term] as number) && messages[next - 1] === messageIndex) continue
      messages[next] = messageIndex
      filled[term] = next + 1
    }
  }
  const cursor = starts.slice()
  const firstAfter = (term: number, messageIndex: number): number => {
    const start = starts[term] as number
    const end = starts[term + 1] as number
    let place = cursor[term] as number
    if (place > start && (messages[place - 1] as number) > messageIndex) place = start
    while (place < end && (messages[place] as number) <= messageIndex) place++
    cursor[term] = place
    return place
  }
  return { idf, unitFrequency, messages, starts, firstAfter }
}

function gatherRoles(
  { entries, units, unitStarts, messageFlags, messageTokens }: Conversation,
  strands: Uint8Array,
) {
  /** For each strand by the bits that a message has of its role and of being a tool's. */
  const shares: Map<number, RoleShare>[] = []
  const none: RoleShare = { tokens: 0, messages: 0 }
  const tokens: number[] = []
  const ofMessage = entries.map((_, at) => {
    if (unitStarts[at] === unitStarts[at + 1]) return none
    const strand = strands[at] as number
    const ofStrand = shares[strand] ?? new Map<number, RoleShare>()
    shares[strand] = ofStrand
    const key = messageFlags[at] as number
    const share = ofStrand.get(key) ?? { tokens: 0, messages: 0 }
    ofStrand.set(key, share)
    share.tokens += messageTokens[at] as number
    share.messages++
    tokens[strand] = (tokens[strand] ?? 0) + (messageTokens[at] as number)
    return share
  })
  const speakerAt = (messageIndex: number) => units[unitStarts[messageIndex] ?? 0]?.speaker
  return {
    tokensAround: (messageIndex: number) => tokens[strands[messageIndex] as number] ?? 0,
    roleOf: (messageIndex: number) => ofMessage[messageIndex] ?? none,
    changesSpeaker: (messageIndex: number) =>
      messageIndex > 0 && speakerAt(messageIndex) !== speakerAt(messageIndex - 1),
  }
}

/** Units of fewer terms are too short to tell a repeat from a coincidence. */
const MIN_REPEAT_TERMS = 2

function findRepeats(conversation: Conversation): Uint8Array {
  const { units } = conversation
  const keys = termSetKeys(conversation)
  const seen = new KeyTable(units.length)
  const repeated = new Uint8Array(units.length)
  for (const { index, terms } of units) {
    if (terms.length < MIN_REPEAT_TERMS) continue
    const key = keys[index] as number
    if (seen.get(key) >= 0) repeated[index] = 1
    else seen.set(key, index)
  }
  return repeated
}
