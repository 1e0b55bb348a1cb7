import { findSuperseded, markSuperseded, withSuccessors } from '../link/supersession.js'
import { tellsLifted } from '../rules-in-force.js'
import { score } from '../score.js'
import { statedValues } from '../state/values.js'
import { carriedEntries, chooseCarried, type Ground, termsOfUnits, weighLost } from './carry.js'
import { DIGEST_REVISION, DIGEST_TOKENS, type Digest } from './digest.js'
import { addWeights, joinPast, joinSummaries } from './past.js'
import { carriedItems } from './weighed-items.js'

/**
 * Makes the digest of neighbouring ranges out of theirs: their units compete anew, by the scores that they had among their
 * messages, and what a later range corrects is dropped. A unit is carried word for word or not at all, so nothing is lost
 * by repeated merging but units.
 *
 * Shapes  `digests` oldest first, of ranges without a gap between them. Depends on them alone.
 * Units   `capacity`: tokens of units beside the rules.
 * Errors  RangeError when there is none.
 */
export function mergeDigests(digests: readonly Digest[], capacity = DIGEST_TOKENS): Digest {
  const conversation = joinPast({ digests }, [])
  const successor = findSuperseded(conversation)
  const ground: Ground = {
    conversation,
    scores: withSuccessors(score(conversation), conversation, successor),
    sequences: digests.flatMap(({ entries }) => entries.map(({ sequence }) => sequence)),
    values: statedValues(conversation, successor),
    typeOf: (unit) => unit.annotation.sealed?.type,
  }
  const { units, rulesLeftOut } = chooseCarried(ground, capacity)
  const summary = joinSummaries(digests, termsOfUnits(units))
  const isLifted = tellsLifted(conversation)
  const weighed = summary.items.filter(({ item }) => !isLifted(item))
  const items = markSuperseded(
    weighed.map(({ item }) => item),
    conversation,
    successor,
  ).map((item, at) => ({ item, weight: weighed[at]?.weight ?? 0 }))
  return {
    revision: DIGEST_REVISION,
    language: summary.language,
    tally: {
      ...summary.tally,
      superseded: summary.tally.superseded + successor.size,
      rulesLeftOut: summary.tally.rulesLeftOut + rulesLeftOut,
      lost: addWeights(summary.tally.lost, weighLost(ground, units)),
    },
    termCounts: summary.termCounts,
    names: summary.names,
    days: summary.days,
    hasAssistant: summary.hasAssistant,
    firstTaskId: summary.firstTaskId,
    lastUserRequest: summary.lastUserRequest,
    lastRequestStatus: summary.lastRequestStatus,
    values: ground.values,
    items: carriedItems(conversation, items, units),
    entries: carriedEntries(ground, units),
  }
}
