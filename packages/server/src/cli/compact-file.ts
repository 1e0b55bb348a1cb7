import { readFile } from 'node:fs/promises'
import {
  type CompactionResult,
  type CompactOptions,
  compact,
  type Encoding,
  type Format,
  type ImportedConversation,
  readConversation,
  type Strategy,
} from '@precis/engine'
import { type CompactionJson, compactionJson } from './compaction-json.js'
import { createNotes, formatCount, formatPercent, type Notes, writeText } from './output.js'

/** Flags of `precis compact`, as the command line has parsed them. */
export interface CompactFileFlags {
  readonly strategy?: Strategy
  readonly targetTokens?: number
  readonly format?: Format
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
  const result = compact(conversation.messages, optionsOf(flags))
  for (const warning of result.warnings) notes.say(`Warning: ${warning}`)
  notes.say(
    `${formatCount(result.originalTokenCount)} → ${formatCount(result.tokenCount)} tokens (${formatPercent(result.compressionRatio)}), ${result.strategyUsed}, score ${result.validation.score.toFixed(2)}.`,
  )
  await writeText(process.stdout, `${render(conversation, result, flags)}\n`)
}

async function readSource(source: string, notes: Notes): Promise<string> {
  if (source !== '-') return readFile(source, 'utf8')
  if (process.stdin.isTTY === true) notes.say('Reading a conversation from the terminal; end it with Ctrl-D.')
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks).toString('utf8')
}

function optionsOf(flags: CompactFileFlags): CompactOptions {
  const { strategy, targetTokens, format, encoding, explain } = flags
  return {
    ...(strategy !== undefined && { strategy }),
    ...(targetTokens !== undefined && { targetTokens }),
    ...(format !== undefined && { format }),
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
    return JSON.stringify(fullJson(conversation, result, flags.format ?? 'structured'), null, 2)
  return flags.explain === true ? manifestText(result) : result.text
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
      manifest: result.manifest.map(({ span, text, fate, reason, shortened, scoreParts }) => ({
        message_id: span.messageId,
        start: span.start,
        end: span.end,
        text,
        fate,
        reason,
        ...(shortened !== undefined && { shortened }),
        score_parts: scoreParts,
      })),
    }),
  }
}

/** One line for each unit, in conversation order: what became of it, why, and its text. Tab-separated. */
function manifestText(result: CompactionResult): string {
  const { totals, manifest = [] } = result
  const lines = manifest.map(({ span, text, fate, reason, shortened }) =>
    [
      fate,
      span.messageId,
      reason,
      oneLine(text),
      ...(shortened === undefined ? [] : [oneLine(shortened)]),
    ].join('\t'),
  )
  const summary = `# ${totals.units} units: ${totals.kept} kept, ${totals.shortened} shortened, ${totals.dropped} dropped, ${totals.superseded} superseded`
  return [summary, '# fate\tmessage\treason\ttext\tshortened to', ...lines].join('\n')
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
