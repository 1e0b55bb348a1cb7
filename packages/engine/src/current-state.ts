import { type Conversation, hasFlag, mayHaveLook, type Past, textOf, type Unit } from './conversation.js'
import { isOfTool } from './items/item-type.js'
import { statementOf } from './items/statement.js'
import { statementCuesIn } from './items/statement-cues.js'
import { lexiconFor } from './lexicon/registry.js'
import type { Wording } from './lexicon/types.js'
import { once } from './once.js'
import { type RequestTurn, requestText, requestTurn, subjectTurn } from './state/last-request.js'
import { acceptedOffers, isNextStep } from './state/next-steps.js'
import { isGoneOnFrom, isProblem, lastToldByAssistant, openQuestions } from './state/open-issues.js'
import { isOutstanding } from './state/outstanding.js'
import { pendingWithTools } from './state/pending-with-tools.js'
import { isEnded, requestStatus, statusAfter } from './state/request-status.js'
import { asksBack } from './state/told-by-assistant.js'
import { topicOf } from './state/topic.js'
import { valuesInForce } from './state/values.js'
import type { CurrentState } from './types.js'
import { FLAG } from './unit-flags.js'
import { LOOK } from './unit-looks.js'

/** The state is read from the last messages only; values are read from all of them. */
const WINDOW_MESSAGES = 12
const MAX_LISTED = 5

/** What the line about the state in a text tells. */
export type StateInLine = Pick<CurrentState, 'status' | 'lastRequestStatus' | 'values'>

/** Reads where a conversation stands; each part when it is first asked for, since a text alone needs the line only. */
export interface StateReader {
  readonly inLine: () => StateInLine
  readonly whole: () => CurrentState
}

/** Where the conversation stands at its end. `in_progress` unless something else was said. */
export const currentState = (
  conversation: Conversation,
  replaced: ReadonlyMap<number, number> = new Map(),
): CurrentState => stateReader(conversation, replaced).whole()

/** As `currentState`. Of a sealed past the messages at hand tell where it stands; what they leave open the sealed ones answer. */
export function stateReader(conversation: Conversation, replaced: ReadonlyMap<number, number>): StateReader {
  const { past } = conversation
  const own = past?.own ?? conversation
  const end = once(() => readEnd(own))
  const asked = once(() =>
    past !== undefined && past.summary.lastUserRequest !== null && !requestTurn(own, 0).isAsked
      ? requestOfPast(own, past.summary)
      : end().asked,
  )
  const inLine = once(
    (): StateInLine => ({
      status: statusOf(own, end()),
      lastRequestStatus: asked().lastRequestStatus,
      values: valuesInForce(conversation, replaced),
    }),
  )
  const whole = once((): CurrentState => {
    const { status, values } = inLine()
    return { status, ...toldAtEnd(own, end(), asked()), values }
  })
  return { inLine, whole }
}

/** What the last messages tell of where the conversation stands. */
interface End {
  readonly first: number
  readonly recent: readonly Unit[]
  readonly requestIndex: number
  readonly asked: LastRequest
  readonly isAnswered: boolean
  readonly lastCompletion: number
  readonly problems: readonly Unit[]
}

function readEnd(conversation: Conversation): End {
  const first = Math.max(0, conversation.entries.length - WINDOW_MESSAGES)
  const recent = conversation.units.slice(conversation.unitStarts[first] ?? 0)
  const request = requestTurn(conversation, first)
  const requestIndex = request.index
  const lastCompletion = lastIndex(recent, (unit) => isCompletion(conversation, unit))
  const asked = requestAt(conversation, request)
  const isAnswered = asked.lastRequestStatus === 'answered'
  // What a user complained of before his last request, or had answered, is dealt with.
  const isPast = ({ messageIndex }: Unit) =>
    asked.lastRequestStatus !== null &&
    conversation.entries[messageIndex]?.message.role === 'user' &&
    (isAnswered || messageIndex < requestIndex)
  const problems = recent.filter(
    (unit) => isProblem(conversation, unit) && unit.index > lastCompletion && !isPast(unit),
  )
  return { first, recent, requestIndex, asked, isAnswered, lastCompletion, problems }
}

