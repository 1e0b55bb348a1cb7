import { type Conversation, textOf, type Unit } from '../conversation.js'
import type { Wording } from '../lexicon/types.js'
import { isToolAnswer } from '../link/tool-answers.js'
import {
  ITEM_BREAK,
  type ItemMarks,
  itemLabel,
  markFor,
  opensLikeAnother,
  TALK_BREAK,
  tokensOfMark,
  typeOfCues,
} from './item-lines.js'
import { isSameWhenClosed, LineTally, onOneLine } from './line-tokens.js'
import { type MatterMark, taskJoint, taskOpening } from './matter-marks.js'
import { headOf, isRow } from './table-head.js'
import { toolLabel } from './tool-label.js'

/** What stands in the output, before it is given a form. */
export interface Selection {
  readonly conversation: Conversation
  readonly wording: Wording
  /** Kept byte for byte, in conversation order. */
  readonly rules: readonly Unit[]
  /** In conversation order. */
  readonly history: readonly ChosenUnit[]
  /** Where the conversation stands, in one line; empty for none. */
  readonly state: string
  /** Lines of other selections of the same units: most of them stand in this one too. */
  readonly joined: JoinedLines
  /** Which units tell items; absent where nothing marks them. */
  readonly marks?: ItemMarks
  /** Counts tokens of openings and learns those of lines; absent where nothing is to be counted. */
  readonly counts?: LineCounts
}

/** Tokens (o200k_base) of dense lines, by the line, as far as they are known from their units. */
export interface LineCounts {
  readonly lines: Map<string, number>
  /** Tokens of what a line opens with, without the blank after it. */
  readonly openingTokens: (opening: string) => number
}

/** Lines that were joined in one format, by their first unit, with what stands before them. */
export type JoinedLines = Map<
  Unit,
  { readonly pieces: readonly ChosenUnit[]; readonly label: string; readonly text: string }
>

export interface ChosenUnit {
  readonly unit: Unit
  /** Word for word, where the dense form would be shorter. */
  readonly isVerbatim: boolean
}

/** Neighbouring units of one speaker on one day. */
export interface Line {
  readonly day: string | undefined
  readonly speaker: string
  readonly role: string
  readonly pieces: readonly ChosenUnit[]
  /** What the task is about whose phrases these are; absent on a line of a speaker. */
  readonly task?: string
}

/**
 * Groups the history into lines: a new one where the speaker or the day changes. In a chronicle all that a speaker
 * said on a day stands in one line, which saves labels (measured: +2 to +4 points on long chats, −4 on meetings).
 */
export function linesOf(selection: Selection, isDense = true): Line[] {
  const { conversation } = selection
  const lines: {
    day: string | undefined
    speaker: string
    role: string
    pieces: ChosenUnit[]
    task?: string
  }[] = []
  const ofDay = new Map<number, ChosenUnit[]>()
  const named = new Set<number>()
  let day: string | undefined
  let last = NOBODY
  let lastMessage = -1
  for (const chosen of selection.history) {
    const message = conversation.entries[chosen.unit.messageIndex]?.message
    if (message === undefined) continue
    const { speaker, messageIndex } = chosen.unit
    const own = conversation.days[messageIndex]
    const task = isDense ? taskOf(conversation, chosen) : undefined
    // What is told of a task has one voice; whoever speaks else has his own.
    const voice = task === undefined ? speaker : NOBODY - 1 - task
    // Each answer of a tool has a label of its own.
    const isAnswer = isToolAnswer(conversation, messageIndex)
    if (own !== day) ofDay.clear()
    const open = conversation.isChronicle
      ? ofDay.get(voice)
      : voice === last && own === day && !(isAnswer && messageIndex !== lastMessage)
        ? lines.at(-1)?.pieces
        : undefined
    lastMessage = messageIndex
    if (open !== undefined) open.push(chosen)
    else {
      const pieces = [chosen]
      ofDay.set(voice, pieces)
      const line = { day: own, speaker: conversation.speakers[speaker] ?? '', role: message.role, pieces }
      lines.push(
        task === undefined
          ? line
          : { ...line, task: named.has(task) ? '' : taskLabel(conversation, chosen, task) },
      )
      if (task !== undefined) named.add(task)
    }
    day = own
    last = voice
  }
  return lines
}

