import { type Conversation, hasFlag, textOf, type Unit } from '../conversation.js'
import { OFFERS_HELP } from '../items/statement.js'
import { isBrisk } from '../records/few-words.js'
import { wordsOfUnit } from '../records/unit-phrases.js'
import { fewWordsIn } from '../records/words-left-out.js'
import { FLAG } from '../unit-flags.js'
import { type AskedFor, isLookUp, isWish, stemOf, thingsAskedFor } from './wishes.js'

/** One thing that a user wants of an assistant, from the first wish for it to what came of it. */
export interface Matter {
  /** Its sentences, of both speakers, in order; another matter may have some in between. */
  readonly units: readonly Unit[]
  /** The sentence that asks for it first; none where nothing was asked for. */
  readonly head: Unit | undefined
  /** The assistant asked, offered or did something for it. */
  readonly isServed: boolean
  /** The assistant asked something for it. */
  readonly isAsked: boolean
  /** Something was reported as done. */
  readonly isDone: boolean
}

interface Open {
  readonly units: Unit[]
  head: Unit | undefined
  /** Stems of all words so far. */
  readonly said: Set<string>
  /** Something was reported as done. */
  isDone: boolean
  /** The assistant asked, offered or did something for it. */
  isServed: boolean
  isAsked: boolean
}

/** Found once for each conversation: items and values are read from them. */
const known = new WeakMap<Conversation, readonly Matter[]>()

/**
 * Cuts a brisk dialogue between a user and an assistant into its matters. A user's wish opens another one where it asks for a
 * thing that nobody has named, once the one in hand is settled: taken, refused, reported as done, thanked for; a wish for a thing of an
 * earlier matter of the same talk goes on with that one. After a goodbye everything is new.
 *
 * English. Cost: linear in the words.
 */
export function mattersOf(conversation: Conversation): readonly Matter[] {
  const before = known.get(conversation)
  if (before !== undefined) return before
  const found = findMatters(conversation)
  known.set(conversation, found)
  return found
}

/** Who comes back on so many days plans or tells over weeks; a matter is opened and served in one sitting. */
const MIN_DAYS_OF_LONG_TALK = 3

function findMatters(conversation: Conversation): readonly Matter[] {
  const language = conversation.entries[0]?.annotation.language ?? 'en'
  if (conversation.isNamed || fewWordsIn(language) === undefined || !isBrisk(conversation)) return []
  if (new Set(conversation.days).size >= MIN_DAYS_OF_LONG_TALK) return []
  const reader = new MatterReader(conversation)
  conversation.entries.forEach(({ message, isRecalled }, at) => {
    const isTalk = (message.role === 'user' || message.role === 'assistant') && isRecalled !== true
    if (!isTalk) {
      reader.endTalk()
      return
    }
    const units = conversation.units.slice(conversation.unitStarts[at], conversation.unitStarts[at + 1])
    if (message.role === 'user') for (const unit of units) reader.hear(unit)
    else reader.answer(units)
  })
  return reader.matters
}

class MatterReader {
  readonly matters: Open[] = []
  /** Of the talk in hand. */
  #talk: Open[] = []
  #current: Open | undefined
  #isSettled = true
  /** The assistant's last message waits for an answer. */
  #isAsked = false

  constructor(readonly conversation: Conversation) {}

  endTalk(): void {
    this.#talk = []
    this.#current = undefined
    this.#isSettled = true
  }

  hear(unit: Unit): void {
    const text = textOf(this.conversation, unit)
    const wish = isWish(this.conversation, unit) && !isLookUp(this.conversation, unit)
    const askedFor = wish ? thingsAskedFor(this.conversation, unit) : NO_THINGS
    if (unit.annotation.wording.includes('courtesy')) this.#isSettled = true
    const current = this.#matterFor(unit, askedFor, text)
    current.units.push(unit)
    // "I'd like to go to Ljubljana": names no thing, and where to.
    const isValued = unit.annotation.names.length > 0 && wish && !this.#isAsked && current.head === undefined
    if ((askedFor.things.length > 0 || isValued) && !isPreamble(unit, text)) this.#lead(current, unit)
    this.#remember(current, unit)
    if (settles(this.conversation, unit, text)) this.#isSettled = true
    else if (!isCourtesy(unit)) this.#isSettled = false
  }

