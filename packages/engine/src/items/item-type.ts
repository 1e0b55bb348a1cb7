import { tagsIn } from '../annotate/phrases.js'
import { isUnspaced, readWords } from '../annotate/words.js'
import type { Conversation, Unit } from '../conversation.js'
import { lexiconFor } from '../lexicon/registry.js'
import type { CueName } from '../lexicon/types.js'
import { isRule } from '../protect.js'
import type { ItemType } from '../types.js'
import type { Told } from './statement.js'

/** A statement of fewer content terms is about nothing, unless its question says what it is about. */
const MIN_TERMS = 3
/** An answer adds a name, a number or this many terms to its question; "no, not now" adds none. */
const MIN_NEW_TERMS_OF_ANSWER = 2
const MIN_WORDS = 4
/** A statement that opens with "it" or "that" needs a name or a number of its own to be understood alone. */
const OPENS_POINTING = /^(?:it|that|this|they|these|those|he|she|there|here)\b/i

/** "If we go ahead with it" decides nothing and tells no fact; "maybe" neither. */
const CONDITION =
  /^(?:and |but |so )?(?:if|unless|when|whenever|while|maybe|perhaps|wenn|falls|si|se|cuando|quando|quand)\b|\bif (?:we|i|you|they)\b/i
/** A wish or a reaction of the moment, not a lasting preference: "I'd love to see it", "can't wait". */
const WISH =
  /\b(?:(?:i|we)(?:['’]d| would) (?:love|like|rather|be (?:happy|glad|keen))|(?:can['’]?t|cannot) wait|(?:i|we) like to (?:visit|see|look|know|search|find|check|say))\b/i
const REACTION =
  /\b(?:can['’]?t wait|cannot wait|looking forward|glad (?:to|you|that)|thanks|thank you|good luck|hope you|proud of you|keep (?:it )?(?:up|going)|(?:let me|lemme) know|since we (?:last )?(?:talked|spoke|met|chatted|caught up)|long time no|i['’]m (?:\w+ ){0,2}(?:excited|stoked|thrilled|pumped|happy|over the moon))\b/i