/** No speaker: they are numbered from 0. */
const NOBODY = -1

/** The task in whose line a unit is told; undefined where its speaker is named. */
const taskOf = ({ records }: Conversation, { unit, isVerbatim }: ChosenUnit): number | undefined =>
  !isVerbatim && records?.isTold[unit.index] === 1 ? records.tasks[unit.messageIndex] : undefined

/** What the task is about, where its first phrases do not say so themselves. */
function taskLabel({ records }: Conversation, { unit }: ChosenUnit, task: number): string {
  const label = records?.labels[task] ?? ''
  return unit.annotation.shortened?.toLowerCase().includes(label) === true ? '' : label
}

/** The labels of all lines, in order. */
export const labelsOf = (lines: readonly Line[], selection: Selection): readonly string[] =>
  lines.map((line, at) => toolLabel(labelOf(line.speaker, selection.wording), line, lines[at - 1], selection))

/** What the phrase of a unit tells of its task. */
const matterOf = ({ marks }: Selection, piece: ChosenUnit | undefined): MatterMark =>
  marks?.matters[piece?.unit.index ?? -1] ?? 'talk'

/** What each line opens with: its label, or the sign of a task and what it is about, where that was not said before. */
export const openingsOf = (lines: readonly Line[], selection: Selection): readonly string[] => {
  const labels = labelsOf(lines, selection)
  return lines.map(({ task, pieces }, at) =>
    task === undefined
      ? `${labels[at]}: `
      : taskOpening(matterOf(selection, pieces[0])) + (task === '' ? '' : `${task}: `),
  )
}

/** A speaker's label: a name as it is, a role in the conversation's language. */
export function labelOf(speaker: string, wording: Wording): string {
  if (speaker === 'user') return wording.user
  if (speaker === 'assistant') return wording.assistant
  if (speaker === 'system') return wording.system
  return speaker === 'tool' ? wording.tool : speaker
}

/** The text of one unit: on one line, dense unless it is to stand word for word. */
export function pieceText(conversation: Conversation, chosen: ChosenUnit, isDense: boolean): string {
  const { annotation } = chosen.unit
  // Data is no sentence in its own marks: every format gives it without them.
  const isShort = !chosen.isVerbatim && (isDense || annotation.kind === 'output')
  const shortened = isShort ? annotation.shortened : undefined
  const text = shortened ?? textOf(conversation, chosen.unit)
  return onOneLine(text)
}

/** A clause whose sentence goes on in a unit that was not chosen ends like a sentence. */
const OPEN_END = /[,;]$|\s+[-–—]+$|[–—]$/
/** Its last character: most units end in a full stop, and are not searched. */
const OPENING_MARKS = ',;-–—'
const closed = (text: string): string =>
  OPENING_MARKS.includes(text.at(-1) ?? ' ') ? text.replace(OPEN_END, '.') : text

/**
 * Writes a line: what it opens with, and its units joined: what one message says runs on; in dense forms another message, code and output
 * stand on lines of their own. Not so in a chronicle, where a line that opens with the name of the person spoken to would
 * seem to be said by that person.
 */
export function writeLine(
  selection: Selection,
  { pieces, speaker }: Line,
  label: string,
  isDense: boolean,
  write: (label: string, text: string) => string = (before, text) => before + text,
): string {
  const { joined, counts, wording } = selection
  const [first] = pieces
  if (first === undefined) return write(label, '')
  const known = joined.get(first.unit)
  if (known !== undefined && known.label === label && areSame(known.pieces, pieces)) return known.text
  const opening = itemOf(selection, first, isDense) !== 0 ? itemLabel(label) : label
  const tally = new LineTally(isDense ? counts?.openingTokens(opening.trimEnd()) : undefined)
  const name = labelOf(speaker, wording)
  const again = isDense ? `${name}: ` : write(name, '')
  const text = write(opening, join(selection, pieces, isDense, tally, again))
  if (!Number.isNaN(tally.tokens)) counts?.lines.set(text, tally.tokens)
  joined.set(first.unit, { pieces, label, text })
  return text
}

