import { isRuleAmongPeople } from './annotate/clause-rules.js'
import { tagsIn } from './annotate/phrases.js'
import { termsOf } from './annotate/terms.js'
import { readWords } from './annotate/words.js'
import { type Conversation, hasFlag, textOf, type Unit } from './conversation.js'
import { lexiconFor } from './lexicon/registry.js'
import { IS_EXCEPTION, LIFTS, MAY_LIFT, NO_SUBJECT } from './lifting-forms.js'
import { endedRules, hasEnded } from './rules-with-a-term.js'
import type { Item } from './types.js'
import { FLAG } from './unit-flags.js'
import { unitPlaces } from './unit-places.js'

/** A directive of a user or the system that is meant to hold, that nobody has lifted since and whose term, if it has one, is not over. */
export const isRule = (conversation: Conversation, unit: Unit): boolean =>
  isWordedAsRule(conversation, unit) &&
  !liftedRules(conversation).has(unit.index) &&
  !hasEnded(conversation, unit)

/** Part of a policy of the system by where it stands alone: its heading, or the norms around it. */
export const isPolicy = ({ annotation: { stances } }: Unit): boolean =>
  stances.includes('policy') && !stances.includes('rule')

/**
 * "You never open the book on Sundays": a user tells of a habit, unless it is about how to answer. A system says so what it wants.
 */
const HABIT =
  /^(?:you|they)\s+(?:(?:just|also|really|still)\s+)?(?:never|always|only)\s+(?!answer|reply|respond|write|speak|talk|use|ask|call|ever\b)/i

/**
 * Among named people "never give up" is a remark: there only outright wording ("from now on", "under no circumstances")
 * makes a rule, or the system's own.
 */
function isWordedAsRule(conversation: Conversation, unit: Unit): boolean {
  if (!hasFlag(conversation, unit.index, FLAG.rule)) return false
  if (hasFlag(conversation, unit.index, FLAG.question | FLAG.ofTool)) return false
  if (hasFlag(conversation, unit.index, FLAG.ofSystem)) return true
  if (!hasFlag(conversation, unit.index, FLAG.ofUser) || HABIT.test(textOf(conversation, unit))) return false
  return !conversation.isNamed || isOutright(conversation, unit)
}

/** The plainest shapes may have their reason behind them: "nobody opens it until Bo has looked, because it leaks". */
const TELLS_WHAT_OTHERS_SAY = /\b(?:said|says|which|whether|thinks?|believe|possible|means?)\b/i
/** "They said, without exception, that …", "which is not allowed": told of a rule, and none for those who listen. */
const TELLS_OF_RULE = /\b(?:said|says?|which|because|whether|thinks?|believe|possible|means?)\b/i

function isOutright(conversation: Conversation, unit: Unit): boolean {
  const text = textOf(conversation, unit)
  const language = conversation.entries[unit.messageIndex]?.annotation.language ?? 'en'
  if (!TELLS_WHAT_OTHERS_SAY.test(text) && isRuleAmongPeople(text, language)) return true
  if (TELLS_OF_RULE.test(text)) return false
  const { cues } = lexiconFor(language)
  return tagsIn(cues, readWords(text)).has('strongRule')
}

/** A longer sentence says more than that a rule is gone. */
const MAX_LIFTING_CHARACTERS = 200

/** Stems and words of one root agree in this many letters. */
const ROOT_LETTERS = 4

const found = new WeakMap<Conversation, ReadonlyMap<number, number>>()

/**
 * Finds the rules of users that a later sentence of the same speaker lifts: "you can ignore the rule about emojis". The sentence must
 * name a rule by a word that the rule has; of several the one with most such words is meant, then the newest, and with it every
 * older one that says nothing more: a rule that was given twice is lifted as a whole. Rules of the system stand: no user lifts
 * them.
 *
 * Shapes  index of the lifted rule → index of the sentence that lifts it.
 * Cost    linear in the sentences of users; the rules are looked at twice for each sentence that lifts one.
 */
export function liftedRules(conversation: Conversation): ReadonlyMap<number, number> {
  let lifted = found.get(conversation)
  if (lifted === undefined) {
    lifted = searchLifted(conversation)
    found.set(conversation, lifted)
  }
  return lifted
}

/** Whether some rule was lifted or has ended. */
export const hasLiftedRules = (conversation: Conversation): boolean =>
  liftedRules(conversation).size + endedRules(conversation).size > 0

/** Whether a unit is a rule that was lifted or has ended, or the sentence that lifts one: none says what holds. */
export function isOfLifting(conversation: Conversation, unit: Unit): boolean {
  const { index } = unit
  if (hasEnded(conversation, unit)) return true
  // A text of ours has the sentence, but no longer the rule that it lifted.
  const isRecalled = conversation.entries[unit.messageIndex]?.isRecalled === true
  if (isRecalled && hasFlag(conversation, index, FLAG.mayLift) && isLifting(conversation, unit)) return true
  const lifted = liftedRules(conversation)
  if (lifted.size === 0) return false
  if (lifted.has(index)) return true
  for (const by of lifted.values()) if (by === index) return true
  return false
}