/** "My favourite was …": favourite what was said before. */
const FAVOURITE_OF_WHAT = /\bfavou?rites?(?: one)?(?:['’]s| is| was| are| were|[.,!:;]|$)/i
/** What one thinks or says that one says is no fact. */
const OPINION =
  /^(?:(?:well|so|yeah|actually|personally)[, ]+)?i (?:(?:really|do|just|also|still|don['’]t) )?(?:think|guess|suppose|believe|feel|hope|bet|mean|wonder|agree|have to say|must say)\b|^i['’]m (?:sure|not sure|afraid)\b|^hopefully\b/i
const TALK_OF_TALK =
  /\bi(?:['’]ve| have|['’]ll| will)? (?:just |already )?(?:said|talked about|mentioned|wish to speak|want to say|can assure|suggest|was (?:gonna|going to) suggest)\b|\b(?:talk about|speak to)\b/i
const TENTATIVE =
  /\b(?:likely|possible|possibly|probably|perhaps|maybe|seems?|appears?|let['’]s|we should)\b/i
const CODE = /```|[{};]\s*$|^[^`]*`[^`]*$/
/** Terms of a refusal that say nothing of their own. */
const EMPTY_TERM = /^(?:no|not|none|now|later|yet|never|today|thank|all)$/
const MY_FAVOURITE = /\bmy (?:\w+ )?(?:go-to|favou?rites?)\b|\b(?:for|suits) me\b/i
const MIN_TERMS_OF_DECISION = 4

/** "I prefer", "we usually", "also, I like". */
const OWN_CLAUSE = /^\W*(?:\w+ )?(?:i|we)(?:['’]\w+)? (?!\w+ (?:\w+ )?(?:my|our) )/i

/** How to do a thing, not a thing to do. */
const MANNER =
  /^(?:\d{1,2}[.)] )?(?:please )?(?:remember|note|make sure|always)\b|\bmake sure\b|\b(?:avoid|try (?:not|to avoid))\b/i
const FAILED = /\b(?:unsuccessful|not|fail\w*|unable|cannot|could ?n['’]t|declined|rejected)\b/i
const LIST_NUMBER = /^\s*\d{1,3}[.)]\s/

/** A cue has to open a clause: "a company I like" and "the path I've chosen" mention in passing. */
const CLAUSE_BREAK = /[,;:–—]\s|\s-\s|[.!?]\s|\b(?:and|but|because|so|though)\b/i
const WORDS_OF_OPENING = 7

/**
 * Gives the type of what a unit states, or undefined where it states nothing worth an item. Precision first.
 *
 * A question, a hypothetical, a quotation and a formula are no item; what an assistant says is never the user's fact,
 * preference or plan, and a tool's output is nobody's statement. What cannot be understood alone is no item either.
 */
export function itemTypeOf(conversation: Conversation, unit: Unit, tell: () => Told): ItemType | undefined {
  if (isOfTool(conversation, unit)) return undefined
  if (isRule(conversation, unit)) return 'constraint'
  if (!isStatement(unit)) return undefined
  const told = tell()
  if (!told.standsAlone || !isSubstantial(unit, told)) return undefined
  if (isDecision(conversation, unit, told)) return 'decision'
  if (!isOfUser(conversation, unit)) return isFindingOfAssistant(unit, told) ? 'fact' : undefined
  if (!isSelfContained(unit, told)) return undefined
  if (isPreference(conversation, unit, told)) return 'preference'
  if (!conversation.isNamed && asksFor(conversation, unit, told))
    return isTask(conversation, unit, told) ? 'task' : undefined
  if (unit.annotation.stances.includes('emotion') && isEmotion(conversation, unit, told)) return 'emotion'
  return isFactOfPerson(conversation, unit, told) ? 'fact' : undefined
}

const languageOf = (conversation: Conversation, unit: Unit): string =>
  conversation.entries[unit.messageIndex]?.annotation.language ?? 'en'

const isOfUser = (conversation: Conversation, unit: Unit): boolean =>
  conversation.isNamed || conversation.entries[unit.messageIndex]?.message.role === 'user'

/** Older transports send a tool's answer as a user message that is named after what it is. */
const NAMES_OF_TOOLS = /^(?:tool|function|environment|observation)$/i

export function isOfTool(conversation: Conversation, unit: Unit): boolean {
  const entry = conversation.entries[unit.messageIndex]
  if (entry === undefined || entry.annotation.isToolOutput || entry.message.role === 'tool') return true
  return NAMES_OF_TOOLS.test(entry.message.name ?? '')
}

function isStatement(unit: Unit): boolean {
  const { kind, act, wording, stances } = unit.annotation
  if (kind === 'code' || kind === 'output' || kind === 'aside') return false
  if (act === 'filler' || act === 'question' || act === 'proposal') return false
  if (wording.includes('asksMark') || wording.includes('asking')) return false
  return !stances.includes('hypothetical') && !stances.includes('quoted')
}

/** Says enough to be worth an item; an answer says something that its question did not. */
function isSubstantial(unit: Unit, { question, said, evidence }: Told): boolean {
  if (/[?？]["'”’)]*$/.test(said)) return false
  const { names, numbers, identifiers, wordCount } = unit.annotation
  if (question === undefined)
    return (
      (unit.terms.length >= MIN_TERMS || evidence.length > 1) && (wordCount >= MIN_WORDS || wordCount === 0)
    )
  const asked = new Set(question.annotation.terms)
  const added = unit.annotation.terms.filter((term) => !asked.has(term) && !EMPTY_TERM.test(term)).length
  const isNamed = names.length > 0 && unit.terms.length > names.length
  return isNamed || numbers.length + identifiers.length > 0 || added >= MIN_NEW_TERMS_OF_ANSWER
}

function isSelfContained(unit: Unit, { said, question }: Told): boolean {
  const { names, numbers } = unit.annotation
  if (names.length > 0 || numbers.length > 0) return true
  return !OPENS_POINTING.test(said) || question !== undefined
}

function isDecision(conversation: Conversation, unit: Unit, { said }: Told): boolean {
  const { stances, act, wording, names, numbers } = unit.annotation
  if (!stances.includes('decision') || act === 'request' || CONDITION.test(said)) return false
  if (!opensClauseWith(conversation, unit, said, 'decision')) return false
  if (isOfUser(conversation, unit)) {
    if (conversation.isNamed && !unit.annotation.firstPerson) return false
    if (
      conversation.isNamed &&
      names.length + numbers.length === 0 &&
      unit.terms.length < MIN_TERMS_OF_DECISION
    )
      return false
    const isTentative = wording.includes('possibility') || wording.includes('obligation')
    return !isTentative && !(conversation.isNamed && wording.includes('second'))
  }
  // "Your booking is confirmed." does not say which; the agreement before it does.
  return names.length > 0 && !FAILED.test(said)
}

function isPreference(conversation: Conversation, unit: Unit, { said }: Told): boolean {
  const { stances, firstPerson } = unit.annotation
  if (!stances.includes('preference') || !firstPerson) return false
  if (WISH.test(said) || REACTION.test(said) || FAVOURITE_OF_WHAT.test(said)) return false
  const isEnglish = languageOf(conversation, unit) === 'en'
  return opensClauseWith(
    conversation,
    unit,
    said,
    'preference',
    (clause) => !isEnglish || OWN_CLAUSE.test(clause) || MY_FAVOURITE.test(clause),
  )
}

/** "Look for …", "I need …": an order or a want, whatever the annotation made of it. */
const ORDER =
  /^(?:no,? |yes,? |actually,? |then )?(?:please |(?:i|we) (?:\w+ )?(?:need|want)\b|(?:search|look|find|try|book|send|play|give|check|get|make|show|tell|put|add|set|call|use|open|run|write)\b)/i

function asksFor(conversation: Conversation, unit: Unit, { said }: Told): boolean {
  const { act } = unit.annotation
  if (act === 'request' || ORDER.test(said)) return true
  // A plain statement has no cue of a request: the annotation would have said so.
  return act !== 'statement' && opensClauseWith(conversation, unit, said, 'request')
}

function isTask(conversation: Conversation, unit: Unit, { said }: Told): boolean {
  if (CONDITION.test(said) || MANNER.test(said)) return false
  if (unit.annotation.wording.includes('courtesy') && unit.annotation.wordCount < 2 * MIN_TERMS) return false
  return ORDER.test(said) || opensClauseWith(conversation, unit, said, 'request')
}

function isEmotion(conversation: Conversation, unit: Unit, { said }: Told): boolean {
  const { firstPerson, wording } = unit.annotation
  return firstPerson && !wording.includes('second') && opensClauseWith(conversation, unit, said, 'emotion')
}

/** Whether a phrase of the cue stands among the first words of a clause. */
function opensClauseWith(
  conversation: Conversation,
  unit: Unit,
  said: string,
  cue: CueName,
  holds: (clause: string) => boolean = () => true,
): boolean {
  const lexicon = lexiconFor(languageOf(conversation, unit))
  return said.split(CLAUSE_BREAK).some((clause) => {
    if (!holds(clause)) return false
    // Where words are not spaced each character is read as one.
    if (isUnspaced(clause)) return tagsIn(lexicon.cues, readWords(clause)).has(cue)
    const words = readWords(clause)
    const end = words.ends[Math.min(WORDS_OF_OPENING, words.ends.length) - 1]
    return end !== undefined && tagsIn(lexicon.cues, readWords(clause.slice(0, end))).has(cue)
  })
}

/** About the speaker, or with a name or a number in it; a compliment, a reaction or advice to the listener is not. */
function isFactOfPerson(conversation: Conversation, { annotation }: Unit, told: Told): boolean {
  const { said, wording, question } = told
  if (CONDITION.test(said) || CODE.test(said)) return false
  const { firstPerson, names } = annotation
  const numbers = annotation.numbers.length - (LIST_NUMBER.test(said) ? 1 : 0)
  if (!conversation.isNamed && question !== undefined) return !wording.has('courtesy') && !WISH.test(said)
  if (REACTION.test(said) || OPINION.test(said) || TALK_OF_TALK.test(said)) return false
  if (wording.has('second') && !(firstPerson && (wording.has('past') || numbers > 0))) return false
  if (wording.has('courtesy') && !firstPerson) return false
  if (wording.has('possibility') && !firstPerson && numbers === 0) return false
  if (!conversation.isNamed)
    return firstPerson || ((names.length > 0 || numbers > 0) && VERBS.some((verb) => wording.has(verb)))
  // "We can make a difference" cheers; "we held a market on Saturday" tells.
  const isCheer = conversation.isChronicle && firstPerson && !OWN_PERSON.test(said) && !wording.has('past')
  if (isCheer && names.length + numbers === 0 && !wording.has('time')) return false
  const isVerdict = wording.has('praise') && !firstPerson && numbers === 0
  const isScene =
    /^the \w+ (?:was|were|is|are)\b/i.test(said) && (wording.has('praise') || wording.has('past'))
  if (isVerdict || (isScene && names.length + numbers === 0)) return false
  const isOfSomebody = firstPerson || names.length > 0 || wording.has('thirdPerson')
  return !WISH.test(said) && (isOfSomebody || numbers > 0 || question !== undefined)
}

const OWN_PERSON = /\b(?:i|my|me|mine)\b/i

/** Wording that shows a finite verb: an order has none of these. */
const VERBS = ['being', 'having', 'past', 'future', 'liking', 'thirdPerson'] as const

/** What an assistant found or did: it names something, and is neither advice nor an announcement. */
function isFindingOfAssistant({ annotation }: Unit, { said, wording, hasContext }: Told): boolean {
  const { names, numbers, identifiers, act } = annotation
  if (act !== 'statement' || CONDITION.test(said) || CODE.test(said) || TENTATIVE.test(said)) return false
  if (NOT_FOUND_BUT_SAID.some((cue) => wording.has(cue))) return false
  // A bare name or an address says nothing of it.
  const namedTerms = names.reduce((sum, name) => sum + name.split(/\s+/).length, 0)
  if (names.length > 0 && annotation.terms.length <= namedTerms) return false
  return names.length + identifiers.length > 0 || (numbers.length > 0 && hasContext)
}

const NOT_FOUND_BUT_SAID = [
  'second',
  'obligation',
  'future',
  'possibility',
  'asksMark',
  'confirming',
] as const
