import { readWords } from '../annotate/words.js'
import { type Conversation, hasFlag, mayHaveLook, textOf, type Unit } from '../conversation.js'
import { SETTLING, type SettlingForms } from '../lexicon/settling.js'
import type { Wording } from '../lexicon/types.js'
import { unitsOf } from '../protect.js'
import { FLAG } from '../unit-flags.js'
import { LOOK } from '../unit-looks.js'
import type { Agreement } from './agreements.js'
import { wholeIfShort } from './closings.js'
import { runsTheTalk } from './of-the-talk.js'
import { oneLine, sentenceOf, toldPlainly } from './passage.js'
import { isReached, type Reach } from './reach.js'
import { isBrokenOff, readsAlone } from './reads-alone.js'
import { remembered } from './remembered.js'
import { repeatsPhrase } from './repeats.js'
import { spanOf, speakerLabel } from './statement.js'

/** Messages after a proposal in which others may take it up. */
const MAX_MESSAGES_AFTER = 4
/** People who have to say a plain "yeah" before it is more than listening. */
const MIN_NODS = 2
const MAX_WORDS_OF_PROPOSAL = 30
const MIN_TERMS = 2
/** Said twice within a few words, the proposal was not put well enough to be told. */
const WORDS_OF_STUMBLE = 3
/** An assent is short: what goes on for longer adds, asks or turns. */
const MAX_WORDS_OF_ASSENT = 9
/** A question of more words asks, where none of the words below opens it. */
const MAX_WORDS_OF_SHORT_QUESTION = 9

/** "Let's …", "I'd vote for …", "so Thursday?": opens what others can agree to. */
const PROPOSES =
  /^(?:(?:so|ok|okay|and|then|well|right|but|maybe|or|i think|i mean|yeah|in fact)[, ]+){0,3}(?:let['’]?s\b|(?:shall|should) (?:we|i)\b|do we want to\b|how about\b|what about\b|why don['’]?t we\b|what if we\b|can we (?!see\b|hear\b|look\b)|(?:i|i['’]d|i would)\s+(?:suggest|propose|vote|say we)\b|i(?:['’]d| would) (?:rather |just |also |simply |definitely |still )?(?:invite|take|use|go (?:with|for)|keep|drop|start with|move|choose|pick|buy|book|order|put|prefer|leave out|cut|postpone|skip)\b|we(?:['’]re| are) going (?:for|with)\b|we(?:['’]ll| will)? (?:go (?:with|for)|take|use|keep|drop|postpone|skip|stick (?:with|to))\b|my (?:suggestion|proposal)\b|we (?:should|could|can|might as well)\b)/i
/** "Buy the gyro and two motors": among people an order to nobody is a proposal. */
const ORDERS =
  /^(?:(?:ok|so|then)[, ]+)?(?:buy|take|book|order|use|put|make|build|rent|borrow|print|paint|move|split|share|swap|meet|ask|invite|call)\b(?!.*\byou\b)/i
