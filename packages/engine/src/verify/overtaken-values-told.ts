import { tagsIn } from '../annotate/phrases.js'
import { readWords } from '../annotate/words.js'
import { type Conversation, mayHaveLook, textOf, type Unit } from '../conversation.js'
import { areEqualValues, type ClauseKind, type ClauseValue, clauseValues } from '../link/clause-values.js'
import { takesBackValue } from '../link/named-corrections.js'
import { chainsOf } from '../link/supersession.js'
import { LOOK } from '../unit-looks.js'
import type { Claim } from './claims.js'
import type { SourceFacts } from './source-facts.js'
import type { Sentence, TextIndex } from './text-index.js'

const MAX_SHOWN = 100
/** Overtaken values that are held against a text. */
const MAX_OVERTAKEN = 200
/** Digits from which on a number is one of its own: "8140", "1.890". */
const MIN_DIGITS_OF_RARE = 3

/** A value that a later statement overtook, and nobody has told since. */
interface Overtaken {
  readonly value: ClauseValue
  readonly old: Unit
  readonly heir: Unit
}

/**
 * Sentences that tell, in whatever words, a value that was overtaken: "the shop opens on 6 October" where "go live slips a week, so the 13th"
 * came after "go live 6 October". A value that something else has too, or that was told again since, is not held against a sentence; one
 * that is not rare has to be told with a word of the statement that it stood in.
 *
 * Cost: linear in the units and the text; overtaken values are bounded.
 */
export function overtakenValueClaims(
  { sentences }: TextIndex,
  conversation: Conversation,
  replaced: ReadonlyMap<number, number>,
  facts: SourceFacts,
): Claim[] {
  const language = conversation.entries[0]?.annotation.language ?? 'en'
  const overtaken = overtakenValues(conversation, replaced, language)
  if (overtaken.length === 0) return []
  const told = sentences.map(({ text }) => clauseValues(text, language))
  return sentences.flatMap((sentence, at) => {
    const values = told[at] ?? []
    if (values.length === 0 || tagsIn(facts.claims.contrast, readWords(sentence.text)).size > 0) return []
    const one = overtaken.find(
      (of) =>
        values.some((value) => areEqualValues(value, of.value)) &&
        isOf(sentence, of) &&
        !tellsNewer(told, of),
    )
    if (one === undefined) return []
    const there = textOf(conversation, one.heir).slice(0, MAX_SHOWN)
    return [{ kind: 'outdated', text: `${sentence.text} (later: ${there})`, isSupported: false }]
  })

  /** Any sentence of the text has the value in force. */
  function tellsNewer(all: readonly (readonly ClauseValue[])[], { heir, value }: Overtaken): boolean {
    const newer = clauseValues(textOf(conversation, heir), language).filter(({ kind }) => kind === value.kind)
    return all.some((values) => values.some((own) => newer.some((other) => areEqualValues(own, other))))
  }
}

const isRare = ({ kind, key }: ClauseValue): boolean =>
  (kind === 'day' && key.includes(' ')) || key.replace(/\D/g, '').length >= MIN_DIGITS_OF_RARE

function isOf({ terms }: Sentence, { value, old, heir }: Overtaken): boolean {
  if (isRare(value)) return true
  const own = new Set([...old.terms, ...heir.terms])
  return terms.some((term) => own.has(term))
}

/** Values of overtaken units of which their heir has another of the kind, and which no statement tells that is in force. */
function overtakenValues(
  conversation: Conversation,
  replaced: ReadonlyMap<number, number>,
  language: string,
): readonly Overtaken[] {
  const inForce = chainsOf(replaced)
  const found: Overtaken[] = []
  for (const at of replaced.keys()) {
    if (found.length >= MAX_OVERTAKEN) break
    const old = conversation.units[at] as Unit
    const heir = conversation.units[inForce(at)] as Unit
    const newer = clauseValues(textOf(conversation, heir), language)
    const before = clauseValues(textOf(conversation, old), language)
    for (const value of before) {
      // Of several of a kind nobody knows which took the place of which.
      const [other, ...others] = newer.filter(({ kind }) => isOneKind(kind, value.kind))
      const isOne =
        others.length === 0 && before.filter(({ kind }) => isOneKind(kind, value.kind)).length === 1
      if (other !== undefined && isOne && !areEqualValues(value, other)) found.push({ value, old, heir })
    }
  }
  return found.length === 0 ? found : withoutLiving(found, conversation, replaced, language)
}

const isOneKind = (one: ClauseKind, other: ClauseKind): boolean =>
  one === other || (COUNTS.has(one) && COUNTS.has(other))
const COUNTS: ReadonlySet<ClauseKind> = new Set(['number', 'money'])

/** "Your mother's birthday is the 6th": the value of another statement, or one told again since. */
function withoutLiving(
  overtaken: readonly Overtaken[],
  conversation: Conversation,
  replaced: ReadonlyMap<number, number>,
  language: string,
): readonly Overtaken[] {
  const living = new Set<Overtaken>()
  for (const unit of conversation.units) {
    if (replaced.has(unit.index) || isTakenBack(conversation, unit)) continue
    for (const value of clauseValues(textOf(conversation, unit), language))
      for (const one of overtaken) if (areEqualValues(value, one.value) && !isEcho(unit, one)) living.add(one)
  }
  return overtaken.filter((one) => !living.has(one))
}

/** "4096, not 8192" tells no 8192. */
const isTakenBack = (conversation: Conversation, unit: Unit): boolean =>
  mayHaveLook(conversation, unit.index, LOOK.takesBackValue) && takesBackValue(conversation, unit)

/** Messages within which an answer says a value again. */
const ECHO_DISTANCE = 2

/** What answers the old statement, or tells its value otherwise, before it was overtaken. */
const isEcho = (unit: Unit, { value, old, heir }: Overtaken): boolean =>
  // "8140", told by somebody else before it was changed, is the same one.
  (value.kind === 'number' && isRare(value) && unit.messageIndex <= heir.messageIndex) ||
  unit.messageIndex === old.messageIndex ||
  unit.messageIndex === heir.messageIndex ||
  (unit.messageIndex > old.messageIndex &&
    unit.messageIndex <= old.messageIndex + ECHO_DISTANCE &&
    unit.messageIndex < heir.messageIndex)
