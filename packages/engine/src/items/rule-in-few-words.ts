import { type Conversation, hasFlag, type Unit } from '../conversation.js'
import { unitsOf } from '../protect.js'
import { FLAG } from '../unit-flags.js'
import { asksForYes } from './assistant-offers.js'
import { oneLine, type Passage, sentenceOf } from './passage.js'
import { pointsAway } from './reads-alone.js'
import { joined } from './turn-sentences.js'

/** "Dishwasher only", "only the copy", "nothing sobby": a rule of so few words and content terms says not of what. */
const MAX_WORDS_OF_FEW = 5
const MAX_TERMS_OF_FEW = 2
/** "He can't do bunks": who that is. */
const OPENS_WITH_PERSON = /^(?:(?:and|but|so|no|oh)[,.]? )*(?:he|she|they)\b/i
const MAX_WORDS_OF_PERSON = 9
/** What stands around it: so many sentences and words, until they say something. */
const MAX_SENTENCES_AROUND = 2
const MAX_WORDS_AROUND = 30
const MIN_TERMS_AROUND = 3
const MAX_WORDS_ASKED = 30

/**
 * A user's rule of few words with the sentences of its message that stand before it, else behind it, else with the question that it answers:
 * "Never connect to db1, not even to read. Only the copy." Undefined where it says enough, or nothing stands around it.
 */
export function aroundFewWords(
  conversation: Conversation,
  passage: Passage,
): { readonly content: string } | undefined {
  const { units, text, wordCount } = passage
  const [first] = units
  const last = units.at(-1)
  if (first === undefined || last === undefined || conversation.isNamed) return undefined
  if (!saysOfNothing(passage) && !(OPENS_WITH_PERSON.test(text) && wordCount <= MAX_WORDS_OF_PERSON))
    return undefined
  const before = near(conversation, first, -1)
  if (before.length > 0) return { content: [...before, text].reduce(joined) }
  const after = speaksOfSame(conversation, last) ? near(conversation, last, 1) : []
  if (after.length > 0 && !OPENS_WITH_PERSON.test(text)) return { content: [text, ...after].reduce(joined) }
  const asked = askedBefore(conversation, first)
  return asked === undefined ? undefined : { content: `“${asked}” ${text}` }
}

/** "No cashews! Sorry. Jonah is allergic to cashews": what follows has a word of it; else it goes on to something else. */
const speaksOfSame = (conversation: Conversation, last: Unit): boolean =>
  conversation.units
    .slice(last.index + 1, last.index + 1 + 2 * MAX_SENTENCES_AROUND)
    .some(
      (unit) =>
        unit.messageIndex === last.messageIndex && unit.terms.some((term) => last.terms.includes(term)),
    )

function saysOfNothing({ units, wordCount }: Passage): boolean {
  const terms = units.reduce((sum, unit) => sum + unit.terms.length, 0)
  return wordCount > 0 && wordCount <= MAX_WORDS_OF_FEW && terms <= MAX_TERMS_OF_FEW
}

/** Sentences of the same message on one side, in their order, where together they say something that can be read alone. */
function near(conversation: Conversation, from: Unit, step: -1 | 1): readonly string[] {
  const parts: string[] = []
  let [words, terms] = [0, 0]
  let at = conversation.units[from.index + step]
  while (at !== undefined && at.messageIndex === from.messageIndex && parts.length < MAX_SENTENCES_AROUND) {
    const sentence = sentenceOf(conversation, at)
    const isSaid = sentence.units.every(
      ({ annotation: { kind, act }, index }) =>
        kind === 'prose' && act !== 'question' && !hasFlag(conversation, index, FLAG.asksMark),
    )
    words += sentence.wordCount
    if (!isSaid || sentence.isClause || words > MAX_WORDS_AROUND) break
    terms += sentence.units.reduce((sum, unit) => sum + unit.terms.length, 0)
    if (step < 0) parts.unshift(oneLine(sentence.text))
    else parts.push(oneLine(sentence.text))
    const edge = step < 0 ? sentence.units[0] : sentence.units.at(-1)
    if (terms >= MIN_TERMS_AROUND) {
      const [opening = ''] = parts
      return pointsAway(opening, languageOf(conversation, from)) ? [] : parts
    }
    at = edge === undefined ? undefined : conversation.units[edge.index + step]
  }
  return []
}

/** The question that the message answers, where that asks more than for a yes. */
function askedBefore(conversation: Conversation, { messageIndex }: Unit): string | undefined {
  if (conversation.entries[messageIndex - 1]?.message.role !== 'assistant') return undefined
  const last = unitsOf(conversation, messageIndex - 1).at(-1)
  if (last === undefined || !hasFlag(conversation, last.index, FLAG.asksMark)) return undefined
  const asked = sentenceOf(conversation, last)
  const text = oneLine(asked.text)
  const terms = asked.units.reduce((sum, unit) => sum + unit.terms.length, 0)
  if (asked.isClause || asked.wordCount > MAX_WORDS_ASKED || terms < MIN_TERMS_AROUND) return undefined
  return asksForYes(text) || pointsAway(text, languageOf(conversation, last)) ? undefined : text
}

const languageOf = (conversation: Conversation, { messageIndex }: Unit): string =>
  conversation.entries[messageIndex]?.annotation.language ?? 'en'
