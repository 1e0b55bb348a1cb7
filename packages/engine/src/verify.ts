import { annotateWith } from './annotate/annotate.js'
import { detectLanguage } from './annotate/language.js'
import { buildConversation, type Conversation, type Unit } from './conversation.js'
import { extractItems } from './items/items.js'
import { lexiconFor } from './lexicon/registry.js'
import { findSuperseded, markSuperseded, withAmendments, withSuccessors } from './link/supersession.js'
import { areOfOneMatter } from './matters/one-matter.js'
import { type Scores, score } from './score.js'
import { KeyTable, termSetKeys } from './term-sets.js'
import type { AnnotatedMessage, Item, ItemType, Message, Validation } from './types.js'
import { actorClaims } from './verify/actors.js'
import { speakerClaims } from './verify/attribution.js'
import { type Claim, claimsOf, isBareDay } from './verify/claims.js'
import { clausesOf } from './verify/clauses.js'
import { deniedClaims } from './verify/denied-clauses.js'
import { farNameClaims } from './verify/far-names.js'
import { Grounding, groundedClaims } from './verify/grounding.js'
import { movedDayClaims } from './verify/moved-days.js'
import { outdatedClaims } from './verify/outdated.js'
import { overtakenValueClaims } from './verify/overtaken-values-told.js'
import { retentionIn } from './verify/retention.js'
import { sameWordsClaims } from './verify/same-words.js'
import { scorecard } from './verify/scorecard.js'
import { SourceClauses } from './verify/source-clauses.js'
import { sourceFacts } from './verify/source-facts.js'
import { indexText } from './verify/text-index.js'
import { markToldElsewhere } from './verify/told-elsewhere.js'

/** What a compaction knows of its conversation when its text is made. */
export interface Selected {
  readonly conversation: Conversation
  readonly scores: Scores
  readonly items: readonly Item[]
}

/**
 * Measures any text that stands for a conversation: what of it is kept, and what in the text the conversation does not support.
 *
 * Units   see `Validation`; `score` predicts the share of later questions that the text can answer.
 * Errors  none: odd text scores low.
 * Cost    linear in conversation and text.
 */
export function verify(messages: readonly Message[], text: string): Validation {
  const language = detectLanguage(messages)
  return verifyAnnotated(
    messages.map((message) => ({ message, annotation: annotateWith(message, language) })),
    text,
  )
}

/**
 * Tells which units stand in the engine's own text: the kept ones, what repeats one of these, and of what was left out the
 * weightiest that kept ones tell all the same.
 *
 * Shapes  one entry for each unit, 1 or 0.
 * Cost    linear in the units.
 */
export function retainedBySelection(
  kept: Iterable<Unit>,
  { conversation, scores }: Pick<Selected, 'conversation' | 'scores'>,
): Float64Array {
  const keys = termSetKeys(conversation)
  const distinct = new Set(kept)
  /** By key the place of the kept units that have it. */
  const said = new KeyTable(distinct.size)
  const groups: Unit[][] = []
  for (const unit of distinct) {
    const key = keys[unit.index] as number
    const alike = groups[said.get(key)]
    if (alike !== undefined) {
      if (!alike.some((other) => saysTheSame(unit, other))) alike.push(unit)
      continue
    }
    said.set(key, groups.length)
    groups.push([unit])
  }
  const retained = new Float64Array(conversation.units.length)
  for (const unit of conversation.units) {
    const place = said.get(keys[unit.index] as number)
    if (place >= 0 && groups[place]?.some((other) => saysTheSame(unit, other)) === true)
      retained[unit.index] = 1
  }
  markToldElsewhere(
    retained,
    conversation,
    (unit) => scores.salience[unit.index] as number,
    scores.termWeights,
    conversation.entries[0]?.annotation.language ?? 'en',
  )
  return retained
}

/**
 * Measures the engine's own text by the units that stand in it: what `verify` finds in the text, without looking for it.
 * Nothing is unsupported, since every word is a selected one.
 *
 * Cost  linear in the units.
 */
export function validateSelection(retained: Float64Array, given: Selected): Validation {
  const { conversation, scores, items } = given
  return scorecard({
    conversation,
    salience: scores.salience,
    items,
    retained,
    faithfulness: 1,
    unsupported: [],
    lost: lostWeights(conversation, scores),
    isAllOrNothing: true,
  })
}

