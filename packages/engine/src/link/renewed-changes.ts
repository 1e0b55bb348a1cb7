import { type Conversation, hasFlag, textOf, type Unit } from '../conversation.js'
import { FLAG } from '../unit-flags.js'
import { isOutcome } from './outcomes.js'
import { isToolAnswer } from './tool-answers.js'
import { fieldsOf, type ToolChange, toolChanges } from './tool-changes.js'

/** Messages before a change in which its values were asked for. */
const MAX_MESSAGES_OF_REQUEST = 10
/** "QBL-40817", "CT-3391", "88120543": what a system gives out to name a thing by. */
const CODE = /[\p{L}\d][\p{L}\d_-]{3,}\d/gu
const CANCELS = /cancel|annul|storn|elimin|delete|remove|löschen|loeschen|取消|キャンセル|删除/iu

/**
 * What was said of a thing before the assistant changed it: a booking is made, the system gives it a number, and a later call of that number
 * gives another day. What was reported of it, and what was asked for it, is replaced by the report of the later change. Of any
 * language: the number and the arguments of the calls tell, and the old day or hour that stands in the sentence.
 *
 * Shapes  index of the replaced unit → index of the report in force.
 * Cost    linear in the messages; changes of one number are compared with each other.
 */
export function findRenewedChanges(conversation: Conversation): Map<number, number> {
  const found = new Map<number, number>()
  const threads = new Map<string, Change[]>()
  if (toolChanges(conversation).length < 2) return found
  for (const change of changesOf(conversation)) {
    const code = [...change.given.matchAll(CODE)].map(([known]) => known).find((known) => threads.has(known))
    const thread = code === undefined ? undefined : threads.get(code)
    if (thread === undefined) {
      // A number that the call was given names something else, such as the customer.
      for (const [issued] of change.result.matchAll(CODE))
        if (!change.given.includes(issued) && !threads.has(issued)) threads.set(issued, [change])
      continue
    }
    for (const earlier of thread)
      if (isOfOneThing(earlier, change)) replaceWhatItSaid(conversation, earlier, change, found)
    thread.push(change)
  }
  return found
}

const DAY_OR_YEAR = /^\d{1,4}(?:-\d{2}-\d{2})?$/

/**
 * What got a number of its own is changed by a call of that number: two visits that are booked for one repair are two, though both calls have
 * the number of the repair.
 */
function isOfOneThing(earlier: Change, later: Change): boolean {
  const issued = [...earlier.result.matchAll(CODE)]
    .map(([code]) => code)
    .filter((code) => !DAY_OR_YEAR.test(code) && !earlier.given.includes(code))
  return issued.length === 0 || issued.some((code) => later.given.includes(code))
}

interface Change extends ToolChange {
  readonly report: Unit | undefined
}

function changesOf(conversation: Conversation): readonly Change[] {
  const { units, unitStarts } = conversation
  return toolChanges(conversation).map((change) => {
    // Where calls are written as text, the next message may be another call.
    let { reportedIn } = change
    while (isToolAnswer(conversation, reportedIn + 1)) reportedIn += 2
    const said = units.slice(unitStarts[reportedIn] ?? units.length, unitStarts[reportedIn + 1])
    const report = said.find((unit) => unit.annotation.numbers.length > 0) ?? said[0]
    return { ...change, reportedIn, report }
  })
}

/** The plain values of a call by name, nested ones left out. */
function valuesOf(given: string): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(fieldsOf(given) ?? {}).flatMap(([name, value]): [string, string][] =>
      typeof value === 'string' || typeof value === 'number' ? [[name, String(value)]] : [],
    ),
  )
}

function replaceWhatItSaid(
  conversation: Conversation,
  earlier: Change,
  later: Change,
  found: Map<number, number>,
): void {
  const heir = later.report
  if (heir === undefined || heir === earlier.report) return
  const isCancelled = CANCELS.test(later.name)
  const anew = valuesOf(later.given)
  const old = [...valuesOf(earlier.given)].filter(([name, value]) => (anew.get(name) ?? value) !== value)
  if (old.length === 0 && !isCancelled) return
  const { units, unitStarts } = conversation
  const from = unitStarts[Math.max(0, earlier.messageIndex - MAX_MESSAGES_OF_REQUEST)] ?? 0
  const to = Math.min(
    unitStarts[earlier.reportedIn + 1] ?? units.length,
    unitStarts[later.messageIndex] as number,
  )
  for (let index = from; index < to; index++) {
    const unit = units[index] as Unit
    if (!hasFlag(conversation, index, FLAG.spoken) || hasFlag(conversation, index, FLAG.rule)) continue
    const isReport = unit.messageIndex === earlier.reportedIn && isOutcome(conversation, unit)
    // "I had a fall on Friday" asks for no Friday.
    const isAsked = hasFlag(conversation, index, FLAG.ofUser) && !unit.annotation.wording.includes('past')
    if (!isReport && !isAsked) continue
    const text = textOf(conversation, unit)
    if ((isCancelled && isReport) || old.some(([, value]) => isSaidIn(text, value)))
      found.set(index, heir.index)
  }
}

const ISO_DAY = /^(\d{4})-(\d{2})-(\d{2})/
const CLOCK = /^(\d{1,2}):(\d{2})/
const MONTH_BEHIND = /^\s?(?:月|\.\d|\/)/

/** Whether a sentence says a value that a call was given: a day by its number or weekday, a time by its hour, else word for word. */
function isSaidIn(text: string, value: string): boolean {
  const day = ISO_DAY.exec(value)
  if (day !== null) return hasNumber(text, Number(day[3])) || namesWeekday(text, value.slice(0, 10))
  const clock = CLOCK.exec(value)
  if (clock !== null)
    return hasNumber(text, Number(clock[1])) && (clock[2] === '00' || hasNumber(text, Number(clock[2])))
  if (/^\d+$/.test(value)) return hasNumber(text, Number(value))
  return value.length > 2 && text.toLowerCase().includes(value.toLowerCase())
}

function hasNumber(text: string, number: number): boolean {
  for (const match of text.matchAll(/\d+/g))
    if (Number(match[0]) === number && !MONTH_BEHIND.test(text.slice(match.index + match[0].length)))
      return true
  return false
}

/** From Sunday, in the languages that the engine has words of. */
const WEEKDAYS: readonly RegExp[] = [
  /sunday|sonntag|dimanche|domingo|星期[日天]|周[日天]|礼拜[日天]|日曜/i,
  /monday|montag|lundi|lunes|segunda|星期一|周一|礼拜一|月曜/i,
  /tuesday|dienstag|mardi|martes|terça|星期二|周二|礼拜二|火曜/i,
  /wednesday|mittwoch|mercredi|miércoles|quarta|星期三|周三|礼拜三|水曜/i,
  /thursday|donnerstag|jeudi|jueves|quinta|星期四|周四|礼拜四|木曜/i,
  /friday|freitag|vendredi|viernes|sexta|星期五|周五|礼拜五|金曜/i,
  /saturday|samstag|sonnabend|samedi|sábado|星期六|周六|礼拜六|土曜/i,
]
const namesWeekday = (text: string, day: string): boolean =>
  WEEKDAYS[new Date(`${day}T12:00:00Z`).getUTCDay()]?.test(text) === true
