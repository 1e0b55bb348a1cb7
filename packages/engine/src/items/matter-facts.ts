import { type Conversation, hasFlag, textOf, type Unit } from '../conversation.js'
import type { Wording } from '../lexicon/types.js'
import { wordsOf } from '../link/values-of.js'
import { reportsDone } from '../matters/matters.js'
import type { MatterReading, Settled } from '../matters/read-matters.js'
import { asksAbout, byMessage, OF_THE_LISTENER } from '../matters/settled.js'
import { PROPER_NAME } from '../matters/title.js'
import { isLookUp } from '../matters/wishes.js'
import { FLAG } from '../unit-flags.js'
import { mayHaveFiniteVerb } from './finite-verbs.js'
import { oneLine, toldPlainly } from './passage.js'
import { type Statement, spanOf, speakerLabel } from './statement.js'

/** A fact of a matter, and the assistant's sentence that tells it. */
export interface MatterFact {
  readonly unit: Unit
  readonly statement: Statement
}

/**
 * What came of a matter, and what the assistant told of the thing that was settled, with what that is called: "Assistant (a table at
 * Mirabel on 3 May): It is in Harbour Street." What was told of another offer is none.
 */
export function factsOfMatter(
  conversation: Conversation,
  { matter, parts, settled }: MatterReading,
  wording: Wording,
): readonly MatterFact[] {
  if (settled === undefined || (!settled.isFinal && !OPENS_WITH_NAME.test(settled.title))) return []
  if (POINTS.test(settled.isFinal ? settled.whole : settled.title)) return []
  const settledNames = new Set(settled.offer.flatMap(({ annotation }) => annotation.names))
  const { days } = wordsOf('en')
  const namesIn = ({ annotation }: Unit) => annotation.names.filter((name) => !days.has(name.toLowerCase()))
  let found: MatterFact[] = []
  let offered: readonly string[] = []
  let asked: readonly Unit[] = []
  for (const own of byMessage(matter.units).values()) {
    if (own.some(({ index }) => hasFlag(conversation, index, FLAG.ofUser))) {
      asked = asksAbout(conversation, own) ? own : []
      const changed = new Set(
        parts
          .filter(({ unit }) => own.includes(unit))
          .flatMap(({ slots }) => slots.map(({ key }) => key?.split(' ')[0])),
      )
      if (own.some(({ index }) => index >= settled.acceptance.index)) continue
      const named = own.flatMap((unit) => namesIn(unit))
      const isOther = named.some((name) => !offered.some((one) => one.includes(name) || name.includes(one)))
      // Another place is another thing; for another day or number there is another price.
      if (changed.has('name') || isOther) found = []
      else if (changed.size > 0)
        found = found.filter(({ unit }) => !unit.annotation.wording.includes('money'))
      continue
    }
    const isReported = own.some(reportsDone)
    for (const unit of own) {
      const isAfter = unit.index > settled.acceptance.index
      const isReport = isAfter && reportsDone(unit)
      const names = namesIn(unit)
      if (settled.offer.includes(unit) || (asked.length === 0 && !(isAfter && isReported))) {
        if (names.length === 0) continue
        // Another thing was brought: what was told of the one before is not of what was settled.
        const isAnother =
          !unit.annotation.wording.includes('confirming') && names.some((name) => !offered.includes(name))
        if (!isAfter && isAnother) found = []
        offered = names
        continue
      }
      if (!isReport && !tellsOfIt(conversation, unit)) continue
      if (!isReport && asked.some((one) => asksOfAnother(conversation, one, settledNames))) continue
      if (!isAfter && !offered.some((name) => settledNames.has(name))) continue
      const question = isReport ? undefined : asked.find((one) => isLookUp(conversation, one))
      found.push(factOf(conversation, unit, settled, question, wording))
    }
  }
  return found
}

/** "That's confirmed, it'll be Ines": names nothing that a fact could be of. */
const POINTS =
  /^(?:(?:yes|ok|okay|great|perfect),? )?(?:that|it|this)(?:['’]s|['’]ll| is| will| was)\b|^(?:confirmed|booked|done)\b[,.!]? (?:it|that)/i

