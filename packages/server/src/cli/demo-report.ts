/** What the demo prints: plain text in a pipe, colours and boxes on a terminal. */
import type { CompactionResponse, ContextForPromptResponse } from '@precis/sdk'
import { formatCount, formatPercent } from './output.js'

/** Lines of a format that are shown unless all are asked for. */
const PREVIEW_LINES = 8
const EXAMPLES_PER_FATE = 3
const EXAMPLE_CHARS = 96
const MISSING_SHOWN = 5

/** One unit of the conversation and what became of it, as the explain endpoint tells it. */
export interface ExplainedUnit {
  readonly text: string
  readonly fate: 'kept' | 'shortened' | 'dropped' | 'superseded'
  readonly reason: string
  readonly shortened?: string | null
}

export interface Style {
  readonly isTerminal: boolean
}

const paint = (code: string, text: string) => `\u001b[${code}m${text}\u001b[0m`
const bold = (style: Style, text: string) => (style.isTerminal ? paint('1', text) : text)
const dim = (style: Style, text: string) => (style.isTerminal ? paint('2', text) : text)

export function heading(style: Style, text: string): string {
  return `\n${bold(style, text)}\n${'─'.repeat(text.length)}`
}

/** Rows of name and value: a table on a terminal, `name: value` lines elsewhere. */
export async function factsTable(
  style: Style,
  rows: readonly (readonly [string, string])[],
): Promise<string> {
  if (!style.isTerminal) return rows.map(([name, value]) => `${name}: ${value}`).join('\n')
  const { default: Table } = await import('cli-table3')
  const table = new Table({ style: { head: [], border: ['gray'] } })
  table.push(...rows.map(([name, value]) => [name, value]))
  return table.toString()
}

export function summaryRows(compaction: CompactionResponse): readonly (readonly [string, string])[] {
  const { totals, validation } = compaction
  return [
    ['tokens before', formatCount(compaction.originalTokenCount)],
    [
      'tokens after',
      `${formatCount(compaction.compactedTokenCount)} (ceiling ${formatCount(compaction.targetTokens ?? 0)})`,
    ],
    ['share of the original', formatPercent(compaction.compressionRatio)],
    ['version, strategy', `${compaction.version}, ${compaction.strategyUsed}`],
    [
      'score',
      `${(compaction.validationScore ?? 0).toFixed(2)}${compaction.validationPassed ? '' : ' (below the pass mark of 0.70)'}`,
    ],
    ...(validation === null ? [] : [['faithfulness', validation.faithfulness.toFixed(2)] as const]),
    ...(totals === null
      ? []
      : [
          [
            'units kept / shortened / dropped / superseded',
            [totals.kept, totals.shortened, totals.dropped, totals.superseded].join(' / '),
          ] as const,
        ]),
  ]
}

/** A format's text, or its beginning with the number of lines that follow. */
export function preview(style: Style, text: string, isFull: boolean): string {
  const lines = text.split('\n')
  if (isFull || lines.length <= PREVIEW_LINES) return text
  const rest = lines.length - PREVIEW_LINES
  return [...lines.slice(0, PREVIEW_LINES), dim(style, `… ${rest} more lines (--full shows them)`)].join('\n')
}

/** A few units of each fate, with the reason. */
export function fateExamples(style: Style, units: readonly ExplainedUnit[]): string {
  const fates = ['kept', 'shortened', 'superseded', 'dropped'] as const
  const blocks = fates.map((fate) => {
    const found = units.filter((unit) => unit.fate === fate)
    const examples = spread(found, EXAMPLES_PER_FATE).map((unit) => `  ${describe(style, unit)}`)
    return [bold(style, `${fate} (${found.length})`), ...examples].join('\n')
  })
  return blocks.join('\n')
}

function describe(style: Style, unit: ExplainedUnit): string {
  const after = unit.fate === 'shortened' && unit.shortened ? ` → “${cut(unit.shortened)}”` : ''
  return `“${cut(unit.text)}”${after} ${dim(style, `(${unit.reason})`)}`
}

/** Some of many, evenly from beginning to end. */
function spread<T>(values: readonly T[], count: number): readonly T[] {
  if (values.length <= count) return values
  return Array.from(
    { length: count },
    (_, i) => values[Math.floor(((i + 0.5) * values.length) / count)],
  ).filter((value) => value !== undefined)
}

function cut(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length <= EXAMPLE_CHARS ? line : `${line.slice(0, EXAMPLE_CHARS - 1)}…`
}

/** The score and what it found missing, most important first. */
export function scoreText({ validationScore, validation }: CompactionResponse): string {
  const score = `Score ${(validationScore ?? 0).toFixed(2)}`
  if (validation === null) return `${score}.`
  if (validation.missing.length === 0) return `${score}; nothing that was found to matter is missing.`
  const listed = validation.missing
    .slice(0, MISSING_SHOWN)
    .map(({ type, content }) => `  ${type}: ${cut(content)}`)
  return [
    `${score}; the most important of the ${validation.missing.length} that are missing:`,
    ...listed,
  ].join('\n')
}

export function contextRows(context: ContextForPromptResponse): readonly (readonly [string, string])[] {
  return [
    ['messages compacted', formatCount(context.compactedMessageCount)],
    ['messages since, word for word', formatCount(context.recentMessageCount)],
    ['is stale', String(context.isStale)],
  ]
}
