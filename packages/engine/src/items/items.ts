import { dayOfMonthMeant, spanMeant } from '../annotate/english-spans.js'
import { type Conversation, hasFlag, textOf, type Unit } from '../conversation.js'
import { lexiconFor } from '../lexicon/registry.js'
import type { Wording } from '../lexicon/types.js'
import { findPointingCorrections } from '../link/pointing-corrections.js'
import { isWish } from '../matters/wishes.js'
import { once } from '../once.js'
import type { Item, ItemType, NamedDay, Span } from '../types.js'
import { FLAG } from '../unit-flags.js'
import { findAgreements } from './agreements.js'
import { amongPeople } from './among-people.js'
import { isAnsweredAtOnce } from './answered-at-once.js'
import { asFactOfChat, asPreferenceOfChat, isOfEnglishChat } from './chat-facts.js'
import { findChoices } from './choices.js'
import { confidenceOf, EXPLICIT, IMPLIED } from './confidence.js'
import { isDayOfPlan } from './day-of-plan.js'
import { dayOf } from './day-of-unit.js'
import { dayInTalk } from './days-in-talk.js'
import { withDetailBehind } from './detail-behind.js'
import type { Draft } from './draft.js'
import { fellThrough } from './fell-through.js'
import { itemsOfMatters, type MatterItems } from './matter-items.js'
import { withMessagesToldWhole } from './message-facts.js'
import { reportedOutcomes } from './outcomes-elsewhere.js'
import { findPicks } from './picked.js'
import { isReached, type Reach, reachOf } from './reach.js'
import { fromReading, isReadAlone, readUnit } from './reading.js'
import { findRestatementsByAssistant } from './restated-by-assistant.js'
import { isOfSeveralDays } from './several-days.js'
import { spanOf, speakerLabel, wordsOf } from './statement.js'
import { isTakenBackAtOnce } from './taken-back.js'
import { isToldByLayout, itemsToldByLayout } from './told-by-layout.js'
import { withoutToldWithin } from './told-within.js'
import { asFactOfUser } from './user-facts.js'
import { toldInItsTurn } from './whole-turn.js'
import { withdrawnMessages } from './withdrawn.js'

/** Dates are resolved for the most salient items only: the parser is the slowest step of all. */
const MAX_RESOLVED_DATES = 400

/**
 * Units that are read as statements: the most salient ones, beside all that look like a rule, a decision or a preference.
 * Writing a statement costs ten times as much as scoring it, and nobody reads two thousand facts; fetch ranks every unit.
 */
const MAX_CANDIDATES = 2_000

/** Reads what was said for its items: some units first where no more is asked for, each of them once. */
export interface ItemReader {
  /** What the given units tell, and what was settled by several. Without dates and without what their turns tell them by, in no order. */
  readonly among: (units: readonly Unit[]) => readonly Item[]
  /** Most salient first; the same statement once, with the evidence of its newest saying. */
  readonly all: () => readonly Item[]
}

/**
 * Finds the typed things that were said, as statements that can be read alone. `replaced`: units that a later one replaces.
 *
 * Cost    a sort of the units; statements are written for a bounded number of them.
 */
