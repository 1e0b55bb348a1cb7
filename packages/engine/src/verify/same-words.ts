import { type Conversation, textOf, type Unit } from '../conversation.js'
import { measuresOf } from '../lexicon/claims/measures.js'
import type { CompiledClaims } from '../lexicon/claims/registry.js'
import type { Claim, ClaimKind } from './claims.js'
import type { Sentence, TextIndex } from './text-index.js'
import { type Gap, type Wording, wordingOf } from './wording.js'

/** Words in a row that somebody's statement is known by, and how many of them have to carry something. */
const RUN = 4
const MIN_CARRYING = 2
/** Words that stood in one place and speakers of one run that are remembered: of more, none tells anything. */
const MAX_REMEMBERED = 6
/** Share of its pairs of words from which a sentence quotes, and how many pairs it takes to tell: then what denies close by is no excuse. */
const QUOTED = 0.8
const MIN_QUOTED = 4
/** Of fewer known pairs a sentence of other words may be about something else. */
const MIN_KNOWN = 2
const NUMBER = /^\d/
const START = '^'
const END = '$'

/** How the conversation words what stands between two words. */
interface Said {
  times: number
  negated: number
  /** Not denied itself, but close by, or limited. */
  near: number
  permitted: number
  obliged: number
}

/** Where two words of a sentence stand next to each other, and what stands between them. */
interface Place {
  readonly key: string
  readonly gap: Gap
}

/**
 * What a text says otherwise than the conversation in the same words: a negation that was dropped or put in, "must" for
 * "may", another name or number in the same place, the end of somebody else's sentence.
 *
 * `confirmed` are the sentences that repeat what was said word for word, denied or not as there.
 *
 * Only the keys that the text has are remembered, so memory is bounded by the text.
 * Cost  linear in conversation and text.
 */
export function sameWordsClaims(
  index: TextIndex,
  conversation: Conversation,
  claims: CompiledClaims,
  look: {
    readonly isCarrying: (word: string) => boolean
    readonly isName: (word: string) => boolean
    /** Whether the number was told of what the sentence is about, in whatever words. */
    readonly isToldOf: (number: string, sentence: Sentence) => boolean
  },
): { readonly claims: Claim[]; readonly confirmed: ReadonlySet<Sentence> } {
  const wordings = index.sentences.map(({ text }) => wordingOf(text, claims))
  const said = new SaidWords(wordings, look)
  let last: { readonly unit: Unit; readonly wording: Wording } | undefined
  for (const unit of conversation.units) {
    const wording = wordingOf(textOf(conversation, unit), claims)
    said.read(unit, wording)
    // A text may tell two clauses of one message in a row.
    if (last?.unit.messageIndex === unit.messageIndex) said.readPlaces(seam(last.wording, wording))
    last = { unit, wording }
  }
  const found: Claim[] = []
  const confirmed = new Set<Sentence>()
  for (const [at, sentence] of index.sentences.entries()) {
    const wording = wordings[at] as Wording
    const ofGaps = gapClaims(sentence, wording, said)
    if (ofGaps.length === 0 && isWordForWord(wording, said)) confirmed.add(sentence)
    found.push(
      ...ofGaps,
      ...otherWords(wording, said).filter(
        ({ kind, text }) =>
          kind !== 'number' || isQuoting(wording, said) || !look.isToldOf(wordOf(text), sentence),
      ),
      ...mergedSpeakers(sentence, wording, said, conversation.speakers),
    )
  }
  return { claims: found, confirmed }
}

/** Whether all words that the text puts next to each other so in the conversation as well, denied or not as there. */
function isWordForWord(wording: Wording, said: SaidWords): boolean {
  const pairs = said.places(wording).filter(({ key }) => !key.startsWith(START) && !key.endsWith(END))
  return (
    pairs.length > 0 &&
    pairs.every(({ key, gap }) => {
      const own = said.saidAt(key)
      return own !== undefined && (gap.isNegated ? own.negated : own.times - own.negated) > 0
    })
  )
}

