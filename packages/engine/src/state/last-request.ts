import { type Conversation, textOf, type Unit } from '../conversation.js'
import { mayHaveFiniteVerb } from '../items/finite-verbs.js'
import { isOfTool, ordersOrWants } from '../items/item-type.js'
import { isPasted } from '../items/pasted.js'
import { asksByWordOrder, namesWhatIsWanted as opensWithThing } from '../items/unmarked-requests.js'
import { isClosingTurn } from '../link/closing-words.js'
import { firstTask, newestUserTurn, unitsOf } from '../protect.js'
import { asksBack, lastToldBefore } from './told-by-assistant.js'
import { asksAsTyped, isWordedAsQuestion, namesHowOrWhich } from './typed-requests.js'

/** A longer request is quoted by its beginning and by what it asks at its end. */
const MAX_REQUEST_CHARACTERS = 2_000
const MAX_BEGINNING_CHARACTERS = 1_200
/** A statement of fewer content terms tells nothing new. */
const MIN_TERMS_TOLD = 3
/** A thing that is named in fewer content terms is a reaction or an answer. */
const MIN_TERMS_WANTED = 2
const MAX_TERMS_OF_ASSENT = 2
const MIN_WORDS_ASKED = 2
const MAX_WORDS_TYPED = 10

/**
 * The newest user message that asks for something, sets something or names what is wanted. None of these: a "thanks", a "yes", what a
 * program printed, news, a bare answer to what the assistant asked.
 *
 * Where nobody asks anything: what opened the talk, else the newest turn that tells something.
 *
 * @param first  Message from which on news count.
 */
export function requestTurn(conversation: Conversation, first: number): RequestTurn {
  const newest = newestUserTurn(conversation)
  let telling = -1
  let fallback = -1
  for (let index = newest; index >= 0; index--) {
    const entry = conversation.entries[index]
    const units = unitsOf(conversation, index)
    if (entry?.message.role !== 'user' || units.length === 0 || isOfTool(conversation, units[0] as Unit))
      continue
    if (fallback < 0) fallback = index
    const { content } = entry.message
    if (endsTalk(content) || isClosingTurn(content, entry.annotation.language)) continue
    if (requests(conversation, index, units)) return { index, isAsked: true }
    if (telling >= 0 || index < first || !isNews(conversation, units)) continue
    // In a language without words of asking whatever is new may be a request.
    if (isSparse(conversation)) return { index, isAsked: true }
    telling = index
  }
  const opening = firstTask(conversation)
  const isTold = opening >= 0 && isNews(conversation, unitsOf(conversation, opening))
  const told = isTold ? opening : telling
  return {
    index: told >= 0 ? told : opening >= 0 && !isClosing(conversation, opening) ? opening : fallback,
    isAsked: false,
  }
}

const isSparse = ({ entries }: Conversation): boolean =>
  !/^(?:en|de|fr|es|pt|zh|ja)$/.test(entries[0]?.annotation.language ?? 'en')

/** The message of a request, -1 for none, and whether it asks for something at all. */
export interface RequestTurn {
  readonly index: number
  readonly isAsked: boolean
}

const isClosing = ({ entries }: Conversation, index: number): boolean => {
  const entry = entries[index]
  return entry !== undefined && isClosingTurn(entry.message.content, entry.annotation.language)
}

/** "That's all I need", "no, that would be all, thanks": the end of the asking. */
const ENDS_TALK =
  /^[^?]*\bthat(?:['’]?s| is| was| will be| would be|['’]ll be) (?:all\b(?! (?:the|right|about))|it\b)[^?]*$/i
const MAX_CHARACTERS_OF_END = 120

