import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import type { CompactFlags } from './commands/compact.js'
import { EXIT, type ExitCode } from './exit-codes.js'
import { describeFailure } from './failure.js'
import { readVersion } from './version.js'

const STRATEGIES = ['adaptive', 'conservative', 'balanced', 'aggressive']
const FORMATS = ['structured', 'narrative', 'bullet_points', 'injection']
const ENCODINGS = ['o200k_base', 'cl100k_base']

/**
 * Runs one command line and resolves to its exit code. Every command's code is loaded only when it runs.
 *
 * Errors  never rejects: failures are printed to stderr as one sentence.
 */
export async function runProgram(argv: readonly string[]): Promise<ExitCode> {
  const program = buildProgram()
  try {
    await program.parseAsync([...argv])
    return EXIT.ok
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage
    process.stderr.write(`precis: ${describeFailure(error)}\n`)
    return EXIT.failure
  }
}

function buildProgram(): Command {
  const program = new Command('precis')
    .description(
      'Records conversations, compacts them in the background and returns a checked, prompt-ready context.',
    )
    .version(readVersion(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show this help')
    .exitOverride()
    .showHelpAfterError('(run with --help for the options)')
  addCompact(program)
  return program
}

function addCompact(program: Command): void {
  program
    .command('compact')
    .description('compact one conversation, or one conversation per line')
    .argument('[file]', 'a conversation; - reads standard input', '-')
    .addOption(new Option('-s, --strategy <name>', 'how hard to compress').choices(STRATEGIES))
    .option('-t, --target-tokens <n>', 'hard ceiling of the result, in tokens', parseCount)
    .addOption(new Option('-f, --format <name>', 'shape of the text').choices(FORMATS))
    .addOption(new Option('--encoding <name>', 'tokenizer to count with').choices(ENCODINGS))
    .option(
      '--explain',
      'print what became of each unit and why, instead of the text (with --json: beside it)',
    )
    .option('--json', 'print the whole result as JSON')
    .option('--jsonl', 'answer one JSON request per line of standard input, in order, until it ends')
    .option('-v, --verbose', 'notes on stderr also when it is not a terminal')
    .addHelpText('after', COMPACT_HELP)
    .action(async (file: string, flags: CompactFlags & { readonly jsonl?: boolean }, command: Command) => {
      if (flags.jsonl === true) {
        refuseWithLines(command, file)
        const { compactLines } = await import('./compact-lines.js')
        await compactLines(process.stdin, process.stdout)
        return
      }
      const { runCompact } = await import('./commands/compact.js')
      await runCompact(file, flags)
    })
}

const COMPACT_HELP = `
Reads OpenAI, Anthropic and AI SDK message lists, a Precis export (JSON or one message per line) and
"Name: text" transcripts. Only the result goes to stdout; notes go to stderr when it is a terminal.

Line mode (--jsonl), one request per line:
  {"id", "messages": [{"id"?, "role", "name"?, "content", "timestamp"?}], "strategy"?, "target_tokens"?, "format"?}
one answer per line, in the same order:
  {"id", "text", "tokens", "original_tokens", "facts", "decisions", "preferences", "constraints", "current_state",
   "validation_score", "warnings", "ms"}  or  {"id", "error": {"code", "message"}}

Exit codes: 0 done, 1 failed, 2 wrong usage.

Examples:
  precis compact chat.json --target-tokens 800
  pbpaste | precis compact - --format bullet_points`

/** In line mode every request brings its own settings, so settings for all of them would be read by nobody. */
function refuseWithLines(command: Command, file: string): void {
  const given = Object.keys(command.opts()).filter((name) => name !== 'jsonl' && name !== 'verbose')
  if (given.length > 0)
    command.error('error: --jsonl takes its settings from each line; give it no other option')
  if (file !== '-') command.error('error: --jsonl reads standard input; give it no file')
}

function parseCount(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value) || value < 1)
    throw new InvalidArgumentError('Expected a whole number from 1 up.')
  return value
}
