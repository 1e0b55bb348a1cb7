import { termsOf } from '../annotate/terms.js'
import { readWords } from '../annotate/words.js'
import { type Conversation, hasFlag, mayHaveLook, textOf, type Unit } from '../conversation.js'
import { lexiconFor } from '../lexicon/registry.js'
import { FLAG } from '../unit-flags.js'
import { LOOK } from '../unit-looks.js'
import { areEqualValues, type ClauseValue, clauseValues } from './clause-values.js'
import { areCountedAlike } from './counted-alike.js'
import { haveNoOther } from './same-thing.js'
import { wordsOf } from './values-of.js'

/** Units back in which the value stands that another is put in the place of. */
const MAX_DISTANCE_UNITS = 600
/** Share of the things that the later sentence names which the message with the old value names too. */
const MIN_NAMED = 2 / 3
/** Units of that message that are read. */
const MAX_UNITS_AROUND = 8
/** Words of a sentence that puts a value, and of one that said the old one. */
const MAX_WORDS = 24
const MAX_WORDS_BEFORE = 40
/** "QC-", before 101. */
const IN_A_CODE = /[\p{L}\d][-/_.]$/u
/** Where a sentence goes on to something else. */
const PARTS = /(?:[,;:!?]|(?<!\d)\.)+(?= |$)/

const words = (source: string): RegExp => new RegExp(`(?<!\\p{L})(?:${source})(?!\\p{L})`, 'iu')
/** Orders one value in the place of another: "17 March instead", "make the deposit 120". Closed classes, by language. */
const PUTS: Readonly<Record<string, RegExp>> = {
  en: words(
    'instead|(?:make|change|set|raise|lower|cut|reduce|increase|move|push|shift|bring) (?:the|that|this|our|my|his|her|their)',
  ),
  de: words(
    'stattdessen|lieber|(?:ändere?|änder[nt]?|setze?n?|stelle?n?|mache?n?|verschieben?|erhöhen?|senken?) (?:wir |bitte |mir )?(?:de[nrms]|die|das|mein\\p{L}*|unser\\p{L}*)',
  ),
  fr: words(
    'plutôt|à la place|(?:mets|mettez|mettons|passe[zs]?|passons|change[zs]?|changeons|décale[zs]?|décalons) (?:le|la|les|mon|ma|mes|notre|nos)',
  ),
  es: words(
    'mejor|en (?:su )?lugar|(?:pon|ponga|pongamos|cambia|cambie|cambiemos|mueve|mueva|movamos|sube|suba|baja|baje) (?:el|la|los|las|mi|mis|nuestr\\p{L}+)',
  ),
  pt: words(
    'em vez disso|antes|melhor|(?:põe|ponha|pomos|muda|mude|mudemos|passa|passe|passemos|sobe|suba|baixa|baixe) (?:o|a|os|as|meu|minha|noss\\p{L}+)',
  ),
}

const ASKS_FOR = /^\W*(?:\p{L}+, )?(?:can|could|may|shall) (?:we|you|i)\b/iu

/** A part of a sentence that puts one value, with the words for what it is the value of. */
interface Put {
  readonly unit: Unit
  readonly part: string
  readonly value: ClauseValue
  readonly subjects: ReadonlySet<string>
}

interface Said {
  readonly index: number
  readonly value: ClauseValue
  /** Subjects that it names. */
  readonly shared: number
}

/**
 * Values that a user puts in the place of one that was said before, by himself or by the assistant: "we want to switch on 14 March", then "let
 * us switch on 17 March instead". The old value is that of its kind in the sentence that names most of the same things, the newest of these;
 * all sentences that say it of one of them are amended. People among themselves propose more than they settle so, and are left alone.
 *
 * Shapes  index of the earlier unit → index of the one that puts the new value. Cost: a bounded look back from each such sentence.
 */
export function findPutInstead(conversation: Conversation): ReadonlyMap<number, number> {
  const found = new Map<number, number>()
  if (conversation.isNamed) return found
  for (const unit of conversation.units) {
    const put = putIn(conversation, unit)
    if (put === undefined) continue
    const said = saidBefore(conversation, put)
    const most = Math.max(...said.map(({ shared }) => shared))
    const old = said.find(({ shared }) => shared === most)?.value
    for (const { index, value } of said)
      if (old !== undefined && areOfOneAmount(value, old)) found.set(index, unit.index)
  }
  return found
}

function putIn(conversation: Conversation, unit: Unit): Put | undefined {
  const { index, annotation, messageIndex } = unit
  const mayGiveValue = annotation.numbers.length > 0 || mayHaveLook(conversation, index, LOOK.namesDay)
  if (!mayGiveValue || annotation.wordCount > MAX_WORDS) return undefined
  // "Could you change the visit to Monday instead?" asks for it as well.
  const asks =
    annotation.act === 'request' || ASKS_FOR.test(textOf(conversation, unit))
      ? 0
      : FLAG.question | FLAG.asksMark
  const noOrder = FLAG.ofTool | FLAG.supposed | FLAG.rule | asks
  const isUsers = hasFlag(conversation, index, FLAG.ofUser) && hasFlag(conversation, index, FLAG.spoken)
  if (!isUsers || hasFlag(conversation, index, noOrder)) return undefined
  const language = conversation.entries[messageIndex]?.annotation.language ?? 'en'
  const part = textOf(conversation, unit)
    .split(PARTS)
    .find((one) => PUTS[language]?.test(one) === true)
  if (part === undefined) return undefined
  const [value, ...others] = clauseValues(part, language)
  if (value === undefined || others.length > 0) return undefined
  const subjects = subjectsOf(`${part.slice(0, value.start)} ${part.slice(value.end)}`, language)
  return subjects.size === 0 ? undefined : { unit, part, value, subjects }
}

