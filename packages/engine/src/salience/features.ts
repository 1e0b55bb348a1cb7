import { type Conversation, hasFlag, type Unit } from '../conversation.js'
import { FLAG } from '../unit-flags.js'
import { ACT_BIT, ACTS, STANCES, WORDING_BIT, WORDINGS } from './bit-features.js'
import { gatherStatistics, type Statistics } from './statistics.js'

/** Features by group, in the order of a row. The groups are the parts that `explain` shows. */
export const FEATURE_GROUPS = {
  length: ['lnTerms', 'lnTerms2', 'lnTokens', 'density', 'stopShare'],
  rarity: ['meanIdf', 'maxIdf', 'topical', 'firstShare', 'later', 'near', 'repeated'],
  speaker: [
    'roleShare',
    'roleLength',
    'task',
    'userTurn',
    'userAsks',
    'userCorrects',
    'userNames',
    'assistantValues',
    'assistantFirst',
    'afterTool',
  ],
  place: [
    'first',
    'last',
    'unitPlace',
    'messageTokens',
    'firstMessage',
    'nearEnd',
    'position',
    'previousUnit',
    'nextUnit',
  ],
  neighbours: ['answers', 'isAccepted', 'previousTokens', 'nextTokens', 'echoed', 'echoes'],
  form: ['code', 'output', 'list', 'aside', 'failure'],
  content: [
    'numbers',
    'names',
    'identifiers',
    'bare',
    'question',
    'questionAccepted',
    'questionNumbers',
    'acceptedContent',
  ],
  act: [...ACTS, ...STANCES],
  wording: WORDINGS,
} as const

export type FeatureGroup = keyof typeof FEATURE_GROUPS
export type Feature = (typeof FEATURE_GROUPS)[FeatureGroup][number]

export const FEATURES = Object.values(FEATURE_GROUPS).flat() as readonly Feature[]

/** Content terms up to which a unit without a value says nothing by itself ("Wait.", "back for a sec"). */
const MAX_BARE_TERMS = 1
/** Counts above this say no more. */
const MAX_COUNT = 4
/** Messages ahead that still belong to the same exchange. */
const NEAR_MESSAGES = 6
/** Messages from the end that count as the present. */
const END_MESSAGES = 4

/** The place of each feature in a row. */
const AT = Object.fromEntries(FEATURES.map((feature, place) => [feature, place])) as Readonly<
  Record<Feature, number>
>
/** The features before these are numbers; these are bits of the unit table, in the same order. */
const FIRST_ACT = AT[ACTS[0]]
const FIRST_WORDING = AT[WORDINGS[0]]

/** The features of one unit, in the order of `FEATURES`. Overwritten by the next call. */
export type FeatureRow = Float64Array

/** Reads the features of any unit of a conversation. Cost: linear in the conversation once, then in the unit's terms. */
export interface FeatureReader {
  /** All features of a unit. */
  rowOf(unit: Unit): FeatureRow
  /** `start` and what each feature of the unit adds to it, in the order of `FEATURES`: by one table of weights. */
  sumOf(unit: Unit, weights: Float64Array, start: number): number
}

export function featureReader(
  conversation: Conversation,
  strands: Uint8Array = new Uint8Array(conversation.entries.length),
): FeatureReader {
  const statistics = gatherStatistics(conversation, strands)
  const { table } = conversation
  const row = new Float64Array(FEATURES.length)
  let place = placeOf(conversation, 0, statistics)
  const readNumbers = (unit: Unit) => {
    row.fill(0, 0, FIRST_ACT)
    if (place.index !== unit.messageIndex) place = placeOf(conversation, unit.messageIndex, statistics)
    readTerms(row, conversation, unit, statistics)
    readPlaceAndSpeaker(row, conversation, unit, place)
    readUser(row, conversation, unit)
    readAssistant(row, conversation, unit, place)
    readContent(row, conversation, unit, place.isAccepted)
    // The labelled data has lists of assistants only. What a user lists is wanted, what is agreed to was proposed.
    if (place.isAccepted === 1 || row[AT.userTurn] === 1) row[AT.list] = 0
  }
  return {
    rowOf(unit) {
      readNumbers(unit)
      row.fill(0, FIRST_ACT)
      eachBit(table.acts(unit.index), (bit) => {
        row[FIRST_ACT + bit] = 1
      })
      eachBit(table.wording(unit.index), (bit) => {
        row[FIRST_WORDING + bit] = 1
      })
      return row
    },
    sumOf(unit, weights, start) {
      readNumbers(unit)
      let sum = start
      for (let at = 0; at < FIRST_ACT; at++) sum += (weights[at] as number) * (row[at] as number)
      for (let bits = table.acts(unit.index); bits !== 0; bits &= bits - 1)
        sum += weights[FIRST_ACT + lowestBit(bits)] as number
      for (let bits = table.wording(unit.index); bits !== 0; bits &= bits - 1)
        sum += weights[FIRST_WORDING + lowestBit(bits)] as number
      return sum
    },
  }
}

