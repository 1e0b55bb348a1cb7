import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** What a reader found wrong with a statement: not supported or wrong speaker, not readable alone, wrong type. */
export type Fault = 'true' | 'alone' | 'type'

/** One reading: all statements of one draw, with the faults of those that have any. */
export interface Verdict {
  /** `before` or `after` the corrections. */
  readonly round: string
  readonly source: string
  readonly type: string
  readonly split: string
  readonly seed: number
  readonly read: number
  /** Ids, among those of `faults`, that a fair reader could also call good. Strangers say so; earlier readers had no such verdict. */
  readonly borderline?: readonly string[]
  /** Id of the statement → its faults. Statements that are not listed were found good. */
  readonly faults: Readonly<Record<string, readonly Fault[]>>
}

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), 'verdicts')

/** All readings on record. The files are written by the reader and hold no text of the data. */
export function readVerdicts(folder: string = FOLDER): Verdict[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .flatMap((file): Verdict[] => JSON.parse(readFileSync(join(folder, file), 'utf8')))
}

/** Share of statements, in percent, that are true, readable alone, rightly typed, and all three. */
export function tableOf(verdicts: readonly Verdict[]): string {
  const groups = new Map<string, Verdict[]>()
  for (const verdict of verdicts)
    for (const key of [
      `${verdict.round} ${verdict.type} ${verdict.source}`,
      `${verdict.round} ${verdict.type} all`,
    ])
      groups.set(key, [...(groups.get(key) ?? []), verdict])
  const header =
    '| round | type | source | read | true | alone | type | good |\n|---|---|---|---|---|---|---|---|'
  const rows = [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, group]) => {
      const read = group.reduce((sum, { read }) => sum + read, 0)
      const faults = group.flatMap((verdict) => Object.values(verdict.faults))
      const without = (fault?: Fault) =>
        share(
          read - faults.filter((found) => (fault ? found.includes(fault) : found.length > 0)).length,
          read,
        )
      const cells = [...key.split(' '), read, without('true'), without('alone'), without('type'), without()]
      return `| ${cells.join(' | ')} |`
    })
  return [header, ...rows].join('\n')
}

const share = (good: number, read: number): string => (read === 0 ? '–' : ((100 * good) / read).toFixed(0))
