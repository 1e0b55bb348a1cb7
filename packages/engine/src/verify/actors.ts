import { readWords, type Words } from '../annotate/words.js'
import { type Conversation, textOf, type Unit } from '../conversation.js'
import type { Claim } from './claims.js'
import { clausesOf, keyOf } from './clauses.js'
import { speakersOf } from './known-names.js'
import type { SourceClauses } from './source-clauses.js'
import type { Sentence, TextIndex } from './text-index.js'

/** Words between who does it and the verb: "I'll probably also draw". */
const MAX_BETWEEN = 4
/** Further words of a clause that a statement of others has to share. */
const MIN_SHARED = 1
const MIN_SHARED_BY_LIGHT_VERB = 2
/** Shared words from which another statement by, or about, the one who is named may be what is told. */
const OWN_SHARED = 2
const MAX_UNIT_CHARACTERS = 500
/** Statements of one verb that are tried. */
const MAX_STATEMENTS = 100
const MAX_SHOWN = 80

const SPEAKING: ReadonlySet<string> = new Set("i i'll i'm i've i'd je j'ai ich yo eu".split(' '))
const AUXILIARY: ReadonlySet<string> = new Set(
  "will would can could shall should may might must have has had do does did am is are was were be been to not just also already still really now then only never always won't don't can't couldn't didn't werde wird habe hat bin ist kann will möchte war suis ai vais a est".split(
    ' ',
  ),
)
/** Verbs that say next to nothing: "I get migraines" is told as "she has migraines". */
const LIGHT: ReadonlySet<string> = new Set(
  'have has had get gets got be do does did make makes made take takes took go goes went come came need needs'.split(
    ' ',
  ),
)
const LIGHT_VERB = '…'
/** How a text calls whoever has no name. */
const ROLES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    user: 'user customer client caller kunde kundin nutzer nutzerin anruferin usuario usuaria cliente utilisateur utilisatrice utilizador',
    assistant: 'assistant agent assistent assistentin asistente assistente',
  }).flatMap(([role, words]) => words.split(' ').map((word) => [word, role] as const)),
)
const ARTICLE = /^(?:the|der|die|das|el|la|le|l'|o|a)\s+/iu
const BETWEEN_CLAUSES = /[,.;:!?()\n]/

/** Who does what, by the verb. */
interface Deed {
  readonly actor: string
  readonly verb: string
  readonly keys: readonly string[]
}

interface SaidDeed extends Deed {
  readonly unit: Unit
}

/**
 * Sentences that open with a name or a role ("Nadia wrote the ad", "The assistant is changing jobs") where the same verb with the same
 * things was only ever said of somebody else ("I'll write the ad", by Ferdinand), and nothing alike by or about the one who is named.
 *
 * Cost  linear in conversation and text: statements tried for each sentence are bounded.
 */
export function actorClaims(
  { sentences }: TextIndex,
  conversation: Conversation,
  source: SourceClauses,
  isKnownName: (word: string) => boolean,
): Claim[] {
  const people = new Set([...speakersOf(conversation), 'user', 'assistant'])
  const isActor = (word: string) =>
    people.has(word) || (isKnownName(word) && word.length > 2 && !source.lexicon.stopwords.has(word))
  const told = sentences.flatMap((sentence) => {
    const deed = toldDeed(sentence, source, isActor)
    return deed === undefined ? [] : [{ sentence, deed }]
  })
  if (told.length === 0) return []
  const said = saidDeeds(conversation, source, isActor, new Set(told.map(({ deed }) => deed.verb)))
  return told.flatMap(({ sentence, deed }) => {
    const other = otherActor(deed, said.get(deed.verb) ?? [], source, conversation)
    if (other === undefined) return []
    const there = textOf(conversation, other.unit).slice(0, MAX_SHOWN)
    return [{ kind: 'actor', text: `${sentence.text} (${other.actor}: ${there})`, isSupported: false }]
  })
}

/** Who the sentence says does something. */
function toldDeed(
  { text }: Sentence,
  source: SourceClauses,
  isActor: (word: string) => boolean,
): Deed | undefined {
  const plain = text.replace(ARTICLE, '')
  const words = readWords(plain)
  const first = words.lower[0]
  if (first === undefined) return undefined
  const role = ROLES.get(first)
  if (role === undefined && !isActor(first)) return undefined
  const verb = verbAfter(plain, words, 0, source)
  if (verb === undefined) return undefined
  const own = keyOf(first, source.lexicon)
  const keys = clausesOf(plain, source.lexicon, source.claims)[0]?.keys ?? []
  return { actor: role ?? first, verb, keys: keys.filter((key) => key !== own && key !== verb) }
}

/** The verb after a subject, in one form. */
function verbAfter(
  text: string,
  words: Words,
  subject: number,
  { lexicon }: SourceClauses,
): string | undefined {
  let at = subject + 1
  while (at < words.lower.length && at <= subject + MAX_BETWEEN && AUXILIARY.has(words.lower[at] as string))
    at++
  const word = words.lower[at]
  if (word === undefined || BETWEEN_CLAUSES.test(text.slice(words.ends[subject], words.starts[at])))
    return undefined
  if (LIGHT.has(word)) return LIGHT_VERB
  return lexicon.stopwords.has(word) ? undefined : keyOf(word, lexicon)
}

/** What the conversation says of who does what, by the verbs that are looked for. */
function saidDeeds(
  conversation: Conversation,
  source: SourceClauses,
  isActor: (word: string) => boolean,
  verbs: ReadonlySet<string>,
): ReadonlyMap<string, readonly SaidDeed[]> {
  const said = new Map<string, SaidDeed[]>()
  for (const unit of conversation.units) {
    const { kind, act, start, end } = unit.annotation
    if (kind === 'code' || act === 'question' || end - start > MAX_UNIT_CHARACTERS) continue
    const text = textOf(conversation, unit)
    if (/\?\s*$|^\s*[{[]/.test(text)) continue
    const words = readWords(text)
    const speaker = (conversation.speakers[unit.speaker] ?? '').toLowerCase()
    words.lower.forEach((word, at) => {
      const actor = SPEAKING.has(word) ? speaker : isActor(word) ? word : undefined
      if (actor === undefined) return
      const verb = verbAfter(text, words, at, source)
      const list = verb === undefined ? undefined : (said.get(verb) ?? [])
      if (verb === undefined || list === undefined || !verbs.has(verb) || list.length >= MAX_STATEMENTS)
        return
      const keys = clausesOf(text.slice(words.starts[at]), source.lexicon, source.claims)[0]?.keys ?? []
      said.set(verb, [...list, { actor, verb, keys, unit }])
    })
  }
  return said
}

/** Somebody else of whom the same was said, where nothing of the kind was said by or of the one who is named. */
function otherActor(
  { actor, verb, keys }: Deed,
  said: readonly SaidDeed[],
  source: SourceClauses,
  conversation: Conversation,
): SaidDeed | undefined {
  const least = verb === LIGHT_VERB ? MIN_SHARED_BY_LIGHT_VERB : MIN_SHARED
  const same = said.filter((deed) => keys.filter((key) => deed.keys.includes(key)).length >= least)
  const first = same[0]
  if (first === undefined || same.some((deed) => deed.actor.split(' ').includes(actor))) return undefined
  const isTheirs = ({ unit, text }: { readonly unit: Unit; readonly text: string }) =>
    (conversation.speakers[unit.speaker] ?? '').toLowerCase().split(' ').includes(actor) ||
    readWords(text).lower.includes(actor)
  const wanted = Math.min(OWN_SHARED, keys.length)
  const isToldOfThem = [verb, ...keys].some((key) =>
    source
      .with(key)
      .some(
        (clause) =>
          isTheirs(clause) &&
          (verb === LIGHT_VERB || clause.keys.includes(verb)) &&
          keys.filter((other) => clause.keys.includes(other)).length >= wanted,
      ),
  )
  return isToldOfThem || isOwnName(actor, first, conversation) ? undefined : first
}

/** In a talk without names the user may go by the one that is told: only of whom the user speaks it is known that they are two. */
function isOwnName(actor: string, { actor: other }: SaidDeed, conversation: Conversation): boolean {
  if (conversation.isNamed || other !== 'user' || ROLES.has(actor)) return false
  const spokenOf = new RegExp(`(?<!\\p{L})${actor}(?:'s| is| has| was| will| gets)(?!\\p{L})`, 'iu')
  return !conversation.units.some((unit) => spokenOf.test(textOf(conversation, unit)))
}
