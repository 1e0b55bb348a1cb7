import { type Conversation, hasFlag, mayHaveLook, textOf, type Unit } from '../conversation.js'
import { isEnglishVerb } from '../items/finite-verbs.js'
import { list } from '../lexicon/list.js'
import { wordsOf } from '../link/values-of.js'
import { phrasesOfUnit, wordsOfUnit } from '../records/unit-phrases.js'
import { fewWordsIn } from '../records/words-left-out.js'
import { FLAG } from '../unit-flags.js'
import { LOOK } from '../unit-looks.js'

/** English sentences of a user to an assistant, by what they ask. */

/** "Can you tell me their address?", "what time does it start", "do I have anything on Friday?": wants to know, and has it with the answer. */
const WANTS_TO_KNOW =
  /(?<!\w)(?:tell|remind|let) me (?:what|which|how|when|where|who|whether|if|know|the|about|their|its|his|her|your|more)(?!\w)|(?<!\w)let me know(?!\w)|(?<!\w)(?:give|get|show|find) me (?:the |my |their |its |his |her |your )|(?<!\w)(?:can|could|may|might) i (?:please )?(?:have|get|know|see)(?!\w)|(?<!\w)do i (?:\p{L}+ )?have(?!\w)|(?<!\w)do (?:you|they) (?:\p{L}+ )?have (?:the|their|its|my|his|her)(?!\w)|(?<!\w)check for(?!\w).*(?<!\w)(?:calendar|schedule|agenda|diary)(?!\w)|(?<!\w)check (?!in(?!\w)|out(?!\w)|for(?!\w))|(?<!\w)(?:see|show|know|look(?:ing)? (?:at|into|up)|find out) (?:for me )?(?:please )?(?:if|whether|what|how|when|where|which|who|my|the|their|its|whats)(?!\w)|(?<!\w)(?:like|want|need|love) to (?:know|hear about|see)(?!\w)|^(?:\p{L}+[,.!]? ){0,2}(?:what|which|when|where|who|whose|how|why)(?! (?:about|if)(?!\w))(?:['’]s|['’]re)?(?!\w)|^(?:\p{L}+[,.!] )?(?:(?:will|would|can|could) (?=(?:it|they|there|the|that|this|he|she)(?!\w))|(?:am|is|are|was|were|do|does|did|has|have) )(?:i|it|they|there(?! (?:any|some|other|another|an?) )|the|that|this|he|she|you|we|my|their)(?!\w)/iu

/** "Book it", "I need", "find me": asks to have something done, found or brought. */
const WANTS =
  /(?<!\w)(?:i|we)(?:['’]d| would| will|['’]ll)? (?:\p{L}+ ){0,2}?(?:rather|want|need|like|love|prefer|wish|hope|hoping|looking|trying|planning|plan|intend|interested|searching|seeking)(?!\w)|(?<!\w)(?:i['’]m|i am|we['’]re|we are) (?:\p{L}+ ){0,2}?(?:looking|trying|planning|hoping|interested|searching|seeking|wanting|going)(?!\w)|(?<!\w)(?:can|could|will|would) (?:you|i|we)(?!\w)|(?<!\w)help me(?!\w)|(?<!\w)please(?!\w)|(?:^|(?<!\w)(?:is|are) there )(?:any|some) \p{L}+|^(?:\p{L}+[,.!] )?(?:and |then |now |next |also |plus )+(?:an?|some|one|two|three|four|\d+) \p{L}+/iu

/** "What else do you have?", "are there any others?": asks for another offer. */
export const WANTS_OTHERS = /\b(?:else|others?|another|alternatives?)\b/i

/** Whether a sentence asks to know something. */
export const looksUp = (text: string): boolean => WANTS_TO_KNOW.test(text) && !WANTS_OTHERS.test(text)

export const isLookUp = (conversation: Conversation, unit: Unit): boolean =>
  mayHaveLook(conversation, unit.index, LOOK.looksUp) && looksUp(textOf(conversation, unit))

