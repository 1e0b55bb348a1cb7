import { readWords } from '../annotate/words.js'
import { type Conversation, textOf, type Unit } from '../conversation.js'
import { unitsOf } from '../protect.js'
import { mayHaveFiniteVerb } from './finite-verbs.js'
import { runsTheTalk } from './of-the-talk.js'
import { oneLine, type Passage, sentenceOf } from './passage.js'
import { remembered } from './remembered.js'
import { repeatsPhrase } from './repeats.js'

/** A conclusion that one among people draws, and those who say yes to it. */
export interface Conclusion {
  readonly units: readonly Unit[]
  readonly text: string
  readonly assents: readonly Unit[]
  /** Its speaker takes it on: "then I do the second half". */
  readonly isOwn: boolean
}

/** Messages before in which others spoke of what is concluded. */
const MAX_MESSAGES_BACK = 6
/** Messages behind in which somebody may object or say yes. */
const MAX_MESSAGES_TO_OBJECT = 2
/** Said twice within a few words, it was not put well enough to be told. */
const WORDS_OF_STUMBLE = 3
const MAX_WORDS_OF_CONCLUSION = 26
/** A longer yes says something else too. */
const MAX_WORDS_OF_ASSENT = 9
/** Without a verb it is a word or two, a day, a sum. */
const MAX_WORDS_WITHOUT_VERB = 10

const OPENER =
  '(?:(?:ok|okay|alright|all right|right|good|fine|great|perfect|well|yeah|yes|yep|cool|lovely|h+m+|ah|oh|sure|agreed|sorted|nice|no problem)\\b[,.!… ]*){0,3}'
/** "Okay, then let's …", "good, then we …": what follows is concluded. */
const THEN_BEFORE = new RegExp(`^${OPENER}(?:so )?then\\b[,: ]+`, 'iu')
/** "Perfect so Marek drives": of "so" only who does what, since it also goes on telling. */
const SO_BEFORE = new RegExp(`^${OPENER}so\\b[,: ]+`, 'iu')
const DOES = /^\p{L}+(?: and \p{L}+)? (?!(?:is|has|was|does|says|thinks|knows)\b)\p{Ll}{2,}\b(?<!ed)/iu
/** "Odile carries the banner": she need not be among those who speak. */
const NAMED_DOES =
  /^(?!(?:It|This|That|There|What|Who|Everything|Nothing|Something|Everybody|Everyone|Nobody|She|He|The|Maybe|First)\b)\p{Lu}\p{Ll}+ (?!(?:is|has|was|does|says|thinks|knows|looks|seems|means|plus|less)\b)\p{Ll}{2,}s (?:the|a|an|it|them|him|her|us|our|\d)/u
/** "Wednesday then", "Marek drives the van then, …", "6 instead of 7 then on the 3rd". */
const THEN_BEHIND =
  /(?<!\b(?:and|but|or|by|since|until|till|before|back|than|just|even|only|if|when|from|now|right|well|ok|okay|so|every now|was|were|are|is|had|did) ?)(?<=[\p{L}\p{N}] )then(?= ?[,;.!]| ?$| (?:on|at|for|from|in) )/iu
/** "Fine, no cover": given up. */
const GIVES_UP =
  /^(?:h+m+,? )?(?:ok|okay|fine|good|great|alright|all right|right|agreed)[,.: ]+(?:so |then )?no (?!(?:problem|prob|worries|idea|way|need|rush|hurry|chance|bother|doubt|clue|thanks|wonder|pressure|matter|more|one|news|objections?|questions?)\b)\p{L}+(?: \p{L}+){0,2}[.! ]*$/iu
/** "Good, so we apply for it": closes what was said; "okay, so" goes on telling. */
const GOOD_SO =
  /^(?:(?:ok|okay|yes|yeah),? )?(?:good|great|fine|perfect|lovely|excellent|brilliant|agreed|settled|sorted)[,.! ]+so[, ]+(?=we\b)/iu
/** "All right, Piet goes round this week": who does what, behind a word that closes. */
const CLOSED_BEFORE = /^(?:ok|okay|alright|all right|right|good|great|fine|perfect)[,.! ]+(?=\p{L})/iu
/** "Ok 24 for the bus", "hm ok static first": a thing, a day or a sum behind a word that gives in. */
const OK_BEFORE = /^(?:h+m+,? )?(?:ok|okay|fine|alright|all right)[,: ]+/iu

