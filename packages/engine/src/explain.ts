import { type Conversation, hasFlag, textOf, type Unit } from './conversation.js'
import type { Fitted, Step } from './fit.js'
import { bareReplyTo, isBareQuestion } from './link/answers.js'
import { chainsOf } from './link/supersession.js'
import { firstTask, newestUserTurn, type Protection } from './protect.js'
import { handleOf } from './render/handle.js'
import { hasEnded } from './rules-with-a-term.js'
import { partsOfScore, type Scores } from './score.js'
import type { Fate, ManifestEntry, ManifestTotals, Span } from './types.js'
import { FLAG } from './unit-flags.js'

/** What else the choice was made by. */
export interface ChoiceContext {
  readonly main: Fitted
  /** The order in which units were to be taken. */
  readonly planned: readonly Step[]
  readonly successor: ReadonlyMap<number, number>
  /** Units of which a value does not hold, and the ones with the value that does. */
  readonly amended: ReadonlyMap<number, number>
  readonly protection: Protection
  /** 1 for each unit that the text tells, itself or by another. */
  readonly retained: Float64Array
}

export interface Explanation {
  readonly totals: ManifestTotals
  readonly entries: readonly ManifestEntry[]
}

/** Says of every unit what became of it and why. Entries are made only where they are wanted. */
export function explain(
  conversation: Conversation,
  scores: Scores,
  context: ChoiceContext,
  wantsEntries: boolean,
): Explanation {
  const { main, successor, amended } = context
  const chosen: (Step | undefined)[] = new Array(conversation.units.length).fill(undefined)
  for (const step of main.steps) chosen[step.unit.index] = step
  if (main.cut !== undefined)
    chosen[main.cut.index] = { unit: main.cut, action: 'dense', tokensUpTo: main.tokenCount }
  const replaced = conversation.records?.replaced.by
  const isReplaced = (index: number) =>
    successor.has(index) || amended.has(index) || replaced?.has(index) === true
  const totals = totalsOfPast(conversation)
  const reasons = wantsEntries ? new Reasons(conversation, scores, context, chosen) : undefined
  const entries: ManifestEntry[] = []
  for (const unit of conversation.units) {
    const fate = unit === main.cut ? 'shortened' : fateOf(unit, chosen[unit.index], isReplaced(unit.index))
    totals[fate]++
    if (reasons !== undefined) entries.push(entryOf(conversation, scores, unit, fate, reasons, main))
  }
  return { totals, entries }
}

/** Sealed units that no digest carries are counted; they are not listed one by one. */
function totalsOfPast({ past, units }: Conversation): { -readonly [key in keyof ManifestTotals]: number } {
  const totals = { units: units.length, kept: 0, shortened: 0, dropped: 0, superseded: 0 }
  const tally = past?.summary.tally
  if (tally !== undefined) {
    const leftOut = tally.units - (past?.ownUnit ?? 0)
    totals.units += leftOut
    totals.superseded += tally.superseded
    totals.dropped += leftOut - tally.superseded
  }
  return totals
}

function fateOf(unit: Unit, step: Step | undefined, isReplaced: boolean): Fate {
  if (step === undefined) return isReplaced ? 'superseded' : 'dropped'
  return step.action === 'dense' && unit.annotation.shortened !== undefined ? 'shortened' : 'kept'
}

function entryOf(
  conversation: Conversation,
  scores: Scores,
  unit: Unit,
  fate: Fate,
  reasons: Reasons,
  main: Fitted,
): ManifestEntry {
  const { messageIndex } = unit
  const { score, parts } = partsOfScore(scores, unit)
  const shortened = unit === main.cut ? main.text : unit.annotation.shortened
  const heir = fate === 'kept' || fate === 'shortened' ? reasons.amendmentOf(unit) : reasons.heirOf(unit)
  return {
    span: spanOf(conversation, unit),
    handle: handleOf(placeOf(conversation, messageIndex)),
    text: textOf(conversation, unit),
    fate,
    reason: reasons.reasonOf(unit, fate),
    score,
    scoreParts: parts,
    ...(fate === 'shortened' && shortened !== undefined ? { shortened } : {}),
    ...(heir === undefined ? {} : { successor: spanOf(conversation, heir) }),
  }
}

