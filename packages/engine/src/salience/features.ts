import type { Conversation, Unit } from '../conversation.js'
import type { MessageAnnotation } from '../types.js'
import { gatherStatistics, type Statistics } from './statistics.js'

/** Kinds of wording that are features of their own; see `WordingCue` and `FormCue`. */
const WORDINGS = [
  'past',
  'future',
  'obligation',
  'possibility',
  'negation',
  'reason',
  'liking',
  'opinion',
  'confirming',
  'courtesy',
  'time',
  'money',
  'pointing',
  'continuing',
  'hesitation',
  'praise',
  'thirdPerson',
  'numberWord',
  'being',
  'having',
  'asking',
  'exclaims',
  'asksMark',
  'quotes',
  'fragment',
  'enumerates',
  'agrees',
  'firstSingular',
  'firstPlural',
  'second',
] as const

/** Acts and stances that are features of their own; see `SpeechAct` and `Stance`. */
const ACTS = ['request', 'proposal', 'acceptance', 'refusal', 'commitment', 'correction', 'filler'] as const
const STANCES = [
  'preference',
  'decision',
  'emotion',
  'completion',
  'problem',
  'plan',
  'hypothetical',
] as const

/** Features by group, in the order of a row. The groups are the parts that `explain` shows. */
export const FEATURE_GROUPS = {
  length: ['lnTerms', 'lnTerms2', 'lnTokens', 'density', 'stopShare'],
  rarity: ['meanIdf', 'maxIdf', 'topical', 'firstShare', 'later', 'near', 'repeated'],
  speaker: ['roleShare', 'roleLength', 'task', 'userTurn', 'userAsks', 'userCorrects', 'userNames'],
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
const placesOf = (names: readonly Feature[]): ReadonlyMap<string, number> =>
  new Map(names.map((name) => [name, AT[name]]))
const WORDING_AT = placesOf(WORDINGS)
const ACT_AT = placesOf(ACTS)
const STANCE_AT = placesOf(STANCES)

/** The features of one unit, in the order of `FEATURES`. Overwritten by the next call. */
export type FeatureRow = Float64Array

/** Reads the features of any unit of a conversation. Cost: linear in the conversation once, then in the unit's terms. */
export function featureReader(conversation: Conversation): (unit: Unit) => FeatureRow {
  const statistics = gatherStatistics(conversation)
  const row = new Float64Array(FEATURES.length)
  let place = placeOf(conversation, 0, statistics)
  return (unit) => {
    row.fill(0)
    readTerms(row, unit, statistics)
    if (place.index !== unit.messageIndex) place = placeOf(conversation, unit.messageIndex, statistics)
    readPlaceAndSpeaker(row, conversation, unit, place)
    readUser(row, conversation, unit, statistics)
    readContent(row, unit, statistics, place.isAccepted)
    // The labelled data has lists of assistants only. What a user lists is wanted, what is agreed to was proposed.
    if (place.isAccepted === 1 || row[AT.userTurn] === 1) row[AT.list] = 0
    const { wording, act, stances } = unit.annotation
    for (let k = 0; k < wording.length; k++) mark(row, WORDING_AT, wording[k] as string)
    for (let k = 0; k < stances.length; k++) mark(row, STANCE_AT, stances[k] as string)
    mark(row, ACT_AT, act)
    return row
  }
}

function mark(row: FeatureRow, places: ReadonlyMap<string, number>, name: string): void {
  const place = places.get(name)
  if (place !== undefined) row[place] = 1
}

/** Logarithms of counts, which are asked for once for each term of each unit. */
const LN_ONE_MORE = Float64Array.from({ length: 4_096 }, (_, count) => Math.log(1 + count))
const lnOneMore = (count: number): number => LN_ONE_MORE[count] ?? Math.log(1 + count)

function readTerms(row: FeatureRow, unit: Unit, { terms: known, isRepeated }: Statistics) {
  const { annotation, terms, messageIndex } = unit
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
  row[AT.lnTokens] = lnOneMore(annotation.tokenCount)
  row[AT.density] = count / (annotation.tokenCount + 2)
  row[AT.stopShare] = 1 - count / (annotation.wordCount + 1)
  row[AT.meanIdf] = count === 0 ? 0 : sum / count
  row[AT.maxIdf] = max
  row[AT.topical] = count === 0 ? 0 : topical / count
  row[AT.firstShare] = fresh / total
  row[AT.later] = later / total
  row[AT.near] = near / total
  row[AT.repeated] = isRepeated[unit.index] as number
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

function placeOf({ entries, unitStarts, units }: Conversation, index: number, statistics: Statistics): Place {
  const before = entries[index - 1]
  const after = entries[index + 1]
  const start = unitStarts[index] as number
  const role = statistics.roleOf(units[start])
  const lnTokens = (annotation: MessageAnnotation | undefined) => Math.log(1 + (annotation?.tokenCount ?? 0))
  const answers =
    before !== undefined && endsWithQuestion(before.annotation) && statistics.changesSpeaker(index)
  return {
    index,
    start,
    end: unitStarts[index + 1] ?? start,
    roleShare: Math.log(role.tokens / (statistics.tokens || 1) + 0.01),
    roleLength: Math.log(1 + role.tokens / Math.max(1, role.messages)),
    ownTokens: lnTokens(entries[index]?.annotation),
    previousTokens: lnTokens(before?.annotation),
    nextTokens: lnTokens(after?.annotation),
    answers: answers ? 1 : 0,
    isAccepted: after !== undefined && opensWithAgreement(after.annotation) ? 1 : 0,
  }
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

const ASKING_ACTS: ReadonlySet<string> = new Set(['question', 'request', 'proposal', 'correction'])

/** What a user says to an assistant. Among named people the roles mean nothing. */
function readUser(row: FeatureRow, conversation: Conversation, unit: Unit, statistics: Statistics): void {
  const isUser = conversation.entries[unit.messageIndex]?.message.role === 'user'
  if (conversation.isNamed || !isUser || statistics.isTool(unit)) return
  const { annotation } = unit
  const isTask = isFirstOfAll(conversation, unit.messageIndex)
  row[AT.task] = isTask ? 1 : 0
  row[AT.userTurn] = isTask ? 0 : 1
  row[AT.userAsks] = ASKING_ACTS.has(annotation.act) ? 1 : 0
  row[AT.userCorrects] = annotation.act === 'correction' || annotation.wording.includes('liking') ? 1 : 0
  row[AT.userNames] = Math.min(2, annotation.names.length + annotation.numbers.length)
}

const lnTermsOf = (conversation: Conversation, index: number): number =>
  lnOneMore(conversation.units[index]?.terms.length ?? 0)

export const endsWithQuestion = (annotation: MessageAnnotation): boolean =>
  annotation.units.at(-1)?.wording.includes('asksMark') ?? false
export const opensWithAgreement = (annotation: MessageAnnotation): boolean =>
  annotation.units[0]?.wording.includes('agrees') ?? false

function readContent(row: FeatureRow, unit: Unit, statistics: Statistics, accepted: number) {
  const { annotation } = unit
  const isMachine = annotation.kind === 'code' || annotation.kind === 'output'
  const numbers = isMachine ? 0 : Math.min(MAX_COUNT, annotation.numbers.length)
  const names = isMachine ? 0 : Math.min(MAX_COUNT, annotation.names.length)
  const question = annotation.wording.includes('asksMark') ? 1 : 0
  const isOutput = annotation.kind === 'output' || (statistics.isTool(unit) && annotation.kind !== 'code')
  row[AT.code] = annotation.kind === 'code' ? 1 : 0
  row[AT.output] = isOutput ? 1 : 0
  row[AT.list] = annotation.kind === 'list' ? 1 : 0
  row[AT.aside] = annotation.kind === 'aside' ? 1 : 0
  row[AT.failure] = isOutput && annotation.stances.includes('problem') ? 1 : 0
  row[AT.numbers] = numbers
  row[AT.names] = names
  row[AT.identifiers] = isMachine ? 0 : Math.min(MAX_COUNT, annotation.identifiers.length)
  row[AT.question] = question
  row[AT.questionAccepted] = question * accepted
  row[AT.questionNumbers] = question * Math.min(1, numbers)
  row[AT.acceptedContent] = accepted * Math.min(1, numbers + names)
}
