import { DEFAULT_CEILING_TOKENS } from '../constants.js'
import { type Conversation, textOf, type Unit } from '../conversation.js'
import { protect } from '../protect.js'
import { isLifting } from '../rules-in-force.js'
import { logSalience, type Scores } from '../score.js'
import { rank } from '../select.js'
import type { AnnotatedMessage, ItemType, Message, UnitAnnotation } from '../types.js'
import { DIGEST_RULE_TOKENS, type PlacedMessage, type StatedValue } from './digest.js'

/** A range that is to be digested: its messages, or the digests of smaller ranges read as a conversation. */
export interface Ground {
  readonly conversation: Conversation
  readonly scores: Scores
  /** Sequence number of each entry. */
  readonly sequences: readonly number[]
  readonly values: readonly StatedValue[]
  /** What each unit was told as; undefined for nothing of its own. */
  readonly typeOf: (unit: Unit) => ItemType | undefined
}

export interface Carried {
  readonly units: ReadonlySet<Unit>
  readonly rulesLeftOut: number
}

/** Sentences that lift a rule take at most this many tokens of a digest, the newest first: ten or so. */
const DIGEST_LIFTING_TOKENS = 200

const NO_PINS: ReadonlySet<string> = new Set()
/** Which rule replaces which is found anew in each run, among those of all digests. */
const NOTHING_REPLACED: ReadonlyMap<number, number> = new Map()

/**
 * Chooses what a digest carries: rules, what a text must not lose, the units that state values in force, then the units of
 * the most gain per token, as a text is chosen. Pins are not looked at: they change, and are added when a text is made.
 */
export function chooseCarried({ conversation, scores, values }: Ground, capacity: number): Carried {
  const protection = protect(conversation, NO_PINS, NOTHING_REPLACED, scores.salience, DEFAULT_CEILING_TOKENS)
  const rules = newestOfEach(conversation, protection.rules)
  const valueKeys = new Set(values.map(({ start, messageId }) => `${start} ${messageId}`))
  const valued = conversation.units.filter((unit) => valueKeys.has(keyOf(conversation, unit)))
  const { kept, tokens } = withinTokens(rules, DIGEST_RULE_TOKENS)
  // The rule that it lifts may stand in an older digest.
  const lifting = conversation.units.filter((unit) => isLifting(conversation, unit)).reverse()
  const fixed = [
    ...kept,
    ...withinTokens(lifting, DIGEST_LIFTING_TOKENS).kept,
    ...protection.turns,
    ...protection.change,
    ...valued,
  ]
  const distinct = new Set(rules)
  const salience = scores.salience.slice()
  for (const rule of protection.rules) if (!distinct.has(rule)) salience[rule.index] = 0
  const { order } = rank(conversation, { ...scores, salience }, fixed, capacity + tokens)
  const units = new Set(order)
  return { units, rulesLeftOut: rules.filter((rule) => !units.has(rule)).length }
}

const keyOf = ({ entries }: Conversation, { annotation, messageIndex }: Unit): string =>
  `${annotation.start} ${entries[messageIndex]?.message.id}`

/** A rule that is said again and again is one rule. */
function newestOfEach(conversation: Conversation, newestFirst: readonly Unit[]): Unit[] {
  const seen = new Set<string>()
  return newestFirst.filter((unit) => {
    const text = textOf(conversation, unit)
    return seen.size < seen.add(text).size
  })
}

function withinTokens(units: readonly Unit[], limit: number): { kept: Unit[]; tokens: number } {
  let tokens = 0
  const kept: Unit[] = []
  for (const unit of units) {
    if (tokens + unit.annotation.tokenCount > limit) break
    tokens += unit.annotation.tokenCount
    kept.push(unit)
  }
  return { kept, tokens }
}

/** The messages of carried units, each unit with its text and what was known of it. */
export function carriedEntries(ground: Ground, carried: ReadonlySet<Unit>): PlacedMessage[] {
  const { conversation, sequences } = ground
  const entries: PlacedMessage[] = []
  conversation.entries.forEach(({ message, annotation }, index) => {
    const all = conversation.units.slice(conversation.unitStarts[index], conversation.unitStarts[index + 1])
    const kept = all.filter((unit) => carried.has(unit))
    if (kept.length === 0) return
    const isPartial = kept.length < all.length || annotation.isPartial === true
    const units = kept.map((unit) => sealUnit(ground, unit, carried))
    const sequence = sequences[index] ?? 0
    entries.push({
      sequence,
      message: withoutContent(message),
      annotation: sealed(annotation, units, isPartial),
    })
  })
  return entries
}

function sealed(
  { revision, language, tokenCount, isToolOutput }: AnnotatedMessage['annotation'],
  units: readonly UnitAnnotation[],
  isPartial: boolean,
): AnnotatedMessage['annotation'] {
  return { revision, language, tokenCount, isToolOutput, units, ...(isPartial ? { isPartial } : {}) }
}

/** The names of its calls stay, because they tell whether something was changed. */
function withoutContent({ toolCalls, ...message }: Message): Message {
  const names = toolCalls?.map(({ id, name }) => ({ id, name, arguments: '' }))
  return { ...message, content: '', ...(names === undefined ? {} : { toolCalls: names }) }
}

function sealUnit(ground: Ground, unit: Unit, carried: ReadonlySet<Unit>): UnitAnnotation {
  const { conversation, scores } = ground
  // Items were read while the messages around it were at hand.
  const { sealed: before, item: _, hints: __, namedDay: ___, ...annotation } = unit.annotation
  const next = conversation.units[unit.index + 1]
  const isCutOff = before?.isCutOff === true || (next !== undefined && !carried.has(next))
  const type = ground.typeOf(unit)
  return {
    ...annotation,
    sealed: {
      text: textOf(conversation, unit),
      weight: logSalience(scores, unit.index),
      ...(type === undefined ? {} : { type }),
      ...(isCutOff ? { isCutOff } : {}),
    },
  }
}

/** Sums of salience of the units that are left out, by what they were told as; what was replaced, or a rule that is carried elsewhere, is not lost. */
export function weighLost(
  { conversation, scores, typeOf }: Ground,
  carried: ReadonlySet<Unit>,
): Partial<Record<ItemType, number>> {
  const lost: Partial<Record<ItemType, number>> = {}
  const rules = [...carried].filter((unit) => typeOf(unit) === 'constraint')
  const ruleTexts = new Set(rules.map((unit) => textOf(conversation, unit)))
  for (const unit of conversation.units) {
    const isReplaced = scores.salience[unit.index] === 0
    if (carried.has(unit) || unit.terms.length === 0 || isReplaced) continue
    const type = typeOf(unit) ?? 'episode'
    if (type === 'constraint' && ruleTexts.has(textOf(conversation, unit))) continue
    lost[type] = (lost[type] ?? 0) + Math.exp(logSalience(scores, unit.index))
  }
  return lost
}

/** Terms of carried units. */
export const termsOfUnits = (units: Iterable<Unit>): ReadonlySet<string> =>
  new Set([...units].flatMap(({ annotation }) => annotation.terms))