export function itemReader(
  conversation: Conversation,
  salience: Float64Array,
  replaced: ReadonlyMap<number, number> = new Map(),
): ItemReader {
  const language = conversation.entries[0]?.annotation.language ?? 'en'
  const { wording } = lexiconFor(language).source
  const settled = once(() => settledDrafts(conversation, wording, undefined))
  const drafts = new Map<number, Draft | undefined>()
  const read = (unit: Unit): Draft | undefined => {
    if (drafts.has(unit.index)) return drafts.get(unit.index)
    const draft = draftOf(conversation, unit, wording)
    drafts.set(unit.index, draft)
    return draft
  }
  const settledNear = (units: readonly Unit[]): SettledDrafts => {
    const reach = conversation.isNamed ? reachOf(conversation, units) : undefined
    return reach === undefined ? settled() : settledDrafts(conversation, wording, reach)
  }
  const told = (units: readonly Unit[], known: SettledDrafts) =>
    withoutRepeats(draftsOf(conversation, known, units, read, wording))
  const inTurn = (draft: Draft): Draft => ({
    ...draft,
    statement: toldInItsTurn(conversation, draft.unit, draft.type, draft.statement, replaced),
  })
  const isToldElsewhere = ({ index }: Unit): boolean => {
    const { units, ofMatters } = settled()
    return replaced.has(index) || units.has(index) || ofMatters.all.has(index) || ofMatters.details.has(index)
  }
  const weight = (draft: Draft) => salience[draft.unit.index] ?? 0
  return {
    among: (units) => {
      const asked = new Set(units.map(({ messageIndex }) => messageIndex))
      const drafts = told(units, settledNear(units))
      const isLeftOut = (unit: Unit) => !asked.has(unit.messageIndex) || isToldElsewhere(unit)
      return withMessagesToldWhole(conversation, drafts, wording, isLeftOut).map((draft) =>
        toItem(conversation, draft, language, 'undated'),
      )
    },
    all: () =>
      withMessagesToldWhole(
        conversation,
        oneOfEachTurn(told(candidates(conversation, salience), settled()).map(inTurn)),
        wording,
        isToldElsewhere,
      )
        .sort((a, b) => weight(b) - weight(a) || a.unit.index - b.unit.index)
        .map((draft, rank) =>
          toItem(conversation, draft, language, rank < MAX_RESOLVED_DATES ? 'dated' : 'spans'),
        ),
  }
}

/** All items of a conversation; see `itemReader`. */
export const extractItems = (
  conversation: Conversation,
  salience: Float64Array,
  replaced?: ReadonlyMap<number, number>,
): readonly Item[] => itemReader(conversation, salience, replaced).all()

/** What several sentences tell together, and the units that are told by it. */
interface SettledDrafts {
  readonly drafts: readonly Draft[]
  readonly units: ReadonlySet<number>
  /** Units with a request that was met: what was made of it is told. */
  readonly met: ReadonlySet<number>
  readonly ofMatters: MatterItems
}

function settledDrafts(conversation: Conversation, wording: Wording, reach: Reach): SettledDrafts {
  const drafts: Draft[] = []
  const settled = new Set<number>()
  const language = conversation.entries[0]?.annotation.language ?? 'en'
  const ofMatters = itemsOfMatters(conversation, lexiconFor(language))
  for (const item of ofMatters.items)
    drafts.push({ ...item, confidence: item.type === 'fact' ? IMPLIED : EXPLICIT })
  for (const agreement of findAgreements(conversation, wording)) {
    settled.add(agreement.proposal.index).add(agreement.acceptance.index)
    if (ofMatters.isToldIn(agreement)) continue
    if (!conversation.isNamed && fellThrough(conversation, agreement)) continue
    if (!conversation.isNamed && OPTION_ALONE.test(agreement.content)) continue
    drafts.push({
      unit: agreement.limits.at(-1) ?? agreement.proposal,
      type: 'decision',
      statement: { content: agreement.content, evidence: agreement.evidence },
      confidence: EXPLICIT,
    })
  }
  for (const draft of amongPeople(conversation, wording, settled, reach)) {
    settled.add(draft.unit.index)
    drafts.push(draft)
  }
  for (const { unit, content, evidence, passedOver } of findPicks(conversation, wording)) {
    for (const option of passedOver) settled.add(option.index)
    if (settled.has(unit.index) || ofMatters.settled.has(unit.index)) continue
    settled.add(unit.index)
    drafts.push({ unit, type: 'decision', statement: { content, evidence }, confidence: EXPLICIT })
  }
  for (const { unit, content, evidence } of findChoices(conversation, wording, settled)) {
    settled.add(unit.index)
    if (ofMatters.settled.has(unit.index)) continue
    drafts.push({ unit, type: 'decision', statement: { content, evidence }, confidence: EXPLICIT })
  }
  const met = new Set<number>()
  for (const { unit, content, evidence, isDecision, isOrder, saidBefore } of findRestatementsByAssistant(
    conversation,
    wording,
    settled,
  )) {
    if (ofMatters.all.has(unit.index)) continue
    settled.add(unit.index)
    const type = isDecision ? 'decision' : 'fact'
    drafts.push({ unit, type, statement: { content, evidence }, confidence: EXPLICIT })
    if (isOrder) for (const { index } of saidBefore) met.add(index)
  }
  for (const { unit, content, evidence } of outcomesOf(conversation, wording, settled)) {
    settled.add(unit.index)
    drafts.push({ unit, type: 'fact', statement: { content, evidence }, confidence: EXPLICIT })
  }
  for (const draft of corrections(conversation, wording, reach)) {
    if (ofMatters.details.has(draft.unit.index)) continue
    settled.add(draft.unit.index)
    drafts.push(draft)
  }
  return { drafts, units: settled, met, ofMatters }
}

