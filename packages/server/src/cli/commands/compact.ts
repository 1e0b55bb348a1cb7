import { type Command, Option } from 'commander'
import type { CompactFileFlags } from '../compact-file.js'
import { parseCount } from '../parse-count.js'

const STRATEGIES = ['adaptive', 'conservative', 'balanced', 'aggressive']
const FORMATS = ['structured', 'narrative', 'bullet_points', 'injection', 'messages']
const ENCODINGS = ['o200k_base', 'cl100k_base']

/** Gives `precis compact` its options. The engine is loaded only when the command runs, not for its help. */
export function configure(command: Command): void {
  command
    .argument('[file]', 'a conversation; - reads standard input', '-')
    .addOption(new Option('-s, --strategy <name>', 'how hard to compress').choices(STRATEGIES))
    .option('-t, --target-tokens <n>', 'hard ceiling of the result, in tokens', parseCount)
    .addOption(new Option('-f, --format <name>', 'shape of the text').choices(FORMATS))
    .addOption(
      new Option('--provider <name>', 'whose message list, with --format messages').choices([
        'openai',
        'anthropic',
      ]),
    )
    .addOption(new Option('--encoding <name>', 'tokenizer to count with').choices(ENCODINGS))
    .option(
      '--explain',
      'print what became of each unit and why, instead of the text (with --json: beside it)',
    )
    .option('--json', 'print the whole result as JSON')
    .option('--jsonl', 'answer one JSON request per line of standard input, in order, until it ends')
    .option('-v, --verbose', 'notes on stderr also when it is not a terminal')
    .addHelpText('after', HELP)
    .action(async (file: string, flags: CompactFileFlags & { readonly jsonl?: boolean }) => {
      if (flags.jsonl === true) {
        refuseWithLines(command, file)
        const { compactLines } = await import('../compact-lines.js')
        await compactLines(process.stdin, process.stdout)
      } else {
        const { compactFile } = await import('../compact-file.js')
        await compactFile(file, flags)
      }
    })
}

const HELP = `
Reads OpenAI, Anthropic and AI SDK message lists, a Precis export (JSON or one message per line) and
"Name: text" transcripts. Only the result goes to stdout; notes go to stderr when it is a terminal.

Line mode (--jsonl), one request per line:
  {"id", "messages": [{"id"?, "role", "name"?, "content", "timestamp"?, "tool_calls"?, "tool_call_id"?}],
   "strategy"?, "target_tokens"?, "format"?, "provider"?}
one answer per line, in the same order:
  {"id", "text", "tokens", "original_tokens", "facts", "decisions", "preferences", "constraints", "current_state",
   "validation_score", "warnings", "ms"}  or  {"id", "error": {"code", "message"}}

Exit codes: 0 done, 1 failed, 2 wrong usage.

Examples:
  precis compact chat.json --target-tokens 800
  precis compact chat.json --format messages --provider anthropic
  pbpaste | precis compact - --format bullet_points`

/** In line mode every request brings its own settings, so settings for all of them would be read by nobody. */
function refuseWithLines(command: Command, file: string): void {
  const given = Object.keys(command.opts()).filter((name) => name !== 'jsonl' && name !== 'verbose')
  if (given.length > 0)
    command.error('error: --jsonl takes its settings from each line; give it no other option')
  if (file !== '-') command.error('error: --jsonl reads standard input; give it no file')
}