/**
 * Terms that are no formula, day or number, and do not put the value. Where nothing else is named, also words of change: "let us switch on 17
 * March instead".
 */
function subjectsOf(text: string, language: string): ReadonlySet<string> {
  const { formulas, dayTerms, changes } = wordsOf(language)
  const lexicon = lexiconFor(language)
  const termsIn = (one: string) => termsOf(readWords(one), lexicon)
  const putting = new Set(termsIn(PUTS[language]?.exec(text)?.[0] ?? ''))
  const terms = termsIn(text).filter((term) => !/\d/.test(term) && !dayTerms.has(term) && !putting.has(term))
  const things = terms.filter((term) => !formulas.has(term))
  return new Set(things.length > 0 ? things : terms.filter((term) => changes.has(term)))
}

/** The sentences before it that say another value of the kind of something it names, newest first. */
function saidBefore(conversation: Conversation, { unit, part, value, subjects }: Put): readonly Said[] {
  const { units, unitStarts, termIds, entries } = conversation
  const language = entries[unit.messageIndex]?.annotation.language ?? 'en'
  const numbers = new Set([...subjects].flatMap((term) => termIds.get(term) ?? []))
  const said: Said[] = []
  const first = unitStarts[unit.messageIndex] as number
  for (let index = first - 1; index >= Math.max(0, first - MAX_DISTANCE_UNITS); index--) {
    const earlier = units[index] as Unit
    const shared = earlier.terms.filter((term) => numbers.has(term)).length
    if (shared === 0 || !mayHaveSaid(conversation, earlier)) continue
    const named = namedAround(conversation, earlier, numbers)
    if (named < numbers.size * MIN_NAMED) continue
    const text = textOf(conversation, earlier)
    const old = oldValueIn(text, language, { part, value, subjects })
    if (old === undefined || !areOfOneThing(text, part, language)) continue
    said.push({ index, value: old, shared })
  }
  return said
}

const areOfOneThing = (text: string, part: string, language: string): boolean => {
  const told = (one: string) => ({ text: one, values: new Set<string>() })
  return haveNoOther(told(text), told(part), wordsOf(language).changes, lexiconFor(language))
}

/** How many of the things the message names: "next: the deposit", and two sentences later "for cargo bikes it should be 150". */
function namedAround(
  { units, unitStarts }: Conversation,
  { messageIndex }: Unit,
  things: ReadonlySet<number>,
): number {
  const from = unitStarts[messageIndex] as number
  const around = units.slice(from, Math.min(unitStarts[messageIndex + 1] as number, from + MAX_UNITS_AROUND))
  const named = new Set(around.flatMap(({ terms }) => terms.filter((term) => things.has(term))))
  return named.size
}

const mayHaveSaid = (conversation: Conversation, { index, annotation }: Unit): boolean =>
  annotation.wordCount <= MAX_WORDS_BEFORE &&
  hasFlag(conversation, index, FLAG.spoken) &&
  hasFlag(conversation, index, FLAG.ofUser | FLAG.ofAssistant) &&
  !hasFlag(conversation, index, FLAG.ofTool | FLAG.supposed | FLAG.rule | FLAG.question)

/** The one value of the kind in the sentence, else in its one part that names a subject; none where the new value stands in it too. */
function oldValueIn(text: string, language: string, { part, value, subjects }: Omit<Put, 'unit'>) {
  const ofKind = (one: string) =>
    clauseValues(one, language).filter(
      (other) =>
        areOfOneKind(value, other) &&
        !IN_A_CODE.test(one.slice(0, other.start)) &&
        areAlike(one, other, part, value),
    )
  const all = ofKind(text)
  if (all.some((one) => areOfOneAmount(one, value))) return undefined
  if (all.length === 1) return all[0]
  const own = text
    .split(PARTS)
    .filter((one) => [...subjectsOf(one, language)].some((term) => subjects.has(term)))
    .flatMap(ofKind)
  return own.length === 1 ? own[0] : undefined
}

const isCount = ({ kind }: ClauseValue): boolean => kind === 'number' || kind === 'money'
const areOfOneKind = (one: ClauseValue, other: ClauseValue): boolean =>
  one.kind === other.kind || (isCount(one) && isCount(other))

/** "Should be 150", "€150". */
const areOfOneAmount = (one: ClauseValue, other: ClauseValue): boolean =>
  isCount(one) && isCount(other) ? one.key === other.key : areEqualValues(one, other)

function areAlike(text: string, old: ClauseValue, part: string, value: ClauseValue): boolean {
  return !isCount(old) || areCountedAlike(text, old.key, part, value.key) !== 'other'
}