  /** The first wish; of one message rather one that is worded as a request. */
  #lead(matter: Open, unit: Unit): void {
    const { head } = matter
    const isFirstMessage = head?.messageIndex === unit.messageIndex
    if (head === undefined) matter.head = unit
    // "I want to watch a film. Can you find me some?"
    else if (LEAVES_OPEN.test(textOf(this.conversation, unit))) return
    else if (isFirstMessage && head.annotation.act !== 'request' && unit.annotation.act === 'request')
      matter.head = unit
  }

  answer(units: readonly Unit[]): void {
    const current = this.#current
    if (current === undefined) return
    for (const unit of units) {
      current.units.push(unit)
      this.#remember(current, unit)
    }
    if (units.some(reportsDone)) current.isDone = true
    const asks = units.some(
      ({ index, annotation }) =>
        annotation.act !== 'filler' && hasFlag(this.conversation, index, FLAG.asksMark | FLAG.confirming),
    )
    if (asks || current.isDone || units.some(({ annotation }) => annotation.act === 'proposal'))
      current.isServed = true
    if (asks) current.isAsked = true
    const offersHelp = units.some(
      (unit) => unit.annotation.act === 'filler' || OFFERS_HELP.test(textOf(this.conversation, unit)),
    )
    if (units.some(reportsDone) || offersHelp) this.#isSettled = true
    else if (asks || units.some(({ annotation }) => annotation.names.length > 0)) this.#isSettled = false
    this.#isAsked = asks
    if (!asks && units.some((unit) => saysGoodbye(textOf(this.conversation, unit)))) this.endTalk()
  }

  #matterFor(unit: Unit, { things, beside }: AskedFor, text: string): Open {
    const current = this.#current
    if (current === undefined) return this.#open()
    const mayTurn = this.#isSettled || NOW.test(text) || (!this.#isAsked && ORDERS.test(text))
    if (things.length === 0 || !mayTurn || (current.head === undefined && !current.isDone)) return current
    const named = things.length > 1 && CONTAINER.test(things.at(-1) as string) ? things.slice(0, -1) : things
    const stems = named.map(stemOf)
    const isValued = unit.annotation.names.length + unit.annotation.numbers.length > 0
    const head = stems.at(-1) as string
    const isNew =
      !current.said.has(head) ||
      (current.isDone && ((isValued && stems.some((stem) => !current.said.has(stem))) || ANOTHER.test(text)))
    if (!isNew) return current
    const others = beside.map(stemOf).filter((stem) => !current.said.has(stem))
    const earlier = this.#talk.findLast(
      (one) =>
        one !== current &&
        one.head !== undefined &&
        (stems.every((stem) => one.said.has(stem)) || others.some((stem) => one.said.has(stem))),
    )
    const next = earlier !== undefined && !ANOTHER.test(text) && !earlier.isDone ? earlier : this.#open()
    this.#current = next
    return next
  }

  #open(): Open {
    const matter: Open = {
      units: [],
      head: undefined,
      said: new Set(),
      isDone: false,
      isServed: false,
      isAsked: false,
    }
    this.matters.push(matter)
    this.#talk.push(matter)
    this.#current = matter
    return matter
  }

  #remember({ said }: Open, unit: Unit): void {
    for (const word of wordsOfUnit(this.conversation, unit).lower) said.add(stemOf(word))
  }
}

const NO_THINGS: AskedFor = { things: [], beside: [] }

/** "I'll be going on a trip", "I like adventure films": leads to the wish. */
const isPreamble = ({ annotation }: Unit, text: string): boolean =>
  annotation.act === 'commitment' || annotation.stances.includes('preference') || LIKES.test(text)
const LIKES = /(?<!\w)(?:i|we) (?:\p{L}+ )?(?:like|love|enjoy|prefer)(?!\w)(?! to(?!\w))/iu
/** Asks for what the sentence before names. */
const LEAVES_OPEN =
  /\b(?:some|one|any|it|that|them|those|this)\b(?! (?!to\b|for\b|in\b|at\b|from\b|with\b)\p{L})/iu
/** "Buy a bus ticket", "find me a room": something to be done. */
const ORDERS = /\b(?:find|book|buy|order|get|reserve|make|search|rent|schedule|arrange|call|send|transfer)\b/i
/** "Now I'd like …", "I want to hear a song now". */
const NOW = /^(?:and |then |so |ok(?:ay)?,? )?now\b|(?<!right )\bnow[.!]?$/i
/** "Bus tickets", "a table reservation": what of, the word before says. */
const CONTAINER = /^(?:tickets?|reservations?|bookings?|seats?)$/

/** "Another table", "one more", "a second ride". */
const ANOTHER = /\b(?:another|one more|a second|a different|a new)\b/i

/** "Have a great day", "bye", "enjoy your evening". */
const GOODBYE =
  /(?<!\w)(?:good ?bye|bye|farewell|take care|see you|until next time)(?!\w)|(?:^|[,.!;] |(?<!\w)(?:and|okay|ok|hope(?: that)? you) )(?:have|enjoy) (?:an?|the|your|yourself)(?!\w)(?!.*\?)|(?<!\w)(?:nice|great|good|lovely|wonderful|pleasant) (?:day|evening|night|weekend|trip|stay|time|one)[.! ]*$/iu
const saysGoodbye = (text: string): boolean => GOODBYE.test(text)

export const reportsDone = ({ annotation }: Unit): boolean =>
  annotation.wording.includes('done') || annotation.stances.includes('completion')

const isCourtesy = ({ annotation }: Unit): boolean =>
  annotation.act === 'filler' || annotation.wording.includes('courtesy')

/** Takes, refuses, or thanks: what was in hand waits for nothing more. */
function settles(conversation: Conversation, unit: Unit, text: string): boolean {
  const { act, wording } = unit.annotation
  if (hasFlag(conversation, unit.index, FLAG.asksMark)) return false
  return (
    act === 'acceptance' ||
    act === 'refusal' ||
    act === 'filler' ||
    wording.includes('agrees') ||
    wording.includes('assent') ||
    wording.includes('courtesy') ||
    wording.includes('praise') ||
    SUITS.test(text)
  )
}
/** "The first one is a good one", "that works". */
const SUITS =
  /\b(?:is|are|['’]s|sounds?|looks?|be|works?)(?: \p{L}+){0,3} (?:good|great|fine|perfect|nice|ideal|best|well|lovely)(?!\w)|(?<!\w)(?:that|it|this) (?:works|suits|will do)(?!\w)/iu
