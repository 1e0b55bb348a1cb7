import {
  type Message,
  type MessageAnnotation,
  sharedWords,
  subjectOfLifting,
  type UnitAnnotation,
} from '@precis/engine'

/** A sentence of a user that takes a rule back, and how many words it has in common with the rule among the newest messages. */
interface Lifting {
  readonly sequence: number
  readonly id: string
  readonly words: readonly string[]
  shared: number
}

/** Sentences that lift are few; of a text that is full of them the first ones are followed. */
const MAX_LIFTINGS = 50

/**
 * What was taken back among units that no run has read yet, or that a version knows nothing of: "you can ignore the rule about emojis".
 *
 * Owner  the corpus of one conversation. Cost: linear in the units; rules are looked at once for each sentence that lifts one.
 */
export class LiftedUnits {
  #rules: { readonly sequence: number; readonly id: string; readonly terms: readonly string[] }[] = []
  #liftings: Lifting[] = []
  readonly #liftedBy = new Map<string, string>()

  /** Reads the units of a message that comes after all before; gives the ids of the units that it lifts. */
  read(sequence: number, { id, role, content }: Message, annotation: MessageAnnotation): string[] {
    if (role !== 'user' || annotation.isToolOutput) return []
    const lifted: string[] = []
    for (const unit of annotation.units) {
      const own = `${id}:${unit.start}`
      const words =
        this.#liftings.length < MAX_LIFTINGS && unit.act !== 'question'
          ? subjectOfLifting(content.slice(unit.start, unit.end))
          : undefined
      if (words !== undefined) {
        const lifting: Lifting = { sequence, id: own, words, shared: 0 }
        this.#liftings.push(lifting)
        const rule = this.#meantBy(lifting)
        if (rule !== undefined) {
          this.#liftedBy.set(rule, own)
          lifted.push(rule)
        }
      } else if (unit.stances.includes('rule')) this.#rules.push({ sequence, id: own, terms: unit.terms })
    }
    return lifted
  }

  /** The sentence that lifts a unit of the newest messages. */
  of(id: string): string | undefined {
    return this.#liftedBy.get(id)
  }

  /** The sentence that lifts a rule of an older message, which no rule among the newest ones fits better. */
  ofOlder({ stances, terms }: UnitAnnotation): string | undefined {
    if (!stances.includes('rule')) return undefined
    return this.#liftings.findLast(({ words, shared }) => sharedWords(words, terms) > shared)?.id
  }

  dropThrough(base: number): void {
    this.#rules = this.#rules.filter(({ sequence }) => sequence > base)
  }

  #meantBy(lifting: Lifting): string | undefined {
    let meant: string | undefined
    for (const { id, terms } of this.#rules) {
      const shared = sharedWords(lifting.words, terms)
      if (shared === 0 || shared < lifting.shared) continue
      meant = id
      lifting.shared = shared
    }
    return meant
  }
}
