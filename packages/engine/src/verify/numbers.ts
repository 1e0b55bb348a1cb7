import type { ClaimCues } from '../lexicon/claims/types.js'
import { numbersInWords } from './number-words.js'

/** A number that a text states, with everything that its spelling may mean. */
export interface StatedNumber {
  readonly text: string
  readonly start: number
  readonly isWord: boolean
  /** One spelling for one number: "4850" for "4,850", "4.850" and "4 850". */
  readonly readings: readonly string[]
}

/** Digits with the marks between them; a space groups thousands only. */
const NUMERAL = /\d{1,3}(?:[\u0020\u00a0\u202f'’]\d{3})+(?!\d)|\d+(?:[.,:]\d+)*/g
/** Thousands in any country's spelling: "4,850", "4.850", "4 850", "4'850". */
const GROUPED = /^\d{1,3}([.,\u0020\u00a0\u202f'’])\d{3}(?:\1\d{3})*(?:[.,]\d{1,2})?$/
const CLOCK = /^(\d{1,2}):(\d{2})$/
const AFTERNOON = /^\s?(?:p\.?\s?m\b)/i
const HOURS_OF_HALF_DAY = 12
/** Numerals of Chinese and Japanese. */
const HAN_NUMERAL = /[〇零一二三四五六七八九十百千万亿億两兩]+/gu
const HAN_DIGITS: Readonly<Record<string, number>> = {
  ...Object.fromEntries([...'零一二三四五六七八九'].map((digit, value) => [digit, value])),
  ...{ 〇: 0, 两: 2, 兩: 2 },
}
const HAN_SCALES: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1_000 }
const HAN_GROUPS: Readonly<Record<string, number>> = { 万: 10_000, 亿: 1e8, 億: 1e8 }
/** Words in which such a character counts nothing: "very", "by all means", "just in case". */
const HAN_IDIOMS =
  /十分(?!之)|千万(?=别|不|要|记|小心)|万一|(?<![〇零一二三四五六七八九十百千万亿億])一[^\d〇零一二三四五六七八九十百千万亿億]|百般|四处|四周|三思|百分/gu
/** Source  spelled as short as possible: no thousands marks, no zeros that say nothing. */
function plain(numeral: string): string {
  const clock = numeral.replace(/:00$/, '')
  if (/^\d+$/.test(clock)) return clock.replace(/^0+(?=\d)/, '')
  return clock
    .replace(/^0+(?=\d)/, '')
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '')
}

function readingsOf(numeral: string, after: string, scales: Readonly<Record<string, number>>): string[] {
  const readings = new Set([plain(numeral)])
  if (GROUPED.test(numeral)) {
    const [, mark = ','] = GROUPED.exec(numeral) ?? []
    readings.add(plain(numeral.split(mark).join('').replace(',', '.')))
  }
  if (/^\d+,\d{1,2}$/.test(numeral)) readings.add(plain(numeral.replace(',', '.')))
  const hour = CLOCK.exec(numeral)?.[1] ?? (/^\d{1,2}$/.test(numeral) ? numeral : undefined)
  if (hour !== undefined && AFTERNOON.test(after) && Number(hour) < HOURS_OF_HALF_DAY)
    readings.add(plain(`${Number(hour) + HOURS_OF_HALF_DAY}${numeral.slice(hour.length)}`))
  const clock = CLOCK.exec(numeral)
  if (clock !== null && Number(clock[1]) > HOURS_OF_HALF_DAY)
    readings.add(plain(`${Number(clock[1]) - HOURS_OF_HALF_DAY}:${clock[2]}`))
  const scale = scaleAfter(after, scales)
  if (scale !== undefined)
    for (const reading of [...readings]) readings.add(String(Math.round(Number(reading) * scale * 1e6) / 1e6))
  readings.delete('NaN')
  return [...readings]
}

/** "1.5 million", "3万", "20k". */
function scaleAfter(after: string, scales: Readonly<Record<string, number>>): number | undefined {
  const word = /^[\u0020\u00a0\u202f-]?(\p{L}{1,10})/u.exec(after)?.[1]?.toLowerCase()
  if (word === undefined) return undefined
  return scales[word] ?? (word.charCodeAt(0) > 0x2e80 ? scales[word.slice(0, 1)] : undefined)
}

/** Value of a Han numeral, or of a bare row of its digits ("二〇二五"). */
function hanValue(numeral: string): number {
  if (![...numeral].some((sign) => sign in HAN_SCALES || sign in HAN_GROUPS))
    return Number([...numeral].map((sign) => HAN_DIGITS[sign]).join(''))
  let total = 0
  let group = 0
  let digit = -1
  for (const sign of numeral) {
    const scale = HAN_SCALES[sign]
    const large = HAN_GROUPS[sign]
    if (scale !== undefined) group += (digit < 0 ? 1 : digit) * scale
    else if (large !== undefined) {
      total = (total + group + Math.max(digit, 0) || 1) * large
      group = 0
    }
    digit = scale === undefined && large === undefined ? (HAN_DIGITS[sign] ?? -1) : -1
  }
  return total + group + Math.max(digit, 0)
}

/** Every number of a text, in digits, words or Han numerals. Cost: linear in the text. */
export function statedNumbers(text: string, cues: ClaimCues): StatedNumber[] {
  const found: StatedNumber[] = []
  for (const match of text.matchAll(NUMERAL)) {
    const after = text.slice(match.index + match[0].length, match.index + match[0].length + 16)
    const readings = readingsOf(match[0], after, cues.scales)
    found.push({ text: match[0], start: match.index, isWord: false, readings })
  }
  if (/[\u4e00-\u9fff]/.test(text)) {
    const plainText = text.replace(HAN_IDIOMS, (idiom) => '　'.repeat(idiom.length))
    for (const match of plainText.matchAll(HAN_NUMERAL)) {
      const value = hanValue(match[0])
      if (Number.isFinite(value))
        found.push({ text: match[0], start: match.index, isWord: true, readings: [String(value)] })
    }
  }
  if (Object.keys(cues.numbers).length > 0) found.push(...numbersInWords(text, cues))
  return found
}

/** What the number becomes when it is told in the next smaller or larger unit: "90 minutes" for "1.5 hours". */
export function converted(
  text: string,
  { start, text: numeral, readings }: StatedNumber,
  cues: ClaimCues,
): string[] {
  const after = text.slice(start + numeral.length, start + numeral.length + 16)
  const unit = /^[\s-]?(\p{L}{1,10})/u.exec(after)?.[1]?.toLowerCase()
  const factor = unit === undefined ? undefined : (cues.durations[unit] ?? hanDuration(unit, cues))
  if (factor === undefined) return []
  return readings.flatMap((reading) => {
    const value = Number(reading)
    const down = Math.round(value * factor * 100) / 100
    const up = Math.round((value / factor) * 100) / 100
    return Number.isNaN(value) ? [] : [String(down), String(up)]
  })
}

const hanDuration = (unit: string, { durations }: ClaimCues): number | undefined =>
  unit.charCodeAt(0) < 0x2e80
    ? undefined
    : Object.entries(durations).find(([word]) => unit.startsWith(word))?.[1]
