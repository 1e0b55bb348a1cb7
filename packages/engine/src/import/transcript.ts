import type { Role } from '../types.js'
import type { ImportedConversation } from './conversation.js'
import { createMessageList } from './message-list.js'
import { parseTranscriptLine, type TranscriptLine } from './transcript-line.js'
import { isoDay, parseStamp, type StampDay } from './transcript-stamp.js'

/** Labels that name a part in a conversation, by the role they stand for. */
const ROLE_LABELS: ReadonlyMap<string, Role> = new Map([
  ...['user', 'human', 'customer', 'client', 'me', 'you', 'caller'].map((label) => [label, 'user'] as const),
  ...[
    'assistant',
    'ai',
    'bot',
    'chatbot',
    'agent',
    'model',
    'chatgpt',
    'gpt',
    'claude',
    'gemini',
    'copilot',
  ].map((label) => [label, 'assistant'] as const),
  ...['system', 'developer'].map((label) => [label, 'system'] as const),
  ...['tool', 'function'].map((label) => [label, 'tool'] as const),
])
/** Words that often stand before a colon inside a turn and name no one. */
const NOT_SPEAKERS = new Set(
  'note notes todo fixme total subtotal example examples error warning info debug hint tip summary result results output input answer question step ps p.s. re fwd subject date time from to cc where when who what why how also update edit result address phone email status price cost'.split(
    ' ',
  ),
)
/** A label that occurs once counts as a speaker when at least this share of the lines are turns. */
const DENSE_TRANSCRIPT_SHARE = 0.8

/** Whether a text that opens with `[` opens with a bracketed time, as chat exports do. */
export function looksLikeStampedLine(opening: string): boolean {
  const match = /^\[([^\]]{4,40})\]/.exec(opening)
  return match?.[1] !== undefined && parseStamp(match[1]) !== undefined
}

/**
 * Reads `Name: text` lines. Lines without a speaker continue the turn before them; a line that is only a date dates
 * the turns after it; times without a zone are read as UTC.
 *
 * Shapes  undefined when no line names a speaker.
 */
export function readTranscript(text: string): ImportedConversation | undefined {
  const lines = text.split(/\r\n|\n|\r/).map(parseTranscriptLine)
  const speakers = findSpeakers(lines)
  if (speakers.size === 0) return undefined
  const list = createMessageList()
  const dayOrder = findDayOrder(lines)
  let day: string | undefined
  let turn: OpenTurn = { role: 'system', lines: [] }
  const close = (): void => {
    list.add({ ...turn, content: turn.lines.join('\n').trim() })
  }
  for (const [index, line] of lines.entries()) {
    if (line.isDateLine && opensTurn(lines, index + 1, speakers)) {
      day = resolveDay(line.stamp?.day, dayOrder) ?? day
    } else if (line.label !== undefined && speakers.has(line.label)) {
      if (turn.lines.some((part) => part.trim() !== '')) close()
      day = resolveDay(line.stamp?.day, dayOrder) ?? day
      turn = openTurn(line, line.label, day)
    } else {
      turn.lines.push(line.text)
    }
  }
  close()
  if (dayOrder === undefined && lines.some((line) => line.stamp?.day?.kind === 'ambiguous'))
    list.note('Dates were left out: day and month cannot be told apart.')
  return list.finish('transcript', `a transcript of ${[...speakers].slice(0, 6).join(', ')}`)
}

interface OpenTurn {
  readonly role: Role
  readonly name?: string
  readonly timestamp?: string | undefined
  readonly lines: string[]
}

function openTurn(line: TranscriptLine, label: string, day: string | undefined): OpenTurn {
  const role = ROLE_LABELS.get(label.toLowerCase())
  const time = line.stamp?.time
  const timestamp = day === undefined ? undefined : `${day}T${time ?? '00:00:00'}${line.stamp?.zone ?? 'Z'}`
  return {
    role: role ?? 'user',
    timestamp,
    lines: [line.rest ?? ''],
    ...(role === undefined && { name: label }),
  }
}

/** Whether the next line that is not blank begins a turn. */
function opensTurn(lines: readonly TranscriptLine[], from: number, speakers: ReadonlySet<string>): boolean {
  for (let i = from; i < lines.length; i++) {
    const line = lines[i]
    if (line === undefined || line.text.trim() === '') continue
    return line.label !== undefined && speakers.has(line.label)
  }
  return false
}

/**
 * Tells speakers from other words before a colon: role words, labels with a time before them and labels that return
 * are speakers; one that occurs once is when it opens the text, when nothing returns, or when nearly every line is a turn.
 */
function findSpeakers(lines: readonly TranscriptLine[]): ReadonlySet<string> {
  const written = lines.filter((line) => line.text.trim() !== '' && !line.isDateLine)
  const counts = new Map<string, number>()
  const certain = new Set<string>()
  for (const { label, stamp } of written) {
    if (label === undefined || NOT_SPEAKERS.has(label.toLowerCase())) continue
    counts.set(label, (counts.get(label) ?? 0) + 1)
    if (stamp !== undefined || ROLE_LABELS.has(label.toLowerCase())) certain.add(label)
  }
  for (const [label, count] of counts) if (count > 1 && startsLikeName(label)) certain.add(label)
  const first = written[0]?.label
  const turns = [...counts.values()].reduce((sum, count) => sum + count, 0)
  const isDense = turns >= written.length * DENSE_TRANSCRIPT_SHARE
  const named = [...counts.keys()].filter(startsLikeName)
  if (first !== undefined && named.includes(first)) certain.add(first)
  if (isDense) for (const label of named) certain.add(label)
  return certain
}

/** Names begin with a capital, or with a letter of a script that has none. */
function startsLikeName(label: string): boolean {
  return /^[\p{Lu}\p{Lt}\p{Lo}\p{N}]/u.test(label)
}

type DayOrder = 'day-first' | 'month-first'

/** Which of two numbers is the day, where some date in the text can be read only one way. */
function findDayOrder(lines: readonly TranscriptLine[]): DayOrder | undefined {
  for (const { stamp } of lines) {
    if (stamp?.day?.kind !== 'ambiguous') continue
    if (stamp.day.first > 12) return 'day-first'
    if (stamp.day.second > 12) return 'month-first'
  }
  return undefined
}

function resolveDay(day: StampDay | undefined, order: DayOrder | undefined): string | undefined {
  if (day === undefined) return undefined
  if (day.kind === 'certain') return day.iso
  if (order === undefined) return undefined
  return order === 'day-first'
    ? isoDay(day.year, day.second, day.first)
    : isoDay(day.year, day.first, day.second)
}