/** The last word of one clause and the first of the next, with what stands between them. */
function seam(one: Wording, two: Wording): Wording {
  const [before, after] = [one.keys.at(-1), two.keys[0]]
  const [end, start] = [one.gaps.at(-1), two.gaps[0]]
  if (before === undefined || after === undefined || end === undefined || start === undefined)
    return { keys: [], gaps: [] }
  const between = {
    isNegated: end.isNegated || start.isNegated,
    isPermitted: end.isPermitted || start.isPermitted,
    isObliged: end.isObliged || start.isObliged,
    isDeniedNear: end.isDeniedNear || start.isDeniedNear,
  }
  return { keys: [before, after], gaps: [between, between, between] }
}

class SaidWords {
  readonly #gaps = new Map<string, Said>()
  readonly #middles = new Map<string, Set<string>>()
  readonly #runs = new Map<string, Set<number>>()

  constructor(
    wordings: readonly Wording[],
    readonly look: {
      readonly isCarrying: (word: string) => boolean
      readonly isName: (word: string) => boolean
    },
  ) {
    for (const wording of wordings) {
      for (const { key } of this.places(wording))
        this.#gaps.set(key, { times: 0, negated: 0, near: 0, permitted: 0, obliged: 0 })
      for (const { key } of this.middles(wording)) this.#middles.set(key, new Set())
      for (const key of this.runs(wording)) this.#runs.set(key, new Set())
    }
  }

  /** Remembers what a unit says of what the text says. */
  read(unit: Unit, wording: Wording): void {
    this.readPlaces(wording)
    for (const { key, word } of this.middles(wording)) {
      const words = this.#middles.get(key)
      if (words !== undefined && words.size < MAX_REMEMBERED) words.add(word)
    }
    for (const key of this.runs(wording)) {
      const speakers = this.#runs.get(key)
      if (speakers !== undefined && speakers.size < MAX_REMEMBERED) speakers.add(unit.speaker)
    }
  }

  readPlaces(wording: Wording): void {
    for (const { key, gap } of this.places(wording)) {
      const said = this.#gaps.get(key)
      if (said === undefined) continue
      said.times++
      if (gap.isNegated) said.negated++
      else if (gap.isDeniedNear) said.near++
      if (gap.isPermitted) said.permitted++
      if (gap.isObliged) said.obliged++
    }
  }

  saidAt = (key: string): Said | undefined => this.#gaps.get(key)
  wordsAt = (key: string): ReadonlySet<string> => this.#middles.get(key) ?? new Set()
  speakersOf = (key: string): ReadonlySet<number> => this.#runs.get(key) ?? new Set()

  /** Pairs of neighbouring words with what stands between them; at the ends of a statement two words, and what stands outside. */
  places({ keys, gaps }: Wording): Place[] {
    const places: Place[] = []
    const add = (a: string, b: string, key: string, gap: Gap | undefined) => {
      if (gap !== undefined && (this.look.isCarrying(a) || this.look.isCarrying(b))) places.push({ key, gap })
    }
    for (let at = 1; at < keys.length; at++) {
      const [a, b] = [keys[at - 1] as string, keys[at] as string]
      add(a, b, `${a} ${b}`, gaps[at])
      if (at === 1) add(a, b, `${START} ${a} ${b}`, gaps[0])
      if (at === keys.length - 1) add(a, b, `${a} ${b} ${END}`, gaps[keys.length])
    }
    return places
  }

