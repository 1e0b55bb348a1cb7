import { type Conversation, textOf, type Unit } from '../conversation.js'
import { isUndecided } from '../lexicon/undecided.js'
import { isOfLifting, isPolicy, isRule } from '../rules-in-force.js'
import type { ItemType } from '../types.js'
import { asksForYes, isOfferOrNote, offersTimes } from './assistant-offers.js'
import { isReportOfWhat, isSettledOfWhat } from './assistant-reports.js'
import { isBareAnswerInChat, isFragment, isTalkOfChat, leavesOutI, SPENT_SO, saysDiet } from './chat-talk.js'
import { opensClauseWith } from './clause-openings.js'
import { decidesNothing } from './decides-nothing.js'
import { factWorth } from './fact-worth.js'
import { saysOfWhat } from './feelings.js'
import { mayHaveFiniteVerb } from './finite-verbs.js'
import { hangsOnTheMeeting, isOfTheMeeting } from './meeting-talk.js'
import { hangsOnTheTurn } from './meeting-turns.js'
import { hasDetail, isNoNews } from './no-news.js'
import { isNoRuleSaid } from './no-rule-said.js'
import {
  CODE,
  isFindingOfAssistant,
  isToldOfTheCase,
  mayBeOfAssistant,
  mayBeToldOfTheCase,
} from './of-assistant.js'
import { isOfTheMoment } from './of-the-moment.js'
import { sentenceOf } from './passage.js'
import { isPassingLike, isPepTalk, MOVES_HOUSE } from './passing-likes.js'
import { ANNOUNCED, detailsOf, isPassingRemark } from './passing-remark.js'
import { isInPastedLetter, isPasted, isQuoted } from './pasted.js'
import { pointsAway } from './reads-alone.js'
import { isEnglishSentence, isRemarkElsewhere, laysDownElsewhere } from './remarks-elsewhere.js'
import { questionAnsweredBy, type Told } from './statement.js'
import { takesUpOffer } from './taken-from-offer.js'
import { isTaskAmongPeople } from './tasks-among-people.js'
import {
  asksByWordOrder,
  isToldNotAsked,
  namesWhatIsWanted,
  wantsSomethingSuch,
} from './unmarked-requests.js'
import { isRemark } from './user-remarks.js'
import { isLineOfPlay, isNoAnswer, isTalkOfUser, isWithoutVerb } from './user-talk.js'
import { isVagueRequest } from './vague-requests.js'
import { countsSomething, hasVerbElsewhere, tellsDetailElsewhere, tellsOfHelp } from './verbs-elsewhere.js'
import { isHeading, isNoNorm } from './whole-rule.js'

/** A statement of fewer content terms is about nothing, unless its question says what it is about. */
const MIN_TERMS = 3
/** An answer adds a name, a number or this many terms to its question; "no, not now" adds none. */
const MIN_NEW_TERMS_OF_ANSWER = 2
const MIN_WORDS = 4
/** A statement that opens with "it" or "that" needs a name or a number of its own to be understood alone. */
const OPENS_POINTING = /^(?:it|that|this|they|these|those|he|she|there|here)\b/i

