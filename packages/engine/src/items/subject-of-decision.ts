import { type Conversation, hasFlag, textOf, type Unit } from '../conversation.js'
import { list } from '../lexicon/list.js'
import type { Wording } from '../lexicon/types.js'
import { unitsOf } from '../protect.js'
import type { ItemType } from '../types.js'
import { FLAG } from '../unit-flags.js'
import { unitPlaces } from '../unit-places.js'
import { oneLine } from './passage.js'
import { pointsAwayAt } from './points-away-at.js'
import { pointsAway } from './reads-alone.js'
import { type Statement, spanOf, speakerLabel } from './statement.js'
import { namesBeforePointing, subjectOfTask, type TaskSubject, tellsOfTask } from './subject-of-task.js'

/** What was settled among people: its first unit, and how it is told. */
export interface Settled {
  readonly unit: Unit
  readonly type: ItemType
  readonly statement: Statement
}

/** What a message that settled something was about. */
interface Subject {
  readonly units: readonly Unit[]
  /** It says so itself. */
  readonly isOwn: boolean
}

/** "12 to 13?" – "perfect": with fewer words for things than this nobody knows what was settled. */
const MIN_THINGS = 2
/** So few words with a thing or two in them say how it was settled, not what: "ok, Tansy then", "Perpetua Lunn then". */
const MAX_WORDS_OF_FRAGMENT = 5
const MAX_THINGS_OF_FRAGMENT = 2
/** Messages before that may have asked for it. */
const MAX_MESSAGES_BACK = 6
/** What it is about is told in a few words. */
const MAX_WORDS_OF_SUBJECT = 22

/** Stems that name no thing: times, assent, what people do to settle something. */
const NO_THING: ReadonlySet<string> = new Set(
  list(`mondai, tuesdai, wednesdai, thursdai, fridai, saturdai, sundai, mon, tue, tues, wed, thu, thur, thurs, fri, sat, sun, januari, februari, march, april, mai,
    june, juli, august, septemb, octob, novemb, decemb, jan, feb, mar, apr, jun, jul, aug, sep, sept, oct, nov, dec, todai, tomorrow, tonight, yesterdai, morn,
    afternoon, even, night, noon, week, weekend, month, year, dai, hour, minut, clock, am, pm, earli, earlier, late, later, start, begin, end, now, then,
    ok, okai, ye, yep, yeah, sure, fine, good, great, perfect, nice, cool, lol, haha, agre, agreed, decid, settl, deal, done, set, work, suit, right, alright, best, better, cheaper,
    propos, suggest, vote, object, idea, plan, opinion, mean, sai, said, tell, told, call, ask, think, thought, go, come, take, make, get, put, let, have, need, want, like, love, keep, stai,
    everyon, everybodi, someon, somebodi, anyon, anybodi, nobodi, half, quarter, peopl, gui, both, each, half, other, thing, stuff, one, two, three, four, five, six, seven, eight, nine, ten, first, second, third,
    pleas, pl, thank, thx, sorri, actual, realli, mayb, onli, just, instead, also, too, again, alreadi, yet, still, promis, problem`),
)

/** Stems of "eleven", "thirty-five", "twenty-seventh". */
const NUMBER_WORD =
  /^(?:eleven|twelv|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|(?:twenti|thirti|forti|fifti|sixti|seventi|eighti|nineti|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-\p{Ll}+)?|hundr|thousand|fourth|fifth|sixth|seventh|eighth|ninth|tenth)(?:th)?$/u

/** "14 June it is, I tell the town hall": what was settled stands before. */
const HEAD_OF_CLOSING = /^(.{2,60}?) it is\b/i
const IT_IS = /\bit is\b/i
/** So many letters of a word are in its stem. */
const STEM_LETTERS = 4

/** A conversation, and the words in the names of those who speak in it: they name no thing. */
interface Talk {
  readonly conversation: Conversation
  readonly people: ReadonlySet<string>
}

function thingsOf({ conversation, people }: Talk, units: readonly Unit[]): Set<string> {
  const things = new Set<string>()
  for (const unit of units) {
    const head = HEAD_OF_CLOSING.exec(textOf(conversation, unit))?.[1]?.toLowerCase()
    for (const term of unit.annotation.terms)
      if (
        (head === undefined || head.includes(term.slice(0, STEM_LETTERS))) &&
        !/\d/.test(term) &&
        !NO_THING.has(term) &&
        !NUMBER_WORD.test(term) &&
        !people.has(term)
      )
        things.add(term)
  }
  return things
}