const lowestBit = (bits: number): number => 31 - Math.clz32(bits & -bits)

function eachBit(bits: number, visit: (bit: number) => void): void {
  for (let rest = bits; rest !== 0; rest &= rest - 1) visit(lowestBit(rest))
}

/** Logarithms of counts, which are asked for once for each term of each unit. */
const LN_ONE_MORE = Float64Array.from({ length: 4_096 }, (_, count) => Math.log(1 + count))
const lnOneMore = (count: number): number => LN_ONE_MORE[count] ?? Math.log(1 + count)

function readTerms(
  row: FeatureRow,
  { table }: Conversation,
  { index, terms, messageIndex }: Unit,
  { terms: known, isRepeated }: Statistics,
) {
  const { idf, unitFrequency, starts, messages } = known
  const count = terms.length
  let sum = 0
  let max = 0
  let topical = 0
  let fresh = 0
  let later = 0
  let near = 0
  let echoed = 0
  let echoes = 0
  for (let k = 0; k < count; k++) {
    const term = terms[k] as number
    const weight = idf[term] as number
    const start = starts[term] as number
    const end = starts[term + 1] as number
    const next = known.firstAfter(term, messageIndex)
    sum += weight
    if (weight > max) max = weight
    topical += lnOneMore(unitFrequency[term] as number)
    if (messages[start] === messageIndex) fresh += weight
    if (next < end) {
      if ((messages[next] as number) <= messageIndex + NEAR_MESSAGES) {
        const isTwice = next + 1 < end && (messages[next + 1] as number) <= messageIndex + NEAR_MESSAGES
        near += isTwice ? weight * 2 : weight
      }
      later += weight * lnOneMore(end - next)
      if (messages[next] === messageIndex + 1) echoed += weight
    }
    // Before `next` stands this message, and before that the last one with the term.
    if (next - 2 >= start && messages[next - 2] === messageIndex - 1) echoes += weight
  }
  const total = sum || 1
  const lnTerms = lnOneMore(count)
  row[AT.lnTerms] = lnTerms
  row[AT.lnTerms2] = lnTerms * lnTerms
  row[AT.lnTokens] = lnOneMore(table.tokens(index))
  row[AT.density] = count / (table.tokens(index) + 2)
  row[AT.stopShare] = 1 - count / (table.words(index) + 1)
  row[AT.meanIdf] = count === 0 ? 0 : sum / count
  row[AT.maxIdf] = max
  row[AT.topical] = count === 0 ? 0 : topical / count
  row[AT.firstShare] = fresh / total
  row[AT.later] = later / total
  row[AT.near] = near / total
  row[AT.repeated] = isRepeated[index] as number
  row[AT.echoed] = echoed / total
  row[AT.echoes] = echoes / total
}

/** What all units of a message have in common: its place, its speaker and its neighbours. */
interface Place {
  readonly index: number
  readonly start: number
  readonly end: number
  readonly roleShare: number
  readonly roleLength: number
  readonly ownTokens: number
  readonly previousTokens: number
  readonly nextTokens: number
  readonly answers: number
  readonly isAccepted: number
}

function placeOf(conversation: Conversation, index: number, statistics: Statistics): Place {
  const { unitStarts } = conversation
  const start = unitStarts[index] as number
  const end = unitStarts[index + 1] ?? start
  const role = statistics.roleOf(index)
  const lnTokens = (messageIndex: number) => Math.log(1 + (conversation.messageTokens[messageIndex] ?? 0))
  const answers = index > 0 && endsWithQuestion(conversation, index - 1) && statistics.changesSpeaker(index)
  return {
    index,
    start,
    end,
    roleShare: Math.log(role.tokens / (statistics.tokensAround(index) || 1) + 0.01),
    roleLength: Math.log(1 + role.tokens / Math.max(1, role.messages)),
    ownTokens: lnTokens(index),
    previousTokens: lnTokens(index - 1),
    nextTokens: lnTokens(index + 1),
    answers: answers ? 1 : 0,
    isAccepted: opensWithAgreement(conversation, index + 1) ? 1 : 0,
  }
}

/** Whether the last unit of a message asks. */
function endsWithQuestion(conversation: Conversation, messageIndex: number): boolean {
  const { unitStarts } = conversation
  const end = unitStarts[messageIndex + 1] ?? 0
  return end > (unitStarts[messageIndex] as number) && hasFlag(conversation, end - 1, FLAG.asksMark)
}

/** Whether the first unit of a message agrees. */
function opensWithAgreement(conversation: Conversation, messageIndex: number): boolean {
  const { unitStarts, table } = conversation
  const start = unitStarts[messageIndex] ?? 0
  return start < (unitStarts[messageIndex + 1] ?? 0) && (table.wording(start) & AGREES) !== 0
}

