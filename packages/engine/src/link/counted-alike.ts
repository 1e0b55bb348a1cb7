import { UNITS_OF_VALUES } from './values-of.js'

/** Whether two numbers count the same: the word behind each tells, where there is one. */
export type Likeness = 'same' | 'other' | 'open'

/** Letters of a counted noun that its plural shares. */
const ROOT_LETTERS = 4
const CURRENCY = /[£$€¥]|\b(?:euros?|eur|pounds?|quid|dollars?|usd|gbp|francs?|chf)\b/iu
/** What a number is counted in, right before it. */
const SIGN_BEFORE = /[£$€¥]\s?$/
/** A thousand with a comma is one number. */
const THOUSANDS = /(?<=\d),(?=\d{3})/g

/** Behind a number: its decimals of nothing, the ending of an ordinal, and the word that it counts. */
const BEHIND = /(?!\d)(?:[.,]0+)?(st|nd|rd|th|\.(?= \p{L}))?[\s-]*([\p{L}%°€]*)/iuy
const GOES_ON_BEFORE = /[\d.,:]/
const SEPARATORS = '.:,'

const MONTH =
  /^(?:jan|feb|m[aä]r|apr|avr|may|mai|mayo|jun|juin|jul|juil|aug|ago|ao[uû]t|sep|oct|okt|out|nov|dec|dez|d[eé]c|dic)/i
/** A word of grammar behind a number counts nothing. */
const GRAMMAR =
  /^(?:and|or|for|to|in|on|at|but|so|is|was|not|then|the|though|from|of|with|by|only|now|please|und|oder|für|bis|jetzt|mais|et|ou|pour|pero|para|mas|y|e)$/i

/** "7 heather", "6.5 wide": what is not said in the plural need not be counted. */
const PLURAL = /(?:[sx]|en|er)$/i
const UNITS: ReadonlySet<string> = new Set(UNITS_OF_VALUES)

interface Counted {
  readonly isDay: boolean
  readonly month: string | undefined
  readonly noun: string | undefined
  readonly isMoney: boolean
}

function read(text: string, value: string): Counted | undefined {
  const plain = text.includes(',') ? text.replace(THOUSANDS, '') : text
  const found = findNumber(plain, value)
  if (found === undefined) return undefined
  const { at, ordinal, word } = found
  const month = MONTH.test(word) ? word.slice(0, 3).toLowerCase() : undefined
  const isMoney = SIGN_BEFORE.test(plain.slice(Math.max(0, at - 2), at)) || CURRENCY.test(word)
  const isNoun =
    word.length > 1 && !isMoney && !GRAMMAR.test(word) && (PLURAL.test(word) || UNITS.has(word.toLowerCase()))
  const noun = isNoun ? word.slice(0, ROOT_LETTERS).toLowerCase() : undefined
  return { isDay: ordinal !== undefined || month !== undefined, month, noun, isMoney }
}

interface FoundNumber {
  readonly at: number
  readonly ordinal: string | undefined
  readonly word: string
}

/** The first place of a number, with or without a zero before it and whatever separates its parts. A pattern made for each number is dearer. */
function findNumber(text: string, value: string): FoundNumber | undefined {
  for (let at = 0; at < text.length; at++) {
    const end = (text[at] === '0' ? endOf(text, at + 1, value) : undefined) ?? endOf(text, at, value)
    if (end === undefined || GOES_ON_BEFORE.test(text[at - 1] ?? '')) continue
    BEHIND.lastIndex = end
    const behind = BEHIND.exec(text)
    if (behind !== null) return { at, ordinal: behind[1], word: behind[2] ?? '' }
  }
  return undefined
}

/** Where a value ends that stands at a place. */
function endOf(text: string, at: number, value: string): number | undefined {
  if (at + value.length > text.length) return undefined
  for (let place = 0; place < value.length; place++) {
    const sign = value[place] as string
    const said = text[at + place] as string
    const isSeparator = sign === '.' || sign === ':'
    if (isSeparator ? !SEPARATORS.includes(said) : sign !== said && sign !== said.toLowerCase())
      return undefined
  }
  return at + value.length
}

/**
 * Whether the number in one text counts what the one in the other does: "12 hours" is no "12 boxes", the 5th no "5 boxes", and 5 July no
 * 5 June. Open where one of them does not say what it counts.
 */
export function areCountedAlike(text: string, value: string, other: string, otherValue: string): Likeness {
  const [one, two] = [read(text, value), read(other, otherValue)]
  if (one === undefined || two === undefined) return 'open'
  if (one.isDay !== two.isDay) return 'other'
  if (one.isDay)
    return one.month !== undefined && two.month !== undefined && one.month !== two.month ? 'other' : 'open'
  if (one.isMoney && two.isMoney) return 'same'
  if (one.isMoney !== two.isMoney) return one.noun === undefined && two.noun === undefined ? 'open' : 'other'
  if (one.noun === undefined || two.noun === undefined) return 'open'
  return one.noun === two.noun ? 'same' : 'other'
}