/**
 * Tells each of the things that people settled with what it is about: one that names too little gets the question before it
 * that asked for it, or what was said just before; where nobody said what it is about it is left out.
 * Shapes: in the order of the conversation. Cost: linear in the things settled; a bounded look back for each.
 */
export function withSubjects<One extends Settled>(
  conversation: Conversation,
  settled: readonly One[],
  wording: Wording,
): One[] {
  const inOrder = [...settled].sort((a, b) => a.unit.index - b.unit.index)
  const people = new Set(conversation.speakers.flatMap((name) => name.toLowerCase().split(/\s+/)))
  const talk: Talk = { conversation, people }
  const subjects = new Map<string, Subject>()
  return inOrder.flatMap((one): One[] => {
    const units = unitPlaces(conversation).unitsAt(one.statement.evidence)
    const messages = one.statement.evidence.map(({ messageId }) => messageId)
    const first = units[0] ?? one.unit
    const opening = oneLine(textOf(conversation, first))
    if (conversation.isChronicle && GIVES_TO.test(opening)) return []
    const isName = BARE_NAME.test(opening) && isEchoed(units)
    const isClosing = HEAD_OF_CLOSING.test(textOf(conversation, one.unit))
    const pointsElsewhere = IT_IS.test(opening)
      ? pointsAway(opening.replace(IT_IS, ''), 'en')
      : pointsAwayAt(conversation, first.index) === true
    const isOwnPointing = one.type === 'task' && namesBeforePointing(opening)
    const isPointing = (pointsElsewhere && !isOwnPointing) || POINTS_TO_ONE.test(opening)
    const things = thingsOf(talk, units).size
    // "Sam it is": who Sam is everybody knows, what for is told where it was asked.
    const isOfOne = new Set(messages).size === 1
    const isShort = isClosing || (isOfOne && one.unit.annotation.wordCount <= MAX_WORDS_OF_FRAGMENT)
    // "Thirty-five then": an agreement or "15:30 it is" settles something at least.
    const isLoneValue = things === 0 && one.type !== 'task' && isOfOne && !isClosing
    const isBare = things > 0 && things <= MAX_THINGS_OF_FRAGMENT && isShort
    if (!isName && !isPointing && !isBare && things >= (isClosing ? 1 : MIN_THINGS)) {
      if (conversation.isChronicle && OPENS_WITH_FIGURE.test(opening)) return []
      for (const id of messages) subjects.set(id, { units: units.slice(0, 1), isOwn: true })
      return [one]
    }
    const isTask = one.type === 'task'
    const isValue = things === 0 && !isTask
    const how = isTask && isOfOne ? subjectOfTask(opening, things) : undefined
    if (how === 'alone') return [one]
    const named = isBare || isValue ? namedBefore(talk, one.unit, isValue) : []
    const isNear = isPointing || isTask || isClosing
    const subject = named.length > 0 ? named : subjectBefore(talk, one.unit, subjects, isNear)
    // Of a meeting everybody knows at least which one it was; "Perpetua Lunn then" tells nobody what of.
    const isOpen = isPointing || isTask || isBare || isLoneValue
    if (
      how !== undefined &&
      !(subject !== undefined && isOfTask(conversation, one.unit, opening, how, subject))
    )
      return how === 'asked' ? [one] : []
    if (subject === undefined) return conversation.isChronicle || isOpen ? [] : [one]
    const asked = subject.map((unit) => oneLine(textOf(conversation, unit))).join(' ')
    if (isName && !ASKS.test(asked)) return []
    if (isLoneValue && !subject.some((one) => isOfValue(conversation, one))) return []
    if (!isTask && !isPointing && !isOfSame(conversation, subject, units, isClosing))
      return conversation.isChronicle || isOpen ? [] : [one]
    for (const id of messages) subjects.set(id, { units: subject, isOwn: false })
    const label = speakerLabel(conversation, subject[0] as Unit, wording)
    return [
      {
        ...one,
        statement: {
          content: `${label}: ${asked} → ${one.statement.content}`,
          evidence: [...subject.map((unit) => spanOf(conversation, unit)), ...one.statement.evidence],
        },
      },
    ]
  })
}