  /** Names, numbers and units by the words on both sides: one where both carry something, else two on one of them. Of all at least two have to. */
  middles({ keys }: Wording): { readonly key: string; readonly kind: ClaimKind; readonly word: string }[] {
    const found: { key: string; kind: ClaimKind; word: string }[] = []
    for (const [at, word] of keys.entries()) {
      const before = keys[at - 1]
      const kind = this.#kindOf(word, before)
      if (kind === undefined) continue
      const [left, right] = [before ?? START, keys[at + 1] ?? END]
      const [farLeft, farRight] = [keys[at - 2] ?? START, keys[at + 2] ?? END]
      const add = (...around: readonly string[]) => {
        if (around.filter((key) => this.#carries(key)).length >= MIN_CARRYING)
          found.push({ key: `${kind} ${around.join(' ')}`, kind, word })
      }
      if (this.#carries(left) && this.#carries(right)) add(left, '_', right)
      else {
        add(farLeft, left, '_', right)
        add(left, '_', right, farRight)
      }
    }
    return found
  }

  #carries(key: string): boolean {
    return key.length > 1 && this.look.isCarrying(key)
  }

  #kindOf(word: string, before: string | undefined): ClaimKind | undefined {
    if (NUMBER.test(word)) return 'number'
    if (before !== undefined && NUMBER.test(before) && measuresOf(word).length > 0) return 'unit'
    return this.look.isName(word) ? 'name' : undefined
  }

  /** Words in a row by which a statement is known. */
  runs({ keys }: Wording): string[] {
    const found: string[] = []
    for (let at = RUN; at <= keys.length; at++) {
      const run = keys.slice(at - RUN, at)
      if (run.filter(this.look.isCarrying).length >= MIN_CARRYING) found.push(run.join(' '))
    }
    return found
  }
}

/** Whether most pairs of words of the sentence stand so in the conversation. */
function isQuoting(wording: Wording, said: SaidWords): boolean {
  const places = said.places(wording)
  const known = places.filter(({ key }) => (said.saidAt(key)?.times ?? 0) > 0)
  return places.length >= MIN_QUOTED && known.length >= QUOTED * places.length
}

/** What stands before "(said there: …)". */
const wordOf = (claim: string): string => claim.split(' (', 1)[0] as string

/** Negations and modals that all who said the same words used otherwise. */
function gapClaims({ text }: Sentence, wording: Wording, said: SaidWords): Claim[] {
  const claims: Claim[] = []
  const places = said.places(wording)
  const known = places.filter(({ key }) => (said.saidAt(key)?.times ?? 0) > 0)
  const quotes = isQuoting(wording, said)
  if (known.length < MIN_KNOWN) return []
  for (const { key, gap } of known) {
    const own = said.saidAt(key)
    if (own === undefined) continue
    const isLost = !gap.isNegated && own.negated === own.times && (quotes || !gap.isDeniedNear)
    const isAdded = gap.isNegated && own.negated === 0 && (quotes || own.near === 0)
    if (isLost || isAdded) claims.push({ kind: 'negation', text, isSupported: false })
    const isForced = gap.isObliged && !gap.isPermitted && own.permitted > 0 && own.obliged === 0
    const isEased = gap.isPermitted && !gap.isObliged && own.obliged > 0 && own.permitted === 0
    if ((isForced || isEased) && !isLost && !isAdded)
      claims.push({ kind: 'modality', text, isSupported: false })
  }
  return claims.slice(0, 1)
}

/** A name or a number in the place where everybody said another. */
function otherWords(wording: Wording, said: SaidWords): Claim[] {
  return said.middles(wording).flatMap(({ key, kind, word }) => {
    const words = said.wordsAt(key)
    if (words.size === 0 || words.size === MAX_REMEMBERED || words.has(word)) return []
    if (kind === 'unit' && [...words].some((other) => isSameMeasure(word, other))) return []
    return [{ kind, text: `${word} (said there: ${[...words].join(', ')})`, isSupported: false }]
  })
}

const isSameMeasure = (a: string, b: string): boolean =>
  measuresOf(a).some((one) => measuresOf(b).includes(one))

/** A sentence under a label of which one part is the speaker's and another only somebody else's. */
function mergedSpeakers(
  { text, speaker }: Sentence,
  wording: Wording,
  said: SaidWords,
  speakers: readonly string[],
): Claim[] {
  if (speaker < 0) return []
  let isOwn = false
  let other = -1
  for (const key of said.runs(wording)) {
    const by = said.speakersOf(key)
    if (by.has(speaker)) isOwn = true
    else if (by.size === 1) other = [...by][0] as number
  }
  const name = speakers[other]
  if (!isOwn || name === undefined || text.toLowerCase().includes(name.toLowerCase())) return []
  return [
    { kind: 'speaker', text: `${speakers[speaker]}: ${text} (in part said by ${name})`, isSupported: false },
  ]
}
