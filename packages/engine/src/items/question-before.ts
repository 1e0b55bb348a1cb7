import { type Conversation, hasFlag, type Unit } from '../conversation.js'
import { FLAG } from '../unit-flags.js'
import { sentenceOf } from './passage.js'
import { asksOpenly } from './reads-alone-english.js'

/** What the message before asked of the one who speaks now. */
export interface QuestionBefore {
  /** `clear`: the questions say by themselves what they ask about. `open`: all of them point at what was said before. */
  readonly asks: 'nothing' | 'clear' | 'open'
  /** The clear questions, in order. */
  readonly units: readonly Unit[]
  readonly text: string
}

const NOTHING: QuestionBefore = { asks: 'nothing', units: [], text: '' }
/** A word or an order of words that asks; "rust is a colour?" doubts, "soup at 18?" proposes. */
const ASKS =
  /\b(?:who|whose|what|which|when|where|why|how)\b|(?:^|[,;:.!–—-] ?)(?:(?:so|and|but|oh|wow|hey|well|by the way),? |\p{L}+, )?(?:do|does|did|is|are|was|were|have|has|had|can|could|will|would|shall|should|any|got|remember|ever|you ever)\b/iu
/** Whether an English question waits for more than a yes to what it doubts or proposes. */
export const asksSomething = (text: string): boolean => ASKS.test(text)
/** Only what stands at the end of a message waits for an answer. */
const MAX_SENTENCES_FROM_END = 2
const MAX_WORDS_OF_QUESTIONS = 30
const MIN_TERMS = 2

/** "How have you been?", "anything new?", "what about you?", "could you tell me more?": asks for whatever there is to tell. */
const FORMULA =
  /\b(?:what(?:['’]?s| is| has|['’]ve) (?:been )?(?:up|new|happening|going on)\b|what(?:['’]ve| have) you been up|how(?:['’]?s| is| are| have| has|['’]ve)(?: (?:it|things|life|everything|you|ya|your (?:day|week|weekend))\b)|how do you do|any(?:thing)? (?:other )?(?:new|interesting|exciting|fun|cool|else|updates?|plans?)\b(?! for (?:my|your|the) )|(?:what|how) about (?:you|ya|yourself)|^(?:and )?you,? |tell me (?:more|all|about it)|what do you think|you know what|guess what|got something new|you ok(?:ay)?\b)/i
/** "It is lovely, isn't it?", "right?": asks for assent. */
const TAG =
  /(?:\b(?:is|are|was|were|do|does|did|has|have|can|could|would|will|should)n['’]?t (?:it|they|he|she|we|you|i)|\b(?:huh|right|yeah|eh|ok|okay|no|really))\?$/i
/** "Similar", "another", "as this one", "up there": compared with what was named. */
const COMPARES = /\b(?:similar|another|other|others|same|there|here|(?<!\bsomething |\banything )else)\b/i

/** "How long have you been playing?": what? */
const LACKS_OBJECT =
  /\b(?:playing|doing|practi[cs]ing|training|using|making|watching|collecting|learning|studying|played|used|made)(?: now| already| so far)?\?$/i

/** The questions at the end of the message before, where somebody else asked them. English. Cost: a look at two sentences. */
export function questionBefore(conversation: Conversation, messageIndex: number): QuestionBefore {
  const { units, unitStarts } = conversation
  const end = unitStarts[messageIndex] as number
  const speaker = units[end]?.speaker
  if (messageIndex === 0 || units[end - 1]?.speaker === speaker) return NOTHING
  const first = unitStarts[messageIndex - 1] as number
  const asked: { text: string; units: readonly Unit[]; words: number; isClear: boolean }[] = []
  let sentences = 0
  for (let at = end - 1; at >= first && sentences < MAX_SENTENCES_FROM_END; ) {
    const unit = units[at] as Unit
    if (!hasFlag(conversation, at, FLAG.spoken)) {
      at--
      continue
    }
    if (!hasFlag(conversation, at, FLAG.asksMark)) {
      at--
      sentences++
      continue
    }
    const passage = sentenceOf(conversation, unit)
    at = Math.min(at, passage.units[0]?.index ?? at) - 1
    sentences++
    const { text } = passage
    if (!text.endsWith('?') || !ASKS.test(text) || FORMULA.test(text) || TAG.test(text)) continue
    const terms = passage.units.reduce((sum, one) => sum + one.terms.length, 0)
    const isClear =
      (terms >= MIN_TERMS || /[a-z] \p{Lu}/u.test(text)) &&
      !COMPARES.test(text) &&
      !LACKS_OBJECT.test(text) &&
      !asksOpenly(text)
    asked.unshift({ text, units: passage.units, words: passage.wordCount, isClear })
  }
  if (asked.length === 0) return NOTHING
  const clear = asked.filter(({ isClear }) => isClear)
  const words = clear.reduce((sum, one) => sum + one.words, 0)
  if (clear.length === 0 || words > MAX_WORDS_OF_QUESTIONS) return { ...NOTHING, asks: 'open' }
  return {
    asks: 'clear',
    units: clear.flatMap((one) => one.units),
    text: clear.map(({ text }) => text).join(' '),
  }
}
