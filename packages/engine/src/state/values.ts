import { type Conversation, hasFlag, textOf, type Unit } from '../conversation.js'
import type { StatedValue } from '../digest/digest.js'
import { lexiconFor } from '../lexicon/registry.js'
import { valueWords } from '../link/pointing-corrections.js'
import { chainsOf, withAmendments } from '../link/supersession.js'
import { readMatters } from '../matters/read-matters.js'
import { thingsAskedFor } from '../matters/wishes.js'
import { once } from '../once.js'
import { FLAG } from '../unit-flags.js'
import { valuesSetByTools } from './changed-by-tools.js'
import { confirmedValues } from './confirmed-values.js'
import { isClauseElsewhere, statedElsewhere, withoutClauseElsewhere } from './values-by-language.js'

/** At most this many values are listed, the newest ones. */
export const MAX_VALUES = 40
/** Longer sentences are descriptions, not settings. */
const MAX_SENTENCE_CHARACTERS = 240

/** `retries = 3`, `Deadline: 14 March`; in any language. A clock time is no pair. */
const PAIR =
  /^[\s\-*•]*(\p{L}[\p{L}\p{N}_.-]*(?: [\p{L}\p{N}_.-]+){0,3})\s*(?:[=:]\s|=(?=\S)|：)\s*(\S[^\n]{0,80}?)[.;,]?\s*$/u
/** "The deadline is 14 March", "our budget will be $5,000": a name of up to four words, then what it is. */
const STATED =
  /\b(?:the|my|our|your|its)\s+((?:[a-z][\w-]*\s+){0,3}?[a-z][\w-]*)\s+(?:is now|(?:(?:has|have|had|got|was|is|are|were|been|just)\s+){0,3}(?:changed|moved|pushed|switched|shifted|postponed|rescheduled|raised|lowered|extended|set|cut)\s+(?:back\s+|forward\s+|up\s+|down\s+)?(?:to|for)|is|are|will be|should be|has to be|becomes|stays|goes up to|went up to|went down to)\s+(?:set to\s+|now\s+|at\s+|on\s+|in\s+|around\s+)?((?:[^,.;:!?\n]|[.,:](?=\d)){1,60})/gi
/** Sentences without a sign of a pair, or a verb with something like a value after it, state none; most are such. */
const MAY_STATE =
  /[=：]|:\s|\b(?:[Ii][Ss]|[Aa][Rr][Ee]|[Tt][Oo]|[Ff][Oo][Rr]|[Bb][Ee]|[Bb][Ee][Cc][Oo][Mm][Ee][Ss]|[Ss][Tt][Aa][Yy][Ss])\s+(?:[Nn][Oo][Ww]\s+)?(?:[Ss][Ee][Tt] [Tt][Oo]\s+|(?:[Nn][Oo][Ww]|[Aa][Tt]|[Oo][Nn]|[Ii][Nn]|[Aa][Rr][Oo][Uu][Nn][Dd])\s+)?(?:[$€£¥]?\d|\p{Lu}|`|[\w-]+[._/]\w)/u
/** A value begins with a number, an amount, a name or a code word. */
const VALUE = /^(?:[$€£¥]?\d|\p{Lu}|`|[\w-]+[._/]\w)/u
/** Where what follows is no longer the value. */
const END_OF_CLAUSE = /\s+(?:which|because|so|if|when|where|that)\s.*$/i
const END_OF_VALUE =
  /\s+(?:and|but|which|because|so|if|when|where|that|with|for|on that|as|not|instead of|rather than)\s.*$/i
/** "Lugano now", "79 after all": how the value came about. */
const ASIDE =
  /\s+(?:now|after all|instead|still|too|then|please|again|already|for now|so far|though|by the way|ok|okay|btw|fyi|pls|lol|haha|yes|no)$/i
