/** What stands for the old part of a long conversation in a run: found, or made and stored, piece by piece. */
import { DIGEST_REVISION } from '@precis/engine/recorded'
import { AppError } from '../errors.js'
import type { Store } from '../store/contract.js'
import { type DigestPlace, ROOT_LEVEL, type SealedRange } from '../store/contract-digests.js'
import { annotatePending } from './annotations.js'
import type { EngineWork, PastWork, SealedWork } from './engine-work.js'
import {
  type ConversationRef,
  isOfNewerRelease,
  readAnnotationPages,
  readMessagePages,
} from './read-conversation.js'
import { partsOf, placesFor, placesOf, RANGE_LIMITS, type RangeLimits, rangeCloser } from './sealed-ranges.js'

export interface SealingContext {
  readonly store: Pick<Store, 'messages' | 'digests'>
  readonly engine: EngineWork
  /** Default `RANGE_LIMITS`. All that work on one database have to agree. */
  readonly rangeLimits?: RangeLimits | undefined
}

export interface PastRequest {
  /** The last message that the run covers. */
  readonly through: number
  readonly targetTokens: number | null
  /** Told of every step that need not be done again if the run is interrupted. */
  readonly onProgress?: (() => void) | undefined
  readonly signal?: AbortSignal | undefined
}

/** What stands for the messages up to `after`. */
export interface SealedPastOfRun {
  readonly after: number
  readonly work: PastWork
}

/**
 * The sealed part of a conversation as a run through a message sees it; undefined where the messages are to be read from
 * the first one on: in short conversations, for texts so large that digests would leave too little to choose from, and while a
 * newer release works on the conversation.
 *
 * Which ranges are sealed depends on `through` and the messages alone. Digests that are missing are made and stored; messages
 * without annotations are annotated first.
 *
 * Errors  `unavailable` when messages were deleted meanwhile: the next attempt reads what is left.
 * Cost    what is new, and a few rows, where the digests are there.
 */
export async function readPast(
  context: SealingContext,
  ref: ConversationRef,
  request: PastRequest,
): Promise<SealedPastOfRun | undefined> {
  if (!(await mayBeSealed(context, ref, request))) return undefined
  return startingOver(context, ref, request, async (sealing) => {
    if (await fitsWhole(context, ref, request)) return undefined
    const ranges = (await sealing.closedThrough(request.through)) - 1
    const places = ranges < 1 ? undefined : placesFor(ranges, request.targetTokens)
    if (places === undefined) return undefined
    const found: Made[] = []
    for (const place of places) found.push(await sealing.digestAt(place))
    const after = found.at(-1)?.through ?? 0
    return {
      after,
      work: { digests: found.map(({ data }) => data), ...(await pinnedThrough(context, ref, after)) },
    }
  })
}

/** Makes what the run after the next closing of a range will need, so that it does not have to. */
export async function sealAhead(
  context: SealingContext,
  ref: ConversationRef,
  request: Pick<PastRequest, 'through' | 'onProgress' | 'signal'>,
): Promise<void> {
  const ahead = { ...request, targetTokens: null }
  if (!(await mayBeSealed(context, ref, ahead))) return
  await startingOver(context, ref, ahead, async (sealing) => {
    const ranges = await sealing.closedThrough(request.through)
    if (ranges >= 1) await sealing.makeAhead(ranges)
  })
}

/** Whether there may be two closed ranges: by counts that are at hand, so that most conversations cost nothing. */
async function mayBeSealed(
  { store, rangeLimits = RANGE_LIMITS }: SealingContext,
  { instanceId, conversationId }: ConversationRef,
  { through }: Pick<PastRequest, 'through'>,
): Promise<boolean> {
  const head = await store.messages.head(instanceId, conversationId)
  if (head === undefined) return false
  const tokensAtMost = Math.max(head.contentBytes, head.annotatedTokens)
  return through >= 2 * rangeLimits.messages || tokensAtMost >= 2 * rangeLimits.tokens
}

/** Tokens of a speaker's label and a line break, and room for the dates. */
const LABEL_TOKENS = 6

/** What fits into the target as it is needs no choice, and is given as it is. */
async function fitsWhole(
  { store }: SealingContext,
  { instanceId, conversationId }: ConversationRef,
  { targetTokens }: PastRequest,
): Promise<boolean> {
  if (targetTokens === null) return false
  const head = await store.messages.head(instanceId, conversationId)
  return head !== undefined && targetTokens >= head.annotatedTokens + head.lastSequence * LABEL_TOKENS
}

/**
 * Annotations or digests of an older release, or that do not fit together, are made again from the messages, once. Those of a newer
 * one are left alone, and nothing is done: undefined.
 */
async function startingOver<T>(
  context: SealingContext,
  ref: ConversationRef,
  request: PastRequest,
  work: (sealing: Sealing) => Promise<T>,
): Promise<T | undefined> {
  const { store, engine } = context
  const { through, onProgress } = request
  for (let hasStartedOver = false; ; hasStartedOver = true) {
    await annotatePending(store, engine, ref, { through, onProgress })
    const head = await store.messages.head(ref.instanceId, ref.conversationId)
    if (await isOfNewerRelease(store.messages, ref, head?.annotatedThrough ?? 0)) return undefined
    try {
      return await work(await Sealing.open(context, ref, request))
    } catch (error) {
      if (!(error instanceof OutdatedError) || hasStartedOver) throw error
      await store.messages.dropAnnotations(ref.instanceId, ref.conversationId)
    }
  }
}

class OutdatedError extends Error {}

