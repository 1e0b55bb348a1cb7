import { type Conversation, hasFlag, mayHaveLook, textOf, type Unit } from '../conversation.js'
import { FLAG } from '../unit-flags.js'
import { LOOK } from '../unit-looks.js'
import { ownStateElsewhere } from './own-states-elsewhere.js'

/**
 * What people tell of themselves and are in one way at a time: where they live, whom they report to, what they weigh. Told anew with a word of
 * change it replaces what was told before, though the two may share no word: "I live in Bergen", "we've relocated to Trondheim". English.
 */

/** Longer sentences tell more than that. */
const MAX_WORDS = 14
const ME = "\\b(?:[Ii]|[Ww]e)(?:['’](?:m|re|ve|ll|d)| am| are| have)?"
const ADVERBS = '(?: (?:now|just|currently|usually|normally|mostly|all|only|recently|finally|then))*'
/** Of these a person has one at a time. "Working on something" and "staying focused" are none. */
const ONE_AT_A_TIME = new RegExp(
  `${ME}${ADVERBS} (?:(liv(?:e|ing)) (?:in|at|on)|(work(?:ing)?) (?:in|at|for) (?:an?|the|\\p{Lu}\\p{L}+)|(report(?:ing)?) to|(driv(?:e|ing)) (?:an?|the|\\p{Lu}\\p{L}+)|(sleep(?:ing)?) (?:(?:about|around|only) )?\\d+|(weigh) \\d+|(stay(?:ing)?) (?:in|at) (?:an?|the|\\p{Lu}\\p{L}+)|(meet(?:ing)?) (?:in|at|on))\\b`,
  'u',
)
/** "I've started taking the train": of what one takes there may be many, so that the thing has to be the same. */
const OF_MANY = new RegExp(
  `${ME}${ADVERBS} (?:started )?(take|taking|use|using|see|seeing|catch|catching)\\b`,
  'i',
)
const MOVED = new RegExp(
  `${ME}${ADVERBS} (?:moved|relocated|settled)(?: house| away)? (?:to|in) \\p{Lu}`,
  'iu',
)
const WEIGHT = new RegExp(
  `${ME}${ADVERBS} (?:down|up) to \\d[\\d.,]* ?(?:kg|kilos?|pounds|lbs?|stone)\\b|\\bmy weight(?: is|['’]s)(?: now)? \\d`,
  'i',
)
/** "The budget for the garden is 2000 euros", "we can only spend 1500 on the garden": what one can spend on one thing. */
const BUDGET =
  /\b(?:the|my|our) budget(?: (?:for|of) (?:the |my |our |an? )?(\p{L}+))? (?:is|was|stands at) \D{0,12}\d/iu
const SPENT =
  /\b(?:[Ii]|[Ww]e) (?:can|could)(?: now)? only (?:spend|afford|pay) \D{0,10}\d[\d.,]*(?: ?\p{L}+)??(?: (?:for|on) (?:the |my |our |an? )?(\p{L}+))?(?=\W*$|[,;] )/u
const CHANGES =
  /\b(?:now|these days|lately|nowadays|as of|since|from (?:now on|next|this|tomorrow)|starting|started|changed|switched|instead|no longer|any ?more|new|moved|relocated|settled|down to|up to|can only|could only)\b/iu
const ADDS = /\b(?:also|too|as well|both|sometimes|on weekends|used to|lived|worked)\b/i
/** What is told of the speaker: one key for what is one thing at a time. */
interface OwnState {
  readonly key: string
  /** The thing has to be named again. */
  readonly isOfMany: boolean
  readonly isChange: boolean
  /** It may stand beside what was told before. */
  readonly isBeside: boolean
}

/** Whether a text is worded as such a state. */
export const tellsOwnState = (text: string, language: string): boolean =>
  ownState(text, language) !== undefined

function ownState(text: string, language: string): OwnState | undefined {
  if (language !== 'en') {
    const state = ownStateElsewhere(text, language)
    return state === undefined ? undefined : { ...state, isOfMany: false }
  }
  const key = englishState(text)
  return key === undefined ? undefined : { ...key, isChange: CHANGES.test(text), isBeside: ADDS.test(text) }
}

function englishState(text: string): Pick<OwnState, 'key' | 'isOfMany'> | undefined {
  if (MOVED.test(text)) return { key: 'liv', isOfMany: false }
  if (WEIGHT.test(text)) return { key: 'weigh', isOfMany: false }
  const spent = BUDGET.exec(text) ?? SPENT.exec(text)
  if (spent !== null) return { key: `budget ${(spent[1] ?? '').toLowerCase()}`, isOfMany: false }
  const verb = ONE_AT_A_TIME.exec(text)
    ?.slice(1)
    .find((one) => one !== undefined)
  if (verb !== undefined) return { key: verb.replace(/(?:ing|e)$/, ''), isOfMany: false }
  const many = OF_MANY.exec(text)?.[1]?.toLowerCase()
  return many === undefined ? undefined : { key: many.replace(/(?:ing|e)$/, ''), isOfMany: true }
}

/**
 * Own states that a later sentence of the same person told anew.
 *
 * Shapes  index of the replaced unit → index of the unit in force. Cost: linear.
 */
export function renewedOwnStates(conversation: Conversation): Map<number, number> {
  const renewed = new Map<number, number>()
  const last = new Map<string, Unit>()
  for (const unit of conversation.units) {
    if (!mayHaveLook(conversation, unit.index, LOOK.ownState)) continue
    if (!isToldOfOneself(conversation, unit)) continue
    const state = ownState(
      textOf(conversation, unit),
      conversation.entries[unit.messageIndex]?.annotation.language ?? 'en',
    )
    if (state === undefined) continue
    const name = `${unit.speaker} ${state.key}`
    const before = last.get(name)
    const isNew =
      before !== undefined && before.messageIndex < unit.messageIndex && state.isChange && !state.isBeside
    if (isNew && (!state.isOfMany || sharesThing(before, unit))) renewed.set(before.index, unit.index)
    if (!state.isBeside) last.set(name, unit)
  }
  return renewed
}

const sharesThing = (before: Unit, unit: Unit): boolean =>
  before.annotation.numbers.length > 0 &&
  unit.annotation.numbers.length > 0 &&
  before.annotation.terms
    .filter((term) => !/\d/.test(term))
    .every((term) => unit.annotation.terms.includes(term))

function isToldOfOneself(conversation: Conversation, unit: Unit): boolean {
  const { index, annotation, messageIndex } = unit
  const isEnglish = conversation.entries[messageIndex]?.annotation.language === 'en'
  if (annotation.wordCount > MAX_WORDS || annotation.wording.includes('negation')) return false
  if (isEnglish && !annotation.firstPerson && !BUDGET.test(textOf(conversation, unit))) return false
  if (annotation.stances.includes('hypothetical') || annotation.stances.includes('rule')) return false
  return (
    hasFlag(conversation, index, FLAG.spoken) &&
    hasFlag(conversation, index, FLAG.ofUser) &&
    !hasFlag(conversation, index, FLAG.ofTool | FLAG.question)
  )
}