/** "Last: who brings bed linen": asks for somebody to do it. */
const asksWho = (conversation: Conversation, subject: readonly Unit[]): boolean =>
  subject.some((one) => /(?:^|[:,] )who\b/i.test(oneLine(textOf(conversation, one))))

/** Of what names a thing only what asked for it or has a word of it is told. */
const isOfTask = (
  conversation: Conversation,
  unit: Unit,
  text: string,
  how: TaskSubject,
  subject: readonly Unit[],
): boolean =>
  how === 'asked'
    ? isOfSame(conversation, subject, [unit], false) || asksWho(conversation, subject)
    : tellsOfTask(conversation, unit, text, subject)

/** "The lunch one then": one of what was spoken of. */
const POINTS_TO_ONE = /^(?:(?:ok|okay|yes|yeah|so|then|right|fine)[,. ]+)*the (?:\p{L}+ )?ones?\b/iu
/** Asks for a day or a sum, in words for these. */
const ASKS_FOR_VALUE =
  /\b(?:when|what (?:time|day|date)|which (?:days?|dates?|weeks?|weekend|month)|date|how (?:much|many|long|often)|budget|prices?|costs?|fee)\b/i

/** "28 is in the holidays" – "Sam only then": what was said before is what is settled only where it asked, or has a word of that. */
function isOfSame(
  conversation: Conversation,
  subject: readonly Unit[],
  settled: readonly Unit[],
  isClosing: boolean,
): boolean {
  // "Date first, last year was 28 June" – "12 July it is".
  const isOfTime = (units: readonly Unit[]) =>
    units.some(({ annotation }) => annotation.wording.includes('time'))
  if (isClosing && isOfTime(subject) && isOfTime(settled)) return true
  return subject.some(
    (one) => asksOrOffers(conversation, one) || settled.some((other) => sharesTerm(one, other)),
  )
}

/** "Thirty-five then" answers no "Can I write contingency?". */
const isOfValue = (conversation: Conversation, unit: Unit): boolean =>
  unit.annotation.numbers.length > 0 ||
  unit.annotation.wording.some((one) => one === 'time' || one === 'numberWord') ||
  ASKS_FOR_VALUE.test(textOf(conversation, unit))

const asksOrOffers = (conversation: Conversation, unit: Unit): boolean =>
  hasFlag(conversation, unit.index, FLAG.asksMark) ||
  ASKS.test(oneLine(textOf(conversation, unit))) ||
  OFFERS_CHOICE.test(textOf(conversation, unit))

/** "Fruit or sponge": chats leave the mark out. */
const OFFERS_CHOICE = /\bor\b/i

/** "8 with bread", "4.45 at the station", "from 14:30 in front of 26": a price, a time or a number of what? */
const OPENS_WITH_FIGURE =
  /^(?:(?:from|at|until|till|so|ok|then|for|about) )*[€$£]?\d+(?:[.:,]\d+)?(?:\s?(?:am|pm|h|euros?|€))?\s(?:with|without|at|in|on|each|for|per|from|till|until|is|and|or|then)\b(?! (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))/i
