import { annotate, type CompactionResult, compact, compactAnnotated } from '@precis/engine'
import { clearMergeCache, encode } from 'gpt-tokenizer/encoding/o200k_base'
import type { Figure } from './figure.js'
import { charactersOf, generatedMegabyte, ownInputs, type SpeedInput, toMegabyte } from './inputs.js'
import { type HotSpot, hotSpots, sampleStacks } from './profile.js'
import { type StageColumn, stageShares, stageTable } from './stages.js'
import { cpuTimed, interleave, median } from './statistics.js'

const ROUNDS = 5
/** Characters that are compacted before anything is measured: V8 has then compiled what it will. A small input takes many passes. */
const WARM_UP_CHARACTERS = 2_000_000
const HOT_SPOTS = 15
/** Bounds of the issue: how many times tokenising the same text once a compaction may take, from messages and from annotations. */
const MAX_COLD_RATIO = 6
const MAX_ANNOTATED_RATIO = 0.5

/** What was measured on one kind of conversation. */
export interface CompactionSpeed {
  readonly figures: readonly Figure[]
  readonly stages: Readonly<Record<'cold' | 'annotated', StageColumn>>
}

/** Reads all that a result tells beside its text: it is made when it is asked for. */
function readAll(results: readonly CompactionResult[]): void {
  for (const result of results) Object.values(result)
}

const annotateAll = ({ conversations }: SpeedInput) =>
  conversations.map((messages) => messages.map((message) => ({ message, annotation: annotate(message) })))

/** Compaction against tokenising the same text once, by kind: processor time, to which other programs add little. */
export async function measureCompactions(): Promise<readonly CompactionSpeed[]> {
  const measured: CompactionSpeed[] = []
  for (const input of [generatedMegabyte(), ...ownInputs()]) measured.push(await measureCompaction(input))
  return measured
}

/** The same from stored annotations alone, the conversations of each kind one after the other to 1 MB. */
export async function measureMegabytes(): Promise<readonly Figure[]> {
  const measured: Figure[] = []
  for (const input of ownInputs().map(toMegabyte)) {
    const { conversations } = input
    const stored: ReturnType<typeof annotateAll> = JSON.parse(JSON.stringify(annotateAll(input)))
    const contestants = { tokenise: tokeniser(conversations), ...compactors(stored) }
    warmUp(input, contestants)
    const samples = await interleave(ROUNDS, {
      tokenise: () => cpuTimed(contestants.tokenise),
      all: () => cpuTimed(contestants.all),
      text: () => cpuTimed(contestants.text),
    })
    measured.push(...storedFigures(input.name, samples))
  }
  return measured
}

const tokeniser = (conversations: SpeedInput['conversations']) => () => {
  for (const { content } of conversations.flat()) encode(content)
}

const compactors = (annotated: ReturnType<typeof annotateAll>) => ({
  all: () => readAll(annotated.map((entries) => compactAnnotated(entries))),
  text: () => annotated.map((entries) => compactAnnotated(entries).text),
})

function warmUp(input: SpeedInput, contestants: Readonly<Record<string, () => unknown>>): void {
  // Full of other texts, the tokenizer's cache throws away what it needs next: the yardstick takes a third longer on the generated text.
  clearMergeCache()
  for (let characters = 0; characters < WARM_UP_CHARACTERS; characters += charactersOf(input))
    for (const work of Object.values(contestants)) work()
}

async function measureCompaction(input: SpeedInput): Promise<CompactionSpeed> {
  const { conversations } = input
  const entries = annotateAll(input)
  const text = JSON.stringify(entries)
  const stored: typeof entries = JSON.parse(text)
  const fromStored = compactors(stored)
  const contestants = {
    tokenise: tokeniser(conversations),
    annotate: () => annotateAll(input),
    cold: () => readAll(conversations.map((messages) => compact(messages))),
    annotated: compactors(entries).all,
    all: fromStored.all,
    text: fromStored.text,
    parse: () => JSON.parse(text),
  }
  warmUp(input, contestants)
  const samples = await interleave(ROUNDS, {
    tokenise: () => cpuTimed(contestants.tokenise),
    annotate: () => cpuTimed(contestants.annotate),
    cold: () => cpuTimed(contestants.cold),
    annotated: () => cpuTimed(contestants.annotated),
    all: () => cpuTimed(contestants.all),
    text: () => cpuTimed(contestants.text),
    parse: () => cpuTimed(contestants.parse),
  })
  const ratioOf = (times: readonly number[]) => median(times) / median(samples.tokenise)
  const column = async (contestant: 'cold' | 'all'): Promise<StageColumn> => ({
    name: input.name,
    ratio: ratioOf(samples[contestant]),
    shares: stageShares(await sampleStacks(contestants[contestant])),
  })
  return {
    figures: [...figuresOf(input, samples, ratioOf), parseFigure(input, samples.parse, text, ratioOf)],
    stages: { cold: await column('cold'), annotated: await column('all') },
  }
}

/** A run from annotations that were parsed from their JSON before: all that a result tells, and its text alone. */
function storedFigures(
  name: string,
  samples: Readonly<Record<'tokenise' | 'all' | 'text', readonly number[]>>,
): readonly Figure[] {
  const figure = (title: string, times: readonly number[]): Figure => ({
    name: title,
    value: median(times) / median(samples.tokenise),
    unit: '×',
    aim: { kind: 'at_most', value: MAX_ANNOTATED_RATIO },
    detail: milliseconds(times),
  })
  return [
    figure(`${name}, annotations parsed from their JSON before`, samples.all),
    figure('  the text alone', samples.text),
  ]
}

const milliseconds = (times: readonly number[]) => `${median(times).toFixed(0)} ms`

type Samples = Readonly<
  Record<'tokenise' | 'annotate' | 'cold' | 'annotated' | 'all' | 'text' | 'parse', readonly number[]>
>

function figuresOf(
  input: SpeedInput,
  samples: Samples,
  ratioOf: (times: readonly number[]) => number,
): readonly Figure[] {
  const size = `${(charactersOf(input) / 1000).toFixed(0)} thousand characters, ${input.conversations.flat().length} messages`
  return [
    {
      name: `${input.name}: compact / tokenise once`,
      value: ratioOf(samples.cold),
      unit: '×',
      aim: { kind: 'at_most', value: MAX_COLD_RATIO },
      detail: `${milliseconds(samples.cold)} / ${milliseconds(samples.tokenise)} of processor time; ${size}`,
    },
    {
      name: '  with annotations just made',
      value: ratioOf(samples.annotated),
      unit: '×',
      detail: milliseconds(samples.annotated),
    },
    ...storedFigures('  all that it tells', samples),
    {
      name: '  annotate (once, on write)',
      value: ratioOf(samples.annotate),
      unit: '×',
      detail: milliseconds(samples.annotate),
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