const LETS =
  /^(?:let['’]?s|(?:me and \p{L}+|\p{L}+ and (?:me|i)) (?=take|go|do|bring|drive|come|meet|make|get|stay|cook|play|sing|carry)|we(?:['’]ll| will| shall)?|i(?:['’]ll| will| do| take)|(?:the|our|my) (?:\p{L}+ ){1,5}(?:stays?|goes|moves?|is|are|will|starts?|begins?|comes?))\b/iu
const OF_SPEAKER = /^i\b/i
/** What one knows, has or is; what runs the talk; what was done. None of it is concluded. */
const NO_DEED =
  /^(?:let['’]?s|we(?:['’]ll| will| shall)?) (?:all |just |also |maybe |probably |only |still |both )*(?:be|are|were|was|have(?! (?:it|lunch|dinner|breakfast)\b)|had|can|could|should|might|may|would|must|need|know|knew|think|thought|see|saw|want|get to|got|did|do not know|don['’]?t (?:know|have|need|want)|said|say|talk|talked|discuss|understand|hope|believe|love|like|feel|guess|mean|look|wait|start(?! (?:at|on))|begin(?! (?:at|on))|move on|continue|go on|go to (?:the )?(?:next|item|point)|go back|come back|come to|turn to|proceed|get going|hear|pretend|hope|call it|find out|ask ourselves|went|came|took|made|used|decided|agreed|\p{L}+ed)\b|^we (?:put|set|let|cut|read|hit)\b/iu
/** "We leave that open", "we talk about it again": nothing is settled. */
const LEFT_OPEN =
  /\b(?:(?:leaves?|left|keeps?|stays?|still|that['’]?s|it['’]?s)(?: \p{L}+){0,3} open(?! (?:until|till|on|at|from|to))|undecided|tbd|wait and see|later|next time|another time|think about|talk about|discuss|come back to|back to (?:this|that|it)|look into|see (?:how|what|if|whether)|i (?:think|guess|suppose|believe|mean|hope)|maybe|perhaps|probably|might|could|would|should|^if|(?<!\band |, )if|unless|whether|not sure|or|right\?)\b|\?/iu
const PAST =
  /\b(?:was|were|had|did|went|came|got|took|told|said|asked|knew|thought|saw|kept|left|held|sent|heard|felt|gave|found|made|used to)\b/i
const OBJECTS =
  /^(?:no\b(?! (?:problem|prob|worries|objection|bother|that['’]s fine|it['’]s fine))|nope|not\b|but\b|hmm?\b|well\b|wait|hang on|hold on|actually|sorry|why\b|really\?|are you sure|i(?:['’]d| would) rather|i don['’]?t|that doesn['’]?t|isn['’]?t)/i
/** Objects where it speaks of the same; else it goes on to something else. */
const MAY_OBJECT = /^(?:what about|how about|can['’]?t|couldn['’]?t|what if)\b/i

/** Whether a sentence may be the conclusion of a talk, by its words alone. Cost: a few patterns, where it has one of three words. */
export const mayConclude = (text: string): boolean =>
  HAS_WORD.test(text) &&
  [THEN_BEFORE, THEN_BEHIND, SO_BEFORE, GOOD_SO, GIVES_UP, OK_BEFORE, CLOSED_BEFORE].some((form) =>
    form.test(text),
  )
const HAS_WORD = /\b(?:then|so|no|ok|okay|fine|right|alright|good|great|perfect)\b/i

interface WordsConcluded {
  readonly passage: Passage
  readonly text: string
}

/** What a unit would conclude, as far as its message alone tells; see `conclusionAt`. */
export function wordsConcluded(conversation: Conversation, unit: Unit): WordsConcluded | undefined {
  const { kind, stances, wording } = unit.annotation
  if (kind !== 'prose' || stances.includes('hypothetical') || stances.includes('quoted')) return undefined
  if (wording.includes('asksMark') || !mayConclude(oneLine(textOf(conversation, unit)))) return undefined
  const passage = sentenceOf(conversation, unit, MAX_WORDS_OF_CONCLUSION)
  if (passage.isClause || passage.wordCount > MAX_WORDS_OF_CONCLUSION) return undefined
  const text = passage.text.trim()
  if (LEFT_OPEN.test(text) || PAST.test(text) || repeatsPhrase(readWords(text).lower, WORDS_OF_STUMBLE))
    return undefined
  return mayBeConcluded(conversation, unit, text) ? { passage, text } : undefined
}

/** Whether `isConcluded` may hold, whoever speaks and whatever was said before. */
function mayBeConcluded(conversation: Conversation, unit: Unit, text: string): boolean {
  if (GIVES_UP.test(text)) return true
  const isOpening = opensTurn(conversation, unit)
  const then = isOpening ? THEN_BEFORE.exec(text)?.[0] : undefined
  const so = SO_BEFORE.exec(text)?.[0]
  const body = text.slice((then ?? so ?? '').length).trim()
  if (then !== undefined || THEN_BEHIND.test(text) || GOOD_SO.test(text)) return !NO_DEED.test(body)
  if (so !== undefined) return DOES.test(body) && !NO_DEED.test(body)
  const plan = text.replace(CLOSED_BEFORE, '')
  return (
    isOpening &&
    ((plan !== text && DOES_SO.test(plan)) || namesThing(unit, text.replace(OK_BEFORE, ''), text))
  )
}

/** "Ok 24 for the bus": what is given in to is a thing, a day or a sum. */
function namesThing({ terms }: Unit, thing: string, text: string): boolean {
  if (thing === text || terms.length < MIN_TERMS_OF_THING || IN_PLACE.test(thing)) return false
  return !mayHaveFiniteVerb(thing) && readWords(thing).lower.length <= MAX_WORDS_WITHOUT_VERB
}

/**
 * The units of what one among people concludes from what several said, or none: "okay, then let's do the 14th", "Marek drives then",
 * "400 for the band then". English. It takes up what another spoke of shortly before, and nobody objects. Cost: a bounded look back and ahead.
 */
export const conclusionAt = remembered(
  (conversation: Conversation, index: number): Conclusion | undefined => {
    const unit = conversation.units[index]
    if (unit === undefined) return undefined
    const words = wordsConcluded(conversation, unit)
    if (words === undefined) return undefined
    const { passage, text } = words
    if (!isConcluded(conversation, unit, text)) return undefined
    if (isObjectedTo(conversation, unit)) return undefined
    const assent = assentTo(conversation, unit)
    return {
      units: passage.units,
      text,
      assents: assent === undefined || assent.annotation.wordCount > MAX_WORDS_OF_ASSENT ? [] : [assent],
      isOwn: OF_SPEAKER.test(text.replace(THEN_BEFORE, '')),
    }
  },
)

function isConcluded(conversation: Conversation, unit: Unit, text: string): boolean {
  if (GIVES_UP.test(text)) return takesUpTerms(conversation, unit)
  const behind = THEN_BEHIND.exec(text)
  // "Then we put them together": within a turn it goes on telling.
  const before = opensTurn(conversation, unit) ? THEN_BEFORE.exec(text)?.[0] : undefined
  const so = SO_BEFORE.exec(text)?.[0]
  const body = text.slice((before ?? so ?? '').length).trim()
  const namesOne = namesSpeakerFirst(conversation, body)
  if (behind === null && before === undefined) {
    if (GOOD_SO.test(text)) return !NO_DEED.test(body) && takesUpTerms(conversation, unit)
    if (so === undefined) return isGivenIn(conversation, unit, text)
    if (namesOne === undefined || !DOES.test(body)) return false
  }
  const isOfNamed = namesOne !== undefined || NAMED_DOES.test(body)
  if (NO_DEED.test(body) || (/^let/i.test(body) && runsTheTalk(body))) return false
  if (LETS.test(body) || isOfNamed)
    return (
      takesUpTerms(conversation, unit) ||
      isAssentedTo(conversation, unit) ||
      conversation.units[(conversation.unitStarts[unit.messageIndex] ?? 0) - 1]?.speaker === namesOne
    )
  const clause = behind === null ? body : text.slice(0, behind.index)
  if (mayHaveFiniteVerb(clause) || readWords(clause).lower.length > MAX_WORDS_WITHOUT_VERB) return false
  return takesUpTerms(conversation, unit)
}

/** "All right, Piet goes round", "hm ok static first": a word that closes, and then who does what, or a few words that name what it is. */
function isGivenIn(conversation: Conversation, unit: Unit, text: string): boolean {
  if (!opensTurn(conversation, unit)) return false
  const plan = text.replace(CLOSED_BEFORE, '')
  const isOfOne = plan !== text && namesSpeakerFirst(conversation, plan) !== undefined && DOES_SO.test(plan)
  if (isOfOne) return isAssentedTo(conversation, unit)
  const thing = text.replace(OK_BEFORE, '')
  if (!conversation.isChronicle || !namesThing(unit, thing, text) || !takesUpTerms(conversation, unit))
    return false
  return isAssentedTo(conversation, unit) || takesUpNumber(conversation, unit)
}
/** "Ok in the blue box": answers where. */
const IN_PLACE = /^(?:in|on|at|to|with|from|by|for|under|behind)\b/i
const MIN_TERMS_OF_THING = 2
/** In the third person: "Piet goes"; "Piet, could you" asks. */
const DOES_SO =
  /^\p{L}+(?: and \p{L}+)? (?!(?:is|has|was|does|says|thinks|knows)\b)\p{Ll}{2,}(?:s|e?n)?\b(?<!ed)(?<=\p{L} \p{Ll}+s)/iu

function takesUpNumber(conversation: Conversation, { annotation, messageIndex, speaker }: Unit): boolean {
  const own = annotation.numbers.map(asNumber)
  return [1, 2, 3].some((back) =>
    unitsOf(conversation, messageIndex - back).some(
      (one) =>
        one.speaker !== speaker && one.annotation.numbers.some((number) => own.includes(asNumber(number))),
    ),
  )
}

/** Whether nothing but a word or two stands before it in its message. */
function opensTurn(conversation: Conversation, { messageIndex, index }: Unit): boolean {
  const before = unitsOf(conversation, messageIndex).filter((one) => one.index < index)
  return before.reduce((sum, { annotation }) => sum + annotation.wordCount, 0) <= 2
}

/** "Marek drives", "Ewa and Marek drive": the one of those who speak that does it. */
function namesSpeakerFirst(conversation: Conversation, body: string): number | undefined {
  const [first = ''] = readWords(body).lower
  if (first.length < MIN_LETTERS_OF_NAME) return undefined
  return speakersByWord(conversation).get(first)
}

const byWord = new WeakMap<Conversation, ReadonlyMap<string, number>>()

/** The first speaker whose name has a word; made once for each conversation, which may have as many speakers as messages. */
function speakersByWord(conversation: Conversation): ReadonlyMap<string, number> {
  const known = byWord.get(conversation)
  if (known !== undefined) return known
  const found = new Map<string, number>()
  conversation.speakers.forEach((name, speaker) => {
    for (const word of name.toLowerCase().split(' ')) if (!found.has(word)) found.set(word, speaker)
  })
  byWord.set(conversation, found)
  return found
}
const MIN_LETTERS_OF_NAME = 3

/** Says yes, or nothing at all: no two messages share something by them. */
const NO_SUBJECT =
  /^(?:ok|okai|fine|good|great|no|not|ye|yeah|instead|then|so|right|well|sure|take|get|make|go)$/

/** Whether something of a sentence was said in one of the messages before. */
function takesUpTerms(conversation: Conversation, unit: Unit): boolean {
  const own = new Set(
    sentenceOf(conversation, unit).units.flatMap(({ annotation }) => annotation.terms.map(asNumber)),
  )
  for (const term of own) if (NO_SUBJECT.test(term)) own.delete(term)
  for (let back = 1; back <= MAX_MESSAGES_BACK && back <= unit.messageIndex; back++)
    for (const { annotation } of unitsOf(conversation, unit.messageIndex - back))
      if (annotation.terms.some((term) => own.has(asNumber(term)))) return true
  return false
}

/** "14th" and "14" are one day. */
const asNumber = (term: string): string => term.replace(/^(\d+)(?:st|nd|rd|th)$/, '$1')

/** Whether one of the next to speak says no, or asks back. */
function isObjectedTo(conversation: Conversation, unit: Unit): boolean {
  const last = Math.min(unit.messageIndex + MAX_MESSAGES_TO_OBJECT, conversation.entries.length - 1)
  for (let at = unit.messageIndex + 1; at <= last; at++) {
    const [first] = unitsOf(conversation, at)
    if (first === undefined) continue
    if (first.speaker === unit.speaker) return false
    const text = oneLine(textOf(conversation, first))
    if (first.annotation.act === 'refusal' || OBJECTS.test(text)) return true
    if (MAY_OBJECT.test(text) && first.terms.some((term) => unit.terms.includes(term))) return true
    if (isAssent(text)) return false
  }
  return false
}

const ASSENTS =
  /^(?:(?:ok|okay|oh|ah|h+m+)[,.! ]+)*(?:yes|yeah|yep|yup|ok|okay|sure|fine|good|great|agreed|deal|perfect|right|alright|all right|sounds|works|suits|got it|will do|done|of course|ofc|lovely|nice|cool|makes sense|no prob|no worries|fair enough|thanks|thank you|in(?=[.! ]*$)|\+1|\p{So}|k\b)/iu
const isAssent = (text: string): boolean => ASSENTS.test(text) && !/\bbut\b/i.test(text)

/** The opening of one of the next two messages, where it is another's yes. "… Can you do it?" is what the next yes would answer. */
function assentTo(conversation: Conversation, unit: Unit): Unit | undefined {
  const behind = unitsOf(conversation, unit.messageIndex).filter(({ index }) => index > unit.index)
  if (behind.some(({ annotation }) => annotation.wording.includes('asksMark'))) return undefined
  const last = Math.min(unit.messageIndex + MAX_MESSAGES_TO_OBJECT, conversation.entries.length - 1)
  for (let at = unit.messageIndex + 1; at <= last; at++) {
    const [first] = unitsOf(conversation, at)
    if (first === undefined || first.speaker === unit.speaker) return undefined
    if (isAssent(oneLine(textOf(conversation, first)))) return first
  }
  return undefined
}

const isAssentedTo = (conversation: Conversation, unit: Unit): boolean =>
  assentTo(conversation, unit) !== undefined
