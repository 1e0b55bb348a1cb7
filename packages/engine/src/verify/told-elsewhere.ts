import type { Conversation, Unit } from '../conversation.js'
import { claimCuesFor } from '../lexicon/claims/registry.js'
import { lexiconFor } from '../lexicon/registry.js'
import { bestRecall, lightened, RECALL_ALL } from './retention.js'

/** Units that are looked for: the ones whose loss weighs most. Others keep the verdict of being left out. */
const MAX_LOOKED_FOR = 200

const isNumber = (term: string): boolean => /\d/.test(term)

/**
 * Marks units that were left out and that kept ones tell all the same: "No, with subtitles" beside "confirm: … with
 * subtitles", the line of a file that was written a message before. Every number of such a unit has to stand there too; among
 * named people its own speaker has to say it.
 *
 * Shapes  `retained` has one entry for each unit, 1 for a kept one; 1 is set where a left out one is told.
 * Cost    linear in the kept units; the units looked for, and the places tried for each, are bounded.
 */
export function markToldElsewhere(
  retained: Float64Array,
  conversation: Conversation,
  weigh: (unit: Unit) => number,
  termWeights: Float64Array,
  language: string,
): void {
  const lookedFor = heaviest(conversation, retained, weigh)
  const isWanted = new Uint8Array(conversation.termCount)
  for (const { terms } of lookedFor) for (const term of terms) isWanted[term] = 1
  const places: number[][] = []
  const speakerAt: number[] = []
  let place = 0
  for (const { index, terms, speaker } of conversation.units) {
    if (retained[index] === 0) continue
    for (const term of terms) {
      if (isWanted[term] === 1) {
        const list = places[term]
        if (list === undefined) places[term] = [place]
        else list.push(place)
      }
      speakerAt[place++] = conversation.isNamed ? speaker : -1
    }
  }
  const index = { places, speakerAt }
  const { opposites, light } = claimCuesFor(language)
  const { requestVerbs } = lexiconFor(language)
  const isLight = (term: string) => opposites.has(term) || light.has(term) || requestVerbs.has(term)
  const weights = lightened(lookedFor, termWeights, isLight)
  for (const unit of lookedFor) {
    const isNeeded = unit.annotation.kind === 'prose' ? isNumber : undefined
    if (bestRecall(unit, index, weights, isNeeded) >= RECALL_ALL) retained[unit.index] = 1
  }
}

/** The units that were left out and weigh most, at most `MAX_LOOKED_FOR`. */
function heaviest(
  { units }: Conversation,
  retained: Float64Array,
  weigh: (unit: Unit) => number,
): readonly Unit[] {
  const lost: Unit[] = []
  const weights: number[] = []
  for (const unit of units) {
    const weight = retained[unit.index] === 0 ? weigh(unit) : 0
    if (weight > 0) {
      lost.push(unit)
      weights.push(weight)
    }
  }
  if (lost.length <= MAX_LOOKED_FOR) return lost
  const least = Float64Array.from(weights).sort()[weights.length - MAX_LOOKED_FOR] as number
  return lost.filter((_, at) => (weights[at] as number) >= least).slice(0, 2 * MAX_LOOKED_FOR)
}