const placeOf = ({ entries }: Conversation, messageIndex: number): number =>
  entries[messageIndex]?.sequence ?? messageIndex + 1

function spanOf({ entries }: Conversation, { messageIndex, annotation: { start, end } }: Unit): Span {
  return { messageId: entries[messageIndex]?.message.id ?? '', start, end }
}

/** Why a unit stands word for word. */
function protectionReasons(conversation: Conversation, { protection }: ChoiceContext): Map<Unit, string> {
  const reasons = new Map<Unit, string>()
  const newest = newestUserTurn(conversation)
  const task = firstTask(conversation)
  for (const unit of protection.turns)
    if (unit.messageIndex === newest) reasons.set(unit, 'protected: the newest user turn')
    else if (unit.messageIndex === task) reasons.set(unit, 'protected: the first task')
  for (const unit of protection.pinned) reasons.set(unit, 'protected: pinned')
  return reasons
}

/** Terms of a unit that have to stand in what was kept, for it to be told there. */
const MIN_TOLD_TERMS = 2

/** A successor is quoted up to here. */
const MAX_QUOTED = 80

/** Puts into words what the steps before decided by. */
class Reasons {
  readonly #conversation: Conversation
  readonly #restatedBy: Int32Array
  readonly #context: ChoiceContext
  readonly #chosen: readonly (Step | undefined)[]
  readonly #inForce: (index: number) => number
  readonly #successor: ReadonlyMap<number, number>
  readonly #protectedBy: ReadonlyMap<Unit, string>
  readonly #change: ReadonlySet<Unit>
  readonly #beyondShare: ReadonlySet<Unit>
  /** Units that came up before the last one that was taken, and were passed over for their length. */
  readonly #tooLong = new Set<Unit>()

