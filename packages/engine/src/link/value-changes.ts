import { factsOf } from '../annotate/facts.js'
import { readWords, type Spelling } from '../annotate/words.js'
import { type Conversation, hasFlag, mayHaveLook, textOf, type Unit } from '../conversation.js'
import { isEnglishVerb } from '../items/finite-verbs.js'
import { list } from '../lexicon/list.js'
import { lexiconFor } from '../lexicon/registry.js'
import { FLAG } from '../unit-flags.js'
import { LOOK } from '../unit-looks.js'
import { areCountedAlike } from './counted-alike.js'
import { numberKey } from './gone-values.js'
import { pointedValues } from './pointing-corrections.js'
import { areOfOneThing, haveNoOther, isDeterminer } from './same-thing.js'
import { type Values, type Words, wordsOf } from './values-of.js'

/** A term of more messages than this is no subject that a change could be recognised by. */
const MAX_SUBJECT_MESSAGES = 6
/** Words of a sentence that tells of a change, and terms of one that tells what it changed. */
const MAX_WORDS = 20
const MAX_TERMS_BEFORE = 24
/** Earlier units that are remembered for each term. */
const REMEMBERED_UNITS = 6
/** Terms that two statements share where nothing is counted in either. */
const MIN_SHARED_UNCOUNTED = 2
/** A shorter sentence is about one thing, which the later one names too. */
const MAX_WORDS_OF_ONE_THING = 9
const MAX_UNITS_OF_REPORT = 6
/** "They also want 20 more". */
const ADDS =
  /\b(?:also|as well|too|either|neither|additionally|more|another|extra|auch|außerdem|zusätzlich|noch|aussi|en plus|encore|también|además|otro|também|além disso|mais)\b/iu

/**
 * Sentences whose day, hour or number a later sentence of change gives anew, while they say more than that: "the doctor says carpal
 * tunnel, operation on the right one on 4 November", then "they moved my operation to the 18th".
 *
 * Shapes  index of the earlier unit → index of the change. Cost: linear; the units remembered for a term are bounded.
 */
export function findValueChanges(conversation: Conversation): ReadonlyMap<number, number> {
  const found = new Map<number, number>()
  const changes = new Map<number, readonly number[]>()
  const isSubject = new Uint8Array(conversation.termCount)
  for (const unit of conversation.units) {
    if (!mayHaveLook(conversation, unit.index, LOOK.givesAnew) || !tellsChange(conversation, unit)) continue
    const subjects = subjectsOf(conversation, unit)
    for (const term of subjects) isSubject[term] = 1
    if (subjects.length > 0) changes.set(unit.index, subjects)
  }
  if (changes.size === 0) return found
  const recent = new Map<number, number[]>()
  for (const unit of conversation.units) {
    if (!unit.terms.some((term) => isSubject[term] === 1) || !isStatement(conversation, unit)) continue
    const subjects = changes.get(unit.index) ?? []
    for (const before of new Set(subjects.flatMap((term) => recent.get(term) ?? [])))
      if (changesValueOf(conversation, conversation.units[before] as Unit, unit, subjects))
        found.set(before, unit.index)
    for (const term of unit.terms) {
      if (isSubject[term] !== 1) continue
      const known = recent.get(term)
      if (known === undefined) recent.set(term, [unit.index])
      else {
        known.push(unit.index)
        if (known.length > REMEMBERED_UNITS) known.shift()
      }
    }
  }
  return found
}

/** Whether a unit tells of a change, of what, and a value. */
export function givesAnew(conversation: Conversation, unit: Unit): boolean {
  if (!tellsChange(conversation, unit) || subjectsOf(conversation, unit).length === 0) return false
  const words = wordsOf(conversation.entries[unit.messageIndex]?.annotation.language ?? 'en')
  return pointedValues(conversation, unit, words).size > 0
}

const isStatement = (conversation: Conversation, { index, terms }: Unit): boolean =>
  terms.length <= MAX_TERMS_BEFORE &&
  hasFlag(conversation, index, FLAG.spoken) &&
  (hasFlag(conversation, index, FLAG.ofUser) || isShortReport(conversation, index)) &&
  !hasFlag(conversation, index, FLAG.ofTool | FLAG.question | FLAG.asksMark | FLAG.supposed)

/** What an assistant reports in a few plain sentences; longer answers advise. */
function isShortReport(conversation: Conversation, index: number): boolean {
  const { units, unitStarts } = conversation
  const { messageIndex } = units[index] as Unit
  const length = (unitStarts[messageIndex + 1] as number) - (unitStarts[messageIndex] as number)
  return (
    hasFlag(conversation, index, FLAG.ofAssistant) &&
    !hasFlag(conversation, index, FLAG.list) &&
    length <= MAX_UNITS_OF_REPORT &&
    !conversation.isNamed
  )
}

function tellsChange(conversation: Conversation, unit: Unit): boolean {
  const { index, annotation } = unit
  if (!isStatement(conversation, unit) || annotation.wordCount > MAX_WORDS) return false
  if (!hasFlag(conversation, index, FLAG.correction) && !annotation.wording.includes('replacing'))
    return false
  return !ADDS.test(textOf(conversation, unit))
}

/** The rare terms before the first value that no preposition hangs to the sentence: "they moved my operation to the 18th". */
function subjectsOf(conversation: Conversation, unit: Unit): readonly number[] {
  const { messageFrequency, entries } = conversation
  const { terms, annotation, messageIndex } = unit
  const language = entries[messageIndex]?.annotation.language ?? 'en'
  const words = wordsOf(language)
  const named =
    HUNG[language] === undefined ? undefined : changedTerms(textOf(conversation, unit), language, words)
  return terms.filter((term, at) => {
    const word = annotation.terms[at] as string
    const isRare = (messageFrequency[term] as number) <= MAX_SUBJECT_MESSAGES
    if (!isRare || /\d/.test(word) || words.formulas.has(word) || words.dayTerms.has(word)) return false
    return named === undefined || named.has(word)
  })
}