/** "Let's say ten each": a proposal of what, not of talking. */
const LETS_SAY = /^(?:\p{L}+,? )?let['’]?s say\b/iu
/** "Is there a grill?", "who drives?" ask for an answer. */
const ASKS =
  /^(?:(?:so|ok|okay|and|but|also|then)[, ]+)*(?:who|whose|what|when|where|why|which|how|is|are|am|was|were|does|do|did|has|have|had|will|would|could|doesn['’]?t|isn['’]?t|aren['’]?t|wasn['’]?t|don['’]?t|didn['’]?t|hasn['’]?t|wanna|any|anyone|anybody|really|you|right|yes|no)\b/i
/** "So we have two tents?" makes sure of what is so. */
const STATES =
  /^(?:(?:so|ok|okay|and|but|also|then)[, ]+)*(?:we|i|you|they|there|it|that|this)(?:['’](?:re|s|ve|m|d)| are| have| had| has| were| was| is| got| know| knew| said)\b/i
/** Says yes to a plan, not only that one listens. */
const STRONG_ASSENT =
  /^(?:(?:yes|yeah|yep|ok|okay|oh|right|sure|great|cool|fine)[,.! ]+)*(?:agreed|approved|i agree|we agree|good idea|great idea|nice idea|(?:that['’]?s|it['’]?s|that is) (?:a )?(?:good|great|nice) idea|good plan|sounds (?:good|great|fine|perfect)|perfect|deal|let['’]?s do (?:that|it|this)|let['’]?s go (?:with|for)|we(?:['’]ll| will) do that|done|works for me|fine (?:for|by|with) me|suits me|that works|i['’]?m in\b|count me in|i['’]?m (?:fine|happy|ok|okay) with|i['’]?m (?:in favou?r|(?:all )?for it)|definitely|absolutely|i second|seconded|all right,? (?:let|we))/i
/** "16 works", "Thursday is fine": an assent that names what it takes. */
const NAMED_ASSENT = /^[^,.?!]{1,30}\b(?:works|is (?:fine|good|ok|okay|perfect|great))\b/i
const NOD =
  /^(?:(?:h+m+|u+h*m*|oh|ah|well)[,. ]+)?(?:(?:yes|yeah|yep|yup|ok|okay|sure|right|fine|good|works|exactly|alright|all right|mm - hmm|great|nice|cool)\b|\+1\b|[👍👌✅])/iu
/** Takes something back, or is of two minds. */
const RESERVES =
  /\b(?:but|though|however|unless|except|not sure|don['’]?t|can['’]?t|won['’]?t|rather|instead|wait|depends)\b/i

/**
 * Finds what several named people agreed on: "Shall we meet at six?" – "Fine for me" – "Works".
 *
 * A plain "yeah" only says that one listens, so it takes two people; "good idea", "agreed", "deal" take one. Somebody who
 * objects or proposes something else ends it. In the languages with forms of their own. Cost: linear in the units.
 */
export function findGroupAgreements(
  conversation: Conversation,
  wording: Wording,
  known: ReadonlySet<number>,
  reach: Reach = undefined,
): Agreement[] {
  if (!conversation.isNamed || formsOf(languageOf(conversation)) === undefined) return []
  const found: Agreement[] = []
  for (let index = 0; index + 1 < conversation.entries.length; index++) {
    if (!isReached(reach, index) || !isCandidate(conversation, index)) continue
    const { proposal, assents = [] } = agreedAt(conversation, index) ?? {}
    const [first] = assents
    if (proposal === undefined || first === undefined || known.has(proposal.index)) continue
    const passage = isRatified(conversation, proposal)
      ? passageOf(conversation, wholeIfShort(conversation, proposal))
      : sentenceOf(conversation, proposal)
    const price = priceOf(conversation, proposal)
    const text =
      toldPlainly(passage.text, languageOf(conversation)) +
      (price === undefined ? '' : ` ${textOf(conversation, price)}`)
    const said = text.replace(/^(?:so|and|then|but|or|maybe)[, ]+/i, '')
    // What it points at is told with it: see `subject-of-decision.ts`.
    const isTellable = ASKS_WHETHER_TO.test(oneLine(textOf(conversation, proposal)))
      ? !isBrokenOff(said, languageOf(conversation))
      : readsAlone(said, languageOf(conversation))
    if (!isTellable) continue
    const told = [proposal, ...assents].map(
      (unit, at) =>
        `${speakerLabel(conversation, unit, wording)}: ${at === 0 ? text : oneLine(textOf(conversation, unit))}`,
    )
    found.push({
      proposal,
      acceptance: first,
      proposed: text,
      answer: oneLine(textOf(conversation, first)),
      limits: [],
      content: told.join(' → '),
      evidence: [...passage.units, ...(price === undefined ? [] : [price]), ...assents].map((unit) =>
        spanOf(conversation, unit),
      ),
    })
  }
  return found
}

const passageOf = (conversation: Conversation, units: readonly Unit[]) => ({
  units,
  text: oneLine(units.map((unit) => textOf(conversation, unit)).join(' ')),
})

/** What a message proposes and others agree to, and how they do. */
const agreedAt = remembered((conversation: Conversation, index: number) => {
  const units = unitsOf(conversation, index)
  const proposal = proposalIn(conversation, units)
  if (proposal === undefined || units.some(({ index: at }) => at > proposal.index + 1)) return undefined
  const assents = assentsTo(conversation, proposal, index)
  return assents.length === 0 ? undefined : { proposal, assents }
})

/** What of a message others agreed to, or nothing. */
export const agreedProposal = (conversation: Conversation, message: number): Unit | undefined =>
  formsOf(languageOf(conversation)) === undefined || !isCandidate(conversation, message)
    ? undefined
    : agreedAt(conversation, message)?.proposal

const languageOf = ({ entries }: Conversation): string => entries[0]?.annotation.language ?? 'en'

const ENGLISH: SettlingForms = {
  proposes: PROPOSES,
  asks: ASKS,
  strongAssent: STRONG_ASSENT,
  nod: NOD,
  reserves: RESERVES,
  // `closings.ts` has more of them.
  settlesAtEnd: /(?!)/,
  concludes: /(?!)/,
}

const formsOf = (language: string): SettlingForms | undefined =>
  language === 'en' ? ENGLISH : SETTLING[language]

/** Whether a message may propose something, or the next one may ratify what it states. */
function isCandidate(conversation: Conversation, index: number): boolean {
  const { unitStarts } = conversation
  const end = unitStarts[index + 1] as number
  for (let at = unitStarts[index] as number; at < end; at++)
    if (hasFlag(conversation, at, FLAG.mayPropose)) return true
  return isRatifying(conversation, index + 1)
}

/** Whether a message says no more than "agreed". */
function isRatifying(conversation: Conversation, index: number): boolean {
  const { unitStarts, entries } = conversation
  const first = unitStarts[index] as number
  const isKnown = first !== unitStarts[index + 1]
  if (isKnown && !mayHaveLook(conversation, first, LOOK.ratifies)) return false
  return ratifies(entries[index]?.message.content ?? '')
}
export const ratifies = (content: string): boolean => RATIFIES.test(content)

/** Whether a unit is worded like a proposal, or asks others to agree to the sentence before it. */
export function mayPropose({ annotation }: Unit, text: string, language: string): boolean {
  const forms = formsOf(language)
  if (forms === undefined) return false
  if (ASKS_FOR_YES.test(text.trim())) return true
  if (annotation.wordCount > MAX_WORDS_OF_PROPOSAL) return false
  return forms.proposes.test(text) || (language === 'en' && ORDERS.test(text)) || ASKS_AT_END.test(text)
}

const ASKS_AT_END = /[?？]\s*$/

const SUMS_UP = /^(?:ok |okay |and |right )?so /i
/** "14 June, 2 to 10 pm. Objections?" */
const ASKS_FOR_YES =
  /^(?:agreed|(?:any )?objections|ok|okay|yes|deal|(?:everyone|everybody|all|both)(?: (?:ok|okay|fine|good|agreed|happy|all right|alright|in favour))?|does (?:that|this) work|is (?:that|this) (?:ok|okay|fine|alright))(?: (?:for|with) (?:you|everyone|everybody|all|that|this|it))?\?+$/i

/** The last sentence that proposes; the one before a closing "Agreed?". */
function proposalIn(conversation: Conversation, units: readonly Unit[]): Unit | undefined {
  const last = units.at(-1)
  const before = units.at(-2)
  const asksForYes = last !== undefined && ASKS_FOR_YES.test(textOf(conversation, last).trim())
  if (asksForYes && before !== undefined) {
    const saysWhat = isDefinite(before) || before.terms.length > MIN_TERMS
    return before.annotation.kind === 'prose' && saysWhat ? before : undefined
  }
  return (
    units.findLast((unit) => proposes(conversation, unit)) ??
    (last !== undefined && isRatified(conversation, last) ? last : undefined)
  )
}

/** The whole message: people say it to what stands, not to one who talks on. */
const RATIFIES = /^\s*(?:agreed|approved|seconded|carried|deal)[.!]*\s*$/i

/** "Launch on 11 May, payments on 21 May." – "Agreed.": stated with a name, a day or a number, and ratified at once. */
function isRatified(conversation: Conversation, unit: Unit): boolean {
  const { kind, act, wordCount, stances, wording } = unit.annotation
  const isStated = kind === 'prose' && act === 'statement' && !wording.includes('asksMark')
  if (!isStated || stances.includes('hypothetical') || wordCount > MAX_WORDS_OF_PROPOSAL) return false
  return (
    unit.terms.length >= MIN_TERMS && isDefinite(unit) && isRatifying(conversation, unit.messageIndex + 1)
  )
}

const ASKS_FOR_OBJECTIONS = /^(?:any )?objections\?+$/i
/** "None from me": of objections. */
const NO_OBJECTION =
  /^(?:no|nope|none|nothing)\b(?:,? (?:objections?|from (?:me|my side)|fine|go ahead|none))*[.! ]*$/i

const OBJECTS = /^(?:yes|yeah|yep|i do|i have|one|only|well|actually)\b/i

const isDefinite = ({ annotation: { names, numbers, wording } }: Unit): boolean =>
  names.length + numbers.length > 0 || wording.includes('time')

function proposes(conversation: Conversation, unit: Unit): boolean {
  const { kind, wordCount, stances } = unit.annotation
  if (kind !== 'prose' || stances.includes('hypothetical') || wordCount > MAX_WORDS_OF_PROPOSAL) return false
  const text = textOf(conversation, unit)
  const language = languageOf(conversation)
  const forms = formsOf(language)
  if (forms === undefined) return false
  // "So quilt and trailer?" sums up what was talked about.
  const saysWhat =
    isDefinite(unit) ||
    priceOf(conversation, unit) !== undefined ||
    (SUMS_UP.test(text) && unit.terms.length >= MIN_TERMS)
  if (unit.terms.length < MIN_TERMS && !saysWhat) return false
  if (forms.proposes.test(text)) {
    // Friends cheer each other on ("let's make it great!"): a plan names a day, a place or a number.
    const isPlan =
      isDefinite(unit) ||
      (unit.terms.length > MIN_TERMS && !conversation.isChronicle) ||
      (language === 'en' && unit.terms.length >= MIN_TERMS && ASKS_WHETHER_TO.test(oneLine(text)))
    return (
      isPlan &&
      !runsTheTalk(headOf(text.replace(LETS_SAY, ''))) &&
      !repeatsPhrase(readWords(text).lower, WORDS_OF_STUMBLE)
    )
  }
  if (language === 'en' && isOrderToAll(unit, text)) return true
  const isShort = ASKS_AT_END.test(text) && wordCount <= MAX_WORDS_OF_SHORT_QUESTION
  if (STATES.test(text)) return false
  return isShort && saysWhat && wordCount > 1 && unit.terms.length > 0 && !forms.asks.test(text)
}

/** "Shall we keep him in until we hear?": of what is asked whether to do, only what that is may run the talk. */
const headOf = (text: string): string =>
  ASKS_WHETHER_TO.test(oneLine(text))
    ? text
        .split(' ')
        .slice(0, WORDS_OF_HEAD)
        .join(' ')
        .replace(/\bkeep\b/i, '')
    : text
const WORDS_OF_HEAD = 5

const isOrderToAll = (unit: Unit, text: string): boolean =>
  isDefinite(unit) && unit.terms.length > MIN_TERMS && ORDERS.test(text) && !text.trimEnd().endsWith('?')

/** "100 for 35". */
const MAX_WORDS_OF_PRICE = 4
/** "A new tent? 240": the number that stands behind the question. */
function priceOf({ units }: Conversation, { index, messageIndex, annotation }: Unit): Unit | undefined {
  const next = units[index + 1]
  if (!annotation.wording.includes('asksMark') || next?.messageIndex !== messageIndex) return undefined
  return next.annotation.wordCount <= MAX_WORDS_OF_PRICE && next.annotation.numbers.length > 0
    ? next
    : undefined
}

/** The first sentences of the messages that take the proposal up; none where somebody objects first. */
function assentsTo(conversation: Conversation, proposal: Unit, index: number): Unit[] {
  const nods: Unit[] = []
  const strong: Unit[] = []
  const last = lastAssent(conversation, index)
  if (last === index) return []
  const language = languageOf(conversation)
  const { reserves, strongAssent, nod } = formsOf(language) ?? ENGLISH
  const closing = unitsOf(conversation, index).at(-1)
  const asksForObjections =
    closing !== undefined && ASKS_FOR_OBJECTIONS.test(textOf(conversation, closing).trim())
  for (let at = index + 1; at <= last; at++) {
    const units = unitsOf(conversation, at)
    const [unit] = units
    if (unit === undefined) continue
    if (unit.speaker === proposal.speaker) break
    if (asksForObjections && language === 'en' && NO_OBJECTION.test(textOf(conversation, unit).trim())) {
      nods.push(unit)
      continue
    }
    if (asksForObjections && OBJECTS.test(textOf(conversation, unit))) break
    const { act, wording, wordCount } = unit.annotation
    const text = openingOf(conversation, units)
    // "Yes, and we use the newsletter instead": what it adds takes nothing back.
    if (language === 'en' && answersOutright(conversation, proposal, unit) && !TURNS.test(text)) {
      nods.push(unit)
      continue
    }
    if (act === 'refusal' || act === 'correction' || wording.includes('asksMark') || reserves.test(text))
      break
    if (units.some(({ annotation }) => annotation.act === 'refusal' || annotation.act === 'correction')) break
    // "Agreed, we take the first. Ola, could you tell them?" – "Yep": the next yes is to something else.
    const asksOn = units.slice(1).some(({ annotation }) => annotation.wording.includes('asksMark'))
    if (wordCount > MAX_WORDS_OF_ASSENT) {
      if (asksOn) break
      continue
    }
    if (strongAssent.test(text) || (language === 'en' && NAMED_ASSENT.test(text))) strong.push(unit)
    else if (nod.test(text)) nods.push(unit)
    if (asksOn) break
  }
  const all = [...strong, ...nods].sort((a, b) => a.index - b.index)
  // Of an order somebody has to think well; a nod of the one whom the proposal names is enough for it.
  const needsPraise = language === 'en' && isOrderToAll(proposal, textOf(conversation, proposal))
  const isOfNamed =
    !ASKS_LISTENER.test(textOf(conversation, proposal)) &&
    nods.some(({ speaker }) => namesSpeaker(conversation, proposal, speaker))
  const isNodded =
    new Set(nods.map(({ speaker }) => speaker)).size >= MIN_NODS ||
    isOfNamed ||
    nods.some((unit) => answersOutright(conversation, proposal, unit))
  const isTaken = strong.length > 0 || (isNodded && !needsPraise)
  return isTaken ? all.slice(0, MIN_NODS) : []
}

/** "So we drop the leaflet?", "shall I write to him?": asked whether to do it, one yes is the answer. */
const ASKS_WHETHER_TO =
  /^(?:(?:so|ok|okay|and|then|but|well|right|hm+)[, ]+)*(?:(?:shall|should) (?:we|i)\b|do we want to\b|(?<=\b(?:so|then)[, ]+)(?:we|i)(?:['’]ll| will)? (?!are\b|were\b|have\b|had\b|can\b|could\b|don['’]?t\b|do\b|did\b|know\b|need\b|want\b|think\b|see\b|get\b|got\b|said\b|\p{Ll}+ed\b)\p{Ll}+)[^?]*\?\s*$/iu
const YES =
  /^(?:(?:h+m+|u+h*m*|oh|ah|well)[,. ]+)?(?:yes|yeah|yep|yup|sure|ok|okay|of course|ofc|absolutely|definitely|please(?= do\b|[.! ]*$)|fine|do it|go ahead)\b/i

const TURNS = /\b(?:but|though|however|unless|except|not|wait|depends)\b|\?/i

function answersOutright(conversation: Conversation, proposal: Unit, answer: Unit): boolean {
  const isNext = answer.messageIndex === proposal.messageIndex + 1
  return (
    isNext &&
    YES.test(textOf(conversation, answer)) &&
    ASKS_WHETHER_TO.test(oneLine(sentenceOf(conversation, proposal).text))
  )
}

/** The opening of a message that may be an assent. "Ok. Good idea": one in two sentences. */
function openingOf(conversation: Conversation, [first, next]: readonly Unit[]): string {
  if (first === undefined) return ''
  const isOpening =
    first.annotation.wordCount <= 2 && next !== undefined && next.annotation.wordCount <= MAX_WORDS_OF_ASSENT
  return textOf(conversation, first) + (isOpening ? ` ${textOf(conversation, next)}` : '')
}

/** Whether a message, given its units, may agree to what others proposed. */
export function mayAssent(conversation: Conversation, units: readonly Unit[]): boolean {
  const language = languageOf(conversation)
  const forms = formsOf(language)
  const [first] = units
  if (forms === undefined || first === undefined) return false
  const text = openingOf(conversation, units)
  if (forms.strongAssent.test(text) || forms.nod.test(text)) return true
  return (
    language === 'en' &&
    (YES.test(text) || NAMED_ASSENT.test(text) || NO_OBJECTION.test(textOf(conversation, first).trim()))
  )
}

/** The last of the messages after a proposal that may agree to it; the proposal's own where none may. */
function lastAssent(conversation: Conversation, index: number): number {
  const { unitStarts, entries } = conversation
  for (let at = Math.min(index + MAX_MESSAGES_AFTER, entries.length - 1); at > index; at--) {
    const first = unitStarts[at] as number
    if (first !== unitStarts[at + 1] && mayHaveLook(conversation, first, LOOK.assents)) return at
  }
  return index
}

/** "Janet, do you wish to speak?" is answered, not agreed to. */
const ASKS_LISTENER = /\byou\b/i

/** "And Svenja for questions about code": whether a sentence has the first name of a speaker. */
function namesSpeaker(conversation: Conversation, unit: Unit, speaker: number): boolean {
  const name = (conversation.speakers[speaker] ?? '').split(' ')[0]?.toLowerCase() ?? ''
  return name.length > 2 && readWords(textOf(conversation, unit)).lower.includes(name)
}
