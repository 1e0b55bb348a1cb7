import { tagsIn } from '../annotate/phrases.js'
import { readWords } from '../annotate/words.js'
import { type Conversation, textOf, type Unit } from '../conversation.js'
import { wordsOf } from '../link/values-of.js'
import type { Claim } from './claims.js'
import { clausesOf, keyOf } from './clauses.js'
import { statedDays, statedWeekdays } from './days.js'
import type { SourceClauses } from './source-clauses.js'
import type { SourceFacts } from './source-facts.js'
import type { Sentence, TextIndex } from './text-index.js'

/** Share of a sentence's weight that a statement with the day, and one with a later day, hold to be about the same. */
const ABOUT = 0.3
/** Of the share that the one with the day holds, what the later one has to hold as well. */
const AS_MUCH = 0.8
/** Share from which a mention of the day counts as told again. */
const AGAIN = 0.15
/** Clauses that are tried for each word: the last ones. */
const TRIED_PER_KEY = 60
const MAX_SHOWN = 100
/** "The 18th", "am 18. um acht"; what opens a line numbers it. */
const BARE_DAY = /(?<=\p{L}\s)([12]?\d|3[01])(?:st|nd|rd|th|\.(?=\s\p{Ll}))/gu

/** A day as far as it was said: of what month, of what week. */
interface SaidDay {
  readonly month?: number
  readonly day?: number
  readonly weekday?: number
}

interface Told {
  readonly unit: Unit
  readonly share: number
  readonly days: readonly SaidDay[]
}

/**
 * Sentences that tell the day on which something was to be, where a later statement about the same has moved it: "4 November" where
 * "they moved my operation to the 18th" came after. The later one has to say that it changes something.
 *
 * Fitted on `conversations/retold`; figures in design/verify.md.
 * Cost  linear in the text: clauses tried for each word are bounded.
 */
export function movedDayClaims(
  { sentences }: TextIndex,
  conversation: Conversation,
  source: SourceClauses,
  facts: SourceFacts,
): Claim[] {
  const { changes } = wordsOf(source.lexicon.source.language)
  const isChange = ({ annotation }: Unit) => annotation.terms.some((term) => changes.has(term))
  return sentences.flatMap((sentence) => {
    const days = daysOf(sentence.text, facts)
    if (days.length === 0 || tagsIn(facts.claims.contrast, readWords(sentence.text)).size > 0) return []
    const told = unitsAbout(sentence, conversation, source, facts)
    const later = days.map((day) => movedTo(day, days, told, isChange)).find((one) => one !== undefined)
    if (later === undefined) return []
    const there = textOf(conversation, later.unit).slice(0, MAX_SHOWN)
    return [{ kind: 'outdated', text: `${sentence.text} (later: ${there})`, isSupported: false }]
  })
}

/** The first statement that moves the day to another, after the last that tells it. */
function movedTo(
  day: SaidDay,
  all: readonly SaidDay[],
  told: readonly Told[],
  isChange: (unit: Unit) => boolean,
): Told | undefined {
  const withDay = told.filter(({ days }) => days.some((other) => isSame(day, other)))
  const best = Math.max(0, ...withDay.map(({ share }) => share))
  if (best < ABOUT) return undefined
  const last = Math.max(...withDay.filter(({ share }) => share >= AGAIN).map(({ unit }) => unit.index))
  return told.find(
    ({ unit, share, days }) =>
      unit.index > last &&
      share >= Math.max(ABOUT, AS_MUCH * best) &&
      days.some((other) => isComparable(day, other)) &&
      !days.some((other) => all.some((own) => isSame(own, other))) &&
      unit.annotation.act !== 'question' &&
      isChange(unit),
  )
}

const isSame = (a: SaidDay, b: SaidDay): boolean =>
  isComparable(a, b) &&
  (a.weekday !== undefined || b.weekday !== undefined
    ? a.weekday === b.weekday
    : a.day === b.day && (a.month === undefined || b.month === undefined || a.month === b.month))

const isComparable = (a: SaidDay, b: SaidDay): boolean =>
  (a.weekday === undefined) === (b.weekday === undefined)

function daysOf(text: string, { dayPatterns }: SourceFacts): SaidDay[] {
  const stated = statedDays(text, dayPatterns).filter(({ mayBeNumber }) => !mayBeNumber)
  const bare = [...text.matchAll(BARE_DAY)].filter(
    ({ index }) => !stated.some(({ start, text: day }) => index >= start && index < start + day.length),
  )
  return [
    ...stated.flatMap(({ readings }) =>
      readings.map((reading) => {
        const [month = 0, day = 0] = reading.split('-').map(Number)
        return { month, day }
      }),
    ),
    ...bare.map(([, day]) => ({ day: Number(day) })),
    ...statedWeekdays(text, dayPatterns).map(({ day }) => ({ weekday: day })),
  ]
}

/** What shares words with the sentence, days and months aside, in order. */
function unitsAbout(
  { text }: Sentence,
  conversation: Conversation,
  source: SourceClauses,
  facts: SourceFacts,
): Told[] {
  const { lexicon, claims } = source
  const { months, weekdays } = facts.dayPatterns
  const aside = new Set([...months, ...weekdays.keys()].map((word) => keyOf(word.toLowerCase(), lexicon)))
  const own = [...new Set(clausesOf(text, lexicon, claims).flatMap(({ keys }) => keys))].filter(
    (key) => !aside.has(key),
  )
  const total = own.reduce((sum, key) => sum + source.weightOf(key), 0)
  const shares = new Map<number, number>()
  for (const key of own) {
    const units = new Set(
      source
        .with(key)
        .slice(-TRIED_PER_KEY)
        .map(({ unit }) => unit.index),
    )
    for (const unit of units) shares.set(unit, (shares.get(unit) ?? 0) + source.weightOf(key) / total)
  }
  return [...shares]
    .sort(([a], [b]) => a - b)
    .map(([at, share]) => {
      const unit = conversation.units[at] as Unit
      return { unit, share, days: daysOf(textOf(conversation, unit), facts) }
    })
}