/** "Bernard Recht in Sunnyvale", "Hotel Adler is a good one": called by its name; a flight of an airline is one of many. */
const OPENS_WITH_NAME =
  /^(?!.*\b(?:flight|bus|train|ride|car|show(?:ing|time)?|option)s?\b)(?:the |an? )?(?:\p{Ll}+ ){0,2}?(?:called |named )?\p{Lu}[^,.]*(?:$|[,.]| (?:in|at|on|is|for|by|with|from|located|rated)\b)/u

/** "And the weather in Lyon?", "my balance": of something else than what was put up. */
function asksOfAnother(conversation: Conversation, unit: Unit, settledNames: ReadonlySet<string>): boolean {
  const { names } = unit.annotation
  const isOther = names.length > 0 && !names.some((name) => settledNames.has(name))
  return isOther || /\bmy\b/i.test(textOf(conversation, unit))
}

/** "In four minutes", "on that day": news of the moment, and a day that was named elsewhere. */
const PASSING =
  /\btakes? (?:about |around )?(?:\d+|an?|a few|some) (?:min(?:ute)?s?|seconds?)\b|\bin (?:about |around |just |only )?(?:\d+|an?|a few|some) (?:min(?:ute)?s?|seconds?)\b|\bon (?:its|the|his|her|your) way\b|\bthat (?:day|date|time)\b/i

/** "The ride costs 12 euros and the cab is on its way": what of it lasts. */
function lastingIn(said: string): string {
  const clauses = said.split(CLAUSE_BREAK)
  const lasting = clauses.filter((clause) => !PASSING.test(clause))
  return lasting.length === 0 || lasting.length === clauses.length ? said : lasting.join(' and ')
}
const CLAUSE_BREAK = /,? and (?=(?:it|its|it['’]s|they|the|your|we|i)\b)/i

/** "I have a small car at the station": brings another one. */
const BRINGS =
  /^(?:(?:yes|sure|okay|ok)[,.]? )?(?:i (?:also )?(?:have|found|see)|i['’]ve (?:found|got)|there(?:['’]s| is| are))\b/i

const NO_ANSWER: readonly string[] = ['question', 'proposal', 'filler', 'request']

function tellsOfIt(conversation: Conversation, unit: Unit): boolean {
  const { act, names, numbers, wording } = unit.annotation
  if (!hasFlag(conversation, unit.index, FLAG.spoken) || NO_ANSWER.includes(act)) return false
  if (wording.includes('asksMark') || wording.includes('confirming')) return false
  const text = textOf(conversation, unit)
  return (
    names.length + numbers.length > 0 &&
    !OF_THE_LISTENER.test(text) &&
    !PASSING.test(lastingIn(text)) &&
    !BRINGS.test(text)
  )
}

function factOf(
  conversation: Conversation,
  unit: Unit,
  { title: own, whole, offer, isFinal }: Settled,
  asked: Unit | undefined,
  wording: Wording,
): MatterFact {
  const said = lastingIn(toldPlainly(oneLine(textOf(conversation, unit)), 'en'))
  const title = isFinal ? whole : own
  const proper = PROPER_NAME.exec(` ${title}`)?.[0]?.replace(/(?:['’]s?|[.,])+$/, '')
  const isCalled = !isFinal && proper !== undefined && said.includes(proper)
  // "At 6 pm": without its question it says nothing.
  const question = asked !== undefined && !mayHaveFiniteVerb(said) ? asked : undefined
  const told = question === undefined ? title : `${title} – “${oneLine(textOf(conversation, question))}”`
  const about = isCalled && question === undefined ? '' : ` (${told})`
  const evidence = question === undefined ? [...offer, unit] : [...offer, question, unit]
  return {
    unit,
    statement: {
      content: `${speakerLabel(conversation, unit, wording)}${about}: ${said}`,
      evidence: evidence.map((one) => spanOf(conversation, one)),
    },
  }
}
