import { resolveDate } from '../annotate/dates.js'
import { TELLS_WHAT_WAS } from '../annotate/english-spans.js'
import { type Conversation, textOf, type Unit } from '../conversation.js'
import type { NamedDay } from '../types.js'

/**
 * A weekday between a user and an assistant who speak of days far away: "Saturday afternoon is the concert" is the Saturday of the trip, not
 * of this week. English.
 */

/** Messages before the statement that are looked at, and characters of each. */
const MESSAGES_BACK = 12
const MAX_CHARACTERS = 2_000
/** A day that is further away than this is of another week. */
const DAYS_OF_THIS_WEEK = 7
const MS_PER_DAY = 86_400_000

const WEEKDAY = /\b((?:mon|tues|wednes|thurs|fri|satur|sun)day)\b/i
/** Says itself which one: "this Friday", "last Monday", "Friday 16 October", "Thursday the 15th". */
const SAYS_WHICH =
  /\b(?:this|next|last|past|coming|since)\s+(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\d(?:st|nd|rd|th)\b/i
const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)'
const DAY_NAMED = new RegExp(
  `(?:\\b((?:mon|tues|wednes|thurs|fri|satur|sun)day),? )?\\b(?:\\d{1,2}(?:st|nd|rd|th)?(?: of)? ${MONTH}|${MONTH} \\d{1,2}(?:st|nd|rd|th)?)\\b(?:,? \\d{4})?|\\b\\d{4}-\\d{2}-\\d{2}\\b`,
  'i',
)
const DAYS_NAMED = new RegExp(DAY_NAMED.source, 'gi')

/**
 * The day that a bare weekday stands for in its talk: the one that was named with this weekday shortly before; none where the talk is of
 * days of another week; else as it was read by itself.
 */
export function dayInTalk(
  conversation: Conversation,
  unit: Unit,
  day: NamedDay | undefined,
): NamedDay | undefined {
  const entry = conversation.entries[unit.messageIndex]
  if (day?.isRelative !== true || conversation.isNamed || entry?.annotation.language !== 'en') return day
  const text = textOf(conversation, unit)
  const weekday = WEEKDAY.exec(text)?.[1]?.toLowerCase()
  if (unit.annotation.wording.includes('past') || TELLS_WHAT_WAS.test(text)) return day
  if (weekday === undefined || SAYS_WHICH.test(text) || DAY_NAMED.test(text)) return day
  const said = Date.parse(entry.message.timestamp ?? '')
  let isFar = false
  for (let at = unit.messageIndex; at >= Math.max(0, unit.messageIndex - MESSAGES_BACK); at--) {
    const message = conversation.entries[at]?.message
    if (message === undefined || message.role === 'system') continue
    for (const [phrase, name] of message.content.slice(0, MAX_CHARACTERS).matchAll(DAYS_NAMED)) {
      const found = resolveDate(phrase, { saidAt: message.timestamp, language: 'en', tense: 'future' })
      if (found === undefined) continue
      if (name?.toLowerCase() === weekday) return { day: found.day, isRelative: true }
      if (Math.abs(Date.parse(found.day) - said) > DAYS_OF_THIS_WEEK * MS_PER_DAY) isFar = true
    }
  }
  return isFar ? undefined : day
}
