import { fileURLToPath } from 'node:url'
import type { BenchConversation, SharedBench } from './shared-bench.js'

const FOLDER = fileURLToPath(new URL('../../conversations', import.meta.url))
const SOURCES: ReadonlySet<string> = new Set(['service-agent', 'assistant-chat', 'group-planning'])

/** The sets of other kinds that the weights between a user and an assistant are fitted on since 28 November 2026; later sets are for measuring only. */
const FITTED_OTHER_KINDS: ReadonlySet<string> = new Set(['other-kinds', 'other-kinds-2', 'other-kinds-3'])

/** The conversations that we wrote and fit all weights on. */
export const loadOwnConversations = (bench: SharedBench): readonly BenchConversation[] =>
  bench.loadData([FOLDER]).filter(isOurs)

export const isOurs = ({ source }: BenchConversation): boolean => SOURCES.has(source)

/** The conversations of other kinds that are fitted on, named people among them. */
export const loadFittedOtherKinds = (bench: SharedBench): readonly BenchConversation[] =>
  bench.loadData([FOLDER]).filter(isFittedOtherKind)

export const isFittedOtherKind = ({ source }: BenchConversation): boolean => FITTED_OTHER_KINDS.has(source)
