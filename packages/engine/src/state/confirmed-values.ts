import { resolveDate } from '../annotate/dates.js'
import { readWords } from '../annotate/words.js'
import type { Conversation } from '../conversation.js'
import type { StatedValue } from '../digest/digest.js'
import { type Agreement, findAgreements } from '../items/agreements.js'
import { fellThrough } from '../items/fell-through.js'
import { isEnglishVerb } from '../items/finite-verbs.js'
import type { CompiledLexicon } from '../lexicon/compiled.js'
import { list } from '../lexicon/list.js'
import { lexiconFor } from '../lexicon/registry.js'
import { readMatters, type Settled } from '../matters/read-matters.js'
import { bodyOf, PROPER_NAME } from '../matters/title.js'

/** Longer proposals are a list of things, not one. */
const MAX_VALUE_CHARACTERS = 160
const MIN_LETTERS = 3

const END_OF_NAME =
  /^(?:for|at|on|in|with|from|to|of|by|and|until|till|through|named|called|before|after|during|that|which|who|where|when|because|so|as|without|using|via|into|about|than|between)$/
/** "Play", "watch": over as soon as it is done, and nothing is in force by it. "The play" is a thing. */
const DONE_AT_ONCE =
  /(?<!\b(?:the|an?|this|that|your|my) )\b(?:play(?:ing)?|watch(?:ing)?|listen(?:ing)?|stream(?:ing)?|show me|search(?:ing)?|look(?:ing)? (?:for|up)|turn(?:ing)? (?:on|off))\b/i
/** "The day after tomorrow", "next Tuesday": stands for a day only because of when it was said. */
const RELATIVE_DAY =
  /\b(?:today|tonight|tomorrow|(?:this|next|coming) (?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|week|weekend|month)|in \w+ days?)\b/i
/** Says how the thing is reached, not what it is. */
const NO_THING: ReadonlySet<string> = new Set(
  list(
    'please, place, the, opinion, confirmation, following, details, detail, both, new, another, more, euro, euros, dollar, dollars, pounds, bucks, percent, hundred, thousand',
  ),
)

/**
 * What a user confirmed to an assistant, as a value in force: the thing ("table", with the name it is at), and the details
 * as they were put in the question that the user last said yes to. English. Shapes: by the index of the proposing unit.
 */
export function confirmedValues(conversation: Conversation): ReadonlyMap<number, StatedValue> {
  const found = new Map<number, StatedValue>()
  const language = conversation.entries[0]?.annotation.language ?? 'en'
  if (conversation.isNamed || language !== 'en') return found
  const lexicon = lexiconFor(language)
  const readings = readMatters(conversation, lexicon)
  for (const agreement of findAgreements(conversation, lexicon.source.wording)) {
    if (agreement.limits.length > 0 || fellThrough(conversation, agreement)) continue
    const settled = readings.find((reading) => reading.settled?.agreement === agreement)?.settled
    const value = confirmedValue(conversation, agreement, lexicon, settled)
    if (value !== undefined) found.set(agreement.proposal.index, value)
  }
  dropEarlierOfOneName(found)
  return found
}

/** "Table (Mirabel)" and "reservation (Mirabel)" are one thing: what was confirmed last of a name is in force. */
function dropEarlierOfOneName(values: Map<number, StatedValue>): void {
  const taken = new Set<string>()
  for (const [index, { name }] of [...values].reverse()) {
    const proper = /\((.+)\)$/.exec(name)?.[1]?.toLowerCase() ?? name
    if (taken.has(proper)) values.delete(index)
    else taken.add(proper)
  }
}

