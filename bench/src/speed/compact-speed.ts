import { annotate, compact, compactAnnotated } from '@precis/engine'
import { encode } from 'gpt-tokenizer/encoding/o200k_base'
import type { Figure } from './figure.js'
import { charactersOf, generatedMegabyte, ownInputs, type SpeedInput } from './inputs.js'
import { type HotSpot, hotSpots, sampleStacks } from './profile.js'
import { type StageColumn, stageShares, stageTable } from './stages.js'
import { cpuTimed, interleave, median } from './statistics.js'

const ROUNDS = 5
const HOT_SPOTS = 15
/** Bounds of the issue: how many times tokenising the same text once a compaction may take, from messages and from annotations. */
const MAX_COLD_RATIO = 6
const MAX_ANNOTATED_RATIO = 0.5

/** What was measured on one kind of conversation. */
export interface CompactionSpeed {
  readonly figures: readonly Figure[]
  readonly stages: Readonly<Record<'cold' | 'annotated', StageColumn>>
}

const annotateAll = ({ conversations }: SpeedInput) =>
  conversations.map((messages) => messages.map((message) => ({ message, annotation: annotate(message) })))

/** Compaction against tokenising the same text once, by kind: processor time, to which other programs add little. */
export async function measureCompactions(): Promise<readonly CompactionSpeed[]> {
  const measured: CompactionSpeed[] = []
  for (const input of [generatedMegabyte(), ...ownInputs()]) measured.push(await measureCompaction(input))
  return measured
}

async function measureCompaction(input: SpeedInput): Promise<CompactionSpeed> {
  const { conversations } = input
  const entries = annotateAll(input)
  const text = JSON.stringify(entries)
  const stored: typeof entries = JSON.parse(text)
  const contestants = {
    tokenise: () => {
      for (const { content } of conversations.flat()) encode(content)
    },
    annotate: () => annotateAll(input),
    cold: () => conversations.map((messages) => compact(messages)),
    annotated: () => entries.map((annotated) => compactAnnotated(annotated)),
    stored: () => stored.map((annotated) => compactAnnotated(annotated)),
    parse: () => JSON.parse(text),
  }
  for (const work of Object.values(contestants)) work()
  const samples = await interleave(ROUNDS, {
    tokenise: () => cpuTimed(contestants.tokenise),
    annotate: () => cpuTimed(contestants.annotate),
    cold: () => cpuTimed(contestants.cold),
    annotated: () => cpuTimed(contestants.annotated),
    stored: () => cpuTimed(contestants.stored),
    parse: () => cpuTimed(contestants.parse),
  })
  const ratioOf = (times: readonly number[]) => median(times) / median(samples.tokenise)
  const column = async (contestant: 'cold' | 'annotated'): Promise<StageColumn> => ({
    name: input.name,
    ratio: ratioOf(samples[contestant]),
    shares: stageShares(await sampleStacks(contestants[contestant])),
  })
  return {
    figures: [...figuresOf(input, samples, ratioOf), parseFigure(input, samples.parse, text, ratioOf)],
    stages: { cold: await column('cold'), annotated: await column('annotated') },
  }
}

type Samples = Readonly<
  Record<'tokenise' | 'annotate' | 'cold' | 'annotated' | 'stored' | 'parse', readonly number[]>
>

function figuresOf(
  input: SpeedInput,
  samples: Samples,
  ratioOf: (times: readonly number[]) => number,
): readonly Figure[] {
  const ms = (times: readonly number[]) => `${median(times).toFixed(0)} ms`
  const size = `${(charactersOf(input) / 1000).toFixed(0)} thousand characters, ${input.conversations.flat().length} messages`
  return [
    {
      name: `${input.name}: compact / tokenise once`,
      value: ratioOf(samples.cold),
      unit: '×',
      aim: { kind: 'at_most', value: MAX_COLD_RATIO },
      detail: `${ms(samples.cold)} / ${ms(samples.tokenise)} of processor time; ${size}`,
    },
    {
      name: '  with annotations (a run of the service)',
      value: ratioOf(samples.annotated),
      unit: '×',
      aim: { kind: 'at_most', value: MAX_ANNOTATED_RATIO },
      detail: ms(samples.annotated),
    },
    {
      name: '  the same, annotations parsed from their JSON before',
      value: ratioOf(samples.stored),
      unit: '×',
      detail: ms(samples.stored),
    },
    {
      name: '  annotate (once, on write)',
      value: ratioOf(samples.annotate),
      unit: '×',
      detail: ms(samples.annotate),
    },
  ]
}

/** What it takes to parse messages and annotations from the text that is stored of them. */
const parseFigure = (
  input: SpeedInput,
  times: readonly number[],
  text: string,
  ratioOf: (times: readonly number[]) => number,
): Figure => ({
  name: '  parsing messages and annotations',
  value: ratioOf(times),
  unit: '×',
  detail: `${(text.length / charactersOf(input)).toFixed(1)} characters of JSON for each of text`,
})

/** What each stage costs, by kind: one table for compactions from messages, one for those from annotations. */
export const stageTables = (measured: readonly CompactionSpeed[]): string =>
  [
    'What each stage costs, as a multiple of tokenising (share of the compaction), from messages:',
    stageTable(measured.map(({ stages }) => stages.cold)),
    'With annotations:',
    stageTable(measured.map(({ stages }) => stages.annotated)),
  ].join('\n\n')

/** The functions in which one compaction spends most time of their own, its code compiled. */
export async function profileCompaction(): Promise<readonly HotSpot[]> {
  const [messages = []] = generatedMegabyte().conversations
  compact(messages)
  return hotSpots(await sampleStacks(() => compact(messages)), HOT_SPOTS)
}