/** A wish of the moment, not a lasting preference: "I'd love to see it". */
const WISH =
  /\b(?:(?:i|we)(?:['’]d| would) (?:love|like|rather|be (?:happy|glad|keen))|(?:i|we) like to (?:visit|see|look|know|search|find|check|say))\b/i
/** "My favourite was …": favourite what was said before. */
const FAVOURITE_OF_WHAT = /\bfavou?rites?(?: one)?(?:['’]s| is| was| are| were|[.,!:;]|$)/i
/** Terms of a refusal that say nothing of their own. */
const EMPTY_TERM = /^(?:no|not|none|now|later|yet|never|today|thank|all)$/
const MY_FAVOURITE = /\bmy (?:\w+ )?(?:go-to|favou?rites?)\b|\b(?:for|suits) me\b/i
const MIN_TERMS_OF_DECISION = 4

/** "I prefer", "we usually", "also, I like". */
const OWN_CLAUSE = /^\W*(?:\w+ )?(?:i|we)(?:['’]\w+)? (?!\w+ (?:\w+ )?(?:my|our) )/i

/** "I'm looking for …", "I'd need to …": a want that is worded as a statement. */
const WANT =
  /\b(?:i['’]m|i am|we['’]re|we are) (?!not\b)(?:\w+ )?(?:trying|looking|seeking|hoping|wanting|searching|interested|going to need)\b|\b(?:i|we)(?:['’]d| would) (?:also |really )?(?:like|love|need|prefer)\b|^(?:\w+, )?(?:i|we) (?:also |just |really |still )?(?:need|want) (?!to be\b)/i

/** How to do a thing, not a thing to do. */
const MANNER =
  /^(?:\d{1,2}[.)] )?(?:please )?(?:remember|note|make sure|always)\b|\bmake sure\b|\b(?:avoid|try (?:not|to avoid))\b/i
const FAILED = /\b(?:unsuccessful|not|fail\w*|unable|cannot|could ?n['’]t|declined|rejected)\b/i
/**
 * Gives the type of what a unit states, or undefined where it states nothing worth an item. Precision first.
 *
 * A question, a hypothetical, a quotation and a formula are no item; what an assistant says is never the user's fact,
 * preference or plan, and a tool's output is nobody's statement. What cannot be understood alone is no item either.
 */
export function itemTypeOf(
  conversation: Conversation,
  unit: Unit,
  tell: () => Told | undefined,
): ItemType | undefined {
  if (isOfTool(conversation, unit)) return undefined
  if (isRule(conversation, unit))
    return isInPastedLetter(conversation, unit) || isNoRuleSaid(conversation, unit) ? undefined : 'constraint'
  // Whoever wrote a policy sends it with every request: all of it is listed, and what is worded as a rule stands in the text.
  if (isPolicy(unit))
    return isHeading(conversation, unit) || isNoNorm(conversation, unit) ? undefined : 'constraint'
  if (isOfLifting(conversation, unit)) return undefined
  if (asksPolitely(conversation, unit)) return isPoliteTask(conversation, unit, tell()) ? 'task' : undefined
  if (!isStatement(unit)) return undefined
  // In a mail that the user pasted "I" is somebody else.
  if (unit.annotation.firstPerson && isPasted(conversation, unit)) return undefined
  const isOfOthers = !isOfUser(conversation, unit)
  if (isOfOthers && !(mayBeOfAssistant(unit) && mayBeToldOfTheCase(conversation, unit))) return undefined
  if (isOfOthers && isQuoted(conversation, unit)) return undefined
  if (isBareAnswer(conversation, unit)) return undefined
  const told = tell()
  if (told === undefined || !isSubstantial(unit, told)) return undefined
  if (isOfOthers && !isToldOfTheCase(conversation, unit, told)) return undefined
  if (isDecision(conversation, unit, told)) return 'decision'
  if (isOfOthers) return isFinding(conversation, unit, told) ? 'fact' : undefined
  if (!isSelfContained(unit, told)) return undefined
  if (!conversation.isNamed && takesUpOffer(conversation, unit, told)) return 'decision'
  if (isPreference(conversation, unit, told)) return 'preference'
  if (!conversation.isNamed && (LAYS_DOWN.test(told.said) || laysDownElsewhere(told.said)))
    return 'preference'
  if (conversation.isChronicle && languageOf(conversation, unit) === 'en' && saysDiet(told))
    return 'preference'
  if (!conversation.isNamed && (asksFor(conversation, unit, told) || opensWithWish(conversation, unit, told)))
    return isTask(conversation, unit, told) ? 'task' : undefined
  if (isTaskAmongPeople(conversation, unit, told)) return 'task'
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

/** "Could you draft a letter to the landlord?": a question by its form, a task by what it asks. */
function asksPolitely(conversation: Conversation, unit: Unit): boolean {
  if (conversation.isNamed || !isOfUser(conversation, unit)) return false
  const { kind, act, wording, stances } = unit.annotation
  const isOwn = !stances.includes('hypothetical') && !stances.includes('quoted')
  return act === 'request' && kind === 'prose' && isOwn && wording.includes('asksMark')
}

const ASKS_LISTENER = /\b(?:can|could|will|would) you\b|\bhelp me\b/i

function isPoliteTask(conversation: Conversation, unit: Unit, told: Told | undefined): boolean {
  if (told === undefined) return false
  if (
    languageOf(conversation, unit) === 'en' &&
    (!ASKS_LISTENER.test(told.said) || isVagueRequest(told.said))
  )
    return false
  if (unit.annotation.wordCount < MIN_WORDS || told.cues.has('condition')) return false
  return unit.terms.length >= MIN_TERMS || told.evidence.length > 1
}

function isFinding(conversation: Conversation, unit: Unit, told: Told): boolean {
  if (!isFindingOfAssistant(unit, told) || isLineOfPlay(told.said) || offersTimes(told.said)) return false
  if (!isEnglishOf(conversation, unit, told.said)) return true
  if (languageOf(conversation, unit) !== 'en' && pointsAway(told.said, 'en')) return false
  const next = conversation.units[unit.index + 1]
  const waits = next?.messageIndex === unit.messageIndex && asksForYes(textOf(conversation, next))
  return !waits && !isOfferOrNote(told.said) && !isReportOfWhat(told.said, openingOf(conversation, unit))
}

/** Who mixes two languages writes English sentences in a talk of another. */
const isEnglishOf = (conversation: Conversation, unit: Unit, said: string): boolean =>
  languageOf(conversation, unit) === 'en' || isEnglishSentence(said)

/** The sentence of a unit as it was written, up to its first clause. */
function openingOf(conversation: Conversation, unit: Unit): string {
  const [first] = sentenceOf(conversation, unit).units
  return textOf(conversation, first ?? unit)
}

/** "Packing list for three days": names what is wanted where a message begins. */
function opensWithWish(conversation: Conversation, unit: Unit, { said, question }: Told): boolean {
  if (question !== undefined || languageOf(conversation, unit) !== 'en') return false
  return unit.index === conversation.unitStarts[unit.messageIndex] && namesWhatIsWanted(said)
}

function isStatement(unit: Unit): boolean {
  const { kind, act, wording, stances } = unit.annotation
  if (kind === 'code' || kind === 'output' || kind === 'aside') return false
  if (act === 'filler' || act === 'question' || act === 'proposal') return false
  if (wording.includes('asksMark') || wording.includes('asking')) return false
  return !stances.includes('hypothetical') && !stances.includes('quoted')
}

/** "Will the flight have a stop." "Could you" asks to do something. */
const ASKS_WITHOUT_MARK =
  /^(?!(?:can|could|will|would) you\b)(?:will|would|can|could|is|are|do|does|did|has|have|was|were|should|shall) (?:the|it|there|you|they|he|she|i|we|this|that|my|your|an?)\b/i

/** Short and yet whole: "I'm a nurse", "I have two cats", "I love the sea", "my sister lives in Ghent". */
const PLAIN_TRUTH =
  /^(?:i['’]m|i am) an? (?!(?:bit|little|lot|huge|big)\b)|^(?:i have|i['’]ve got|i own|we have|we own) (?:an?|two|three|four|five|six|\d+) (?!(?:question|problem|issue|idea|favou?r|feeling|bit|lot|few|couple|suggestion|point)s?\b)|^(?:i|we) (?:live|work|study|teach|drive|speak|play|sing|paint|love|hate|prefer|enjoy) (?!it\b|that\b|this\b|them\b|you\b|here\b|there\b|for it\b)|^my (?:\w+ ){1,2}(?:is called|are called|lives|works|is an?|was born|plays|studies)\b/i

/** Says enough to be worth an item; an answer says something that its question did not. */
function isSubstantial(unit: Unit, told: Told): boolean {
  const { question, said, evidence } = told
  if (/[?？]["'”’)]*$/.test(said) || ASKS_WITHOUT_MARK.test(said) || asksByWordOrder(said)) return false
  const { names, numbers, identifiers, wordCount } = unit.annotation
  if (question === undefined) {
    const isLong = unit.terms.length >= MIN_TERMS || evidence.length > 1
    if (isLong && (wordCount >= MIN_WORDS || wordCount === 0)) return true
    if (unit.terms.length > 0 && (PLAIN_TRUTH.test(said) || told.cues.has('preference'))) return true
    // "Let's go with Kysely": short, and what was chosen has a name.
    return names.length + numbers.length + identifiers.length > 0 && told.cues.has('decision')
  }
  const asked = new Set(question.annotation.terms)
  const added = unit.annotation.terms.filter((term) => !asked.has(term) && !EMPTY_TERM.test(term)).length
  const isNamed = names.length > 0 && unit.terms.length > names.length
  return isNamed || numbers.length + identifiers.length > 0 || added >= MIN_NEW_TERMS_OF_ANSWER
}

/** "Yes, me": an answer with a term at most, which adds nothing to its question however it is told. */
function isBareAnswer(conversation: Conversation, unit: Unit): boolean {
  const { names, numbers, identifiers } = unit.annotation
  const isEmpty =
    unit.terms.length < MIN_NEW_TERMS_OF_ANSWER && numbers.length + identifiers.length + names.length === 0
  return isEmpty && questionAnsweredBy(conversation, unit) !== undefined
}

function isSelfContained(unit: Unit, { said, question }: Told): boolean {
  const { names, numbers } = unit.annotation
  if (names.length > 0 || numbers.length > 0) return true
  return !OPENS_POINTING.test(said) || question !== undefined
}

/** How things are done, not what was settled. */
const REPORTS_ROUTINE =
  /\b(?:annually|yearly|monthly|weekly|daily|always|usually|normally|each|every)\b|\b(?:has|have) been made available\b/i
function isDecision(conversation: Conversation, unit: Unit, { said, cues }: Told): boolean {
  const { stances, act, wording, names, numbers } = unit.annotation
  if (act === 'request' || cues.has('condition') || decidesNothing(said) || SPENT_SO.test(said)) return false
  const isSettled = cues.has('decision')
  if (
    !isSettled &&
    !(stances.includes('decision') && opensClauseWith(languageOf(conversation, unit), said, 'decision'))
  )
    return false
  if (isUndecided(said, languageOf(conversation, unit))) return false
  if (isOfUser(conversation, unit)) {
    // "Amendment 6 is agreed" needs no "we"; what "is confirmed" may be anything that is known.
    if (
      conversation.isNamed &&
      !unit.annotation.firstPerson &&
      !(isSettled && names.length + numbers.length > 0)
    )
      return false
    if (
      conversation.isNamed &&
      names.length + numbers.length === 0 &&
      unit.terms.length < MIN_TERMS_OF_DECISION
    )
      return false
    // "Plans are approved annually by us" tells how things are done.
    if (conversation.isNamed && REPORTS_ROUTINE.test(said)) return false
    const isTentative = wording.includes('possibility') || wording.includes('obligation')
    return !isTentative && !(conversation.isNamed && wording.includes('second'))
  }
  // "Your booking is confirmed." does not say which; the agreement before it does. "It will be decided by June" is open.
  const isOpen = wording.includes('possibility') || wording.includes('future')
  if (isOpen || names.length === 0 || FAILED.test(said)) return false
  return !isSettledOfWhat(said, unit.terms.length, languageOf(conversation, unit))
}

function isPreference(conversation: Conversation, unit: Unit, told: Told): boolean {
  const { said, own, cues, wording } = told
  const { stances, firstPerson } = unit.annotation
  if (cues.has('phatic')) return false
  const isEnglish = languageOf(conversation, unit) === 'en'
  const likes = isEnglish
    ? likesSomething(conversation, unit, told)
    : cues.has('preference') || (stances.includes('preference') && firstPerson)
  // Few statements like anything: what a liking must not be is dear, and asked last.
  if (!likes || WISH.test(said) || FAVOURITE_OF_WHAT.test(said)) return false
  if (!isEnglish) return !MOVES_HOUSE.test(said)
  if (wording.has('second') || CHOSEN_VALUE.test(said) || HABIT.test(said)) return false
  return !(conversation.isNamed && (isPassingLike(said) || isPassingLike(own)))
}

/** Whether an English statement tells a liking, whatever it is worth. */
function likesSomething(conversation: Conversation, unit: Unit, { said, cues }: Told): boolean {
  const { stances, firstPerson } = unit.annotation
  if (firstPerson && (cues.has('preference') || LIKING.test(said)) && !cues.has('condition')) return true
  // "Love a good crime story": under the speaker's label the subject may be missing.
  const isLabelled = conversation.isNamed || conversation.entries[unit.messageIndex]?.isRecalled === true
  if (isLabelled && LIKING_WITHOUT_SUBJECT.test(said)) return true
  if (!stances.includes('preference') || !firstPerson) return false
  const holds = (clause: string) => OWN_CLAUSE.test(clause) || MY_FAVOURITE.test(clause)
  return opensClauseWith(languageOf(conversation, unit), said, 'preference', holds)
}

/** "I prefer the 6th", "12:45 pm works best for me": what is chosen this time. */
const CHOSEN_VALUE =
  /\bprefer (?:the )?\d|\bprefer\b.* on (?:the \d|\p{Lu}\p{Ll}+ \d)|^[^,.]*\d[^,.]{0,12} (?:works?|suits?|is)\b[^,.]* (?:best|better)\b/u

/** "I usually work late": what somebody does, which he may not like. "I usually prefer" and "I usually use" choose. */
const HABIT =
  /^(?:\p{Ll}+,? )?(?:i|we) usually (?!use\b|prefer\b|like\b|love\b|go for\b|take\b|choose\b|order\b|drink\b|eat\b|buy\b|pick\b|listen\b|play\b|read\b|watch\b)/iu
const LIKING =
  /\b(?:i|we)(?: \w+ly| also| still| just| do| always| never)? (?:like|love|enjoy|prefer|adore|hate|dislike) (?!to (?:see|know|hear|say)\b|it\b|that\b|this\b|how\b|you\b|your\b)/i
const LIKING_WITHOUT_SUBJECT =
  /^(?:(?:really|always|absolutely) )?(?:love|loved|enjoy|hate|prefer) (?!it\b|that\b|this\b|how\b|the\b|is\b|was\b|and\b)/i

/** "I don't want a framework", "I want at most 40": how somebody wants it, not what is to be done. */
const LAYS_DOWN =
  /^(?:i|we) (?:(?:do not|don['’]?t|dont|never) want (?!to\b|you\b|it\b|that\b|this\b|them\b|another\b|any\b|more\b|an?\b|the\b|my\b|your\b)|want (?:max\b|at (?:most|least)\b|no\b|only\b))/i

/** "Look for …", "I need …": an order or a want, whatever the annotation made of it. */
const ORDER =
  /^(?:no,? |yes,? |actually,? |then )?(?:please |(?:i|we) (?:\w+ )?(?:need|want)\b(?! to be\b)|(?:search|look|find|try|book|send|play|give|check|get|make|show|tell|put|add|set|call|use|open|run|write|draft|explain|describe|translate|summari[sz]e|compare|suggest|recommend|help|plan|list|calculate|convert|create|generate|fix|rewrite|change|remove|cancel|order|buy|remind|schedule|arrange|transfer|review|update)\b(?! (?:\w+ )?(?:is|was|are|were|has|will|opens|starts|begins|ends|stays|closes|goes)\b))/i

/** "Update: the office has moved it": tells. */
const ANNOUNCES_NEWS = /^(?:update|info|fyi|news|nachtrag|neuigkeit|noticia|novidade|nouvelle)s?\s?:/i

/** Whether an English text orders or wants something, by how it opens. */
export const ordersOrWants = (text: string): boolean => ORDER.test(text) || WANT.test(text)

/** "Then I need to sit": what one's body needs is asked of nobody. */
const OWN_NEED = /\b(?:i|we) (?:need|have) to (?:sit|rest|sleep|lie|stop|eat|pee|breathe)\b/i

function asksFor(conversation: Conversation, unit: Unit, { said, own, question }: Told): boolean {
  const { act } = unit.annotation
  if (OWN_NEED.test(said) || tellsOfHelp(said, languageOf(conversation, unit))) return false
  // "We want to switch on 14 March. It is me and Ilse.": what the sentence before asks for is an item of its own.
  if (ORDER.test(own) || WANT.test(own)) return true
  if (languageOf(conversation, unit) === 'en' && isToldNotAsked(own, question !== undefined)) return false
  if (act === 'request') return true
  return act !== 'statement' && opensClauseWith(languageOf(conversation, unit), said, 'request')
}

function isTask(conversation: Conversation, unit: Unit, told: Told): boolean {
  const { said, own, cues } = told
  if (languageOf(conversation, unit) === 'en' && isVagueRequest(said)) return false
  if (cues.has('condition') || MANNER.test(said) || ANNOUNCES_NEWS.test(said)) return false
  if (unit.annotation.wording.includes('courtesy') && unit.annotation.wordCount < 2 * MIN_TERMS) return false
  if (ORDER.test(own) || WANT.test(own) || opensWithWish(conversation, unit, told)) return true
  return opensClauseWith(languageOf(conversation, unit), said, 'request')
}

function isEmotion(conversation: Conversation, unit: Unit, { said, hasContext, question }: Told): boolean {
  const { firstPerson, wording } = unit.annotation
  const isTold = hasContext || question !== undefined
  if (languageOf(conversation, unit) === 'en' && (!saysOfWhat(said, isTold) || isPepTalk(said))) return false
  return (
    firstPerson &&
    !wording.includes('second') &&
    opensClauseWith(languageOf(conversation, unit), said, 'emotion')
  )
}

/** About the speaker, or with a name or a number in it; a compliment, a reaction or advice to the listener is not. */
function isFactOfPerson(conversation: Conversation, unit: Unit, told: Told): boolean {
  const { said, cues } = told
  if (CODE.test(said) || NO_FACT.some((cue) => cues.has(cue))) return false
  const language = languageOf(conversation, unit)
  if (isPassingRemark(unit, told) || isOfTheMoment(textOf(conversation, unit), said, language)) return false
  // "We go back to Mr Lund": in a meeting a name dates no plan, the next speaker has it.
  const isMeeting = conversation.isNamed && !conversation.isChronicle
  const isMoving = isMeeting && (ANNOUNCED.test(said) || MOVES_ON.test(said))
  if (isMoving && unit.annotation.numbers.length === 0 && !told.wording.has('time')) return false
  if (!conversation.isNamed)
    return isFactOfUser(unit, told, language) && !isOfTheTalk(conversation, unit, told)
  return isFactAmongPeople(conversation, unit, told) && isWorthKeeping(conversation, unit, told)
}

/**
 * Least worth of a fact that people tell each other. On conversations left out of the fit (see `fact-worth.ts`) 89 % of the facts of
 * meetings above this are good. Facts of chats are chosen in their conversation (`chat-facts.ts`).
 */
const MIN_WORTH = { chat: 0.45, meeting: 0.7 } as const
/** The question says the rest, so less is asked of an answer that is a sentence as it was written. */
const MIN_WORTH_OF_ANSWER = 0.25
const WRITTEN_SENTENCE = /^\p{Lu}.*[.!]$/su

function isWorthKeeping(
  conversation: Conversation,
  unit: Unit,
  { said, question, hasContext }: Told,
): boolean {
  if (languageOf(conversation, unit) !== 'en') return true
  const isChat = conversation.isChronicle
  // Of all that is asked here this fails most often: three of four in group chats, whatever the patterns below would say.
  if (!isOfWorth(said, question !== undefined, isChat)) return false
  if (isNoNews(said, !isChat)) return false
  if (isChat && isTalkOfChat(said, hasContext)) return false
  if (isChat && question === undefined && isFragment(said)) return false
  if (isChat && question !== undefined) {
    const asked = textOf(conversation, question)
    if (isBareAnswerInChat(said, asked, question.terms.length)) return false
  }
  if (!isChat && !tellsByItself(conversation, unit, said, question)) return false
  // "On the report that was done": in a meeting a bare adverbial needs more than its question.
  const isBare = question !== undefined && OPENS_ADVERBIAL.test(said)
  if (!isChat && isBare && detailsOf(unit, said) === 0) return false
  // "We have acted very fast": of what is said in a meeting and names nothing half was no fact, read by hand.
  return isChat || question !== undefined || hasDetail(said)
}

function isOfWorth(said: string, isAnswer: boolean, isChat: boolean): boolean {
  const worth = factWorth(said, isAnswer, isChat)
  if (worth >= (isChat ? MIN_WORTH.chat : MIN_WORTH.meeting)) return true
  return isAnswer && worth >= MIN_WORTH_OF_ANSWER && WRITTEN_SENTENCE.test(said)
}

/** An answer without a verb is told by a question of so many content terms: "Which season?" – "Right before the cup" is not. */
const MIN_TERMS_OF_WHOLE_QUESTION = 3

/** Whether a statement of a meeting does not hang on what stands around it. */
function tellsByItself(
  conversation: Conversation,
  unit: Unit,
  said: string,
  question: Unit | undefined,
): boolean {
  if (question !== undefined && isOfTheMeeting(said)) return false
  if (hangsOnTheTurn(conversation, unit, said, question)) return false
  if (question !== undefined)
    return question.terms.length >= MIN_TERMS_OF_WHOLE_QUESTION || mayHaveFiniteVerb(said)
  const [first] = sentenceOf(conversation, unit).units
  return !hangsOnTheMeeting(said, first === undefined ? said : textOf(conversation, first))
}

const OPENS_ADVERBIAL = /^(?:right )?(?:on|in|at|with|of|from|by|for|before|after|about)\b/i

const NO_FACT = ['condition', 'opinion', 'phatic'] as const

const MOVES_ON =
  /^(?:so |and |then )?we(?:['’]ll| will)? (?:now |then )?(?:go|come|move|turn|proceed|return) (?:back|on|over|to|now)\b/i

/** An answer is told by its question, and may be "yes" or have no verb. */
function isOfTheTalk(conversation: Conversation, unit: Unit, { said, question }: Told): boolean {
  const language = languageOf(conversation, unit)
  if (!isEnglishOf(conversation, unit, said)) return isRemarkElsewhere(said, language, question !== undefined)
  if (language !== 'en' && pointsAway(said, 'en')) return true
  if (isRemark(said, question !== undefined)) return true
  if (question !== undefined) return isLineOfPlay(said) || isNoAnswer(said)
  return isTalkOfUser(said) || isWithoutVerb(said)
}

/** What a user tells an assistant. */
function isFactOfUser(unit: Unit, { said, wording, question }: Told, language: string): boolean {
  const { annotation } = unit
  const details = detailsOf(unit, said)
  if (WISH.test(said) || annotation.act === 'refusal' || DECLINES.test(said)) return false
  if (wantsSomethingSuch(said) || (question === undefined && CHOSEN_VALUE.test(said))) return false
  if (question !== undefined) return !wording.has('courtesy')
  if (QUOTATION.test(said)) return false
  // "Coastlines is a good film": how it pleases, not what is so.
  if (wording.has('praise') && !annotation.firstPerson && annotation.numbers.length === 0) return false
  if (annotation.firstPerson || tellsDetailElsewhere(annotation, said, language)) return true
  return details > 0 && VERBS.some((verb) => wording.has(verb))
}

/** "“Because I come back”": words that are chosen or repeated, and say nothing of their own. */
const QUOTATION = /^["“„][^"“”]*["“”][.!,]*$/

/** "Not just yet", "nothing much": a turn of the talk. */
const DECLINES = /^(?:no\b|nope|not\b|nothing\b|never ?mind)/i

/** What people tell each other. */
function isFactAmongPeople(conversation: Conversation, unit: Unit, told: Told): boolean {
  const { said, wording, question } = told
  const language = languageOf(conversation, unit)
  const { act, firstPerson, names } = unit.annotation
  const numbers = detailsOf(unit, said) - names.length
  if (WISH.test(said) || DECLINES.test(said)) return false
  const isEnglish = language === 'en'
  if (!isEnglish && (act === 'refusal' || act === 'acceptance')) return false
  const isSaid =
    question !== undefined ||
    conversation.isChronicle ||
    SPEAKS_OF_SELF.test(said) ||
    (!isEnglish && (firstPerson || wording.has('time') || hasVerbElsewhere(said, language))) ||
    HAS_VERB.some((verb) => wording.has(verb))
  if (!isSaid) return false
  // "We can make a difference" cheers; "we held a market on Saturday" tells.
  const isCheer = conversation.isChronicle && firstPerson && !OWN_PERSON.test(said) && !wording.has('past')
  if (isCheer && names.length + numbers === 0 && !wording.has('time')) return false
  const isOfSpeaker = firstPerson || (isEnglish && conversation.isChronicle && leavesOutI(said))
  const isVerdict = wording.has('praise') && !isOfSpeaker && numbers === 0
  const isScene =
    /^the [\w ]+? (?:was|were|is|are)\b/i.test(said) && (wording.has('praise') || wording.has('past'))
  if (isVerdict || (isScene && names.length + numbers === 0)) return false
  const isOfSomebody = isOfSpeaker || names.length > 0 || wording.has('thirdPerson')
  // "Meine Schwester zieht im Mai um", without a first person where a language leaves it out.
  const isDated = !isEnglish && (wording.has('time') || countsSomething(said))
  return isOfSomebody || isDated || numbers > 0 || question !== undefined
}

const OWN_PERSON = /\b(?:i|my|me|mine)\b/i

/** Wording that shows a finite verb: an order has none of these. */
const VERBS = ['being', 'having', 'past', 'future', 'liking', 'thirdPerson'] as const

/** "A 57 per cent increase" has no verb. */
const HAS_VERB = [...VERBS, 'possibility', 'obligation', 'opinion'] as const
const SPEAKS_OF_SELF = /\b(?:i|we|i['’]m|i['’]ve|we['’]re|we['’]ve)\b/i