function confirmedValue(
  conversation: Conversation,
  { proposal, proposed }: Agreement,
  lexicon: CompiledLexicon,
  settled: Settled | undefined,
): StatedValue | undefined {
  const message = conversation.entries[proposal.messageIndex]?.message
  if (message?.role !== 'assistant') return undefined
  const body = bodyOf(proposed)
  if (DONE_AT_ONCE.test(body)) return undefined
  if (body.length > MAX_VALUE_CHARACTERS || !/\d|\p{Lu}/u.test(body.slice(1))) return undefined
  // "Checking out on the 7th": of the rooms that were asked for.
  const isOfMatter = settled?.thing !== undefined && settled.beside.length > 0
  const thing =
    thingIn(body, lexicon) ?? (isOfMatter ? { name: settled.thing, from: 0, isName: false } : undefined)
  if (thing === undefined) return undefined
  const besides = [...(settled?.beside ?? []).map(({ text }) => text), settled?.called ?? '']
  const also = besides.filter((text) => text !== '').join(', ')
  const proper = (PROPER_NAME.exec(body) ?? PROPER_NAME.exec(` ${also}`))?.[0]
  // "1 ticket for March 1st", "a room for a day": of what, or where, nobody knows later.
  if ((proper === undefined || proper.length < MIN_LETTERS) && !thing.isName) return undefined
  const own = body.slice(thing.from).replace(/^[\s,:]+|[\s.,;?]+$/g, '')
  const value = withDay(also === '' ? own : `${own}, ${also}`, message.timestamp)
  const isNamed = proper !== undefined && !thing.isName && !thing.name.includes(proper.toLowerCase())
  if (value === undefined || value === '') return undefined
  return {
    name: isNamed ? `${thing.name} (${proper.replace(/(?:['’]s?|[.,])+$/, '')})` : thing.name,
    value,
    messageId: message.id,
    start: proposal.annotation.start,
  }
}

/** With the day that a relative one stands for; undefined where it was not told when it was said. */
function withDay(value: string, saidAt: string | undefined): string | undefined {
  if (!RELATIVE_DAY.test(value)) return value
  const found = resolveDate(value, { saidAt, language: 'en', tense: 'future' })
  return found === undefined ? undefined : found.isRelative ? `${value} (${found.day})` : value
}

/** The noun that the sentence opens with, before its first preposition; "transfer 40 euros" has only the verb. */
function thingIn(body: string, { stopwords, source }: CompiledLexicon): Thing | undefined {
  // "Weavers' Corner at Aske Street": what has a name of several words is called by it.
  const called = OPENS_WITH_NAME.exec(body)?.[0]
  if (called !== undefined) return { name: called.toLowerCase(), from: called.length, isName: true }
  const { lower, starts, ends } = readWords(body)
  const verbs = source.shortening?.requestVerbs ?? []
  let verb: Thing | undefined
  let noun: Thing | undefined
  let from: number | undefined
  for (let at = 0; at < lower.length; at++) {
    const word = lower[at] as string
    const isCapital = /^\p{Lu}/u.test(body.slice(starts[at], ends[at]))
    if (END_OF_NAME.test(word) || /[,.;:?!]\s/.test(body.slice(ends[at - 1] ?? 0, starts[at]))) break
    const isVerb = verbs.includes(word) || isEnglishVerb(word)
    if (/['’]/.test(word) || PARTICLES.has(word)) continue
    if (stopwords.has(word) || NO_THING.has(word)) continue
    if (isVerb && from === undefined && verb === undefined) {
      const particle = PARTICLES.has(lower[at + 1] ?? '') ? 1 : 0
      verb = {
        name: lower.slice(at, at + 1 + particle).join(' '),
        from: ends[at + particle] as number,
        isName: false,
      }
      continue
    }
    if (from === undefined && word.endsWith('ing')) continue
    from ??= startOfNumber(body, starts[at] as number)
    if (isCapital && at > 0) continue
    if (/\d|ly$|ing$/.test(word) || word.length < MIN_LETTERS) continue
    // "Table for two": the name says it; "two tickets" and "small car" tell more than the name.
    noun = { name: word, from: from === starts[at] ? (ends[at] as number) : (from as number), isName: false }
  }
  return noun ?? verb
}

/** "4:30 pm" and "$40" are read as several words. */
function startOfNumber(body: string, start: number): number {
  const before = /[\d:.,$€£]+$/.exec(body.slice(0, start))
  return before !== null && /\d/.test(body[start] ?? '') ? before.index : start
}

const OPENS_WITH_NAME =
  /^\p{Lu}[\p{L}'’]+(?: \p{Lu}[\p{L}'’]+)+(?=,? (?:for|at|on|in|from|with|by)\b|, \p{Lu})/u

/** What is in force, and where its details begin. */
interface Thing {
  readonly name: string
  readonly from: number
  /** It is called by a name of its own. */
  readonly isName: boolean
}

const PARTICLES: ReadonlySet<string> = new Set(['up', 'off', 'out', 'back'])
