import { ANNOTATION_REVISION, DIGEST_REVISION, type Digest, mergeDigests, sealRange } from '@precis/engine'
import type { MergeWork, SealedWork, SealWork } from '../services/engine-work.js'
import { readPlaced } from './pages.js'

const OUTDATED: SealedWork = { kind: 'outdated' }

/** Makes the digest of a range of messages. */
export function seal({ messages, annotations, isFirst }: SealWork): SealedWork {
  const entries = readPlaced(messages, annotations)
  const language = entries[0]?.annotation.language ?? 'en'
  const isOutdated = entries.some(
    ({ annotation }) => annotation.revision !== ANNOTATION_REVISION || annotation.language !== language,
  )
  return isOutdated ? OUTDATED : toSealed(sealRange(entries, { isFirst, language }))
}

/** Makes the digest of neighbouring ranges from theirs. */
export function merge({ digests }: MergeWork): SealedWork {
  // The JSON text that `toSealed` wrote.
  const ranges = digests.map((text) => JSON.parse(text) as Digest)
  const language = ranges[0]?.language
  const isOutdated = ranges.some((range) => range.revision !== DIGEST_REVISION || range.language !== language)
  return isOutdated ? OUTDATED : toSealed(mergeDigests(ranges))
}

const toSealed = (digest: Digest): SealedWork => ({ kind: 'sealed', data: JSON.stringify(digest) })