function draftsOf(
  conversation: Conversation,
  { drafts: known, units: settled, met, ofMatters }: SettledDrafts,
  units: readonly Unit[],
  read: (unit: Unit) => Draft | undefined,
  wording: Wording,
): Draft[] {
  const drafts = [...known]
  for (const unit of units) {
    if (settled.has(unit.index)) continue
    const draft = read(unit)
    if (draft === undefined || isToldByMatter(conversation, draft, ofMatters)) continue
    if (draft.type !== 'task' || !met.has(unit.index)) drafts.push(draft)
  }
  const withdrawn = withdrawnMessages(conversation)
  const standing = withoutContexts(
    oneOfEachSentence(drafts).map((draft) => toldWhole(conversation, draft)),
  ).filter(({ unit, type }) => {
    if (type !== 'task' && type !== 'decision') return true
    return (
      !withdrawn.has(unit.messageIndex) && !(type === 'decision' && isTakenBackAtOnce(conversation, unit))
    )
  })
  return withToldByLayout(conversation, standing, wording)
}

/** Lines of a text of ours are what its layout tells, whatever their words look like. */
function withToldByLayout(conversation: Conversation, read: readonly Draft[], wording: Wording): Draft[] {
  const told = itemsToldByLayout(conversation, wording).map(
    (one): Draft => ({
      ...one,
      confidence: confidenceOf(conversation, one.unit, one.type, one.statement),
    }),
  )
  return [...read.filter(({ unit }) => !isToldByLayout(conversation, unit)), ...told]
}

const outcomesOf = (conversation: Conversation, wording: Wording, known: ReadonlySet<number>) =>
  reportedOutcomes(conversation, wording, known, conversation.entries[0]?.annotation.language ?? 'en')

/** A request, a choice, what an assistant finds, an answer to its question: details of a matter that is told whole. */
function isToldByMatter(
  conversation: Conversation,
  { unit, type, statement }: Draft,
  { all, told, settled, details, parts, hasMatters }: MatterItems,
): boolean {
  if (type === 'task' && details.has(unit.index)) return true
  const isTold = told.has(unit.index)
  const isAnswer = statement.evidence[0]?.messageId !== conversation.entries[unit.messageIndex]?.message.id
  if (isTold && type === 'task') return true
  const isOfUser = hasFlag(conversation, unit.index, FLAG.ofUser)
  if (type === 'decision' && all.has(unit.index) && (isAnswer || !isOfUser)) return true
  if (isTold && type === 'decision') return parts.has(unit.index)
  if (type !== 'fact') return false
  if (hasMatters && !isOfUser && BRINGS.test(textOf(conversation, unit))) return true
  // "On point, my friend", "the 13th": answers to what was asked of a matter.
  if (isOfUser && isAnswer && details.has(unit.index)) return true
  if (!all.has(unit.index)) return false
  const { stances, wording, firstPerson } = unit.annotation
  if (!isOfUser) return settled.has(unit.index) || !CHANGES.test(textOf(conversation, unit))
  if (isWish(conversation, unit)) return true
  if (!isTold) return false
  // "I can check in on the 2nd": when, as he would have it; "I repair 240 cellos a year": what he does.
  const isDated =
    firstPerson &&
    !wording.includes('past') &&
    wording.includes('time') &&
    !HOW_OFTEN.test(textOf(conversation, unit))
  return parts.has(unit.index) || isAnswer || isDated || stances.includes('plan')
}

