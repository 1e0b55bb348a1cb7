import { fileURLToPath } from 'node:url'
import type { BenchConversation, SharedBench } from './shared-bench.js'

const FOLDER = fileURLToPath(new URL('../../conversations', import.meta.url))
const SOURCES: ReadonlySet<string> = new Set(['service-agent', 'assistant-chat', 'group-planning'])

/** The conversations that we wrote and fit on. `other-kinds` is for measuring only: nothing may be fitted on it. */
export const loadOwnConversations = (bench: SharedBench): readonly BenchConversation[] =>
  bench.loadData([FOLDER]).filter(isOurs)

export const isOurs = ({ source }: BenchConversation): boolean => SOURCES.has(source)