/** The same in other languages: "das wäre alles", "c'est tout", "eso es todo", "就这些", "以上です". */
const ENDS_TALK_ELSEWHERE =
  /^[^?？]*(?:das (?:wär['’]?e?s?|war['’]?s?|ist|reicht) (?:(?:schon|dann|für heute|erst mal|erstmal) )?(?:alles|für heute|dann)|das wär['’]s|c['’](?:est|était|sera) tout|ce sera tout|(?:eso|esto) (?:es|era|sería) todo|nada más, gracias|(?:é|era|seria) (?:só|tudo)(?: isso)?|isso é tudo|就这些|就這些|没别的了|沒別的了|没有别的了|以上です|それだけです|もう大丈夫です)(?!\p{L}{3})[^?？]*$/iu

export const endsTalk = (content: string): boolean =>
  content.length <= MAX_CHARACTERS_OF_END && (ENDS_TALK.test(content) || ENDS_TALK_ELSEWHERE.test(content))

/** Whether a message of a user asks for something by a sentence of its own, or names what is wanted. */
function requests(conversation: Conversation, index: number, units: readonly Unit[]): boolean {
  const asked = asksBack(conversation, lastToldBefore(conversation, index))
  if (units.some((unit) => asks(conversation, unit) && !(asked !== undefined && repeats(asked, unit))))
    return true
  return asked === undefined && units.some((unit) => namesWhatIsWanted(conversation, unit, units))
}

const ASKING_ACTS: ReadonlySet<string> = new Set(['question', 'request', 'proposal', 'correction'])
/** What is laid down for what follows, and a trouble that is told to whoever may mend it. */
const SETTING: ReadonlySet<string> = new Set(['rule', 'decision', 'problem'])
/** "Wait", "hang on": asks for nothing but time. */
const HOLDS_ON =
  /^(?:(?:uh|um|oh|ok|okay|hm+|sorry|please|just|wait|hang on|hold on|one|a|moment|second|sec|minute|moment bitte|warte|moment mal|un instant|attends|un momento|espera|um momento|等一下|稍等|ちょっと待って)[\s,.!…]*)+$/iu

function asks(conversation: Conversation, unit: Unit): boolean {
  const { annotation, terms } = unit
  const { act, kind, stances } = annotation
  if (kind === 'code' || kind === 'output') return false
  const text = textOf(conversation, unit)
  const isEnglish = conversation.entries[unit.messageIndex]?.annotation.language === 'en'
  const isTyped = conversation.isNamed ? isWordedAsQuestion : asksAsTyped
  if (isEnglish && !GOES_AHEAD.test(text) && isTyped(text)) return true
  // "Did you have anything else?" has no word of content, and asks.
  if (
    terms.length === 0 &&
    !(annotation.wording.includes('asksMark') && annotation.wordCount >= MIN_WORDS_ASKED)
  )
    return false
  if (HOLDS_ON.test(text) || GOES_AHEAD.test(text) || EXCLAIMS.test(text) || isAssent(unit)) return false
  const isAsked = annotation.wording.includes('asksMark') && annotation.wordCount > MIN_WORDS_ASKED
  const isTold = act === 'correction' && isEnglish && tellsActually(text, annotation.numbers.length)
  if ((ASKING_ACTS.has(act) && !isTold) || (isAsked && !conversation.isNamed)) return true
  if (conversation.isNamed || act === 'filler') return false
  if (stances.some((stance) => SETTING.has(stance)) && !stances.includes('hypothetical')) return true
  return isEnglish && (ordersOrWants(text) || WANTS.test(text) || asksByWordOrder(text))
}