/**
 * Whether an item tells a rule that was lifted or whose term is over, wherever it stands in the conversation: of two people who gave one rule, one
 * lifts it for himself alone. Items of sealed messages were read before that.
 */
export function tellsLifted(conversation: Conversation): (item: Item) => boolean {
  const lifted = liftedRules(conversation)
  const ended = endedRules(conversation)
  if (lifted.size + ended.size === 0) return () => false
  const { unitAt } = unitPlaces(conversation)
  return ({ id, type, evidence }) => {
    if (type !== 'constraint') return false
    // What a rule is told with is no rule that could be lifted.
    const own = evidence.filter(({ messageId, start }) => id.endsWith(`:${messageId}:${start}`))
    const told = (own.length > 0 ? own : evidence).map(unitAt).filter((unit) => unit >= 0)
    return told.length > 0 && told.every((unit) => lifted.has(unit) || ended.has(unit))
  }
}

/** Sentences that lift are few; of a text that is full of them the first ones are followed. */
const MAX_LIFTING = 50

function searchLifted(conversation: Conversation): ReadonlyMap<number, number> {
  const lifted = new Map<number, number>()
  const rules: Unit[] = []
  let followed = 0
  for (const unit of conversation.units) {
    const words = rules.length > 0 && followed < MAX_LIFTING ? liftedSubject(conversation, unit) : undefined
    if (words !== undefined) {
      followed++
      const rule = meantBy(words, rules, unit.speaker)
      for (const { index } of rule === undefined ? [] : withRepeats(rule, rules))
        lifted.set(index, unit.index)
    } else if (hasFlag(conversation, unit.index, FLAG.ofUser) && isWordedAsRule(conversation, unit))
      rules.push(unit)
  }
  return lifted
}

function meantBy(words: readonly string[], rules: readonly Unit[], speaker: number): Unit | undefined {
  let best: Unit | undefined
  let most = 0
  for (const rule of rules) {
    if (rule.speaker !== speaker) continue
    const shared = sharedWords(words, rule.annotation.terms)
    if (shared > 0 && shared >= most) {
      best = rule
      most = shared
    }
  }
  return best
}

/** The rule, and every other of its speaker that is about nothing else. */
function withRepeats(rule: Unit, rules: readonly Unit[]): Unit[] {
  const terms = new Set(rule.annotation.terms)
  const saysNoMore = ({ annotation }: Unit) => {
    const subject = annotation.terms.filter((term) => !NO_SUBJECT.test(term))
    return subject.length > 0 && subject.every((term) => terms.has(term))
  }
  return rules.filter((other) => other === rule || (other.speaker === rule.speaker && saysNoMore(other)))
}

/** How many of the words that say which rule is lifted a rule with these terms has. */
export const sharedWords = (words: readonly string[], terms: readonly string[]): number =>
  words.filter((word) => terms.some((term) => isOfOneRoot(word, term))).length

const isOfOneRoot = (word: string, term: string): boolean =>
  word === term ||
  (word.length >= ROOT_LETTERS &&
    term.length >= ROOT_LETTERS &&
    (word.startsWith(term) || term.startsWith(word) || word.slice(0, -1) === term.slice(0, -1)))

/** Whether a sentence of a user lifts some rule. */
export const isLifting = (conversation: Conversation, unit: Unit): boolean =>
  liftedSubject(conversation, unit) !== undefined

/** The words that say which rule a user's sentence lifts, in lower case; undefined where it lifts none. */
function liftedSubject(conversation: Conversation, unit: Unit): string[] | undefined {
  if (!hasFlag(conversation, unit.index, FLAG.mayLift) || !hasFlag(conversation, unit.index, FLAG.ofUser))
    return undefined
  if (!hasFlag(conversation, unit.index, FLAG.spoken)) return undefined
  if (hasFlag(conversation, unit.index, FLAG.question | FLAG.ofTool)) return undefined
  return subjectOfLifting(textOf(conversation, unit))
}

/** Scripts without spaces have pairs of characters for words, as terms are. */
const WITHOUT_SPACES = /[\u3040-\u30ff\u4e00-\u9fff]/

/** Whoever mixes languages lifts in any of them. */
const ALL_LIFTS = Object.values(LIFTS).flat()

/** The words that say which rule a sentence lifts, in lower case; undefined where it lifts none. */
export function subjectOfLifting(text: string): string[] | undefined {
  if (text.length > MAX_LIFTING_CHARACTERS || !MAY_LIFT.test(text) || IS_EXCEPTION.test(text))
    return undefined
  for (const pattern of ALL_LIFTS) {
    const about = pattern.exec(text)?.groups?.about
    if (about === undefined) continue
    return WITHOUT_SPACES.test(about)
      ? termsOf(readWords(about), lexiconFor('zh'))
      : about
          .toLowerCase()
          .split(/[^\p{L}\p{N}]+/u)
          .filter((word) => word !== '' && !NO_SUBJECT.test(word))
  }
  return undefined
}
