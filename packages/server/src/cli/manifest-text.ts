import type { CompactionResult, ManifestEntry, Message } from '@precis/engine'
import { formatCount, formatPercent } from './output.js'

const MARKS = { kept: '+', shortened: '~', dropped: '-', superseded: 'x' } as const
/** Parts of a score that are told: the largest ones. */
const MAX_PARTS = 3
/** Statements that are listed as the greatest losses. */
const MAX_MISSING = 5
const MAX_TEXT_CHARACTERS = 200

/**
 * Tells a person what became of each statement: totals, what is kept of each type, the greatest losses, then every message
 * with its statements in order.
 *
 * Shapes  `+ kept`, `~ shortened`, `- dropped`, `x superseded`; the number is the score, its largest parts in brackets.
 */
export function manifestText(result: CompactionResult, messages: readonly Message[]): string {
  return [...head(result), '', ...body(result.manifest ?? [], messages)].join('\n')
}

function head({ totals, validation, originalTokenCount, tokenCount }: CompactionResult): string[] {
  const coverage = Object.entries(validation.coverage).map(
    ([type, share]) => `${type.replace('_', ' ')} ${formatPercent(share)}`,
  )
  const missing = validation.missing
    .slice(0, MAX_MISSING)
    .map(({ type, content }) => `  - ${type.replace('_', ' ')}: ${clipped(content)}`)
  return [
    `${formatCount(originalTokenCount)} → ${formatCount(tokenCount)} tokens, score ${validation.score.toFixed(2)}`,
    `${totals.units} statements: ${totals.kept} kept (+), ${totals.shortened} shortened (~), ${totals.dropped} dropped (-), ${totals.superseded} superseded (x)`,
    ...(coverage.length > 0 ? [`Kept by type: ${coverage.join(', ')}`] : []),
    ...(missing.length > 0 ? ['Greatest losses:', ...missing] : []),
  ]
}

function body(manifest: readonly ManifestEntry[], messages: readonly Message[]): string[] {
  const speakers = new Map(messages.map(({ id, name, role }) => [id, name ?? role]))
  const lines: string[] = []
  let last: string | undefined
  for (const entry of manifest) {
    const { messageId } = entry.span
    if (messageId !== last) lines.push(`${messageId}, ${speakers.get(messageId) ?? 'unknown'}:`)
    last = messageId
    lines.push(...statement(entry))
  }
  return lines
}

function statement({ fate, text, shortened, reason, scoreParts }: ManifestEntry): string[] {
  const parts = Object.entries(scoreParts)
  const score = parts.reduce((sum, [, part]) => sum + part, 0)
  const told = parts
    .filter(([, part]) => part !== 0)
    .sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]))
    .slice(0, MAX_PARTS)
    .map(([name, part]) => `${name} ${signed(part)}`)
    .join(', ')
  const shorter = shortened === undefined ? [] : [`      → ${clipped(shortened)}`]
  return [
    `  ${MARKS[fate]} ${clipped(text)}`,
    ...shorter,
    `      ${reason}; score ${signed(score)} (${told})`,
  ]
}

const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(1)}`

function clipped(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  const characters = [...line]
  return characters.length <= MAX_TEXT_CHARACTERS
    ? line
    : `${characters.slice(0, MAX_TEXT_CHARACTERS).join('')}…`
}