/** What is listed of it: the topic, the last request, what is open and what comes next. */
function toldAtEnd(
  conversation: Conversation,
  { first, recent, requestIndex, lastCompletion, problems }: End,
  asked: LastRequest,
): Omit<CurrentState, 'status' | 'values'> {
  const told = new Set(problems)
  const outstanding = recent.filter((unit) => !told.has(unit) && isOutstanding(conversation, unit))
  const tell = (units: readonly Unit[]) => tellAll(conversation, units)
  const steps = recent.filter((unit) => isNextStep(conversation, unit) && unit.index > lastCompletion)
  return {
    topic: topicOf(
      conversation,
      Math.min(first, requestIndex < 0 ? first : requestIndex),
      subjectTurn(conversation, requestIndex),
    ),
    ...asked,
    openIssues: tell(
      inOrder([
        ...problems,
        ...outstanding,
        ...pendingWithTools(conversation),
        ...openQuestions(conversation, recent),
      ]),
    ),
    nextSteps: [...tell(steps), ...acceptedOffers(conversation, wordingOf(conversation))],
  }
}

type LastRequest = Pick<CurrentState, 'lastUserRequest' | 'lastRequestStatus'>

const requestAt = (conversation: Conversation, { index, isAsked }: RequestTurn): LastRequest => ({
  lastUserRequest: index < 0 ? null : requestText(conversation, index),
  lastRequestStatus: isAsked ? requestStatus(conversation, index) : null,
})

/** What was asked last, word for word, and whether it was answered; `isAsked` is false where it only tells something. */
export function lastRequest(conversation: Conversation): LastRequest & { readonly isAsked: boolean } {
  const turn = requestTurn(conversation, Math.max(0, conversation.entries.length - WINDOW_MESSAGES))
  return { ...requestAt(conversation, turn), isAsked: turn.isAsked }
}

/** A request of the sealed messages: the ones at hand may have answered it. */
function requestOfPast(
  own: Conversation,
  { lastUserRequest, lastRequestStatus }: Past['summary'],
): LastRequest {
  return {
    lastUserRequest,
    lastRequestStatus: lastRequestStatus === null ? null : statusAfter(own, 0, lastRequestStatus),
  }
}

/** As statements that can be read alone; what points at words that are not told is left out. */
function tellAll(conversation: Conversation, units: readonly Unit[]): string[] {
  const wording = wordingOf(conversation)
  const told = units.flatMap((unit) => statementOf(conversation, unit, wording)?.content ?? [])
  return [...new Set(told)].slice(-MAX_LISTED)
}

const inOrder = (units: readonly Unit[]): readonly Unit[] =>
  [...new Set(units)].sort((a, b) => a.index - b.index)

const wordingOf = ({ entries }: Conversation): Wording =>
  lexiconFor(entries[0]?.annotation.language ?? 'en').source.wording

const lastIndex = (units: readonly Unit[], holds: (unit: Unit) => boolean): number =>
  units.findLast(holds)?.index ?? -1

/** Somebody said that it is done, or reports the change that was asked for. What a program prints says nothing. */
function isCompletion(conversation: Conversation, unit: Unit): boolean {
  const { stances, act, wording, kind } = unit.annotation
  const isOfAssistant = hasFlag(conversation, unit.index, FLAG.ofAssistant)
  // The wording of code and of what programs print is not read when a message is annotated.
  const isReported =
    isOfAssistant &&
    mayHaveLook(conversation, unit.index, LOOK.reportsInShort) &&
    reportsInShort(textOf(conversation, unit))
  const mayBeDone = wording.includes('done') || isReported || kind === 'code' || kind === 'output'
  if (!conversation.isNamed && !stances.includes('completion') && !(isOfAssistant && mayBeDone)) return false
  if (conversation.isNamed && !closesMeeting(textOf(conversation, unit))) return false
  if (act === 'question' || act === 'request' || act === 'proposal' || wording.includes('asksMark'))
    return false
  if (stances.includes('hypothetical') || wording.includes('negation')) return false
  if (wording.includes('future') && !REPORTS_FIRST.test(textOf(conversation, unit))) return false
  if (isOfTool(conversation, unit)) return false
  const cues = statementCuesIn(
    textOf(conversation, unit),
    conversation.entries[unit.messageIndex]?.annotation.language ?? 'en',
  )
  if (cues.has('condition')) return false
  if (
    isOfAssistant &&
    (isGoneOnFrom(conversation, unit) || TELLS_OF_EARLIER.test(textOf(conversation, unit)))
  )
    return false
  // Among people "fixed" and "finished" are said of anything.
  return (
    conversation.isNamed ||
    stances.includes('completion') ||
    (isOfAssistant && (cues.has('done') || isReported))
  )
}

