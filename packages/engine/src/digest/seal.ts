import {
  buildConversation,
  type Conversation,
  MIN_CHRONICLE_DAYS,
  MIN_NAMES,
  namesOfPeople,
} from '../conversation.js'
import { lastRequest } from '../current-state.js'
import { extractItems } from '../items/items.js'
import { lexiconFor } from '../lexicon/registry.js'
import { withoutUnsaidMembers } from '../link/echoes.js'
import { findSuperseded, markSuperseded, withSuccessors } from '../link/supersession.js'
import { areOfOneMatter } from '../matters/one-matter.js'
import { firstTask } from '../protect.js'
import { score } from '../score.js'
import { statedValues } from '../state/values.js'
import { tallyTranscript } from '../transcript.js'
import { itemsByUnit } from '../verify/scorecard.js'
import { carriedEntries, chooseCarried, type Ground, termsOfUnits, weighLost } from './carry.js'
import { DIGEST_REVISION, DIGEST_TOKENS, type Digest, type PlacedMessage } from './digest.js'
import { countTerms } from './term-counts.js'
import { carriedItems, weighItems } from './weighed-items.js'

export interface SealOptions {
  /** The range opens the conversation. */
  readonly isFirst: boolean
  /** Of the conversation; used where the range has no message left. */
  readonly language: string
  /** Tokens of units beside the rules. Default `DIGEST_TOKENS`. */
  readonly capacity?: number
}

/**
 * Makes the digest of a range of messages. Depends on these messages alone, so it is the same whenever it is made.
 *
 * Cost  as a compaction of the range.
 */
export function sealRange(entries: readonly PlacedMessage[], options: SealOptions): Digest {
  const { isFirst, language, capacity = DIGEST_TOKENS } = options
  const conversation = withoutUnsaidMembers(buildConversation(entries, { isContinuation: !isFirst }))
  const successor = findSuperseded(conversation)
  const scores = withSuccessors(score(conversation), conversation, successor)
  const items = markSuperseded(
    extractItems(conversation, scores.salience, successor),
    conversation,
    successor,
    areOfOneMatter(conversation),
  )
  const itemOf = itemsByUnit({ conversation, items })
  const ground: Ground = {
    conversation,
    scores,
    sequences: entries.map(({ sequence }) => sequence),
    values: statedValues(conversation, successor),
    typeOf: (unit) => itemOf[unit.index]?.type,
  }
  const { units, rulesLeftOut } = chooseCarried(ground, capacity)
  const { wording } = lexiconFor(language).source
  return {
    revision: DIGEST_REVISION,
    language,
    tally: {
      messages: entries.length,
      contentTokens: entries.reduce((sum, { annotation }) => sum + annotation.tokenCount, 0),
      transcript: tallyTranscript(conversation, wording),
      units: conversation.units.length,
      superseded: successor.size,
      rulesLeftOut,
      lost: weighLost(ground, units),
    },
    termCounts: countTerms(conversation, termsOfUnits(units)),
    names: [...namesOfPeople(entries)].slice(0, MIN_NAMES),
    days: [...new Set(conversation.days.flatMap((day) => day ?? []))].slice(0, MIN_CHRONICLE_DAYS),
    hasAssistant: entries.some(({ message }) => message.role === 'assistant'),
    firstTaskId: isFirst ? (entries[firstTask(conversation)]?.message.id ?? null) : null,
    ...requestOfRange(conversation, isFirst),
    values: ground.values,
    items: carriedItems(conversation, weighItems(conversation, items, scores), units),
    entries: carriedEntries(ground, units),
  }
}

/** What was asked in the range. Where nobody asks, only the first one has what opened the talk. */
function requestOfRange(
  conversation: Conversation,
  isFirst: boolean,
): Pick<Digest, 'lastUserRequest' | 'lastRequestStatus'> {
  const { lastUserRequest, lastRequestStatus, isAsked } = lastRequest(conversation)
  return { lastUserRequest: isAsked || isFirst ? lastUserRequest : null, lastRequestStatus }
}
