import {
  type CompactionResult,
  type CompactOptions,
  compact,
  type Encoding,
  type Format,
  type ImportedConversation,
  type Provider,
  readConversation,
  type Strategy,
} from '@precis/engine'
import { type CompactionJson, compactionJson } from './compaction-json.js'
import { manifestText } from './manifest-text.js'
import { compactToList } from './message-list-json.js'
import { createNotes, formatCount, formatPercent, type Notes, writeText } from './output.js'
import { readInput } from './read-input.js'

/** Flags of `precis compact`, as the command line has parsed them. */
export interface CompactFileFlags {
  readonly strategy?: Strategy
  readonly targetTokens?: number
  readonly format?: Format | 'messages'
  readonly provider?: Provider
  readonly encoding?: Encoding
  readonly explain?: boolean
  readonly json?: boolean
  readonly verbose?: boolean
}

/** Reads one conversation, compacts it and prints the result alone on stdout. */
export async function compactFile(source: string, flags: CompactFileFlags): Promise<void> {
  const notes = createNotes(flags.verbose === true)
  const conversation = readConversation(await readSource(source, notes))
  notes.say(`Read ${formatCount(conversation.messages.length)} messages: ${conversation.description}.`)
  for (const note of conversation.notes) notes.say(note)
  if (flags.format === 'messages') return writeMessageList(conversation, flags, notes)
  const result = compact(conversation.messages, optionsOf(flags))
  writeWarnings(result.warnings, flags, notes)
  notes.say(
    `${formatCount(result.originalTokenCount)} → ${formatCount(result.tokenCount)} tokens (${formatPercent(result.compressionRatio)}), ${result.strategyUsed}, score ${result.validation.score.toFixed(2)}.`,
  )
  await writeText(process.stdout, `${render(conversation, result, flags)}\n`)
}

/** The list alone, or with `--json` beside the fields of the compaction. */
async function writeMessageList(
  { messages }: ImportedConversation,
  flags: CompactFileFlags,
  notes: Notes,
): Promise<void> {
  const { list, compaction } = compactToList(messages, optionsOf(flags), flags.provider ?? 'openai')
  const { provider: _, ...body } = list
  writeWarnings(compaction.warnings, flags, notes)
  const told = flags.json === true ? { ...compaction, ...list } : body
  await writeText(process.stdout, `${JSON.stringify(told, null, 2)}\n`)
}

/** What was lost is said on stderr, terminal or not; in JSON it stands beside the result. */
function writeWarnings(warnings: readonly string[], flags: CompactFileFlags, notes: Notes): void {
  for (const warning of warnings)
    if (flags.json === true) notes.say(`Warning: ${warning}`)
    else process.stderr.write(`Warning: ${warning}\n`)
}

async function readSource(source: string, notes: Notes): Promise<string> {
  if (source === '-' && process.stdin.isTTY === true)
    notes.say('Reading a conversation from the terminal; end it with Ctrl-D.')
  return readInput(source)
}

function optionsOf(flags: CompactFileFlags): CompactOptions {
  const { strategy, targetTokens, format, encoding, explain } = flags
  return {
    ...(strategy !== undefined && { strategy }),
    ...(targetTokens !== undefined && { targetTokens }),
    ...(format !== undefined && format !== 'messages' && { format }),
    ...(encoding !== undefined && { encoding }),
    ...(explain === true && { explain }),
  }
}

function render(
  conversation: ImportedConversation,
  result: CompactionResult,
  flags: CompactFileFlags,
): string {
  if (flags.json === true)
    return JSON.stringify(fullJson(conversation, result, optionsOf(flags).format ?? 'structured'), null, 2)
  return flags.explain === true ? manifestText(result, conversation.messages) : result.text
}

interface FullJson extends CompactionJson {
  readonly recognised: string
  readonly [field: string]: unknown
}

function fullJson(conversation: ImportedConversation, result: CompactionResult, format: Format): FullJson {
  const { validation } = result
  return {
    recognised: conversation.format,
    format,
    ...compactionJson(result),
    compression_ratio: result.compressionRatio,
    strategy_used: result.strategyUsed,
    target_tokens: result.targetTokens,
    language: result.language,
    summary: result.summary,
    validation_passed: validation.passed,
    faithfulness: validation.faithfulness,
    coverage: validation.coverage,
    missing: validation.missing.map(({ type, content }) => ({ type, content })),
    quality_warning: result.qualityWarning,
    notes: conversation.notes,
    totals: result.totals,
    ...(result.manifest !== undefined && {
      manifest: result.manifest.map(({ span, scoreParts, successor, ...entry }) => ({
        message_id: span.messageId,
        start: span.start,
        end: span.end,
        ...entry,
        score_parts: scoreParts,
        ...(successor !== undefined && {
          successor: { message_id: successor.messageId, start: successor.start, end: successor.end },
        }),
      })),
    }),
  }
}