  constructor(
    conversation: Conversation,
    { restatedBy }: Scores,
    context: ChoiceContext,
    chosen: readonly (Step | undefined)[],
  ) {
    this.#conversation = conversation
    this.#restatedBy = restatedBy
    this.#context = context
    this.#chosen = chosen
    this.#successor = new Map([
      ...context.amended,
      // What took the place of the whole says more than what gave one of its values anew.
      ...(conversation.records?.replaced.by ?? []),
      ...context.successor,
    ])
    this.#inForce = chainsOf(this.#successor)
    this.#protectedBy = protectionReasons(conversation, context)
    this.#change = new Set(context.protection.change)
    this.#beyondShare = new Set(context.protection.beyondShare)
    const last = context.planned.findLastIndex(
      ({ unit, action }) => action === 'dense' && chosen[unit.index] !== undefined,
    )
    for (const { unit } of context.planned.slice(0, last))
      if (chosen[unit.index] === undefined) this.#tooLong.add(unit)
  }

  /** What a unit that was left out is replaced or said again by, if anything. */
  heirOf({ index }: Unit): Unit | undefined {
    if (this.#successor.has(index)) return this.#conversation.units[this.#inForce(index)]
    return this.#conversation.units[this.#restatedBy[index] ?? -1]
  }

  /** What gives a value anew that the unit tells as it was. */
  amendmentOf({ index }: Unit): Unit | undefined {
    const isAmended = this.#context.amended.has(index) || this.#context.successor.has(index)
    return isAmended ? this.#conversation.units[this.#inForce(index)] : undefined
  }

  reasonOf(unit: Unit, fate: Fate): string {
    if (unit === this.#context.main.cut) return 'not even this fitted whole: the text is its beginning'
    if (fate === 'superseded')
      return this.#isOnlyAmended(unit)
        ? `a value in it was overtaken${this.#quoted(unit)}`
        : `replaced by what was said later${this.#quoted(unit)}`
    const why = this.#whyOf(unit, fate)
    if (fate === 'dropped' || this.amendmentOf(unit) === undefined) return why
    const what = this.#context.successor.has(unit.index) ? 'it' : 'a value in it'
    return `${why}; ${what} was overtaken${this.#quoted(unit)}`
  }

  #isOnlyAmended({ index }: Unit): boolean {
    const isReplaced = this.#conversation.records?.replaced.by.has(index) === true
    return this.#context.amended.has(index) && !isReplaced
  }

  #whyOf(unit: Unit, fate: Fate): string {
    if (fate === 'dropped') return this.#whyDropped(unit)
    const step = this.#chosen[unit.index] as Step
    if (this.#context.main.isWhole === true) return 'everything fits: kept as it was said'
    if (step.action === 'rule') return 'a rule: kept word for word'
    if (step.action === 'verbatim') return this.#protectedBy.get(unit) ?? 'kept word for word'
    if (this.#change.has(unit)) return 'protected: the last change by a tool, with its answer'
    const why = this.#isAnswer(unit) ? 'the answer to a question that was chosen' : 'chosen'
    if (fate === 'shortened') return `${why}; ${this.#howShortened(unit)}`
    if (step.action === 'restore') return `${why}, and there was room for its full wording`
    return why === 'chosen' ? 'chosen for what it adds for its tokens' : why
  }

  #howShortened({ annotation, index }: Unit): string {
    if (annotation.kind === 'output') return 'members that nobody takes up were left out'
    return this.#conversation.records?.isTold[index] === 1
      ? 'told in few words among those of its matter, without what was replaced or is said again later'
      : 'words without content were taken out'
  }

  #isAnswer(unit: Unit): boolean {
    const before = this.#conversation.units[unit.index - 1]
    if (before === undefined || this.#chosen[before.index] === undefined) return false
    return bareReplyTo(this.#conversation, before) === unit
  }

  /** Whether what was kept carries the unit's numbers and most of its words: one word alone ("Herr Latt.", "Which?") tells nothing. */
  #isToldByKept({ terms, annotation }: Unit): boolean {
    this.#keptTerms ??= new Set(
      this.#conversation.units.flatMap((unit) => (this.#chosen[unit.index] === undefined ? [] : unit.terms)),
    )
    const kept = terms.filter((term) => this.#keptTerms?.has(term))
    const isValueLost = terms.some(
      (term, at) => /\d/.test(annotation.terms[at] ?? '') && !this.#keptTerms?.has(term),
    )
    return !isValueLost && kept.length >= MIN_TOLD_TERMS && 2 * kept.length >= terms.length
  }

  #keptTerms: ReadonlySet<number> | undefined

  #whyDropped(unit: Unit): string {
    const { annotation, index } = unit
    const conversation = this.#conversation
    if (this.#beyondShare.has(unit))
      return 'a rule of the system beyond the share of the budget that its rules have'
    if (hasEnded(conversation, unit)) return 'a rule whose term is over'
    if (this.heirOf(unit) !== undefined) return `said again later by the same speaker${this.#quoted(unit)}`
    if (this.#context.retained[index] === 1 && this.#isToldByKept(unit))
      return 'what was kept tells it already'
    if (annotation.act === 'filler') return 'says nothing beyond a formula'
    if (isBareQuestion(conversation, unit)) return 'a question that tells nothing without its answer'
    if (conversation.records?.replaced.isPassedOver[index] === 1)
      return 'part of an offer that the user asked something else for'
    if (this.#tooLong.has(unit)) return 'cost more tokens than were left'
    const cost = conversation.table.denseTokens(index)
    const tokens = `${cost} ${cost === 1 ? 'token' : 'tokens'}`
    if (!hasFlag(conversation, index, FLAG.output)) return `adds less for its ${tokens} than what was kept`
    const what = hasFlag(conversation, index, FLAG.ofAssistant) ? 'a command' : 'output of a program'
    return `${what}, of less use for its ${tokens} than what was kept`
  }

  #quoted(unit: Unit): string {
    const heir = this.heirOf(unit)
    if (heir === undefined) return ''
    const text = textOf(this.#conversation, heir).replace(/\s+/g, ' ')
    const shown = text.length <= MAX_QUOTED ? text : `${[...text].slice(0, MAX_QUOTED).join('')}…`
    return `, in ${handleOf(placeOf(this.#conversation, heir.messageIndex))}: “${shown}”`
  }
}
