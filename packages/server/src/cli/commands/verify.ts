import type { Command } from 'commander'
import type { VerifyFlags } from '../verify-file.js'

/** Gives `precis verify` its options. */
export function configure(command: Command): void {
  command
    .argument('<conversation>', 'the conversation that the text stands for')
    .argument('[text]', 'the summary to check; - reads standard input', '-')
    .option('--json', 'print the whole result as JSON')
    .option('--strict', 'exit 1 when the text does not pass or says what the conversation does not support')
    .addHelpText('after', HELP)
    .action(async (conversation: string, text: string, flags: VerifyFlags) => {
      const { verifyFile } = await import('../verify-file.js')
      process.exitCode = await verifyFile(conversation, text, flags)
    })
}

const HELP = `
Scores any summary of a conversation, whoever wrote it: what it keeps by type, which rules it lost, and which numbers,
names, dates, quotes, identifiers and speakers in it the conversation does not support.

Examples:
  precis verify chat.json summary.txt
  my-summariser chat.json | precis verify chat.json - --strict`
