import type { Conversation, Unit } from '../conversation.js'
import { claimCuesFor } from '../lexicon/claims/registry.js'
import type { TextIndex } from './text-index.js'

/** Terms of a unit from which it is looked for: its rarest ones. */
const ANCHORS = 3
/** Places of an anchor that are tried; a term that stands oftener is no anchor worth more. */
const PLACES_PER_ANCHOR = 16
/** Terms that may stand between those of a unit before it counts as scattered. */
const WINDOW_SLACK_TERMS = 6
/**
 * Weighted share of a unit's terms below which nothing of it counts as said, and from which all of it does.
 * Fitted on half of the development conversations (bench/src/validation); seven other pairs are within 0.004 of Spearman.
 */
const RECALL_NOTHING = 0.35
export const RECALL_ALL = 0.7

/** Weight of an ending or a particle, and of a word of negation, as shares of what its rarity says. */
const GRAMMAR_WEIGHT = 0.2
const HIRAGANA = /^\p{Script=Hiragana}+$/u

/**
 * Weights of terms by what a summary has to keep of them: it may say "no", "never" or "must not" for each other, and inflect
 * as it likes.
 */
function paraphrasedWeights({ units }: Conversation, weights: Float64Array, language: string): Float64Array {
  const { opposites, light } = claimCuesFor(language)
  return lightened(units, weights, (term) => opposites.has(term) || light.has(term) || HIRAGANA.test(term))
}

/** Weights of the terms of some units, those that say little at a share of their own. */
export function lightened(
  units: readonly Unit[],
  weights: Float64Array,
  isLight: (term: string) => boolean,
): Float64Array {
  const own = weights.slice()
  const seen = new Uint8Array(weights.length)
  for (const { terms, annotation } of units)
    for (let at = 0; at < terms.length; at++) {
      const id = terms[at] as number
      if (seen[id] === 1) continue
      seen[id] = 1
      if (isLight(annotation.terms[at] as string)) own[id] = (own[id] as number) * GRAMMAR_WEIGHT
    }
  return own
}

/** Whether a list of places has one in `[from, to]`. */
function hasWithin(places: readonly number[] | undefined, from: number, to: number): boolean {
  if (places === undefined) return false
  let low = 0
  let high = places.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((places[middle] as number) < from) low = middle + 1
    else high = middle
  }
  return low < places.length && (places[low] as number) <= to
}

/** The three heaviest of the unit's terms that occur in the text, and the weight of all that do. */
function anchorsOf(unit: Unit, index: Pick<TextIndex, 'places'>, weights: Float64Array) {
  const anchors: number[] = []
  let present = 0
  for (const term of unit.terms) {
    if (index.places[term] === undefined) continue
    const weight = weights[term] as number
    present += weight
    let at = anchors.length
    while (at > 0 && (weights[anchors[at - 1] as number] as number) < weight) at--
    if (at < ANCHORS) anchors.splice(at, 0, term)
    if (anchors.length > ANCHORS) anchors.pop()
  }
  return { anchors, present }
}

/**
 * The greatest weighted share of the unit's terms that stand together in the text, said by no one else. Where a term that
 * `isNeeded` is not among them, they do not count.
 */
export function bestRecall(
  unit: Unit,
  index: Pick<TextIndex, 'places' | 'speakerAt'>,
  weights: Float64Array,
  isNeeded: (term: string) => boolean = () => false,
): number {
  let total = 0
  for (const term of unit.terms) total += weights[term] as number
  const { anchors, present } = anchorsOf(unit, index, weights)
  // Most units of a long conversation are not in a short text at all: no window can hold more than the whole text does.
  if (present <= total * RECALL_NOTHING) return 0
  const reach = unit.terms.length + WINDOW_SLACK_TERMS
  let best = 0
  for (const anchor of anchors) {
    for (const place of (index.places[anchor] ?? []).slice(0, PLACES_PER_ANCHOR)) {
      const speaker = index.speakerAt[place] as number
      if (speaker >= 0 && speaker !== unit.speaker) continue
      let found = 0
      for (let at = 0; at < unit.terms.length; at++) {
        const term = unit.terms[at] as number
        if (hasWithin(index.places[term], place - reach, place + reach)) found += weights[term] as number
        else if (isNeeded(unit.annotation.terms[at] as string)) {
          found = 0
          break
        }
      }
      best = Math.max(best, found)
      if (best >= total * RECALL_ALL) return best / total
    }
  }
  return best / total
}

/**
 * Tells how much of each unit a text still says, by the terms that stand together in it.
 *
 * Shapes  one value for each unit of the conversation, in order.
 * Units   0 (nothing) to 1 (all of it).
 * Cost    linear in the units' terms: places tried are bounded for each unit.
 */
export function retentionIn(
  index: TextIndex,
  conversation: Conversation,
  termWeights: Float64Array,
  language: string,
): Float64Array {
  const weights = paraphrasedWeights(conversation, termWeights, language)
  const retained = new Float64Array(conversation.units.length)
  for (const unit of conversation.units) {
    const recall = bestRecall(unit, index, weights)
    retained[unit.index] = Math.min(1, Math.max(0, (recall - RECALL_NOTHING) / (RECALL_ALL - RECALL_NOTHING)))
  }
  return retained
}