/** "My sister lives there, actually": tells something, and corrects nothing. "It is the 9th actually", "Actually, blue" do. English. */
const ACTUALLY_WITHIN =
  /^(?!(?:(?:oh|no|wait|sorry|and|ok|okay|well|hm+)[,.! ]+)*actually\b)(?!.*(?:\b(?:not|instead|no|meant|rather|other|another|change|ones?|like|prefer|should|could|spell?ed|spelt|name|number|address)\b|n['’]t\b)).*\bactually\b/i
const DAY_OR_MONTH =
  /\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|jan(?:uary)?|feb(?:ruary)?|march|april|june|july|august|sept(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b/i
const tellsActually = (text: string, numbers: number): boolean =>
  numbers === 0 &&
  ACTUALLY_WITHIN.test(text) &&
  OPENS_WITH_SUBJECT.test(text) &&
  mayHaveFiniteVerb(text) &&
  !DAY_OR_MONTH.test(text)

/** "What a day", "what an awful hotel!" */
const EXCLAIMS = /^(?:(?:oh|ah|wow|god|gosh|man),? )?what an? [^?]*$/i

/** "Please proceed", "go ahead", "yes, do it". */
const GOES_AHEAD =
  /^(?:(?:yes|yep|yeah|ok|okay|sure|confirmed|please|then|just|now)[,.! ]+)*(?:proceed|go (?:ahead|on|for it)|continue|do (?:it|that|so|them|both)|carry on)(?:[,.! ]+(?:please|then|now|for me))*[.! ]*$/i

/** "That sounds perfect", "that works for me", "ok do that": takes what was offered, and asks for nothing more. */
const isAssent = ({ annotation: { act, wording }, terms }: Unit): boolean =>
  act !== 'question' &&
  !wording.includes('asksMark') &&
  terms.length <= MAX_TERMS_OF_ASSENT &&
  (act === 'acceptance' || wording.includes('assent') || wording.includes('praise'))

/** "Morning, need to see someone today", "black with 3 m pls": a want without its subject, and a word that asks. English. */
const WANTS =
  /^(?:\p{L}+, )?(?:need|want|wanna|looking (?:for|to)|would like|would love|trying to)\b|\b(?:please|pls|plz)\b|\b(?:and|but|so|then|ok|okay|yes) (?:please )?(?:do|try|put|add|send|take|make|use|drop|change|move|book|cancel|write|keep|leave|order|remove|set)\b/iu

/** "Please transfer from savings", to "from checking or savings?": an answer that is worded as a request. */
function repeats(asked: ReadonlySet<string>, { annotation }: Unit): boolean {
  const { act, terms, wording } = annotation
  if (act === 'question' || wording.includes('asksMark') || terms.length === 0) return false
  return terms.every((term) => asked.has(term))
}

/** "Packing list for a week on a boat", "two tickets for Friday then": no verb, and no reaction. English. */
function namesWhatIsWanted(conversation: Conversation, unit: Unit, all: readonly Unit[]): boolean {
  const { act, kind, names, numbers } = unit.annotation
  if (conversation.isNamed || act !== 'statement' || kind === 'code' || kind === 'output') return false
  if (conversation.entries[unit.messageIndex]?.annotation.language !== 'en') return false
  const text = textOf(conversation, unit)
  if (unit.index === all.at(-1)?.index && namesHowOrWhich(text)) return true
  if (unit.annotation.terms.filter((term) => !/\d/.test(term)).length < MIN_TERMS_WANTED) return false
  if (opensWithThing(text) || isTyped(unit, text, all)) return true
  if (
    mayHaveFiniteVerb(text) ||
    OPENS_WITH_DOING.test(text) ||
    OPENS_WITH_SUBJECT.test(text) ||
    isPasted(conversation, unit)
  )
    return false
  return !(isPraise(all[0]) && names.length + numbers.length === 0)
}

/** "Wifi keeps dropping in the evening": all of a message, without the marks of a sentence and without an "I": typed as into a search. */
const isTyped = ({ annotation }: Unit, text: string, all: readonly Unit[]): boolean =>
  all.length === 1 &&
  annotation.wordCount <= MAX_WORDS_TYPED &&
  /[\p{L}\p{N}€$)]$/u.test(text.trim()) &&
  !OPENS_WITH_SUBJECT.test(text) &&
  !OPENS_WITH_DOING.test(text) &&
  !/\b(?:i|me|my|we|our)\b/i.test(text)

/** "Sending it tonight": what the speaker does. */
const OPENS_WITH_DOING =
  /^(?:\p{L}+[,.] )?\p{L}{2,}ing (?:it|this|that|them|the|an?|my|our|him|her|now|tonight|to)\b/iu

/** "Oh, the phone rings": whose subject is named is told, and no list has every verb. */
const OPENS_WITH_SUBJECT =
  /^(?:(?:oh|uh|um|well|ok|okay|so|and|but|yes|no)[, ]+)*(?:i|we|he|she|it|they|you|my|our|his|her|their|this|that|these|those|there|the)\b/i

const isPraise = (unit: Unit | undefined): boolean =>
  unit?.annotation.act === 'filler' && unit.annotation.wording.includes('praise')

function tells({ annotation, terms }: Unit): boolean {
  const { act, kind } = annotation
  return act === 'statement' && kind !== 'output' && kind !== 'code' && terms.length >= MIN_TERMS_TOLD
}

/** Tells something, and is not "Nice. Almost a whole day.": praise, and then nothing that has a verb, a name or a number. */
function isNews(conversation: Conversation, units: readonly Unit[]): boolean {
  if (units.at(-1)?.annotation.kind === 'output' || !units.some(tells)) return false
  const [first, ...rest] = units
  if (!isPraise(first) || conversation.entries[first?.messageIndex ?? -1]?.annotation.language !== 'en')
    return true
  return rest.some(
    (unit) =>
      unit.annotation.names.length + unit.annotation.numbers.length > 0 ||
      mayHaveFiniteVerb(textOf(conversation, unit)),
  )
}

/** The message that the talk is about at its end: the request, or news that were told after it and answer no question. */
export function subjectTurn(conversation: Conversation, request: number): number {
  if (conversation.isNamed) return request
  for (let index = conversation.entries.length - 1; index > request; index--) {
    const units = unitsOf(conversation, index)
    const entry = conversation.entries[index]
    if (entry?.message.role !== 'user' || units.length === 0 || isOfTool(conversation, units[0] as Unit))
      continue
    if (endsTalk(entry.message.content) || !isNews(conversation, units)) continue
    return asksBack(conversation, lastToldBefore(conversation, index)) === undefined ? index : request
  }
  return request
}

/** The request as it was said; of a very long one its beginning, and the question that stands last. */
export function requestText(conversation: Conversation, index: number): string | null {
  const content = contentOf(conversation, index)
  if (content.length <= MAX_REQUEST_CHARACTERS) return content === '' ? null : content
  const units = unitsOf(conversation, index)
  const raw = conversation.entries[index]?.message.content ?? ''
  const start = units[0]?.annotation.start ?? 0
  const lastOfBeginning = units.findLast(
    ({ annotation }) => annotation.end - start <= MAX_BEGINNING_CHARACTERS,
  )
  const end = lastOfBeginning?.annotation.end ?? start + MAX_BEGINNING_CHARACTERS
  const beginning = raw.slice(start, end).replace(/[\uD800-\uDBFF]$/, '')
  const asked = units.findLast(isQuestion)
  const isInBeginning = asked === undefined || asked.annotation.start < end
  return isInBeginning ? beginning : `${beginning} … ${textOf(conversation, asked)}`
}

/** What the message says; of a recalled text only this speaker's words. */
function contentOf(conversation: Conversation, index: number): string {
  const entry = conversation.entries[index]
  const content = entry?.message.content ?? ''
  if (entry?.isRecalled !== true) return content.trim()
  const units = unitsOf(conversation, index)
  return content.slice(units[0]?.annotation.start ?? 0, units.at(-1)?.annotation.end ?? 0)
}

const isQuestion = ({ annotation: { kind, wording, end, start } }: Unit): boolean =>
  kind === 'prose' &&
  wording.includes('asksMark') &&
  end - start <= MAX_REQUEST_CHARACTERS - MAX_BEGINNING_CHARACTERS - 3