async function pinnedThrough(
  { store }: SealingContext,
  ref: ConversationRef,
  through: number,
): Promise<Omit<PastWork, 'digests'>> {
  const { instanceId, conversationId } = ref
  const pinned: string[] = []
  const pinnedAnnotations: string[] = []
  for (const sequence of await store.messages.pinnedSequences(instanceId, conversationId, through)) {
    const one = { after: sequence - 1, through: sequence }
    pinned.push(...(await readMessagePages(store.messages, ref, one)).pages)
    pinnedAnnotations.push(...(await readAnnotationPages(store.messages, ref, sequence, sequence - 1)).pages)
  }
  return { pinned, pinnedAnnotations }
}

/** A digest, and the messages that it was made of. */
interface Made extends SealedRange {
  readonly data: string
}

/** Token counts of one read. */
const COUNTED_ROWS = 1_000

/** The ranges and digests of one conversation at one epoch. */
class Sealing {
  readonly #context: SealingContext
  readonly #ref: ConversationRef
  readonly #request: PastRequest
  readonly #epoch: number
  /** Ranges that are closed and not sealed yet, by position. */
  readonly #unsealed = new Map<number, SealedRange>()

  private constructor(context: SealingContext, ref: ConversationRef, request: PastRequest, epoch: number) {
    this.#context = context
    this.#ref = ref
    this.#request = request
    this.#epoch = epoch
  }

  static async open(context: SealingContext, ref: ConversationRef, request: PastRequest): Promise<Sealing> {
    const epoch = await context.store.digests.epoch(ref.instanceId, ref.conversationId)
    return new Sealing(context, ref, request, epoch)
  }

  /** Number of ranges that are closed by the messages up to `through`. */
  async closedThrough(through: number): Promise<number> {
    const { store, rangeLimits = RANGE_LIMITS } = this.#context
    const { instanceId, conversationId } = this.#ref
    const last = await store.digests.lastRange(instanceId, conversationId, through)
    const close = rangeCloser(last, rangeLimits)
    for (let after = last?.through ?? 0; after < through; ) {
      const range = { after, through, limit: COUNTED_ROWS }
      const counts = await store.messages.readTokenCounts(instanceId, conversationId, range)
      for (const closed of close(counts)) this.#unsealed.set(closed.position, closed)
      const next = counts.at(-1)
      if (!next) break
      after = next.sequence
    }
    return (last?.position ?? -1) + 1 + this.#unsealed.size
  }

  /** Makes the root of so many ranges, unless it is there. */
  async makeAhead(ranges: number): Promise<void> {
    const { instanceId, conversationId } = this.#ref
    const place = rootOf(ranges)
    const known = await this.#context.store.digests.rangeAt(instanceId, conversationId, place)
    if (known === undefined) await this.digestAt(place)
  }

  /** Reads a digest; makes and stores it where it is missing, and whatever it is made from. */
  async digestAt(asked: DigestPlace): Promise<Made> {
    const place = asked.level === ROOT_LEVEL ? rootOf(asked.position) : asked
    const { instanceId, conversationId } = this.#ref
    const wanted = { ...place, revision: DIGEST_REVISION }
    const known = await this.#context.store.digests.read(instanceId, conversationId, wanted)
    if (known !== undefined) return known
    if (place.level === 0) return this.#seal(await this.#boundsOf(place))
    const parts = place.level === ROOT_LEVEL ? placesOf(place.position) : partsOf(place)
    const made: Made[] = []
    for (const part of parts) made.push(await this.digestAt(part))
    const sealed = await this.#context.engine.merge({ digests: made.map(({ data }) => data) })
    const bounds = { after: made[0]?.after ?? 0, through: made.at(-1)?.through ?? 0 }
    return this.#keep({ ...place, ...bounds }, sealed)
  }

  async #boundsOf(place: DigestPlace): Promise<SealedRange> {
    const { instanceId, conversationId } = this.#ref
    const range =
      this.#unsealed.get(place.position) ??
      (await this.#context.store.digests.rangeAt(instanceId, conversationId, place))
    // A range before it is sealed and this one is not known: the rows are not of one mind.
    if (range === undefined) throw new OutdatedError(`range ${place.position} was never closed`)
    return range
  }

  async #seal(range: SealedRange): Promise<Made> {
    const { store, engine } = this.#context
    const { after, through } = range
    const messages = await readMessagePages(store.messages, this.#ref, { after, through })
    const annotations = await readAnnotationPages(store.messages, this.#ref, through, after)
    const sealed = await engine.seal({
      messages: messages.pages,
      annotations: annotations.pages,
      isFirst: range.position === 0,
    })
    return this.#keep(range, sealed)
  }

  async #keep(range: SealedRange, sealed: SealedWork): Promise<Made> {
    if (sealed.kind === 'outdated') throw new OutdatedError('made by another release')
    this.#request.signal?.throwIfAborted()
    const { instanceId, conversationId } = this.#ref
    const { data } = sealed
    const isKept = await this.#context.store.digests.put(instanceId, conversationId, {
      epoch: this.#epoch,
      digests: [{ ...range, revision: DIGEST_REVISION, data }],
    })
    if (!isKept)
      throw new AppError(
        'unavailable',
        'messages of the conversation were deleted while it was being compacted',
      )
    this.#request.onProgress?.()
    return { ...range, data }
  }
}

/** The digest of all ranges up to one: a digest of a level, where one is enough. */
function rootOf(ranges: number): DigestPlace {
  const [only, ...others] = placesOf(ranges)
  return only !== undefined && others.length === 0 ? only : { level: ROOT_LEVEL, position: ranges }
}