/** "Booking confirmed.", "Your pass is paused until 13 August.": what was done, in the passive of the present or without a verb. English. */
const REPORTS_IN_SHORT =
  /^(?:(?:ok(?:ay)?|great|perfect|sure|done|all right|alright)[,.!: ]+)*(?:(?:the|your|that|it|all) )?(?:[\p{L}\d'’-]+ ){0,3}?(?:(?:is|are|has been|have been) )?(?:now )?(?:confirmed|booked|reserved|placed|sent|completed?|scheduled|cancelled|canceled|updated|transferred|submitted|refunded|issued|paid|ordered|paused|moved|changed|added|registered|enabled|activated|blocked|extended|renewed)(?:[.!]*$| (?!by(?!\w)|if(?!\w)|when(?!\w)|once(?!\w)|yesterday(?!\w)|last(?!\w))(?:for|to|from|on|until|with|and|as|now)(?!\w))/iu

export const reportsInShort = (text: string): boolean => REPORTS_IN_SHORT.test(text)

/** "The transfer has been made and will arrive on Monday": what comes of it is told after what was done. */
const REPORTS_FIRST =
  /^(?:(?!\bwill\b|['’]ll\b|\bgoing to\b|\b(?:once|when|after|if|until)\b).)*\b(?:has|have) (?:now |just |already )?been \w/i

/** "I see that the order was completed on 3 May", "it was fixed yesterday": an answer about what had happened before. */
const TELLS_OF_EARLIER =
  /^(?:(?:yes|no|right|ok(?:ay)?)[,.! ]+)?(?:i (?:can )?see\b|it (?:looks|seems)\b|according to\b|(?:our|my|the|your) (?:records?|system|account|logs?|file) (?:shows?|says?)\b)|\b(?:was|were|had been)\b.*\b(?:yesterday|last (?:night|week|month|year)|ago|on (?:\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day))/i

/** "I'll take care of the taxi now": after what is done, the next thing is begun. */
const BEGINS_NEXT = /\b(?:i['’]ll|i will|let me|i['’]m going to)\b.*\b(?:now|next|right away)\b/i

/** Whether the assistant begins something else in the message in which it reports what is done. */
const isBegunAfter = (conversation: Conversation, completion: Unit): boolean =>
  conversation.entries[completion.messageIndex]?.message.role === 'assistant' &&
  conversation.units
    .slice(completion.index + 1, conversation.unitStarts[completion.messageIndex + 1])
    .some((unit) => BEGINS_NEXT.test(textOf(conversation, unit)))

const CLOSES_MEETING =
  /\b(?:(?:we|that)(?:['’](?:re|s)| are| is) (?:all )?(?:done|finished)|all done|meeting (?:is )?(?:closed|adjourned|over)|end of (?:the|our|this) (?:meeting|session|time)|that['’]?s (?:it|all) for today|brings us to the end|case closed|it['’]?s (?:booked|settled|decided))\b/i

/** The same in other languages. Among people who mix them, in any. */
const CLOSES_MEETING_ELSEWHERE =
  /(?<!\p{L})(?:(?:die )?(?:sitzung|besprechung) ist (?:geschlossen|beendet)|damit sind wir (?:durch|fertig)|das war['’]?s für heute|la (?:séance|réunion) est (?:levée|terminée|close)|c['’]est tout pour aujourd['’]hui|la (?:reunión|sesión) (?:ha terminado|queda cerrada|se levanta)|eso es todo por hoy|a (?:reunião|sessão) (?:está encerrada|terminou)|é tudo por hoje)(?!\p{L})|会议(?:到此)?结束|散会|會議(?:到此)?結束|散會|(?:会議|ミーティング)を?(?:終わりま|終了)|本日は以上です/iu

const closesMeeting = (text: string): boolean =>
  CLOSES_MEETING.test(text) || CLOSES_MEETING_ELSEWHERE.test(text)

function statusOf(conversation: Conversation, signs: End): CurrentState['status'] {
  const last = conversation.entries.at(-1)
  const isAssistantLast = last?.message.role === 'assistant' && !conversation.isNamed
  if (isAssistantLast && asksBack(conversation, conversation.entries.length - 1) !== undefined)
    return 'waiting'
  const completion = conversation.units[signs.lastCompletion]
  const completedIn = completion?.messageIndex ?? -1
  // An assistant that went on after "done" has not said so of what it does now.
  const lastOfAssistant = conversation.isNamed ? -1 : lastToldByAssistant(conversation)
  const isSettled =
    completion !== undefined &&
    !isBegunAfter(conversation, completion) &&
    signs.problems.length === 0 &&
    completedIn >= Math.max(signs.requestIndex, lastOfAssistant)
  if (isSettled || (signs.isAnswered && signs.problems.length === 0 && isEnded(conversation)))
    return 'completed'
  const stuckIn = signs.problems.at(-1)?.messageIndex ?? -1
  return stuckIn >= 0 && stuckIn === conversation.entries.length - 1 && isAssistantLast
    ? 'blocked'
    : 'in_progress'
}