/** Whether a sentence is worded as a wish. */
export const wishes = (text: string): boolean => WANTS.test(text)

/** Whether a user's sentence asks for something to be done or found, whatever its mood. */
export function isWish(conversation: Conversation, unit: Unit): boolean {
  const { index, annotation, terms } = unit
  if (!hasFlag(conversation, index, FLAG.spoken) || hasFlag(conversation, index, FLAG.rule)) return false
  if (terms.length === 0) return false
  const { act, stances } = annotation
  if (act === 'filler' || stances.includes('hypothetical') || stances.includes('quoted')) return false
  return act === 'request' || act === 'commitment' || stances.includes('plan') || isWorded(conversation, unit)
}

const isWorded = (conversation: Conversation, unit: Unit): boolean =>
  mayHaveLook(conversation, unit.index, LOOK.wishes) && wishes(textOf(conversation, unit))

/** Words that name no thing of their own. */
const NO_THING: ReadonlySet<string> = new Set(
  list(`
    hundred, thousand, help, assistance, assist, time, times, day, days, date, dates, option, options, choice, choices, kind, type, sort, way, thing, things, something, anything, someone, detail, details, information,
    info, search, list, result, results, number, preference, preferences, hand, favor, favour, question, lot, bit, chance, mood, sure, today, tomorrow, tonight, week, weekend, month,
    morning, afternoon, evening, night, noon, people, person, persons, friend, friends, family, wife, husband, account, available, good, nice, cheap, best, new, late, early, one, two, three, four, five,
    six, seven, eight, nine, ten, first, second, third, couple, few, more, else, different, same, way, yes, yeah, no, hey, hi, hello, thanks, okay, great, perfect, change, keep, try, start, stop, check, set, seek
  `),
)

/** The things that a sentence asks for: of its first phrase that names one, the common nouns; the last one is its head. */
export function thingsAskedFor(conversation: Conversation, unit: Unit): AskedFor {
  const language = conversation.entries[unit.messageIndex]?.annotation.language ?? 'en'
  if (fewWordsIn(language) === undefined) return { things: [], beside: [] }
  const before = known.get(unit)
  if (before !== undefined) return before
  const text = textOf(conversation, unit)
  const { lower, starts } = wordsOfUnit(conversation, unit)
  const phrases = phrasesOfUnit(conversation, unit, language)
  let asked: readonly string[] | undefined
  const beside: string[] = []
  for (const { from, to, joint } of phrases) {
    const things: string[] = []
    for (let at = from; at <= to; at++) {
      const word = lower[at] as string
      if (at > 0 && /\p{Lu}/u.test(text[starts[at] as number] ?? '')) continue
      if (isThing(word) && !(at === from && /ing$/.test(word) && at < to)) things.push(word)
    }
    if (asked !== undefined && BELONGS.test(joint)) beside.push(...things)
    if (things.length > 0) asked ??= things
  }
  const askedFor = { things: asked ?? [], beside }
  known.set(unit, askedFor)
  return askedFor
}

const known = new WeakMap<Unit, AskedFor>()

/** What a sentence asks for. */
export interface AskedFor {
  /** The common nouns of its first phrase that has one; the last one is the head. */
  readonly things: readonly string[]
  /** Those of what it is for: "tickets for the concert". */
  readonly beside: readonly string[]
}

const BELONGS = /^(?:for|of|with)$/

const isThing = (word: string): boolean =>
  word.length > 2 &&
  !NO_THING.has(word) &&
  !isEnglishVerb(word) &&
  !/[\p{N}'’]/u.test(word) &&
  !wordsOf('en').days.has(word)

/** Letters by which two forms of a word are one: "ticket", "tickets"; "reservation", "reserve". */
const STEM_LETTERS = 5
export const stemOf = (word: string): string =>
  word.length > STEM_LETTERS ? word.slice(0, STEM_LETTERS) : word.replace(/s$/, '')