/** "A year", "twice a week", "every Friday": tells no time. */
const HOW_OFTEN =
  /\b(?:an?|per|each|every) (?:day|week|month|year|hour|night|morning|evening|(?:mon|tues|wednes|thurs|fri|satur|sun)day)s?\b/i

/** "I found one flight", "there is a museum": an offer. */
const BRINGS =
  /^(?:(?:yes|sure|okay|ok)[,.]? )?(?:i (?:also )?(?:have|found|see)|i['’]ve (?:found|got)|there(?:['’]s| is| are))\b/i

/** "The delivery of 5 August is skipped": what was done to something, unlike what it is like or where. */
const CHANGES =
  /\b(?:is|are|was|were|(?:has|have) been) (?:now )?(?!(?:locat|rat|call|nam|direct|bas|situat|need|pric|includ|own|consider|suit|schedul|reput)ed\b|priced\b|served\b)\p{L}+(?:ed|own|elled|oken)\b/iu

const toldWhole = (conversation: Conversation, draft: Draft): Draft =>
  draft.type === 'decision'
    ? { ...draft, statement: withDetailBehind(conversation, draft.unit, draft.statement) }
    : draft

/** "Do you confirm option C with 41.20?": the letter says what only where the option was told. */
const OPTION_ALONE = /^[^:→]*: [^:→]*\b(?:option|variant|alternative|choice) [A-F\d]\b(?! ?[(:,–-])[^:→]*→/u

/** "The deadline is 12 March." → "Actually, make it the 14th.": typed as what it corrects. */
function corrections(conversation: Conversation, wording: Wording, reach: Reach): Draft[] {
  const drafts: Draft[] = []
  for (const [index, by] of findPointingCorrections(conversation)) {
    const earlier = conversation.units[index] as Unit
    const unit = conversation.units[by] as Unit
    if (!isReached(reach, unit.messageIndex)) continue
    const corrected = draftOf(conversation, earlier, wording)
    if (corrected === undefined || corrected.type === 'constraint') continue
    const said = `${speakerLabel(conversation, unit, wording)}: ${wordsOf(conversation, unit)}`
    const statement = {
      content: `${corrected.statement.content} → ${said}`,
      evidence: [...corrected.statement.evidence, spanOf(conversation, unit)],
    }
    drafts.push({ unit, type: corrected.type, statement, confidence: EXPLICIT })
  }
  return drafts
}

/** In conversation order. Cost: a sort of the saliences. */
function candidates(conversation: Conversation, salience: Float64Array): readonly Unit[] {
  const { units } = conversation
  if (units.length <= MAX_CANDIDATES) return units
  const least = salience.toSorted()[units.length - MAX_CANDIDATES] ?? 0
  return units.filter(
    ({ index }) => (salience[index] ?? 0) >= least || hasFlag(conversation, index, FLAG.telling),
  )
}

function draftOf(conversation: Conversation, unit: Unit, wording: Wording): Draft | undefined {
  const read = isReadAlone(conversation, unit)
    ? fromReading(conversation, unit, wording)
    : readUnit(conversation, unit, wording)
  if (read === undefined) return undefined
  const { type, statement, ofChat } = read
  if (type === 'task' && isAnsweredAtOnce(conversation, unit, statement.content)) return undefined
  if (type === 'fact' && isOfEnglishChat(conversation, unit)) {
    const fact = asFactOfChat(conversation, unit, statement, ofChat)
    return fact && { unit, type, ...fact }
  }
  if (type === 'preference' && isOfEnglishChat(conversation, unit)) {
    const told = asPreferenceOfChat(conversation, unit, statement)
    return told && { unit, type, statement: told, confidence: confidenceOf(conversation, unit, type, told) }
  }
  if (type === 'fact' && isOfEnglishUser(conversation, unit)) {
    const told = asFactOfUser(conversation, unit, statement)
    return told && { unit, type, statement: told, confidence: confidenceOf(conversation, unit, type, told) }
  }
  return { unit, type, statement, confidence: confidenceOf(conversation, unit, type, statement) }
}

const isOfEnglishUser = ({ isNamed, entries }: Conversation, { messageIndex }: Unit): boolean =>
  !isNamed &&
  entries[messageIndex]?.message.role === 'user' &&
  entries[messageIndex]?.annotation.language === 'en'

/** What a sentence is told as where its clauses are of several types: the first of these. */
const TYPE_ORDER: readonly ItemType[] = ['constraint', 'decision', 'preference', 'task', 'fact', 'emotion']

/** Clauses of one sentence are told by the whole sentence, so it is told once. */
function oneOfEachSentence(drafts: readonly Draft[]): Draft[] {
  const chosen = new Map<string, Draft>()
  const keyOf = ({ type, statement }: Draft, isOfRule = type === 'constraint') => {
    const { messageId, start } = statement.evidence.at(-1) ?? { messageId: '', start: 0 }
    return `${isOfRule ? 'rule' : 'said'} ${start} ${messageId}`
  }
  for (const draft of drafts) {
    const key = keyOf(draft)
    const known = chosen.get(key)
    if (known === undefined || TYPE_ORDER.indexOf(draft.type) < TYPE_ORDER.indexOf(known.type))
      chosen.set(key, draft)
  }
  // What is asked for and what was settled stand beside a rule of the same sentence; the rest of it is told by the rule.
  return [...chosen.values()].filter(
    (draft) => BESIDE_RULE.has(draft.type) || !chosen.has(keyOf(draft, true)),
  )
}
const BESIDE_RULE: ReadonlySet<ItemType> = new Set(['constraint', 'task', 'decision'])

/**
 * "We have a cabin." and "We have a cabin. It sleeps six.": what another statement of the same type tells too, because it
 * needs it, is told once. Cost: linear in the evidence.
 */
function withoutContexts(drafts: readonly Draft[]): Draft[] {
  const keyOf = (type: ItemType, { messageId, start, end }: Span) => `${type} ${start} ${end} ${messageId}`
  const told = new Set(
    drafts.flatMap(({ type, statement: { evidence } }) =>
      evidence
        .slice(0, -1)
        .filter(({ messageId }) => messageId === evidence.at(-1)?.messageId)
        .map((span) => keyOf(type, span)),
    ),
  )
  return drafts.filter(
    ({ type, statement: { evidence } }) =>
      evidence.length === 0 || !evidence.every((span) => told.has(keyOf(type, span))),
  )
}

/** Of statements with the same words only the newest stays. */
function withoutRepeats(drafts: readonly Draft[]): Draft[] {
  const newest = new Map<string, Draft>()
  for (const draft of drafts) {
    const key = `${draft.type} ${draft.statement.content.toLowerCase()}`
    const known = newest.get(key)
    if (known === undefined || known.unit.index < draft.unit.index) newest.set(key, draft)
  }
  return [...newest.values()]
}

/** Sentences of one message that are told by the whole of it are one item, with the places of all. */
function oneOfEachTurn(drafts: readonly Draft[]): Draft[] {
  const alike = new Map<string, Draft>()
  for (const draft of drafts) {
    const { unit, type, statement } = draft
    const key = `${type} ${unit.messageIndex} ${statement.content}`
    const known = alike.get(key)
    const evidence = [...(known?.statement.evidence ?? []), ...statement.evidence]
    alike.set(key, known === undefined ? draft : { ...draft, statement: { ...statement, evidence } })
  }
  return withoutToldWithin([...alike.values()])
}

const WEEKDAY = /\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b/i
const DAY_AND_MONTH =
  /\b(?:\d{1,2}(?:st|nd|rd|th)? (?:of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\p{Ll}* \d)/iu
const WEEKDAY_AND_DAY = /\b(?:mon|tues|wednes|thurs|fri|satur|sun)day,? (?:the )?\d{1,2}(?:st|nd|rd|th)\b/i
const SAYS_WHICH_WEEK =
  /\b(?:today|tonight|tomorrow|yesterday|ago|last|next|this|coming|since|by|until|till)\b|\b(?:(?!need\b|bed\b|red\b|wed\b|rent\b|student\b|event\b)\p{L}+(?:ed|ought|ent)|was|were|had|did|got|came|put|broke|fell|met|ran|sat|saw|took|told|said|lost|made|gave|will|['’]ll|going to|shall)\b/iu

/**
 * "Saturday afternoon is the concert", "we also need a room on Friday": at a desk a weekday is of the week that the talk is about, which
 * may be months away; a past or a future tense says which one.
 */
function isOfSomeWeek({ annotation: { wording } }: Unit, content: string): boolean {
  if (!WEEKDAY.test(content) || DAY_AND_MONTH.test(content)) return false
  // "A Friday the 13th": of a month that is not said.
  if (WEEKDAY_AND_DAY.test(content)) return true
  if (SAYS_WHICH_WEEK.test(content)) return false
  return !wording.includes('past') && !wording.includes('future')
}

/** Named people of a chat between two. */
const TWO = 2
/** What a day that is not relative has: see `resolveDate`. */
const NAMES_YEAR = /\d{4}/
/** Between what was proposed and who agreed. */
const AGREES = ' → '

const HALF_A_YEAR_MS = 183 * 86_400_000
const halfAYearBefore = (day: string): string =>
  new Date(Date.parse(day) - HALF_A_YEAR_MS).toISOString().slice(0, 10)

/** What was agreed is to come. "Until two days before arrival", "never on a Friday": what holds on is of no one day. */
function dayOfItem(
  conversation: Conversation,
  { unit, type, statement, isOfSeveralDays: isUndated }: Draft,
  language: string,
): NamedDay | undefined {
  if (isUndated === true) return undefined
  // A rule is of a day only where that is told with its year: the parser need not be asked for the others.
  if (type === 'constraint' && !NAMES_YEAR.test(textOf(conversation, unit))) return undefined
  const isAgreed = type === 'decision' && statement.content.includes(AGREES)
  const saidOn = conversation.entries[unit.messageIndex]?.message.timestamp?.slice(0, 10) ?? ''
  const read = dayInTalk(conversation, unit, dayOf(conversation, unit, language, isAgreed))
  // What is asked for is to come: "from 1 September", said in January. What was settled is mostly to come, and not half a year ago.
  const isGone =
    read !== undefined &&
    read.day < (type === 'decision' && saidOn !== '' ? halfAYearBefore(saidOn) : saidOn) &&
    (type === 'task' || type === 'decision')
  const day = isGone ? dayOf(conversation, unit, language, true) : read
  if (isOfSeveralDays(type, statement.content, day)) return undefined
  if (day?.isRelative !== true) return day
  const isOfDesk = !conversation.isNamed && language === 'en'
  const isOfGroup = conversation.isChronicle && conversation.speakers.length > TWO && language === 'en'
  const isHeldOff =
    type === 'constraint' ||
    (isOfDesk && isOfSomeWeek(unit, statement.content)) ||
    (isOfGroup && isDayOfPlan(textOf(conversation, unit)))
  return isHeldOff ? undefined : day
}

function toItem(
  conversation: Conversation,
  draft: Draft,
  language: string,
  dating: 'dated' | 'spans' | 'undated',
): Item {
  const { unit, type, statement, confidence, speaker } = draft
  const message = conversation.entries[unit.messageIndex]?.message
  const date = dating === 'dated' ? dayOfItem(conversation, draft, language) : undefined
  const isAnchored = date?.isRelative === true
  const span =
    date === undefined && dating !== 'undated' && language === 'en' && type !== 'constraint'
      ? (spanMeant(statement.content, message?.timestamp) ??
        (conversation.isChronicle ? dayOfMonthMeant(statement.content, message?.timestamp) : undefined))
      : undefined
  const when = isAnchored ? date.day : span
  return {
    id: `${type}:${message?.id ?? ''}:${unit.annotation.start}`,
    type,
    content: when === undefined ? statement.content : `${statement.content} [${when}]`,
    speaker: speaker ?? conversation.speakers[unit.speaker] ?? '',
    confidence,
    evidence: statement.evidence,
    ...(message?.timestamp === undefined ? {} : { saidAt: message.timestamp }),
    ...(date === undefined ? {} : { eventDate: date.day }),
  }
}
