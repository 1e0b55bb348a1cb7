import { type Conversation, hasFlag, textOf, type Unit } from '../conversation.js'
import type { Wording } from '../lexicon/types.js'
import { unitsOf } from '../protect.js'
import { FLAG } from '../unit-flags.js'
import { findNamedChoices } from './choices-elsewhere.js'
import { decidesNothing } from './decides-nothing.js'
import { oneLine } from './passage.js'
import { isPasted } from './pasted.js'
import { readsAlone } from './reads-alone.js'
import { type Statement, spanOf, speakerLabel } from './statement.js'

/** A user's choice, with what it chooses from where the choice only points at that. */
export interface Choice extends Statement {
  readonly unit: Unit
}

/** "Let's go with Kysely", "we'll use Vitest": the user of an assistant decides by saying so. */
const CHOOSES =
  /^(?:(?:ok|okay|yes|yeah|great|alright|all right|then|so|fine|perfect|cool|right|hm+|well|good|thanks)[,.!–— ]+){0,3}(?:let(?:['’]?s| us) (?:(?=.{1,80}\binstead\b)(?!not\b|talk\b|discuss\b|look\b|see\b)[a-z]+|go (?:with|for)|use|take|stick (?:with|to)|keep|make it|choose|pick|do (?=p{Lu}))|(?:i|we)(?:['’]ll| will) (?:go (?:with|for)|use|take|stick (?:with|to))|(?:i|we) (?:choose|pick|picked|chose)|go (?:with|for)|(?:i|we)['’](?:m|re) going (?:with|for))\s+(.+)$/is
/** "Option 2", "the second one", "that": named in the message before. */
const LABELLED =
  /^(?:your |the )?(option|variant|alternative|plan|choice|number|version|proposal|approach) ?#?(\d{1,2}|[a-f])\b/i
const POINTS_BACK = /^(?:that|this|it|your (?:suggestion|proposal|recommendation))(?: one)?\b[.! ]*$/i
/** "The blue one", "the living money": which one that is was said before. */
const KNOWN_THING = /^(?:the|those|these|that)\b/i
const NOT_CHOSEN =
  /^(?:(?:a )?(?:walk|look|vote|break|moment|minute|note|nap|seat)|care|it easy|turns|going|doing|trying|in mind|(?:this|that|it) (?:up|in mind|simple|short|going))\b/i
const SUGGESTS =
  /\b(?:i(?:['’]d| would)? (?:suggest|recommend|propose|go with|use|take|pick|choose)|my (?:suggestion|recommendation|pick))\b/i
const MAX_WORDS = 25

/**
 * Finds what the user of an assistant decides in one turn. English; cost: linear in the user's sentences, and in the
 * message before for a choice that points there.
 */
export function findChoices(
  conversation: Conversation,
  wording: Wording,
  known: ReadonlySet<number>,
): Choice[] {
  const { entries, isNamed } = conversation
  const language = entries[0]?.annotation.language ?? 'en'
  if (isNamed) return []
  if (language !== 'en') return findNamedChoices(conversation, wording, known, language)
  const mayChoose = ({ index, annotation }: Unit) =>
    hasFlag(conversation, index, FLAG.mayChoose) &&
    hasFlag(conversation, index, FLAG.ofUser) &&
    !hasFlag(conversation, index, FLAG.asksMark | FLAG.supposed) &&
    annotation.kind === 'prose' &&
    annotation.wordCount <= MAX_WORDS &&
    !known.has(index)
  return conversation.units.filter(mayChoose).flatMap((unit): Choice[] => {
    const choice = choiceIn(conversation, unit, wording)
    return choice === undefined || isPasted(conversation, unit) ? [] : [choice]
  })
}

/** Whether a text says that its speaker chooses something, whoever that is. */
export const choosesSomething = (text: string): boolean => CHOOSES.test(oneLine(text))

function choiceIn(conversation: Conversation, unit: Unit, wording: Wording): Choice | undefined {
  const text = oneLine(textOf(conversation, unit))
  const thing = CHOOSES.exec(text)?.[1]
  if (thing === undefined || NOT_CHOSEN.test(thing) || decidesNothing(text)) return undefined
  const own = `${speakerLabel(conversation, unit, wording)}: ${text}`
  const label = LABELLED.exec(thing)
  if (label !== null || POINTS_BACK.test(thing)) {
    const meant =
      label === null ? suggestedBefore(conversation, unit) : labelledBefore(conversation, unit, label)
    if (meant === undefined) return undefined
    const before = `${speakerLabel(conversation, meant, wording)}: ${oneLine(textOf(conversation, meant))}`
    const evidence = [spanOf(conversation, meant), spanOf(conversation, unit)]
    return { unit, content: `${before} → ${own}`, evidence }
  }
  const { names, numbers, identifiers } = unit.annotation
  const isNamed = names.length + numbers.length + identifiers.length > 0
  if (!isNamed && KNOWN_THING.test(thing)) return withOffer(conversation, unit, own, wording)
  const isDefinite = isNamed || unit.terms.length > 1
  // "Go for 7 heather": a number of what was offered.
  if (!isDefinite || /^\d/.test(thing) || !readsAlone(thing, 'en')) return undefined
  return { unit, content: own, evidence: [spanOf(conversation, unit)] }
}

/** The sentences of the message before, which has to be the assistant's. */
function sentencesBefore({ entries, ...rest }: Conversation, { messageIndex }: Unit): readonly Unit[] {
  const isOfAssistant = entries[messageIndex - 1]?.message.role === 'assistant'
  return isOfAssistant ? unitsOf({ entries, ...rest }, messageIndex - 1) : []
}

/** "Option 2: a Postgres table." */
function labelledBefore(
  conversation: Conversation,
  unit: Unit,
  [, kind, which]: RegExpExecArray,
): Unit | undefined {
  const opens = new RegExp(`^[\\s*#>-]*(?:${kind} )?${which}\\b[*]*[.):–— -]`, 'i')
  const found = sentencesBefore(conversation, unit).filter(
    (one) => opens.test(textOf(conversation, one)) && one.terms.length > 1,
  )
  return found.length === 1 ? found[0] : undefined
}

/** A thing that everybody knows by now is told with the one sentence of the assistant's that has a word of it. */
function withOffer(
  conversation: Conversation,
  unit: Unit,
  own: string,
  wording: Wording,
): Choice | undefined {
  const [offer, ...more] = sentencesBefore(conversation, unit).filter(
    (one) => one.annotation.kind === 'prose' && one.terms.some((term) => unit.terms.includes(term)),
  )
  if (offer === undefined || more.length > 0) return undefined
  const offered = oneLine(textOf(conversation, offer))
  if (offer.annotation.wordCount > MAX_WORDS || !readsAlone(offered, 'en')) return undefined
  const content = `${speakerLabel(conversation, offer, wording)}: ${offered} → ${own}`
  return { unit, content, evidence: [spanOf(conversation, offer), spanOf(conversation, unit)] }
}

function suggestedBefore(conversation: Conversation, unit: Unit): Unit | undefined {
  const found = sentencesBefore(conversation, unit).filter((one) => SUGGESTS.test(textOf(conversation, one)))
  const [only] = found
  return found.length === 1 && only !== undefined && readsAlone(oneLine(textOf(conversation, only)), 'en')
    ? only
    : undefined
}
