// The readers' table from the key, the answers and the verdicts; also writes the judge's tasks. See PROTOCOL.md.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Key } from './draw.js'

export const VERDICTS = ['right', 'partly', 'wrong', 'not in text'] as const
export type Verdict = (typeof VERDICTS)[number]

/** Probe id → what the reader answered from the text alone. */
type Answers = Readonly<Record<string, string>>
type Verdicts = Readonly<Record<string, Verdict>>

const OUT_DIR = fileURLToPath(new URL('../out/reader', import.meta.url))
const ANSWERS_DIR = fileURLToPath(new URL('./answers', import.meta.url))

/** Half a point for an answer that has a part of what was asked. */
const POINTS: Readonly<Record<Verdict, number>> = { right: 1, partly: 0.5, wrong: 0, 'not in text': 0 }
/** Two-sided 95 %. */
const Z = 1.96

/**
 * Wilson's score interval for a share.
 *
 * Shapes  share in 0..1, count > 0; returns [low, high] in 0..1.
 * Source  Wilson 1927; unlike the plain interval it stays inside 0..1 for small counts.
 */
export function wilson(share: number, count: number): readonly [number, number] {
  const z2 = Z * Z
  const centre = (share + z2 / (2 * count)) / (1 + z2 / count)
  const half = (Z / (1 + z2 / count)) * Math.sqrt((share * (1 - share)) / count + z2 / (4 * count * count))
  return [Math.max(0, centre - half), Math.min(1, centre + half)]
}

/** One line for each source and one for all, with the scorer's verdict on the same probes beside it. */
export function readerTable(key: Key, verdicts: Verdicts): string {
  const ids = Object.keys(verdicts).filter((id) => key[id] !== undefined)
  const sources = [...new Set(ids.map((id) => key[id]?.source ?? ''))].sort()
  const line = (name: string, group: readonly string[]) => {
    const points = group.map((id) => POINTS[verdicts[id] ?? 'wrong'])
    const share = points.reduce((sum, value) => sum + value, 0) / group.length
    const retained = group.reduce((sum, id) => sum + (key[id]?.retained ?? 0), 0) / group.length
    const [low, high] = wilson(share, group.length)
    const agree =
      group.filter((id) => POINTS[verdicts[id] ?? 'wrong'] >= 0.5 === (key[id]?.retained ?? 0) >= 0.5)
        .length / group.length
    const counts = VERDICTS.map((verdict) =>
      String(group.filter((id) => verdicts[id] === verdict).length).padStart(12),
    )
    const percent = (value: number) => (100 * value).toFixed(0).padStart(4)
    return `${name.padEnd(12)}${String(group.length).padStart(5)}${percent(share)} %  (${percent(low)} –${percent(high)})${counts.join('')}   ${percent(retained)}  ${percent(agree)}`
  }
  return [
    `source          n  answered  (95 %)   ${VERDICTS.map((verdict) => verdict.padStart(12)).join('')}   scorer  agree`,
    ...sources.map((source) =>
      line(
        source,
        ids.filter((id) => key[id]?.source === source),
      ),
    ),
    line('all', ids),
  ].join('\n')
}

function judgeTasks(key: Key, answers: Answers): string {
  return Object.entries(answers)
    .map(([id, answer]) => {
      const entry = key[id]
      return `## ${id}\nquestion: ${entry?.question}\ngold: ${entry?.gold.join(' / ')}\nanswer: ${answer}\n`
    })
    .join('\n')
}

// The files below are written by `draw.ts`, by a reader and by a judge in the shapes stated above.
const readJson = <T>(file: string): T => JSON.parse(readFileSync(file, 'utf8')) as T

function main(): void {
  const { values } = parseArgs({ options: { run: { type: 'string', default: 'latest' } } })
  const key = readJson<Key>(join(OUT_DIR, 'key.json'))
  const answersFile = join(ANSWERS_DIR, `${values.run}.answers.json`)
  const verdictsFile = join(ANSWERS_DIR, `${values.run}.verdicts.json`)
  if (!existsSync(answersFile)) throw new Error(`no answers yet: expected ${answersFile}`)
  const answers = readJson<Answers>(answersFile)
  const unanswered = Object.keys(key).filter((id) => answers[id] === undefined)
  if (unanswered.length > 0)
    throw new Error(`no answer for ${unanswered.length} probes: ${unanswered.slice(0, 5)} …`)
  writeFileSync(join(OUT_DIR, 'judge.md'), judgeTasks(key, answers))
  const isJudged = existsSync(verdictsFile)
  console.log(
    isJudged
      ? readerTable(key, readJson<Verdicts>(verdictsFile))
      : `judge tasks in ${OUT_DIR}/judge.md; then write ${verdictsFile}`,
  )
}

if (process.argv[1]?.endsWith('report.ts'))
  try {
    main()
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