const areSame = (a: readonly ChosenUnit[], b: readonly ChosenUnit[]): boolean =>
  a.length === b.length &&
  a.every(({ unit, isVerbatim }, at) => b[at]?.unit === unit && b[at]?.isVerbatim === isVerbatim)

/** Ends in what ends a sentence, a bracket or a picture; another message after it cannot be taken for its end. */
const IS_ENDED = /[^\p{L}\p{N}%°€$£*_~"'”’)\]-]["'”’»)\]]*$/u

/** More closing marks than this do not follow each other. */
const END_CHARACTERS = 8

/** Lines of code are left out of the middle, or at the end, of a block. */
const LEFT_OUT = ' …'

const goesOnInCode = (conversation: Conversation, { index, messageIndex, annotation }: Unit): boolean => {
  const next = conversation.units[index + 1]
  return annotation.kind === 'code' && next?.messageIndex === messageIndex && next.annotation.kind === 'code'
}

/** Whether what stands of a unit is its dense form, of which the tokens are stored. */
const isStored = ({ unit: { annotation }, isVerbatim }: ChosenUnit): boolean =>
  !isVerbatim || annotation.shortened === undefined

/** Tokens of a mark and of a unit behind it. */
function tokensWith(mark: string, { unit }: ChosenUnit): number | undefined {
  const { lineTokens } = unit.annotation
  return lineTokens === undefined ? undefined : lineTokens + (mark === '' ? 0 : tokensOfMark(mark))
}

/** The item that a unit tells on a line of its own, 0 for none. */
function itemOf({ marks, conversation }: Selection, piece: ChosenUnit, isDense: boolean): number {
  const item = marks?.item[piece.unit.index] ?? 0
  if (item === 0 || (isDense && taskOf(conversation, piece) !== undefined)) return 0
  return isRow(pieceText(conversation, piece, isDense)) ? 0 : item
}

/** The mark before the item that begins at a piece: its types as far as its words, as they are written, do not tell them. */
function markAt(
  { marks, conversation, wording }: Selection,
  pieces: readonly ChosenUnit[],
  at: number,
  item: number,
  isDense: boolean,
): string {
  let end = at
  while (pieces[end + 1] !== undefined && marks?.item[pieces[end + 1]?.unit.index ?? -1] === item) end++
  const last = pieces[end]
  const types = marks?.types[item]
  const [type] = types ?? []
  if (marks === undefined || types === undefined || type === undefined || last === undefined) return ''
  if (types.length > 1) return markFor(types, wording)
  const { annotation } = last.unit
  const ofCues = typeOfCues(annotation)
  const isAsSaid = last.isVerbatim || !isDense || annotation.shortened === undefined
  // What a fact leaves out makes nothing else of it.
  if (isAsSaid || (type === 'fact' && ofCues === type)) return ofCues === type ? '' : markFor(types, wording)
  const written = pieces.slice(at, end + 1).map((piece) => pieceText(conversation, piece, isDense))
  return marks.readsAs(last.unit, written.join(' ')) === type ? '' : markFor(types, wording)
}

/** What is put before what opens a line of its own, so that it does not seem to be of another: its speaker's label. */
function labelBefore(
  own: string,
  isMachine: boolean,
  { conversation }: Selection,
  isTalk: boolean,
  again: string,
): string {
  if (isMachine || !opensLikeAnother(own, conversation, isTalk)) return ''
  return again
}

function join(
  selection: Selection,
  pieces: readonly ChosenUnit[],
  isDense: boolean,
  tally: LineTally,
  again: string,
): string {
  const { conversation } = selection
  let text = ''
  let wasMachine = false
  let table: Unit | undefined
  let last = -1
  let lastItem = 0
  for (const [at, piece] of pieces.entries()) {
    const isMachine = piece.unit.annotation.kind === 'code' || piece.unit.annotation.kind === 'output'
    const isOther = isDense && !conversation.isChronicle && piece.unit.messageIndex !== last
    const isMember = isMachine && wasMachine && !isOther && piece.unit.annotation.shortened !== undefined
    const own = pieceText(conversation, piece, isDense)
    const head = isRow(own) ? headOf(conversation, piece.unit) : undefined
    const isOwnLine = isMachine || wasMachine || isOther || head !== undefined || table !== undefined
    // Among people the messages of a day stand on one line, in prose all of one speaker's: what has no end of its own would run into the next.
    const isRunOn =
      (conversation.isChronicle || !isDense) &&
      !isMachine &&
      at > 0 &&
      piece.unit.messageIndex !== last &&
      !IS_ENDED.test(text.slice(-END_CHARACTERS))
    const isTold = isDense && taskOf(conversation, piece) !== undefined
    const item = itemOf(selection, piece, isDense)
    const isSame = item === lastItem
    const before = at === 0 || isSame ? '' : labelBefore(own, isMachine, selection, item === 0, again)
    const mark = before + (isSame || item === 0 ? '' : markAt(selection, pieces, at, item, isDense))
    lastItem = item
    const joint =
      at === 0
        ? ''
        : !isSame
          ? item === 0
            ? TALK_BREAK
            : ITEM_BREAK
          : isTold
            ? taskJoint(matterOf(selection, piece))
            : isMember
              ? '; '
              : isOwnLine
                ? '\n'
                : isRunOn
                  ? '. '
                  : ' '
    last = piece.unit.messageIndex
    const headLine =
      head === undefined || head === table || head === piece.unit
        ? ''
        : `${pieceText(conversation, { unit: head, isVerbatim: false }, isDense)}\n`
    table = head
    const isLeftOpen =
      pieces[at + 1]?.unit.index !== piece.unit.index + 1 || piece.unit.annotation.sealed?.isCutOff === true
    const isCutOff = !piece.isVerbatim && !isMachine && isLeftOpen
    const isGap = isLeftOpen && goesOnInCode(conversation, piece.unit)
    const told = isCutOff ? closed(own) : own
    const isPlain = headLine === '' && !isGap && isStored(piece) && isSameWhenClosed(own, told)
    tally.add(text, joint, isPlain ? tokensWith(mark, piece) : undefined)
    text += joint + mark + headLine + told + (isGap ? LEFT_OUT : '')
    wasMachine = isMachine
  }
  return text
}

/** A calendar day in the language's own order, e.g. `7 May 2023`; without the year where the reader knows it. */
export function formatDay(day: string, wording: Wording, knownYear?: string): string {
  const [year = '', month = '', date = ''] = day.split('-')
  const withoutYear = wording.dateWithoutYear ?? wording.date.replace(/[\s,]*\{year\}.*/, '')
  return (year === knownYear ? withoutYear : wording.date)
    .replace('{day}', String(Number(date)))
    .replace('{month}', wording.months[Number(month) - 1] ?? month)
    .replace('{year}', year)
}

/** Days as they were written, by language: several renderings in one run have most of them in common. */
const written = new WeakMap<Wording, Map<string, string>>()
/** A few years; of more days the first ones are remembered. */
const MAX_DAYS_REMEMBERED = 2_000

/** Writes the days of a rendering: the year stands where it is first needed and where it changes. */
export function dayWriter(wording: Wording): (day: string) => string {
  const known = written.get(wording) ?? new Map<string, string>()
  written.set(wording, known)
  let year: string | undefined
  return (day) => {
    const key = year === day.slice(0, 4) ? day : `${day} in full`
    const text = known.get(key) ?? formatDay(day, wording, year)
    if (known.size < MAX_DAYS_REMEMBERED) known.set(key, text)
    year = day.slice(0, 4)
    return text
  }
}

/** A rule that was a point of a list has its mark already. */
export const asPoint = (text: string): string => (/^[-*•] /.test(text) ? text : `- ${text}`)
