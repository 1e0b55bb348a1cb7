import { termsOf } from '../annotate/terms.js'
import { isUnspaced, readWords } from '../annotate/words.js'
import { type Conversation, textOf, type Unit } from '../conversation.js'
import { measuresAt } from '../lexicon/claims/measures.js'
import type { ClaimCue } from '../lexicon/claims/registry.js'
import type { CompiledLexicon } from '../lexicon/compiled.js'
import type { SpeechAct } from '../types.js'
import { type Claim, isBareDay } from './claims.js'
import { statedDays, statedWeekdays } from './days.js'
import { namesIn, namesSaid, speakersOf } from './known-names.js'
import { isGermanNoun } from './names.js'
import { statedNumbers } from './numbers.js'
import { isKnownWord, type SourceFacts } from './source-facts.js'
import type { Sentence, TextIndex } from './text-index.js'
import { reportingWords, unitsByTerm } from './topic-terms.js'
import { UnitReadings } from './unit-readings.js'
import { isWithoutSubject, sharesOf, sharesSigns } from './unspaced.js'
import { wordingOf } from './wording.js'

/** Terms of a sentence by which the units that it retells are looked for, and the units that are tried for each. */
const ANCHORS = 4
const UNITS_PER_ANCHOR = 100
/** Units that are held against a sentence, and claims of one sentence that are: more is a listing. */
const MAX_CANDIDATES = 40
const MAX_CLAIMS = 24
/** Share of a sentence's weight that a unit has to hold to be what it may be about. */
const MAYBE_ABOUT = 0.25
/** Share from which a sentence is about some unit at all. */
const ABOUT = 0.4
/** The same of a sentence with a number, which stands near no unit that shares any of its terms. */
const ABOUT_WITH_NUMBER = 0.3
/** Units this close to the best are about the same. */
const AS_GOOD = 0.15
/** Units that may still be where a name comes from. */
const NEARLY_AS_GOOD = 0.3
/** Shares of sentence and unit from which they say the same, but for a negation. */
const SAME_STATEMENT = 0.6
/** The same where terms are pairs of characters: one other word changes two or three of them. */
const SAME_UNSPACED = 0.45
const HELD_STATEMENT = 0.5
/** Of fewer terms, two statements may look alike by chance. */
const MIN_STATEMENT_TERMS = 3
/** Below this share of a sentence's weight the conversation knows nothing of what it reports. */
const UNHEARD_OF = 0.34
const BEGINNING = 5
const MAX_HEADING_CHARACTERS = 60
const MEASURE_CHARACTERS = 10
/** Openers that are no names, by their English endings: "According", "Additionally", "Based". */
const VERB_OR_ADVERB = /(?:ing|ly|ed)$/
/** An opener before a verb: "Dagny verzichtet". Before anything else a German noun is no name. */
const GERMAN_VERB_NEXT = /^[\s>*•#-]*\p{Lu}\p{L}+\s+\p{Ll}+(?:t|te|ten|st)\s/u
/** What somebody else answers. */
const ASKING: ReadonlySet<SpeechAct> = new Set(['question', 'proposal'])
/** A reported request or decision of fewer terms cannot be told from a paraphrase. */
const MIN_REPORTED_TERMS = 2
/** Words of a sentence among which its main verb stands: "until she agrees" reports nothing. */
const WORDS_BEFORE_REPORT = 6
/** Foreign terms for each known one, up to which a report may gather what was said in several places. */
const MAX_FOREIGN = 0.4
/** People tell each other's wishes in words of their own: the same of a wish. */
const MAX_FOREIGN_OF_WISH = 1.5
/** Terms of a sentence that a unit shares that names somebody, to be what the sentence gathers. */
const SHARED_BY_NAME = 2
/** The same of what stands around a date; of a number one is enough. */
const SHARED_BY_DATE = 2
/**
 * Of the weight that the best unit holds, what has to stand around a number to tie it to the sentence. At 0 a number of
 * something else passes by one common word, from 0.5 on more right lines are blamed (bench/history.md, "Summaries in other words").
 */
const TOLD_AS_MUCH = 0.35

/** A unit that a sentence may retell. */
interface Candidate {
  readonly unit: Unit
  /** Share of the sentence's weight that the unit holds. */
  readonly share: number
}

/** What a sentence is about. */
interface Topic {
  readonly terms: readonly number[]
  /** Of all its terms, known and foreign. */
  readonly weight: number
  /** How many of its terms the conversation does not have. */
  readonly foreign: number
}

/** What the sentences of a text are looked up in. */
export class Grounding {
  readonly #byTerm: readonly (readonly number[] | undefined)[]
  readonly #read: UnitReadings
  readonly #names: ReadonlySet<string>
  readonly #people: ReadonlySet<string>

  constructor(
    readonly conversation: Conversation,
    readonly facts: SourceFacts,
    readonly weights: Float64Array,
    readonly lexicon: CompiledLexicon,
  ) {
    this.#byTerm = unitsByTerm(conversation)
    this.#read = new UnitReadings(conversation, facts)
    this.#people = speakersOf(conversation)
    this.#names = new Set([...namesSaid(conversation, lexicon), ...this.#people])
  }

  /**
   * What a sentence says otherwise than the units that it retells: a name or number that belongs to something else, a
   * negation that was lost or added, a request or decision that nobody made.
   *
   * Cost  bounded for each sentence.
   */
  claimsOf(sentence: Sentence, claims: readonly Claim[]): Claim[] {
    // A heading of a day is about nothing.
    if (this.#isOnlyDates(sentence)) return []
    const topic = this.#topicOf(sentence)
    const candidates = this.#candidates(topic, sentence.terms)
    const best = candidates[0]
    const cues = this.#read.cuesOf(sentence.text)
    if (best === undefined || best.share < UNHEARD_OF) return this.#unheardOf(sentence, topic)
    return [
      ...claims.slice(0, MAX_CLAIMS).flatMap((claim) => this.#misplaced(claim, sentence, candidates) ?? []),
      ...this.#opener(sentence),
      ...(topic.terms.length < MIN_STATEMENT_TERMS ? [] : this.#negation(sentence, candidates, cues)),
    ]
  }

  /**
   * The sentence without its numbers, without the words that only report ("the user asked") and without a name that is in
   * question. Foreign terms weigh as much as a term that was said once.
   */
  #topicOf({ terms, foreign, text }: Sentence, inQuestion = ''): Topic {
    const aside = new Set(termsOf(readWords(inQuestion), this.lexicon))
    for (const word of reportingWords(text, this.facts, this.lexicon)) aside.add(word)
    const isTopic = (term: string) => !aside.has(term) && !/^\d/.test(term)
    const own = terms.filter((term) => isTopic(this.#termText(term)))
    const strange = foreign.filter(isTopic)
    const unknown = strange.length
    let weight = sharesOf(strange) * Math.log(1 + this.conversation.entries.length / 1.5)
    for (const term of own) weight += this.weights[term] ?? 0
    return { terms: own, weight, foreign: unknown }
  }

  readonly #texts: string[] = []
  #termText(term: number): string {
    if (this.#texts.length === 0)
      for (const { terms, annotation } of this.conversation.units)
        terms.forEach((id, at) => {
          this.#texts[id] ??= annotation.terms[at] ?? ''
        })
    return this.#texts[term] ?? ''
  }

  /**
   * Units that hold a good part of the topic, best first; of equal ones those that hold more of the whole sentence, so that
   * one of many like statements is held against itself.
   */
  #candidates({ terms, weight }: Topic, whole: readonly number[]): Candidate[] {
    const wanted = new Set(terms)
    const all = new Set(whole)
    const rarest = (list: readonly number[]) =>
      [...list]
        .sort((a, b) => (this.#byTerm[a]?.length ?? 0) - (this.#byTerm[b]?.length ?? 0))
        .slice(0, ANCHORS)
    const found = new Map<number, { readonly share: number; readonly held: number }>()
    for (const anchor of new Set([...rarest(terms), ...rarest(whole)]))
      for (const at of (this.#byTerm[anchor] ?? []).slice(-UNITS_PER_ANCHOR)) {
        const unit = this.conversation.units[at]
        if (unit === undefined || found.has(at)) continue
        let own = 0
        let held = 0
        for (const term of unit.terms) {
          if (wanted.has(term)) own += this.weights[term] ?? 0
          if (all.has(term)) held++
        }
        found.set(at, { share: weight === 0 ? 0 : own / weight, held })
      }
    return [...found]
      .filter(([, { share }]) => share >= MAYBE_ABOUT)
      .sort(([a, one], [b, two]) => two.share - one.share || two.held - one.held || b - a)
      .slice(0, MAX_CANDIDATES)
      .map(([at, { share }]) => ({ unit: this.conversation.units[at] as Unit, share }))
  }

  /** A name or number that stands in the conversation, but nowhere near what the sentence is about. */
  #misplaced(claim: Claim, sentence: Sentence, candidates: readonly Candidate[]): Claim | undefined {
    if (!claim.isSupported) return undefined
    if (claim.kind === 'name') return this.#misplacedName(claim.text, sentence)
    const best = candidates[0]
    if (best === undefined || (claim.kind !== 'number' && claim.kind !== 'date')) return undefined
    if (best.share < (claim.kind === 'number' ? ABOUT_WITH_NUMBER : ABOUT)) return undefined
    const readings = claim.readings ?? []
    if (claim.kind === 'date' && readings.some((day) => isBareDay(day, this.facts))) return undefined
    const measures = this.#measuresOf(claim, sentence)
    const topic = new Set(sentence.terms.filter((term) => !measures.has(term)))
    const isNear = candidates.some(
      ({ unit }) =>
        (topic.size === 0 || unit.terms.some((term) => topic.has(term))) &&
        this.#read
          .near(unit)
          .some((near) => readings.some((reading) => this.#read.numbersOf(near).has(reading))),
    )
    if (isNear) return this.#otherMeasure(claim, sentence.text, candidates)
    const least = {
      terms: claim.kind === 'date' ? SHARED_BY_DATE : 1,
      weight: TOLD_AS_MUCH * this.#topicOf(sentence).weight * best.share,
    }
    if (this.#read.isToldOf(readings, topic, this.weights, least)) return undefined
    const said = this.#saidInstead(best.unit, claim, sentence.text)
    return said === undefined
      ? undefined
      : { ...claim, text: `${claim.text} (said there: ${said})`, isSupported: false }
  }

  isNumberToldOf = (number: string, sentence: Sentence): boolean => {
    const topic = this.#topicOf(sentence)
    const best = this.#candidates(topic, sentence.terms)[0]
    return this.#read.isToldOf(
      statedNumbers(number, this.facts.claims.source).flatMap(({ readings }) => readings),
      new Set(sentence.terms),
      this.weights,
      { terms: 1, weight: TOLD_AS_MUCH * topic.weight * (best?.share ?? 0) },
    )
  }

  /** The same of a name, by how many terms. */
  #isNamedOfTopic(name: string, sentence: Sentence): boolean {
    // Pairs of characters are shared by chance.
    if (isUnspaced(name)) return false
    const own = new Set(termsOf(readWords(name), this.lexicon))
    const topic = new Set(
      this.#topicOf(sentence, name).terms.filter((term) => !own.has(this.#termText(term))),
    )
    return sentence.terms
      .filter((term) => own.has(this.#termText(term)))
      .some((term) =>
        (this.#byTerm[term] ?? []).some((at) => {
          const shared = this.conversation.units[at]?.terms.filter((other) => topic.has(other)).length ?? 0
          return shared >= Math.min(SHARED_BY_NAME, topic.size)
        }),
      )
  }

  /** A number that was said here, but counted in something else wherever it was: "8 days" for "8 hours". */
  #otherMeasure(
    { kind, text, readings = [] }: Claim,
    sentence: string,
    candidates: readonly Candidate[],
  ): Claim | undefined {
    const start = kind === 'number' ? sentence.indexOf(text) : -1
    const measures = start < 0 ? [] : measuresAt(sentence, start, start + text.length)
    if (measures.length === 0) return undefined
    let instead: string | undefined
    for (const { unit } of candidates)
      for (const near of this.#read.near(unit)) {
        const said = textOf(this.conversation, near)
        for (const number of statedNumbers(said, this.facts.claims.source)) {
          if (!number.readings.some((reading) => readings.includes(reading))) continue
          const end = number.start + number.text.length
          const own = measuresAt(said, number.start, end)
          if (own.length === 0 || own.some((measure) => measures.includes(measure))) return undefined
          instead ??= said.slice(Math.max(0, number.start - 1), end + MEASURE_CHARACTERS).trim()
        }
      }
    return instead === undefined
      ? undefined
      : {
          kind: 'unit',
          text: `${sentence.slice(Math.max(0, start - 1), start + text.length + MEASURE_CHARACTERS).trim()} (said there: ${instead})`,
          isSupported: false,
        }
  }

  /** Terms of what a number counts or is written in ("8,417 euros"): whatever costs something shares them. */
  #measuresOf({ kind, text }: Claim, sentence: Sentence): ReadonlySet<number> {
    const at = kind === 'number' ? sentence.text.indexOf(text) : -1
    if (at < 0) return new Set()
    const next = /^[\s\p{Sc}]*([\p{L}]+)/u.exec(sentence.text.slice(at + text.length))?.[1]
    if (next === undefined) return new Set()
    const wanted = new Set(termsOf(readWords(next), this.lexicon))
    return new Set(sentence.terms.filter((term) => wanted.has(this.#termText(term)) || this.#isMark(term)))
  }

  #isMark(term: number): boolean {
    return /^\d/.test(this.#termText(term))
  }

  /** Another number or day of the unit that the sentence leaves out. */
  #saidInstead(unit: Unit, { kind, text: claimed }: Claim, sentence: string): string | undefined {
    const { dayPatterns, claims } = this.facts
    const text = textOf(this.conversation, unit)
    const own = kind === 'date' ? statedDays(text, dayPatterns) : statedNumbers(text, claims.source)
    const days = kind === 'date' ? [] : statedDays(text, dayPatterns)
    const told = new Set(
      (kind === 'date' ? statedDays(sentence, dayPatterns) : statedNumbers(sentence, claims.source)).flatMap(
        ({ readings }) => readings,
      ),
    )
    return own.find(
      ({ readings, start, text: other }) =>
        (kind === 'date' || isAlike(other, claimed)) &&
        !readings.some((reading) => told.has(reading)) &&
        !days.some((day) => start >= day.start && start < day.start + day.text.length),
    )?.text
  }

  #misplacedName(name: string, sentence: Sentence, isOpener = false): Claim | undefined {
    const { text } = sentence
    if (!isUnspaced(text) && !this.#isPerson(name) && isWhereOrWhen(name, text)) return undefined
    // Before a verb it stands where a name does, and the caller asked whether its form is that of a noun.
    if (!isOpener && this.lexicon.source.language === 'de' && this.#isNounOfGerman(name, text))
      return undefined
    const candidates = this.#candidates(this.#topicOf(sentence, name), sentence.terms)
    const best = candidates[0]
    if (best === undefined || best.share < ABOUT) return undefined
    const close = candidates.filter(({ share }) => share >= best.share - NEARLY_AS_GOOD)
    if (close.some(({ unit }) => this.#isNamed(unit, name))) return undefined
    const { unit } = best
    if (this.#isNamedOfTopic(name, sentence)) return undefined
    const speaker = this.conversation.speakers[unit.speaker] ?? ''
    const told = text.toLowerCase()
    const isOwn =
      (unit.annotation.firstPerson || isWithoutSubject(textOf(this.conversation, unit))) &&
      this.#people.has(speaker.toLowerCase()) &&
      this.#isPerson(name)
    const said = isOwn ? [speaker] : this.#namesSaidIn(unit)
    const instead = said.find((other) => !told.includes(other.toLowerCase()))
    return instead === undefined
      ? undefined
      : { kind: 'name', text: `${name} (said there: ${instead})`, isSupported: false }
  }

  #isNounOfGerman = (name: string, text: string): boolean =>
    !readWords(name).lower.some(this.isKnownName) || isGermanNoun(name, text, () => false)

  /** Names of a unit; German writes every noun like one. */
  #namesSaidIn(unit: Unit): string[] {
    const text = textOf(this.conversation, unit)
    const { weekdays } = this.facts.dayPatterns
    const names = namesIn(text, this.#names).filter((name) => !weekdays.has(name.toLowerCase()))
    if (this.lexicon.source.language !== 'de') return names
    return names.filter((name) => !isGermanNoun(name, text, () => false))
  }

  /** Whether the unit, or what stands around it, names the person; where it asks, also whether the person answers. */
  #isNamed(unit: Unit, name: string): boolean {
    const words = isUnspaced(name) ? [name] : readWords(name).lower
    const isAsked = ASKING.has(unit.annotation.act)
    return this.#read
      .near(unit, ASKING)
      .some(
        (near) =>
          words.some((word) => this.#read.wordsOf(near).has(word)) ||
          (isUnspaced(name) && textOf(this.conversation, near).includes(name)) ||
          ((isAsked || near.messageIndex === unit.messageIndex) &&
            readWords(this.conversation.speakers[near.speaker] ?? '').lower.some(
              (word) => words.includes(word) || name.toLowerCase().startsWith(word),
            )),
      )
  }

  /** Whether the word, in lower case, stands in a name somewhere. */
  isKnownName = (word: string): boolean => this.#names.has(word)

  #isPerson(name: string): boolean {
    const lower = name.toLowerCase()
    return isUnspaced(name)
      ? [...this.#people].some((person) => person.startsWith(name))
      : this.#people.has(lower) || readWords(lower).lower.some((word) => this.#people.has(word))
  }

  /** A name that opens the sentence, where its capital says nothing: "Xenia eats no nuts" for what was said of Brigid. */
  #opener(sentence: Sentence): Claim[] {
    const opener = /^[\s>*•#-]*(\p{Lu}\p{L}+)(?:['’]s)?\s/u.exec(sentence.text)?.[1]
    if (opener === undefined || isUnspaced(opener)) return []
    const word = opener.toLowerCase()
    if (this.lexicon.stopwords.has(word) || this.facts.claims.cues.has(word)) return []
    const isForeign = !isKnownWord(word, this.facts)
    if (!this.#names.has(word) && !isForeign) return []
    if (isForeign && VERB_OR_ADVERB.test(word)) return []
    if (
      isForeign &&
      this.lexicon.source.language === 'de' &&
      (!GERMAN_VERB_NEXT.test(sentence.text) ||
        isGermanNoun(opener, sentence.text, (part) => this.facts.words.has(part)))
    )
      return []
    return [this.#misplacedName(opener, sentence, isForeign) ?? []].flat()
  }

  /** A negation of the units that the sentence lacks, or one that none of them has. */
  #negation(sentence: Sentence, candidates: readonly Candidate[], cues: ReadonlySet<ClaimCue>): Claim[] {
    const best = candidates[0]?.share ?? 0
    const enough = isUnspaced(sentence.text) ? SAME_UNSPACED : SAME_STATEMENT
    const same = candidates.filter(
      ({ unit, share }) =>
        share >= best - AS_GOOD &&
        ((share >= enough && this.#heldBy(unit, sentence) >= Math.min(enough, HELD_STATEMENT)) ||
          (enough === SAME_UNSPACED && sharesSigns(sentence.text, textOf(this.conversation, unit)))),
    )
    if (same.length === 0) return []
    const isDenied = cues.has('negation') || cues.has('denial')
    const isLost = !isDenied && same.every(({ unit }) => this.#isDeniedThere(unit, sentence.text))
    const isAdded =
      cues.has('negation') &&
      same.every(({ unit }) =>
        this.#read.near(unit).every((near) => {
          const found = this.#read.cuesOfUnit(near)
          return !found.has('negation') && !found.has('denial')
        }),
      )
    return isLost || isAdded ? [{ kind: 'negation', text: sentence.text, isSupported: false }] : []
  }

  /** Whether the unit denies, and denies something that the sentence speaks of: what it denies besides may be left out. */
  #isDeniedThere(unit: Unit, sentence: string): boolean {
    if (!this.#read.cuesOfUnit(unit).has('negation')) return false
    const { keys, gaps } = wordingOf(textOf(this.conversation, unit), this.facts.claims)
    // German denies at the end of a clause, so there also what stands before may be what is denied.
    const isTrailing = this.lexicon.source.language === 'de'
    const denied = keys.filter((_, at) => gaps[at]?.isNegated || (isTrailing && gaps[at + 1]?.isNegated))
    if (denied.length === 0) return true
    const told = new Set(readWords(sentence).lower.map(beginning))
    return denied.some((word) => told.has(beginning(word)))
  }

  /** Share of the unit's weight that the sentence holds, numbers and negations aside; of a longer unit from the first to the last term of it. */
  #heldBy(unit: Unit, { terms }: Sentence): number {
    const told = new Set(terms)
    const own = unit.terms.filter((_, at) => !this.#isAside(unit.annotation.terms[at] ?? ''))
    const first = own.findIndex((term) => told.has(term))
    const part = own.slice(Math.max(0, first), own.findLastIndex((term) => told.has(term)) + 1)
    const isPart = part.filter((term) => told.has(term)).length >= MIN_STATEMENT_TERMS
    const weigh = (sum: number, term: number) => sum + (this.weights[term] ?? 0)
    const all = (isPart ? part : own).reduce(weigh, 0)
    return all === 0 ? 0 : own.filter((term) => told.has(term)).reduce(weigh, 0) / all
  }

  #isAside(term: string): boolean {
    const { opposites } = this.facts.claims
    const { months } = this.facts.dayPatterns
    return (
      /^\d/.test(term) || months.some((month) => month.toLowerCase().startsWith(term)) || opposites.has(term)
    )
  }

  #isOnlyDates({ text }: Sentence): boolean {
    const { dayPatterns } = this.facts
    if (text.length > MAX_HEADING_CHARACTERS) return false
    let rest = text
    for (const { text: word } of [...statedDays(text, dayPatterns), ...statedWeekdays(text, dayPatterns)])
      rest = rest.replace(word, '')
    return rest !== text && !/\p{L}/u.test(rest)
  }

  /** A request or decision of which the conversation knows next to nothing. */
  #unheardOf({ text }: Sentence, { terms, foreign }: Topic): Claim[] {
    const opening = isUnspaced(text) ? text : text.slice(0, readWords(text).ends[WORDS_BEFORE_REPORT - 1])
    if (terms.length + foreign < MIN_REPORTED_TERMS) return []
    const found = this.#read.cuesOf(opening)
    const enough = found.has('reporting')
      ? MAX_FOREIGN
      : found.has('wishing')
        ? MAX_FOREIGN_OF_WISH
        : undefined
    if (enough === undefined || foreign <= terms.length * enough) return []
    return [{ kind: 'request or decision', text, isSupported: false }]
  }
}

/** "At Easter", "in Lisbon", "nach Kassel": where or when, and nobody's name; "à Solène" and "bei Ilka" may be. */
const BEFORE_PLACE = /(?<!\p{L})(?:at|in|on|for|near|during|over|im|am|nach|in|zu|en|dans|em|no|na)\s+$/iu

const isWhereOrWhen = (name: string, text: string): boolean =>
  BEFORE_PLACE.test(text.slice(0, Math.max(0, text.indexOf(name))))

/** What all forms of a word share, nearly always. */
const beginning = (word: string): string => word.slice(0, BEGINNING)

/** Whether one number could stand for the other: both clock times or neither, and of about the same size. */
const isAlike = (a: string, b: string): boolean =>
  a.includes(':') === b.includes(':') &&
  Math.abs(a.replace(/\D/g, '').length - b.replace(/\D/g, '').length) <= 1

/**
 * All claims of a text's sentences that only the units they retell can judge. A `confirmed` sentence denies what was denied: the
 * unit's other half may do so too.
 */
export function groundedClaims(
  index: TextIndex,
  claimsBySentence: readonly (readonly Claim[])[],
  grounding: Grounding,
  confirmed: ReadonlySet<Sentence>,
): Claim[] {
  return index.sentences.flatMap((sentence, at) => {
    const claims = grounding.claimsOf(sentence, claimsBySentence[at] ?? [])
    return confirmed.has(sentence) ? claims.filter(({ kind }) => kind !== 'negation') : claims
  })
}
