import type { Words } from '../annotate/words.js'
import { type Conversation, textOf, type Unit } from '../conversation.js'
import { isEnglishVerb } from '../items/finite-verbs.js'
import { wordsOf } from '../link/values-of.js'
import type { Phrase } from '../records/phrases.js'
import { phrasesOfUnit, wordsOfUnit } from '../records/unit-phrases.js'
import { fewWordsIn } from '../records/words-left-out.js'

/** A phrase of a sentence with the place that it fills in a matter. */
export interface Slot {
  readonly phrase: Phrase
  /** What it is a value of: two slots with one key cannot both hold. None where it may stand beside any other. */
  readonly key: string | undefined
  /** A name, a number, a day, a time of day. */
  readonly isValue: boolean
}

/** A sentence with its slots. */
export interface Slotted {
  readonly unit: Unit
  readonly text: string
  readonly words: Words
  readonly slots: readonly Slot[]
}

const CLOCK =
  /\d{1,2}:\d{2}|(?:\b\d{1,2} ?|\b)[ap]\.?m\b|o['’"]?clock|\b(?:noon|midnight)\b|\b(?:morning|afternoon|evening|night)\b/i
const ORDINAL = /\b\d{1,2}(?:st|nd|rd|th)\b/i
const RELATIVE_DAY =
  /\b(?:today|tomorrow|tonight|(?:this|next|coming) (?:week(?:end)?|month|year)|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b/i
const NUMBER_WORD =
  /\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|single|couple|\d+)\b/i
const PEOPLE = /^(?:people|person|persons|passengers?|guests?|adults?|travell?ers?|seats?|us|group|party)$/
/** Words before a day or a time that tell which end of a stay, a trip or a loan it is. */
const END =
  /^(?:return|returns|returning|back|until|till|til|through|thru|checkout|out|drop|dropping|dropoff|off|end|ending|ends)$/
const START =
  /^(?:leave|leaves|leaving|depart|departs|departing|departure|pick|picking|pickup|in|checkin|start|starts|starting|begin|from|after)$/

/** Asked for of the same sentence by what was wanted, what was settled and what was put up before. */
const known = new WeakMap<Unit, Slotted>()

/** Cuts a sentence into its slots. Undefined where its language has no such phrases. Cost: linear in the words. */
export function slotsOf(conversation: Conversation, unit: Unit): Slotted | undefined {
  const language = conversation.entries[unit.messageIndex]?.annotation.language ?? 'en'
  if (fewWordsIn(language) === undefined) return undefined
  const before = known.get(unit)
  if (before !== undefined) return before
  const text = textOf(conversation, unit)
  const words = wordsOfUnit(conversation, unit)
  const { days } = wordsOf(language)
  const slots = phrasesOfUnit(conversation, unit, language).map((phrase) => slotOf(text, words, phrase, days))
  const slotted = { unit, text, words, slots }
  known.set(unit, slotted)
  return slotted
}

function slotOf(text: string, words: Words, phrase: Phrase, days: ReadonlySet<string>): Slot {
  const { from, to, joint, terms } = phrase
  const written = text.slice(words.starts[from], words.ends[to])
  const own = words.lower.slice(from, to + 1)
  const isDay = RELATIVE_DAY.test(written) || ORDINAL.test(written) || own.some((word) => days.has(word))
  const isClock = CLOCK.test(written)
  // "The 14th of this month" is one day, "a group of two" so many people.
  if (joint === 'of' && phrase.isJoined)
    return NUMBER_WORD.test(written) && to === from + 1
      ? { phrase, key: 'number people', isValue: true }
      : { phrase, key: undefined, isValue: false }
  if (isDay && !(joint === 'of' && phrase.isJoined))
    return { phrase, key: `day ${endOf(words, phrase)}`, isValue: true }
  if (isClock) return { phrase, key: `clock ${endOf(words, phrase)}`, isValue: true }
  if (isNamed(text, words, phrase)) {
    // "Leaving Rome": not the name alone.
    const isAlone = joint !== '' || !/(?:^|\s)\p{Ll}{3,}|\p{L}{3,}ing\b/u.test(written)
    return { phrase, key: isAlone ? `name ${AROUND.test(joint) ? 'in' : joint}` : undefined, isValue: true }
  }
  const last = own.at(-1) ?? ''
  if (NUMBER_WORD.test(written)) {
    const counted =
      own.some((word) => PEOPLE.test(word)) || (joint === 'for' && to === from + 1)
        ? 'people'
        : last.replace(/s$/, '')
    return { phrase, key: `number ${/\d/.test(counted) ? joint : counted}`, isValue: true }
  }
  const isKindOfThing =
    terms.length > 1 && joint === '' && !isEnglishVerb(last) && !isEnglishVerb(own[0] as string)
  return { phrase, key: isKindOfThing ? `kind ${last.replace(/s$/, '')}` : undefined, isValue: false }
}

const AROUND = /^(?:in|around|near)$/

/** Which end a day or a time is of, by the nearest word before it or in it that says so; a bare one is of the beginning. */
function endOf({ lower }: Words, { to }: Phrase): 'start' | 'end' {
  for (let at = to; at >= 0; at--) {
    const word = lower[at] as string
    if (END.test(word)) return 'end'
    if (START.test(word) && word !== 'in') return 'start'
    if (word === 'in' && /^check/.test(lower[at - 1] ?? '')) return 'start'
  }
  return 'start'
}

/** A capital that is no name's: "My check-in". */
const OF_PERSON = /^(?:i|my|our|your|his|her|their|the|please)$/

/** All of it but small words is capitalised, and not for opening the sentence. */
function isNamed(text: string, words: Words, { from, to, joint }: Phrase): boolean {
  for (let at = joint === '' ? from : from + 1; at <= to; at++)
    if (
      /\p{Lu}/u.test(text[words.starts[at] as number] ?? '') &&
      (at > 0 || to > from) &&
      !OF_PERSON.test(words.lower[at] as string)
    )
      return true
  return false
}
