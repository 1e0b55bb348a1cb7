import { fileURLToPath } from 'node:url'
import type { BenchConversation, SharedBench } from './shared-bench.js'

const FOLDER = fileURLToPath(new URL('../../conversations', import.meta.url))
const SOURCES: ReadonlySet<string> = new Set(['service-agent', 'assistant-chat', 'group-planning'])

/** The conversations that we wrote, of kinds that the benchmark's development data does not have. */
export const loadOwnConversations = (bench: SharedBench): readonly BenchConversation[] =>
  bench.loadData([FOLDER])

export const isOurs = ({ source }: BenchConversation): boolean => SOURCES.has(source)
