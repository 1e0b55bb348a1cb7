import { resolveDate } from '../annotate/dates.js'
import type { TenseOfDay } from '../annotate/tense-elsewhere.js'
import { type Conversation, textOf, type Unit } from '../conversation.js'
import type { NamedDay } from '../types.js'
import { opensAsDone } from './restating-forms.js'

/** The day that a unit names, from its reading or read now. What was agreed on is to come, whatever its form says. */
export function dayOf(
  conversation: Conversation,
  unit: Unit,
  language: string,
  isAgreed = false,
): NamedDay | undefined {
  const entry = conversation.entries[unit.messageIndex]
  const { item, namedDay, wording, numbers } = unit.annotation
  if (entry?.annotation.isRead === true && !isAgreed) {
    if (item !== undefined)
      return item.day === undefined ? undefined : { day: item.day, isRelative: item.isRelativeDay === true }
    if (entry.annotation.language === language) return namedDay
  }
  if (language === 'en' && !wording.includes('time') && numbers.length === 0) return undefined
  const text = textOf(conversation, unit)
  const isPast = wording.includes('past') && !SETTLES_ON[language]?.test(text)
  const tense = isAgreed && !isPast ? 'future' : tenseOf(unit, text, language)
  const found = resolveDate(text, { saidAt: entry?.message.timestamp, language, tense })
  return found && { day: found.day, isRelative: found.isRelative }
}

/** "八月二十三日からにしました": the past tense of settling on something, which is to come. */
const SETTLES_ON: Readonly<Record<string, RegExp>> = {
  ja: /に(?:しました|した|決めました|決めた)(?:[。！、]|$)/u,
}

/**
 * "Shall I book it for Friday?", "you want a table on Friday": what is offered or restated to be confirmed is to come. In other languages
 * than English an auxiliary alone tells nothing ("ich habe am Freitag Geburtstag"): the sentence is read for its tense with its day.
 */
function tenseOf({ annotation: { act, wording } }: Unit, text: string, language: string): TenseOfDay {
  if (language === 'en' && wording.includes('future')) return 'future'
  if (language === 'en' && wording.includes('past')) return opensAsDone(text, language) ? 'future' : 'past'
  const isToCome = act === 'proposal' || act === 'commitment' || wording.includes('restating')
  return isToCome ? 'future' : undefined
}