/** Words that name no thing whose value could be in force. */
const NO_NAME =
  /^(?:(?:small |slight |quick |another |one )?change(?: of plans?)?|item|row|line|phase|round|scene|box|question|difference|total|subtotal|sum|rest|price|cost|charge|extra|refund|here you go|ahí va|aquí|voici|voilà|hier|vorgemerkt|eingetragen|if|when|then|new|set|noted|verstanden|notiert|erledigt|entendido|anotado|compris|noté|suggested|corrected|cancelled|option|variant|alternatives?|step|subject|re|cc|tip|tips|why|how|what|who|where|here|rules?|recommendation|my recommendation|verdict|warning|pros|cons|not|and|or|but|also|maybe|another|both|all|some|for|with|in|on|at|by|today|tomorrow|yesterday|chapter|part|section|figure|table|thing|problem|issue|question|point|idea|reason|way|one|only|same|first|last|next|rest|other|note|notes|view|take|opinion|sense|hope|example|answer|result|summary|ps|of|from|to|as|after|before|until|since|about|per|via|without|between|done|booked|paid|sent|sold|bought|dates|times|slots|options|choices|betreff|asunto|objet|assunto|confirmed|updated|fixed|finished|completed|sure|yes|no|thanks|sorry|hi|hello|great|perfect|i|you|we|they|he|she)\b|\b(?:who|which|not|had|has|have|problem|confirm\w*|details|following|so|ok|okay|please|this|that|it|we|you|they|i|what|how|too)\b|^\p{L}$| (?:done|paid|sent|one|ones)$|\b(?!need|speed|feed|seed|bed)\p{L}{3,}ed$/iu
/** "Hear, hear!", "Ms", "the doctor looks good": an exclamation, a title, a clause. */
const NO_VALUE =
  /!$|^(?:mr|mrs|ms|dr|prof|st)\.?$|\s(?:is|are|was|were|says|said|looks?|sounds?|has|have|stays?|remains?|works?|starts?|begins?|goes|comes|gets?|gives?|takes?|leaves?|arrives?|pays?|wants?|means|will|would|can|needs?)(?:\s|$)/i
