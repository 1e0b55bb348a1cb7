import { type Conversation, textOf, type Unit } from '../conversation.js'
import { findAgreements } from '../items/agreements.js'
import { announcesDoing } from '../lexicon/announcing.js'
import { lexiconFor } from '../lexicon/registry.js'
import { isClosingTurn } from '../link/closing-words.js'
import { isToolAnswer } from '../link/tool-answers.js'
import { once } from '../once.js'
import { unitsOf } from '../protect.js'
import type { CurrentState } from '../types.js'
import { endsTalk } from './last-request.js'
import { asksBack, lastToldBefore, offersMore } from './told-by-assistant.js'

/** "Let me look", "I'll check that", "one moment": what is about to be done. English. */
const ABOUT_TO =
  /^(?:(?:ok(?:ay)?|sure|great|right|thanks?|thank you|got it|certainly|of course|yes|no|first|next|now|so|then)[,.!: ]+)*(?:\p{L}+[, ]+)?(?:let me\b|let['’]s\b|i['’]ll\b|i will\b|i am going to\b|i['’]m going to\b|i need to\b|i have to\b|i['’]m (?:looking|checking|searching)\b|one (?:moment|second)\b|(?:just )?a (?:moment|second)\b|please wait\b|next:)/iu
/** "I'll do that": a promise for later answers as far as can be; these are done at once. */
const AT_ONCE =
  /\b(?:look|check|see|search|find|run|read|open|try|redo|start|begin|first|now|verify|review|inspect|examine|fetch|pull|get|go|use|edit|create|add|fix|test|update)\b/i

/**
 * Whether the assistant has answered what was asked in the message at `request`: `open` until it has told something that is more than a
 * question back or what it is about to do, and again while it has yet to act on what the user answered or said yes to.
 *
 * Among people, and where nothing is asked, null: who has answered whom is not told by the order of what they say.
 */
export function requestStatus(
  conversation: Conversation,
  request: number,
): CurrentState['lastRequestStatus'] {
  return request < 0 || conversation.isNamed ? null : statusAfter(conversation, request + 1, 'open')
}

/** As `requestStatus`, of a request that stood at `before` when the message at `from` came. */
export function statusAfter(
  conversation: Conversation,
  from: number,
  before: 'open' | 'answered',
): 'open' | 'answered' {
  const { entries } = conversation
  const accepted = once(() => acceptances(conversation))
  let status = before
  for (let at = from; at < entries.length; at++) {
    const role = entries[at]?.message.role
    const isOfTool = isToolAnswer(conversation, at)
    if (role === 'user' && !isOfTool) status = afterUser(conversation, at, status, accepted)
    else if ((role === 'assistant' || isOfTool) && isLastOfTurn(conversation, at))
      status = afterAssistant(conversation, at, status)
  }
  return status
}

/** Neither a tool's answer nor another message of the assistant follows: what it has told is told. */
function isLastOfTurn(conversation: Conversation, index: number): boolean {
  const { entries } = conversation
  const next = entries[index + 1]
  if (next !== undefined && (next.message.role === 'assistant' || isToolAnswer(conversation, index + 1)))
    return false
  return true
}

/** What has been told answers; a call, and what a program printed, are work that goes on. */
function afterAssistant(
  conversation: Conversation,
  index: number,
  status: 'open' | 'answered',
): 'open' | 'answered' {
  const units = unitsOf(conversation, index)
  const told = units.filter(
    ({ annotation: { kind } }) => kind === 'prose' || kind === 'list' || kind === 'code',
  )
  // An agent that has used tools ends with a command to them in a block of code.
  const isCommand = told.at(-1)?.annotation.kind === 'code' && isToolAnswer(conversation, index - 1)
  const hasCalls = (conversation.entries[index]?.message.toolCalls?.length ?? 0) > 0
  const isCall = told.length === 0 || hasCalls || isCommand
  if (isToolAnswer(conversation, index) || isCall) return 'open'
  if (asksBack(conversation, index) !== undefined) return status
  const isAnswer = told.some((unit) => unit.annotation.act !== 'filler' && !isAboutTo(conversation, unit))
  return isAnswer ? 'answered' : status
}

function isAboutTo(conversation: Conversation, unit: Unit): boolean {
  const text = textOf(conversation, unit)
  const language = conversation.entries[unit.messageIndex]?.annotation.language ?? 'en'
  return language === 'en' ? ABOUT_TO.test(text) && AT_ONCE.test(text) : announcesDoing(text, language)
}

/** The messages in which a user says yes to what the assistant offered. */
const acceptances = (conversation: Conversation): ReadonlySet<number> => {
  const { wording } = lexiconFor(conversation.entries[0]?.annotation.language ?? 'en').source
  return new Set(
    findAgreements(conversation, wording)
      .filter(({ proposal }) => conversation.entries[proposal.messageIndex]?.message.role === 'assistant')
      .map(({ acceptance }) => acceptance.messageIndex),
  )
}

/** Whoever thanks, ends the talk or declines asks for nothing any more; who answers or says yes waits for what comes of it. */
function afterUser(
  conversation: Conversation,
  index: number,
  status: 'open' | 'answered',
  accepted: () => ReadonlySet<number>,
): 'open' | 'answered' {
  const entry = conversation.entries[index]
  if (entry === undefined) return status
  const { content } = entry.message
  if (endsTalk(content)) return 'answered'
  const told = lastToldBefore(conversation, index)
  if (isClosingTurn(content, entry.annotation.language)) return told < 0 ? status : 'answered'
  if (accepted().has(index)) return 'open'
  if (asksBack(conversation, told) === undefined) return status
  return unitsOf(conversation, index)[0]?.annotation.act === 'refusal' ? 'answered' : 'open'
}

/** The user wants nothing more: an end of the talk, or a no to whether there is more to do. */
export function isEnded(conversation: Conversation): boolean {
  const { entries } = conversation
  const at = entries.findLastIndex(
    ({ message }, index) => message.role === 'user' && !isToolAnswer(conversation, index),
  )
  const entry = entries[at]
  if (entry === undefined || conversation.isNamed) return false
  const { content } = entry.message
  if (endsTalk(content)) return true
  const before = unitsOf(conversation, lastToldBefore(conversation, at)).at(-1)
  if (before === undefined || !offersMore(textOf(conversation, before))) return false
  const units = unitsOf(conversation, at)
  return (
    units[0]?.annotation.act === 'refusal' &&
    !units.some(({ annotation }) => annotation.wording.includes('asksMark'))
  )
}