/** The terms before the first number or day of which a noun phrase is made: behind an article or an owner, or at the start. */
function changedTerms(text: string, language: string, { dayTerms, changes }: Words): ReadonlySet<string> {
  const found = new Set<string>()
  const lexicon = lexiconFor(language)
  const { lower, spellings } = readWords(text)
  const termAt = (at: number) => factsOf(spellings[at] as Spelling, lexicon).term
  for (let at = 0; at < lower.length; at++) {
    const term = termAt(at)
    if (/\d/.test(lower[at] as string) || (term !== undefined && dayTerms.has(term))) break
    if (term === undefined) continue
    // "The backup now runs at 4": what it does may be done by another thing.
    let left = at - 1
    const isPart = (word: string, term: string | undefined) =>
      term !== undefined && !changes.has(term) && !(language === 'en' && isEnglishVerb(word))
    while (left >= 0 && at - left <= MAX_WORDS_OF_PHRASE && isPart(lower[left] as string, termAt(left)))
      left--
    if (left < 0 || (isDeterminer(lower[left] as string) && !isHung(lower[left - 1] ?? '', language)))
      found.add(term)
  }
  return found
}

/** Words of a noun phrase that are looked at. */
const MAX_WORDS_OF_PHRASE = 3

/** Where and when something is says of no thing that it is the one that changed. */
const isHung = (word: string, language: string): boolean => HUNG[language]?.has(word) === true
const HUNG: Readonly<Record<string, ReadonlySet<string>>> = {
  en: new Set(list('in, at, on, for, from, with, to, of, until, till, by, since, after, before')),
  de: new Set(list('in, im, am, an, auf, für, von, vom, mit, nach, bis, seit, bei, beim, zum, zur, aus')),
  fr: new Set(list('à, au, aux, en, dans, pour, de, du, des, avec, chez, depuis, sur')),
  es: new Set(list('a, al, en, para, de, del, con, desde, hasta')),
  pt: new Set(list('a, ao, à, em, no, na, para, de, do, da, com, desde, até')),
}

function changesValueOf(
  conversation: Conversation,
  earlier: Unit,
  later: Unit,
  subjects: readonly number[],
): boolean {
  if (earlier.messageIndex === later.messageIndex || earlier.speaker !== later.speaker) return false
  if (hasFlag(conversation, earlier.index, FLAG.rule)) return false
  const language = conversation.entries[later.messageIndex]?.annotation.language ?? 'en'
  const words = wordsOf(language)
  const before = pointedValues(conversation, earlier, words)
  const after = pointedValues(conversation, later, words)
  const [text, said] = [textOf(conversation, earlier), textOf(conversation, later)]
  const shared = subjects.filter((term) => earlier.terms.includes(term)).length
  const isChanged =
    isGivenAnew('clock', before, after) ||
    isGivenAnew('day', before, after) ||
    isCountedAnew(before, after, text, said, shared)
  if (!isChanged || areNumberedOtherwise(before, after)) return false
  // Of a long sentence the later one names only the thing that changed.
  const areOfOne = earlier.annotation.wordCount <= MAX_WORDS_OF_ONE_THING ? areOfOneThing : haveNoOther
  const told = (text: string) => ({ text, values: new Set<string>() })
  return areOfOne(told(text), told(said), words.changes, lexiconFor(language))
}

/** "Flight LH 402 leaves at 11:15", "flight LH 777 leaves at 13:50". */
function areNumberedOtherwise(before: Values, after: Values): boolean {
  if (!isGivenAnew('clock', before, after) && !isGivenAnew('day', before, after)) return false
  const [old, anew] = [before.get('number'), after.get('number')]
  return old !== undefined && anew !== undefined && ![...anew].some((value) => old.has(value))
}

/** Both have values of the kind, and none in common. */
function isGivenAnew(kind: 'clock' | 'day', before: Values, after: Values): boolean {
  const [old, anew] = [before.get(kind), after.get(kind)]
  if (old === undefined || anew === undefined || [...anew].every((value) => OF_THE_MOMENT.test(value)))
    return false
  const [ofOld, ofNew] = [numbersOf(old), numbersOf(anew)]
  // "19 May" and "22 May" are two days of one month.
  if (ofOld.length > 0 && ofNew.length > 0) return !ofNew.some((number) => ofOld.includes(number))
  return ![...anew].some((value) => old.has(value))
}

const numbersOf = (values: ReadonlySet<string>): readonly string[] =>
  [...values].filter((value) => /\d/.test(value)).map(numberKey)

/** "Yesterday I found out": when something is said. */
const OF_THE_MOMENT =
  /^(?:today|tonight|yesterday|tomorrow|now|heute|gestern|morgen|hier|aujourd['’]hui|demain|hoy|ayer|mañana|hoje|ontem|amanhã|今日|昨日|明日|今天|昨天|明天)$/iu

/** One number in both, of the same: "350 a month" and "200 a month", "18 boxes" and "12 boxes". */
function isCountedAnew(before: Values, after: Values, text: string, said: string, shared: number): boolean {
  const [old, anew] = [[...(before.get('number') ?? [])], [...(after.get('number') ?? [])]]
  if (old.length !== 1 || anew.length !== 1) return false
  const [one, other] = [numberKey(old[0] as string), numberKey(anew[0] as string)]
  if (one === other) return false
  const likeness = areCountedAlike(text, one, said, other)
  return likeness === 'same' || (likeness === 'open' && shared >= MIN_SHARED_UNCOUNTED)
}