/** What sealed units that no digest carries weigh. */
function lostWeights({ past }: Conversation, { level }: Scores): (readonly [ItemType, number])[] {
  const lost = Object.entries(past?.summary.tally.lost ?? {})
  // The keys are those of `RangeTally.lost`.
  return lost.map(([type, weight]) => [type as ItemType, weight * Math.exp(-level)])
}

/** Whether one speaker says the same in the same words. */
function saysTheSame(a: Unit, b: Unit): boolean {
  if (a === b) return true
  if (a.speaker !== b.speaker || a.terms.length !== b.terms.length) return false
  for (let at = 0; at < a.terms.length; at++) if (a.terms[at] !== b.terms[at]) return false
  return true
}

/** As `verify`, for messages whose annotations were made before. */
export function verifyAnnotated(entries: readonly AnnotatedMessage[], text: string): Validation {
  const conversation = buildConversation(entries)
  const lexicon = lexiconFor(entries[0]?.annotation.language ?? 'en')
  const successor = findSuperseded(conversation)
  const replaced = withAmendments(conversation, successor)
  const { termWeights, salience } = withSuccessors(score(conversation), conversation, successor)
  const index = indexText(text, conversation, lexicon)
  const facts = sourceFacts(conversation, lexicon)
  const literal = index.sentences.map((sentence) => claimsOf(sentence.text, facts, lexicon))
  const grounding = new Grounding(conversation, facts, termWeights, lexicon)
  const inSameWords = sameWordsClaims(index, conversation, facts.claims, {
    isCarrying: (word) => !lexicon.stopwords.has(word),
    isName: (word) => grounding.isKnownName(word),
    isToldOf: grounding.isNumberToldOf,
  })
  const grounded = groundedClaims(index, literal, grounding, inSameWords.confirmed)
  const clauses = new SourceClauses(
    conversation,
    lexicon,
    facts.claims,
    new Set(
      index.sentences.flatMap(({ text: sentence }) =>
        clausesOf(sentence, lexicon, facts.claims).flatMap(({ keys }) => keys),
      ),
    ),
  )
  const far = farNameClaims(index, conversation, facts, termWeights, lexicon, grounding.isKnownName)
  const isFar = new Set(far.map(({ text }) => nameOf(text)))
  // "The 11th", said of August, is no other number than that of "4 August".
  const bareDays = new Set(
    literal
      .flat()
      .flatMap(({ kind, readings = [] }) =>
        kind === 'date'
          ? readings.filter((day) => isBareDay(day, facts)).map((day) => day.replace(/^.*-/, ''))
          : [],
      ),
  )
  const negated = new Set(
    [...grounded, ...inSameWords.claims].filter(({ kind }) => kind === 'negation').map(({ text }) => text),
  )
  const misnamed = [...grounded, ...far]
    .filter(({ kind, isSupported }) => kind === 'name' && !isSupported)
    .map(({ text }) => nameOf(text))
  const claims = [
    ...literal.flat(),
    ...grounded.filter(({ kind, text }) => kind !== 'name' || !isFar.has(nameOf(text))),
    ...speakerClaims(index, conversation),
    ...inSameWords.claims.filter(({ kind, text }) => kind !== 'number' || !bareDays.has(nameOf(text))),
    ...far,
    ...deniedClaims(index, clauses, inSameWords.confirmed, negated, grounding.isKnownName),
    ...actorClaims(index, conversation, clauses, grounding.isKnownName).filter(
      ({ text }) => !misnamed.some((name) => text.startsWith(name)),
    ),
    ...movedDayClaims(index, conversation, clauses, facts),
    ...outdatedClaims(index, conversation, replaced, termWeights),
    ...overtakenValueClaims(index, conversation, replaced, facts),
  ]
  return scorecard({
    conversation,
    salience,
    items: markSuperseded(
      extractItems(conversation, salience),
      conversation,
      successor,
      areOfOneMatter(conversation),
    ),
    retained: retentionIn(index, conversation, termWeights, lexicon.source.language),
    ...faithfulnessOf(claims),
  })
}

/** What stands before "(said there: …)". */
const nameOf = (claim: string): string => claim.split(' (', 1)[0] as string

function faithfulnessOf(claims: readonly Claim[]): { faithfulness: number; unsupported: string[] } {
  const wrong = claims.filter((claim) => !claim.isSupported)
  const faithfulness = claims.length === 0 ? 1 : 1 - wrong.length / claims.length
  const named = wrong.map(({ kind, text }) =>
    kind === 'speaker' ? `wrong speaker: ${text}` : `${kind}: ${text}`,
  )
  return { faithfulness, unsupported: [...new Set(named)] }
}
