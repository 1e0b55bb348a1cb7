import { fieldsOf } from '../link/tool-changes.js'
import { wordsOfName } from '../tool-calls.js'

/** Longer values are sentences. */
const MAX_FIELD_CHARACTERS = 50
/** What one change is told with: what it made, for when and for how much. */
const MAX_CHARACTERS = 160
/** Fields that say that it went well, when it was written, what stood there before, or what somebody noted. */
const NO_VALUE_OF_IT =
  /^(?:ok|success|successful|done|applied|saved|status|state|result|code|estado|statut|message|msg|notes?|reason|summary|text|body|content|description|comment|timestamp|ts|created|updated|posted|at_time|request_id|trace_id|currency|dry_run|confirm(?:ed)?|force|notify|silent|token|otp|pin|password|old|previous|prior|before|former)$|_(?:at|ms|token|hash|url|before|old)$|^(?:old|previous|prior|former)_/i
/** "new_date", "date_new": the date. */
const NEW = /^(?:new|updated?|to|neue?r?s?|nuev[oa]|nov[oa]|nouve(?:au|lle))_|_(?:new|neu|nuev[oa]|nov[oa])$/i
/** Keys that say only that there is a value; where another field has the same one, that says which. */
const GENERIC = /^(?:to|value|new|target|setting|amount)$/i
/** "QBL-40817", "88120543": what a thing is called by. */
const CODE = /^(?=.*\d)[\p{L}\d#][\p{L}\d_/#-]{3,}$/u
/** A day, a clock time or an amount, which begins with what looks like a number of something. */
const DAY_OR_AMOUNT = /^\d{4}-\d{2}-\d{2}|^\d{1,2}:\d{2}|^-?\d+(?:[.,]\d{1,2})?$/

export type Fields = ReadonlyMap<string, string>

export const isCode = (value: string): boolean => CODE.test(value) && !DAY_OR_AMOUNT.test(value)

/** A number, a day, a duration, a yes or no: what a thing is set to, and never what it is called. */
export const isMeasure = (value: string): boolean =>
  !isCode(value) && /^[-+$€£¥]?\d|^(?:true|false|on|off|yes|no)$/i.test(value)

/** The short plain values of a JSON object by name, with those one level below; `withFlags` also those that are true or false. */
export function fieldsIn(json: string, withFlags: boolean): Fields | undefined {
  const parsed = fieldsOf(json)
  if (parsed === undefined) return undefined
  const fields = new Map<string, string>()
  const add = (key: string, value: unknown) => {
    const text = plain(value, withFlags)
    if (text !== undefined && !NO_VALUE_OF_IT.test(key)) fields.set(key.replace(NEW, ''), text)
  }
  for (const [key, value] of Object.entries(parsed))
    if (value !== null && typeof value === 'object' && !Array.isArray(value))
      for (const [inner, below] of Object.entries(value)) add(inner, below)
    else add(key, value)
  return fields
}

function plain(value: unknown, withFlags: boolean): string | undefined {
  const text = Array.isArray(value)
    ? value.every((one) => typeof one === 'string' || typeof one === 'number')
      ? value.join(' + ')
      : ''
    : typeof value === 'string' || typeof value === 'number' || (withFlags && typeof value === 'boolean')
      ? String(value)
      : ''
  const isShort = text.length > 0 && text.length <= MAX_FIELD_CHARACTERS && !text.includes('\n')
  return isShort ? text : undefined
}

/** The fields in one line: what it is about first; numbers of accounts and the like last, where there is room. */
export function tellFields(fields: Fields, calledBy: string | undefined): string {
  const pairs = [...fields].filter(([, value]) => value !== calledBy)
  const told = pairs.filter(([key, value], at) => {
    const same = pairs.findIndex(
      ([other, its], place) => place !== at && its === value && !GENERIC.test(other),
    )
    const first = pairs.findIndex(([other, its]) => its === value && GENERIC.test(other))
    return !GENERIC.test(key) || (same === -1 && first === at)
  })
  const isOfCode = ([, value]: readonly [string, string]) => isCode(value)
  let text = ''
  for (const [key, value] of [...told.filter((pair) => !isOfCode(pair)), ...told.filter(isOfCode)]) {
    const part = `${wordsOfName(key)} ${value}`
    const longer = text === '' ? part : `${text}, ${part}`
    if (longer.length <= MAX_CHARACTERS) text = longer
  }
  return text
}

export const codesIn = (fields: Fields): string[] => [...fields.values()].filter(isCode)

export const holds = (fields: Fields, code: string): boolean =>
  [...fields.values()].some((value) => value === code)
