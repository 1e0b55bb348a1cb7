import { annotate, compact, compactAnnotated } from '@precis/engine'
import { encode } from 'gpt-tokenizer/encoding/o200k_base'
import { conversationOfCharacters } from './conversation.js'
import type { Figure } from './figure.js'
import { type HotSpot, profile } from './profile.js'
import { fastest, interleave, timed } from './statistics.js'

const MEGABYTE = 1_000_000
const ROUNDS = 7
const HOT_SPOTS = 15
/** Bound of the issue: how many times tokenising the same text once a compaction may take. */
const MAX_RATIO = 8

/** One-shot compaction of 1 MB against tokenising the same text once, and where its time goes. */
export async function measureCompaction(): Promise<readonly Figure[]> {
  const messages = conversationOfCharacters(MEGABYTE, 1)
  const tokenise = () => {
    for (const message of messages) encode(message.content)
  }
  const coldTokeniseMs = await timed(tokenise)
  const coldCompactMs = await timed(() => compact(messages))
  const annotated = messages.map((message) => ({ message, annotation: annotate(message) }))
  const samples = await interleave(ROUNDS, {
    tokenise: () => timed(tokenise),
    annotate: () => timed(() => messages.map((message) => annotate(message))),
    compact: () => timed(() => compact(messages)),
    compactAnnotated: () => timed(() => compactAnnotated(annotated)),
  })
  const floorMs = fastest(samples.tokenise)
  const compactMs = fastest(samples.compact)
  const ms = (value: number) => `${value.toFixed(0)} ms`
  return [
    {
      name: 'compact 1 MB / tokenise it once',
      value: compactMs / floorMs,
      unit: '×',
      aim: { kind: 'at_most', value: MAX_RATIO },
      detail: `${ms(compactMs)} / ${ms(floorMs)}; first run ${ms(coldCompactMs)} / ${ms(coldTokeniseMs)}; ${messages.length} messages`,
    },
    {
      name: '  of it: annotate',
      value: fastest(samples.annotate) / floorMs,
      unit: '×',
      detail: `${ms(fastest(samples.annotate))}, done once on write in the service`,
    },
    {
      name: '  of it: link, select, render, verify',
      value: fastest(samples.compactAnnotated) / floorMs,
      unit: '×',
      detail: `${ms(fastest(samples.compactAnnotated))}, what a run costs`,
    },
  ]
}

/** Where the time of one compaction goes, its code compiled. */
export async function profileCompaction(): Promise<readonly HotSpot[]> {
  const messages = conversationOfCharacters(MEGABYTE, 1)
  compact(messages)
  return profile(() => compact(messages), HOT_SPOTS)
}