function readPlaceAndSpeaker(row: FeatureRow, conversation: Conversation, unit: Unit, place: Place) {
  const { messageIndex, index } = unit
  const { start, end } = place
  const messages = conversation.entries.length
  row[AT.roleShare] = place.roleShare
  row[AT.roleLength] = place.roleLength
  row[AT.first] = index === start ? 1 : 0
  row[AT.last] = index === end - 1 ? 1 : 0
  row[AT.unitPlace] = lnOneMore(index - start)
  row[AT.messageTokens] = place.ownTokens
  row[AT.firstMessage] = isFirstOfAll(conversation, messageIndex) ? 1 : 0
  row[AT.nearEnd] = messageIndex >= messages - END_MESSAGES ? 1 : 0
  row[AT.position] = messageIndex / messages
  row[AT.previousUnit] = index > start ? lnTermsOf(conversation, index - 1) : 0
  row[AT.nextUnit] = index < end - 1 ? lnTermsOf(conversation, index + 1) : 0
  row[AT.answers] = place.answers
  row[AT.isAccepted] = place.isAccepted
  row[AT.previousTokens] = place.previousTokens
  row[AT.nextTokens] = place.nextTokens
}

const isFirstOfAll = ({ isContinuation }: Conversation, messageIndex: number): boolean =>
  messageIndex === 0 && !isContinuation

const ASKING_ACTS =
  (ACT_BIT.request as number) | (ACT_BIT.proposal as number) | (ACT_BIT.correction as number)

/** What a user says to an assistant. Among named people the roles mean nothing. */
function readUser(row: FeatureRow, conversation: Conversation, { index, messageIndex }: Unit): void {
  const { table } = conversation
  const flags = table.flags(index)
  if (conversation.isNamed || (flags & FLAG.ofUser) === 0 || (flags & FLAG.ofTool) !== 0) return
  const isTask = isFirstOfAll(conversation, messageIndex)
  const asks = (flags & FLAG.question) !== 0 || (table.acts(index) & ASKING_ACTS) !== 0
  const corrects = (flags & FLAG.correction) !== 0 || (table.wording(index) & LIKING) !== 0
  row[AT.task] = isTask ? 1 : 0
  row[AT.userTurn] = isTask ? 0 : 1
  row[AT.userAsks] = asks ? 1 : 0
  row[AT.userCorrects] = corrects ? 1 : 0
  row[AT.userNames] = Math.min(2, table.names(index) + table.numbers(index))
}

/**
 * Between a user and an assistant: whether a unit is a bare word, and what the assistant tells in prose (with values, in its first sentence, right
 * behind a tool's answer).
 */
function readAssistant(
  row: FeatureRow,
  { table, isNamed, messageFlags }: Conversation,
  { index, messageIndex, terms }: Unit,
  { start }: Place,
): void {
  if (isNamed) return
  const flags = table.flags(index)
  const values = table.names(index) + table.numbers(index) + table.identifiers(index)
  row[AT.bare] = terms.length <= MAX_BARE_TERMS && values === 0 ? 1 : 0
  if ((flags & FLAG.ofAssistant) === 0 || (flags & NO_PROSE) !== 0) return
  row[AT.assistantValues] = Math.min(2, values)
  row[AT.assistantFirst] = index === start ? 1 : 0
  row[AT.afterTool] = ((messageFlags[messageIndex - 1] ?? 0) & FLAG.ofTool) !== 0 ? 1 : 0
}

const NO_PROSE = FLAG.ofTool | FLAG.code | FLAG.output

const LIKING = WORDING_BIT.liking as number
const AGREES = WORDING_BIT.agrees as number
const PROBLEM = ACT_BIT.problem as number

const lnTermsOf = (conversation: Conversation, index: number): number =>
  lnOneMore(conversation.units[index]?.terms.length ?? 0)

function readContent(row: FeatureRow, { table }: Conversation, { index }: Unit, accepted: number) {
  const flags = table.flags(index)
  const isMachine = (flags & (FLAG.code | FLAG.output)) !== 0
  const numbers = isMachine ? 0 : Math.min(MAX_COUNT, table.numbers(index))
  const names = isMachine ? 0 : Math.min(MAX_COUNT, table.names(index))
  const question = (flags & FLAG.asksMark) !== 0 ? 1 : 0
  const isOutput = (flags & FLAG.output) !== 0 || (flags & (FLAG.ofTool | FLAG.code)) === FLAG.ofTool
  row[AT.code] = (flags & FLAG.code) !== 0 ? 1 : 0
  row[AT.output] = isOutput ? 1 : 0
  row[AT.list] = (flags & FLAG.list) !== 0 ? 1 : 0
  row[AT.aside] = (flags & (FLAG.spoken | FLAG.code | FLAG.output)) === 0 ? 1 : 0
  row[AT.failure] = isOutput && (table.acts(index) & PROBLEM) !== 0 ? 1 : 0
  row[AT.numbers] = numbers
  row[AT.names] = names
  row[AT.identifiers] = isMachine ? 0 : Math.min(MAX_COUNT, table.identifiers(index))
  row[AT.question] = question
  row[AT.questionAccepted] = question * accepted
  row[AT.questionNumbers] = question * Math.min(1, numbers)
  row[AT.acceptedContent] = accepted * Math.min(1, numbers + names)
}
