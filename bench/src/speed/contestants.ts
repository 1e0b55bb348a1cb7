import {
  type AnnotatedMessage,
  annotate,
  type CompactionResult,
  compact,
  compactAnnotated,
  detectLanguage,
} from '@precis/engine'
import { encode } from 'gpt-tokenizer/encoding/o200k_base'
import type { SpeedText } from './inputs.js'
import { cpuTimed } from './statistics.js'

/** Reads all that a result tells beside its text: it is made when it is asked for. */
function readAll(results: readonly CompactionResult[]): void {
  for (const result of results) Object.values(result)
}

function tokenise(text: SpeedText): void {
  for (const { content } of text.flat()) encode(content)
}

const compactAll = (text: SpeedText): void => readAll(text.map((messages) => compact(messages)))

/** Times some work and keeps what it made. */
function timedWork<T>(work: () => T): { readonly ms: number; readonly made: T } {
  let made: T | undefined
  const ms = cpuTimed(() => {
    made = work()
  })
  return { ms, made: made as T } // proof: `work` has returned
}

/** As the server annotates: in the language of the first messages that it reads together. */
const annotated = (text: SpeedText): readonly (readonly AnnotatedMessage[])[] =>
  text.map((messages) => {
    const language = detectLanguage(messages)
    return messages.map((message) => ({ message, annotation: annotate(message, { language }) }))
  })

/** What a store does: annotations are made, written as JSON, parsed; then the text alone is asked for, then all that a result tells. */
function timeStored(text: SpeedText) {
  const annotating = timedWork(() => annotated(text))
  const json = JSON.stringify(annotating.made)
  const parsing = timedWork(() => JSON.parse(json) as typeof annotating.made)
  return {
    annotate: annotating.ms,
    parse: parsing.ms,
    text: cpuTimed(() => parsing.made.map((entries) => compactAnnotated(entries).text)),
    all: cpuTimed(() => readAll(parsing.made.map((entries) => compactAnnotated(entries)))),
  }
}

/** What can be timed: milliseconds of processor time, `again` of the same text a second time. */
export type Timed = 'tokenise' | 'again' | 'cold' | 'annotate' | 'parse' | 'text' | 'all'
export type Times = Readonly<Partial<Record<Timed, number>>>

export interface Contestant {
  readonly time: (text: SpeedText) => Times
  /** What can be sampled, by what is timed of it: each makes ready what then runs. */
  readonly sampled: Readonly<Partial<Record<Timed, (text: SpeedText) => () => void>>>
}

/** What is timed, each in a process of its own. */
export const CONTESTANTS = {
  tokenising: {
    time: (text) => ({ tokenise: cpuTimed(() => tokenise(text)), again: cpuTimed(() => tokenise(text)) }),
    sampled: { tokenise: (text) => () => tokenise(text) },
  },
  compacting: {
    time: (text) => ({ cold: cpuTimed(() => compactAll(text)) }),
    sampled: { cold: (text) => () => compactAll(text) },
  },
  storing: {
    time: timeStored,
    sampled: {
      annotate: (text) => () => annotated(text),
      all(text) {
        const stored = JSON.parse(JSON.stringify(annotated(text))) as ReturnType<typeof annotated>
        return () => readAll(stored.map((entries) => compactAnnotated(entries)))
      },
    },
  },
} as const satisfies Readonly<Record<string, Contestant>>

export type ContestantName = keyof typeof CONTESTANTS