/** "Red or blue", "a=1 b=2", "14?", "(bound to": options, several pairs, a question, a part. */
const NO_SINGLE_VALUE = /\sor\s|\b(?:perhaps|maybe|probably)\b|=|\?|^[^(]*\)|\([^)]*$/
/** "I believe", "You wish to …": a sentence, not a value. */
const SENTENCE = /^(?:i|you|we|they|he|she|it|the|a|an|there|this|that|to|if|when|what|how)(?:['’]\w+)?\s/i

/**
 * Reads the named values that are in force at the end: the last value that was given for each name.
 *
 * `successor` tells which units a later correction replaced, in whatever words: the value is then what the correction says
 * where it says just one, and none else.
 * Only what people and assistants state counts: questions, hypotheticals, code and tool output give no value.
 * Cost: linear in the text, read from its end until there are enough; names and values are bounded.
 */
export function valuesInForce(
  conversation: Conversation,
  successor: ReadonlyMap<number, number>,
): Record<string, string> {
  return Object.fromEntries(
    statedValues(conversation, successor).map(({ name, value }) => [name, value] as const),
  )
}

/** As `valuesInForce`, with the units that state them. Oldest first. */
export function statedValues(
  conversation: Conversation,
  replaced: ReadonlyMap<number, number>,
): StatedValue[] {
  const successor = withAmendments(conversation, replaced)
  const values = new Map<string, StatedValue>()
  const add = (stated: StatedValue) => {
    if (!values.has(stated.name) && values.size < MAX_VALUES) values.set(stated.name, stated)
  }
  for (const stated of valuesSetByTools(conversation).toReversed()) add(stated)
  const first = conversation.past?.ownUnit ?? 0
  const inForceOf = chainsOf(successor)
  const confirmed = confirmedValues(conversation)
  const changes = once(() => changesOfParts(conversation))
  const isDetail = detailsOfMatters(conversation)
  for (let at = conversation.units.length - 1; at >= first && values.size < MAX_VALUES; at--) {
    const unit = conversation.units[at] as Unit
    const agreed = successor.has(at) ? undefined : confirmed.get(at)
    if (agreed !== undefined) add(agreed)
    if (isDetail(at)) continue
    if (!hasFlag(conversation, at, FLAG.statesValue) && hasFlag(conversation, at, FLAG.read)) continue
    if (!statesValues(conversation, unit)) continue
    const stated = valuesIn(conversation, unit).reverse()
    const heir = successor.has(at) ? (conversation.units[inForceOf(at)] as Unit) : undefined
    const source = heir ?? unit
    const messageId = conversation.entries[source.messageIndex]?.message.id ?? ''
    for (const [name, before] of stated) {
      if (isOvertaken({ name, value: before }, values, changes(), unit.messageIndex)) continue
      const value =
        heir === undefined ? before : corrected(conversation, heir, stated.length === 1 ? before : undefined)
      if (value !== undefined) add({ name, value, messageId, start: source.annotation.start })
    }
  }
  for (const stated of pastValues(conversation, successor)) add(stated)
  dropOverruledSums(values)
  return [...values.values()].reverse()
}

/** "Checking account balance": what is left of a thing changes with what is taken from it. */
const AMOUNT_LEFT = /^(.+) (?:balance|credit|allowance|stock)$/

/**
 * The balance of an account out of which something was confirmed later; "14 trips in year 1, 10 in year 2" once "the trips in year 1 go
 * down to 9" was said.
 */
function isOvertaken(
  { name, value }: Pick<StatedValue, 'name' | 'value'>,
  newer: ReadonlyMap<string, StatedValue>,
  changes: readonly Change[],
  messageIndex: number,
): boolean {
  const thing = AMOUNT_LEFT.exec(name)?.[1]
  if (thing !== undefined)
    for (const other of newer.values()) if (other.value.toLowerCase().includes(thing)) return true
  if (!isSum(value)) return false
  return (
    isOverruledSum(name, newer.keys()) ||
    changes.some((change) => change.messageIndex > messageIndex && change.text.includes(name))
  )
}

/** What a user says of a part that is now another: the message and its sentence in lower case. */
interface Change {
  readonly messageIndex: number
  readonly text: string
}
const changesOfParts = (conversation: Conversation): Change[] =>
  conversation.units.flatMap((unit): Change[] => {
    if (!hasFlag(conversation, unit.index, FLAG.ofUser) || unit.annotation.numbers.length === 0) return []
    const text = textOf(conversation, unit)
    return CHANGES_PART.test(text) ? [{ messageIndex: unit.messageIndex, text: text.toLowerCase() }] : []
  })
const CHANGES_PART =
  /\b(?:go|goes|went|going|come|comes|came|drops?|dropped|cut|down|up|raised?) (?:down |up )?to \d/i

/**
 * What a user says of a thing that he wants ("the city is Faro"), and what an assistant says of one that it offers ("your flight time is 8 am"),
 * is a value of that thing, and told with it.
 */
function detailsOfMatters(conversation: Conversation): (index: number) => boolean {
  const language = conversation.entries[0]?.annotation.language ?? 'en'
  const readings = readMatters(conversation, lexiconFor(language))
  const details = new Set<number>()
  for (const { matter, parts } of readings) {
    for (const { unit } of parts) details.add(unit.index)
    const things = matter.head === undefined ? [] : thingsAskedFor(conversation, matter.head).things
    for (const unit of matter.units) {
      if (!hasFlag(conversation, unit.index, FLAG.ofAssistant)) continue
      const text = textOf(conversation, unit).toLowerCase()
      if (
        things.some((thing) => text.includes(`your ${thing}`) || text.includes(`${thing.replace(/s$/, '')} `))
      )
        details.add(unit.index)
    }
  }
  return (index) => details.has(index)
}

/**
 * "Deposit: 50, and 150 for vans" says no more what is in force once "van deposit: 120" was said; nor does the 120 that amends it say what all
 * deposits are. Newest first.
 */
function dropOverruledSums(values: Map<string, StatedValue>): void {
  const newer: string[] = []
  for (const [name, { value }] of values) {
    if (isSum(value) && isOverruledSum(name, newer)) values.delete(name)
    else newer.push(name)
  }
}

function isOverruledSum(name: string, newer: Iterable<string>): boolean {
  for (const other of newer) if (other.endsWith(` ${name}`)) return true
  return false
}

const isSum = (value: string): boolean => (value.match(NUMBERS)?.length ?? 0) > 1

const BARE_NUMBER = /^\d[\d.,]*$/
const NUMBERS = /\d+(?:[.,]\d+)*/g

/** What a correction says in place of the one value that was named before it. */
function corrected(conversation: Conversation, heir: Unit, before: string | undefined): string | undefined {
  const value = before === undefined ? undefined : valueWords(conversation, heir)
  // "The city is Graz and the day the 13th": a new day is no city.
  const isOfOneKind = value !== undefined && /\d/.test(value) === /\d/.test(before ?? '')
  // "The budget is 500 dollars a month" and "make that 650": the unit stays.
  if (before !== undefined && BARE_NUMBER.test(value ?? '') && before.match(NUMBERS)?.length === 1)
    return before.replace(NUMBERS, () => value as string)
  return isOfOneKind ? value : value === undefined ? undefined : before
}

/** Values that sealed messages state and nothing has replaced since; newest first. */
function pastValues(
  { past, units, entries }: Conversation,
  successor: ReadonlyMap<number, number>,
): StatedValue[] {
  if (past === undefined) return []
  const gone = new Set(
    [...successor.keys()].map((index) => {
      const unit = units[index]
      return `${unit?.annotation.start} ${entries[unit?.messageIndex ?? -1]?.message.id}`
    }),
  )
  return past.summary.values.filter(({ start, messageId }) => !gone.has(`${start} ${messageId}`)).reverse()
}

/** Whether a unit states a value, in one conversation or another. */
export const statesSomeValue = (conversation: Conversation, unit: Unit): boolean =>
  statesValues(conversation, unit) && valuesIn({ ...conversation, isNamed: true }, unit).length > 0

/** "Correction: the budget is 450": says what follows, and names nothing. */
const CORRECTS =
  /^\s*(?:correction|korrektur|berichtigung|corrección|correção|更正|订正|訂正|修正|変更)\s*[:：]\s*/iu

/** Names and values that one unit states, in its order. */
function valuesIn(conversation: Conversation, unit: Unit): [name: string, value: string][] {
  const { start, end } = unit.annotation
  if (end - start > MAX_SENTENCE_CHARACTERS) return []
  const language = conversation.entries[unit.messageIndex]?.annotation.language ?? 'en'
  const text = textOf(conversation, unit).replace(CORRECTS, '')
  if (!MAY_STATE.test(text)) return statedElsewhere(text, language)
  const found = PAIR.exec(text)
  // "Updated: the deposit is 120" names no pair.
  const pair = found !== null && CONFIRMS_SETTING.test(text) ? null : found
  if (pair === null && language !== 'en') {
    const elsewhere = statedElsewhere(text, language)
    if (elsewhere.length > 0) return elsewhere
  }
  const stated = pair
    ? [[pair[1] as string, pair[2] as string] as const]
    : [...text.matchAll(STATED)]
        .filter(([found]) => isSettled(conversation, unit, found, text))
        .map((found) => [nameOf(text, found), found[2] as string] as const)
  return stated.flatMap(([said, value]): [string, string][] => {
    const name = said.trim().toLowerCase().replace(BEFORE_ARTICLE, '')
    const inForce = (language === 'en' ? value : withoutClauseElsewhere(value))
      .replace(pair ? END_OF_CLAUSE : END_OF_VALUE, '')
      .replace(/\*\*|[\s,;*]+$/g, '')
      .trim()
      .replace(ASIDE, '')
    if (pair === null && MEASURES.test(inForce)) return []
    if (pair !== null && isOfAssistant(conversation, unit) && NAMES_SIDE.test(name)) return []
    const isValue =
      VALUE.test(inForce) &&
      !SENTENCE.test(inForce) &&
      !NO_VALUE.test(inForce) &&
      !NO_SINGLE_VALUE.test(inForce)
    if (pair !== null && (isSpeech(said.trim(), inForce) || isEnumeration(conversation, unit, inForce)))
      return []
    const isClause = language !== 'en' && isClauseElsewhere(name, inForce)
    return isValue && !isClause && !NO_NAME.test(name) ? [[name, inForce]] : []
  })
}

/** "The analyst says the stock is 40": the stock. */
const BEFORE_ARTICLE = /^.*\b(?:says?|said|thinks?|reckons?|means?|and|but|that) (?:the|my|our|your|its) /

/**
 * "The balance in your savings account is 40", "name on the bell is Falk": the name begins before its last article. What is said now as
 * "the balance of the account" and now as "the account balance" has one name.
 */
function nameOf(text: string, { index, 0: found, 1: name = '' }: RegExpMatchArray): string {
  const [, head, preposition] = HEAD_OF_NAME.exec(text.slice(0, index)) ?? []
  if (head === undefined || preposition === undefined) return name
  if (preposition === 'of' || preposition === 'in') return `${name} ${head}`
  return `${head} ${preposition} ${/^\S+/.exec(found)?.[0].toLowerCase()} ${name}`
}
const HEAD_OF_NAME =
  /\b(?!(?:is|are|was|were|be|go|got|get|it|that|this|now|only|up|out|then|all|one|not)\b)(\p{Ll}{3,}) (on|of|in|at|for|from) $/u

const isOfAssistant = ({ entries, isNamed }: Conversation, { messageIndex }: Unit): boolean =>
  !isNamed && entries[messageIndex]?.message.role === 'assistant'

/** "GRETA: Two long, one short": a line of a play. "PORT: 8080" sets something. */
const isSpeech = (name: string, value: string): boolean =>
  /^\p{Lu}{2,}$/u.test(name) && !/\d/.test(value) && value.split(/\s+/).length > MAX_WORDS_AFTER_CAPITALS
const MAX_WORDS_AFTER_CAPITALS = 3

/** "Dough: 1 kg flour, 400 ml water, 150 ml oil", "Free: Monday, Tuesday, Friday": of an assistant, what there is, not what is set. */
const isEnumeration = ({ entries, isNamed }: Conversation, { messageIndex }: Unit, value: string): boolean =>
  !isNamed &&
  entries[messageIndex]?.message.role === 'assistant' &&
  value.split(/, /).length >= MIN_PARTS_OF_ENUMERATION
const MIN_PARTS_OF_ENUMERATION = 3

/**
 * "The price is $289", "the departure time is …" from an assistant tell of the thing that was just spoken of, and the next
 * thing has a price too; what is the user's ("your balance is …") or the user's own word is in force.
 */
function isSettled(
  { entries, isNamed }: Conversation,
  { messageIndex }: Unit,
  found: string,
  text: string,
): boolean {
  if (SIDE_OF_WHAT.test(found)) return false
  if (isNamed || entries[messageIndex]?.message.role !== 'assistant') return true
  return (
    (!SIDE_OF_OFFER.test(found) && /^(?:your|my|our)\b/i.test(found)) ||
    / stays /i.test(found) ||
    CONFIRMS_SETTING.test(text)
  )
}

/** "The price is", "the end is": of what, the sentence does not say. */
const SIDE_OF_WHAT =
  /^(?:the|its|my|your) (?:check[- ]?(?:in|out)|pick[- ]?up|drop[- ]?off|return|departure|arrival|start|end|delivery) (?:date|time|day)\s|^(?:the|its) (?:\w+ )?(?:location|place|city)\s|^(?:the|its) (?:ends?|starts?|dates?|times?|prices?|costs?|total|sum|amount|difference|weather|size|rest|city|town|place|location|area|type|kind|category|genre|destination)\s/i
/** "My dog is 9 kilos": tells of the thing, and sets nothing. */
const MEASURES = /^\d[\d.,]* ?(?:kg|kilos?|pounds|lbs?|cm|metres?|meters?|years? old)\b/i
/** "Delivery date: 17 February", of an assistant: a side of what it tells of. */
const NAMES_SIDE =
  /(?:^| )(?:dates?|times?|prices?|costs?|fares?|total|sum|amount|difference|duration|location|address|return|departure|arrival)$/
/** "Your departure time is", of an assistant: a side of what it is speaking of. */
const SIDE_OF_OFFER =
  /^(?:the|its|your) (?:[\w-]+ ){0,3}?(?:dates?|times?|prices?|costs?|fares?|total|sum|amount|difference|duration|location)\s/i

/** "Updated: the cargo deposit is 120 euros": an assistant tells what it has set. */
const CONFIRMS_SETTING =
  /^(?:updated|changed|noted|done|set|corrected|moved|saved|understood|got it)\b\s*[:,.–—-]/i

/** A longer message of an assistant explains, advises or drafts: its pairs are examples. */
const MAX_UNITS_OF_ANSWER = 12

function statesValues(conversation: Conversation, { annotation, messageIndex }: Unit): boolean {
  const entry = conversation.entries[messageIndex]
  const role = entry?.message.role
  // What a system message sets is how to serve; it is in force by standing there.
  if (role === 'system') return false
  const isOfAssistant = role === 'assistant' && !conversation.isNamed
  if (isOfAssistant && (entry?.annotation.units.length ?? 0) > MAX_UNITS_OF_ANSWER) return false
  const { kind, act, stances, wording } = annotation
  if (kind === 'code' || kind === 'output' || kind === 'aside') return false
  if (act === 'question' || act === 'filler' || wording.includes('asksMark')) return false
  if (stances.includes('hypothetical') || stances.includes('rule')) return false
  return conversation.entries[messageIndex]?.annotation.isToolOutput !== true
}