/** "Leonie: Marguerite from Newcastle?": tells one of the others who does what of something. */
const GIVES_TO = /^\p{Lu}\p{Ll}+: \p{Lu}\p{Ll}+ (?:from|to|with|for|at)\b/u
/** "The Wobbly Forks" – "wobbly forks": what is called so? */
const BARE_NAME = /^(?:[Tt]he )?(?:\p{Lu}[\p{L}'’]+ ?){1,4}[.!?]*$/u
const isEchoed = (units: readonly Unit[]): boolean => {
  const [first, ...more] = units
  return first !== undefined && more.every((unit) => unit.terms.every((term) => first.terms.includes(term)))
}

/** What was last said of the thing that a few words name: "are we keeping Heron?" – "bad luck to change" – "Heron it is"; of a day or a sum the offer of it. */
function namedBefore(talk: Talk, unit: Unit, mustAsk: boolean): readonly Unit[] {
  const { conversation } = talk
  let nearest: readonly Unit[] = []
  for (let back = 1; back <= MAX_MESSAGES_BACK && back <= unit.messageIndex; back++) {
    const before = unitsOf(conversation, unit.messageIndex - back).filter((one) => sharesTerm(one, unit))
    const told = tellingUnits(talk, before, false)
    const isAsked = told.some((one) => asksOrOffers(conversation, one))
    if (isAsked) return told
    if (nearest.length === 0 && !mustAsk) nearest = told
  }
  return nearest
}

function subjectBefore(
  talk: Talk,
  unit: Unit,
  subjects: ReadonlyMap<string, Subject>,
  isNear: boolean,
): readonly Unit[] | undefined {
  const { conversation } = talk
  const own = unitsOf(conversation, unit.messageIndex).filter(({ index }) => index < unit.index)
  const told = tellingUnits(talk, own, !isNear)
  if (told.length > 0) return told
  for (let back = 1; back <= MAX_MESSAGES_BACK && back <= unit.messageIndex; back++) {
    const at = unit.messageIndex - back
    const known = subjects.get(conversation.entries[at]?.message.id ?? '')
    // What was settled since closes the questions before it; what had no name of its own goes on, as does what is renewed.
    if (known !== undefined) {
      const goesOn = !known.isOwn || known.units.some((one) => sharesTerm(one, unit))
      return goesOn ? known.units : undefined
    }
    // In a chat the message right before says what it is about; in a meeting only where it speaks of the same.
    const before = unitsOf(conversation, at)
    // What "it" stands for was named by the one before, who need not have asked.
    const mustAsk = !isNear && (back > 1 || !conversation.isChronicle)
    const isOver = isAnsweredAsk(talk, at, unit) || (isNear && pointsAtOnce(talk, before))
    const telling = isOver ? [] : tellingUnits(talk, before, mustAsk, isNear)
    if (telling.length > 0) return telling
    const ofSame = conversation.isChronicle ? [] : before.filter((one) => sharesTerm(one, unit))
    const same = tellingUnits(talk, ofSame, false)
    if (same.length > 0) return same
    const around = ofSame.length === 0 ? [] : tellingUnits(talk, before, false)
    if (around.length > 0) return around
  }
  return undefined
}

/** "Did everyone get it?" – "Yes": a question that was answered before, and speaks of something else. */
function isAnsweredAsk({ conversation }: Talk, at: number, unit: Unit): boolean {
  const asked = unitsOf(conversation, at)
  const [answer] = unitsOf(conversation, at + 1)
  if (answer === undefined || at + 1 >= unit.messageIndex || asked.some((one) => sharesTerm(one, unit)))
    return false
  return ANSWERED.test(textOf(conversation, answer))
}
const ANSWERED = /^(?:yes|yeah|yep|yup|no|nope|not yet|i (?:did|have|do|am))\b/i

const sharesTerm = (one: Unit, other: Unit): boolean => one.terms.some((term) => other.terms.includes(term))

/** "They want it by Friday. I'm against.": what it points at stands before it, and its end is of something else. */
function pointsAtOnce({ conversation }: Talk, units: readonly Unit[]): boolean {
  const [first, last] = [units[0], units.at(-1)]
  if (first === undefined || last === undefined) return true
  const asksAtEnd = last !== first && hasFlag(conversation, last.index, FLAG.asksMark)
  return !asksAtEnd && pointsAwayAt(conversation, first.index) === true
}

/** The units of a message that names a thing it asks for; the message right before need not ask. */
function tellingUnits(talk: Talk, all: readonly Unit[], mustAsk: boolean, mustName = false): readonly Unit[] {
  const { conversation } = talk
  const units = all.filter(({ index }) => pointsAwayAt(conversation, index) !== true)
  const words = units.reduce((sum, { annotation }) => sum + annotation.wordCount, 0)
  if (units.length === 0 || words > MAX_WORDS_OF_SUBJECT) return []
  const text = units.map((one) => oneLine(textOf(conversation, one))).join(' ')
  const asks = units.some((one) => hasFlag(conversation, one.index, FLAG.asksMark)) || ASKS.test(text)
  if (mustAsk && !asks) return []
  const isNamed = units.some(({ annotation: { names, numbers } }) => names.length + numbers.length > 0)
  return thingsOf(talk, units).size >= (asks && (!mustName || isNamed) ? 1 : MIN_THINGS) ? units : []
}

/** "Sound check when", "who brings the grill": chats leave the mark out. */
const ASKS =
  /^(?:so |and |ok |also )?(?:who|what|when|where|which|how)\b|\b(?:when|where|who|what|how many|how much)[.! ]*$/i
