import type { CompactionResult, Item, ItemType, ManifestEntry, Message, Span } from '@precis/engine'
import { formatCount, formatPercent } from './output.js'

const MARKS = { kept: '+', shortened: '~', dropped: '-', superseded: 'x' } as const
/** Parts of a score that are told: the largest ones. */
const MAX_PARTS = 3
/** Statements that are listed as the greatest losses. */
const MAX_MISSING = 5
const MAX_TEXT_CHARACTERS = 200

/** Parts of a score, as a person calls them. */
const PART_NAMES: Readonly<Record<string, string>> = {
  length: 'length',
  rarity: 'rare words',
  speaker: 'who says it',
  place: 'where it stands',
  neighbours: 'its neighbours',
  form: 'list, code or output',
  content: 'names and numbers',
  act: 'what sort of sentence it is',
  wording: 'how it is worded',
  tools: 'tools',
  kind: 'the kind of talk',
  later: 'what was said later',
  sealed: 'its worth among older messages',
}

const typeName = (type: string): string => (type === 'episode' ? 'other talk' : type.replace('_', ' '))

/**
 * Tells a person what became of each statement: totals, what is kept of each type, the greatest losses, then every message
 * with its statements in order.
 *
 * Shapes  `+ kept`, `~ shortened`, `- dropped`, `x superseded`; the number is the score, its largest parts in brackets.
 */
export function manifestText(result: CompactionResult, messages: readonly Message[]): string {
  return [...head(result), '', ...body(result, messages)].join('\n')
}

function head({ totals, validation, originalTokenCount, tokenCount }: CompactionResult): string[] {
  const coverage = Object.entries(validation.coverage).map(
    ([type, share]) => `${typeName(type)} ${formatPercent(share)}`,
  )
  const missing = validation.missing
    .slice(0, MAX_MISSING)
    .map(({ type, content }) => `  - ${type === 'episode' ? '' : `${typeName(type)}: `}${clipped(content)}`)
  return [
    `${formatCount(originalTokenCount)} → ${formatCount(tokenCount)} tokens, score ${validation.score.toFixed(2)} (of 1: what the text should still be able to answer)`,
    `${totals.units} statements: ${totals.kept} kept (+), ${totals.shortened} shortened (~, with what stands instead), ${totals.dropped} dropped (-), ${totals.superseded} superseded (x)`,
    ...(coverage.length > 0
      ? [`Kept of what they are worth, by type (in brackets below): ${coverage.join(', ')}`]
      : []),
    ...(missing.length > 0 ? ['Greatest losses:', ...missing] : []),
    'Below, m12 is the twelfth message: whatever was left out of it stands there. The worth says how soon a statement is chosen; in brackets what raises (+) or lowers (−) it most.',
  ]
}

function body({ manifest = [], items }: CompactionResult, messages: readonly Message[]): string[] {
  const typeOf = typesByPlace(items)
  const speakers = new Map(messages.map(({ id, name, role }) => [id, name ?? role]))
  const lines: string[] = []
  let last: string | undefined
  for (const entry of manifest) {
    const { messageId } = entry.span
    if (messageId !== last) {
      const id = messageId === entry.handle ? '' : ` (${messageId})`
      lines.push(`${entry.handle}, ${speakers.get(messageId) ?? 'unknown'}${id}:`)
    }
    last = messageId
    lines.push(...statement(entry, typeOf(entry.span)))
  }
  return lines
}

/** The type of the item that a place tells, by the last of its evidence. */
function typesByPlace(items: readonly Item[]): (span: Span) => ItemType | undefined {
  const told = new Map<string, { readonly span: Span; readonly type: ItemType }[]>()
  for (const { evidence, type } of items) {
    const span = evidence.at(-1)
    if (span === undefined) continue
    const ofMessage = told.get(span.messageId) ?? []
    ofMessage.push({ span, type })
    told.set(span.messageId, ofMessage)
  }
  return ({ messageId, start, end }) =>
    told.get(messageId)?.find(({ span }) => span.start < end && start < span.end)?.type
}

function statement(entry: ManifestEntry, type: ItemType | undefined): string[] {
  const { fate, text, shortened, reason } = entry
  const shorter = shortened === undefined ? [] : [`      → ${clipped(shortened)}`]
  const told = type === undefined ? '' : `(${typeName(type)}) `
  return [`  ${MARKS[fate]} ${told}${clipped(text)}`, ...shorter, `      ${reason}${worth(entry)}`]
}

/** What was replaced or has to stay was not chosen by its worth. */
function worth({ fate, reason, score, scoreParts }: ManifestEntry): string {
  if (fate === 'superseded' || /^(?:protected|a rule|everything)/.test(reason)) return ''
  const largest = Object.entries(scoreParts)
    .sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]))
    .slice(0, MAX_PARTS)
  const rest = largest.reduce((left, [, part]) => left - part, score)
  const told = largest.map(([name, part]) => `${PART_NAMES[name] ?? name} ${signed(part)}`)
  return `; worth ${signed(score)} (${[...told, `the rest ${signed(rest)}`].join(', ')})`
}

const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(1)}`

function clipped(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  const characters = [...line]
  return characters.length <= MAX_TEXT_CHARACTERS
    ? line
    : `${characters.slice(0, MAX_TEXT_CHARACTERS).join('')}…`
}
