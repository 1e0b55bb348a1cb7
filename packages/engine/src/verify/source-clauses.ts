import { type Conversation, textOf, type Unit } from '../conversation.js'
import type { CompiledClaims } from '../lexicon/claims/registry.js'
import type { CompiledLexicon } from '../lexicon/compiled.js'
import { type Clause, clausesOf, keyOf } from './clauses.js'

/** A clause of the conversation. */
export interface SourceClause extends Clause {
  readonly unit: Unit
  readonly isAsked: boolean
}

/** A clause of the conversation that a text may retell. */
export interface Aligned {
  readonly clause: SourceClause
  /** Share of the retelling clause's weight that it holds, and of how many keys. */
  readonly share: number
  readonly shared: number
}

/** Clauses that are tried for each key: the last ones, since these hold. */
const TRIED_PER_KEY = 60
/** Clauses around one that are looked at as its message. */
const AROUND = 20
/** Longer units are logs and files. */
const MAX_UNIT_CHARACTERS = 2_000
/** As often a key counts that the conversation does not have. */
const UNSAID = 0.7

/**
 * The clauses of a conversation that share a word with a text, by these words.
 *
 * Memory  bounded by what the text and the conversation have in common.
 * Cost    linear in the conversation.
 */
export class SourceClauses {
  readonly #clauses: SourceClause[] = []
  readonly #byKey = new Map<string, number[]>()
  readonly #places = new Map<SourceClause, number>()
  readonly #speakerKeys: readonly string[]
  #count = 0

  constructor(
    conversation: Conversation,
    readonly lexicon: CompiledLexicon,
    readonly claims: CompiledClaims,
    wanted: ReadonlySet<string>,
  ) {
    this.#speakerKeys = conversation.speakers.map((name) => keyOf(name.toLowerCase(), lexicon))
    for (const unit of conversation.units) {
      const { annotation } = unit
      if (annotation.kind === 'code' || annotation.end - annotation.start > MAX_UNIT_CHARACTERS) continue
      const text = textOf(conversation, unit)
      const isAsked = annotation.act === 'question' || /[?？]\s*$/.test(text)
      for (const clause of clausesOf(text, lexicon, claims)) {
        this.#count++
        if (clause.keys.some((key) => wanted.has(key))) this.#add({ ...clause, unit, isAsked }, wanted)
      }
    }
  }

  #add(clause: SourceClause, wanted: ReadonlySet<string>): void {
    const at = this.#clauses.push(clause) - 1
    this.#places.set(clause, at)
    for (const key of new Set(clause.keys)) {
      if (!wanted.has(key)) continue
      const list = this.#byKey.get(key)
      if (list === undefined) this.#byKey.set(key, [at])
      else list.push(at)
    }
  }

  /** All clauses with the key, in order. */
  with(key: string): readonly SourceClause[] {
    return (this.#byKey.get(key) ?? []).map((at) => this.#clauses[at] as SourceClause)
  }

  frequency = (key: string): number => this.#byKey.get(key)?.length ?? 0

  weightOf = (key: string): number => Math.log(1 + this.#count / (this.#byKey.get(key)?.length ?? UNSAID))

  /** The clauses that hold any of another's keys, the best first, later ones before earlier. */
  aligned({ keys }: Clause): Aligned[] {
    const own = [...new Set(keys)]
    const weights = own.map(this.weightOf)
    const total = weights.reduce((sum, weight) => sum + weight, 0)
    if (total === 0) return []
    const tried = new Set(own.flatMap((key) => (this.#byKey.get(key) ?? []).slice(-TRIED_PER_KEY)))
    const found = [...tried].map((at) => {
      const clause = this.#clauses[at] as SourceClause
      let share = 0
      let shared = 0
      own.forEach((key, k) => {
        if (!clause.keys.includes(key) && !this.#isSaidBy(key, clause)) return
        share += (weights[k] as number) / total
        shared++
      })
      return { clause, share, shared, at }
    })
    return found.sort((a, b) => b.share - a.share || b.at - a.at)
  }

  /** "I'll replace it" speaks of whoever says it. */
  #isSaidBy(key: string, { unit }: SourceClause): boolean {
    return unit.annotation.firstPerson && this.#speakerKeys[unit.speaker] === key
  }

  /** Whether another clause of the same message says, without denying it, something of the retelling clause that this one does not hold. */
  isAffirmedBeside(one: SourceClause, { keys }: Clause): boolean {
    const place = this.#places.get(one) as number
    return this.#clauses
      .slice(Math.max(0, place - AROUND), place + AROUND + 1)
      .some(
        (other) =>
          other !== one &&
          !other.isDenied &&
          other.unit.messageIndex === one.unit.messageIndex &&
          keys.some((key) => other.keys.includes(key) && !one.keys.includes(key)),
      )
  }
}
