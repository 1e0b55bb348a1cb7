import type { Command } from 'commander'
import { parseCount } from '../parse-count.js'

/** Two fifths of the demo's conversation, which is what the balanced strategy keeps. */
const DEFAULT_TARGET_TOKENS = 1_000

/** Gives `precis demo` its options. */
export function configure(command: Command): void {
  command
    .option('--full', 'print every format whole instead of its beginning')
    .option(
      '-t, --target-tokens <n>',
      'ceiling of the compaction, in tokens',
      parseCount,
      DEFAULT_TARGET_TOKENS,
    )
    .addHelpText('after', HELP)
    .action(async ({ full, targetTokens }: { readonly full?: boolean; readonly targetTokens: number }) => {
      const { runDemo } = await import('../demo.js')
      await runDemo({ isFull: full === true, targetTokens })
    })
}

const HELP = `
Starts a server with fresh data on a free port, records a conversation of 82 turns through its HTTP API, lets it compact
in the background, reads it back in every format and shows what was kept and dropped. Leaves nothing behind.`
